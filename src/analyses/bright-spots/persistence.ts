/** Do differences from expectation last? How results some years apart go together, and against what chance would give. */

import type { Interval } from "../../domain/evidence.js";
import { type Measured, notDefined } from "../../domain/measured.js";
import { normalQuantile } from "../../stats/index.js";
import type { PanelFit, PanelSchool } from "../prediction/panel-types.js";

/** Years apart that are looked at. */
const lags = [1, 2, 3, 4] as const;

/** Fewer schools than this can't show a correlation. */
const fewestSchools = 10;

export interface LagCorrelation {
	readonly lag: number;
	readonly schools: number;
	readonly pairs: number;
	/** Of results minus expectations as they stand, with its 95 % interval. */
	readonly raw: Measured;
	readonly interval: Interval | undefined;
	/** With chance among students taken out, at most 1. */
	readonly withoutChance: Measured;
}

/** Schools above the middle 80 % of what the fit expects, in one year and in the next one with a test. */
export interface AboveTwice {
	readonly pairs: number;
	readonly both: number;
	readonly firstOnly: number;
	readonly secondOnly: number;
	readonly neither: number;
	/** Pairs with both, if one year said nothing of the other. */
	readonly bothByChance: number;
}

export interface Persistence {
	readonly lags: readonly LagCorrelation[];
	readonly above: AboveTwice | undefined;
}

export function persistenceOf(fits: readonly PanelFit[]): Persistence {
	const standings = standingsOf(fits);
	return {
		lags: lags.map((lag) => correlationAt(lag, standings)).filter(({ pairs }) => pairs > 0),
		above: aboveTwice(fits, standings),
	};
}

/** A school's differences from expectation, year by year, in standard deviations of all such differences of its fit. */
interface Standing {
	readonly years: readonly number[];
	readonly differences: readonly number[];
	/** Shares of their variances that are not chance among students. */
	readonly reliabilities: readonly number[];
}

function standingOf({ years, response, expected, sampling }: PanelSchool, fit: PanelFit): Standing {
	const between = fit.tauDistrict2 + fit.tauSchool2 + fit.tauYear2;
	const variances = sampling.map((variance) => between + variance);
	const differenceIn = (index: number): number => (response[index] ?? 0) - (expected[index] ?? 0);
	return {
		years,
		differences: variances.map((variance, index) => differenceIn(index) / Math.sqrt(variance)),
		reliabilities: variances.map((variance) => between / variance),
	};
}

/** Of the schools that the fits judge: each school of the run once. */
const standingsOf = (fits: readonly PanelFit[]): Standing[] =>
	fits.flatMap((fit) =>
		fit.schools.filter(({ school }) => fit.judges.has(school.level)).map((own) => standingOf(own, fit)),
	);

/** Pairs of years of one school, entry by entry. */
interface Pairs {
	readonly schools: number;
	readonly first: readonly number[];
	readonly second: readonly number[];
	/** Root of the product of both reliabilities. */
	readonly reliability: readonly number[];
}

function pairsAt(standings: readonly Standing[], follows: (from: number, to: number) => boolean): Pairs {
	const [first, second, reliability]: [number[], number[], number[]] = [[], [], []];
	let schools = 0;
	for (const { years, differences, reliabilities } of standings) {
		const before = first.length;
		years.forEach((from, one) => {
			years.forEach((to, other) => {
				if (!follows(from, to)) return;
				first.push(differences[one] ?? 0);
				second.push(differences[other] ?? 0);
				reliability.push(Math.sqrt((reliabilities[one] ?? 0) * (reliabilities[other] ?? 0)));
			});
		});
		if (first.length > before) schools++;
	}
	return { schools, first, second, reliability };
}

function correlationAt(lag: number, standings: readonly Standing[]): LagCorrelation {
	const pairs = pairsAt(standings, (from, to) => to - from === lag);
	const { schools } = pairs;
	const common = { lag, schools, pairs: pairs.first.length };
	const few = notDefined(
		`fewer than ${fewestSchools} schools with results ${lag === 1 ? "one year" : `${lag} years`} apart`,
	);
	if (schools < fewestSchools) return { ...common, raw: few, interval: undefined, withoutChance: few };
	const raw = correlation(pairs);
	if (raw === undefined) {
		const none = notDefined("the results do not vary");
		return { ...common, raw: none, interval: undefined, withoutChance: none };
	}
	const reliability = average(pairs.reliability);
	// A school's pairs go together, so the interval counts schools.
	const half = normalQuantile(0.975) / Math.sqrt(schools - 3);
	const center = Math.atanh(Math.max(-0.999999, Math.min(0.999999, raw)));
	return {
		...common,
		raw,
		interval: { lower: Math.tanh(center - half), upper: Math.tanh(center + half) },
		withoutChance:
			reliability > 0
				? Math.max(-1, Math.min(1, raw / reliability))
				: notDefined("the fit finds no variation beyond chance among students"),
	};
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

function correlation({ first, second }: Pairs): number | undefined {
	const [x, y] = [average(first), average(second)];
	const product = average(first.map((value, pair) => (value - x) * ((second[pair] ?? 0) - y)));
	const squares = (values: readonly number[], center: number): number =>
		average(values.map((value) => (value - center) ** 2));
	const spread = Math.sqrt(squares(first, x) * squares(second, y));
	return spread > 0 ? product / spread : undefined;
}

function aboveTwice(fits: readonly PanelFit[], standings: readonly Standing[]): AboveTwice | undefined {
	const limit = normalQuantile(0.9);
	const years = [...new Set(fits.flatMap((fit) => fit.years))].sort((a, b) => a - b);
	const next = new Map(years.slice(1).map((year, index) => [years[index], year]));
	const pairs = pairsAt(standings, (from, to) => next.get(from) === to);
	if (pairs.first.length === 0) return undefined;
	const above = (difference: number | undefined): boolean => difference !== undefined && difference > limit;
	const first = pairs.first.filter(above).length;
	const second = pairs.second.filter(above).length;
	const both = pairs.first.filter((value, pair) => above(value) && above(pairs.second[pair])).length;
	return {
		pairs: pairs.first.length,
		both,
		firstOnly: first - both,
		secondOnly: second - both,
		neither: pairs.first.length - first - second + both,
		bothByChance: (first * second) / pairs.first.length,
	};
}
