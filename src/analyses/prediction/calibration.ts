/** Do the intervals hold? Coverage out of sample, with its own uncertainty, and the rule that decides whether to flag. */

import type { Interval } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { schoolLevelNames, schoolLevels } from "../../domain/school-level.js";
import { binomialCdf, clopperPearsonInterval, holm, normalCdf, normalQuantile } from "../../stats/index.js";
import type { School } from "../frame/school.js";
import type { Calibration, Coverage, Verdict } from "./types.js";

/** One school's standing against its intervals, with the district left out and with the school alone left out. */
export interface Standing {
	readonly school: School;
	readonly tested: number;
	/** Two-sided p of the residual: a school lies inside its 95 % interval where p is at least 0.05, and so on. */
	readonly anywhere: number | undefined;
	readonly within: number;
	readonly z: number;
}

/** Coverage below or above these is a reason for concern: the design's three-way rule. */
const calibratedOverall = [0.92, 0.98] as const;
const calibratedStratum = [0.9, 0.98] as const;
const tolerated = [0.93, 0.97] as const;
const smallestStratum = 100;
const quintiles = 5;
const nominal = 0.95;

/** 1 where a residual's p puts it inside the interval of that level. */
const inside = (p: number, level = nominal): number => (p >= 1 - level ? 1 : 0);
const share = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A school's standing with the district left out, or with the school alone left out where there is no other district. */
const outOfFit = (standing: Standing): number => standing.anywhere ?? standing.within;

/** Coverage of a set of schools; shares from 0 to 1. */
function coverageOf(label: string, standings: readonly Standing[], pick: (standing: Standing) => number): Coverage {
	const at = (level: number): number => share(standings.map((standing) => inside(pick(standing), level)));
	return { label, schools: standings.length, at50: at(0.5), at80: at(0.8), at95: at(nominal) };
}

/**
 * The table and the verdict.
 *
 * `calibrated`: the interval of the overall coverage lies inside 92–98 % and every large stratum inside 90–98 %.
 * `off`: the interval lies wholly outside 93–97 %, or a large stratum does after Holm's correction. Else `not shown`: the
 * data do not show it either way.
 *
 * @param standings schools that the model judged; at least one
 */
export function calibrate(standings: readonly Standing[]): Calibration {
	const overall = coverageOf("all schools", standings, outOfFit);
	const interval = coverageInterval(standings, overall.at95);
	const strata = stratify(standings);
	return {
		overall,
		districtLeftOut: standings.every((standing) => standing.anywhere !== undefined),
		overallWithin: coverageOf("all schools", standings, (standing) => standing.within),
		interval,
		strata: strata.map(([label, members]) => coverageOf(label, members, outOfFit)),
		verdict: verdictOf(interval, strata),
		farOut: share(standings.map((standing) => (Math.abs(standing.z) > 3 ? 1 : 0))),
	};
}

/** The wider of the exact binomial interval and the one that lets schools of a district miss together. */
function coverageInterval(standings: readonly Standing[], covered: number): Interval {
	const successes = Math.round(covered * standings.length);
	const exact = clopperPearsonInterval({ successes, trials: standings.length });
	if (exact.kind === "undefined") throw new Error("coverage of no schools");
	const half = normalQuantile(0.975) * clusterError(standings, covered);
	return half > (exact.upper - exact.lower) / 2
		? { lower: Math.max(0, covered - half), upper: Math.min(1, covered + half) }
		: { lower: exact.lower, upper: exact.upper };
}

/** Standard error of a coverage when schools of a district miss together; 0 where one district can't tell. */
function clusterError(standings: readonly Standing[], covered: number): number {
	const clusters = [...groupBy(standings, (standing) => standing.school.district).values()];
	if (clusters.length < 2) return 0;
	const squares = clusters.map((members) => {
		const excess = members.reduce((sum, member) => sum + inside(outOfFit(member)) - covered, 0);
		return excess ** 2;
	});
	const total = squares.reduce((sum, square) => sum + square, 0);
	return Math.sqrt((clusters.length / (clusters.length - 1)) * total) / standings.length;
}

/** By fifth of size, by fifth of disadvantage, and by level. */
function stratify(standings: readonly Standing[]): [string, Standing[]][] {
	const strata: [string, Standing[]][] = [];
	const fifths = (label: string, key: (standing: Standing) => number | undefined): void => {
		const keyed = standings.filter((standing) => key(standing) !== undefined);
		const ordered = keyed.sort((a, b) => (key(a) ?? 0) - (key(b) ?? 0) || (a.school.cds < b.school.cds ? -1 : 1));
		if (ordered.length < 2 * quintiles) return;
		for (let fifth = 0; fifth < quintiles; fifth++) {
			const from = Math.floor((fifth * ordered.length) / quintiles);
			const to = Math.floor(((fifth + 1) * ordered.length) / quintiles);
			strata.push([
				`${label}, fifth ${fifth + 1} of ${quintiles}${fifth === 0 ? " (lowest)" : ""}`,
				ordered.slice(from, to),
			]);
		}
	};
	fifths("students tested", (standing) => standing.tested);
	fifths(
		"socioeconomically disadvantaged",
		(standing) => standing.school.covariates.percentSed ?? standing.school.covariates.percentFrpm,
	);
	for (const level of schoolLevels) {
		const members = standings.filter((standing) => standing.school.level === level);
		if (members.length > 0 && members.length < standings.length) strata.push([schoolLevelNames[level], members]);
	}
	return strata;
}

function verdictOf(interval: Interval, strata: readonly [string, Standing[]][]): Verdict {
	const large = strata.map(([, members]) => members).filter((members) => members.length >= smallestStratum);
	if (interval.upper < tolerated[0] || interval.lower > tolerated[1]) return "off";
	const p = large.map((members) => Math.max(binomialTwoSided(members), clusteredTwoSided(members)));
	if (holm(p).some((adjusted) => adjusted !== undefined && adjusted < 0.05)) return "off";
	const strataHold = large.every((members) => {
		const covered = share(members.map((member) => inside(outOfFit(member))));
		return covered >= calibratedStratum[0] && covered <= calibratedStratum[1];
	});
	const overallHolds = interval.lower >= calibratedOverall[0] && interval.upper <= calibratedOverall[1];
	return overallHolds && strataHold ? "calibrated" : "not shown";
}

/** Chance of as many schools outside, or inside, if the intervals held: twice the smaller tail. */
function binomialTwoSided(members: readonly Standing[]): number {
	const covered = members.filter((member) => inside(outOfFit(member)) === 1).length;
	const below = binomialCdf(covered, members.length, nominal);
	const above = 1 - (covered > 0 ? binomialCdf(covered - 1, members.length, nominal) : 0);
	return Math.min(1, 2 * Math.min(below, above));
}

/** The same where schools of a district miss together; 0, which leaves the word to the other, where that can't be told. */
function clusteredTwoSided(members: readonly Standing[]): number {
	const covered = share(members.map((member) => inside(outOfFit(member))));
	const error = clusterError(members, covered);
	return error > 0 ? 2 * normalCdf(-Math.abs(covered - nominal) / error) : 0;
}
