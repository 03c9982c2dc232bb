/** Values stacked in columns of equal steps around zero, for figures of one mark a school. */

import { type AxisFrame, positionOf } from "./axis.js";

/** Sizes of steps that a reader can take in: 1, 2, 2.5, 3, 4, 5 and their tenths and tens. */
const factors = [1, 2, 2.5, 3, 4, 5, 6, 8];

/** A step and its width in pixels. */
export interface Step {
	readonly size: number;
	readonly px: number;
}

/** Round steps whose columns are between `least` and `most` pixels wide, ascending; the nearest one if none is. */
export function roundSteps(frame: AxisFrame, least: number, most: number): readonly Step[] {
	const pxPerUnit = (frame.right - frame.left) / (frame.to - frame.from);
	const smallest = least / pxPerUnit;
	const magnitude = 10 ** Math.floor(Math.log10(smallest));
	const sizes = [1, 10].flatMap((tens) => factors.map((factor) => Number((factor * magnitude * tens).toPrecision(3))));
	const steps = sizes.map((size) => ({ size, px: size * pxPerUnit })).filter(({ px }) => px >= least);
	const fitting = steps.filter(({ px }) => px <= most);
	return fitting.length > 0 ? fitting : steps.slice(0, 1);
}

/** A symmetric axis around zero that holds all values, with room at its ends. */
export function symmetricDomain(values: Iterable<number>): readonly [number, number] {
	let reach = 0;
	for (const value of values) reach = Math.max(reach, Math.abs(value));
	const end = reach === 0 ? 1 : reach * 1.06;
	return [-end, end];
}

/** One stack: its column's center on the axis, and its members from the bottom up. */
export interface Stack<Item> {
	readonly center: number;
	readonly x: number;
	readonly items: readonly Item[];
}

/**
 * Stacks items in columns `step` wide; zero is the middle of a column.
 *
 * @param items in the order in which they are piled
 * @returns by position; each value is at most half a step from its column's center
 */
export function stacks<Item extends { readonly value: number }>(
	items: readonly Item[],
	step: number,
	frame: AxisFrame,
): Stack<Item>[] {
	const columns = new Map<number, Item[]>();
	for (const item of items) {
		// A value exactly between two columns goes away from zero on either side.
		const column = Math.sign(item.value) * Math.round(Math.abs(item.value) / step) || 0;
		const others = columns.get(column);
		if (others) others.push(item);
		else columns.set(column, [item]);
	}
	return [...columns]
		.sort(([a], [b]) => a - b)
		.map(([column, members]) => {
			const center = Number((column * step).toPrecision(12));
			return { center, x: positionOf(frame, center), items: members };
		});
}

export const tallest = (all: readonly Stack<unknown>[]): number => Math.max(1, ...all.map(({ items }) => items.length));
