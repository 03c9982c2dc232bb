/** From latent points to the scale that is published: scores, levels and what they are cut at. */

import { type LevelMinimums, levelMinimumScores, type Subject } from "../domain/tests.js";

/** How latent points become scores of one subject and grade. */
export interface PublishedScale {
	/** Lowest scores of levels 2, 3 and 4. */
	readonly minimums: LevelMinimums;
	/** Published points per latent point. */
	readonly pointsPerLatent: number;
	readonly lowest: number;
	readonly highest: number;
}

/**
 * Science: spacing and cuts are the simulation's own, in the manner of the real test (scores near 200, 400 and 600 by
 * grade band); the state's cuts are not among the facts that cimp carries.
 */
const sciencePointsPerLatent = 0.22;
const scienceMet = (grade: number): number => (grade === 5 ? 214 : grade === 8 ? 415 : 615);

/** No published score lies farther from "Standard Met" than this, in latent points: the ends of the scale. */
const scaleReach = 300;

/**
 * The scale of a subject and grade.
 *
 * @throws RangeError where the subject is not tested in the grade
 */
export function publishedScale(subject: Subject, grade: number): PublishedScale {
	if (subject === "science") {
		const met = scienceMet(grade);
		return around([met - 18, met, met + 18], sciencePointsPerLatent);
	}
	const minimums = levelMinimumScores(subject, grade);
	if (minimums === undefined) throw new RangeError(`no ${subject} test in grade ${grade}`);
	return around(minimums, 1);
}

function around(minimums: LevelMinimums, pointsPerLatent: number): PublishedScale {
	const reach = Math.round(scaleReach * pointsPerLatent);
	return { minimums, pointsPerLatent, lowest: minimums[1] - reach, highest: minimums[1] + reach };
}

/** A whole score within the scale for a student `latent` points from "Standard Met". */
export function publishedScore(scale: PublishedScale, latent: number): number {
	const score = Math.floor(scale.minimums[1] + latent * scale.pointsPerLatent + 0.5);
	return Math.max(scale.lowest, Math.min(scale.highest, score));
}

/** 1 to 4. */
export function levelOf(scale: PublishedScale, score: number): number {
	const [second, third, fourth] = scale.minimums;
	return score < second ? 1 : score < third ? 2 : score < fourth ? 3 : 4;
}

/** The latent points from which a score rounds up to "Standard Met". */
export const metFrom = (scale: PublishedScale): number => -0.5 / scale.pointsPerLatent;
