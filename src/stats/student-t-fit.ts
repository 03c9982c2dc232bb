/** How heavy are the tails? A scaled t by maximum likelihood, with an interval for its degrees of freedom. */

import { requireFinite } from "./checks.js";
import { chiSquareQuantile } from "./chi-square.js";
import { type UndefinedResult, undefinedResult } from "./errors.js";
import { choleskyFactor, solveCholesky } from "./small-matrix.js";
import { type TLikelihood, tLikelihood } from "./student-t-likelihood.js";

export interface StudentTFitInput {
	readonly values: ArrayLike<number>;
	/** Held where given, as 0 for residuals; estimated else. */
	readonly location?: number;
	/** A fit to begin from, as that of the same values and a few more: saves most of the search. */
	readonly start?: StudentTFit;
	/** False leaves out the interval of the degrees of freedom, which costs some forty fits. Default true. */
	readonly interval?: boolean;
}

/** A fitted scaled t distribution. */
export interface StudentTFit {
	readonly kind: "student-t-fit";
	readonly location: number;
	/** Not the standard deviation: that is scale · √(df / (df - 2)). */
	readonly scale: number;
	/** `Infinity` where a normal distribution fits as well as any t with up to 1,000. */
	readonly df: number;
	/** 95 % profile interval of the degrees of freedom; absent when not asked for. */
	readonly dfInterval?: { readonly lower: number; readonly upper: number };
	readonly logLikelihood: number;
	/** Twice the log likelihood gained over a normal distribution; 0 where that is best. Chance alone exceeds 2.71 once in twenty. */
	readonly gainOverNormal: number;
}

/** Fewer degrees of freedom than this are not looked for: below, the mean does not exist. */
const FEWEST_DF = 1;
/** More than this can't be told from a normal distribution. */
const MOST_DF = 1000;
const STEPS = 200;

interface Point {
	readonly parameters: Float64Array;
	readonly likelihood: TLikelihood;
}

/**
 * Fits location + scale · t(df) by maximum likelihood (Newton's method with damping), 1 ≤ df.
 *
 * A maximum at a finite df exists where the sample is longer-tailed than a normal one (kurtosis above 3); otherwise the
 * normal distribution is returned, `df: Infinity`. The interval holds the df whose profile lies within 1.92 of the
 * maximum.
 *
 * @param input values, at least three that differ; a location to hold
 * @returns the fit, or undefined with too few values or when half of them or more are equal to the location
 * @throws StatsError `non-finite`
 * @reference Lange, Little & Taylor (1989) JASA 84:881–896; Self & Liang (1987) JASA 82:605–610 for the 2.71
 * @example
 * fitStudentT({ values: [-1, 0.5, 1, -0.4, 0.2], location: 0, interval: false }).df // → Infinity
 */
export function fitStudentT(input: StudentTFitInput): StudentTFit | UndefinedResult {
	const values = Float64Array.from(input.values);
	requireFinite("values", values);
	if (values.length < 3) return undefinedResult("fewer than three values");
	const start = startOf(values, input);
	if (start === undefined) return undefinedResult("half of the values or more are equal");
	const normal = normalFit(values, input.location);
	const free = [input.location === undefined, true, true];
	const best = climb(values, start, free);
	const df = Math.exp(best.parameters[2]!);
	const gain = 2 * (best.likelihood.value - normal.logLikelihood);
	const longer = gain > 0 && df <= MOST_DF * (1 - 1e-9);
	const fit = longer ? ofPoint(best, df, gain) : normal;
	if (input.interval === false) return fit;
	return { ...fit, dfInterval: dfInterval(values, fit, free) };
}

/** The given start, or four degrees of freedom around the median; undefined where half of the values have no distance from it. */
function startOf(values: Float64Array, { location, start }: StudentTFitInput): Float64Array | undefined {
	const center = location ?? start?.location ?? middle(values);
	if (2 * values.filter((value) => value === center).length >= values.length) return undefined;
	if (start !== undefined && Number.isFinite(start.df)) {
		return Float64Array.of(center, Math.log(start.scale), Math.log(start.df));
	}
	// Half of a t(4) lies within 0.74 of its center.
	const typical = middle(values.map((value) => Math.abs(value - center)));
	return Float64Array.of(center, Math.log(typical / 0.74), Math.log(4));
}

const middle = (values: Float64Array): number => values.toSorted()[Math.floor(values.length / 2)]!;

function ofPoint({ parameters, likelihood }: Point, df: number, gain: number): StudentTFit {
	return {
		kind: "student-t-fit",
		location: parameters[0]!,
		scale: Math.exp(parameters[1]!),
		df,
		logLikelihood: likelihood.value,
		gainOverNormal: gain,
	};
}

function normalFit(values: Float64Array, held: number | undefined): StudentTFit {
	const n = values.length;
	const location = held ?? values.reduce((sum, value) => sum + value, 0) / n;
	const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - location) ** 2, 0) / n);
	const logLikelihood = -0.5 * n * (Math.log(2 * Math.PI) + 2 * Math.log(scale) + 1);
	return { kind: "student-t-fit", location, scale, df: Number.POSITIVE_INFINITY, logLikelihood, gainOverNormal: 0 };
}

/** Damped Newton over the free parameters, log df within its bounds. */
function climb(values: Float64Array, start: Float64Array, free: readonly boolean[]): Point {
	let here: Point = { parameters: start, likelihood: tLikelihood(values, start) };
	let ridge = 0;
	for (let step = 0; step < STEPS; step++) {
		const moving = [0, 1, 2].filter((k) => free[k] && !pushedOut(here, k));
		const move = newtonStep(here.likelihood, moving, ridge);
		if (move !== undefined && move.promise <= 1e-20 * values.length) return here;
		const next = move === undefined ? undefined : stepTo(values, here, move.step);
		const gain = next === undefined ? Number.NaN : next.likelihood.value - here.likelihood.value;
		if (next !== undefined && gain > 0) {
			here = next;
			ridge = ridge < 1e-4 ? 0 : ridge / 10;
			continue;
		}
		// Where the criterion is flat to rounding, a step that changes nothing is the end.
		if (gain === 0 || ridge > 1e8) return here;
		ridge = ridge === 0 ? 1e-4 : ridge * 10;
	}
	return here;
}

const bounds = [Math.log(FEWEST_DF), Math.log(MOST_DF)] as const;

const pushedOut = ({ parameters, likelihood }: Point, k: number): boolean =>
	k === 2 &&
	((parameters[2]! <= bounds[0] && likelihood.gradient[2]! <= 0) ||
		(parameters[2]! >= bounds[1] && likelihood.gradient[2]! >= 0));

function stepTo(values: Float64Array, from: Point, step: Float64Array): Point {
	const parameters = from.parameters.map((value, k) => value + step[k]!);
	parameters[2] = Math.min(bounds[1], Math.max(bounds[0], parameters[2]!));
	return { parameters, likelihood: tLikelihood(values, parameters) };
}

/** (-H + ridge · diag)⁻¹ g, with the gain that it promises; undefined where the matrix is not positive definite. */
function newtonStep(
	{ gradient, hessian }: TLikelihood,
	moving: readonly number[],
	ridge: number,
): { step: Float64Array; promise: number } | undefined {
	const order = moving.length;
	const matrix = new Float64Array(order * order);
	moving.forEach((k, a) => {
		moving.forEach((l, b) => {
			matrix[a * order + b] = -hessian[k * 3 + l]! + (k === l ? ridge * (1e-8 + Math.abs(hessian[k * 3 + k]!)) : 0);
		});
	});
	const factor = choleskyFactor(matrix, order);
	if (!(factor instanceof Float64Array)) return undefined;
	const right = Float64Array.from(moving, (k) => gradient[k]!);
	const part = solveCholesky(factor, right);
	const step = new Float64Array(3);
	let promise = 0;
	moving.forEach((k, a) => {
		step[k] = part[a]!;
		promise += part[a]! * right[a]!;
	});
	return { step, promise };
}

/** Ends of the profile of log df, by halving. */
function dfInterval(
	values: Float64Array,
	fit: StudentTFit,
	free: readonly boolean[],
): { lower: number; upper: number } {
	const floor = fit.logLikelihood - 0.5 * chiSquareQuantile(0.95, 1);
	const center = Math.min(Math.log(fit.df), bounds[1]);
	const held = [free[0]!, true, false];
	const inside = (logDf: number): boolean => {
		const start = Float64Array.of(fit.location, Math.log(fit.scale), logDf);
		return climb(values, start, held).likelihood.value >= floor;
	};
	const end = (bound: number): number => {
		if (inside(bound)) return bound;
		let [within, beyond] = [center, bound];
		while (Math.abs(beyond - within) > 1e-8) {
			const middle = 0.5 * (within + beyond);
			if (inside(middle)) within = middle;
			else beyond = middle;
		}
		return within;
	};
	const upper = end(bounds[1]);
	return { lower: Math.exp(end(bounds[0])), upper: upper === bounds[1] ? Number.POSITIVE_INFINITY : Math.exp(upper) };
}
