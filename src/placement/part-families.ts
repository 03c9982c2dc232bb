/** Families of parts of a whole: flow, courses, reasons, dates, and students of like scores. */

import { plainName } from "../domain/suggest.js";
import type { NamedCounts } from "../privacy/release-tracked.js";
import type { Ground } from "./ground.js";
import { rulesByCourse } from "./ladder.js";
import type { CountedRow } from "./leaves.js";
import { overBases, parting, sums } from "./parting.js";
import {
	bandRows,
	courseParts,
	endsOf,
	flowParts,
	levelOfCourse,
	levelParts,
	type Part,
	reasonParts,
	statutorySplits,
} from "./sections/flow.js";
import { timingOf, timingRows } from "./sections/moves.js";
import { partRow } from "./sections/population.js";
import { everybody, rowId } from "./units.js";

const rowsOf = (parts: readonly Part[]): CountedRow[] => parts.map(({ row }) => row);

/** Families of where students are on day 1, and where they came from. */
export const dayOneFamilies = ["prior courses", "flow and seats on day 1"] as const;

/** Families of where students are at the checkpoint. */
export const checkpointFamilies = ["flow to the checkpoint", "courses at the checkpoint"] as const;

export function flowFamilies(ground: Ground): NamedCounts[] {
	const { first, second } = flowParts(ground);
	const courses = courseParts(ground);
	const reasons = rowsOf(reasonParts(ground) ?? []);
	const heldBack: CountedRow = {
		row: rowId(`${ground.prefix}reasons`, everybody),
		population: reasons.reduce((sum, { population }) => sum + population, 0),
		counts: [],
	};
	const timing = timingOf(ground);
	const [dated, ...parts] = timing === undefined ? [] : timingRows(ground, timing);
	const everyDated = dated && {
		...dated,
		row: `${dated.row} and impossible`,
		population: parts.reduce((sum, { population }) => sum + population, 0),
	};
	const all = ground.enrolled.all;
	return [
		...seatFamilies(ground, first, courses.day1),
		...parting(checkpointFamilies[0], all, rowsOf(second)),
		...parting(checkpointFamilies[1], all, rowsOf(courses.checkpoint)),
		...parting("reasons", heldBack, reasons),
		...(dated === undefined || everyDated === undefined ? [] : datedFamily(everyDated, dated, parts)),
	];
}

/**
 * Seats of day 1 and the flow to it, together: both add up to the level, so that one withheld could be worked out of the
 * others. How many had a prior course above the lowest level is said in the funnel, and decided before.
 */
function seatFamilies(ground: Ground, links: readonly Part[], courses: readonly Part[]): NamedCounts[] {
	const { all, at } = ground.enrolled;
	const above = all.counts[at("prior")] ?? 0;
	const prior = [
		partRow(ground, "prior1", "above", above),
		partRow(ground, "prior1", "lowest", all.population - above),
	] as const;
	const levels = levelParts(ground);
	const rules = rulesByCourse(ground.policy);
	const isAbove = (part: Part): boolean => {
		const rule = ground.policy.rules[rules.get(plainName(endsOf(part).from)) ?? -1];
		return (rule?.qualifiesFor ?? 0) > ground.cohort.qualification.lowestLevel;
	};
	const parted = [
		{ whole: all, parts: prior },
		{ whole: prior[0], parts: rowsOf(links.filter(isAbove)) },
		{ whole: prior[1], parts: rowsOf(links.filter((part) => !isAbove(part))) },
		{ whole: all, parts: rowsOf(levels) },
		...levels.flatMap(({ label, row }) => [
			{ whole: row, parts: rowsOf(links.filter((part) => endsOf(part).to === label)) },
			{ whole: row, parts: rowsOf(courses.filter((part) => levelOfCourse(ground, part.label) === label)) },
		]),
	];
	return [...parting(dayOneFamilies[0], all, prior), sums(dayOneFamilies[1], parted)];
}

function datedFamily(whole: CountedRow, dated: CountedRow, parts: readonly CountedRow[]): NamedCounts[] {
	const [inTime, late, impossible] = parts;
	if (inTime === undefined || late === undefined || impossible === undefined) return [];
	return [
		sums("dates", [
			{ whole, parts: [dated, impossible] },
			{ whole: dated, parts: [inTime, late] },
		]),
	];
}

export function bandFamilies(ground: Ground): NamedCounts[] {
	const splits = statutorySplits(ground);
	return bandRows(ground).flatMap(({ all, groups }, band) =>
		overBases(`band ${band}`, all, {
			outcomes: ["placed above the lowest level"],
			over: splits.map(({ id }, at) => ({ id, parts: groups[at] ?? [] })),
		}),
	);
}
