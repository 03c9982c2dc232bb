/** Reads the committed reference inputs and outputs, and compares numbers by relative error. */

import { readFileSync } from "node:fs";
import { expect } from "vitest";

const ROOT = new URL("../../fixtures/reference/", import.meta.url);

/** A column of numbers or words from a small CSV without quoted commas. */
export interface Table {
	readonly rows: number;
	numbers(name: string): Float64Array;
	words(name: string): string[];
}

export function readTable(path: string): Table {
	const [header, ...lines] = readFileSync(new URL(path, ROOT), "utf8").trim().split(/\r?\n/);
	const names = header!.split(",");
	const cells = lines.map((line) => line.split(","));
	const words = (name: string): string[] => {
		const column = names.indexOf(name);
		if (column < 0) throw new Error(`${path} has no column ${name}`);
		return cells.map((row) => row[column]!);
	};
	return { rows: cells.length, words, numbers: (name) => Float64Array.from(words(name), Number) };
}

/** The shape is the caller's claim; wrong claims show up as failing comparisons. */
export function readJson<Shape>(path: string): Shape {
	return JSON.parse(readFileSync(new URL(path, ROOT), "utf8")) as Shape;
}

/** Codes 0, 1, 2, … in order of first appearance, with the labels. */
export function encode(labels: readonly string[]): { codes: Int32Array; labels: string[] } {
	const seen = new Map<string, number>();
	const codes = Int32Array.from(labels, (label) => {
		if (!seen.has(label)) seen.set(label, seen.size);
		return seen.get(label)!;
	});
	return { codes, labels: [...seen.keys()] };
}

/** Flat row-major design from columns; a number stands for a constant column. */
export function designOf(rows: number, columns: readonly (ArrayLike<number> | number)[]): Float64Array {
	const design = new Float64Array(rows * columns.length);
	for (let i = 0; i < rows; i++) {
		columns.forEach((column, j) => {
			design[i * columns.length + j] = typeof column === "number" ? column : column[i]!;
		});
	}
	return design;
}

/** Largest |a - b| / max(|b|, floor). */
function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>, floor = 0): number {
	expect(actual.length).toBe(expected.length);
	let worst = 0;
	for (let i = 0; i < expected.length; i++) {
		if (actual[i] === expected[i]) continue;
		const error = Math.abs(actual[i]! - expected[i]!) / Math.max(Math.abs(expected[i]!), floor);
		worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(worst, error);
	}
	return worst;
}

/** Fails unless every number agrees to the relative tolerance. */
export function expectClose(
	actual: ArrayLike<number>,
	expected: ArrayLike<number>,
	tolerance: number,
	floor = 0,
): void {
	expect(relativeError(actual, expected, floor)).toBeLessThanOrEqual(tolerance);
}

/** The fit itself, or a failing test when the result is undefined. */
export function defined<Result extends { readonly kind: string }>(
	result: Result,
): Exclude<Result, { readonly kind: "undefined" }> {
	if (result.kind === "undefined") throw new Error(`undefined result: ${JSON.stringify(result)}`);
	return result as Exclude<Result, { readonly kind: "undefined" }>;
}
