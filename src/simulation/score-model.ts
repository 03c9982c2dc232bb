/**
 * The truth: how an invented student's score comes about.
 *
 * On the latent scale, points from "Standard Met" in the grade:
 *
 *     score = level of grade and year + district + school (persistent + of the year)
 *           + composition of the school + student within the school + noise
 *
 * Composition is linear in the school's shares: -gap × SED, `elEffect` × EL, `swdEffect` × SWD. So a regression of school
 * means on these three shares leaves exactly the district and school effects and sampling. Ethnicity and fluency other
 * than EL move students within schools only, and the SED difference within a school is the chosen gap to the point.
 */

import type { Subject } from "../domain/tests.js";

/** Mean points from "Standard Met" in spring 2022 at the reference composition, per grade: near the state's. */
export const gradeLevel: Readonly<Record<Subject, ReadonlyMap<number, number>>> = {
	ela: new Map([
		[3, -20],
		[4, -16],
		[5, -8],
		[6, -20],
		[7, -10],
		[8, -16],
		[11, 4],
	]),
	math: new Map([
		[3, -12],
		[4, -24],
		[5, -42],
		[6, -48],
		[7, -50],
		[8, -62],
		[11, -74],
	]),
	science: new Map([
		[5, -40],
		[8, -42],
		[10, -50],
		[11, -42],
		[12, -52],
	]),
};

/** Points that every score moves in a year: slow gains, a fall over the year without a test, slow gains again. */
export const yearShift = (year: number): number => (year < 2020 ? 2 * (year - 2015) + 6 : 2 * (year - 2022));

/** Shares at which composition adds nothing. */
export const referenceShares = { sed: 0.6, el: 0.18, swd: 0.13 } as const;

/** Points by which English learners and students with disabilities differ from otherwise like students. */
export const elEffect = -55;
export const swdEffect = -75;
/** Points of reclassified and of initially fluent students, within a school. */
export const rfepEffect = 12;
export const ifepEffect = 18;

/** The ethnic groups as the simulation counts them: group id, its ids within SED and not SED, share in the state, points within a school. */
export const ethnicGroups = [
	{ id: 78, sedId: 204, notSedId: 224, share: 0.53, tilt: 0.45, points: -8 },
	{ id: 80, sedId: 206, notSedId: 226, share: 0.21, tilt: -0.4, points: 10 },
	{ id: 76, sedId: 202, notSedId: 222, share: 0.1, tilt: -0.3, points: 32 },
	{ id: 74, sedId: 200, notSedId: 220, share: 0.06, tilt: 0.3, points: -24 },
	{ id: 77, sedId: 203, notSedId: 223, share: 0.03, tilt: -0.1, points: 20 },
	{ id: 144, sedId: 207, notSedId: 227, share: 0.055, tilt: -0.3, points: 8 },
	{ id: 75, sedId: 201, notSedId: 221, share: 0.008, tilt: 0.2, points: -18 },
	{ id: 79, sedId: 205, notSedId: 225, share: 0.007, tilt: 0.1, points: -16 },
] as const;

/** Standard deviation of what a student brings from year to year, and of one year's score around it, in points. */
export const abilitySd = 70;
export const yearSd = 38;
/** Share of a student's lasting ability that all subjects have in common. */
export const abilityInCommon = 0.75;
/** Standard deviation of a score given school and group membership. */
export const studentSd = Math.hypot(abilitySd, yearSd);

/** Share of the variance of school effects that lasts from year to year. */
export const persistentShare = 0.8;
/** Share of the variance of (persistent) effects of districts and schools that all subjects have in common. */
export const effectInCommon = 0.7;

/** Points by which schools for another purpose lie off, whatever their students: reason enough to keep them out of a fit. */
export const kindShift = { regular: 0, alternative: -70, virtual: -30 } as const;

/**
 * Share of ever-English-learners of a grade who are not yet reclassified.
 *
 * @param grade 3 to 12
 */
export const stillLearning = (grade: number): number => Math.max(0.34, 0.8 - 0.07 * (grade - 3));

/** How much rarer ever-English-learners are among students who are not socioeconomically disadvantaged. */
export const everElRatio = 0.35;
/** Shares of students who speak only English, among those never English learners; the rest are initially fluent or undetermined. */
export const englishOnlyShare = 0.9;
export const undeterminedShare = 0.01;
