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
		const astray = (code: number): StatsError =>
			new StatsError(
				"out-of-range",
				`${name} ${code} lies in more than one ${levels[l - 1]!.name}; levels must be nested, outermost first`,
			);
		done.push(grouping(groups, codeCount, done.at(-1)?.ofRow ?? new Int32Array(rows), astray));
	});
	return done;
}

/** @param astray what to throw for a code that lies in two groups of the level above */
function grouping(
	groups: Int32Array,
	codeCount: number,
	above: Int32Array,
	astray: (code: number) => StatsError,
): Grouping {
	const number = new Int32Array(codeCount).fill(-1);
	const codes = new Int32Array(codeCount);
	const parent = new Int32Array(codeCount);
	const ofRow = new Int32Array(groups.length);
	let groupCount = 0;
	for (let i = 0; i < groups.length; i++) {
		const code = groups[i]!;
		const outer = above[i]!;
		if (number[code] === -1) {
			number[code] = groupCount;
			codes[groupCount] = code;
			parent[groupCount++] = outer;
		}
		const group = number[code]!;
		ofRow[i] = group;
		if (parent[group] !== outer) throw astray(code);
	}
	return { groupCount, ofRow, parent: parent.slice(0, groupCount), codes: codes.slice(0, groupCount), codeCount };
}
