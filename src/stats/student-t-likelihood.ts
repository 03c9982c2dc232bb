/** Log likelihood of a sample from a scaled and shifted t, with its first two derivatives. */

import { digamma, trigamma } from "./digamma.js";
import { logGamma } from "./gamma.js";

/** Log likelihood and derivatives in (location, log scale, log df). */
export interface TLikelihood {
	readonly value: number;
	readonly gradient: Float64Array;
	/** Flat 3 × 3. */
	readonly hessian: Float64Array;
}

/**
 * Log likelihood of independent values from location + scale · t(df), with gradient and Hessian.
 *
 * @param values the sample
 * @param parameters (location, log scale, log df)
 * @returns value, gradient (3) and Hessian (3 × 3)
 * @reference Lange, Little & Taylor (1989) JASA 84:881–896, appendix
 * @internal
 */
export function tLikelihood(values: ArrayLike<number>, parameters: Float64Array): TLikelihood {
	const [location, logScale, logDf] = parameters as unknown as [number, number, number];
	const [scale, df] = [Math.exp(logScale), Math.exp(logDf)];
	const n = values.length;
	const { logs, g, h } = sumsOver(values, location, scale, df);
	const half = 0.5 * (df + 1);
	const value = n * (logGamma(half) - logGamma(0.5 * df) - 0.5 * Math.log(Math.PI * df) - logScale) - half * logs;
	const ownSlope = 0.5 * n * (digamma(half) - digamma(0.5 * df) - 1 / df);
	const ownCurve = n * (0.25 * (trigamma(half) - trigamma(0.5 * df)) + 0.5 / df ** 2);
	const sumQ = g[1]!;
	const slope = ownSlope - 0.5 * logs + (half / df) * sumQ;
	const curve = ownCurve + (0.5 / df) * (1 - 1 / df) * sumQ - (half / df) * h[8]!;
	const gradient = Float64Array.of(((df + 1) * g[0]!) / scale, (df + 1) * sumQ - n, df * slope);
	const both = (-2 * df * (df + 1) * h[1]!) / scale;
	const [crossLocation, crossScale] = [(df * h[2]!) / scale, df * h[5]!];
	const hessian = Float64Array.of(
		(-(df + 1) * h[0]!) / scale ** 2,
		both,
		crossLocation,
		both,
		-2 * (df + 1) * h[4]!,
		crossScale,
		crossLocation,
		crossScale,
		df * df * curve + df * slope,
	);
	return { value, gradient, hessian };
}

interface Sums {
	readonly logs: number;
	/** Parts of the gradient, and of the Hessian at their places. */
	readonly g: Float64Array;
	readonly h: Float64Array;
}

/** So many values are summed in one call: a function is compiled for being called often, and left where a loop ends unseen. */
const BLOCK = 256;

function sumsOver(values: ArrayLike<number>, location: number, scale: number, df: number): Sums {
	const sums = { logs: 0, g: new Float64Array(3), h: new Float64Array(9) };
	for (let from = 0; from < values.length; from += BLOCK) {
		const to = Math.min(values.length, from + BLOCK);
		sums.logs += addBlock(values, { from, to, location, scale, df }, sums);
	}
	return sums;
}

interface Block {
	readonly from: number;
	readonly to: number;
	readonly location: number;
	readonly scale: number;
	readonly df: number;
}

/** Adds to the parts of gradient and Hessian; returns the sum of logarithms. */
function addBlock(
	values: ArrayLike<number>,
	{ from, to, location, scale, df }: Block,
	{ g, h }: Pick<Sums, "g" | "h">,
): number {
	let logs = 0;
	for (let i = from; i < to; i++) {
		const r = (values[i]! - location) / scale;
		const square = r * r;
		const w = 1 / (df + square);
		const q = square * w;
		logs += Math.log1p(square / df);
		g[0]! += r * w;
		g[1]! += q;
		h[0]! += (df - square) * w * w;
		h[1]! += r * w * w;
		h[4]! += q * (1 - q);
		h[2]! += r * w * w * (square - 1);
		h[5]! += q * w * (square - 1);
		h[8]! += q * w;
	}
	return logs;
}
