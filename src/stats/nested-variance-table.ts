/** The variance decomposition: how much of the differences between rows lies at which level. */

import { nestedEffects } from "./nested-effects.js";
import type { NestedFit } from "./nested-types.js";

/** One line of the table. */
export interface VarianceShare {
	/** Name of the level, "row", or "sampling". */
	readonly level: string;
	/** Variance that this level contributes to a row, averaged over rows, in the squared unit of the response. */
	readonly variance: number;
	readonly standardDeviation: number;
	/** Share of the total; two rows of one group correlate by this share and those of the levels above. */
	readonly share: number;
	/** Mean over groups of the share of the effect's variance that the data determine; absent for sampling. */
	readonly reliability?: number;
	/** The same for the level's slope. */
	readonly slopeReliability?: number;
}

/** Levels from the outermost in, then sampling, and their sum. */
export interface VarianceTable {
	readonly shares: readonly VarianceShare[];
	readonly total: number;
}

/**
 * Decomposes the variance around the fixed part.
 *
 * A level with a slope contributes the mean of z'Gz over the rows, sampling the mean of φ v.
 *
 * @param fit a nested fit
 * @returns variances, standard deviations, shares and reliabilities; all shares are 0 when nothing varies
 * @reference Raudenbush & Bryk, Hierarchical Linear Models (2nd ed., 2002), chapters 3 and 4
 * @example
 * varianceTable(fitNested({
 *   response: Float64Array.of(1, 3, 5, 7, 6, 8), design: new Float64Array(6).fill(1), names: ["one"], intercept: "one",
 *   levels: [{ name: "school", groups: Int32Array.of(0, 0, 1, 1, 2, 2) }], variances: new Float64Array(6).fill(1),
 *   phi: { minimum: 0 },
 * })).shares.map((line) => line.share) // → [0.75, 0.25]
 */
export function varianceTable(fit: NestedFit): VarianceTable {
	const effects = nestedEffects(fit);
	const lines = effects.map(({ level, reliability, slope }) => ({
		level,
		variance: levelVariance(fit, level),
		reliability: average(reliability),
		...(slope === undefined ? {} : { slopeReliability: average(slope.reliability) }),
	}));
	const all = [...lines, { level: "sampling", variance: samplingVariance(fit) }];
	const total = all.reduce((sum, { variance }) => sum + variance, 0);
	const shares = all.map((line) => ({
		...line,
		standardDeviation: Math.sqrt(line.variance),
		share: total > 0 ? line.variance / total : 0,
	}));
	return { shares, total };
}

function average(values: Float64Array): number {
	return values.reduce((sum, value) => sum + value / values.length, 0);
}

/** Mean over rows of z'Gz. */
function levelVariance({ components, working }: NestedFit, level: string): number {
	const [variance, covariance, slope] = components.filter((component) => component.level === level);
	const column = working.input.levels.find(({ name }) => name === level)?.slope;
	if (column === undefined || covariance === undefined || slope === undefined) return variance!.estimate;
	const [g11, g12, g22] = [variance!.estimate, covariance.estimate, slope.estimate];
	return average(column.map((t) => Math.max(0, g11 + 2 * g12 * t + g22 * t * t)));
}

function samplingVariance({ working }: NestedFit): number {
	const { model, state } = working;
	const { cells, variances, phiAt } = model;
	return average(variances.map((v, i) => state.theta[phiAt + cells.classes[cells.cellOfRow[i]!]!]! * v));
}
