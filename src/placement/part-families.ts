/** Families of parts of a whole: flow, courses, reasons, dates, and students of like scores. */

import type { CountRow } from "../privacy/count-family.js";
import type { NamedCounts } from "../privacy/release-tracked.js";
import type { Ground } from "./ground.js";
import type { CountedRow } from "./leaves.js";
import { asRow, ids, parting } from "./parting.js";
import { bandRows, courseParts, flowParts, type Part, reasonParts, statutorySplits } from "./sections/flow.js";
import { timingOf, timingRows } from "./sections/moves.js";
import { everybody, rowId } from "./units.js";

export function flowFamilies(ground: Ground): NamedCounts[] {
	const rows = (parts: readonly Part[]): CountedRow[] => parts.map(({ row }) => row);
	const { first, second } = flowParts(ground);
	const courses = courseParts(ground);
	const reasons = rows(reasonParts(ground) ?? []);
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
		...parting("flow to day 1", all, rows(first)),
		...parting("flow to the checkpoint", all, rows(second)),
		...parting("courses on day 1", all, rows(courses.day1)),
		...parting("courses at the checkpoint", all, rows(courses.checkpoint)),
		...parting("reasons", heldBack, reasons),
		...(dated === undefined || everyDated === undefined ? [] : datedFamily(everyDated, dated, parts)),
	];
}

function datedFamily(whole: CountedRow, dated: CountedRow, parts: readonly CountedRow[]): NamedCounts[] {
	const [inTime, late, impossible] = parts;
	if (inTime === undefined || late === undefined || impossible === undefined) return [];
	const [named] = parting("dates", whole, [dated, impossible]);
	if (named === undefined) return [];
	const bare = ({ row, population }: CountedRow): CountRow => ({ id: row, population, outcomes: [] });
	const { family } = named;
	return [
		{
			id: "dates",
			family: {
				...family,
				rows: [...family.rows, bare(inTime), bare(late)],
				partitions: [...family.partitions, { whole: dated.row, parts: [inTime.row, late.row] }],
			},
		},
	];
}

export function bandFamilies(ground: Ground): NamedCounts[] {
	const splits = statutorySplits(ground);
	return bandRows(ground).flatMap(({ all, groups }, band) =>
		splits.map((split, at) => ({
			id: `band ${band} ${split.id}`,
			family: {
				outcomes: ["placed above the lowest level"],
				exhaustive: false,
				rows: [all, ...(groups[at] ?? [])].map(asRow),
				partitions: [{ whole: all.row, parts: ids(groups[at] ?? []) }],
			},
		})),
	);
}
