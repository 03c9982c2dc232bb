/**
 * The mathematics of cimp: numbers and flat typed arrays in, numbers out. No `NaN` leaves this room: a result the data
 * do not determine is an `UndefinedResult`, impossible input throws a `StatsError`.
 */

export { type BetaBinomialInput, type BetaBinomialShares, betaBinomialShares } from "./beta-binomial.js";
export { breslowDay, type HomogeneityTest } from "./breslow-day.js";
export { type ChanceSpread, type ChanceSpreadInput, chanceSpread } from "./chance-spread.js";
export { type ClusterCovariance, type ClusterCovarianceKind, clusterCovariance } from "./cluster-covariance.js";
export {
	type ChiSquareTest,
	cochranMantelHaenszel,
	type StratifiedTest,
} from "./cochran-mantel-haenszel.js";
export { type ContingencyInput, type ContingencyTest, contingencyChiSquare } from "./contingency.js";
export { contingencyExact } from "./contingency-exact.js";
export {
	type ComparisonDesign,
	type Decision,
	type DecisionDesign,
	type DecisionProfile,
	type DecisionShape,
	type DetectableInput,
	decisionProbability,
	decisionProfile,
	detectableShare,
	profileProbability,
} from "./decision-probability.js";
export { dersimonianLaird, type MomentsFit, type MomentsInput } from "./dersimonian-laird.js";
export { mean, median, medianAbsoluteDeviation, quantile, standardDeviation, weightedMean } from "./descriptives.js";
export { miettinenNurminenDifferenceInterval, waldDifferenceInterval } from "./difference-intervals.js";
export {
	type Disproportionality,
	type DisproportionalityInput,
	disproportionality,
	type RatioChoice,
} from "./disproportionality.js";
export * from "./distributions.js";
export { isUndefinedResult, StatsError, type StatsErrorCode, type UndefinedResult, undefinedResult } from "./errors.js";
export { conditionalOddsRatio, type ExactConditionalTest, exactConditionalTest } from "./exact-conditional.js";
export {
	compareRiskDifference,
	compareRiskRatio,
	decimalFraction,
	type Fraction,
	isBelowFourFifths,
} from "./exact-thresholds.js";
export { type ExpectedLogits, type ExpectedLogitsInput, expectedLogits } from "./expected-logits.js";
export { type FisherTest, fisherExact, type MidPTest, midP } from "./fisher.js";
export { type ContingencyStrata, generalizedCochranMantelHaenszel } from "./generalized-cmh.js";
export { type BinomialGlmFit, type BinomialGlmInput, fitBinomialGlm } from "./glm.js";
export { collapsePatterns } from "./glm-patterns.js";
export { type GlmProfile, glmLikelihoodRatio, glmProfile } from "./glm-profile.js";
export { fitHetop, type HetopFit, type HetopGroup, type HetopInput } from "./hetop.js";
export { connectedParts, type IntegerRange, integerRanges, wholeOptimum } from "./integer-range.js";
export { type KitagawaDecomposition, kitagawaDecomposition } from "./kitagawa.js";
export { type LevelSharesInput, type StudentSpread, studentSdFromLevelShares } from "./level-shares.js";
export { fitLinearModel, type LinearFit, type LinearModelInput } from "./linear-model.js";
export {
	type LinearLeaveOneOut,
	type LinearPrediction,
	leaveOneOut,
	type PredictOptions,
	predict,
} from "./linear-prediction.js";
export { type Equation, type LinearProgram, type LinearSystem, linearProgram, type Vertex } from "./linear-program.js";
export { fitLine, type Line, type Series, wobbleAroundLines } from "./lines.js";
export { type LogisticNormalBinomial, logisticNormalBinomialMidCdf } from "./logistic-normal-binomial.js";
export { logisticNormalBinomialMidQuantile } from "./logistic-normal-quantile.js";
export { empiricalLogit, inverseLogit } from "./logit.js";
export {
	countStrata,
	mantelHaenszelOddsRatio,
	mantelHaenszelRiskDifference,
	mantelHaenszelRiskRatio,
	type StrataInput,
	type StratumCounts,
} from "./mantel-haenszel.js";
export { averageMarginalEffect, type MarginalEffect, type MarginalEffectInput } from "./marginal-effect.js";
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
export { type NormalMixture, normalMixtureCdf, normalMixtureQuantile } from "./normal-mixture.js";
export { haldaneOddsRatioInterval, woolfOddsRatioInterval } from "./odds-ratio.js";
export { fitOrderedProbit, type OrderedProbitInput } from "./ordered-probit.js";
export {
	fitOrderedProbitGroups,
	type OrderedProbitGroups,
	type OrderedProbitGroupsInput,
	type PooledSd,
} from "./ordered-probit-groups.js";
export type { HeldSd, LevelDistribution, MomentSource } from "./ordered-probit-types.js";
export {
	cochranArmitage,
	kruskalWallis,
	type RankSumTest,
	type TrendInput,
	type TwoSamples,
	wilcoxonRankSum,
} from "./ordered-tests.js";
export { type DiscordantPairs, type McNemarTest, mcNemar } from "./paired.js";
export { type PlausibleFit, type PlausibleOptions, plausibleFits } from "./plausible-fits.js";
export {
	agrestiCoullInterval,
	clopperPearsonInterval,
	type Interval,
	jeffreysInterval,
	newcombeDifferenceInterval,
	type ProportionInput,
	waldInterval,
	wilsonContinuityInterval,
	wilsonInterval,
} from "./proportions.js";
export { decomposeQr, type QrDecomposition, type QrInput } from "./qr.js";
export { createRandom, type Random } from "./random.js";
export { katzRatioInterval, koopmanRatioInterval, miettinenNurminenRatioInterval } from "./ratio-intervals.js";
export { type CoefficientCovariance, type CovarianceKind, covariance } from "./robust-covariance.js";
export {
	empiricalLogitVariance,
	type GradeCounts,
	pooledDistanceVariance,
	shareVariance,
	studentsMet,
} from "./sampling-variance.js";
export { noiseCorrectedSpread, type Spread, type SpreadInput } from "./spread.js";
export { fitStudentT, type StudentTFit, type StudentTFitInput } from "./student-t-fit.js";
export { type Count, cohensH, type RatioInterval, type TwoByTwo, type TwoByTwoInput } from "./two-by-two.js";
export { type TwoByTwoChiSquare, twoByTwoChiSquare } from "./two-by-two-chi-square.js";
export { fitTwoLevel } from "./two-level.js";
export { type Blups, blups } from "./two-level-effects.js";
export { leaveOut } from "./two-level-leave-out.js";
export { type SchoolOutResiduals, schoolOutResiduals } from "./two-level-school-out.js";
export type {
	LeaveOut,
	LeaveOutPrediction,
	TwoLevelFit,
	TwoLevelInput,
	VarianceParameter,
} from "./two-level-types.js";
export { type BarnardOptions, barnardExact, boschlooExact, type UnconditionalTest } from "./unconditional.js";
export {
	type LevelGapInput,
	type StudentMoments,
	type VStatistic,
	vStatistic,
	vStatisticFromLevels,
} from "./v-statistic.js";
export { type FullDataV, vStatisticFromValues } from "./v-statistic-values.js";
