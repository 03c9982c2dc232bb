/**
 * Slopes of schools over the years, from results minus expectations: a random slope model in two steps.
 *
 * First a line through each school's own years, its errors going together where years share students; then the spread of
 * the slopes beyond their errors, which says how far each is to be drawn in. With two years there is no line, only a change.
 */

import { fitLine, noiseCorrectedSpread, type Series, wobbleAroundLines } from "../../stats/index.js";
import { overlapCovariance } from "../prediction/cohort-overlap.js";
import type { PanelFit, PanelSchool } from "../prediction/panel-fit.js";
import { overlapCorrection } from "../prediction/persistent.js";

/** Years from which lasting change can be told from the wobble of single years. */
export const fewestForTrend = 3;

/** One school's slope per year, drawn in; or its change from the first year to the last, on the model's scale. */
export interface Trend {
	readonly own: PanelSchool;
	/** Drawn-in slope or change with its variance. */
	readonly value: number;
	readonly variance: number;
}

/** What a fit's schools show together. */
export interface FitTrends {
	/** `trend`: slopes per year; `change`: two years only. */
	readonly kind: "trend" | "change";
	/** Of true slopes or changes between schools, beyond chance, with the 95 % interval of their standard deviation. */
	readonly spread: number;
	readonly spreadLower: number;
	readonly spreadUpper: number;
	/** Variance of single years around the schools' lines, beyond sampling; 0 with two years, where nothing tells. */
	readonly wobble: number;
	readonly trends: readonly Trend[];
}

/** Differences from expectation over the years, with the covariance of their sampling errors. */
function seriesOf(own: PanelSchool, fit: PanelFit): Series {
	const correction = overlapCorrection(own, fit);
	return {
		times: Float64Array.from(own.years),
		values: Float64Array.from(own.response, (value, index) => value - (own.expected[index] ?? 0)),
		covariance: overlapCovariance(
			own.school.level,
			own.years,
			own.sampling.map((variance) => correction * variance),
		),
	};
}

/** Fewer schools than this can't show a spread of slopes. */
const fewestSchools = 10;

/** @returns `undefined` where too few schools have the years */
export function trendsOf(fit: PanelFit): FitTrends | undefined {
	const enough = (count: number): PanelSchool[] => fit.schools.filter(({ years }) => years.length >= count);
	const long = enough(fewestForTrend);
	const kind = long.length >= fewestSchools ? "trend" : "change";
	const schools = kind === "trend" ? long : enough(2);
	if (schools.length < fewestSchools) return undefined;
	const all = schools.map((own) => seriesOf(own, fit));
	const found = kind === "trend" ? wobbleAroundLines(all) : 0;
	const wobble = typeof found === "number" ? found : 0;
	const spans = schools.map(({ years }) => (kind === "trend" ? 1 : (years.at(-1) ?? 0) - (years[0] ?? 0)));
	const lines = all.map((series) => fitLine(series, wobble));
	const values = Float64Array.from(lines, ({ slope }, index) => slope * (spans[index] ?? 1));
	const variances = Float64Array.from(lines, ({ slopeVariance }, index) => slopeVariance * (spans[index] ?? 1) ** 2);
	const levels = [...new Set(schools.map(({ school }) => school.level))];
	const spread = noiseCorrectedSpread({
		values,
		variances,
		levels: Int32Array.from(schools, ({ school }) => levels.indexOf(school.level)),
	});
	if (spread.kind === "undefined") return undefined;
	const tau2 = spread.true ** 2;
	return {
		kind,
		spread: spread.true,
		spreadLower: spread.lower,
		spreadUpper: spread.upper,
		wobble,
		trends: schools.map((own, index) => {
			const [value, variance] = [values[index] ?? 0, variances[index] ?? 0];
			const kept = tau2 > 0 ? tau2 / (tau2 + variance) : 0;
			return { own, value: kept * value, variance: kept * variance };
		}),
	};
}
