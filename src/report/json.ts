/**
 * JSON in one canonical form, so that equal results are equal bytes.
 *
 * Keys in code-unit order, numbers to 12 significant digits, two spaces, a line end at the end. What has no honest form
 * in JSON is refused with its path: an absent value is the `Absent` object, never null.
 */

import type { Released } from "../domain/table.js";

const significantDigits = 12;

/** A number to 12 significant digits, and zero without a sign: as every file of cimp holds it. */
export function roundForFile(value: number): number {
	const rounded = Number(value.toPrecision(significantDigits));
	return rounded === 0 ? 0 : rounded;
}

const refuse = (path: string, what: string): never => {
	throw new TypeError(`${what} can't be written as JSON (at ${path})`);
};

function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== "object" || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

// Written by hand: an object rebuilt with sorted keys would still put keys that look like numbers first.
function writeEntries(value: Record<string, unknown>, indent: string, path: string): string {
	const inner = `${indent}  `;
	const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
	if (keys.length === 0) return "{}";
	const lines = keys.map((key) => `${inner}${JSON.stringify(key)}: ${write(value[key], inner, `${path}.${key}`)}`);
	return `{\n${lines.join(",\n")}\n${indent}}`;
}

function writeItems(items: readonly unknown[], indent: string, path: string): string {
	const inner = `${indent}  `;
	if (items.length === 0) return "[]";
	const lines = Array.from(items, (item, index) => `${inner}${write(item, inner, `${path}[${index}]`)}`);
	return `[\n${lines.join(",\n")}\n${indent}]`;
}

function write(value: unknown, indent: string, path: string): string {
	if (typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
	if (typeof value === "number") {
		return Number.isFinite(value) ? String(roundForFile(value)) : refuse(path, String(value));
	}
	if (Array.isArray(value)) return writeItems(value, indent, path);
	if (isPlainObject(value)) return writeEntries(value, indent, path);
	return refuse(path, value === null ? "null" : `a value of type ${typeof value}`);
}

/**
 * Writes a value as canonical JSON.
 *
 * @param value plain objects, arrays, strings, booleans and finite numbers
 * @throws TypeError for null, undefined, NaN, infinities, class instances and functions; the message has the path
 * @example renderJson({ b: -0, a: 1 / 3 }) // → '{\n  "a": 0.333333333333,\n  "b": 0\n}\n'
 */
export const renderJson = (value: unknown): string => `${write(value, "", "$")}\n`;

/** The same of a document that may be published: files of a public folder are written by this alone. */
export const renderReleasedJson = (document: Released<object>): string => renderJson(document);
