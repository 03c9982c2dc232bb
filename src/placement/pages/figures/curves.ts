/** Same score, different course; and the run over years. */

import type { Curve, CurvePoint } from "../../../charts/curves-input.js";
import { type Chart, curvesChart, trendsChart } from "../../../charts/index.js";
import type { Trend } from "../../../charts/trends-input.js";
import { isAbsent, isKnown } from "../../../domain/measured.js";
import type { ReleasedTable } from "../../../domain/table.js";
import type { ReleasedAudit } from "../../result.js";
import { allYears, type PlacementPages, rowIdOf, schoolYear } from "../input.js";
import { interval } from "../said.js";
import { yearRowId } from "../tables/follow-up.js";
import { bandsTable } from "../tables/within.js";
import { bandWords, yearWords } from "../words/figures.js";
import { percentIfKnown, sourceOf } from "./parts.js";

type Bands = ReleasedAudit["scoreBands"];

/** Fewer dots than this show no course. */
const leastDots = 3;

const middle = ({ from, to }: { readonly from: number; readonly to: number }): number => (from + to) / 2;

/** All shown students of a band together: shares weighted by students, groups of one basis. */
function together(bands: Bands): CurvePoint[] {
	return bands.flatMap((band, step) => {
		const basis = band.groups[0]?.basis;
		let [students, placed] = [0, 0];
		for (const group of band.groups) {
			if (group.basis !== basis || !isKnown(group.students) || !isKnown(group.share)) continue;
			students += group.students;
			placed += group.share * group.students;
		}
		return students === 0 ? [] : [{ x: middle(band), step, value: (100 * placed) / students }];
	});
}

function curvesOf(tableId: string, bands: Bands): Curve[] {
	const groups = new Map(bands.flatMap(({ groups: own }) => own.map((group) => [rowIdOf("", group), group] as const)));
	return [...groups.values()].flatMap((key) => {
		const points = bands.flatMap((band, step) => {
			const group = band.groups.find(({ basis, code }) => basis === key.basis && code === key.code);
			const value = group && percentIfKnown(group.share);
			return group === undefined || value === undefined ? [] : [{ x: middle(band), step, value }];
		});
		return points.length < leastDots ? [] : [{ id: rowIdOf(tableId, key), title: key.group, words: "", points }];
	});
}

export interface BandPart {
	readonly chart: Chart | undefined;
	readonly table: ReleasedTable;
}

/** One figure for each measure; without a figure where too few bands may be shown. */
export function bandParts(input: PlacementPages): BandPart[] {
	const { scoreBands } = input.audit;
	const measures = [...new Set(scoreBands.map(({ measure }) => measure))];
	return measures.map((measure, index) => {
		const bands = scoreBands.filter((band) => band.measure === measure).sort((a, b) => a.from - b.from);
		const id = `bands-${index + 1}`;
		const table = bandsTable(input.audit, id, `Placed above the lowest level on day 1, by score in ${measure}`, bands);
		return { table, chart: bandChart(input, { id, measure, bands, table }) };
	});
}

interface BandAsked {
	readonly id: string;
	readonly measure: string;
	readonly bands: Bands;
	readonly table: ReleasedTable;
}

function bandChart(input: PlacementPages, { id, measure, bands, table }: BandAsked): Chart | undefined {
	const curves = curvesOf(table.id, bands);
	if (curves.length === 0) return undefined;
	const cut = input.policy.measures.find((entry) => entry.id === measure);
	const held = bands.flatMap(({ groups }) => groups).filter(({ share }) => isAbsent(share)).length;
	return curvesChart({
		id: `figure-${id}`,
		headline: bandWords.headline,
		subtitle: bandWords.subtitle(measure, schoolYear(input)),
		alt: bandWords.alt(measure),
		description: [`${curves.length} groups of students have enough bands to draw.`, ...bandWords.description(held)],
		source: sourceOf(input),
		interval: { none: bandWords.none },
		curves,
		reference: { label: "the groups shown, together", points: together(bands) },
		unit: "percent",
		zero: true,
		xTitle: `score in ${measure}`,
		lines: cut === undefined ? [] : [{ x: cut.cut, label: `cut ${cut.cutWritten}` }],
		table,
	});
}

/** A run needs three years. */
const leastYears = 3;

export function yearsFigure(input: PlacementPages, table: ReleasedTable): Chart | undefined {
	const years = allYears(input);
	if (years.length < leastYears) return undefined;
	const groups = years.at(-1)?.day1.groups.filter(({ statutory }) => statutory) ?? [];
	const trends = groups.flatMap((key): Trend[] => {
		const points = years.flatMap(({ year, day1 }) => {
			const group = day1.groups.find(({ basis, code }) => basis === key.basis && code === key.code);
			const value = group && percentIfKnown(group.rate);
			const limits = group && interval(group.rateInterval, 100);
			return value === undefined || limits === undefined
				? []
				: [{ id: yearRowId(year, key), year, value, interval: limits }];
		});
		return points.length < 2 ? [] : [{ id: rowIdOf("years", key), title: key.group, words: "", points }];
	});
	if (trends.length === 0) return undefined;
	return trendsChart({
		id: "figure-years",
		headline: yearWords.headline(years.length),
		subtitle: yearWords.subtitle(years[0]?.schoolYear ?? "", years.at(-1)?.schoolYear ?? ""),
		alt: yearWords.alt(years.length),
		description: [`${trends.length} groups of students are drawn.`, ...yearWords.description],
		source: sourceOf(input),
		interval: { drawn: "Wilson’s 95 % interval of the rate" },
		trends,
		unit: "percent",
		signed: false,
		zero: true,
		table,
	});
}
