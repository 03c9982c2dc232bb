/** How students are split: by basis, school, sending school, and schools by groups; and counts of marks over each. */

import type { Coded } from "../domain/coded.js";
import type { Cohort, Mark } from "./cohort.js";
import { pooled } from "./pooling.js";
import type { GroupKey } from "./result.js";

/** One part of a split: its name in ids of rows, and the group it is where it is one. */
export interface Unit {
	readonly id: string;
	readonly label: string;
	readonly key: GroupKey | undefined;
}

/** A split of the analysed students; each is in at most one unit. */
export interface Split {
	readonly id: string;
	readonly units: readonly Unit[];
	/** Index of the unit, or -1. */
	readonly codes: Int32Array;
}

/** Ids of rows: a population of a unit. The unit "all" is everybody. */
export const rowId = (population: string, unit: string): string => `${population}|${unit}`;
export const everybody = "all";

/** Counts of a mark, one per unit. */
export function tally({ units, codes }: Split, mark: Mark): Int32Array {
	const counts = new Int32Array(units.length);
	for (let student = 0; student < codes.length; student++) {
		const code = codes[student]!;
		if (code >= 0) counts[code]! += mark[student]!;
	}
	return counts;
}

export function total(mark: Mark): number {
	let sum = 0;
	for (let student = 0; student < mark.length; student++) sum += mark[student]!;
	return sum;
}

/** One split per basis that the files have; groups without an analysed student are left out. */
export function basisSplits({ roster, analysed }: Pick<Cohort, "roster" | "analysed">): Split[] {
	return roster.bases.map((basis) => {
		const units = basis.groups.map(
			({ code, label, kind }): Unit => ({
				id: `${basis.id}=${code}`,
				label,
				key: { basis: basis.id, code, group: label, statutory: basis.statutory, kind },
			}),
		);
		return withoutEmpty({ id: basis.id, units, codes: basis.codes }, analysed);
	});
}

const notReported = "not reported";
const fewTogether = "places of fewer than 11 students, together";

/**
 * A split by a column of words; students with an empty cell are a unit of their own, as are all those together whose word
 * fewer than 11 share. `undefined` where nobody has a word.
 */
export function placeSplit(id: string, column: Coded, { analysed }: Cohort): Split | undefined {
	if (column.labels.length === 0) return undefined;
	const { labels, codes } = pooled(column, analysed, fewTogether);
	const words = [...labels, notReported];
	const units = [...new Set(words)].map((label): Unit => ({ id: `${id}=${label}`, label, key: undefined }));
	const unitOf = words.map((word) => units.findIndex(({ label }) => label === word));
	const filled = codes.map((code) => unitOf[code < 0 ? labels.length : code] ?? -1);
	const split = withoutEmpty({ id, units, codes: filled }, analysed);
	return split.units.some(({ label }) => label !== notReported) ? split : undefined;
}

/** Every unit of one split by every unit of another. */
export function crossSplit(outer: Split, inner: Split, cohort: Cohort): Split {
	const units = outer.units.flatMap((one) =>
		inner.units.map((two): Unit => ({ id: `${one.id}&${two.id}`, label: one.label, key: two.key })),
	);
	const codes = outer.codes.map((code, student) => {
		const second = inner.codes[student] ?? -1;
		return code < 0 || second < 0 ? -1 : code * inner.units.length + second;
	});
	return withoutEmpty({ id: `${outer.id}&${inner.id}`, units, codes }, cohort.analysed, true);
}

/** Leaves out units that hold nobody, unless all are to stay. */
function withoutEmpty(split: Split, analysed: Mark, keepAll = false): Split {
	const inside = split.codes.map((code, student) => (analysed[student] === 1 ? code : -1));
	if (keepAll) return { ...split, codes: inside };
	const counts = tally({ ...split, codes: inside }, analysed);
	const place = new Int32Array(split.units.length).fill(-1);
	const units = split.units.filter((_, index) => (counts[index] ?? 0) > 0);
	let next = 0;
	for (let index = 0; index < place.length; index++) if ((counts[index] ?? 0) > 0) place[index] = next++;
	return { id: split.id, units, codes: inside.map((code) => (code < 0 ? -1 : (place[code] ?? -1))) };
}
