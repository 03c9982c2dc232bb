/** The benchmark's invented files: what the state could have written, and the same bytes every time. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isKnown } from "../../src/domain/measured.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import { repository, workdir } from "../helpers/workdir.js";
import { openFiles } from "../ingest/helpers.js";

interface Generated {
	readonly path: string;
	readonly rows: number;
}

function generated(name: string, ...more: string[]): Generated {
	const path = join(workdir(), name);
	const script = join(repository, "test", "bench", "generate.mjs");
	const said = execFileSync(process.execPath, [script, "--out", path, "--rows", "8000", ...more], { encoding: "utf8" });
	return { path, rows: (JSON.parse(said) as { rows: number }).rows };
}

const hash = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

test.each([
	[2015, "sb-2015"],
	[2016, "sb-2016"],
	[2019, "sb-2017-2019"],
	[2022, "sb-2021-2023"],
	[2025, "sb-2024-2025"],
])("the file of %i is read without a problem, as %s", async (year, layout) => {
	const { path, rows } = generated("a.txt", "--year", String(year));
	const { inputs, end } = await openFiles([path]);
	expect(inputs.problems).toEqual([]);
	expect(inputs.summaries.map((entry) => [entry.layout, entry.rowsRead, entry.rowsKept, entry.years])).toEqual([
		[layout, rows, rows, [year]],
	]);
	const { groups } = inputs.available();
	expect(groups.math).toHaveLength(45);
	expect(groups.ela).toEqual(groups.math);
	const all = await inputs.results({ subject: "math", years: [year], groups: groups.math });
	const withheld = all.filter((row) => !isKnown(row.percentMet)).length / all.length;
	expect(withheld).toBeGreaterThan(0.35);
	expect(withheld).toBeLessThan(0.55);
	expect(await end()).toEqual([]);
});

test("parents are the sums of their children, all grades the sum of the grades", async () => {
	// Charters are known from the layout since 2022; counts are never withheld in it.
	const { path } = generated("a.txt", "--year", "2022");
	const { inputs, end } = await openFiles([path]);
	const rows = await inputs.results({ subject: "math", years: [2022], groups: [1, 31] });
	const tested = (keep: (row: ResultRow) => boolean): number =>
		rows.filter(keep).reduce((sum, row) => sum + (isKnown(row.tested) ? row.tested : 0), 0);
	const districts = [...new Set(rows.filter((row) => row.level === "district").map((row) => row.cds.slice(0, 7)))];
	expect(districts.length).toBeGreaterThan(1);
	for (const district of districts) {
		for (const group of [1, 31]) {
			for (const grade of [5, 13]) {
				const one = (row: ResultRow): boolean =>
					row.cds.startsWith(district) && row.group === group && row.grade === grade;
				const own = tested((row) => one(row) && row.level === "district");
				expect(own).toBeGreaterThan(0);
				expect(tested((row) => one(row) && row.level === "school" && row.charter !== "direct")).toBe(own);
			}
		}
	}
	for (const level of ["state", "district", "school"]) {
		const all = tested((row) => row.level === level && row.grade === 13);
		expect(tested((row) => row.level === level && row.grade !== 13)).toBe(all);
	}
	expect(await end()).toEqual([]);
});

test("the same options give the same bytes, another seed gives others", () => {
	const first = hash(generated("a.txt").path);
	expect(hash(generated("a.txt").path)).toBe(first);
	expect(hash(generated("a.txt", "--seed", "2").path)).not.toBe(first);
});
