/**
 * The distribution in which a prediction expects one more result: normal on the model's scale for averages; for percents
 * that of the count, which is binomial while its logit is normal.
 */

import {
	inverseLogit,
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

/** Results and standard normal deviates, which have the same chance to lie as far out. */
export interface Predictive {
	/** The deviate of a result on the model's scale. */
	deviateOf(response: number): number;
	/** The result, in the unit that people read, at a deviate. */
	resultAt(deviate: number): number;
}

/** Averages, as they stand. */
export const normalPredictive = ({ center, sd }: Expected): Predictive => ({
	deviateOf: (response) => (response - center) / sd,
	resultAt: (deviate) => center + deviate * sd,
});

/** Smaller chances are all the same, and a deviate needs one. */
export const leastP = 1e-300;

/**
 * Percents. What the variance holds beyond a count's own belongs to the logit: the true differences, the uncertainty of the
 * prediction, and with φ > 1 what varies more than counts do. A count's own variance is not the same everywhere, so that
 * the count's distribution is more peaked than a normal one and leans towards one half.
 *
 * @returns deviates by P(X < x) + ½ P(X = x); a count lies beyond a limit exactly where its deviate lies beyond the limit's
 */
export function countPredictive({ center, sd, samplingVariance, tested }: Expected): Predictive {
	const logitSd = Math.sqrt(Math.max(0, sd * sd - samplingVariance));
	const distribution = { trials: tested, mean: center, sd: logitSd };
	return {
		deviateOf: (response) => {
			const count = Math.min(tested, Math.max(0, Math.round(inverseLogit(response) * (tested + 1) - 0.5)));
			const below = logisticNormalBinomialMidCdf(count, distribution);
			if (below <= 0.5) return normalQuantile(Math.max(leastP, below));
			const above = logisticNormalBinomialMidCdf(count, distribution, { upper: true });
			return -normalQuantile(Math.max(leastP, above));
		},
		resultAt: (deviate) => {
			const p = Math.max(leastP, normalCdf(-Math.abs(deviate)));
			return (100 * logisticNormalBinomialMidQuantile(p, distribution, { upper: deviate > 0 })) / tested;
		},
	};
}
