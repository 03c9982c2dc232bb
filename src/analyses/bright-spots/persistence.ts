/** Do differences from expectation last? How results some years apart go together, and against what chance would give. */

import type { Interval } from "../../domain/evidence.js";
import { type Measured, notDefined } from "../../domain/measured.js";
import { normalQuantile } from "../../stats/index.js";
import type { GroupFits } from "../prediction/fits-over-years.js";
import type { PanelFit } from "../prediction/panel-types.js";

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

export function persistenceOf(group: GroupFits): Persistence {
	const standings = standingsOf(group);
	return {
		lags: lags.map((lag) => correlationAt(lag, standings)).filter(({ pairs }) => pairs > 0),
		above: aboveTwice(group.fits, standings),
	};
}

/**
 * Schools' differences from expectation in columns, one entry per school and year: of the schools that the fits judge, each
 * school of the run once.
 */
interface Standings {
	/** First entry of each school, and the end of the last one's. */
	readonly starts: readonly number[];
	readonly years: readonly number[];
	/** In standard deviations of all such differences of the school's fit. */
	readonly differences: readonly number[];
	/** Shares of their variances that are not chance among students. */
	readonly reliabilities: readonly number[];
}

function standingsOf(group: GroupFits): Standings {
	const starts: number[] = [0];
	const [years, differences, reliabilities]: [number[], number[], number[]] = [[], [], []];
	for (const fit of group.fits) {
		const { columns } = fit;
		const between = fit.tauDistrict2 + fit.tauSchool2 + fit.tauYear2;
		for (const index of group.judgedBy(fit)) {
			const end = columns.starts[index + 1] ?? 0;
			for (let row = columns.starts[index] ?? 0; row < end; row++) {
				const variance = between + (columns.sampling[row] ?? 0);
				years.push(columns.year[row] ?? 0);
				differences.push(((columns.response[row] ?? 0) - (columns.expected[row] ?? 0)) / Math.sqrt(variance));
				reliabilities.push(between / variance);
			}
			starts.push(years.length);
		}
	}
	return { starts, years, differences, reliabilities };
}

/** Pairs of years of one school, entry by entry. */
interface Pairs {
	readonly schools: number;
	readonly first: readonly number[];
	readonly second: readonly number[];
	/** Root of the product of both reliabilities. */
	readonly reliability: readonly number[];
}

function pairsAt(
	{ starts, years, differences, reliabilities }: Standings,
	follows: (from: number, to: number) => boolean,
): Pairs {
	const [first, second, reliability]: [number[], number[], number[]] = [[], [], []];
	let schools = 0;
	for (let school = 0; school + 1 < starts.length; school++) {
		const before = first.length;
		const [begin, end] = [starts[school] ?? 0, starts[school + 1] ?? 0];
		for (let one = begin; one < end; one++) {
			for (let other = begin; other < end; other++) {
				if (!follows(years[one] ?? 0, years[other] ?? 0)) continue;
				first.push(differences[one] ?? 0);
				second.push(differences[other] ?? 0);
				reliability.push(Math.sqrt((reliabilities[one] ?? 0) * (reliabilities[other] ?? 0)));
			}
		}
		if (first.length > before) schools++;
	}
	return { schools, first, second, reliability };
}

function correlationAt(lag: number, standings: Standings): LagCorrelation {
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

function aboveTwice(fits: readonly PanelFit[], standings: Standings): AboveTwice | undefined {
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
