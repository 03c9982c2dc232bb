/** Which of the state's student groups a student belongs to, and which groups a year's files hold. */

import { knownGroupIds } from "../domain/student-groups.js";
import { ethnicGroups } from "./score-model.js";
import type { Fluency, Student } from "./students.js";

/** First test year of the groups that were not there from the start (StudentGroups tables and research files). */
const firstYear: ReadonlyMap<number, number> = new Map([
	[170, 2017],
	[190, 2017],
	[29, 2019],
	[50, 2019],
	[51, 2019],
	[52, 2019],
	[53, 2019],
	[240, 2019],
	[241, 2019],
	[250, 2023],
	[251, 2023],
	[252, 2023],
]);

/** Adult English learners: no simulated student is one. */
const neverHeld: ReadonlySet<number> = new Set([243]);

/** First year in which a student may be reported as neither male nor female. */
const thirdGenderFrom = 2021;

/** Ids of the groups that results of a year hold, ascending; All Students first. */
export const groupsOfYear = (year: number): number[] =>
	[...knownGroupIds]
		.filter((id) => !neverHeld.has(id) && (firstYear.get(id) ?? 0) <= year)
		.sort((left, right) => left - right);

const parentEducationIds = [90, 91, 92, 93, 94, 121] as const;

const fluencyIds: Readonly<Record<Exclude<Fluency, "EL">, readonly number[]>> = {
	EO: [180, 6, 252],
	IFEP: [7, 6, 252],
	RFEP: [8, 6, 170],
	TBD: [190],
};

function addFluency(student: Student, add: (id: number) => void): void {
	if (student.fluency !== "EL") {
		for (const id of fluencyIds[student.fluency]) add(id);
		return;
	}
	add(160);
	add(170);
	add(student.newcomer ? 120 : 142);
	if (student.longTerm) add(250);
	if (student.atRiskOfLongTerm) add(251);
}

function genderId(student: Student, year: number): number | undefined {
	if (student.gender === "X") return year >= thirdGenderFrom ? undefined : 4;
	return student.gender === "M" ? 3 : 4;
}

/** Calls `add` with the id of every group of the student, whether or not the year's files hold it. */
export function addGroups(student: Student, year: number, add: (id: number) => void): void {
	add(1);
	add(student.swd ? 128 : 99);
	add(student.sed ? 31 : 111);
	addFluency(student, add);
	const ethnic = ethnicGroups[student.ethnicity] ?? ethnicGroups[0];
	add(ethnic.id);
	add(student.sed ? ethnic.sedId : ethnic.notSedId);
	const gender = genderId(student, year);
	if (gender !== undefined) add(gender);
	add(student.migrant ? 28 : 29);
	add(parentEducationIds[student.parentEducation] ?? 121);
	add(student.military ? 50 : 51);
	add(student.homeless ? 52 : 53);
	add(student.foster ? 240 : 241);
}
