/** Distance from standard by school, year and student group: the Dashboard's measure in one long table. */

import { displayMinimum, judgeMinimum } from "../domain/evidence.js";
import { groupIds } from "../domain/student-groups.js";
import { allGrades, type Subject, standardMetScore } from "../domain/tests.js";
import type { LayoutColumn } from "../ingest/layouts/index.js";
import type { ResultsPlan } from "./layout-choice.js";
import { type CountedPlace, countPlaces } from "./places.js";
import { type CellWriter, type RecordTable, recordTable } from "./table-file.js";
import { cellStart, fields, type TallyFrame, tallyFrame } from "./tally.js";
import type { World } from "./world.js";

/** The Dashboard's words for the groups that it reports. */
const groupWords: readonly (readonly [id: number, word: string])[] = [
	[1, "all"],
	[74, "african_american"],
	[75, "american_indian_alaska_native"],
	[76, "asian"],
	[160, "english_learners"],
	[180, "english_only"],
	[77, "filipino"],
	[240, "foster"],
	[78, "hispanic_latino"],
	[52, "homeless"],
	[250, "long_term_english_learners"],
	[79, "pacific_islander"],
	[8, "recently_reclassified"],
	[31, "socioeconomically_disadvantaged"],
	[128, "students_with_disabilities"],
	[144, "two_or_more_races"],
	[80, "white"],
];

interface PanelRow {
	readonly cds: string;
	readonly year: number;
	readonly subject: Subject;
	readonly word: string;
	readonly scored: number;
	/** Sum over students of score minus the threshold of their grade. */
	readonly distanceSum: number;
}

function distanceOf(frame: TallyFrame, tally: Float64Array, subject: number, group: number): [number, number] {
	let scored = 0;
	let sum = 0;
	for (const [position, grade] of frame.grades.entries()) {
		if (grade === allGrades) continue;
		const start = cellStart(frame, subject, position, group);
		const students = tally[start + fields.scored] ?? 0;
		scored += students;
		sum += (tally[start + fields.scoreSum] ?? 0) - students * (standardMetScore(frame.subjects[subject]!, grade) ?? 0);
	}
	return [scored, sum];
}

function* rowsOfSchool({ place, tally }: CountedPlace, frame: TallyFrame, year: number): Generator<PanelRow> {
	const all = frame.grades.indexOf(allGrades);
	for (const [position, subject] of frame.subjects.entries()) {
		for (const [group, id] of frame.groups.entries()) {
			const word = groupWords.find(([known]) => known === id)?.[1] ?? "";
			if ((tally[cellStart(frame, position, all, group) + fields.enrolled] ?? 0) === 0) continue;
			const [scored, distanceSum] = distanceOf(frame, tally, position, group);
			yield { cds: place.cds, year, subject, word, scored, distanceSum };
		}
	}
}

function* panelRows(world: World, plan: ResultsPlan): Generator<PanelRow> {
	const { groups } = world.options;
	const ids = groupWords
		.map(([id]) => id)
		.filter((id) => groups === "all" || id === groupIds.all || groups.includes(id));
	const frame = tallyFrame(plan.subjects, ids);
	for (const year of plan.years) {
		for (const counted of countPlaces(world, frame, year)) {
			if (counted.place.school !== "") yield* rowsOfSchool(counted, frame, year);
		}
	}
}

/** One decimal, halves up; a mean of nothing never gets here. */
function signedMean(sum: number, students: number): string {
	const tenths = Math.floor((20 * sum + students) / (2 * students));
	const size = Math.abs(tenths);
	return `${tenths < 0 ? "-" : ""}${Math.floor(size / 10)}.${size % 10}`;
}

function reliability(scored: number): string {
	if (scored === 0) return "not-available";
	return scored < displayMinimum ? "suppressed" : scored < judgeMinimum ? "small-sample" : "reliable";
}

const writers: Readonly<Record<string, CellWriter<PanelRow>>> = {
	cds: ({ cds }) => cds,
	year: ({ year }) => String(year),
	indicator: ({ subject }) => subject,
	studentgroup: ({ word }) => word,
	value: ({ scored, distanceSum }) => (scored < displayMinimum ? "" : signedMean(distanceSum, scored)),
	denominator: ({ scored }) => (scored === 0 ? "" : String(scored)),
	reliability: ({ scored }) => reliability(scored),
};

/** The panel of all years: schools only, as in the Dashboard's tables of schools. */
export function panelTable(world: World, plan: ResultsPlan): RecordTable {
	const choose = (column: LayoutColumn): CellWriter<PanelRow> | undefined => writers[column.header];
	return recordTable(plan.layout, choose, () => panelRows(world, plan));
}
