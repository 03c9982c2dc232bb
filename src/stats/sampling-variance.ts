/** Sampling variances of published school results: known from counts and student spreads, never zero. */

import { requireFinite, requireLength } from "./checks.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";

/** Students and student spread per grade of one school. */
export interface GradeCounts {
	/** Students tested with scores per grade. */
	readonly students: ArrayLike<number>;
	/** Standard deviation of students' scores within the school, per grade, in scale points. */
	readonly sds: ArrayLike<number>;
}

/**
 * Sampling variance of a distance from standard pooled over grades with students as weights,
 * v = Σ n² (s² / n) / (Σ n)².
 *
 * @param input students and standard deviations by grade; a grade without students is passed over
 * @returns variance in squared scale points, or undefined without students
 * @throws StatsError `length-mismatch`, `non-finite` or `out-of-range`
 * @reference variance of a weighted mean of independent means
 * @example
 * pooledDistanceVariance({ students: [50, 50], sds: [100, 100] }) // → 100
 */
export function pooledDistanceVariance({ students, sds }: GradeCounts): number | UndefinedResult {
	requireLength("sds", sds.length, students.length);
	requireFinite("students", students);
	let total = 0;
	for (let g = 0; g < students.length; g++) {
		if (students[g] === 0) continue;
		if (students[g]! < 0 || !(sds[g]! > 0 && Number.isFinite(sds[g]))) {
			throw new StatsError("out-of-range", `grade ${g} has ${students[g]} students with a spread of ${sds[g]}`);
		}
		total += students[g]!;
	}
	if (total === 0) return undefinedResult("no students");
	let variance = 0;
	for (let g = 0; g < students.length; g++) {
		if (students[g]! > 0) variance += ((students[g]! / total) * sds[g]! ** 2) / total;
	}
	if (!Number.isFinite(variance)) throw new StatsError("non-finite", "the variance is too large for a number");
	return variance;
}

function requireMet(met: number, tested: number): void {
	if (!(met >= 0 && met <= tested && Number.isFinite(tested))) {
		throw new StatsError("out-of-range", `met must lie between 0 and tested, got ${met} of ${tested}`);
	}
}

/** A share published as a percent with two decimals is off by at most this. */
const PERCENT_ROUNDING = 0.005;

/**
 * Number of students behind a published percent: the whole number nearest to percent × tested, if it gives that
 * percent back when rounded to two decimals.
 *
 * @param percent published percent, 0 to 100
 * @param tested students tested with scores
 * @returns students who met the standard, or undefined where no whole number gives the percent
 * @throws StatsError `out-of-range`
 * @reference |100 x / n - percent| ≤ 0.005; unique for n up to 5,000
 * @example
 * studentsMet(33.33, 60) // → 20
 */
export function studentsMet(percent: number, tested: number): number | UndefinedResult {
	if (!(percent >= 0 && percent <= 100)) throw new StatsError("out-of-range", `percent is ${percent}`);
	if (!(tested >= 0 && Number.isSafeInteger(tested))) {
		throw new StatsError("out-of-range", `tested must be a whole number of students, got ${tested}`);
	}
	if (tested === 0) return undefinedResult("no students");
	const met = Math.round((percent / 100) * tested);
	// A half in the third decimal may be rounded either way; the slack is for binary fractions only.
	if (Math.abs((100 * met) / tested - percent) > PERCENT_ROUNDING + 1e-9) {
		return undefinedResult("no whole number of students gives this percent");
	}
	return met;
}

/**
 * Sampling variance of a share, p̃ (1 - p̃) / n with p̃ = (x + ½) / (n + 1): above zero also where nobody or everybody
 * met the standard.
 *
 * @param met students who met the standard
 * @param tested students tested with scores
 * @returns variance of the share (times 10,000 for percents), or undefined without students
 * @throws StatsError `out-of-range`
 * @reference binomial variance at the share with half a success and half a failure added
 * @example
 * shareVariance(0, 24) // → 0.000816666667
 */
export function shareVariance(met: number, tested: number): number | UndefinedResult {
	requireMet(met, tested);
	if (tested === 0) return undefinedResult("no students");
	const share = (met + 0.5) / (tested + 1);
	return (share * ((tested - met + 0.5) / (tested + 1))) / tested;
}

/**
 * Plug-in sampling variance of an empirical logit, 1/(x + ½) + 1/(n - x + ½). It depends on the result itself: for a
 * model's weights use `expectedLogits`.
 *
 * @param met students who met the standard
 * @param tested students tested with scores
 * @returns variance on the squared logit scale
 * @throws StatsError `out-of-range`
 * @reference Gart & Zweifel (1967) Biometrika 54:181–187
 * @example
 * empiricalLogitVariance(2, 5) // → 0.685714285714
 */
export function empiricalLogitVariance(met: number, tested: number): number {
	requireMet(met, tested);
	return 1 / (met + 0.5) + 1 / (tested - met + 0.5);
}
