/** How many schools lie inside their own intervals, and how well that share is known. */

import type { Interval } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
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
	/** Standardized residual that goes with `anywhere`, or with `within` where there is none. */
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
	const at = (level: number): [number, Interval] => {
		const covers = (standing: Standing): number => inside(pick(standing), level);
		const covered = share(standings.map(covers));
		return [covered, coverageInterval(standings, covered, covers)];
	};
	const [[at50, interval50], [at80, interval80], [at95, interval95]] = [at(0.5), at(0.8), at(nominal)];
	return { label, schools: standings.length, at50, at80, at95, interval50, interval80, interval95 };
}

/** The wider of the exact binomial 95 % interval and the one that lets schools of a district miss together. */
function coverageInterval(
	standings: readonly Standing[],
	covered: number,
	covers: (standing: Standing) => number,
): Interval {
	const successes = Math.round(covered * standings.length);
	const exact = clopperPearsonInterval({ successes, trials: standings.length });
	if (exact.kind === "undefined") throw new Error("coverage of no schools");
	const half = normalQuantile(0.975) * clusterError(standings, covered, covers);
	return half > (exact.upper - exact.lower) / 2
		? { lower: Math.max(0, covered - half), upper: Math.min(1, covered + half) }
		: { lower: exact.lower, upper: exact.upper };
}

/** Standard error of a coverage when schools of a district miss together; 0 where one district can't tell. */
export function clusterError(
	standings: readonly Standing[],
	covered: number,
	covers: (standing: Standing) => number,
): number {
	const clusters = [...groupBy(standings, (standing) => standing.school.district).values()];
	if (clusters.length < 2) return 0;
	const squares = clusters.map((members) => {
		const excess = members.reduce((sum, member) => sum + covers(member) - covered, 0);
		return excess ** 2;
	});
	const total = squares.reduce((sum, square) => sum + square, 0);
	return Math.sqrt((clusters.length / (clusters.length - 1)) * total) / standings.length;
}
