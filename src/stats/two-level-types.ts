/** Inputs and outputs of the two-level model with known sampling variances. */

import type { DesignBasis } from "./design-basis.js";
import type { DesignInput } from "./design-columns.js";
import type { NestedDerivatives, NestedWork } from "./nested-structure.js";
import type { PhiChoice } from "./nested-types.js";

/** One row per school, schools nested in districts. */
export interface TwoLevelInput extends Omit<DesignInput, "weights"> {
	/** Response y, one per row, in the outcome's unit. */
	readonly response: Float64Array;
	/** District of each row, codes 0, 1, 2, … */
	readonly groups: Int32Array;
	/** Known sampling variances v, positive, in the squared unit of the response. */
	readonly variances: Float64Array;
	readonly phi: PhiChoice;
	/** What an earlier fit to the same design and districts worked out (its `working.nested`); see `NestedInput`. */
	readonly earlier?: NestedWork | undefined;
	/** False forces the district variance to zero; it is also forced with fewer than three districts. Default true. */
	readonly districtEffect?: boolean | undefined;
	/** (τ_D², τ_S², φ) to start from; no other start is then tried. */
	readonly start?: Float64Array | undefined;
	/** See `NestedInput`. */
	readonly closeEnough?: number | undefined;
	/** Cap on the iterations of each climb; default 200. */
	readonly maxIterations?: number | undefined;
}

/** Names of the variance parameters, in the order used in flat arrays. */
export const VARIANCE_PARAMETERS = ["tauDistrict2", "tauSchool2", "phi"] as const;
export type VarianceParameter = (typeof VARIANCE_PARAMETERS)[number];

/** Checked input in the form the leave-out formulas want; made once per fit. */
export interface TwoLevelModel {
	readonly basis: DesignBasis;
	readonly rows: number;
	readonly response: Float64Array;
	/** Ordinary least-squares residuals: starting from them keeps large means out of every later sum. */
	readonly residual: Float64Array;
	readonly groups: Int32Array;
	readonly groupCount: number;
	readonly variances: Float64Array;
	/** Lower bounds of (τ_D², τ_S², φ); the last is also the value of φ when it is held. */
	readonly lower: Float64Array;
	/** Which of (τ_D², τ_S², φ) may move. */
	readonly free: readonly boolean[];
}

/** Everything known about V at one value of the variance parameters. */
export interface LikelihoodState {
	/** (τ_D², τ_S², φ). */
	readonly theta: Float64Array;
	/** 1 / (τ_S² + φ v), per row. */
	readonly weights: Float64Array;
	/** Per district: sum of weights s. */
	readonly groupWeight: Float64Array;
	/** Per district: c = τ_D² / (1 + τ_D² s), so that V_d⁻¹ = W - c w w'. */
	readonly groupShrink: Float64Array;
	/** Per district: sum of w q, flat districts × rank. */
	readonly groupBasis: Float64Array;
	/** Inverse of Q'V⁻¹Q, flat rank × rank. */
	readonly covariance: Float64Array;
}

/** A fitted two-level model. */
export interface TwoLevelFit {
	readonly kind: "two-level-fit";
	/** Estimates and standard errors by column name, aliased columns left out. */
	readonly coefficients: Readonly<Record<string, number>>;
	readonly standardErrors: Readonly<Record<string, number>>;
	/** Covariance of the coefficients, flat, in the order of `coefficients`. */
	readonly covariance: Float64Array;
	readonly aliased: readonly string[];
	/** Between-district variance. */
	readonly tauDistrict2: number;
	/** Between-school variance within districts. */
	readonly tauSchool2: number;
	/** Multiplier of the known variances. */
	readonly phi: number;
	/** Free variance parameters that ended on their lower bound. */
	readonly atBoundary: readonly VarianceParameter[];
	readonly minus2Reml: number;
	/** Which additive constants `minus2Reml` includes. */
	readonly convention: string;
	readonly iterations: number;
	readonly converged: boolean;
	/** Why the climb stopped short; absent when it converged. */
	readonly reason?: string;
	/** sqrt(s' AI⁻¹ s) over parameters not held at a bound: distance to the optimum in standard errors. */
	readonly gradientNorm: number;
	/** Parameters that are free and not at a bound, in the order of `informationInverse`. */
	readonly freeParameters: readonly VarianceParameter[];
	/** Inverse average information of `freeParameters`, flat. */
	readonly informationInverse: Float64Array;
	/** x'b per row. */
	readonly fitted: Float64Array;
	/** Rows minus rank. */
	readonly residualDf: number;
	/** Districts with at least one row. */
	readonly districts: number;
	/** Choices the data forced, in words (for example "fewer than three districts"). */
	readonly notes: readonly string[];
	/** Working data for `leaveOut` and `blups`; not for output. */
	readonly working: {
		readonly model: TwoLevelModel;
		readonly state: LikelihoodState;
		readonly derivatives: NestedDerivatives;
		/** The same for a later fit. */
		readonly nested: NestedWork;
	};
}

/** Predictions of left-out rows, one element per row of the fit. */
export interface LeaveOutPrediction {
	/** What the other rows predict, in the response's unit. */
	readonly predicted: Float64Array;
	/** Actual minus predicted. */
	readonly residual: Float64Array;
	/**
	 * Predictive variance of that difference (sampling included) with the variance parameters of the full fit, as in a
	 * literal refit that holds them; `Infinity` in undefined rows.
	 */
	readonly variance: Float64Array;
	/** Satterthwaite degrees of freedom of `variance`, between 3 and the residual degrees of freedom. */
	readonly df: Float64Array;
	/**
	 * The variance to judge the row by: the row's own part in the estimated variance parameters is taken out too.
	 * Intervals are predicted ± t(externalDf) sqrt(externalVariance). `Infinity` in undefined rows.
	 */
	readonly externalVariance: Float64Array;
	/** Degrees of freedom that go with `externalVariance`: one less than `df`. */
	readonly externalDf: Float64Array;
	/** Rows the others cannot predict (a column varies only there); their residual is 0 and variance `Infinity`. */
	readonly undefinedRows: Int32Array;
}

/** Both questions of the design: within this district, and against similar schools anywhere. */
export interface LeaveOut {
	/** The school is left out; its district is known. */
	readonly schoolOut: LeaveOutPrediction;
	/** The school's whole district is left out. */
	readonly districtOut: LeaveOutPrediction;
}
