/** Tables of comparisons among students who are alike: levels, strata, score bands, the regression. */

import { isAbsent, isKnown, type Measured } from "../../../domain/measured.js";
import type { Cell, ReleasedTable } from "../../../domain/table.js";
import type { Audit, AuditStage, ReleasedAudit } from "../../result.js";
import { rowIdOf } from "../input.js";
import { bandOf, cell, percentCell, rangeCell, rateCell } from "../said.js";
import { leftOut } from "../words/report.js";
import { verdictLook } from "../words/verdicts.js";
import { fileOnly, number, percentOf, pointsOf, students, tableOf, text, whole } from "./columns.js";

export function levelsTable(audit: ReleasedAudit, { levels }: AuditStage): ReleasedTable {
	const all = levels.flatMap(({ level, courses, groups }) =>
		groups.map((group) => ({ level, courses: courses.join(", "), group })),
	);
	const rows = all.filter(({ group }) => saysSomething(group));
	return tableOf(audit, {
		id: "levels",
		caption: "Held back on day 1 by the level that students qualify for",
		columns: [
			text("courses", "Qualified for"),
			text("group", "Group"),
			students("qualified", "Qualified"),
			students("heldBack", "Held back"),
			percentOf("ratePercent", "Held back, of 100"),
			text("rateRange", "95 % interval"),
			pointsOf("gapPoints", "Difference, points"),
			text("gapRange", "95 % interval of the difference"),
			text("verdict", "Verdict"),
		],
		rows: rows.map(({ courses, group }) => [
			courses,
			group.group,
			cell(group.qualified),
			cell(group.heldBack),
			rateCell(group.rate, group.heldBack, group.qualified),
			rangeCell(group.rateInterval, { times: 100 }),
			percentCell(group.gap.value),
			rangeCell(group.gap, { times: 100, signed: true }),
			verdictLook(group.verdict).word,
		]),
		rowIds: rows.map(({ level, group }) => rowIdOf(`levels-${level}`, group)),
		notes: leftOut(all.length - rows.length),
	});
}

const kindWords = {
	"prior course and score band": "the same prior course and score band",
	school: "the same school",
} as const;

export function stratifiedTable(audit: ReleasedAudit): ReleasedTable {
	const { stratified } = audit;
	return tableOf(audit, {
		id: "stratified",
		caption: "Each group against all others inside strata, put together by Mantel and Haenszel",
		columns: [
			text("group", "Group"),
			text("by", "Compared within"),
			whole("informative", "Strata that count"),
			whole("uninformative", "Strata that can’t"),
			pointsOf("differencePoints", "Difference, points"),
			text("differenceRange", "95 % interval"),
			number("riskRatio", "Ratio"),
			text("ratioRange", "95 % interval of the ratio"),
			number("p", "p", { digits: 4 }),
			text("test", "Test"),
			number("homogeneityP", "Same in all strata, p", { digits: 4 }),
		],
		rows: stratified.map((entry) => [
			entry.group,
			kindWords[entry.by],
			cell(entry.informative),
			cell(entry.uninformative),
			percentCell(entry.riskDifference.value),
			rangeCell(entry.riskDifference, { times: 100, signed: true }),
			cell(entry.riskRatio.value),
			rangeCell(entry.riskRatio, { digits: 2 }),
			cell(entry.p),
			entry.test,
			cell(entry.homogeneityP),
		]),
		rowIds: stratified.map((entry) => rowIdOf(`stratified-${entry.by === "school" ? "school" : "score"}`, entry)),
		notes: [
			"A stratum in which nobody, everybody or only one side is counted says nothing about a difference and contributes nothing.",
		],
	});
}

export function sensitivityTable(audit: ReleasedAudit): ReleasedTable {
	const { sensitivity } = audit;
	return tableOf(audit, {
		id: "sensitivity",
		caption: "The same question by logistic regression, as a check: difference in the chance of being held back",
		columns: [
			text("group", "Group"),
			students("students", "Students"),
			pointsOf("effectPoints", "Difference, points"),
			text("effectRange", "95 % interval"),
			number("oddsRatio", "Odds ratio"),
			text("oddsRatioRange", "95 % interval of the odds ratio"),
			number("p", "p", { digits: 4 }),
			text("adjustedFor", "Among students alike in"),
			number("eventsPerParameter", "Events per parameter", { digits: 1 }),
		],
		rows: sensitivity.map((entry) => [
			entry.group,
			cell(entry.students),
			percentCell(entry.averageMarginalEffect),
			rangeCell(entry.limits, { times: 100, signed: true }),
			cell(entry.oddsRatio),
			rangeCell(entry.oddsRatioLimits, { digits: 2 }),
			cell(entry.p),
			entry.adjustedFor.join(", "),
			cell(entry.eventsPerParameter),
		]),
		rowIds: sensitivity.map((entry) => rowIdOf("sensitivity", entry)),
	});
}

/** Groups of which something may be said. */
export function stepsTable(audit: ReleasedAudit): ReleasedTable {
	const entries = audit.ladderSteps.filter(({ meanSteps }) => isKnown(meanSteps));
	return tableOf(audit, {
		id: "ladder-steps",
		caption: "Steps of the ladder from the level qualified for to the level placed in on day 1; below is negative",
		columns: [
			text("group", "Group"),
			students("qualified", "Qualified"),
			number("meanSteps", "Mean steps", { signed: true, digits: 2 }),
			number("othersMeanSteps", "All others", { signed: true, digits: 2 }),
			percentOf("superiorityPercent", "Placed more favorably than another student, of 100 pairs"),
			number("p", "p", { digits: 4 }),
		],
		rows: entries.map((entry) => [
			entry.group,
			cell(entry.qualified),
			cell(entry.meanSteps),
			cell(entry.othersMeanSteps),
			percentCell(entry.superiority),
			cell(entry.p),
		]),
		rowIds: entries.map((entry) => rowIdOf("ladder-steps", entry)),
		notes: leftOut(audit.ladderSteps.length - entries.length),
	});
}

/** Groups by bands of one measure: the share placed above the lowest level. */
export function bandsTable(
	audit: ReleasedAudit,
	id: string,
	caption: string,
	bands: Audit["scoreBands"],
): ReleasedTable {
	const groups = new Map(bands.flatMap(({ groups: own }) => own.map((group) => [rowIdOf(id, group), group] as const)));
	const title = ({ from, to, startsAtCut }: Audit["scoreBands"][number]): string =>
		`${Math.round(from)} to below ${Math.round(to)}${startsAtCut ? " (from the cut)" : ""}`;
	return tableOf(audit, {
		id,
		caption,
		columns: [
			text("group", "Group"),
			...bands.map((band) => percentOf(`from${Math.round(band.from)}Percent`, title(band))),
			...bands.map((band) => students(`from${Math.round(band.from)}Students`, `Students, ${title(band)}`, fileOnly)),
		],
		rows: [...groups.values()].map((key): Cell[] => {
			const own = bands.map(({ groups: all }) =>
				all.find(({ basis, code }) => basis === key.basis && code === key.code),
			);
			return [
				key.group,
				...own.map((group) => (group === undefined ? "" : percentCell(group.share))),
				...own.map((group) => (group === undefined ? "" : cell(group.students))),
			];
		}),
		rowIds: [...groups.keys()],
	});
}

export function betweenWithinTable(
	audit: ReleasedAudit,
	entries: Exclude<Audit["betweenWithin"], { absent: string }>,
): ReleasedTable {
	return tableOf(audit, {
		id: "between-within",
		caption: "The difference split into a part between schools and a part within them",
		columns: [
			text("group", "Group"),
			pointsOf("gapPoints", "Difference, points"),
			pointsOf("betweenPoints", "Between schools"),
			pointsOf("withinPoints", "Within schools"),
			number("dissimilarity", "Dissimilarity, 0 to 1"),
			whole("schools", "Schools"),
			whole("schoolsWithoutOneGroup", "Schools with one side only"),
		],
		rows: entries.map((entry) => [
			entry.group,
			percentCell(entry.gap),
			percentCell(entry.between),
			percentCell(entry.within),
			cell(entry.dissimilarity),
			entry.schools,
			cell(entry.schoolsWithoutOneGroup),
		]),
		rowIds: entries.map((entry) => rowIdOf("between-within", entry)),
	});
}

type Places = Exclude<Audit["feeders"], { absent: string }>;

export function placesTable(audit: ReleasedAudit, id: string, caption: string, places: Places): ReleasedTable {
	const withShrunken = places.some(({ shrunken }) => !isAbsent(shrunken.value));
	const shrunkenColumns = withShrunken
		? [percentOf("shrunkenPercent", "Steadied, of 100"), text("shrunkenRange", "95 % interval, steadied")]
		: [];
	return tableOf(audit, {
		id,
		caption,
		columns: [
			text("place", "School"),
			students("enrolled", "Enrolled"),
			students("qualified", "Qualified"),
			students("heldBack", "Held back"),
			percentOf("ratePercent", "Held back, of 100"),
			text("rateRange", "95 % interval"),
			...shrunkenColumns,
			students("checkpointHeldBack", "Held back after the checkpoint"),
		],
		rows: places.map((place) => [
			place.place,
			cell(place.enrolled),
			cell(place.qualified),
			cell(place.heldBack),
			rateCell(place.rate, place.heldBack, place.qualified),
			rangeCell(place.rateInterval, { times: 100 }),
			...(withShrunken ? [percentCell(place.shrunken.value), rangeCell(place.shrunken, { times: 100 })] : []),
			cell(place.heldBackCheckpoint),
		]),
		rowIds: places.map((_, index) => `${id}-${index}`),
	});
}

export function schoolGroupsTable(audit: ReleasedAudit, all: readonly SchoolGroupEntry[]): ReleasedTable {
	const entries = all.filter(saysSomething);
	return tableOf(audit, {
		id: "schools-groups",
		caption: "Held back on day 1 by school and group",
		columns: [
			text("school", "School"),
			text("group", "Group"),
			students("qualified", "Qualified"),
			students("heldBack", "Held back"),
			percentOf("ratePercent", "Held back, of 100"),
		],
		rows: entries.map((entry) => [
			entry.school,
			entry.group,
			cell(entry.qualified),
			cell(entry.heldBack),
			rateCell(entry.rate, entry.heldBack, entry.qualified),
		]),
		notes: leftOut(all.length - entries.length),
	});
}

/** A count that is shown, exactly or as a band. */
const saysSomething = ({ qualified }: { readonly qualified: Measured<number> }): boolean =>
	isKnown(qualified) || bandOf(qualified) !== undefined;

interface SchoolGroupEntry {
	readonly school: string;
	readonly group: string;
	readonly qualified: Measured<number>;
	readonly heldBack: Measured<number>;
	readonly rate: Measured<number>;
}
