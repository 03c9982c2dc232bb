/** A placement roster: the first district's eighth-graders of the newest spring as they enter grade 9 math. */

import { subjects } from "../domain/tests.js";
import type { Random } from "../stats/index.js";
import { publishedScale, publishedScore } from "./published-scale.js";
import { ethnicGroups } from "./score-model.js";
import { forEachStudent, type Student } from "./students.js";
import { isOpen, nameIn, testedGrades, type World } from "./world.js";

/** Cuts of the invented district's policy: qualified for level 2 with two of three measures met. */
export const placementPolicy = {
	scaleScore: 2586,
	letter: "C",
	readinessPercent: 70,
	needed: 2,
} as const;

/** Planted: the chance that a qualified student is held back on day 1, by ethnic group id; `otherwise` for the rest. */
export const heldBackChance = {
	byGroup: new Map([
		[74, 0.26],
		[78, 0.22],
	]),
	otherwise: 0.1,
} as const;
/** Planted: the chance that a held-back student is moved up by the checkpoint, and that an unqualified one is placed up. */
export const movedUpChance = 0.25;
export const placedUpUnqualified = 0.12;

type Qualification = "level 1 only" | "yes" | "no" | "undetermined";

export interface RosterRow {
	readonly id: string;
	readonly school: string;
	readonly feeder: string;
	/** Id of the ethnic group. */
	readonly ethnicity: number;
	readonly gender: string;
	readonly sed: boolean;
	readonly el: boolean;
	readonly swd: boolean;
	readonly foster: boolean;
	readonly homeless: boolean;
	readonly priorCourse: "Algebra I" | "Math 8";
	/** Empty where missing. */
	readonly scaleScore: string;
	readonly letter: string;
	readonly readiness: string;
	readonly placedDayOne: "Algebra I" | "Geometry";
	readonly placedCheckpoint: "Algebra I" | "Geometry";
	readonly qualification: Qualification;
}

const letters = "FDCBA";
const clamp = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
/** Ends of the grade 8 scale as published. */
const scaleEnds = { lowest: 2265, highest: 2802 } as const;

interface Measures {
	readonly scaleScore: string;
	readonly letter: string;
	readonly readiness: string;
}

function drawMeasures(latent: number, scored: boolean, random: Random): Measures {
	const score = publishedScore(publishedScale("math", 8), latent);
	const grade = clamp(0, Math.round(2.6 + latent / 75 + 0.9 * random.normal()), 4);
	const readiness = clamp(0, Math.round(72 + latent / 7 + 10 * random.normal()), 100);
	const hasLetter = random.uniform() > 0.03;
	const hasReadiness = random.uniform() > 0.2;
	return {
		scaleScore: scored ? String(clamp(scaleEnds.lowest, score, scaleEnds.highest)) : "",
		letter: hasLetter ? (letters[grade] ?? "") : "",
		readiness: hasReadiness ? String(readiness) : "",
	};
}

/** Three-valued: a missing measure may still decide. */
function qualify(priorCourse: RosterRow["priorCourse"], measures: Measures): Qualification {
	if (priorCourse === "Math 8") return "level 1 only";
	const { scaleScore, readinessPercent, letter, needed } = placementPolicy;
	const statuses = [
		measures.scaleScore === "" ? undefined : Number(measures.scaleScore) >= scaleScore,
		measures.letter === "" ? undefined : letters.indexOf(measures.letter) >= letters.indexOf(letter),
		measures.readiness === "" ? undefined : Number(measures.readiness) >= readinessPercent,
	];
	const met = statuses.filter((status) => status === true).length;
	const missing = statuses.filter((status) => status === undefined).length;
	if (met >= needed) return "yes";
	return met + missing < needed ? "no" : "undetermined";
}

function place(qualification: Qualification, ethnicity: number, random: Random): [boolean, boolean] {
	const chance = heldBackChance.byGroup.get(ethnicity) ?? heldBackChance.otherwise;
	const first = random.uniform();
	const second = random.uniform();
	if (qualification === "level 1 only") return [false, false];
	const up = qualification === "yes" ? first >= chance : first < placedUpUnqualified;
	return [up, up || (qualification === "yes" && second < movedUpChance)];
}

const course = (up: boolean): RosterRow["placedDayOne"] => (up ? "Geometry" : "Algebra I");

function rosterRow(student: Student, where: { id: number; school: string; feeder: string }, random: Random): RosterRow {
	const math = subjects.indexOf("math");
	const latent = student.latent[math] ?? 0;
	const priorCourse = random.uniform() < logistic((latent + 30) / 60) ? "Algebra I" : "Math 8";
	const measures = drawMeasures(latent, student.scored[math] ?? false, random);
	const qualification = qualify(priorCourse, measures);
	const ethnicity = ethnicGroups[student.ethnicity]?.id ?? ethnicGroups[0].id;
	const [dayOne, checkpoint] = place(qualification, ethnicity, random);
	return {
		id: `SYN-${String(where.id).padStart(6, "0")}`,
		school: where.school,
		feeder: where.feeder,
		ethnicity,
		gender: student.gender,
		sed: student.sed,
		el: student.fluency === "EL",
		swd: student.swd,
		foster: student.foster,
		homeless: student.homeless,
		priorCourse,
		...measures,
		placedDayOne: course(dayOne),
		placedCheckpoint: course(checkpoint),
		qualification,
	};
}

/** The roster in order of feeder school; charters that the district does not run are left out. */
export function rosterRows(world: World): RosterRow[] {
	const year = world.options.years.at(-1) ?? 0;
	const district = world.districts[0];
	if (district === undefined) return [];
	const own = district.schools.filter((school) => isOpen(school, year) && school.shape.charter !== "direct");
	const high = own.filter((school) => school.shape.purpose === "regular" && school.shape.high === 12);
	const highNames = high.length === 0 ? [district.name] : high.map((school) => nameIn(school, year));
	const random = world.random.fork("roster");
	const rows: RosterRow[] = [];
	for (const school of own) {
		if (!testedGrades(school, "math").includes(8)) continue;
		forEachStudent(world, { district, school, grade: 8, year }, (student) => {
			const goesTo = highNames[random.integer(highNames.length)] ?? district.name;
			rows.push(rosterRow(student, { id: rows.length + 1, school: goesTo, feeder: nameIn(school, year) }, random));
		});
	}
	return rows;
}
