/** A family of counts by numbers in place of names, in canonical order, and the ways in which its counts can move. */

import { type CodedCount, codeExtreme, roundCount, roundedFrom } from "./bands.js";
import { canonicalOrder } from "./canonical-order.js";
import type { CountFamily, CountRow } from "./count-family.js";

/**
 * How a row is published: as counted (but for coded extremes), with every count rounded to a band of ten, or not at all.
 */
export type Detail = "exact" | "rounded" | "hidden";

/** whole − Σ parts = 0, by row numbers. */
export interface Sum {
	readonly whole: number;
	readonly parts: readonly number[];
}

/**
 * A way to get from the true counts to others that add up just as well: some amount per row is added to the population,
 * to one outcome, or taken from another. In whichever way, the amounts of parts add up to the amount of the whole.
 */
export interface Way {
	readonly population: boolean;
	/** Outcome that grows by the amount. */
	readonly up: number | undefined;
	/** Outcome that shrinks by it. */
	readonly down: number | undefined;
}

export interface Shape {
	readonly rows: readonly CountRow[];
	readonly sums: readonly Sum[];
	readonly outcomes: number;
	readonly exhaustive: boolean;
	readonly ways: readonly Way[];
	/** Per row and outcome: the band that stands for it where the row is exact. */
	readonly coded: readonly (readonly (CodedCount | undefined)[])[];
}

/** Amounts beyond this are not looked at: every range that has to be wide is wide well before. */
export const farthest = 60;

export function shapeOf(family: CountFamily): Shape {
	const rows = canonicalOrder(family).map((index) => family.rows[index] as CountRow);
	const number = new Map(rows.map(({ id }, index) => [id, index]));
	const of = (id: string): number => number.get(id) ?? 0;
	const sums = family.partitions
		.map(({ whole, parts }) => ({ whole: of(whole), parts: parts.map(of).sort((a, b) => a - b) }))
		.sort((a, b) => a.whole - b.whole || compareLists(a.parts, b.parts));
	return {
		rows,
		sums,
		outcomes: family.outcomes.length,
		exhaustive: family.exhaustive,
		ways: waysOf(family.outcomes.length, family.exhaustive),
		coded: rows.map(({ population, outcomes }) =>
			outcomes.map((count) => (population === 0 ? undefined : codeExtreme(count, population))),
		),
	};
}

function compareLists(left: readonly number[], right: readonly number[]): number {
	const at = left.findIndex((value, k) => value !== right[k]);
	return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
}

function waysOf(outcomes: number, exhaustive: boolean): Way[] {
	const each = Array.from({ length: outcomes }, (_, k) => k);
	const together = each.map((up): Way => ({ population: true, up, down: undefined }));
	if (!exhaustive) {
		const alone = each.map((up): Way => ({ population: false, up, down: undefined }));
		return [{ population: true, up: undefined, down: undefined }, ...alone, ...together];
	}
	const swaps = each.flatMap((up) =>
		each.filter((down) => down > up).map((down): Way => ({ population: false, up, down })),
	);
	return [...together, ...swaps];
}

/** Least and greatest amount. */
export interface Room {
	readonly lower: number;
	readonly upper: number;
}

const none: Room = { lower: 0, upper: 0 };

/** True for a row of nobody, which there is nothing to say of; not where that is to stay unknown. */
export const isNobody = ({ population, neverShown }: CountRow): boolean => population === 0 && neverShown !== true;

/** How far a hidden row may move: no count goes below nobody, no outcome above the population. */
function hiddenRoom({ rows, exhaustive }: Shape, row: number, way: Way): Room {
	const { population, outcomes, populationShown } = rows[row] as CountRow;
	if (isNobody(rows[row] as CountRow) || (populationShown === true && way.population)) return none;
	let lower = -farthest;
	let upper = farthest;
	if (way.up !== undefined) lower = Math.max(lower, -(outcomes[way.up] ?? 0));
	if (way.down !== undefined) upper = Math.min(upper, outcomes[way.down] ?? 0);
	if (way.population && !exhaustive) {
		const most = Math.max(0, ...outcomes.filter((_, k) => k !== way.up));
		lower = Math.max(lower, most - population);
	}
	if (!way.population && way.down === undefined && way.up !== undefined) {
		upper = Math.min(upper, population - (outcomes[way.up] ?? 0));
	}
	return { lower, upper };
}

/** What is published of a row's count; all that a reader knows of it by itself. */
export function publishedBand(shape: Shape, row: number, count: number | "population", detail: Detail): Room {
	const { population, outcomes } = shape.rows[row] as CountRow;
	if (detail === "hidden") return { lower: 0, upper: Number.POSITIVE_INFINITY };
	const value = count === "population" ? population : (outcomes[count] ?? 0);
	if (detail === "rounded") return roundCount(value);
	const coded = count === "population" ? undefined : shape.coded[row]?.[count];
	return coded ?? { lower: value, upper: value };
}

/** True for a row large enough to be rounded. */
export const canBeRounded = ({ rows }: Shape, row: number): boolean => (rows[row]?.population ?? 0) >= roundedFrom;

/** How far a row may move without leaving what is published of it. */
export function roomOf(shape: Shape, row: number, way: Way, detail: Detail): Room {
	let { lower, upper } = hiddenRoom(shape, row, way);
	const own = shape.rows[row];
	const limit = (count: number | "population", sign: 1 | -1): void => {
		const value = count === "population" ? (own?.population ?? 0) : (own?.outcomes[count] ?? 0);
		const band = publishedBand(shape, row, count, detail);
		lower = Math.max(lower, sign > 0 ? band.lower - value : value - band.upper);
		upper = Math.min(upper, sign > 0 ? band.upper - value : value - band.lower);
	};
	if (way.population) limit("population", 1);
	if (way.up !== undefined) limit(way.up, 1);
	if (way.down !== undefined) limit(way.down, -1);
	return { lower, upper };
}
