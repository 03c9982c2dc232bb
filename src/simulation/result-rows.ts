/** Rows of a results file as numbers, and the state's rules for what of them is shown. */

import { displayMinimum } from "../domain/evidence.js";
import { groupIds } from "../domain/student-groups.js";
import { allGrades, type Subject } from "../domain/tests.js";
import type { Layout } from "../ingest/layouts/index.js";
import { groupsOfYear } from "./membership.js";
import type { SimulationOptions } from "./options.js";
import { type CountedPlace, countPlaces, type PlaceRow } from "./places.js";
import { cellStart, fields, type TallyFrame, tallyFrame } from "./tally.js";
import type { World } from "./world.js";

/** What a row is about. */
export interface RowKey {
	readonly place: PlaceRow;
	readonly year: number;
	readonly subject: Subject;
	readonly grade: number;
	readonly group: number;
}

/** Where the counts of a row and of the wider rows around it begin in the place's tally. */
interface RowStarts {
	readonly own: number;
	/** The same group over all grades. */
	readonly groupAllGrades: number;
	/** All students of the same grade, and over all grades. */
	readonly gradeAllStudents: number;
	readonly everyone: number;
}

/** One place × subject × grade × group. Its counts are valid until the next place's rows are asked for. */
export class ResultCell {
	readonly key: RowKey;
	readonly #tally: Float64Array;
	readonly #starts: RowStarts;

	constructor(key: RowKey, tally: Float64Array, starts: RowStarts) {
		this.key = key;
		this.#tally = tally;
		this.#starts = starts;
	}

	/** A count of this row, by its position in `fields`; of another row around it where `row` says so. */
	count(field: number, row: keyof RowStarts = "own"): number {
		return this.#tally[this.#starts[row] + field] ?? 0;
	}
}

/** All students first, whose counts the other groups' rows refer to. */
const groupsOfFile = (groups: SimulationOptions["groups"], year: number): number[] =>
	groupsOfYear(year).filter((group) => groups === "all" || group === groupIds.all || groups.includes(group));

/** The frame of a file of one year. */
export const frameOf = (subjects: readonly Subject[], year: number, groups: SimulationOptions["groups"]): TallyFrame =>
	tallyFrame(subjects, groupsOfFile(groups, year));

function* rowsOfPlace({ place, tally }: CountedPlace, frame: TallyFrame, year: number): Generator<ResultCell> {
	const all = frame.grades.indexOf(allGrades);
	for (const [position, subject] of frame.subjects.entries()) {
		const everyone = cellStart(frame, position, all, 0);
		for (const [groupPosition, group] of frame.groups.entries()) {
			const groupAllGrades = cellStart(frame, position, all, groupPosition);
			for (const [gradePosition, grade] of frame.grades.entries()) {
				const own = cellStart(frame, position, gradePosition, groupPosition);
				if (tally[own + fields.enrolled] === 0) continue;
				const gradeAllStudents = cellStart(frame, position, gradePosition, 0);
				const starts = { own, groupAllGrades, gradeAllStudents, everyone };
				yield new ResultCell({ place, year, subject, grade, group }, tally, starts);
			}
		}
	}
}

/** All rows of a year, place by place; groups without an enrolled student have none. */
export function* resultCells(world: World, frame: TallyFrame, year: number): Generator<ResultCell> {
	for (const counted of countPlaces(world, frame, year)) yield* rowsOfPlace(counted, frame, year);
}

/** How a layout shows small numbers. */
export interface Masking {
	/** Enrolled and tested below this are masked; 0 where counts are always shown. */
	readonly countMinimum: number;
	/** What stands in place of scores of too few students. */
	readonly scoreMark: string;
	readonly wholePercents: boolean;
}

/** Since 2024 counts below 4 and scores of fewer than 11 are marked; before, counts are shown and scores left blank. */
export function maskingOf(layout: Layout): Masking {
	const hasCounts = layout.columns.some((column) => column.role === "countLevel4");
	return {
		countMinimum: hasCounts ? 4 : 0,
		scoreMark: hasCounts ? "*" : "",
		wholePercents: layout.wholePercents === true,
	};
}

/** A count of students as published; nobody is printed as 0, since that tells on no one. */
export const shownCount = (students: number, masking: Masking): string =>
	students > 0 && students < masking.countMinimum ? "*" : String(students);

/** What stands in place of a value that needs scores: blank where nobody has one, masked below 11 students. */
export function hiddenScore(scored: number, masking: Masking): string | undefined {
	if (scored === 0) return "";
	return scored < displayMinimum ? masking.scoreMark : undefined;
}

/** "0.00" to "100.00": every percent that is ever printed. */
const hundredths = Array.from(
	{ length: 10_001 },
	(_, units) => `${Math.floor(units / 100)}.${String(units % 100).padStart(2, "0")}`,
);

/** `part` of `whole` in percent, rounded half up by whole-number arithmetic: 33.39, or 33 in whole percents. */
export function percentText(part: number, whole: number, wholePercents: boolean): string {
	const scale = wholePercents ? 100 : 10_000;
	const units = Math.floor((2 * scale * part + whole) / (2 * whole));
	return wholePercents ? String(units) : (hundredths[units] ?? "");
}

/** A mean of whole scores with one decimal, rounded half up. */
export function meanText(sum: number, students: number): string {
	const tenths = Math.floor((20 * sum + students) / (2 * students));
	return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
