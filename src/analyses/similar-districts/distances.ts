/** How far districts are from each other: standardized facts, each with the same weight. */

import { median, standardDeviation } from "../../stats/index.js";
import type { Facts } from "./facts.js";

export interface Neighbor {
	readonly district: string;
	/** Root mean square of the standardized differences: 1 is one standard deviation in every fact. */
	readonly distance: number;
}

export interface Distances {
	/** Ids of the facts that tell districts apart. */
	readonly used: readonly string[];
	/** Districts that know every fact used. */
	readonly compared: number;
	/** The neighbors of one of these, nearest first; `undefined` for any other district. */
	nearest(district: string): readonly Neighbor[] | undefined;
	/** The usual distance from a district to its nearest one: the median over the districts. */
	readonly typical: number;
}

/**
 * Finds the nearest districts of each.
 *
 * A fact that is the same everywhere is no difference and is left out. So is a district that lacks a fact; for a whole
 * run in which fewer than half of the districts know a fact, the fact is left out instead.
 *
 * @param count how many neighbors at most
 */
export function distancesOf(facts: Facts, count: number): Distances {
	const all = [...facts.byDistrict];
	const columns = facts.names.flatMap(({ id, unit }, index) => {
		const value = (row: readonly (number | undefined)[]): number | undefined => {
			const known = row[index];
			return known !== undefined && unit === "students" ? Math.log(known) : known;
		};
		const known = all.flatMap(([, row]) => value(row) ?? []);
		if (2 * known.length < all.length) return [];
		const spread = known.length > 1 ? standardDeviation(known) : 0;
		return typeof spread === "number" && spread > 1e-9 ? [{ id, value, spread }] : [];
	});
	const placed = all.flatMap(([district, row]) => {
		const values = columns.map(({ value, spread }) => (value(row) ?? Number.NaN) / spread);
		return values.some(Number.isNaN) ? [] : [{ district, values }];
	});
	const byCode = new Map(placed.map((own) => [own.district, own]));
	const typical = placed.length > 1 ? median(placed.map((own) => distanceToNearest(own, placed))) : 0;
	return {
		used: columns.map(({ id }) => id),
		compared: placed.length,
		nearest: (district) => {
			const own = byCode.get(district);
			return own && nearestOf(own, placed, count);
		},
		typical: typeof typical === "number" ? typical : 0,
	};
}

interface Placed {
	readonly district: string;
	readonly values: readonly number[];
}

const isNearer = (one: Neighbor, other: Neighbor): boolean =>
	one.distance < other.distance || (one.distance === other.distance && one.district < other.district);

/** The nearest of all others, in order: each finds its place among the few kept so far. */
function nearestOf(own: Placed, all: readonly Placed[], count: number): Neighbor[] {
	const kept: Neighbor[] = [];
	for (const { district, values } of all) {
		if (district === own.district) continue;
		const found = { district, distance: rootMeanSquare(own.values, values) };
		const last = kept.at(-1);
		if (kept.length >= count && last !== undefined && !isNearer(found, last)) continue;
		const place = kept.findIndex((other) => isNearer(found, other));
		kept.splice(place < 0 ? kept.length : place, 0, found);
		if (kept.length > count) kept.pop();
	}
	return kept;
}

function distanceToNearest(own: Placed, all: readonly Placed[]): number {
	let least = Number.POSITIVE_INFINITY;
	for (const other of all) if (other !== own) least = Math.min(least, rootMeanSquare(own.values, other.values));
	return least;
}

function rootMeanSquare(one: readonly number[], other: readonly number[]): number {
	if (one.length === 0) return 0;
	let sum = 0;
	for (let index = 0; index < one.length; index++) sum += ((one[index] ?? 0) - (other[index] ?? 0)) ** 2;
	return Math.sqrt(sum / one.length);
}
