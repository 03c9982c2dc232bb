/**
 * Students whom results of neighboring years share.
 *
 * A school with grades 3 to 5 keeps two thirds of its tested students from one spring to the next, one with grade 11
 * none. What chance adds to one year's result is then partly there in the next year too: sampling errors go together.
 */

import type { SchoolLevel } from "../../domain/school-level.js";

/** Assumed correlation of one student's scores, beside what school and group explain, from year to year. */
export const studentCorrelation = 0.8;

/** Tested grades in a row through which a cohort passes. `unknown` counts as elementary, where the overlap is large. */
const gradesInRow: Readonly<Record<SchoolLevel, number>> = {
	elementary: 3,
	middle: 3,
	high: 1,
	combined: 3,
	unknown: 3,
};

/**
 * Correlation of a school's sampling errors some years apart.
 *
 * @param lag years, 0 or more
 * @example overlapCorrelation("elementary", 1) // → 0.533…: two thirds of the students, 0.8 for each
 */
export function overlapCorrelation(level: SchoolLevel, lag: number): number {
	if (lag === 0) return 1;
	return studentCorrelation * Math.max(0, 1 - lag / gradesInRow[level]);
}

/**
 * Covariance of a school's sampling errors over its years, flat.
 *
 * @param variances sampling variances, one per year
 */
export function overlapCovariance(
	level: SchoolLevel,
	years: ArrayLike<number>,
	variances: ArrayLike<number>,
): Float64Array {
	const order = years.length;
	const covariance = new Float64Array(order * order);
	for (let row = 0; row < order; row++) {
		for (let column = 0; column < order; column++) {
			const correlation = overlapCorrelation(level, Math.abs((years[row] ?? 0) - (years[column] ?? 0)));
			covariance[row * order + column] = correlation * Math.sqrt((variances[row] ?? 0) * (variances[column] ?? 0));
		}
	}
	return covariance;
}

/** Average correlation between two different years of a school. */
export function meanOverlap(level: SchoolLevel, years: ArrayLike<number>): number {
	let sum = 0;
	let pairs = 0;
	for (let index = 0; index < years.length; index++) {
		for (let later = index + 1; later < years.length; later++) {
			sum += overlapCorrelation(level, Math.abs((years[later] ?? 0) - (years[index] ?? 0)));
			pairs++;
		}
	}
	return pairs === 0 ? 0 : sum / pairs;
}

/** What chance among students adds to the average of a school's years, because years share students. */
export interface SharedNoise {
	readonly level: SchoolLevel;
	readonly years: ArrayLike<number>;
	/** Average sampling variance of one year, as a fit has it that takes years for independent. */
	readonly sampling: number;
	/** φ was found from differences between years, which shared students make smaller. */
	readonly phiMoved: boolean;
}

/** Factor by which φ, found from differences between years, is too small where years share students. */
export const overlapCorrection = ({ level, years, phiMoved }: Omit<SharedNoise, "sampling">): number =>
	phiMoved ? 1 / (1 - meanOverlap(level, years)) : 1;

/** Covariance of two years' sampling errors, on average: a fit that knows nothing of it takes it for a lasting difference. */
export const sharedCovariance = (noise: SharedNoise): number =>
	meanOverlap(noise.level, noise.years) * overlapCorrection(noise) * noise.sampling;

/** By how much the error variance of the average over the years is larger than that fit says. */
export function missingVariance(noise: SharedNoise): number {
	const count = noise.years.length;
	return sharedCovariance(noise) * (noise.phiMoved ? 1 : (count - 1) / count);
}
