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

export const persistenceOf = (fits: readonly PanelFit[]): Persistence => ({
	lags: lags.map((lag) => correlationAt(lag, fits)).filter(({ pairs }) => pairs > 0),
	above: aboveTwice(fits),
});

/** A school's difference from expectation in one year, in standard deviations of all such differences of its fit. */
interface Standing {
	readonly difference: number;
	/** Share of its variance that is not chance among students. */
	readonly reliability: number;
}

function standingsOf(own: PanelSchool, fit: PanelFit): Map<number, Standing> {
	const between = fit.tauDistrict2 + fit.tauSchool2 + fit.tauYear2;
	return new Map(
		own.years.map((year, index) => {
			const variance = between + (own.sampling[index] ?? 0);
			const difference = ((own.response[index] ?? 0) - (own.expected[index] ?? 0)) / Math.sqrt(variance);
			return [year, { difference, reliability: between / variance }];
		}),
	);
}

/** Schools that the fit judges: each school of the run once. */
const membersOf = (fit: PanelFit): PanelSchool[] => fit.schools.filter(({ school }) => fit.judges.has(school.level));

interface Pair {
	readonly cds: string;
	readonly first: Standing;
	readonly second: Standing;
}

const pairsAt = (fits: readonly PanelFit[], follows: (from: number, to: number) => boolean): Pair[] =>
	fits.flatMap((fit) =>
		membersOf(fit).flatMap((own) => {
			const standings = [...standingsOf(own, fit)];
			return standings.flatMap(([from, first]) =>
				standings.filter(([to]) => follows(from, to)).map(([, second]) => ({ cds: own.school.cds, first, second })),
			);
		}),
	);

function correlationAt(lag: number, fits: readonly PanelFit[]): LagCorrelation {
	const pairs = pairsAt(fits, (from, to) => to - from === lag);
	const schools = new Set(pairs.map(({ cds }) => cds)).size;
	const common = { lag, schools, pairs: pairs.length };
	const few = notDefined(
		`fewer than ${fewestSchools} schools with results ${lag === 1 ? "one year" : `${lag} years`} apart`,
	);
	if (schools < fewestSchools) return { ...common, raw: few, interval: undefined, withoutChance: few };
	const raw = correlation(pairs);
	if (raw === undefined) {
		const none = notDefined("the results do not vary");
		return { ...common, raw: none, interval: undefined, withoutChance: none };
	}
	const reliability = pairs.reduce(
		(sum, { first, second }) => sum + Math.sqrt(first.reliability * second.reliability) / pairs.length,
		0,
	);
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

function correlation(pairs: readonly Pair[]): number | undefined {
	const mean = (pick: (pair: Pair) => number): number =>
		pairs.reduce((sum, pair) => sum + pick(pair) / pairs.length, 0);
	const [x, y] = [mean(({ first }) => first.difference), mean(({ second }) => second.difference)];
	const product = mean(({ first, second }) => (first.difference - x) * (second.difference - y));
	const spread = Math.sqrt(
		mean(({ first }) => (first.difference - x) ** 2) * mean(({ second }) => (second.difference - y) ** 2),
	);
	return spread > 0 ? product / spread : undefined;
}

function aboveTwice(fits: readonly PanelFit[]): AboveTwice | undefined {
	const limit = normalQuantile(0.9);
	const years = [...new Set(fits.flatMap((fit) => fit.years))].sort((a, b) => a - b);
	const next = new Map(years.slice(1).map((year, index) => [years[index], year]));
	const pairs = pairsAt(fits, (from, to) => next.get(from) === to);
	if (pairs.length === 0) return undefined;
	const above = ({ difference }: Standing): boolean => difference > limit;
	const first = pairs.filter((pair) => above(pair.first)).length;
	const second = pairs.filter((pair) => above(pair.second)).length;
	const both = pairs.filter((pair) => above(pair.first) && above(pair.second)).length;
	return {
		pairs: pairs.length,
		both,
		firstOnly: first - both,
		secondOnly: second - both,
		neither: pairs.length - first - second + both,
		bothByChance: (first * second) / pairs.length,
	};
}
