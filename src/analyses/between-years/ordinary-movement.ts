/** How much schools ordinarily move from one year to the next beyond chance among students, read off their changes. */

import { chiSquareQuantile } from "../../stats/index.js";

/** A school's change on the model's scale. */
export interface Change {
	readonly value: number;
	/** Variance that chance among students gives it. */
	readonly sampling: number;
	/** Variance of what belongs to the two years, where fits over years tell it. */
	readonly ofYears: number | undefined;
}

/** Fewer schools than this don't show an ordinary movement. */
const fewestSchools = 20;

/**
 * The variance beyond sampling at which half of the changes lie inside the middle half of a normal distribution. Few
 * schools that truly move far don't change the middle half, as they would an average of squares.
 *
 * @returns `undefined` for too few schools; 0 where chance among students is enough
 */
export function ordinaryMovement(changes: readonly Change[]): number | undefined {
	if (changes.length < fewestSchools) return undefined;
	const half = chiSquareQuantile(0.5, 1);
	const excess = (extra: number): number =>
		median(changes.map(({ value, sampling }) => value ** 2 / (sampling + extra))) - half;
	if (excess(0) <= 0) return 0;
	let [low, high] = [0, Math.max(...changes.map(({ value }) => value ** 2)) / half];
	for (let step = 0; step < 200 && high - low > 1e-12 * high; step++) {
		const middle = (low + high) / 2;
		if (excess(middle) > 0) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
