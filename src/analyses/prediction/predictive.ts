/**
 * The distribution in which a prediction expects one more result: normal on the model's scale for averages; for percents
 * that of the count, which is binomial while its logit is normal.
 */

import {
	inverseLogit,
	type LogisticNormalBinomial,
	logisticNormalBinomialMidCdf,
	logisticNormalBinomialMidQuantile,
	normalCdf,
	normalQuantile,
} from "../../stats/index.js";

/** What is known of a result before it is seen; on the model's scale. */
export interface Expected {
	readonly center: number;
	/** Standard deviation of the result around the center: truth, sampling and the uncertainty of the prediction. */
	readonly sd: number;
	/** Sampling variance, before the factor φ. */
	readonly samplingVariance: number;
	readonly tested: number;
}

/** A prediction with its limits, in the unit that people read. */
export interface Limits {
	readonly predicted: number;
	readonly lower: number;
	readonly upper: number;
}

/** Results beside standard normal deviates, which have the same chance to lie as far out. */
export interface Predictive {
	/** The deviate of a result on the model's scale. */
	deviateOf(response: number): number;
	/** The results with that deviate on either side. */
	limitsAt(deviate: number): Limits;
	/** The prediction, where the limits with that deviate surely hold it; `undefined` where they must be asked. */
	centerWithin(deviate: number): number | undefined;
}

/** Deviates beyond which limits lie around the center wherever counts are large enough; those of a 95 % interval do. */
const nearestLimits = 1.5;

/** Averages, as they stand. */
export const normalPredictive = ({ center, sd }: Expected): Predictive => ({
	deviateOf: (response) => (response - center) / sd,
	limitsAt: (deviate) => ({ predicted: center, lower: center - deviate * sd, upper: center + deviate * sd }),
	centerWithin: () => center,
});

/** The percent that has an empirical logit; the half student that it adds at either end is undone. */
export function percentOfLogit(logit: number, tested: number): number {
	const count = inverseLogit(logit) * (tested + 1) - 0.5;
	return 100 * Math.min(1, Math.max(0, count / tested));
}

/** By this factor chances differ for other reasons than rounding. */
const surely = 1 + 1e-6;

/** Smaller chances are all the same, and a deviate needs one. */
export const leastP = 1e-300;

/** Standard deviation of the logit: what the variance holds beyond that of a count of so many students. */
export const logitSd = ({ sd, samplingVariance }: Expected): number =>
	Math.sqrt(Math.max(0, sd * sd - samplingVariance));

/**
 * A binomial count of at least this variance has its median within 0.7 of its mean (Hamza 1995, Statistics & Probability
 * Letters 23:21–25), and at most 0.14 of its chance in one count: at the center, its mean, its
 * mid-distribution lies between 0.25 and 0.75. Half of the logits lie on either side of the center, so that of the mixture
 * lies between 0.12 and 0.88, well inside limits of `nearestLimits`.
 */
const centeredVariance = 9;

/**
 * Percents. What the variance holds beyond a count's own belongs to the logit: the true differences, the uncertainty of the
 * prediction, and with φ > 1 what varies more than counts do. A count's own variance is not the same everywhere, so that
 * the count's distribution is more peaked than a normal one and leans towards one half.
 *
 * @returns deviates by P(X < x) + ½ P(X = x); a count lies beyond a limit exactly where its deviate lies beyond the limit's
 */
export const countPredictive = (expected: Expected): Predictive => new CountPredictive(expected);

class CountPredictive implements Predictive {
	readonly #distribution: LogisticNormalBinomial;
	/** That goes with the center. */
	readonly #share: number;

	constructor(expected: Expected) {
		this.#distribution = { trials: expected.tested, mean: expected.center, sd: logitSd(expected) };
		this.#share = inverseLogit(expected.center);
	}

	#chance(count: number, upper: boolean): number {
		return logisticNormalBinomialMidCdf(count, this.#distribution, upper ? upperTail : undefined);
	}

	centerWithin(deviate: number): number | undefined {
		const { trials } = this.#distribution;
		const share = this.#share;
		const alike = deviate >= nearestLimits && trials * share * (1 - share) >= centeredVariance;
		if (alike) return 100 * share;
		const least = surely * normalCdf(-deviate);
		const inside = this.#chance(trials * share, false) > least && this.#chance(trials * share, true) > least;
		return inside ? 100 * share : undefined;
	}

	deviateOf(response: number): number {
		const { trials } = this.#distribution;
		const count = Math.min(trials, Math.max(0, Math.round(inverseLogit(response) * (trials + 1) - 0.5)));
		// Mostly the tail on the count's side of the center is the smaller one, and the other need not be known.
		const upper = count > trials * this.#share;
		const likely = this.#chance(count, upper);
		const smaller = surely * likely < 0.5;
		const below = !upper ? likely : smaller ? 1 : this.#chance(count, false);
		if (below <= 0.5) return normalQuantile(Math.max(leastP, below));
		return -normalQuantile(Math.max(leastP, upper ? likely : this.#chance(count, true)));
	}

	limitsAt(deviate: number): Limits {
		const { trials } = this.#distribution;
		const p = Math.max(leastP, normalCdf(-deviate));
		const ends = [false, true].map((upper) => logisticNormalBinomialMidQuantile(p, this.#distribution, { upper }));
		// Where they are the same, rounding decides which is the larger.
		const [lower, upper] = [(100 * Math.min(...ends)) / trials, (100 * Math.max(...ends)) / trials];
		// The center is a true logit, so that no half student is to be undone; an interval narrower than a student can miss it.
		return { predicted: Math.min(upper, Math.max(lower, 100 * this.#share)), lower, upper };
	}
}

const upperTail = { upper: true } as const;
