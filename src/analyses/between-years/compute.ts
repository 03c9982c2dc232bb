/** Which schools moved from one packet to the next by more than chance and by more than schools ordinarily move. */

import { type Evidence, evidenceOf, type Interval } from "../../domain/evidence.js";
import { type Measured, notDefined } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import { benjaminiHochberg, normalCdf, normalQuantile } from "../../stats/index.js";
import { overlapCorrelation } from "../prediction/cohort-overlap.js";
import { scaleOf } from "../prediction/scale.js";
import { type Change, ordinaryMovement } from "./ordinary-movement.js";

/** A school's standing as a packet has it; see `Standing` in ../prediction/standing.ts. */
export interface YearStanding {
	readonly difference: number;
	readonly sampling: number;
	readonly phi: number;
	readonly lasting: number;
	readonly ofYear: number | undefined;
	readonly slope: number;
}

/** One school in both years. */
export interface SchoolPair {
	/** Its code in the later year. */
	readonly cds: string;
	readonly level: SchoolLevel;
	readonly before: YearStanding;
	readonly after: YearStanding;
}

/** Expected share of schools called moved that did not. */
export const falseDiscoveryRate = 0.05;

/** A change with what is to be said of it; in the unit that people read, but for p and q. */
export interface SchoolChange {
	readonly cds: string;
	readonly change: number;
	/** 95 % limits: what the change would be without chance and without the ordinary movement of a year. */
	readonly interval: Interval;
	/** Standard deviation that chance and ordinary movement alone give the change. */
	readonly sd: number;
	readonly p: number;
	/** Benjamini and Hochberg, among all schools compared. */
	readonly q: number;
	readonly moved: boolean;
	/** `not distinguishable` where the school is not called moved, whatever its own interval. */
	readonly evidence: Evidence;
	/** Part of the change that regression to the mean leads one to expect, from the earlier year alone. */
	readonly regression: number;
}

/** What all changes show together. */
export interface Noise {
	readonly compared: number;
	readonly moved: number;
	/** Schools whose own 95 % interval excludes zero, and how many chance alone leads one to expect. */
	readonly outside95: number;
	readonly expectedOutside95: number;
	/** Standard deviation of the changes as they stand; share of their variance that chance among students gives. */
	readonly spread: Measured;
	readonly chanceShare: Measured;
	/** Where the ordinary movement of a year is from; the changes themselves count in any case where they show more. */
	readonly ordinary: "the older packet" | "the changes themselves";
	readonly regression: Regression | undefined;
}

/** Schools outside the middle 80 % in the earlier year: averages of their distance, as found and as to be expected. */
export interface Regression {
	readonly schools: number;
	readonly before: number;
	readonly after: number;
	readonly expectedAfter: number;
}

export interface BetweenYears {
	readonly changes: readonly SchoolChange[];
	readonly noise: Noise;
}

/**
 * Tests every change in one family.
 *
 * @param pairs in the order in which the changes come back
 * @param lag years between the two
 * @returns the reason where the ordinary movement of schools is not known
 */
export function compareYears(
	pairs: readonly SchoolPair[],
	lag: number,
	unit: OutcomeScale,
): BetweenYears | { readonly without: string } {
	if (pairs.length === 0) return { without: "no school has a standing in both packets" };
	const raw = pairs.map((pair) => changeOf(pair, lag));
	const seen = ordinaryMovement(raw);
	if (seen === undefined && raw.some(({ ofYears }) => ofYears === undefined))
		return {
			without:
				"the files of the older packet hold one year, and too few schools are compared to see how much schools ordinarily move",
		};
	const variances = raw.map(({ sampling, ofYears }) => sampling + Math.max(ofYears ?? 0, seen ?? 0));
	const p = raw.map(({ value }, index) => 2 * normalCdf(-Math.abs(value) / Math.sqrt(variances[index] ?? 1)));
	const q = benjaminiHochberg(p);
	const changes = pairs.map((pair, index) =>
		describe(
			pair,
			{ value: raw[index]?.value ?? 0, variance: variances[index] ?? 0, p: p[index] ?? 1, q: q[index] ?? 1 },
			unit,
		),
	);
	return { changes, noise: noiseOf(pairs, raw, changes) };
}

/**
 * A change and its variance. What is ordinary is taken from the older packet, which knows nothing of this year's moves:
 * what belongs to one year, and φ. Both were found from differences between years of the same schools, so that students
 * whom two years share are in them; where the older packet has one year alone, the part that they share is taken off.
 */
function changeOf({ level, before, after }: SchoolPair, lag: number): Change {
	const value = after.difference - before.difference;
	if (before.ofYear !== undefined)
		return {
			value,
			sampling: before.sampling + (after.sampling * before.phi) / after.phi,
			ofYears: 2 * before.ofYear,
		};
	const shared = 2 * overlapCorrelation(level, lag) * Math.sqrt(before.sampling * after.sampling);
	return { value, sampling: before.sampling + after.sampling - shared, ofYears: undefined };
}

interface Tested {
	readonly value: number;
	readonly variance: number;
	readonly p: number;
	readonly q: number;
}

function describe(
	{ cds, before, after }: SchoolPair,
	{ value, variance, p, q }: Tested,
	unit: OutcomeScale,
): SchoolChange {
	const slope = (before.slope + after.slope) / 2;
	const sd = slope * Math.sqrt(variance);
	const half = normalQuantile(0.975) * sd;
	const interval = { lower: slope * value - half, upper: slope * value + half };
	const moved = q <= falseDiscoveryRate;
	return {
		cds,
		change: slope * value,
		interval,
		sd,
		p,
		q,
		moved,
		evidence: moved ? evidenceOf(interval, scaleOf(unit).smallest) : "not distinguishable",
		regression: slope * (keptOf(before) - 1) * before.difference,
	};
}

/** Share of a difference that is to be expected again: what lasts, over all. */
function keptOf({ lasting, ofYear = 0, sampling }: YearStanding): number {
	const all = lasting + ofYear + sampling;
	return all > 0 ? lasting / all : 0;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

function noiseOf(pairs: readonly SchoolPair[], raw: readonly Change[], changes: readonly SchoolChange[]): Noise {
	const spread2 = mean(raw.map(({ value }) => value ** 2));
	const none = notDefined("no school changed at all");
	return {
		compared: pairs.length,
		moved: changes.filter(({ moved }) => moved).length,
		outside95: changes.filter(({ p }) => p < 0.05).length,
		expectedOutside95: 0.05 * pairs.length,
		spread: Math.sqrt(mean(changes.map(({ change }) => change ** 2))),
		chanceShare: spread2 > 0 ? Math.min(1, mean(raw.map(({ sampling }) => sampling)) / spread2) : none,
		ordinary: raw.every(({ ofYears }) => ofYears !== undefined) ? "the older packet" : "the changes themselves",
		regression: regressionOf(pairs),
	};
}

/** Outside the middle 80 % of what the earlier year's variances lead one to expect. */
function regressionOf(pairs: readonly SchoolPair[]): Regression | undefined {
	const limit = normalQuantile(0.9);
	const apart = pairs.filter(({ before }) => {
		const { lasting, ofYear = 0, sampling, difference } = before;
		return Math.abs(difference) > limit * Math.sqrt(lasting + ofYear + sampling);
	});
	if (apart.length === 0) return undefined;
	const outward = ({ before }: SchoolPair): number => Math.sign(before.difference);
	return {
		schools: apart.length,
		before: mean(apart.map((pair) => outward(pair) * pair.before.slope * pair.before.difference)),
		after: mean(apart.map((pair) => outward(pair) * pair.after.slope * pair.after.difference)),
		expectedAfter: mean(
			apart.map((pair) => outward(pair) * pair.before.slope * keptOf(pair.before) * pair.before.difference),
		),
	};
}
