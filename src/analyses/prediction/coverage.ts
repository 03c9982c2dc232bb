/** How many schools lie inside their own intervals, and how well that share is known. */

import type { Interval } from "../../domain/evidence.js";
import { clopperPearsonInterval, normalQuantile } from "../../stats/index.js";
import type { School } from "../frame/school.js";
import { codesOf } from "./columns.js";
import type { Coverage } from "./types.js";

/** One school's standing against its intervals, with the district left out and with the school alone left out. */
export interface Standing {
	readonly school: School;
	readonly tested: number;
	/** Two-sided p of the residual: a school lies inside its 95 % interval where p is at least 0.05, and so on. */
	readonly anywhere: number | undefined;
	readonly within: number;
	/** Residual as a normal deviate that goes with `anywhere`, or with `within` where there is none. */
	readonly z: number;
}

export const nominal = 0.95;

/** 1 for every p that puts its residual inside the interval of that level, 0 for the others. */
export function hitsAt(p: Float64Array, level: number): Uint8Array {
	const hits = new Uint8Array(p.length);
	for (let at = 0; at < p.length; at++) hits[at] = (p[at] ?? 0) >= 1 - level ? 1 : 0;
	return hits;
}

export function share(values: ArrayLike<number>): number {
	return sumOf(values) / values.length;
}

export function sumOf(values: ArrayLike<number>): number {
	let sum = 0;
	for (let at = 0; at < values.length; at++) sum += values[at] ?? 0;
	return sum;
}

/** A school's p with the district left out, or with the school alone left out where there is no other district. */
export const outOfFit = (standing: Standing): number => standing.anywhere ?? standing.within;

/** Coverage of a set of schools; shares from 0 to 1. */
export function coverageOf(
	label: string,
	standings: readonly Standing[],
	pick: (standing: Standing) => number,
): Coverage {
	const p = Float64Array.from(standings, pick);
	const clusters = clustersOf(standings);
	const at = (level: number): [number, Interval] => {
		const hits = hitsAt(p, level);
		return [share(hits), coverageInterval(hits, clusters)];
	};
	const [[at50, interval50], [at80, interval80], [at95, interval95]] = [at(0.5), at(0.8), at(nominal)];
	return { label, schools: standings.length, at50, at80, at95, interval50, interval80, interval95 };
}

/** The wider of the exact binomial 95 % interval and the one that lets schools of a district miss together. */
function coverageInterval(hits: Uint8Array, clusters: Int32Array): Interval {
	const successes = sumOf(hits);
	const exact = clopperPearsonInterval({ successes, trials: hits.length });
	if (exact.kind === "undefined") throw new Error("coverage of no schools");
	const covered = share(hits);
	const half = normalQuantile(0.975) * clusterError(hits, clusters);
	return half > (exact.upper - exact.lower) / 2
		? { lower: Math.max(0, covered - half), upper: Math.min(1, covered + half) }
		: { lower: exact.lower, upper: exact.upper };
}

/** District of each school, codes 0, 1, 2, … in order of appearance. */
export const clustersOf = (standings: readonly Standing[]): Int32Array =>
	codesOf(standings.map(({ school }) => school.district));

/**
 * Standard error of a coverage when schools of a district miss together; 0 where one district can't tell.
 *
 * @param hits 1 for a school inside, 0 for one outside
 * @param clusters district of each school, codes 0, 1, 2, …
 */
export function clusterError(hits: ArrayLike<number>, clusters: Int32Array): number {
	let count = 0;
	for (let at = 0; at < clusters.length; at++) count = Math.max(count, (clusters[at] ?? 0) + 1);
	if (count < 2) return 0;
	const covered = share(hits);
	const excess = new Float64Array(count);
	for (let at = 0; at < hits.length; at++) {
		const code = clusters[at] ?? 0;
		excess[code] = (excess[code] ?? 0) + (hits[at] ?? 0) - covered;
	}
	const total = excess.reduce((sum, value) => sum + value ** 2, 0);
	return Math.sqrt((count / (count - 1)) * total) / hits.length;
}
