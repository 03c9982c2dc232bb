/**
 * The mathematics of cimp: numbers and flat typed arrays in, numbers out. No `NaN` leaves this room: a result the data
 * do not determine is an `UndefinedResult`, impossible input throws a `StatsError`.
 */

export { type ClusterCovariance, type ClusterCovarianceKind, clusterCovariance } from "./cluster-covariance.js";
export { dersimonianLaird, type MomentsFit, type MomentsInput } from "./dersimonian-laird.js";
export { mean, median, medianAbsoluteDeviation, quantile, standardDeviation, weightedMean } from "./descriptives.js";
export * from "./distributions.js";
export { isUndefinedResult, StatsError, type StatsErrorCode, type UndefinedResult, undefinedResult } from "./errors.js";
export { fitLinearModel, type LinearFit, type LinearModelInput } from "./linear-model.js";
export {
	type LinearLeaveOneOut,
	type LinearPrediction,
	leaveOneOut,
	type PredictOptions,
	predict,
} from "./linear-prediction.js";
export { fitLine, type Line, type Series, wobbleAroundLines } from "./lines.js";
export { empiricalLogit, expectedLogitVariance, inverseLogit, type LogitVarianceInput } from "./logit.js";
export {
	benjaminiHochberg,
	benjaminiYekutieli,
	bonferroni,
	hochberg,
	holm,
	type MaybeP,
} from "./multiplicity.js";
export { fitNested } from "./nested.js";
export { type GroupEffects, nestedEffects } from "./nested-effects.js";
export { type ProfileInterval, profileInterval } from "./nested-profile.js";
export type { NestedComponent, NestedFit, NestedInput, NestedLevel, PhiChoice } from "./nested-types.js";
export { type VarianceShare, type VarianceTable, varianceTable } from "./nested-variance-table.js";
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
	TwoLevelFit,
	TwoLevelInput,
	VarianceParameter,
} from "./two-level-types.js";
