/** Predictive variances that a row has not inflated itself: external Studentization for estimated variances. */

import { requirePositive } from "./checks.js";

export interface ExternalVarianceInput {
	/** Left-out residuals, in the unit of the response. */
	readonly residual: Float64Array;
	/** Their predictive variances, with variance parameters estimated from all rows. */
	readonly variance: Float64Array;
	/** Satterthwaite degrees of freedom of each variance. */
	readonly df: Float64Array;
	/** Smallest variance that each row can have, such as its known sampling variance; positive. */
	readonly floor: Float64Array;
}

export interface ExternalVariance {
	readonly variance: Float64Array;
	/** Degrees of freedom that remain: one fewer. */
	readonly df: Float64Array;
}

/**
 * Takes each row's own residual out of its predictive variance.
 *
 * A row far from its prediction makes the estimated variances larger, and so hides itself: intervals with variances
 * from all rows cover too often. Leaving the row out of the restricted likelihood moves the variance parameters θ, to
 * first order, by -AI⁻¹ ∂log p_i/∂θ, with p_i the row's predictive density; with df = 2V²/(∇V' AI⁻¹ ∇V) this makes
 * V_(i) = V (df - r²)/(df - 1), r² = e²/V. In ordinary least squares that is exact: the externally Studentized residual.
 *
 * @param input residuals, variances, degrees of freedom and floors, one per row
 * @returns variances not under their floor, and degrees of freedom, at least 2
 * @throws StatsError `non-finite` or `out-of-range` for floors that are not positive
 * @reference Cook & Weisberg (1982), Residuals and Influence in Regression, section 2.2.1; Satterthwaite (1946)
 * @example
 * externalVariance({
 *   residual: Float64Array.of(3), variance: Float64Array.of(1), df: Float64Array.of(11), floor: Float64Array.of(0.1),
 * }) // → { variance: [0.2], df: [10] }
 */
export function externalVariance(input: ExternalVarianceInput): ExternalVariance {
	const { residual, variance, df, floor } = input;
	requirePositive("floor", floor);
	const remaining = df.map((value) => Math.max(2, value - 1));
	const own = variance.map((value, row) => {
		if (!Number.isFinite(value)) return value;
		const ratio = residual[row]! ** 2 / value;
		const left = (value * (df[row]! - ratio)) / Math.max(1, df[row]! - 1);
		return Math.max(floor[row]!, left);
	});
	return { variance: own, df: remaining };
}
