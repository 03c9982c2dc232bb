/** Covariates with a slope of their own in every group: what they add to the design of the random effects. */

import { StatsError } from "./errors.js";
import type { Grouping } from "./nested-groups.js";
import { FEWEST_GROUPS } from "./nested-hold.js";
import type { NestedInput } from "./nested-types.js";

/** Covariates whose slopes vary, as columns of the random effects' design z. */
export interface Slopes {
	readonly count: number;
	/** Flat rows × (1 + count): the constant, then every slope column centered and scaled. */
	readonly z: Float64Array;
	/** Per level of the input: its column of z (0 when it has no slope), center and scale. */
	readonly columns: readonly { readonly column: number; readonly center: number; readonly scale: number }[];
	readonly notes: readonly string[];
}

/**
 * Centers and scales the levels' covariates; one that takes two values in too few groups is left out.
 *
 * @param input levels and response
 * @param groupings one per level
 * @param uncentered name of a level whose covariate keeps its zero
 * @returns columns of z, and what was left out, in words
 * @throws StatsError `out-of-range` for a covariate that is the same number in every row
 * @internal
 */
export function slopeColumns(
	{ levels, response }: Pick<NestedInput, "levels" | "response">,
	groupings: readonly Grouping[],
	uncentered: string | undefined,
): Slopes {
	const rows = response.length;
	const usable = levels.map(
		({ slope }, l) => slope !== undefined && groupsWithSlope(slope, groupings[l]!) >= FEWEST_GROUPS,
	);
	const count = usable.filter(Boolean).length;
	const z = new Float64Array(rows * (1 + count)).fill(1);
	const notes: string[] = [];
	let column = 0;
	const columns = levels.map(({ name, slope }, l) => {
		if (slope === undefined) return { column: 0, center: 0, scale: 1 };
		const { mean, deviation } = momentsOf(slope);
		if (!(deviation > 0)) throw new StatsError("out-of-range", `slope of ${name} is the same number in every row`);
		if (!usable[l]) {
			notes.push(`${name} slope left out: its covariate takes two values in fewer than three groups`);
			return { column: 0, center: 0, scale: 1 };
		}
		column++;
		const center = name === uncentered ? 0 : mean;
		for (let i = 0; i < rows; i++) z[i * (1 + count) + column] = (slope[i]! - center) / deviation;
		return { column, center, scale: deviation };
	});
	return { count, z, columns, notes };
}

function momentsOf(values: Float64Array): { mean: number; deviation: number } {
	const mean = values.reduce((sum, value) => sum + value / values.length, 0);
	const square = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
	return { mean, deviation: Math.sqrt(square) };
}

/** How many groups have rows at two values of the covariate. */
function groupsWithSlope(slope: Float64Array, { ofRow, groupCount }: Grouping): number {
	const first = new Float64Array(groupCount);
	const state = new Uint8Array(groupCount);
	for (let i = 0; i < slope.length; i++) {
		const group = ofRow[i]!;
		if (state[group] === 0) {
			state[group] = 1;
			first[group] = slope[i]!;
		} else if (first[group] !== slope[i]) state[group] = 2;
	}
	return state.filter((seen) => seen === 2).length;
}
