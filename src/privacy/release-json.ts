/** The door for what is published as JSON: by its keys, as the gate reads it. */

import type { Released } from "../domain/table.js";
import { isCountOfStudents, isPartOfShown, otherCounts } from "./gate/counts.js";
import { releaseCount } from "./release.js";

function released(value: unknown, key: string, parent: Readonly<Record<string, unknown>> = {}): unknown {
	if (Array.isArray(value)) return value.map((entry) => released(entry, key));
	if (typeof value === "number") {
		return isCountOfStudents(key) && !isPartOfShown(key, (other) => parent[other]) ? releaseCount(value) : value;
	}
	if (typeof value !== "object" || value === null) return value;
	const own = value as Record<string, unknown>;
	return Object.fromEntries(Object.entries(own).map(([name, entry]) => [name, released(entry, name, own)]));
}

/**
 * Passes a document for publication: counts of students from 1 to 10, known by their keys, are withheld.
 *
 * @param document plain objects, arrays and values
 * @returns a copy with withheld counts as absent values
 */
export function releaseJson<T extends object>(document: T): Released<T> {
	const entries = Object.entries(document).map(([name, entry]) => [
		name,
		otherCounts.has(name) ? entry : released(entry, name),
	]);
	return Object.fromEntries(entries) as T as Released<T>;
}
