/** What is true of a school in a grade, subject and year: the mean of its students' scores and the share that meets the standard. */

import type { Subject } from "../domain/tests.js";
import { normalCdf } from "../stats/index.js";
import { type Composition, elShare, everElBySed } from "./composition.js";
import { metFrom, publishedScale } from "./published-scale.js";
import {
	elEffect,
	englishOnlyShare,
	ethnicGroups,
	gradeLevel,
	ifepEffect,
	kindShift,
	referenceShares,
	rfepEffect,
	stillLearning,
	studentSd,
	swdEffect,
	undeterminedShare,
	yearShift,
} from "./score-model.js";
import type { District, School, World } from "./world.js";

/** A test in a year: what a score belongs to besides its student. */
export interface Sitting {
	readonly subject: Subject;
	readonly grade: number;
	readonly year: number;
}

/** District, persistent and transient school effect in points; their sum is what a model may recover. */
export interface EffectParts {
	readonly district: number;
	readonly persistent: number;
	readonly transient: number;
}

export function effectParts(world: World, district: District, school: School, sitting: Sitting): EffectParts {
	const position = world.options.years.indexOf(sitting.year);
	return {
		district: district.effects[sitting.subject],
		persistent: school.effects.persistent[sitting.subject],
		transient: school.effects.transient[position]?.[sitting.subject] ?? 0,
	};
}

/** Points that a school's composition moves its mean in a grade. */
function compositionPoints(composition: Composition, grade: number, gap: number): number {
	return (
		-gap * (composition.sed - referenceShares.sed) +
		elEffect * (elShare(composition, grade) - referenceShares.el) +
		swdEffect * (composition.swd - referenceShares.swd)
	);
}

/** True mean of a school's students in points from "Standard Met" on the latent scale. */
export function expectedLatent(world: World, district: District, school: School, sitting: Sitting): number {
	const parts = effectParts(world, district, school, sitting);
	return (
		(gradeLevel[sitting.subject].get(sitting.grade) ?? 0) +
		yearShift(sitting.year) +
		kindShift[school.shape.purpose] +
		compositionPoints(school.composition, sitting.grade, world.options.gap) +
		parts.district +
		parts.persistent +
		parts.transient
	);
}

/** Effects within a school, centered so that the SED difference is exactly the gap and nothing else moves the school's mean. */
export interface WithinSchool {
	/** Points to add for a student by SED status, before fluency, disability and ethnicity. */
	readonly sed: number;
	readonly notSed: number;
}

export function withinSchool(composition: Composition, grade: number, gap: number): WithinSchool {
	const everEl = everElBySed(composition);
	const learning = stillLearning(grade);
	const ethnic = ethnicGroups.reduce((sum, { points }, index) => sum + points * (composition.ethnicity[index] ?? 0), 0);
	const others = (ever: number): number =>
		ever * (learning * elEffect + (1 - learning) * rfepEffect) +
		(1 - ever) * (1 - englishOnlyShare - undeterminedShare) * ifepEffect +
		composition.swd * swdEffect +
		ethnic;
	return {
		sed: -gap * (1 - composition.sed) - others(everEl.sed),
		notSed: gap * composition.sed - others(everEl.notSed),
	};
}

interface Component {
	readonly share: number;
	readonly points: number;
}

/** Fluency among students of one SED status. */
function fluencyComponents(everEl: number, grade: number): Component[] {
	const learning = stillLearning(grade);
	const ifep = 1 - englishOnlyShare - undeterminedShare;
	return [
		{ share: everEl * learning, points: elEffect },
		{ share: everEl * (1 - learning), points: rfepEffect },
		{ share: (1 - everEl) * ifep, points: ifepEffect },
		{ share: (1 - everEl) * (1 - ifep), points: 0 },
	];
}

/** The mixture of student kinds in a school's grade: shares sum to 1, points average to 0. */
function studentKinds(composition: Composition, grade: number, gap: number): Component[] {
	const everEl = everElBySed(composition);
	const within = withinSchool(composition, grade, gap);
	const bySed = [
		{ share: composition.sed, points: within.sed, everEl: everEl.sed },
		{ share: 1 - composition.sed, points: within.notSed, everEl: everEl.notSed },
	];
	const byDisability = [
		{ share: composition.swd, points: swdEffect },
		{ share: 1 - composition.swd, points: 0 },
	];
	const byEthnicity = ethnicGroups.map(({ points }, index) => ({ share: composition.ethnicity[index] ?? 0, points }));
	return bySed.flatMap((sed) =>
		fluencyComponents(sed.everEl, grade).flatMap((fluency) =>
			byDisability.flatMap((disability) =>
				byEthnicity.map((ethnic) => ({
					share: sed.share * fluency.share * disability.share * ethnic.share,
					points: sed.points + fluency.points + disability.points + ethnic.points,
				})),
			),
		),
	);
}

/**
 * True share (0–1) of a school's students who meet the standard.
 *
 * @param latent the school's true mean in points from "Standard Met"
 */
export function expectedShareMet(composition: Composition, latent: number, gap: number, sitting: Sitting): number {
	const from = metFrom(publishedScale(sitting.subject, sitting.grade));
	return studentKinds(composition, sitting.grade, gap).reduce(
		(sum, kind) => sum + kind.share * normalCdf((latent + kind.points - from) / studentSd),
		0,
	);
}
