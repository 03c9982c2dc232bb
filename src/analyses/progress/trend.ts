/**
 * Slopes of schools over the years, from results minus expectations: a random slope model in two steps.
 *
 * First a line through each school's own years, its errors going together where years share students; then the spread of
 * the slopes beyond their errors, which says how far each is to be drawn in. With two years there is no line, only a change.
 */

import {
	chiSquareQuantile,
	fitLine,
	fQuantile,
	noiseCorrectedSpread,
	normalCdf,
	type Series,
	wobbleAroundLines,
} from "../../stats/index.js";
import { overlapCorrection, overlapCovariance } from "../prediction/cohort-overlap.js";
import type { PanelFit, PanelSchool } from "../prediction/panel-types.js";

/** Years from which lasting change can be told from the wobble of single years. */
export const fewestForTrend = 3;

/** One school's slope per year, drawn in; or its change from the first year to the last, on the model's scale. */
export interface Trend {
	readonly value: number;
	readonly variance: number;
	/** Chance that the true slope or change is above zero. */
	readonly probability: number;
}

/** What a fit's schools show together. */
export interface FitTrends {
	/** `trend`: slopes per year; `change`: two years only. */
	readonly kind: "trend" | "change";
	/** Standard deviation of true slopes or changes between schools, beyond chance. */
	readonly spread: number;
	/** Whether the spread's 95 % interval excludes zero, the error of the noise itself allowed for. */
	readonly told: boolean;
	/** Schools with years enough. */
	readonly schools: readonly PanelSchool[];
	/** Of one of these, by its place among them. */
	trendOf(place: number): Trend;
}

/** Differences from expectation over the years, with the covariance of their sampling errors. */
export function seriesOf(own: PanelSchool, { phiMoved }: Pick<PanelFit, "phiMoved">): Series {
	const { years } = own;
	const { level } = own.school;
	const correction = overlapCorrection({ level, years, phiMoved });
	const sampling = own.sampling.map((variance) => correction * variance);
	return {
		times: Float64Array.from(years),
		values: Float64Array.from(own.response, (value, index) => value - (own.expected[index] ?? 0)),
		covariance: overlapCovariance(level, years, sampling),
	};
}

/** Fewer schools than this can't show a spread of slopes. */
const fewestSchools = 10;

/**
 * @param all the fit's schools
 * @returns `undefined` where too few of them have the years
 */
export function trendsOf(all: readonly PanelSchool[], fit: Pick<PanelFit, "phiMoved">): FitTrends | undefined {
	const enough = (count: number): PanelSchool[] => all.filter(({ years }) => years.length >= count);
	const long = enough(fewestForTrend);
	const kind = long.length >= fewestSchools ? "trend" : "change";
	const schools = kind === "trend" ? long : enough(2);
	if (schools.length < fewestSchools) return undefined;
	const slopes = kind === "trend" ? slopesOf(schools, fit) : changesOf(schools, fit);
	const noises = plausibleNoise(slopes);
	const spreads = noises.map((factor) => spreadOf(slopes, factor));
	return {
		kind,
		spread: spreadOf(slopes, 1).true,
		told: isTold(slopes),
		schools,
		trendOf: (place) => trendOf(slopes, place, noises, spreads),
	};
}

/** Slopes or changes as the schools' own years give them. */
interface Slopes {
	readonly values: Float64Array;
	readonly variances: Float64Array;
	readonly levels: Int32Array;
	/** Degrees of freedom from which the noise of single years was found. */
	readonly noiseDf: number;
}

const levelsOf = (schools: readonly PanelSchool[]): Int32Array => {
	const levels = [...new Set(schools.map(({ school }) => school.level))];
	return Int32Array.from(schools, ({ school }) => levels.indexOf(school.level));
};

function slopesOf(schools: readonly PanelSchool[], fit: Pick<PanelFit, "phiMoved">): Slopes {
	const all = schools.map((own) => seriesOf(own, fit));
	const found = wobbleAroundLines(all);
	const lines = all.map((series) => fitLine(series, typeof found === "number" ? found : 0));
	return {
		values: Float64Array.from(lines, ({ slope }) => slope),
		variances: Float64Array.from(lines, ({ slopeVariance }) => slopeVariance),
		levels: levelsOf(schools),
		noiseDf: all.reduce((sum, { times }) => sum + times.length - 2, 0),
	};
}

/** With two years, what is beyond sampling is change, lasting or not: nothing tells the two apart. */
function changesOf(schools: readonly PanelSchool[], fit: Pick<PanelFit, "phiMoved">): Slopes {
	const lines = schools.map((own) => fitLine(seriesOf(own, fit)));
	const span = (index: number): number => (schools[index]?.years.at(-1) ?? 0) - (schools[index]?.years[0] ?? 0);
	return {
		values: Float64Array.from(lines, ({ slope }, index) => slope * span(index)),
		variances: Float64Array.from(lines, ({ slopeVariance }, index) => slopeVariance * span(index) ** 2),
		levels: levelsOf(schools),
		noiseDf: schools.length - 1,
	};
}

/** The spread beyond chance, if the noise is `factor` times as large as found. */
function spreadOf({ values, variances, levels }: Slopes, factor: number): { true: number; lower: number } {
	const spread = noiseCorrectedSpread({ values, variances: variances.map((variance) => factor * variance), levels });
	return spread.kind === "undefined" ? { true: 0, lower: 0 } : spread;
}

const degrees = ({ values, levels }: Slopes): number => values.length - new Set(levels).size;

/**
 * Factors on the noise that the data leave plausible, equally likely: noise and spread are both found with error, and
 * their ratio follows F where nothing but noise is there.
 */
const plausibleNoise = (slopes: Slopes): number[] =>
	[0.1, 0.3, 0.5, 0.7, 0.9].map((p) => fQuantile(p, degrees(slopes), slopes.noiseDf));

/** Slopes vary by more than chance: their ratio to the noise exceeds the 97.5 % point of F instead of chi-square. */
function isTold(slopes: Slopes): boolean {
	const df = degrees(slopes);
	if (df < 1 || slopes.noiseDf < 1) return false;
	const factor = fQuantile(0.975, df, slopes.noiseDf) / (chiSquareQuantile(0.975, df) / df);
	return spreadOf(slopes, factor).lower > 0;
}

/** One school's slope drawn in, averaged over the plausible noise. */
function trendOf(
	{ values, variances }: Slopes,
	index: number,
	noises: readonly number[],
	spreads: readonly { true: number }[],
): Trend {
	const raw = values[index] ?? 0;
	const cases = noises.map((factor, which) => {
		const variance = factor * (variances[index] ?? 0);
		const tau2 = (spreads[which]?.true ?? 0) ** 2;
		const kept = tau2 > 0 ? tau2 / (tau2 + variance) : 0;
		const error = kept * variance;
		return { value: kept * raw, error, above: error > 0 ? normalCdf((kept * raw) / Math.sqrt(error)) : 0.5 };
	});
	const mean = (pick: (one: (typeof cases)[number]) => number): number =>
		cases.reduce((sum, one) => sum + pick(one) / cases.length, 0);
	const value = mean((one) => one.value);
	return {
		value,
		variance: mean((one) => one.error + (one.value - value) ** 2),
		probability: mean((one) => one.above),
	};
}
