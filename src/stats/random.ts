/** A seeded source of random numbers whose streams are the same on every platform and can be forked by label. */

import { StatsError } from "./errors.js";
import { betaDraw, binomialDraw, gammaDraw, normalDraw, poissonDraw } from "./random-draws.js";

/** Draws from one stream. Each call advances the stream; `fork` does not. */
export interface Random {
	/** Uniform on the open interval (0, 1), 52 bits. */
	uniform(): number;
	/** Standard normal. */
	normal(): number;
	/** Uniform integer from 0 to max - 1; max from 1 to 2³². */
	integer(max: number): number;
	/** Binomial count, exactly distributed. */
	binomial(trials: number, probability: number): number;
	/** Poisson count, exactly distributed. */
	poisson(mean: number): number;
	/** Gamma with the given shape and scale 1. */
	gamma(shape: number): number;
	/** Beta with shapes a and b. */
	beta(a: number, b: number): number;
	/** A shuffled copy; the argument stays as it is. */
	shuffle<Item>(items: readonly Item[]): Item[];
	/** An independent stream that depends on the seed and the labels only, not on what was drawn before. */
	fork(label: string): Random;
}

/**
 * Creates a generator (sfc32: 128 bits of state, 32-bit output, period at least 2³², 2¹²⁷ on average).
 *
 * The seed's text is hashed to the state, twelve outputs are discarded. Uniforms are bit-identical everywhere; the
 * other draws also use `Math.log`, `Math.exp` and `Math.sqrt`, which V8 computes the same way on all platforms.
 *
 * @param seed any number or text; 1 and "1" are the same seed
 * @returns the generator
 * @throws StatsError `non-finite` for a seed that is not a finite number; the draws throw `out-of-range`
 * @reference sfc32: Doty-Humphrey, PractRand (2010); hash: FNV-1a with the finalizer of MurmurHash3
 * @example
 * createRandom(2024).integer(1000) // → 735
 */
export function createRandom(seed: number | string): Random {
	if (typeof seed === "number" && !Number.isFinite(seed)) throw new StatsError("non-finite", `seed is ${seed}`);
	return fromText(String(seed));
}

function fromText(text: string): Random {
	const next = sfc32([0, 1, 2, 3].map((lane) => hash(text, lane)) as [number, number, number, number]);
	const uniform = (): number => {
		const high = next() >>> 6;
		const low = next() >>> 6;
		return (high * 2 ** 26 + low + 0.5) / 2 ** 52;
	};
	const integer = (max: number): number => uniformInteger(next, max);
	const source = { uniform };
	return {
		uniform,
		normal: () => normalDraw(source),
		integer,
		binomial: (trials, probability) => binomialDraw(source, trials, probability),
		poisson: (mean) => poissonDraw(source, mean),
		gamma: (shape) => gammaDraw(source, shape),
		beta: (a, b) => betaDraw(source, a, b),
		shuffle: (items) => shuffled(items, integer),
		// The unit separator cannot be confused with a character of an ordinary label.
		fork: (label) => fromText(`${text}\u001f${label}`),
	};
}

/** 32-bit hash of a text; the lane makes four independent ones. */
function hash(text: string, lane: number): number {
	let state = 0x811c9dc5 ^ Math.imul(lane + 1, 0x9e3779b1);
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		state = Math.imul(state ^ (unit & 0xff), 0x01000193);
		state = Math.imul(state ^ (unit >>> 8), 0x01000193);
	}
	state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
	state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
	return (state ^ (state >>> 16)) >>> 0;
}

/** The generator proper: returns 32 random bits per call. */
function sfc32(state: [number, number, number, number]): () => number {
	let [a, b, c, counter] = state;
	const next = (): number => {
		const sum = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = ((c << 21) | (c >>> 11)) + sum;
		c |= 0;
		return sum >>> 0;
	};
	for (let warmUp = 0; warmUp < 12; warmUp++) next();
	return next;
}

/** Rejection, so that every value is equally likely. */
function uniformInteger(next: () => number, max: number): number {
	if (!(Number.isInteger(max) && max >= 1 && max <= 2 ** 32)) {
		throw new StatsError("out-of-range", `max must be an integer from 1 to 2^32, got ${max}`);
	}
	const limit = 2 ** 32 - (2 ** 32 % max);
	for (;;) {
		const bits = next();
		if (bits < limit) return bits % max;
	}
}

/** Fisher–Yates from the end. */
function shuffled<Item>(items: readonly Item[], integer: (max: number) => number): Item[] {
	const out = [...items];
	for (let i = out.length - 1; i > 0; i--) {
		const j = integer(i + 1);
		const held = out[i]!;
		out[i] = out[j]!;
		out[j] = held;
	}
	return out;
}
