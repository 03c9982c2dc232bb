/** Do the intervals hold? Coverage out of sample, with its own uncertainty, and the rule that decides whether to flag. */

import type { Interval } from "../../domain/evidence.js";
import { binomialCdf, holm, normalCdf } from "../../stats/index.js";
import {
	clusterError,
	clustersOf,
	coverageOf,
	hitsAt,
	nominal,
	outOfFit,
	type Standing,
	share,
	sumOf,
} from "./coverage.js";
import { stratify } from "./strata.js";
import type { Calibration, Tails, Verdict } from "./types.js";

/** Coverage below or above these is a reason for concern: the design's three-way rule. */
const calibratedOverall = [0.92, 0.98] as const;
const calibratedStratum = [0.9, 0.98] as const;
const tolerated = [0.93, 0.97] as const;
const smallestStratum = 100;
const pitBins = 10;

/** Standardized residuals beyond this are counted apart: a normal distribution has 0.27 % of them. */
export const farOutBeyond = 3;

/**
 * The table and the verdict.
 *
 * `calibrated`: the interval of the overall coverage lies inside 92–98 % and the coverage of every large stratum of size
 * or level inside 90–98 %. `off`: the interval lies wholly outside 93–97 %, or a large stratum does by more than chance
 * after Holm's correction. Else `not shown`: the data do not show it either way.
 *
 * @param standings schools that the model judged; at least one
 * @param tails the t fitted to their standardized residuals
 */
export function calibrate(standings: readonly Standing[], tails: Tails): Calibration {
	const overall = coverageOf("all schools", standings, outOfFit);
	const strata = stratify(standings);
	const ruling = strata.filter(({ rules }) => rules).map(({ members }) => members);
	return {
		overall,
		districtLeftOut: standings.every((standing) => standing.anywhere !== undefined),
		overallWithin: coverageOf("all schools", standings, (standing) => standing.within),
		interval: overall.interval95,
		strata: strata.map(({ label, members }) => coverageOf(label, members, outOfFit)),
		verdict: verdictOf(overall.interval95, ruling),
		farOut: share(standings.map((standing) => (Math.abs(standing.z) > farOutBeyond ? 1 : 0))),
		pit: pitOf(standings),
		tails,
	};
}

/**
 * Schools in each tenth of the probability integral transform: the chance of a result as low or lower, by the prediction.
 * Even where predictions hold; heaped at both ends where intervals are too narrow, in the middle where they are too wide.
 */
function pitOf(standings: readonly Standing[]): number[] {
	const bins = new Array<number>(pitBins).fill(0);
	for (const standing of standings) {
		const p = outOfFit(standing) / 2;
		const below = standing.z < 0 ? p : 1 - p;
		const bin = Math.min(pitBins - 1, Math.floor(below * pitBins));
		bins[bin] = (bins[bin] ?? 0) + 1;
	}
	return bins;
}

function verdictOf(interval: Interval, strata: readonly (readonly Standing[])[]): Verdict {
	const large = strata.filter((members) => members.length >= smallestStratum);
	if (interval.upper < tolerated[0] || interval.lower > tolerated[1]) return "off";
	const p = large.map((members) => Math.max(binomialTwoSided(members), clusteredTwoSided(members)));
	if (holm(p).some((adjusted) => adjusted !== undefined && adjusted < 0.05)) return "off";
	const strataHold = large.every((members) => {
		const covered = coverageAt95(members);
		return covered >= calibratedStratum[0] && covered <= calibratedStratum[1];
	});
	const overallHolds = interval.lower >= calibratedOverall[0] && interval.upper <= calibratedOverall[1];
	return overallHolds && strataHold ? "calibrated" : "not shown";
}

const hitsAt95 = (members: readonly Standing[]): Uint8Array => hitsAt(Float64Array.from(members, outOfFit), nominal);

const coverageAt95 = (members: readonly Standing[]): number => share(hitsAt95(members));

/** Chance of as many schools outside, or inside, if the coverage lay at the nearer end of 93–97 %: twice the tail. */
function binomialTwoSided(members: readonly Standing[]): number {
	const covered = sumOf(hitsAt95(members));
	const below = binomialCdf(covered, members.length, tolerated[0]);
	const above = 1 - (covered > 0 ? binomialCdf(covered - 1, members.length, tolerated[1]) : 0);
	return Math.min(1, 2 * Math.min(below, above));
}

/** The same where schools of a district miss together; 0, which leaves the word to the other, where that can't be told. */
function clusteredTwoSided(members: readonly Standing[]): number {
	const hits = hitsAt95(members);
	const error = clusterError(hits, clustersOf(members));
	if (error === 0) return 0;
	const beyond = Math.max(tolerated[0] - share(hits), share(hits) - tolerated[1]);
	return Math.min(1, 2 * normalCdf(-beyond / error));
}
