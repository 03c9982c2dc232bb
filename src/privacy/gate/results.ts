/** Rules for results.json and other JSON: small counts, subtraction within a report, differences between reports. */

import { isStudentColumn } from "../../domain/student-columns.js";
import { isCountOfStudents, isPartOfShown, isSmall, otherCounts } from "./counts.js";
import { place, type Violation } from "./violation.js";

type Json = unknown;

const isObject = (value: Json): value is Record<string, Json> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

export interface JsonFinding {
	readonly violations: readonly Violation[];
	readonly cells: number;
	readonly hidden: number;
}

/** Walks JSON: counts of students from 1 to 10, and keys that only students have. */
export function checkJson(file: string, root: Json): JsonFinding {
	let [cells, hidden] = [0, 0];
	const small: string[] = [];
	const students: string[] = [];
	const walk = (value: Json, way: string, key: string, parent: Record<string, Json> = {}): void => {
		if (Array.isArray(value)) {
			for (const [index, entry] of value.entries()) walk(entry, `${way}[${index}]`, key);
			return;
		}
		if (isObject(value)) {
			if (value.absent === "suppressed") hidden++;
			for (const [name, entry] of Object.entries(value)) {
				if (isStudentColumn(name)) students.push(`${way}.${name}`);
				if (way !== "" || !otherCounts.has(name)) walk(entry, `${way}.${name}`, name, value);
			}
			return;
		}
		if (typeof value !== "number") return;
		cells++;
		if (isCountOfStudents(key) && isSmall(value) && !isPartOfShown(key, (other) => parent[other])) small.push(way);
	};
	walk(root, "", "");
	const of = (rule: Violation["rule"], found: readonly string[]): Violation[] => {
		const [first] = found;
		return first === undefined
			? []
			: [{ file, table: first.split(/[.[]/)[1] ?? "", rule, detail: place(found.length, first.slice(1)) }];
	};
	return { violations: [...of("small-count", small), ...of("student-column", students)], cells, hidden };
}

/**
 * A district's total beside the sum of its published schools, where a school is withheld: what is left over is that
 * school's number, or a few schools' together.
 */
export function checkSubtraction(file: string, root: Json): Violation[] {
	if (!isObject(root) || !Array.isArray(root.reconciliation)) return [];
	const found = root.reconciliation.flatMap((entry: Json, index) => {
		if (!isObject(entry) || !(Number(entry.withheldSchools) > 0)) return [];
		const both = typeof entry.published === "number" && typeof entry.schools === "number";
		return both || typeof entry.difference === "number" ? [index] : [];
	});
	const [first] = found;
	if (first === undefined) return [];
	return [{ file, table: "reconciliation", rule: "subtraction", detail: place(found.length, `entry ${first + 1}`) }];
}

/** Counts of a report that another report may repeat a little differently, by what they count. */
export function countsOf(root: Json): Map<string, number> {
	const counts = new Map<string, number>();
	if (!isObject(root)) return counts;
	const subject = String(root.subject);
	for (const entry of lists(root.schools)) {
		const key = `school ${String(entry.cds)}, ${subject}, group ${String(entry.group)}`;
		if (typeof entry.tested === "number") counts.set(`${key}, ${String(entry.year)}`, entry.tested);
		if (typeof entry.baselineTested === "number" && typeof root.baselineYear === "number") {
			counts.set(`${key}, ${root.baselineYear}`, entry.baselineTested);
		}
	}
	for (const entry of lists(root.districts)) {
		const key = `district ${String(entry.code)}, ${subject}, group ${String(root.group)}, ${String(root.year)}, charters ${String(root.charters)}`;
		if (typeof entry.tested === "number") counts.set(key, entry.tested);
	}
	return counts;
}

const lists = (value: Json): Record<string, Json>[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The same count in two reports, apart by 1 to 10 students: together they say something of those few. */
export function checkDifferencing(
	file: string,
	counts: ReadonlyMap<string, number>,
	before: ReadonlyMap<string, { readonly file: string; readonly count: number }>,
): Violation[] {
	const found = [...counts].flatMap(([key, count]) => {
		const earlier = before.get(key);
		return earlier !== undefined && isSmall(Math.abs(earlier.count - count)) ? [{ key, file: earlier.file }] : [];
	});
	const [first] = found;
	if (first === undefined) return [];
	const detail = place(found.length, `${first.key}: not the same as in ${first.file}`);
	return [{ file, table: first.key.split(" ")[0] ?? "", rule: "differencing", detail }];
}
