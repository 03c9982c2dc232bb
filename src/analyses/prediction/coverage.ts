/** How many schools lie inside their own intervals, and how well that share is known. */

import type { Interval } from "../../domain/evidence.js";
import { clopperPearsonInterval, normalQuantile } from "../../stats/index.js";
import type { School } from "../frame/school.js";
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

/** 1 where a residual's p puts it inside the interval of that level. */
export const inside = (p: number, level: number): number => (p >= 1 - level ? 1 : 0);

export const share = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** A school's p with the district left out, or with the school alone left out where there is no other district. */
export const outOfFit = (standing: Standing): number => standing.anywhere ?? standing.within;

/** Coverage of a set of schools; shares from 0 to 1. */
export function coverageOf(
	label: string,
	standings: readonly Standing[],
	pick: (standing: Standing) => number,
): Coverage {
	const p = standings.map(pick);
	const clusters = clustersOf(standings);
	const at = (level: number): [number, Interval] => {
		const hits = p.map((value) => inside(value, level));
		return [share(hits), coverageInterval(hits, clusters)];
	};
	const [[at50, interval50], [at80, interval80], [at95, interval95]] = [at(0.5), at(0.8), at(nominal)];
	return { label, schools: standings.length, at50, at80, at95, interval50, interval80, interval95 };
}

/** The wider of the exact binomial 95 % interval and the one that lets schools of a district miss together. */
function coverageInterval(hits: readonly number[], clusters: Int32Array): Interval {
	const successes = hits.reduce((sum, hit) => sum + hit, 0);
	const exact = clopperPearsonInterval({ successes, trials: hits.length });
	if (exact.kind === "undefined") throw new Error("coverage of no schools");
	const covered = share(hits);
	const half = normalQuantile(0.975) * clusterError(hits, clusters);
	return half > (exact.upper - exact.lower) / 2
		? { lower: Math.max(0, covered - half), upper: Math.min(1, covered + half) }
		: { lower: exact.lower, upper: exact.upper };
}

/** District of each school, codes 0, 1, 2, … in order of appearance. */
export function clustersOf(standings: readonly Standing[]): Int32Array {
	const codes = new Map<string, number>();
	return Int32Array.from(standings, ({ school }) => {
		const known = codes.get(school.district);
		if (known !== undefined) return known;
		codes.set(school.district, codes.size);
		return codes.size - 1;
	});
}

/**
 * Standard error of a coverage when schools of a district miss together; 0 where one district can't tell.
 *
 * @param hits 1 for a school inside, 0 for one outside
 * @param clusters district of each school, codes 0, 1, 2, …
 */
export function clusterError(hits: readonly number[], clusters: Int32Array): number {
	const count = clusters.reduce((most, code) => Math.max(most, code + 1), 0);
	if (count < 2) return 0;
	const covered = share(hits);
	const excess = new Float64Array(count);
	hits.forEach((hit, at) => {
		const code = clusters[at] ?? 0;
		excess[code] = (excess[code] ?? 0) + hit - covered;
	});
	const total = excess.reduce((sum, value) => sum + value ** 2, 0);
	return Math.sqrt((count / (count - 1)) * total) / hits.length;
}
