/**
 * Cells of a roster → the columns that the audit works on.
 *
 * Every row of the files is a student or is counted under the reason why it is none.
 */

import type { Coded } from "../../domain/coded.js";
import { compareProblems, type Problem, problem, Refusal } from "../../domain/problem.js";
import type { RosterCells } from "../../domain/roster-cells.js";
import { plainName } from "../../domain/suggest.js";
import type { Policy } from "../policy.js";
import { type BasisId, type Excluded, otherBases, type Roster, statutoryBases } from "../roster.js";
import { basisOf, unrecognizedProblems } from "./bases.js";
import {
	type CourseColumn,
	courseColumns,
	isSayable,
	type UnknownCourse,
	unknownCourses,
	unknownTitles,
} from "./courses.js";
import { measureColumn, measureProblems } from "./measures.js";
import { outcomeProblems, outcomesOf } from "./outcomes.js";
import { RosterPlaces, shownCount } from "./places.js";
import { type Duplicates, Selection, selectGrade, selectIdentified, selectOnce, yearsOf } from "./selection.js";
import { keptRows, takenCells } from "./subset.js";

export interface RosterWishes {
	/** Without a policy nothing is measured and every course is taken as it is. */
	readonly policy: Policy | undefined;
	/** Later year of the school year of rows that say none. */
	readonly year?: number;
	/** What happens to rows of one student and year that differ. */
	readonly duplicates?: Duplicates;
	/** What happens to students in courses that the policy does not place. */
	readonly unmapped?: "refuse" | "exclude";
}

export interface BuiltRoster {
	readonly roster: Roster;
	/** Those of the cells and these, in the order of `compareProblems`. */
	readonly problems: readonly Problem[];
}

const empty = (rows: number): Coded => ({ labels: [], codes: new Int32Array(rows).fill(-1) });

const allBases: readonly BasisId[] = [...statutoryBases, ...otherBases];

/** Titles of one spelling: those that differ in case, blanks or punctuation alone become the most frequent of them. */
function merged({ labels, codes }: Coded): Coded {
	const counts = labels.map(() => 0);
	for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
	const best = new Map<string, number>();
	for (const [label, title] of labels.entries()) {
		const name = plainName(title);
		const other = best.get(name);
		if (other === undefined || (counts[label] ?? 0) > (counts[other] ?? 0)) best.set(name, label);
	}
	const kept = [...best.values()].sort((a, b) => a - b);
	const ranks = new Map(kept.map((label, rank) => [label, rank]));
	const places = labels.map((title) => ranks.get(best.get(plainName(title)) ?? 0) ?? 0);
	return {
		labels: kept.map((label) => labels[label] ?? ""),
		codes: codes.map((code) => (code < 0 ? -1 : (places[code] ?? -1))),
	};
}

/** The course columns of a roster's cells. */
export function courseCells({ columns }: RosterCells): Map<CourseColumn, Coded> {
	return new Map(
		courseColumns.flatMap((name) => {
			const column = columns.get(name);
			return column === undefined ? [] : [[name, column] as const];
		}),
	);
}

/** "Geometry H (prior_course, 14 rows)". */
const courseInWords = ({ title, column, rows }: UnknownCourse): string =>
	`"${title}" (${column}, ${shownCount(rows)} rows)`;

/** Titles that are listed in the message. */
const listedTitles = 10;

function courseProblem(
	unknown: readonly UnknownCourse[],
	{ file, code, policy }: { readonly file: string; readonly code: "CIMP-E145" | "CIMP-W149"; readonly policy: Policy },
): Problem {
	const named = unknown.filter((course) => isSayable(course, policy)).slice(0, listedTitles);
	const more = unknown.length - named.length;
	const others = `${more}${named.length === 0 ? "" : " more"} ${more === 1 ? "title" : "titles"}`;
	const found = [...named.map(courseInWords), ...(more > 0 ? [others] : [])].join(", ");
	// The titles are the message: they are not cut like a user's cell.
	return { ...problem(code, { file }, { found }), found };
}

/** Courses that the policy does not place: refused, or their students left out. */
function selectMapped(selection: Selection, policy: Policy, wish: "refuse" | "exclude"): void {
	const { cells } = selection;
	const columns = courseCells(takenCells(cells, keptRows(selection.marks)));
	const unknown = unknownCourses(columns, policy);
	if (unknown.length === 0) return;
	const file = cells.files.map(({ name }) => name).join(", ");
	if (wish === "refuse") throw new Refusal([courseProblem(unknown, { file, policy, code: "CIMP-E145" })]);
	const marks = [...courseCells(cells)].map(([name, column]) => ({
		column,
		strange: unknownTitles(name, column, policy),
	}));
	selection.leaveOut("course not in the policy", (row) =>
		marks.some(({ column, strange }) => strange[column.codes[row] ?? -1] === true),
	);
	selection.problems.push(courseProblem(unknown, { file, policy, code: "CIMP-W149" }));
}

/** @throws Refusal CIMP-E144, E145, E147 */
function select(cells: RosterCells, years: Int16Array, wishes: RosterWishes): Selection {
	const { policy, duplicates = "refuse", unmapped = "refuse" } = wishes;
	const selection = new Selection(cells);
	selectIdentified(selection);
	selectOnce(selection, years, duplicates);
	selectGrade(selection);
	if (policy !== undefined) selectMapped(selection, policy, unmapped);
	if (!selection.marks.includes(1)) {
		const why = selection.excluded.map(({ reason, rows }) => `${shownCount(rows)} rows: ${reason}`).join("; ");
		throw new Refusal([problem("CIMP-E147", { file: cells.files[0]?.name ?? "" }, { found: why })]);
	}
	return selection;
}

function allExcluded(cells: RosterCells, selection: Selection): Excluded[] {
	return [...cells.leftOut, ...selection.excluded];
}

const basisProblems = (cells: RosterCells, places: RosterPlaces): Problem[] =>
	allBases.flatMap((id) => {
		const column = cells.columns.get(id);
		if (column !== undefined) return unrecognizedProblems(id, column, places);
		if (!(statutoryBases as readonly string[]).includes(id)) return [];
		return [problem("CIMP-W142", { file: places.of(0).file }, { found: `no column ${id}` })];
	});

const schoolOf = ({ columns, rows }: RosterCells): Coded =>
	columns.get("school") ?? columns.get("cds_code") ?? empty(rows);

/** The columns of the rows that stayed. */
function rosterOf(
	cells: RosterCells,
	year: Int16Array,
	policy: Policy | undefined,
): Omit<Roster, "rowsRead" | "excluded"> {
	const { columns, rows } = cells;
	const ids = columns.get("student_id") ?? empty(rows);
	const course = (name: string): Coded | undefined => {
		const column = columns.get(name);
		return column === undefined ? undefined : merged(column);
	};
	const present = allBases.filter((id) => columns.has(id));
	return {
		students: rows,
		files: cells.files.map(({ name }) => name),
		file: cells.file,
		line: cells.line,
		studentIds: Array.from(ids.codes, (code) => ids.labels[code] ?? ""),
		year,
		years: [...new Set(year)].filter((one) => one > 0).sort((a, b) => a - b),
		school: schoolOf(cells),
		feeder: columns.get("feeder_school") ?? empty(rows),
		bases: present.map((id) => basisOf(id, columns.get(id) ?? empty(rows), policy)),
		basesAbsent: allBases.filter((id) => !columns.has(id)),
		measures: (policy?.measures ?? []).map((measure) => measureColumn(measure, columns.get(measure.column), rows)),
		courses: {
			prior: course("prior_course") ?? empty(rows),
			day1: course("placed_course_day1") ?? empty(rows),
			checkpoint: course("placed_course_checkpoint"),
			next: course("next_course"),
		},
		reason: columns.get("placement_reason"),
		...outcomesOf(cells, year, policy),
	};
}

/**
 * Makes the roster: who is examined, with what each cell means.
 *
 * @throws Refusal for students twice with different values (CIMP-E144), courses that the policy does not place (E145), and
 *   where no student is left (E147)
 */
export function buildRoster(cells: RosterCells, wishes: RosterWishes): BuiltRoster {
	const { policy, year: usual = policy?.year ?? 0 } = wishes;
	const allYears = yearsOf(cells, usual);
	const selection = select(cells, allYears, wishes);
	const kept = keptRows(selection.marks);
	const own = takenCells(cells, kept);
	const years = Int16Array.from(kept, (row) => allYears[row] ?? 0);
	const roster = {
		...rosterOf(own, years, policy),
		rowsRead: cells.rows + cells.leftOut.reduce((sum, { rows }) => sum + rows, 0),
		excluded: allExcluded(cells, selection),
	};
	const places = new RosterPlaces(own);
	const problems = [
		...cells.problems,
		...selection.problems,
		...basisProblems(own, places),
		...(policy?.measures ?? []).flatMap((measure) => measureProblems(measure, own.columns.get(measure.column), places)),
		...outcomeProblems(own, roster, places),
	];
	return { roster, problems: problems.sort(compareProblems) };
}
