/** The students of one year, and a mark per student for everything that the audit counts. */

import { truth } from "./kleene.js";
import { held, type Qualification, repeat, standing } from "./qualify.js";
import { decision, flag, measureState, type Roster } from "./roster.js";

/** 1 for the students who are counted, 0 for the rest; one element per student of the roster. */
export type Mark = Uint8Array;

export interface Cohort {
	readonly roster: Roster;
	readonly qualification: Qualification;
	/** Later year of the school year; 0 where none is said. */
	readonly year: number;
	/** Students of the year with a day-1 placement on or below the ladder: the population of every count. */
	readonly analysed: Mark;
	/** Students of the year who are left out, with how many. */
	readonly leftOut: readonly { readonly reason: string; readonly students: number }[];
	readonly hasCheckpoint: boolean;
}

/**
 * Chooses the students of one year.
 *
 * Placements outside the ladder and those not reported are left out and counted: no rate can be made of them.
 */
export function cohortOf(roster: Roster, qualification: Qualification, year: number): Cohort {
	const analysed = new Uint8Array(roster.students);
	let [outside, unreported] = [0, 0];
	for (let student = 0; student < roster.students; student++) {
		if (roster.year[student] !== year) continue;
		const level = qualification.day1.level[student] ?? 0;
		if (level >= 0) analysed[student] = 1;
		else if (level === -1) outside++;
		else unreported++;
	}
	const leftOut = [
		{ reason: "placed on day 1 in a course outside the ladder", students: outside },
		{ reason: "no day-1 placement reported", students: unreported },
	].filter(({ students }) => students > 0);
	return { roster, qualification, year, analysed, leftOut, hasCheckpoint: qualification.checkpoint !== undefined };
}

/** Marks of the qualified and of what happened to them. */
export interface Marks {
	readonly qualified: Mark;
	readonly heldBack: Mark;
	/** Qualified with a placement on or below the ladder at the checkpoint. */
	readonly atCheckpoint: Mark;
	readonly heldBackCheckpoint: Mark;
	/** Held back on day 1 and not at the checkpoint; the other way. */
	readonly released: Mark;
	readonly newlyHeldBack: Mark;
	/** Undetermined students by where they were placed: below the level they may qualify for, or at it. */
	readonly undeterminedLow: Mark;
	readonly undeterminedPlaced: Mark;
	readonly undeterminedLowCheckpoint: Mark;
	readonly undeterminedPlacedCheckpoint: Mark;
}

/** A mark by a rule over student indices; only analysed students can carry it. */
export function markOf({ analysed }: Cohort, rule: (student: number) => boolean): Mark {
	const mark = new Uint8Array(analysed.length);
	for (let student = 0; student < mark.length; student++)
		if (analysed[student] === 1 && rule(student)) mark[student] = 1;
	return mark;
}

/** @param level only students who qualify, or may qualify, for this level; all levels together where it is not given */
export function coreMarks(cohort: Cohort, level?: number): Marks {
	const { qualification } = cohort;
	const { day1, checkpoint, target } = qualification;
	const of = (rule: (student: number) => boolean): Mark =>
		markOf(cohort, (student) => (level === undefined || target[student] === level) && rule(student));
	const first = (student: number): number => day1.heldBack[student] ?? held.notInRate;
	const second = (student: number): number => checkpoint?.heldBack[student] ?? held.notInRate;
	const firstIf = (student: number): number => day1.heldBackIfQualified[student] ?? held.notInRate;
	const secondIf = (student: number): number => checkpoint?.heldBackIfQualified[student] ?? held.notInRate;
	const qualified = (student: number): boolean => first(student) !== held.notInRate;
	const both = (student: number): boolean => qualified(student) && second(student) !== held.notInRate;
	return {
		qualified: of(qualified),
		heldBack: of((student) => first(student) === held.yes),
		atCheckpoint: of(both),
		heldBackCheckpoint: of((student) => both(student) && second(student) === held.yes),
		released: of((student) => both(student) && first(student) === held.yes && second(student) === held.no),
		newlyHeldBack: of((student) => both(student) && first(student) === held.no && second(student) === held.yes),
		undeterminedLow: of((student) => firstIf(student) === held.yes),
		undeterminedPlaced: of((student) => firstIf(student) === held.no),
		undeterminedLowCheckpoint: of((student) => secondIf(student) === held.yes),
		undeterminedPlacedCheckpoint: of((student) => secondIf(student) === held.no),
	};
}

/** Everything counted of all analysed students, by name. Names are keys of outcomes in the families of counts. */
export type EnrolledMark =
	| "notQualified"
	| "undetermined"
	| "entryLevel"
	| "entryBelow"
	| "prior"
	| "measured"
	| "overPlaced"
	| "overPlacedCheckpoint"
	| "repeated"
	| "repeatedWithConsent"
	| "repeatedWithoutConsent"
	| "repeatedSameLevel"
	| "repeatGradeUnknown"
	| "movedUp"
	| "movedDown"
	| "passed"
	| "nextCourse"
	| "agMath"
	| "twoMeasures"
	| `present:${string}`;

/** Marks over all analysed students; a mark whose column the files lack is not there. */
export function enrolledMarks(cohort: Cohort): ReadonlyMap<EnrolledMark, Mark> {
	const { qualification } = cohort;
	const { day1, checkpoint, target, met, lowestLevel } = qualification;
	const marks = new Map<EnrolledMark, Mark>();
	const add = (name: EnrolledMark, rule: (student: number) => boolean): void => {
		marks.set(name, markOf(cohort, rule));
	};
	const stands = (student: number, what: number): boolean => qualification.standing[student] === what;
	const above = (student: number): boolean => (target[student] ?? 0) > lowestLevel;
	add("notQualified", (student) => stands(student, standing.notQualified));
	add("undetermined", (student) => stands(student, standing.undetermined));
	add("entryLevel", (student) => stands(student, standing.entryLevel));
	add("entryBelow", (student) => stands(student, standing.entryLevel) && day1.level[student] === 0);
	add("prior", above);
	add("measured", (student) => above(student) && met[student] !== truth.undetermined);
	add("overPlaced", (student) => day1.overPlaced[student] === 1);
	repeatMarks(cohort, add);
	if (checkpoint !== undefined) {
		const both = (student: number): boolean => (checkpoint.level[student] ?? -1) >= 0;
		const change = (student: number): number => (checkpoint.level[student] ?? 0) - (day1.level[student] ?? 0);
		add("overPlacedCheckpoint", (student) => checkpoint.overPlaced[student] === 1);
		add("movedUp", (student) => both(student) && change(student) > 0);
		add("movedDown", (student) => both(student) && change(student) < 0);
	}
	outcomeMarks(cohort, add);
	measureMarks(cohort, add);
	return marks;
}

type Add = (name: EnrolledMark, rule: (student: number) => boolean) => void;

function repeatMarks({ roster, qualification }: Cohort, add: Add): void {
	const { repeats } = qualification.day1;
	const same = (student: number): boolean => repeats[student] === repeat.sameCourse;
	add("repeated", same);
	add("repeatedSameLevel", (student) => repeats[student] === repeat.sameLevel);
	add("repeatGradeUnknown", (student) => repeats[student] === repeat.gradeUnknown);
	const consent = roster.repeatConsent;
	if (consent === undefined) return;
	add("repeatedWithConsent", (student) => same(student) && consent[student] === flag.yes);
	add("repeatedWithoutConsent", (student) => same(student) && consent[student] === flag.no);
}

/** What came after, of qualified students placed as qualified: each step among those of the step before. */
function outcomeMarks({ roster, qualification }: Cohort, add: Add): void {
	const { passed, agMathMet, courses } = roster;
	const last = qualification.checkpoint ?? qualification.day1;
	const placed = (student: number): boolean =>
		qualification.day1.heldBack[student] !== held.notInRate && last.heldBack[student] === held.no;
	const didPass = (student: number): boolean =>
		placed(student) && (passed === undefined || passed[student] === flag.yes);
	const goesOn = (student: number): boolean =>
		didPass(student) && (courses.next === undefined || (courses.next.codes[student] ?? -1) >= 0);
	if (passed !== undefined) add("passed", didPass);
	if (courses.next !== undefined) add("nextCourse", goesOn);
	if (agMathMet !== undefined) add("agMath", (student) => goesOn(student) && agMathMet[student] === flag.yes);
}

function measureMarks({ roster, qualification: _ }: Cohort, add: Add): void {
	const { measures } = roster;
	const present = (index: number, student: number): boolean => measures[index]?.states[student] === measureState.known;
	for (const [index, { id }] of measures.entries()) add(`present:${id}`, (student) => present(index, student));
	add("twoMeasures", (student) => measures.filter((_m, index) => present(index, student)).length >= 2);
}

/** Requests for another placement, of the analysed. */
export interface RequestMarks {
	readonly requested: Mark;
	readonly granted: Mark;
	readonly denied: Mark;
	readonly pending: Mark;
	readonly dated: Mark;
	readonly inTime: Mark;
	/** Days from request to decision; -1 where a date is missing or the decision comes first. */
	readonly days: Int32Array;
}

/** @param clockDays calendar days that the policy's clock allows */
export function requestMarks(cohort: Cohort, clockDays: number): RequestMarks | undefined {
	const { recourse } = cohort.roster;
	if (recourse === undefined) return undefined;
	const asked = (student: number): boolean => recourse.requested[student] === flag.yes;
	const days = new Int32Array(cohort.analysed.length).fill(-1);
	const noDay = -2_147_483_648;
	for (let student = 0; student < days.length; student++) {
		const [from, to] = [recourse.requestDay[student] ?? noDay, recourse.decisionDay[student] ?? noDay];
		if (from !== noDay && to !== noDay && to >= from) days[student] = to - from;
	}
	const decided = (what: number): Mark =>
		markOf(cohort, (student) => asked(student) && recourse.decisions[student] === what);
	const dated = (student: number): boolean => asked(student) && (days[student] ?? -1) >= 0;
	return {
		requested: markOf(cohort, asked),
		granted: decided(decision.granted),
		denied: decided(decision.denied),
		pending: decided(decision.pending),
		dated: markOf(cohort, dated),
		inTime: markOf(cohort, (student) => dated(student) && (days[student] ?? 0) <= clockDays),
		days,
	};
}
