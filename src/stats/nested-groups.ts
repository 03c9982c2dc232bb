/** Nested groups: renumbered without gaps, checked, and each with its parent. */

import { requireCodes, requireLength } from "./checks.js";
import { StatsError } from "./errors.js";

/** Groups of one level. */
export interface Grouping {
	readonly groupCount: number;
	/** Number of each row's group. */
	readonly ofRow: Int32Array;
	/** Group of the level before; all 0 at the first. */
	readonly parent: Int32Array;
	readonly codes: Int32Array;
	readonly codeCount: number;
}

/**
 * Renumbers the groups of every level in order of first appearance and finds their parents.
 *
 * @param levels names and codes, outermost first
 * @param rows number of rows
 * @returns one grouping per level
 * @throws StatsError `length-mismatch`, or `out-of-range` for a negative code or groups that are not nested
 * @internal
 */
export function nestGroups(
	levels: readonly { readonly name: string; readonly groups: Int32Array }[],
	rows: number,
): Grouping[] {
	const done: Grouping[] = [];
	levels.forEach(({ name, groups }, l) => {
		requireLength(`groups of ${name}`, groups.length, rows);
		const codeCount = requireCodes(`groups of ${name}`, groups);
		const number = new Int32Array(codeCount).fill(-1);
		const codes: number[] = [];
		const parent: number[] = [];
		const ofRow = new Int32Array(rows);
		const above = done.at(-1)?.ofRow;
		for (let i = 0; i < rows; i++) {
			const code = groups[i]!;
			const outer = above === undefined ? 0 : above[i]!;
			if (number[code] === -1) {
				number[code] = codes.length;
				codes.push(code);
				parent.push(outer);
			}
			const group = number[code]!;
			ofRow[i] = group;
			if (parent[group] === outer) continue;
			throw new StatsError(
				"out-of-range",
				`${name} ${code} lies in more than one ${levels[l - 1]!.name}; levels must be nested, outermost first`,
			);
		}
		done.push({
			groupCount: codes.length,
			ofRow,
			parent: Int32Array.from(parent),
			codes: Int32Array.from(codes),
			codeCount,
		});
	});
	return done;
}
