/** One school year of a roster of several. */

import { taken, takenCoded } from "./intake/subset.js";
import type { Basis, MeasureColumn, Roster } from "./roster.js";

/** Groups that nobody is in go, as they do when a roster is read. */
function basisOfRows(basis: Basis, rows: Int32Array): Basis {
	const codes = taken(basis.codes, rows);
	const present = basis.groups.map((_, group) => codes.includes(group));
	const groups = basis.groups.filter((_, group) => present[group]);
	const narrow = basis.groups.map((entry) => groups.indexOf(entry));
	return { ...basis, groups, codes: codes.map((code) => narrow[code] ?? 0) };
}

const measureOfRows = (measure: MeasureColumn, rows: Int32Array): MeasureColumn => ({
	...measure,
	values: taken(measure.values, rows),
	states: taken(measure.states, rows),
});

function coursesOfRows({ prior, day1, checkpoint, next }: Roster["courses"], rows: Int32Array): Roster["courses"] {
	return {
		prior: takenCoded(prior, rows),
		day1: takenCoded(day1, rows),
		checkpoint: checkpoint && takenCoded(checkpoint, rows),
		next: next && takenCoded(next, rows),
	};
}

function recourseOfRows(recourse: NonNullable<Roster["recourse"]>, rows: Int32Array): Roster["recourse"] {
	return {
		requested: taken(recourse.requested, rows),
		requestDay: taken(recourse.requestDay, rows),
		decisions: taken(recourse.decisions, rows),
		decisionDay: taken(recourse.decisionDay, rows),
	};
}

/** The students at some positions; everybody else is left out under the reason given. */
export function studentsAt(roster: Roster, rows: Int32Array, reason: string): Roster {
	const others = roster.students - rows.length;
	if (others === 0) return roster;
	const year = taken(roster.year, rows);
	return {
		...roster,
		students: rows.length,
		excluded: [...roster.excluded, { reason, rows: others }],
		file: taken(roster.file, rows),
		line: taken(roster.line, rows),
		studentIds: Array.from(rows, (row) => roster.studentIds[row] ?? ""),
		year,
		years: roster.years.filter((one) => year.includes(one)),
		school: takenCoded(roster.school, rows),
		feeder: takenCoded(roster.feeder, rows),
		bases: roster.bases.map((basis) => basisOfRows(basis, rows)),
		measures: roster.measures.map((measure) => measureOfRows(measure, rows)),
		courses: coursesOfRows(roster.courses, rows),
		checkpointDay: taken(roster.checkpointDay, rows),
		recourse: roster.recourse && recourseOfRows(roster.recourse, rows),
		repeatConsent: roster.repeatConsent && taken(roster.repeatConsent, rows),
		reason: roster.reason && takenCoded(roster.reason, rows),
		passed: roster.passed && taken(roster.passed, rows),
		agMathMet: roster.agMathMet && taken(roster.agMathMet, rows),
	};
}

/** The students of one school year, by its later year. */
export function ofYear(roster: Roster, year: number): Roster {
	const rows: number[] = [];
	for (let student = 0; student < roster.students; student++) if (roster.year[student] === year) rows.push(student);
	return studentsAt(roster, Int32Array.from(rows), "another school year");
}

/** The students of some school years; all where none is named. */
export function ofYears(roster: Roster, years: readonly number[]): Roster {
	if (years.length === 0) return roster;
	const rows: number[] = [];
	for (let student = 0; student < roster.students; student++) {
		if (years.includes(roster.year[student] ?? 0)) rows.push(student);
	}
	return studentsAt(roster, Int32Array.from(rows), "another school year");
}
