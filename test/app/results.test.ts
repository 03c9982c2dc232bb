/** results.json of the sample: its published shape, and what each option does and does not change. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { type AnalyzeResults, analyzeJsonSchema, analyzeSchema } from "../../src/app/schemas/analyze.js";
import { isAbsent, isKnown } from "../../src/domain/measured.js";
import { renderJson } from "../../src/report/index.js";
import { columnOf, readResults, sample } from "../helpers/data.js";
import { repository } from "../helpers/workdir.js";
import { dryRun, resultsOf } from "./sample-run.js";

let full: AnalyzeResults;
beforeAll(async () => {
	full = await resultsOf();
});

const schemaErrors = (value: unknown): unknown => {
	const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
		analyzeJsonSchema() as object,
	);
	return validate(value) ? [] : validate.errors;
};

/** Every leaf of a JSON value with its path. */
function* leaves(value: unknown, path = "$"): Generator<[path: string, leaf: unknown]> {
	if (typeof value !== "object" || value === null) yield [path, value];
	else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, `${path}.${key}`);
}

/** Shape of results that hold every kind of absence: one year, no companion, one small group. */
const thin = { files: [join(sample, "results-2025.txt")], group: "160" };

describe("results.json", () => {
	it("is valid by the schema of the program and by the published JSON Schema, with two years and with one", async () => {
		for (const results of [full, await resultsOf(thin)]) {
			const written: unknown = JSON.parse(renderJson(results));
			expect(analyzeSchema.safeParse(written).error?.issues ?? []).toEqual([]);
			expect(schemaErrors(written)).toEqual([]);
		}
	});

	it("is refused by the JSON Schema with a key too many, a null, or a missing key", () => {
		const written = JSON.parse(renderJson(full)) as Record<string, unknown>;
		const { schools: _gone, ...without } = written;
		expect(schemaErrors({ ...written, extra: 1 })).not.toEqual([]);
		expect(schemaErrors({ ...written, baselineYear: null })).not.toEqual([]);
		expect(schemaErrors(without)).not.toEqual([]);
	});

	it("holds no null, no NaN, and at most 12 significant digits", () => {
		const written: unknown = JSON.parse(renderJson(full));
		for (const [path, leaf] of leaves(written)) {
			expect(leaf, path).not.toBeNull();
			if (typeof leaf !== "number") continue;
			expect(Number.isFinite(leaf), path).toBe(true);
			expect(Number(leaf.toPrecision(12)), path).toBe(leaf);
		}
	});

	it("has its keys sorted and its schools, districts and files in order", () => {
		const text = renderJson(full);
		const sorted = (value: unknown): void => {
			if (typeof value !== "object" || value === null) return;
			if (!Array.isArray(value)) expect(Object.keys(value)).toEqual(Object.keys(value).sort());
			for (const inner of Object.values(value)) sorted(inner);
		};
		sorted(JSON.parse(text));
		const inOrder = (keys: readonly string[]): void => expect(keys).toEqual([...new Set(keys)].sort());
		inOrder(full.schools.map((school) => school.cds));
		inOrder(full.districts.map((district) => district.code));
		inOrder(full.inputs.map((input) => input.file));
	});

	it("has differences between groups with V by grade, their parts, and similar districts, for every district", () => {
		for (const { gaps, similar, spread, spreadByYear } of full.districts) {
			expect(gaps.map(({ group }) => group)).toEqual([160, 31, 128]);
			for (const { v, parts, difference } of gaps) {
				if (isAbsent(v) || isAbsent(parts) || isAbsent(difference)) throw new Error("the sample publishes all of it");
				expect(v.grades.length).toBeGreaterThan(0);
				expect(Math.sign(v.value)).toBe(Math.sign(difference.difference));
				expect(parts.within.value + parts.between.value).toBeCloseTo(parts.difference, 9);
			}
			if (isAbsent(similar)) throw new Error(similar.reason);
			expect(similar.neighbors).toHaveLength(5);
			const newest = spreadByYear.at(-1);
			if (!isAbsent(spread)) expect(newest).toEqual({ ...spread, year: full.year });
		}
	});

	it("records no path of the machine, no output folder and no clock", () => {
		const text = renderJson(full);
		for (const word of [repository, "never-written", process.version]) expect(text.includes(word), word).toBe(false);
		expect(full.date).toEqual({ absent: "undefined", reason: "no date was given" });
	});

	it("reconciles every file: lines in it are rows kept and rows refused", () => {
		for (const input of full.inputs) {
			const text = readFileSync(join(sample, input.file), "latin1");
			// The meal file's header cells hold line breaks: only line ends outside quotes end a record.
			const outside = text
				.split('"')
				.filter((_, index) => index % 2 === 0)
				.join("");
			const records = outside.split(/\r?\n/).filter((line) => line !== "").length - 1;
			const refused = input.refused.reduce((sum, entry) => sum + entry.rows, 0);
			expect([input.file, input.rowsRead, input.rowsKept + input.rowsRefused, refused]).toEqual([
				input.file,
				records,
				records,
				input.rowsRefused,
			]);
		}
	});

	it("reconciles every district's row with its schools, in both years", () => {
		const expected = [2024, 2025].flatMap((year) => {
			const table = readResults(join(sample, `results-${year}.txt`));
			const cell = (row: readonly string[], name: string): string => row[columnOf(table, name)] ?? "";
			const rows = table.rows.filter(
				(row) => cell(row, "Test ID") === "2" && cell(row, "Student Group ID") === "1" && cell(row, "Grade") === "13",
			);
			const codeOf = (row: readonly string[]): string => cell(row, "County Code") + cell(row, "District Code");
			const scored = (row: readonly string[]): number => Number(cell(row, "Total Students Tested with Scores"));
			const sum = (code: string, types: readonly string[]): number =>
				rows
					.filter((row) => codeOf(row) === code && types.includes(cell(row, "Type ID")) && !Number.isNaN(scored(row)))
					.reduce((total, row) => total + scored(row), 0);
			const own = rows.filter((row) => cell(row, "Type ID") === "6");
			return own.map((row) => {
				const code = codeOf(row);
				return [code, year, scored(row), sum(code, ["7", "10"]), sum(code, ["9"]), true];
			});
		});
		const found = full.reconciliation.map((entry) => [
			entry.district,
			entry.year,
			entry.published,
			entry.schools,
			isKnown(entry.chartersNotInIt.students) ? entry.chartersNotInIt.students : "withheld",
			entry.explained,
		]);
		const inOrder = (rows: readonly unknown[][]) => rows.map(String).sort();
		expect(inOrder(found)).toEqual(inOrder(expected));
		expect(full.reconciliation.every((entry) => entry.grade === 13)).toBe(true);
	});

	it("has every school of the year in the files once, with its published value or its absence", () => {
		const table = readResults(join(sample, "results-2025.txt"));
		const cell = (row: readonly string[], name: string): string => row[columnOf(table, name)] ?? "";
		const rows = table.rows.filter(
			(row) =>
				["7", "9", "10"].includes(cell(row, "Type ID")) &&
				cell(row, "Student Group ID") === "1" &&
				cell(row, "Grade") === "13" &&
				cell(row, "Test ID") === "2",
		);
		const published = rows.map((row) => ({
			cds: cell(row, "County Code") + cell(row, "District Code") + cell(row, "School Code"),
			actual: cell(row, "Percentage Standard Met and Above"),
		}));
		const inFile = new Map(published.map((row) => [row.cds, row.actual]));
		const shown = full.schools.map((school) => [
			school.cds,
			isKnown(school.actual) ? school.actual : inFile.get(school.cds) === "*" ? "withheld" : "absent",
		]);
		const expected = [...inFile].map(([cds, actual]) => [
			cds,
			actual === "*" ? "withheld" : actual === "" ? "absent" : Number(actual),
		]);
		const onlyEarlier = full.schools.filter((school) => !inFile.has(school.cds));
		for (const school of onlyEarlier) expect(isAbsent(school.actual)).toBe(true);
		expect(shown.filter(([cds]) => inFile.has(String(cds)))).toEqual(
			expected.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
		);
		expect(published.length).toBe(inFile.size);
		for (const school of full.schools) {
			if (inFile.get(school.cds) === "*") expect(school.actual).toMatchObject({ absent: "suppressed" });
		}
	});
});

describe("options", () => {
	it("--district limits pages, schools and findings; the models are the same", async () => {
		const one = await resultsOf({ district: ["Sample Unified"] });
		const code = one.districts[0]?.code ?? "";
		expect(one).toEqual({
			...full,
			schools: full.schools.filter((school) => school.district === code),
			reconciliation: full.reconciliation.filter((entry) => entry.district === code),
			districts: full.districts.filter((district) => district.code === code),
			findings: full.findings.filter((finding) => finding.district === code),
		});
		expect(one.districts.map((district) => district.name)).toEqual(["Sample Unified"]);
		expect(one.schools.length).toBeGreaterThan(5);
		expect(one.schools.length).toBeLessThan(full.schools.length);
	});

	it("--charters exclude leaves them out; separate keeps them, but out of the fit", async () => {
		const isCharter = (school: AnalyzeResults["schools"][number]): boolean =>
			school.charter !== "none" && school.charter !== "unknown";
		const codes = (results: AnalyzeResults, which = (_: AnalyzeResults["schools"][number]): boolean => true) =>
			results.schools.filter(which).map((school) => school.cds);
		const charters = codes(full, isCharter);
		expect(charters.length).toBeGreaterThan(0);
		const excluded = await resultsOf({ charters: "exclude" });
		expect(codes(excluded)).toEqual(codes(full, (school) => !isCharter(school)));
		const separate = await resultsOf({ charters: "separate" });
		expect(codes(separate)).toEqual(codes(full));
		expect([full.charters, excluded.charters, separate.charters]).toEqual(["include", "exclude", "separate"]);
	});

	it("--model context forgets the earlier year in the prediction, progress uses it, auto is progress here", async () => {
		const context = await resultsOf({ model: "context" });
		expect(new Set(context.models.map((model) => model.kind))).toEqual(new Set(["context"]));
		expect(context.models.flatMap((model) => model.predictors)).not.toContain("earlierResult");
		expect(context.baselineYear).toBe(full.baselineYear);
		expect(await resultsOf({ model: "progress" })).toEqual(full);
		expect(new Set(full.models.map((model) => model.kind))).toEqual(new Set(["progress"]));
		expect(full.models.flatMap((model) => model.predictors)).toContain("earlierResult");
	});

	it("--group 31 gives that group's results, by id as by name", async () => {
		const byId = await resultsOf({ group: "31" });
		expect(byId.group).toBe(31);
		expect(byId.groupName).toBe("Socioeconomically disadvantaged");
		expect(byId.schools.every((school) => school.group === 31)).toBe(true);
		expect(byId.schools.map((school) => school.actual)).not.toEqual(full.schools.map((school) => school.actual));
		expect(await resultsOf({ group: "Socioeconomically disadvantaged" })).toEqual(byId);
	});

	it("--year and --baseline-year choose; the older year alone has no baseline, and says so", async () => {
		expect(await resultsOf({ year: 2025, baselineYear: 2024 })).toEqual(full);
		const older = await resultsOf({ year: 2024 });
		expect([older.year, older.baselineYear]).toEqual([
			2024,
			{ absent: "undefined", reason: "no earlier year is compared" },
		]);
		expect(new Set(older.models.map((model) => model.kind))).toEqual(new Set(["context"]));
	});

	it("--date and SOURCE_DATE_EPOCH are the only ways a date gets in; the flag wins, nonsense is no date", async () => {
		const dateOf = async (wishes: object, epoch?: string) =>
			(await resultsOf(wishes, epoch === undefined ? {} : { SOURCE_DATE_EPOCH: epoch })).date;
		const none = { absent: "undefined", reason: "no date was given" };
		const few = { files: [join(sample, "results-2025.txt")], district: ["Sample Unified"] };
		expect(await dateOf(few, "1700000000")).toBe("2023-11-14");
		expect(await dateOf({ ...few, date: "2026-11-05" }, "1700000000")).toBe("2026-11-05");
		expect(await dateOf(few, "999999999999")).toEqual(none);
		expect(await dateOf(few, "yesterday")).toEqual(none);
	});

	it("--dry-run writes nothing", async () => {
		expect((await dryRun()).results).toEqual(full);
		expect(existsSync(join(repository, "reports", "never-written"))).toBe(false);
	});
});
