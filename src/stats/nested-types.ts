/** Inputs and outputs of the nested model with known sampling variances. */

import type { DesignInput } from "./design-columns.js";
import type { NestedWork } from "./nested-structure.js";

/** φ multiplies the known variances: held at a value, or estimated and bounded below (a minimum of 0 is allowed). */
export type PhiChoice = { readonly fixed: number } | { readonly minimum: number };

/** One level of nested groups with a random intercept, or a random intercept and slope. */
export interface NestedLevel {
	/** What a group is called: "district", "school". */
	readonly name: string;
	/** Group of each row, codes 0, 1, 2, …; every group lies in one group of the level before. */
	readonly groups: Int32Array;
	/** A covariate, one number per row, whose slope varies between the groups, with an unstructured 2 × 2 covariance. */
	readonly slope?: Float64Array | undefined;
}

/** y = x'β + effects of nested groups + e, Var(e) = (row variance) + φ v. */
export interface NestedInput extends Omit<DesignInput, "weights"> {
	/** Response y, one per row, in the outcome's unit. */
	readonly response: Float64Array;
	/** From the outermost to the innermost. */
	readonly levels: readonly NestedLevel[];
	/** Known sampling variances v, positive; with 1 / weight and φ estimated from 0, φ is an ordinary residual variance. */
	readonly variances: Float64Array;
	/** One choice for all rows, or one per class of `phiClasses`. */
	readonly phi: PhiChoice | readonly PhiChoice[];
	/** Class of each row (elementary, middle, high), codes 0, 1, 2, …; default one class. */
	readonly phiClasses?: Int32Array | undefined;
	/**
	 * What an earlier fit to the same design and levels worked out (its `working`): of that, what does not depend on the
	 * response and the variances is taken from it, and where the search starts at its end under the same ones, its last look.
	 */
	readonly earlier?: NestedWork | undefined;
	/** Adds a variance that every row has of its own, beside its sampling variance; named "row". Default false. */
	readonly rowEffect?: boolean | undefined;
	/** Restricted likelihood (default) or full likelihood. */
	readonly method?: "REML" | "ML" | undefined;
	/** Estimates to start from, in the order of `components`; no other start is then tried. */
	readonly start?: Float64Array | undefined;
	/**
	 * Distance to the optimum, in standard errors, at which the search may end: for fits whose numbers are only passed on
	 * to the next one. A share of rounding if not given.
	 */
	readonly closeEnough?: number | undefined;
	/** Cap on the iterations of each climb; default 200. */
	readonly maxIterations?: number | undefined;
}

/** One estimated variance, covariance or factor. */
export interface NestedComponent {
	/** "district", "school", "school slope", "school covariance", "row", "phi", or "phi 0", "phi 1", … by class. */
	readonly name: string;
	/** Name of its level; "sampling" for φ. */
	readonly level: string;
	readonly kind: "variance" | "covariance" | "slope" | "phi";
	/** Variance in the squared unit of the response (slope: per squared unit of the covariate); φ is a plain factor. */
	readonly estimate: number;
	/** From the inverse average information; absent for a component that is held, at its bound, or not determined. */
	readonly standardError?: number;
	/** Ended on its lower bound although it was free to move; for a slope also when its correlation with the intercept is ±1. */
	readonly atBoundary: boolean;
	/** Held by the caller's choice or because the data cannot determine it (see `notes`). */
	readonly held: boolean;
}

/** A fitted nested model. */
export interface NestedFit {
	readonly kind: "nested-fit";
	/** Estimates and standard errors by column name, aliased columns left out. */
	readonly coefficients: Readonly<Record<string, number>>;
	readonly standardErrors: Readonly<Record<string, number>>;
	/** Covariance of the coefficients, flat, in the order of `coefficients`. */
	readonly covariance: Float64Array;
	readonly aliased: readonly string[];
	/** Levels from the outermost in, then the row effect, then φ by class. */
	readonly components: readonly NestedComponent[];
	readonly method: "REML" | "ML";
	readonly minus2LogLikelihood: number;
	/** Which additive constants `minus2LogLikelihood` includes. */
	readonly convention: string;
	readonly iterations: number;
	readonly converged: boolean;
	/** Why the climb stopped short; absent when it converged. */
	readonly reason?: string;
	/** sqrt(s' AI⁻¹ s) over parameters not held at a bound: distance to the optimum in standard errors. */
	readonly gradientNorm: number;
	/** Rows minus rank. */
	readonly residualDf: number;
	/** x'b per row. */
	readonly fitted: Float64Array;
	/** Choices the data forced, in words. */
	readonly notes: readonly string[];
	/** Working data for `nestedEffects`, `varianceTable` and `profileInterval`; not for output. */
	readonly working: NestedWork & { readonly input: NestedInput };
}
