/** Held back by group, with interval and the band of chance; by school; day 1 beside the checkpoint. */

import { type Chart, intervalsChart } from "../../../charts/index.js";
import type { IntervalRow } from "../../../charts/intervals-input.js";
import { isAbsent, isKnown } from "../../../domain/measured.js";
import type { ReleasedTable } from "../../../domain/table.js";
import type { AuditComparison, AuditStage, ReleasedAudit } from "../../result.js";
import { chanceBand } from "../chance.js";
import { checkpointOf, day1Of, type PlacementPages, rowIdOf, sameGroup, schoolYear, statutory } from "../input.js";
import { bandedRate, bandOf, count, interval, notShown, percent } from "../said.js";
import { stagesTable } from "../tables/comparisons.js";
import { caasppCaution, moveWords, placeWords, rateWords, verdictCounts } from "../words/figures.js";
import { stageWords } from "../words/groups.js";
import { verdictLook } from "../words/verdicts.js";
import { byBasis, countVerdicts, percentIfKnown, sourceOf } from "./parts.js";

/** Words instead of a dot: a band where there is one, else why nothing is shown. */
const heldWords = ({ rate, heldBack, qualified }: Pick<AuditComparison, "rate" | "heldBack" | "qualified">) =>
	isAbsent(rate) ? (bandedRate(heldBack, qualified) ?? notShown(rate)) : undefined;

/** Verdicts that stand out in a figure. */
const standsOut = ({ verdict }: AuditComparison): boolean => verdict === "FLAG" || verdict === "WATCH";

function rateRow(prefix: string, group: AuditComparison): IntervalRow {
	const { word, shape } = verdictLook(group.verdict);
	const withheld = heldWords(group);
	const chance =
		withheld === undefined && isKnown(group.qualified) && isKnown(group.othersRate) && group.qualified > 0
			? chanceBand(group.qualified, group.othersRate)
			: undefined;
	return {
		id: rowIdOf(prefix, group),
		label: group.group,
		words: "",
		counts: isAbsent(group.qualified) ? (bandOf(group.qualified) ?? "–") : count(group.qualified),
		note: withheld === undefined ? `${percent(group.rate)} · ${word}` : word,
		mark: shape,
		strong: standsOut(group),
		value: percentIfKnown(group.rate),
		interval: withheld === undefined ? interval(group.rateInterval, 100) : undefined,
		band: chance && { lower: 100 * chance.lower, upper: 100 * chance.upper },
		withheld,
	};
}

export interface RatesAsked {
	readonly id: string;
	readonly stage: AuditStage;
	readonly groups: readonly AuditComparison[];
	readonly table: ReleasedTable;
}

/** The main figure: dots with intervals, one row a group, verdict in words and shape at its end. */
export function ratesFigure(input: PlacementPages, { id, stage, groups, table }: RatesAsked): Chart {
	const when = stageWords[stage.stage];
	return intervalsChart({
		id,
		headline: verdictCounts(countVerdicts(groups)),
		subtitle: rateWords.subtitle(when, count(stage.qualified), schoolYear(input)),
		alt: rateWords.alt(groups.length, when),
		description: rateWords.description(groups.length),
		source: sourceOf(input, `. ${caasppCaution}`),
		interval: { drawn: rateWords.interval },
		blocks: byBasis(groups).map(({ heading, entries }) => ({
			heading,
			rows: entries.map((group) => rateRow(table.id, group)),
		})),
		axis: { unit: "percent", signed: false, title: `held back ${when}, of 100 who qualified`, lines: [] },
		headers: { counts: "Qualified", note: "Rate and verdict" },
		table,
	});
}

/** Day 1 hollow, checkpoint filled; `undefined` where the files have no checkpoint. */
export function movesFigure(input: PlacementPages): Chart | undefined {
	const later = checkpointOf(input);
	const groups = statutory(day1Of(input));
	if (later === undefined || groups.length === 0) return undefined;
	const table = stagesTable(input.audit, groups, later);
	const rowOf = (group: AuditComparison): IntervalRow => {
		const after = sameGroup(later, group);
		const hidden = heldWords(group) ?? (after && heldWords(after));
		return {
			id: rowIdOf(table.id, group),
			label: group.group,
			words: "",
			counts: isAbsent(group.qualified) ? "–" : count(group.qualified),
			note: hidden === undefined && after ? `${percent(group.rate)} → ${percent(after.rate)}` : "",
			strong: standsOut(group),
			hollow: hidden === undefined ? percentIfKnown(group.rate) : undefined,
			value: hidden === undefined && after ? percentIfKnown(after.rate) : undefined,
			interval: hidden === undefined && after ? interval(after.rateInterval, 100) : undefined,
			withheld: hidden,
		};
	};
	return intervalsChart({
		id: "checkpoint-rates",
		headline: moveWords.headline,
		subtitle: moveWords.subtitle(schoolYear(input)),
		alt: moveWords.alt,
		description: moveWords.description(groups.length),
		source: sourceOf(input),
		interval: { drawn: rateWords.interval },
		blocks: byBasis(groups).map(({ heading, entries }) => ({ heading, rows: entries.map(rowOf) })),
		axis: { unit: "percent", signed: false, title: "held back, of 100 who qualified", lines: [] },
		headers: { counts: "Qualified", note: "Day 1 → checkpoint" },
		table,
	});
}

type Places = Exclude<ReleasedAudit["feeders"], { absent: string }>;

export interface PlacesAsked {
	readonly id: string;
	/** "school" or "sending school". */
	readonly who: string;
	readonly headline: string;
	readonly places: Places;
	readonly table: ReleasedTable;
}

/** Schools by name; steadied rates filled and counted ones hollow where there are enough schools. */
export function placesFigure(input: PlacementPages, asked: PlacesAsked): Chart | undefined {
	const { places, table, who } = asked;
	if (places.length === 0) return undefined;
	const steadied = places.some(({ shrunken }) => isKnown(shrunken.value));
	const rows = places.map((place, index): IntervalRow => {
		const withheld = heldWords(place);
		const both = steadied && withheld === undefined && isKnown(place.shrunken.value);
		return {
			id: `${table.id}-${index}`,
			label: place.place,
			words: "",
			counts: isAbsent(place.qualified) ? "–" : count(place.qualified),
			note: withheld === undefined ? percent(place.rate) : "",
			strong: false,
			value: withheld === undefined ? percentIfKnown(both ? place.shrunken.value : place.rate) : undefined,
			interval: withheld === undefined ? interval(both ? place.shrunken : place.rateInterval, 100) : undefined,
			hollow: both ? percentIfKnown(place.rate) : undefined,
			withheld,
		};
	});
	return intervalsChart({
		id: asked.id,
		headline: asked.headline,
		subtitle: `${placeWords.subtitle(who, schoolYear(input))}${steadied ? placeWords.steadied : ""} ${places.length} schools.`,
		alt: placeWords.alt(who),
		description: placeWords.description,
		source: sourceOf(input),
		interval: { drawn: steadied ? "95 % interval of the steadied rate (beta-binomial)" : rateWords.interval },
		blocks: [{ heading: "", rows }],
		axis: { unit: "percent", signed: false, title: "held back on day 1, of 100 who qualified", lines: [] },
		headers: { counts: "Qualified", note: "As counted" },
		table,
	});
}
