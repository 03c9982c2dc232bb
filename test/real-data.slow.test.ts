/** The main job on the state's own files: every row and every school accounted for, every published value unchanged. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { type AnalyzeResults, analyzeSchema } from "../src/app/schemas/analyze.js";
import { isAbsent, isKnown } from "../src/domain/measured.js";
import { realData, realDataAbsence, realDataPresent } from "./helpers/data.js";
import { cimp, type Finished, folderContents, workdir } from "./helpers/workdir.js";

if (!realDataPresent) process.stderr.write(`skipped: the runs on real files (${realDataAbsence})\n`);

type Row = Readonly<Record<string, string>>;
const read = (path: string, delimiter = ","): Row[] =>
	parse(readFileSync(join(realData, path), "latin1"), { columns: true, delimiter, bom: true }) as Row[];

/** A run, written to a folder and to stdout. */
function analyzed(words: readonly string[]): { results: AnalyzeResults; json: Finished; files: Map<string, string> } {
	const home = workdir();
	const json = cimp(["analyze", ...words, "--out", "out", "--quiet", "--json"], home);
	const files = folderContents(join(home, "out"));
	return { results: JSON.parse(files.get("results.json") ?? "") as AnalyzeResults, json, files };
}

/** What holds for every run. */
function isSound(
	{ results, json, files }: ReturnType<typeof analyzed>,
	records: Readonly<Record<string, number>>,
): void {
	expect(analyzeSchema.safeParse(results).error?.issues ?? []).toEqual([]);
	expect(json).toEqual({ code: 0, stdout: files.get("results.json"), stderr: "" });
	expect(files.get("results.json")).not.toMatch(/\b(?:null|NaN|Infinity)\b/);
	expect(
		results.inputs.map((input) => [
			input.file,
			input.rowsRead,
			input.rowsKept + input.rowsRefused,
			input.refused.reduce((sum, entry) => sum + entry.rows, 0) - input.rowsRefused,
		]),
	).toEqual(Object.entries(records).map(([file, rows]) => [file, rows, rows, 0]));
	expect(results.models.length).toBeGreaterThan(0);
	for (const model of results.models) {
		expect([model.id, model.converged]).toEqual([model.id, true]);
		// Three standard errors of a true 95 % in as many schools, and a little more for districts that differ.
		const slack = 3 * Math.sqrt((0.95 * 0.05) / model.schools) + 0.03;
		for (const coverage of [model.coverage95, model.coverage95Within]) {
			if (typeof coverage !== "number") continue;
			expect(coverage, model.id).toBeGreaterThan(0.95 - slack);
			expect(coverage, model.id).toBeLessThanOrEqual(1);
		}
	}
	for (const school of results.schools) {
		if (!school.inModel) continue;
		const { actual, predicted, lower, upper, residual } = school;
		const numbers = [actual, predicted, lower, upper, residual].map(Number);
		expect(numbers.every(Number.isFinite), school.cds).toBe(true);
		const [value = 0, middle = 0, low = 0, high = 0, difference = 0] = numbers;
		expect(low < middle && middle < high, school.cds).toBe(true);
		// The state prints percents to two decimals; the residual is of the counts behind them.
		expect(Math.abs(value - middle - difference), school.cds).toBeLessThan(0.0051);
	}
}

/** Schools of the run by code, with what is shown as their result. */
const shown = (results: AnalyzeResults): [string, number | string][] =>
	results.schools.map((school) => [school.cds, isAbsent(school.actual) ? school.actual.absent : school.actual]);
const byCode = (rows: [string, number | string][]): [string, number | string][] =>
	rows.sort(([a], [b]) => (a < b ? -1 : 1));

describe.skipIf(!realDataPresent)("the Dashboard panel of ten districts with covariates, mathematics", () => {
	const panel = "dashboard-panel/dfs_ten_districts_2023_2025.csv";
	const facts = "dashboard-panel/school_covariates_ten_districts_2025_26.csv";
	let run: ReturnType<typeof analyzed>;
	const rows = realDataPresent ? read(panel) : [];
	beforeAll(() => {
		run = analyzed([join(realData, panel), "--covariates", join(realData, facts), "--subject", "math"]);
	});

	it("accounts for every row and fits sound models", () => {
		isSound(run, {
			"dfs_ten_districts_2023_2025.csv": rows.length,
			"school_covariates_ten_districts_2025_26.csv": read(facts).length,
		});
		expect([run.results.year, run.results.baselineYear, run.results.unit]).toEqual([2025, 2024, "dfs"]);
		expect(new Set(run.results.models.map((model) => model.kind))).toEqual(new Set(["progress"]));
	});

	it("has every school of 2025 once, its value as published or its absence", () => {
		const published = rows.filter(
			(row) =>
				row.year === "2025" &&
				row.indicator?.toLowerCase() === "math" &&
				row.studentgroup === "all" &&
				!row.cds?.endsWith("0000000"),
		);
		const expected = published.map((row): [string, number | string] => [
			row.cds ?? "",
			row.value === "" ? (row.reliability === "suppressed" ? "suppressed" : "missing") : Number(row.value),
		]);
		expect(published.length).toBeGreaterThan(500);
		const codes = new Set(expected.map(([cds]) => cds));
		expect(codes.size).toBe(expected.length);
		expect(shown(run.results).filter(([cds]) => codes.has(cds))).toEqual(byCode(expected));
		for (const school of run.results.schools.filter((entry) => !codes.has(entry.cds))) {
			expect([school.cds, isKnown(school.actual), isKnown(school.baseline)]).toEqual([school.cds, false, true]);
		}
	});

	it("has the ten districts, each with its page", () => {
		expect(run.results.districts.length).toBe(10);
		for (const { page } of run.results.districts) expect(run.files.has(page)).toBe(true);
	});
});

describe.skipIf(!realDataPresent)("science of ten districts with meal eligibility", () => {
	const cast = "research-files/cast_ca2025_ten_districts.txt";
	const meals = "frpm/frpm2223_mic.csv";
	let run: ReturnType<typeof analyzed>;
	const rows = realDataPresent ? read(cast, "^") : [];
	beforeAll(() => {
		run = analyzed([join(realData, cast), "--covariates", join(realData, meals), "--subject", "science"]);
	});
	const cdsOf = (row: Row): string => `${row["County Code"]}${row["District Code"]}${row["School Code"]}`;
	const schoolRows = (): Row[] => rows.filter((row) => !cdsOf(row).endsWith("0000000"));

	it("accounts for every row and fits sound models", () => {
		isSound(run, { "cast_ca2025_ten_districts.txt": rows.length, "frpm2223_mic.csv": read(meals).length });
		expect([run.results.year, run.results.baselineYear, run.results.unit]).toEqual([
			2025,
			{ absent: "undefined", reason: "no earlier year is compared" },
			"percent",
		]);
	});

	it("has every school of the file once, its all-grades value as published or its absence", () => {
		const all = schoolRows().filter((row) => row.Grade === "13");
		const column = "Percentage Standard Met and Above";
		const expected = all.map((row): [string, number | string] => [
			cdsOf(row),
			/^\d/.test(row[column] ?? "") ? Number(row[column]) : row[column] === "*" ? "suppressed" : "missing",
		]);
		const codes = new Set(schoolRows().map(cdsOf));
		expect(run.results.schools.map((school) => school.cds)).toEqual([...codes].sort());
		const withRow = new Set(expected.map(([cds]) => cds));
		expect(expected.length).toBeGreaterThan(300);
		expect(shown(run.results).filter(([cds]) => withRow.has(cds))).toEqual(byCode(expected));
	});

	it("joins as many schools of the meal file as have a row in the results; totals and nonpublic rows are no schools", () => {
		const codes = new Set(schoolRows().map(cdsOf));
		const inMeals = new Set(
			read(meals).map((row) => {
				const part = (name: string): string =>
					Object.entries(row).find(([key]) => key.replace(/\s+/g, " ") === name)?.[1] ?? "";
				return part("County Code") + part("District Code") + part("School Code");
			}),
		);
		for (const cds of inMeals) if (/000000[01]$/.test(cds)) inMeals.delete(cds);
		const both = [...inMeals].filter((cds) => codes.has(cds)).length;
		expect(
			run.results.companions.map(({ layout, rows: all, joined, unmatchedRows, schoolsWithout }) => ({
				layout,
				all,
				joined,
				unmatched: unmatchedRows.length,
				without: schoolsWithout.length,
			})),
		).toEqual([
			{ layout: "frpm", all: inMeals.size, joined: both, unmatched: inMeals.size - both, without: codes.size - both },
		]);
	});
});
