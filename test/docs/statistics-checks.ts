/**
 * What each statistic is checked against. A new export of `cimp/stats` is a new line; docs.test.ts says so, and that the
 * reference exists and is read by a test that calls the function.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../helpers/workdir.js";

/** A file below fixtures/reference, or in words what stands in its place. */
type Check = { readonly references: readonly string[] } | { readonly instead: string };

const references = (...paths: string[]): Check => ({ references: paths });
const distributions = references("distributions.json", "distributions-exact.json");
const multiplicity = references("models/multiplicity/result.json");
const intervals = references("models/intervals/result.json", "placement/one_sample.json");
const shares = references("placement/one_sample.json");
const twoByTwo = references("placement/two_by_two.json");
const stratified = references("placement/stratified.json");
const descriptives: Check = { instead: "definitions on small lists worked by hand" };
const mixed = ["models/exact/result.json", "models/known_variance/result.json", "models/metafor/result.json"] as const;

export const statisticsChecks: Readonly<Record<string, Check>> = {
	agrestiCoullInterval: intervals,
	averageMarginalEffect: references("placement/logistic.json", "placement/more.json"),
	barnardExact: references("placement/exact_unconditional.json", "placement/unconditional.json"),
	benjaminiHochberg: references("models/multiplicity/result.json", "placement/p_adjust.json"),
	benjaminiYekutieli: multiplicity,
	betaBinomialShares: references("placement/empirical_bayes.json"),
	betaQuantile: distributions,
	binomialCdf: distributions,
	blups: references("models/known_variance/result.json"),
	bonferroni: multiplicity,
	boschlooExact: references("placement/exact_unconditional.json", "placement/unconditional.json"),
	breslowDay: stratified,
	chanceSpread: {
		instead: "the exact chi-square where variances are equal; its two moments worked by hand; draws of noise",
	},
	chiSquareCdf: distributions,
	chiSquareQuantile: distributions,
	clopperPearsonInterval: intervals,
	clusterCovariance: references("models/caschools/result.json", "models/petersen/result.json"),
	cochranArmitage: references("placement/other_tests.json", "placement/more.json"),
	cochranMantelHaenszel: stratified,
	cohensH: twoByTwo,
	compareRiskDifference: { instead: "big integers, for counts of every size" },
	compareRiskRatio: { instead: "big integers, for counts of every size" },
	conditionalOddsRatio: twoByTwo,
	collapsePatterns: references("placement/logistic.json"),
	connectedParts: {
		instead: "every variable in one part, and ranges that do not change when parts are searched apart",
	},
	contingencyChiSquare: references("placement/other_tests.json"),
	contingencyExact: references("placement/other_tests.json"),
	countStrata: stratified,
	covariance: references("models/caschools/result.json", "models/petersen/result.json"),
	createRandom: { instead: "moments and chi-square tests of goodness of fit of its draws" },
	decimalFraction: { instead: "decimals and the fractions that they are written as" },
	decisionProbability: references("placement/more.json"),
	decisionProfile: { instead: "sums over every pair of counts, for rules of every kind" },
	decomposeQr: { instead: "its defining identities on random matrices; NIST's sets through fitLinearModel" },
	dersimonianLaird: references("models/metafor/result.json"),
	detectableShare: { instead: "the probability at the share that it finds" },
	disproportionality: references("placement/idea_measures.json"),
	empiricalLogit: { instead: "the defining formula" },
	empiricalLogitVariance: { instead: "the defining formula" },
	exactConditionalTest: stratified,
	expectedLogits: references("expected-logit.json"),
	fCdf: distributions,
	fisherExact: references("placement/two_by_two.json", "placement/more.json"),
	fitBinomialGlm: references("models/glm/result.json", "placement/logistic.json"),
	fitHetop: references("models/hetop/result.json", "ordered-probit-exact.json"),
	fitLine: { instead: "weighted least squares, and Aitken's formula by dense matrices" },
	fitLinearModel: references("models/nist/nist.json", "models/petersen/result.json"),
	fitNested: references(
		"models/hsb/result.json",
		"hsb-context.json",
		"models/exact/result.json",
		"models/lme4/pastes.json",
		"models/metafor/result.json",
	),
	fitOrderedProbit: references("models/hetop/fixed_cuts.json", "ordered-probit-exact.json"),
	fitOrderedProbitGroups: references("ordered-probit-exact.json"),
	fitStudentT: references("student-t-fit.json"),
	fitTwoLevel: references(...mixed),
	fQuantile: distributions,
	generalizedCochranMantelHaenszel: references("placement/generalised_cmh.json", "placement/stratified.json"),
	glmLikelihoodRatio: references("placement/logistic.json"),
	glmProfile: references("placement/logistic.json", "placement/more.json"),
	haldaneOddsRatioInterval: twoByTwo,
	hochberg: multiplicity,
	holm: multiplicity,
	integerRanges: { instead: "all whole points of random boxes, counted one by one" },
	inverseLogit: { instead: "the defining formula" },
	isBelowFourFifths: twoByTwo,
	isUndefinedResult: { instead: "no statistic: tells whether there is a result" },
	jeffreysInterval: shares,
	katzRatioInterval: twoByTwo,
	kitagawaDecomposition: references("placement/kitagawa.json"),
	koopmanRatioInterval: references("placement/two_by_two.json", "placement/more.json"),
	kruskalWallis: references("placement/other_tests.json", "placement/more.json"),
	leaveOneOut: references("models/caschools/result.json"),
	leaveOut: { instead: "literal refits without the school or district by dense matrices; coverage in simulated data" },
	linearProgram: { instead: "all whole points of random boxes through `integerRanges`; integer programs of HiGHS" },
	logisticNormalBinomialMidCdf: references("logistic-normal-binomial.json"),
	logisticNormalBinomialMidQuantile: references("logistic-normal-binomial.json"),
	logGamma: distributions,
	mantelHaenszelOddsRatio: stratified,
	mantelHaenszelRiskDifference: stratified,
	mantelHaenszelRiskRatio: stratified,
	mcNemar: references("placement/other_tests.json"),
	mean: descriptives,
	median: descriptives,
	medianAbsoluteDeviation: descriptives,
	midP: references("placement/two_by_two.json", "placement/more.json"),
	miettinenNurminenDifferenceInterval: references("placement/more.json"),
	miettinenNurminenRatioInterval: references("placement/two_by_two.json", "placement/more.json"),
	nestedEffects: references("models/exact/result.json", "models/lme4/pastes.json"),
	newcombeDifferenceInterval: references("newcombe.json", "placement/two_by_two.json", "placement/more.json"),
	noiseCorrectedSpread: references("spread.json"),
	normalCdf: distributions,
	normalMixtureCdf: { instead: "a normal distribution split into parts; both tails; points" },
	normalMixtureQuantile: { instead: "uniroot in R, printed in the test; the distribution function at the quantile" },
	normalPdf: { instead: "the defining formula, in its docstring's example" },
	normalQuantile: distributions,
	plausibleFits: references("plausible.json"),
	pooledDistanceVariance: { instead: "one grade, and grades added up as a weighted mean" },
	predict: references("models/caschools/result.json"),
	profileInterval: references("profile.json"),
	profileProbability: { instead: "sums over every pair of counts, for rules of every kind" },
	quantile: descriptives,
	regularizedBeta: distributions,
	regularizedGammaP: distributions,
	regularizedGammaQ: distributions,
	schoolOutResiduals: { instead: "the exact leave-out of `leaveOut`" },
	shareVariance: { instead: "its bounds, and p(1 − p)/n in large groups" },
	standardDeviation: descriptives,
	studentSdFromLevelShares: references("ordered-probit-exact.json"),
	studentsMet: { instead: "every count of small groups through its percent and back" },
	tCdf: distributions,
	tQuantile: distributions,
	twoByTwoChiSquare: twoByTwo,
	undefinedResult: { instead: "no statistic: the value that stands for no result" },
	varianceTable: { instead: "the components of `fitNested`, added up" },
	vStatistic: references("models/hetop/result.json", "ordered-probit-exact.json"),
	vStatisticFromLevels: references("models/hetop/result.json", "ordered-probit-exact.json"),
	vStatisticFromValues: references("models/hetop/result.json"),
	waldDifferenceInterval: twoByTwo,
	waldInterval: shares,
	weightedMean: descriptives,
	wholeOptimum: { instead: "all whole points of random boxes, counted one by one" },
	wilcoxonRankSum: references("placement/other_tests.json", "placement/more.json"),
	wilsonContinuityInterval: shares,
	wilsonInterval: intervals,
	wobbleAroundLines: { instead: "simulated lines with a known wobble" },
	woolfOddsRatioInterval: twoByTwo,
};

const folder = join(repository, "test", "stats");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));

/** A test with the helpers of its folder that it imports: what they call and read, it calls and reads. */
function whole(name: string): string {
	const text = read(name);
	const helpers = [...text.matchAll(/from "\.\/([\w-]+)\.js"/g)].map((found) => `${found[1]}.ts`);
	return [text, ...helpers.filter((helper) => files.includes(helper)).map(read)].join("\n");
}

const tests = files.filter((name) => name.endsWith(".test.ts")).map((name) => ({ name, text: whole(name) }));

/** Test files that call a function, in order. */
export const testsOf = (name: string): string[] =>
	tests.filter(({ text }) => new RegExp(`\\b${name}\\b`).test(text)).map((test) => test.name);

/** True where one of the tests that call a function reads the reference. */
export const isRead = (name: string, reference: string): boolean =>
	tests.some((test) => testsOf(name).includes(test.name) && test.text.includes(`"${reference}"`));

export const checkWords = (check: Check | undefined): string =>
	check === undefined
		? ""
		: "instead" in check
			? check.instead
			: check.references.map((path) => `\`fixtures/reference/${path}\``).join(", ");
