/**
 * Numbers that know which counts of students they come from.
 *
 * Everything the audit computes is a leaf with its exact value and its origin. The team's own copy reads the values; what is
 * published goes through the privacy room, which decides by origin. A number without origin can't be written down, so none
 * is forgotten.
 */

import type { Measured } from "../domain/measured.js";

/** A row of counts, and which of its outcomes were used; the population is always meant. */
export interface RowUse {
	readonly row: string;
	readonly outcomes: readonly number[];
}

/** A row's population or one of its outcomes, added or taken away. */
export interface CountTerm {
	readonly row: string;
	readonly outcome?: number;
	readonly minus?: true;
}

/** Counts that a published band leaves open. */
export interface Counts {
	readonly population: number;
	readonly outcome: number;
}

export type Origin<T> =
	/** Says nothing of students: settings, numbers of schools, days of a policy. */
	| { readonly kind: "open" }
	| { readonly kind: "population"; readonly row: string }
	| { readonly kind: "count"; readonly row: string; readonly outcome: number }
	/**
	 * Computed from counts that are published themselves, or from nothing else that is hidden. `says` where it is a count of
	 * students all the same: which counts it adds and takes away.
	 */
	| { readonly kind: "derived"; readonly from: readonly RowUse[]; readonly says?: readonly CountTerm[] }
	/**
	 * Computed over many cells, such as schools by groups. As it is where all `cells` are published exactly; otherwise rounded
	 * to `digits`, and only where at least `leastUnknowns` counts stay unknown and `from` is published exactly.
	 */
	| {
			readonly kind: "coarse";
			readonly from: readonly RowUse[];
			readonly cells: readonly RowUse[];
			readonly unknowns: number;
			readonly digits: number;
	  }
	/** A word that follows by rule from one row's counts: published where it is the same for all counts of the row's band. */
	| {
			readonly kind: "judged";
			readonly row: string;
			readonly outcome: number;
			readonly from: readonly RowUse[];
			readonly again: (counts: Counts) => T;
	  };

declare const trackedMark: unique symbol;

export interface Tracked<T = number> {
	readonly exact: Measured<T>;
	readonly origin: Origin<T>;
	readonly [trackedMark]?: true;
}

/** The same structure with plain values in place of leaves: what pages, tables and JSON read. */
export type Plain<T> =
	T extends Tracked<infer V>
		? Measured<V>
		: T extends readonly (infer U)[]
			? readonly Plain<U>[]
			: T extends object
				? { readonly [K in keyof T]: Plain<T[K]> }
				: T;

/** So many counts must stay unknown before a number over unpublished cells may be published rounded. */
export const leastUnknowns = 8;

const isTracked = (value: object): value is Tracked<unknown> => "exact" in value && "origin" in value;

export const open = <T>(exact: Measured<T>): Tracked<T> => ({ exact, origin: { kind: "open" } });

/**
 * Copies a structure with every leaf replaced.
 *
 * @param say the value of a leaf, in order of appearance
 */
export function plain<T>(value: T, say: (leaf: Tracked<unknown>) => Measured<unknown>): Plain<T> {
	const copy = (entry: unknown): unknown => {
		if (typeof entry !== "object" || entry === null) return entry;
		if (isTracked(entry)) return say(entry);
		if (Array.isArray(entry)) return entry.map(copy);
		return Object.fromEntries(Object.entries(entry).map(([key, inner]) => [key, copy(inner)]));
	};
	return copy(value) as Plain<T>;
}

/** All leaves of a structure, each with its JSON pointer. */
export function* leavesOf(value: unknown, pointer = ""): Generator<readonly [pointer: string, leaf: Tracked<unknown>]> {
	if (typeof value !== "object" || value === null) return;
	if (isTracked(value)) {
		yield [pointer, value];
		return;
	}
	for (const [key, inner] of Object.entries(value)) {
		yield* leavesOf(inner, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
	}
}

/** The exact values: for the folder that stays with the team. */
export const exactly = <T>(value: T): Plain<T> => plain(value, ({ exact }) => exact);
