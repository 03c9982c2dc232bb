/** Columns of dates, decisions, yes or no, and grades: what came of a placement. */

import type { Coded } from "../../domain/coded.js";
import { type Problem, problem } from "../../domain/problem.js";
import type { RosterCells } from "../../domain/roster-cells.js";
import { plainName } from "../../domain/suggest.js";
import { letterRank } from "../letters.js";
import type { Policy } from "../policy.js";
import { dayOutsideYear, decision, flag, noDay, type Recourse } from "../roster.js";
import { readDay } from "./days.js";
import { countsOf, type RosterPlaces, shownCount } from "./places.js";
import { yesOrNo } from "./vocabulary.js";

/** What each cell of a column says; -1 for words that nobody knows, which count as not reported. */
interface Vocabulary {
	readonly column: string;
	readonly read: (text: string) => number;
	readonly notReported: number;
	readonly code: "CIMP-W140" | "CIMP-W150";
}

const unknown = -1;

const flagOf = (text: string): number => {
	const answer = yesOrNo(text);
	if (typeof answer === "boolean") return answer ? flag.yes : flag.no;
	return answer === "not reported" ? flag.notReported : unknown;
};

const decisionWords: ReadonlyMap<string, number> = new Map([
	...["granted", "approved", "upheld for the student", "yes", "y"].map((word) => [word, decision.granted] as const),
	...["denied", "rejected", "declined", "no", "n"].map((word) => [word, decision.denied] as const),
	...["pending", "open", "in review"].map((word) => [word, decision.pending] as const),
]);

const passWords: ReadonlyMap<string, number> = new Map([
	...["p", "pass", "passed", "cr", "credit", "y", "yes"].map((word) => [word, flag.yes] as const),
	...["np", "no pass", "not passed", "fail", "failed", "nc", "no credit", "n", "no"].map(
		(word) => [word, flag.no] as const,
	),
]);

/** C- or better passes. */
function passedOf(text: string): number {
	const rank = letterRank(text);
	if (rank !== undefined) return rank >= (letterRank("C-") ?? 0) ? flag.yes : flag.no;
	return passWords.get(plainName(text)) ?? (flagOf(text) === flag.notReported ? flag.notReported : unknown);
}

const flags = (column: string): Vocabulary => ({
	column,
	read: flagOf,
	notReported: flag.notReported,
	code: "CIMP-W140",
});
const dates = (column: string): Vocabulary => ({
	...{ column, notReported: noDay, code: "CIMP-W150" },
	read: (text) => {
		const day = readDay(text);
		return day === noDay ? unknown : day;
	},
});
const decisions: Vocabulary = {
	column: "recourse_decision",
	read: (text) => decisionWords.get(plainName(text)) ?? unknown,
	notReported: decision.notReported,
	code: "CIMP-W150",
};
const passed: Vocabulary = {
	column: "outcome_grade9",
	read: passedOf,
	notReported: flag.notReported,
	code: "CIMP-W140",
};

function values(cells: RosterCells, vocabulary: Vocabulary): Int32Array {
	const { column, read, notReported } = vocabulary;
	const coded = cells.columns.get(column);
	const meanings = coded?.labels.map(read) ?? [];
	return Int32Array.from({ length: cells.rows }, (_, row) => {
		const value = meanings[coded?.codes[row] ?? -1] ?? notReported;
		return value === unknown ? notReported : value;
	});
}

/** A warning where cells of a column hold words that nobody knows. */
function wordProblems(vocabulary: Vocabulary, column: Coded, places: RosterPlaces): Problem[] {
	const strange = column.labels.map((label) => vocabulary.read(label) === unknown);
	const rows = countsOf(column).reduce((sum, count, label) => sum + (strange[label] === true ? count : 0), 0);
	if (rows === 0) return [];
	const first = column.codes.findIndex((code) => strange[code] === true);
	const found = `${shownCount(rows)} rows with other words`;
	return [problem(vocabulary.code, places.of(first, vocabulary.column), { found })];
}

export interface Outcomes {
	readonly checkpointDay: Int32Array;
	readonly recourse: Recourse | undefined;
	readonly repeatConsent: Uint8Array | undefined;
	readonly passed: Uint8Array | undefined;
	readonly agMathMet: Uint8Array | undefined;
}

/** First and last day of a row's school year; 1 July and 30 June where the policy does not say the first day of school. */
function yearEnds(year: number, policy: Policy | undefined): readonly [number, number] {
	const firstDay = policy?.checkpoint.firstDay;
	const own = year === 0 || policy?.year === undefined || policy.year === year ? firstDay : undefined;
	if (year > 0) return [own ?? readDay(`${year - 1}-07-01`), readDay(`${year}-06-30`)];
	return own === undefined ? [noDay, -noDay] : [own, own + 330];
}

/** Marks checkpoints that lie outside the school year: no part of the check of timing. */
function checkDays(days: Int32Array, years: Int16Array, policy: Policy | undefined): Int32Array {
	const ends = new Map([...new Set(years)].map((year) => [year, yearEnds(year, policy)] as const));
	return days.map((day, row) => {
		const [first, last] = ends.get(years[row] ?? 0) ?? [noDay, -noDay];
		return day === noDay || (day >= first && day <= last) ? day : dayOutsideYear;
	});
}

/** Reads these columns of the rows that stayed. */
export function outcomesOf(cells: RosterCells, years: Int16Array, policy: Policy | undefined): Outcomes {
	const has = (column: string): boolean => cells.columns.has(column);
	const bytes = (vocabulary: Vocabulary): Uint8Array => Uint8Array.from(values(cells, vocabulary));
	const optional = (vocabulary: Vocabulary): Uint8Array | undefined =>
		has(vocabulary.column) ? bytes(vocabulary) : undefined;
	const recourse: Recourse | undefined = has("recourse_requested")
		? {
				requested: bytes(flags("recourse_requested")),
				requestDay: values(cells, dates("recourse_date")),
				decisions: bytes(decisions),
				decisionDay: values(cells, dates("recourse_decision_date")),
			}
		: undefined;
	return {
		checkpointDay: checkDays(values(cells, dates("checkpoint_date")), years, policy),
		recourse,
		repeatConsent: optional(flags("repeat_consent")),
		passed: optional(passed),
		agMathMet: optional(flags("ag_c_met")),
	};
}

const checked: readonly Vocabulary[] = [
	...["recourse_requested", "repeat_consent", "ag_c_met"].map(flags),
	...["checkpoint_date", "recourse_date", "recourse_decision_date"].map(dates),
	decisions,
	passed,
];

/** What is odd in these columns: words that nobody knows, and checkpoints outside the year (CIMP-W143). */
export function outcomeProblems(cells: RosterCells, outcomes: Outcomes, places: RosterPlaces): Problem[] {
	const words = checked.flatMap((vocabulary) => {
		const column = cells.columns.get(vocabulary.column);
		return column === undefined ? [] : wordProblems(vocabulary, column, places);
	});
	const outside = outcomes.checkpointDay.filter((day) => day === dayOutsideYear).length;
	if (outside === 0) return words;
	const first = outcomes.checkpointDay.indexOf(dayOutsideYear);
	const found = `${shownCount(outside)} rows before the first day of school or after the year`;
	return [...words, problem("CIMP-W143", places.of(first, "checkpoint_date"), { found })];
}
