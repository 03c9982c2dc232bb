/** Every number of a finished folder can be made again from what explain prints, and nothing withheld is in it. */

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { explainFrom } from "../../src/app/explain/index.js";
import { analyze } from "../../src/app/pipeline.js";
import type { AnalyzeResults } from "../../src/app/schemas/analyze.js";
import { explainJsonSchema, explainSchema, type SchoolExplanation } from "../../src/app/schemas/explain.js";
import { type Manifest, manifestJsonSchema, manifestSchema } from "../../src/app/schemas/manifest.js";
import { type AnalyzeSettings, resolveSettings } from "../../src/app/settings.js";
import { isAbsent } from "../../src/domain/measured.js";
import { Refusal } from "../../src/domain/problem.js";
import { renderJson } from "../../src/report/index.js";
import { logisticNormalBinomialMidQuantile, normalCdf, tQuantile } from "../../src/stats/index.js";
import { columnOf, readResults, sample } from "../helpers/data.js";
import { workdir } from "../helpers/workdir.js";
import { effectsIn } from "./effects.js";

interface Made {
	readonly home: string;
	readonly results: AnalyzeResults;
	readonly manifest: Manifest;
}

async function made(wishes: Partial<AnalyzeSettings> = {}): Promise<Made> {
	const home = workdir();
	const effects = effectsIn(home);
	const { settings } = resolveSettings({ files: [sample], ...wishes, out: "out", cache: false }, effects);
	await analyze(settings, effects);
	const json = (name: string): unknown => JSON.parse(readFileSync(join(home, "out", name), "utf8"));
	return { home, results: json("results.json") as AnalyzeResults, manifest: json("manifest.json") as Manifest };
}

/** As it is printed: numbers with the digits of the file. */
const explain = (home: string, what: string, district?: string, from = "out"): unknown =>
	JSON.parse(renderJson(explainFrom({ what, from, district }, home)));

const validate = new Ajv2020({ allErrors: true, strict: false, allowUnionTypes: true }).compile(
	explainJsonSchema() as object,
);

/** Makes a school's predictions again from the numbers printed, by nothing but the formulas of docs/methods.md. */
function again(school: SchoolExplanation): { predicted: number; lower: number; upper: number }[] {
	const { prediction, rows, unit } = school;
	if (isAbsent(prediction)) return [];
	const tested = Number(rows[0]?.tested);
	const back = (value: number): number => 100 / (1 + Math.exp(-value));
	return prediction.predictions.map(({ adjustment, variance, df }) => {
		const shown = prediction.terms.filter(({ value }) => !isAbsent(value));
		const center = shown.reduce((sum, { coefficient, value }) => sum + coefficient * Number(value), adjustment);
		const total =
			variance.ownPart *
			(variance.district + prediction.tauSchool ** 2 + prediction.phi * prediction.samplingVariance + variance.line);
		const reach = tQuantile(0.975, df);
		if (unit !== "percent") {
			const half = reach * Math.sqrt(total);
			return { predicted: center, lower: center - half, upper: center + half };
		}
		const logitSd = Math.sqrt(Math.max(0, total - prediction.samplingVariance));
		const count = { trials: tested, mean: center, sd: logitSd };
		const [lower, upper] = [false, true].map(
			(side) => (100 * logisticNormalBinomialMidQuantile(normalCdf(-reach), count, { upper: side })) / tested,
		) as [number, number];
		return { predicted: back(center), lower, upper };
	});
}

let two: Made;
let one: Made;
let group: Made;
let points: Made;
let scores: Made;
beforeAll(async () => {
	two = await made();
	one = await made({ files: [join(sample, "results-2025.txt")] });
	// Two districts show what other settings do.
	const district = ["Sample Unified", "0299001"];
	group = await made({ files: [join(sample, "results-2025.txt")], group: "31", district });
	points = await made({ scale: "dfs", district });
	scores = await made({ scale: "z", district });
});

describe.each([
	["two years and a companion table", () => two],
	["one year, covariates from the file's own groups", () => one],
	["a student group", () => group],
	["distance from standard", () => points],
	["standard scores", () => scores],
])("schools of %s", (_what, pick) => {
	it("can be made again to 1e-6 from the JSON printed: predicted, lower, upper, under both questions", () => {
		const { home, results } = pick();
		let checked = 0;
		for (const school of results.schools) {
			const explanation = explain(home, school.cds) as SchoolExplanation;
			expect(explainSchema.safeParse(explanation).error?.issues ?? []).toEqual([]);
			expect(validate(explanation) ? [] : validate.errors).toEqual([]);
			const [within, anywhere] = again(explanation);
			expect(within === undefined, school.cds).toBe(isAbsent(school.working));
			if (within === undefined) continue;
			for (const key of ["predicted", "lower", "upper"] as const) {
				expect(Math.abs(within[key] - Number(school[key])), `${school.cds} ${key}`).toBeLessThan(1e-6);
				if (anywhere !== undefined && !isAbsent(school.anywhere)) {
					expect(Math.abs(anywhere[key] - school.anywhere[key]), `${school.cds} ${key}`).toBeLessThan(1e-6);
				}
			}
			expect(explanation.evidence.word).toBe(school.evidence);
			checked++;
		}
		expect(checked).toBeGreaterThan(12);
	});
});

describe("what is withheld", () => {
	it("stays withheld: no value of a term that stands for fewer than 11 students, or for two entered", () => {
		const withheld = one.results.schools.flatMap((school) =>
			isAbsent(school.working) ? [] : Object.values(school.working.values).filter((value) => isAbsent(value)),
		);
		expect(new Set(withheld.map((value) => (isAbsent(value) ? value.reason : "")))).toContain("fewer than 11 students");
		const table = readResults(join(sample, "results-2025.txt"));
		const cell = (row: readonly string[], name: string): string => row[columnOf(table, name)] ?? "";
		const counts = new Map(
			table.rows
				.filter((row) => cell(row, "Grade") === "13" && cell(row, "Test ID") === "2")
				.map((row) => {
					const cds = cell(row, "County Code") + cell(row, "District Code") + cell(row, "School Code");
					return [`${cds} ${cell(row, "Student Group ID")}`, cell(row, "Total Students Tested")];
				}),
		);
		const groups = { percentSed: 31, percentEl: 160, percentSwd: 128 };
		const may = (students: number): boolean => students === 0 || students >= 11;
		let shown = 0;
		for (const { cds, working } of one.results.schools) {
			if (isAbsent(working)) continue;
			for (const [name, group] of Object.entries(groups)) {
				const [all, own] = [Number(counts.get(`${cds} 1`)), Number(counts.get(`${cds} ${group}`) ?? 0)];
				const value = working.values[name];
				if (may(own) && may(all - own)) {
					expect(Math.abs(Number(value) - (100 * own) / all), `${cds} ${name}`).toBeLessThan(1e-9);
					shown++;
				} else expect(value, `${cds} ${name} of ${own}`).toMatchObject({ absent: "suppressed" });
			}
		}
		expect(shown).toBeGreaterThan(50);
	});

	it("spells out no count of 1 to 10 students who met the standard, or who did not", () => {
		const words = one.results.schools.flatMap(({ cds }) => {
			const { prediction } = explain(one.home, cds) as SchoolExplanation;
			return isAbsent(prediction) ? [] : [prediction.responseFrom];
		});
		expect(words.some((text) => text.includes("as a whole number"))).toBe(true);
		expect(words.filter((text) => /\b(?:[1-9]|10)(?: \+ ½| of )/.test(text))).toEqual([]);
	});

	it("a school without a published result is explained by its reason alone", () => {
		const school = two.results.schools.find(({ actual }) => isAbsent(actual) && actual.absent === "suppressed");
		const explanation = explain(two.home, school?.cds ?? "") as SchoolExplanation;
		expect(explanation.rows[0]?.value).toMatchObject({ absent: "suppressed" });
		expect(explanation.prediction).toMatchObject({ absent: "undefined", reason: "not predicted: result withheld" });
		expect(explanation.evidence).toEqual({
			word: "not enough data",
			steps: [
				{
					question: "the school has a prediction",
					numbers: "not predicted: result withheld",
					holds: false,
					otherwise: "not enough data",
				},
			],
		});
	});
});

describe("figures, tables and findings", () => {
	it("of every district are explained without knowing what they are, each with its numbers, method and inputs", () => {
		const { home, manifest, results } = two;
		expect(manifestSchema.safeParse(manifest).error?.issues ?? []).toEqual([]);
		expect(new Ajv2020({ strict: false }).compile(manifestJsonSchema() as object)(manifest)).toBe(true);
		const all = [...manifest.figures, ...manifest.tables, ...results.findings];
		expect(all.length).toBeGreaterThan(30);
		for (const { id, district } of all) {
			const explanation = explain(home, id, isAbsent(district) ? undefined : district) as Record<string, unknown>;
			expect(validate(explanation) ? [] : validate.errors, id).toEqual([]);
			expect(explanation.inputs).toEqual(results.inputs.map(({ file, layout, sha256 }) => ({ file, layout, sha256 })));
		}
	});

	it("show the numbers that the results have", () => {
		const district = two.results.districts[0];
		const spread = explain(two.home, "spread", district?.code) as {
			table: { columns: { key: string }[]; rows: unknown[][] };
		};
		const cell = (key: string): unknown =>
			spread.table.rows[0]?.[spread.table.columns.findIndex((column) => column.key === key)];
		expect([cell("raw"), cell("true"), cell("reliability")]).toEqual(
			isAbsent(district?.spread) ? [] : [district?.spread.raw, district?.spread.true, district?.spread.reliability],
		);
	});
});

describe("what can't be explained", () => {
	const codeOf = (act: () => unknown): string[] => {
		try {
			act();
		} catch (error) {
			if (error instanceof Refusal) return error.problems.map(({ code, found }) => `${code} ${found}`);
			throw error;
		}
		return [];
	};
	const changed = (name: string, change: (text: string) => string | undefined): string => {
		const copy = workdir();
		cpSync(join(two.home, "out"), join(copy, "out"), { recursive: true });
		const path = join(copy, "out", ...name.split("/"));
		const text = change(readFileSync(path, "utf8"));
		if (text === undefined) rmSync(path);
		else writeFileSync(path, text);
		return copy;
	};
	const first = () => two.results.schools.find(({ inModel }) => inModel)?.cds ?? "";

	it("a folder that is not there, or not a report", () => {
		expect(codeOf(() => explain(two.home, "spread", undefined, "nowhere"))).toEqual([
			"CIMP-E306 nowhere without manifest.json",
		]);
		expect(
			codeOf(() =>
				explain(
					changed("results.json", () => undefined),
					"spread",
				),
			),
		).toEqual(["CIMP-E306 out without results.json"]);
		const lost = changed("tables/0199001-spread.csv", () => undefined);
		expect(codeOf(() => explain(lost, "spread", "0199001"))).toEqual([
			"CIMP-E306 out without tables/0199001-spread.csv",
		]);
	});

	it("a report of another version or changed by hand", () => {
		const older = changed("results.json", (text) => {
			const { methods: _gone, ...rest } = JSON.parse(text) as Record<string, unknown>;
			return JSON.stringify(rest);
		});
		expect(codeOf(() => explain(older, first()))[0]).toMatch(/^CIMP-E307 methods: .*written by cimp 0\.1/);
		expect(
			codeOf(() =>
				explain(
					changed("results.json", () => "{"),
					first(),
				),
			),
		).toEqual(["CIMP-E307 text that is no JSON"]);
		const edited = changed("results.json", (text) => {
			const results = JSON.parse(text) as AnalyzeResults;
			const school = results.schools.find(({ cds }) => cds === first());
			if (school !== undefined) school.predicted = 99;
			return JSON.stringify(results);
		});
		expect(codeOf(() => explain(edited, first()))).toEqual([
			`CIMP-E307 ${first()}: predicted does not follow from the numbers beside it`,
		]);
		const table = changed("tables/0199001-spread.csv", (text) => text.replace("raw", "rough"));
		expect(codeOf(() => explain(table, "spread", "0199001"))).toEqual([
			"CIMP-E307 other columns than the manifest lists",
		]);
	});
});
