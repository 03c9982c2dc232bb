/** p-values adjusted for many looks: familywise error and false discovery rate. */

import { StatsError } from "./errors.js";

/** A p-value, or `undefined` where a test could not be made: it keeps its place and is not counted. */
export type MaybeP = number | undefined;

interface Ranked {
	readonly position: number;
	readonly p: number;
}

/** Present p-values, smallest first. */
function ranked(pValues: readonly MaybeP[]): Ranked[] {
	const present: Ranked[] = [];
	pValues.forEach((p, position) => {
		if (p === undefined) return;
		if (!(p >= 0 && p <= 1)) throw new StatsError("out-of-range", `p-value ${position} is ${p}; it must lie in [0, 1]`);
		present.push({ position, p });
	});
	return present.sort((left, right) => left.p - right.p || left.position - right.position);
}

/** Adjusts from the smallest up, never decreasing. */
function stepDown(pValues: readonly MaybeP[], factor: (rank: number, tests: number) => number): MaybeP[] {
	const out: MaybeP[] = pValues.map(() => undefined);
	const order = ranked(pValues);
	let largest = 0;
	order.forEach(({ position, p }, index) => {
		largest = Math.max(largest, Math.min(1, p * factor(index + 1, order.length)));
		out[position] = largest;
	});
	return out;
}

/** Adjusts from the largest down, never increasing. */
function stepUp(pValues: readonly MaybeP[], factor: (rank: number, tests: number) => number): MaybeP[] {
	const out: MaybeP[] = pValues.map(() => undefined);
	const order = ranked(pValues);
	let smallest = 1;
	for (let index = order.length - 1; index >= 0; index--) {
		const { position, p } = order[index]!;
		smallest = Math.min(smallest, p * factor(index + 1, order.length));
		out[position] = smallest;
	}
	return out;
}

/**
 * Bonferroni: p times the number of tests. Valid under any dependence; the most conservative.
 *
 * @param pValues p-values of one declared family, `undefined` where absent
 * @returns adjusted p-values in the same places
 * @throws StatsError `out-of-range`
 * @reference Dunn (1961) JASA 56:52–64; R's p.adjust
 * @example
 * bonferroni([0.01, undefined, 0.04]) // → [0.02, undefined, 0.08]
 */
export function bonferroni(pValues: readonly MaybeP[]): MaybeP[] {
	const tests = ranked(pValues).length;
	return pValues.map((p) => (p === undefined ? undefined : Math.min(1, p * tests)));
}

/**
 * Holm: controls the familywise error under any dependence, never worse than Bonferroni.
 *
 * @param pValues p-values of one declared family, `undefined` where absent
 * @returns adjusted p-values in the same places
 * @throws StatsError `out-of-range`
 * @reference Holm (1979) Scandinavian J. Statistics 6:65–70; R's p.adjust
 * @example
 * holm([0.01, undefined, 0.04]) // → [0.02, undefined, 0.04]
 */
export function holm(pValues: readonly MaybeP[]): MaybeP[] {
	return stepDown(pValues, (rank, tests) => tests - rank + 1);
}

/**
 * Hochberg: familywise error under independence or positive dependence.
 *
 * @param pValues p-values of one declared family, `undefined` where absent
 * @returns adjusted p-values in the same places
 * @throws StatsError `out-of-range`
 * @reference Hochberg (1988) Biometrika 75:800–802; R's p.adjust
 * @example
 * hochberg([0.03, 0.04]) // → [0.04, 0.04]
 */
export function hochberg(pValues: readonly MaybeP[]): MaybeP[] {
	return stepUp(pValues, (rank, tests) => tests - rank + 1);
}

/**
 * Benjamini–Hochberg: false discovery rate under independence or positive dependence. The default for flags.
 *
 * @param pValues p-values of one declared family, `undefined` where absent
 * @returns adjusted p-values (q-values) in the same places
 * @throws StatsError `out-of-range`
 * @reference Benjamini & Hochberg (1995) JRSS B 57:289–300; R's p.adjust
 * @example
 * benjaminiHochberg([0.01, 0.02, 0.5]) // → [0.03, 0.03, 0.5]
 */
export function benjaminiHochberg(pValues: readonly MaybeP[]): MaybeP[] {
	return stepUp(pValues, (rank, tests) => tests / rank);
}

/**
 * Benjamini–Yekutieli: false discovery rate under any dependence; the conservative option.
 *
 * @param pValues p-values of one declared family, `undefined` where absent
 * @returns adjusted p-values in the same places
 * @throws StatsError `out-of-range`
 * @reference Benjamini & Yekutieli (2001) Annals of Statistics 29:1165–1188; R's p.adjust
 * @example
 * benjaminiYekutieli([0.01, 0.02]) // → [0.03, 0.03]
 */
export function benjaminiYekutieli(pValues: readonly MaybeP[]): MaybeP[] {
	const tests = ranked(pValues).length;
	let harmonic = 0;
	for (let k = 1; k <= tests; k++) harmonic += 1 / k;
	return stepUp(pValues, (rank) => (harmonic * tests) / rank);
}
