/** Results of the ordered-probit functions. */

/** A standard deviation from elsewhere. */
export interface HeldSd {
	readonly value: number;
	/** Its own standard error; it widens the mean's. Default 0. */
	readonly standardError?: number;
}

/** Where a mean or a standard deviation comes from. */
export type MomentSource = "own" | "pooled" | "held";

/** A normal distribution of scores, in the unit of the cuts. */
export interface LevelDistribution {
	readonly kind: "level-distribution";
	readonly mean: number;
	readonly sd: number;
	/** Standard errors (0 for what was held without one) and the covariance of mean and standard deviation. */
	readonly meanStandardError: number;
	readonly sdStandardError: number;
	readonly covariance: number;
	readonly meanSource: MomentSource;
	/** "pooled" where the value is shared by groups too small or too coarse for their own. */
	readonly sdSource: MomentSource;
	readonly students: number;
	readonly occupiedLevels: number;
	readonly logLikelihood: number;
}
