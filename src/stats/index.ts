/**
 * The mathematics of cimp: numbers and flat typed arrays in, numbers out. No `NaN` leaves this room: a result the data
 * do not determine is an `UndefinedResult`, impossible input throws a `StatsError`.
 */

export { type ClusterCovariance, type ClusterCovarianceKind, clusterCovariance } from "./cluster-covariance.js";
export { mean, median, medianAbsoluteDeviation, quantile, standardDeviation, weightedMean } from "./descriptives.js";
export * from "./distributions.js";
export { isUndefinedResult, StatsError, type StatsErrorCode, type UndefinedResult, undefinedResult } from "./errors.js";
export { connectedParts, type IntegerRange, integerRanges } from "./integer-range.js";
export { fitLinearModel, type LinearFit, type LinearModelInput } from "./linear-model.js";
export {
	type LinearLeaveOneOut,
	type LinearPrediction,
	leaveOneOut,
	type PredictOptions,
	predict,
} from "./linear-prediction.js";
export { type Equation, type LinearProgram, type LinearSystem, linearProgram, type Vertex } from "./linear-program.js";
export { empiricalLogit, expectedLogitVariance, inverseLogit, type LogitVarianceInput } from "./logit.js";
export {
	benjaminiHochberg,
	benjaminiYekutieli,
	bonferroni,
	hochberg,
	holm,
	type MaybeP,
} from "./multiplicity.js";
export {
	clopperPearsonInterval,
	type DifferenceInput,
	type Interval,
	newcombeDifferenceInterval,
	type ProportionInput,
	wilsonInterval,
} from "./proportions.js";
export { decomposeQr, type QrDecomposition, type QrInput } from "./qr.js";
export { createRandom, type Random } from "./random.js";
export { type CoefficientCovariance, type CovarianceKind, covariance } from "./robust-covariance.js";
export { noiseCorrectedSpread, type Spread, type SpreadInput } from "./spread.js";
export { fitTwoLevel } from "./two-level.js";
export { type Blups, blups } from "./two-level-effects.js";
export { leaveOut } from "./two-level-leave-out.js";
export type {
	LeaveOut,
	LeaveOutPrediction,
	PhiChoice,
	TwoLevelFit,
	TwoLevelInput,
	VarianceParameter,
} from "./two-level-types.js";
