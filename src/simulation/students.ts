/** Students, one by one: who they are for good, and how they fare in one spring. */

import { subjects, thinYear } from "../domain/tests.js";
import type { Random } from "../stats/index.js";
import { everElBySed } from "./composition.js";
import { expectedLatent, withinSchool } from "./expectation.js";
import {
	abilityInCommon,
	abilitySd,
	elEffect,
	englishOnlyShare,
	ethnicGroups,
	ifepEffect,
	rfepEffect,
	stillLearning,
	swdEffect,
	undeterminedShare,
	yearSd,
} from "./score-model.js";
import type { District, School, World } from "./world.js";

/** How a student stands to the English language in a year. */
export type Fluency = "EO" | "IFEP" | "TBD" | "EL" | "RFEP";

/** One student in one spring; the object is used again for the next student, so nobody may keep it. */
export interface Student {
	sed: boolean;
	/** Index in `ethnicGroups`. */
	ethnicity: number;
	fluency: Fluency;
	/** In the country's schools for less than a year; only English learners. */
	newcomer: boolean;
	longTerm: boolean;
	atRiskOfLongTerm: boolean;
	swd: boolean;
	gender: "M" | "F" | "X";
	/** 0 (no high school diploma) to 4 (graduate school); 5 declined to say. */
	parentEducation: number;
	migrant: boolean;
	military: boolean;
	homeless: boolean;
	foster: boolean;
	/** The one high school grade in which this student sits the science test. */
	scienceGrade: number;
	/** Per subject in the order of `subjects`: tested, with a score, points from "Standard Met". */
	tested: [boolean, boolean, boolean];
	scored: [boolean, boolean, boolean];
	latent: [number, number, number];
}

/** A grade of a school in a spring. */
export interface Classroom {
	readonly district: District;
	readonly school: School;
	readonly grade: number;
	readonly year: number;
}

const parentEducation = {
	sed: [0.24, 0.28, 0.24, 0.1, 0.04, 0.1],
	notSed: [0.03, 0.1, 0.22, 0.34, 0.22, 0.09],
} as const;
const rates = {
	sed: { migrant: 0.018, military: 0.02, homeless: 0.06, foster: 0.009 },
	notSed: { migrant: 0.001, military: 0.035, homeless: 0, foster: 0 },
} as const;
const participation = { regular: 0.972, alternative: 0.82, virtual: 0.78 } as const;
/** Share tested in the spring when testing was optional. */
const thinParticipation = 0.24;
const scoredShare = 0.996;
const scienceIn = { tenth: 0.08, eleventh: 0.76 } as const;

function pick(shares: readonly number[], draw: number): number {
	let rest = draw;
	for (let index = 0; index < shares.length - 1; index++) {
		rest -= shares[index] ?? 0;
		if (rest < 0) return index;
	}
	return shares.length - 1;
}

function fluencyOf(draws: { ever: number; still: number; other: number }, everEl: number, grade: number): Fluency {
	if (draws.ever < everEl) return draws.still < stillLearning(grade) ? "EL" : "RFEP";
	if (draws.other < englishOnlyShare) return "EO";
	return draws.other < englishOnlyShare + undeterminedShare ? "TBD" : "IFEP";
}

const fluencyPoints: Readonly<Record<Fluency, number>> = {
	EO: 0,
	TBD: 0,
	IFEP: ifepEffect,
	EL: elEffect,
	RFEP: rfepEffect,
};

const blankStudent = (): Student => ({
	sed: false,
	ethnicity: 0,
	fluency: "EO",
	newcomer: false,
	longTerm: false,
	atRiskOfLongTerm: false,
	swd: false,
	gender: "F",
	parentEducation: 0,
	migrant: false,
	military: false,
	homeless: false,
	foster: false,
	scienceGrade: 11,
	tested: [false, false, false],
	scored: [false, false, false],
	latent: [0, 0, 0],
});

/** Draws who a student is: always the same number of draws, so that no student depends on the one before. */
function drawPerson(student: Student, room: Classroom, everEl: { sed: number; notSed: number }, random: Random): void {
	const { composition } = room.school;
	const sed = random.uniform() < composition.sed;
	student.sed = sed;
	student.ethnicity = pick(composition.ethnicity, random.uniform());
	const draws = { ever: random.uniform(), still: random.uniform(), other: random.uniform() };
	student.fluency = fluencyOf(draws, sed ? everEl.sed : everEl.notSed, room.grade);
	const learner = student.fluency === "EL";
	const duration = random.uniform();
	student.longTerm = learner && room.grade >= 6 && duration < 0.6;
	student.atRiskOfLongTerm = learner && !student.longTerm && duration > 0.75;
	student.swd = random.uniform() < composition.swd;
	const gender = random.uniform();
	student.gender = gender < 0.0015 ? "X" : gender < 0.512 ? "M" : "F";
	student.parentEducation = pick(sed ? parentEducation.sed : parentEducation.notSed, random.uniform());
	const rate = sed ? rates.sed : rates.notSed;
	student.migrant = random.uniform() < rate.migrant;
	student.military = random.uniform() < rate.military;
	student.homeless = random.uniform() < rate.homeless;
	student.foster = random.uniform() < rate.foster;
	const science = random.uniform();
	student.scienceGrade = science < scienceIn.tenth ? 10 : science < scienceIn.tenth + scienceIn.eleventh ? 11 : 12;
}

/** Points that the student brings along beyond the school's mean, lasting ability included, per subject. */
function drawLasting(student: Student, within: { sed: number; notSed: number }, random: Random): void {
	const known =
		(student.sed ? within.sed : within.notSed) +
		fluencyPoints[student.fluency] +
		(student.swd ? swdEffect : 0) +
		(ethnicGroups[student.ethnicity]?.points ?? 0);
	const common = Math.sqrt(abilityInCommon) * random.normal();
	const own = Math.sqrt(1 - abilityInCommon);
	for (let index = 0; index < 3; index++) student.latent[index] = known + abilitySd * (common + own * random.normal());
}

interface SpringFacts {
	readonly rate: number;
	readonly means: readonly number[];
}

function drawSpring(student: Student, facts: SpringFacts, random: Random): void {
	// Most absences concern all subjects; a few only one.
	const present = random.uniform() < facts.rate + 0.01;
	student.newcomer = random.uniform() < 0.05 && student.fluency === "EL" && !student.longTerm;
	for (let index = 0; index < 3; index++) {
		const draw = random.uniform();
		const noise = random.normal();
		student.tested[index] = present && draw < 0.99;
		student.scored[index] = present && draw < 0.99 * scoredShare;
		student.latent[index] = (student.latent[index] ?? 0) + (facts.means[index] ?? 0) + yearSd * noise;
	}
}

/** True means of the room per subject, `subjects` order; 0 for subjects that have no test in the grade. */
function roomMeans(world: World, room: Classroom): number[] {
	return subjects.map((subject) =>
		expectedLatent(world, room.district, room.school, { subject, grade: room.grade, year: room.year }),
	);
}

/**
 * Calls `visit` for every student enrolled in a room.
 *
 * A cohort (a school's students who reach a grade in the same year) keeps its students and their ability from spring to
 * spring, so neighboring years of a school are as dependent as in life.
 */
export function forEachStudent(world: World, room: Classroom, visit: (student: Student) => void): void {
	const { school, grade, year } = room;
	const cohort = `${school.cds} ${year - grade}`;
	const people = world.random.fork(`people ${cohort}`);
	const spring = world.random.fork(`spring ${cohort} ${year}`);
	const enrolled = Math.max(0, Math.round(school.shape.cohort + Math.sqrt(school.shape.cohort) * people.normal()));
	const everEl = everElBySed(school.composition);
	const within = withinSchool(school.composition, grade, world.options.gap);
	const rate = year === thinYear ? thinParticipation : participation[school.shape.purpose];
	const facts = { rate, means: roomMeans(world, room) };
	const student = blankStudent();
	for (let count = 0; count < enrolled; count++) {
		drawPerson(student, room, everEl, people);
		drawLasting(student, within, people);
		drawSpring(student, facts, spring);
		visit(student);
	}
}
