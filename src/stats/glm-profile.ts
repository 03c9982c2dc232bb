/** Likelihood-ratio tests and profile limits of logistic regressions, with or without Firth's penalty. */

import { requireLevel } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { type ChiSquareTest, chiSquareTest } from "./cochran-mantel-haenszel.js";
import { type DesignBasis, toOriginal } from "./design-basis.js";
import { StatsError, type UndefinedResult, undefinedResult } from "./errors.js";
import { type BinomialGlmInput, checkCounts, type PreparedGlm, prepareGlm } from "./glm.js";
import { iterateLogit, type LogitSolution } from "./glm-iterations.js";
import { collapsePatterns } from "./glm-patterns.js";
import { bilinear } from "./small-matrix.js";

/** Profile limits of one coefficient. */
export interface GlmProfile {
	readonly kind: "glm-profile";
	readonly estimate: number;
	/** Where the (penalized) likelihood has fallen by half the chi-square quantile; a side where it never does says so. */
	readonly lower: number | UndefinedResult;
	readonly upper: number | UndefinedResult;
}

/**
 * Likelihood-ratio test that several coefficients of a logistic regression are zero. With Firth's penalty both fits
 * have the penalty of the whole design.
 *
 * @param input counts, design and penalty
 * @param terms names of the coefficients
 * @returns the test; undefined where a fit has no maximum or a term is aliased
 * @throws StatsError as `fitBinomialGlm`; `unknown-name` for a term that is no column, `empty-input` without terms
 * @reference Heinze & Schemper (2002) Statistics in Medicine 21:2409–2419
 * @example
 * glmLikelihoodRatio({
 *   successes: Float64Array.of(2, 6), trials: Float64Array.of(8, 8), design: Float64Array.of(1, 0, 1, 1), names: ["one", "x"], intercept: "one",
 * }, ["x"]).statistic // → 4.18598515012
 */
export function glmLikelihoodRatio(input: BinomialGlmInput, terms: readonly string[]): ChiSquareTest | UndefinedResult {
	if (terms.length === 0) throw new StatsError("empty-input", "there are no terms to test");
	const problem = openProblem(input, terms);
	if (problem.kind === "undefined") return problem;
	const held = problem.fitHeld(new Float64Array(terms.length));
	if (held.kind === "undefined") return held;
	return chiSquareTest(Math.max(0, criterion(held) - criterion(problem.whole)), terms.length);
}

/**
 * Profile-likelihood limits of one coefficient of a logistic regression; with Firth's penalty, of its penalized
 * likelihood, which gives finite limits for separated data too.
 *
 * @param input counts, design and penalty
 * @param term name of the coefficient
 * @param options confidence level as a share, default 0.95
 * @returns estimate and limits; undefined where the fit has no maximum or the term is aliased
 * @throws StatsError as `fitBinomialGlm`; `unknown-name` for a term that is no column, `out-of-range` for the level
 * @reference Heinze & Schemper (2002) Statistics in Medicine 21:2409–2419; Venzon & Moolgavkar (1988) Applied Statistics 37:87–94
 * @example
 * glmProfile({
 *   successes: Float64Array.of(2, 6), trials: Float64Array.of(8, 8), design: Float64Array.of(1, 0, 1, 1), names: ["one", "x"], intercept: "one",
 * }, "x") // → { kind: "glm-profile", estimate: 2.19722457734, lower: 0.08807053, upper: 4.74625388 }
 */
export function glmProfile(
	input: BinomialGlmInput,
	term: string,
	{ level = 0.95 }: { readonly level?: number } = {},
): GlmProfile | UndefinedResult {
	requireLevel(level);
	const problem = openProblem(input, [term]);
	if (problem.kind === "undefined") return problem;
	const drop = Math.sqrt(chiSquareQuantile(level, 1));
	return {
		kind: "glm-profile",
		estimate: problem.estimates[0]!,
		lower: limit(problem, drop, -1),
		upper: limit(problem, drop, 1),
	};
}

/** A design with some coefficients that can be held. */
interface OpenProblem {
	readonly kind: "open-problem";
	readonly whole: LogitSolution;
	/** Estimate and standard error of each held coefficient when it is free. */
	readonly estimates: readonly number[];
	readonly errors: readonly number[];
	readonly fitHeld: (values: Float64Array) => LogitSolution | UndefinedResult;
}

function openProblem(input: BinomialGlmInput, terms: readonly string[]): OpenProblem | UndefinedResult {
	const unknown = terms.find((term) => !input.names.includes(term));
	if (unknown !== undefined) throw new StatsError("unknown-name", `"${unknown}" is not among the column names`);
	// Shapes are checked before rows are added up; what is lost in adding up no coefficient changes.
	checkCounts(input);
	const prepared = prepareGlm(collapsePatterns(input));
	if (prepared.kind === "undefined") return prepared;
	const aliased = terms.find((term) => prepared.basis.aliased.includes(term));
	if (aliased !== undefined) return undefinedResult(`${aliased} adds nothing to the other columns`);
	return openWith(prepared, terms, input.penalty === "firth");
}

function openWith(
	{ used, basis }: PreparedGlm,
	terms: readonly string[],
	firth: boolean,
): OpenProblem | UndefinedResult {
	const whole = iterateLogit({ ...used, basis, firth });
	if (whole.kind === "undefined") return whole;
	const rows = rowsOf(basis, terms);
	const { rank } = basis;
	const estimates = toOriginal(basis, whole.gamma);
	const row = (k: number): Float64Array => rows.subarray(k * rank, (k + 1) * rank);
	return {
		kind: "open-problem",
		whole,
		estimates: terms.map((term) => estimates[basis.keptNames.indexOf(term)]!),
		errors: terms.map((_, k) => Math.sqrt(bilinear(whole.covariance, row(k), row(k)))),
		fitHeld: (values) => iterateLogit({ ...used, basis, firth, restriction: { held: { rows, values }, near: whole } }),
	};
}

/** Rows of the basis's transform: a coefficient is such a row times the coefficients on the basis. */
function rowsOf({ rank, transform, keptNames }: DesignBasis, terms: readonly string[]): Float64Array {
	const rows = new Float64Array(terms.length * rank);
	terms.forEach((term, k) => {
		const j = keptNames.indexOf(term);
		rows.set(transform.subarray(j * rank, (j + 1) * rank), k * rank);
	});
	return rows;
}

/** Minus twice the (penalized) log likelihood, but for what no coefficient changes. */
const criterion = ({ deviance, penalty }: LogitSolution): number => deviance - 2 * penalty;

/** Steps of a standard error after which a side is called open. */
const FARTHEST = 1e4;

/** Where the root of the criterion's rise, nearly linear in the coefficient, reaches the drop. */
function limit(problem: OpenProblem, drop: number, side: 1 | -1): number | UndefinedResult {
	const center = problem.estimates[0]!;
	const error = problem.errors[0]!;
	const short = (distance: number): number => {
		const held = problem.fitHeld(Float64Array.of(center + side * distance));
		if (held.kind === "undefined") return Number.NaN;
		return Math.sqrt(Math.max(0, criterion(held) - criterion(problem.whole))) - drop;
	};
	let near = { distance: 0, value: -drop };
	let far = { distance: drop * error, value: short(drop * error) };
	while (far.value < 0) {
		if (far.distance > FARTHEST * error) return undefinedResult("the likelihood never falls far enough on this side");
		near = far;
		far = { distance: 2 * far.distance, value: short(2 * far.distance) };
	}
	const root = falsePosition(short, near, far);
	return root === undefined ? undefinedResult("no maximum was found near the limit") : center + side * root;
}

interface Point {
	readonly distance: number;
	readonly value: number;
}

/** Regula falsi with the Illinois rule; nothing where the function has no value. */
function falsePosition(f: (distance: number) => number, below: Point, above: Point): number | undefined {
	let [near, far] = [below, above];
	for (let step = 0; step < 100; step++) {
		if (Number.isNaN(far.value)) return undefined;
		const distance = near.distance - (near.value * (far.distance - near.distance)) / (far.value - near.value);
		const point = { distance, value: f(distance) };
		if (Number.isNaN(point.value)) return undefined;
		if (Math.abs(point.value) < 1e-10) return distance;
		if (point.value < 0) [near, far] = [point, { ...far, value: far.value / 2 }];
		else [near, far] = [{ ...near, value: near.value / 2 }, point];
	}
	return undefined;
}
