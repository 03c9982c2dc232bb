/** What the program promises of its main job, on the committed sample: once through the real binary, then in this process. */

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { readResults, sample, shuffled, writeResults } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { cimp, type Finished, folderContents, workdir } from "../helpers/workdir.js";

interface Results {
	readonly inputs: { readonly sha256: string; readonly bytes: number }[];
	readonly districts: { readonly code: string; readonly page: string }[];
}

const problemRows = (csv: string | undefined): Record<string, string>[] =>
	parse(csv ?? "", { columns: true, bom: true }) as Record<string, string>[];

const files = ["results-2024.txt", "results-2025.txt"];
let home: string;
let first: Finished;
let folder: Map<string, string>;
beforeAll(async () => {
	home = workdir();
	first = cimp(["analyze", sample, "--out", "first"], home);
	folder = folderContents(join(home, "first"));
});

describe("cimp analyze on the sample", () => {
	it("ends by saying where the report is and what it shows, and prints no result on stdout", () => {
		expect([first.code, first.stdout]).toEqual([0, ""]);
		const lines = first.stderr.trimEnd().split("\n");
		expect(lines.slice(-3)).toEqual([
			expect.stringMatching(/^wrote {3}first\/ with \d+ district pages, tables, figures and results\.json$/),
			"open    first/index.html",
			expect.stringMatching(/^ {8}predicted and actual mathematics results of \d+ schools in \d+ districts, 2025$/),
		]);
	});

	it("writes the folder of the contract and lists it whole in the manifest", () => {
		const { districts } = JSON.parse(folder.get("results.json") ?? "") as Results;
		const manifest = JSON.parse(folder.get("manifest.json") ?? "") as {
			outputs: string[];
			tables: { csv: string }[];
			figures: { files: string[] }[];
		};
		expect(manifest.outputs).toEqual([...folder.keys()].filter((path) => path !== "manifest.json").sort());
		const tables = manifest.tables.map((table) => table.csv);
		expect(new Set(tables).size).toBe(tables.length);
		expect(tables).toContain("tables/districts.csv");
		expect([...folder.keys()].filter((path) => !path.startsWith("figures/"))).toEqual(
			[
				...districts.map((district) => district.page),
				"index.html",
				"manifest.json",
				"methods.html",
				"problems.csv",
				"results.json",
				...tables,
				"tables/schools.csv",
			].sort(),
		);
		for (const { code, page } of districts)
			expect(page).toMatch(new RegExp(`^districts/${code}-[a-z0-9-]+/index\\.html$`));
		const figures = [...folder.keys()].filter((path) => path.startsWith("figures/"));
		expect(manifest.figures.flatMap((figure) => figure.files).sort()).toEqual([...figures].sort());
		expect(figures.filter((path) => !/^figures\/\d{7}-[a-z-]+\.(?:svg|vl\.json)$/.test(path))).toEqual([]);
		expect(figures.filter((path) => path.endsWith(".svg")).map((path) => path.replace(/svg$/, "vl.json"))).toEqual(
			figures.filter((path) => path.endsWith(".vl.json")),
		);
	});

	// test/golden-reports.test.ts makes the same report in another folder.
	it("writes the same bytes again over the former folder, with other threads and files named in another order", async () => {
		const named = readdirSync(sample)
			.filter((file) => /\.(?:txt|csv)$/.test(file))
			.reverse()
			.map((file) => join(sample, file));
		const again = await cimpHere(["analyze", ...named, "--out", "first", "--threads", "1", "--quiet"], home);
		expect(again).toEqual({ code: 0, stdout: "", stderr: "" });
		expect(folderContents(join(home, "first"))).toEqual(folder);
	});

	it("does not care for the order of rows: only hashes, and line numbers in problems.csv, change", async () => {
		const [straight, mixed] = ["straight", "mixed"].map((name) => join(home, name));
		for (const [number, name] of [straight, mixed].entries()) {
			mkdirSync(name as string);
			for (const file of ["covariates.csv", "entities-2025.txt", "frpm.csv"]) {
				copyFileSync(join(sample, file), join(name as string, file));
			}
			for (const file of files) {
				const table = readResults(join(sample, file));
				// A damaged code and an exact copy, so that there are problems to compare.
				const [one = [], two = [], ...rest] = table.rows;
				const damaged = { ...table, rows: [["1.0E+01", ...one.slice(1)], two, ...rest, two] };
				writeResults(join(name as string, file), number === 0 ? damaged : shuffled(damaged, 7));
			}
			const run = await cimpHere(["analyze", name as string, "--out", `${name}-out`, "--json", "-d", "0199001"], home);
			expect(run.code).toBe(0);
		}
		const [left, right] = [folderContents(`${straight}-out`), folderContents(`${mixed}-out`)];
		const hashes = (text: string): string =>
			text.replace(/\b[0-9a-f]{64}\b/g, "HASH").replace(/\b[0-9a-f]{12}\b/g, "HASH");
		const withoutPlaces = (text: string | undefined): string[] =>
			problemRows(text)
				.map(({ line: _line, found, ...rest }) => JSON.stringify({ ...rest, found: found?.replace(/:\d+$/, "") }))
				.sort();
		expect([...right.keys()]).toEqual([...left.keys()]);
		expect(withoutPlaces(right.get("problems.csv"))).toEqual(withoutPlaces(left.get("problems.csv")));
		expect(problemRows(left.get("problems.csv")).length).toBeGreaterThan(3);
		for (const [path, text] of left) {
			if (path !== "problems.csv") expect(hashes(right.get(path) ?? "") === hashes(text), `${path} differs`).toBe(true);
		}
		const hashesOf = (map: Map<string, string>) =>
			(JSON.parse(map.get("results.json") ?? "") as Results).inputs.map((input) => input.sha256);
		expect(hashesOf(right).filter((hash) => hashesOf(left).includes(hash)).length).toBe(3);
	});

	it("--json puts results.json on stdout, byte by byte, and nothing else there", async () => {
		const run = await cimpHere(["analyze", sample, "--json", "--dry-run"], home);
		expect({ ...run, stdout: run.stdout === folder.get("results.json") }).toEqual({
			code: 0,
			stdout: true,
			stderr: "",
		});
		expect(existsSync(join(home, "out"))).toBe(false);
	});

	it("--verbose says each setting with its source, and the decisions", async () => {
		const here = workdir();
		writeFileSync(join(here, "cimp.config.yml"), "model: context\n");
		const run = await cimpHere(
			["analyze", join(sample, "results-2025.txt"), "--dry-run", "--verbose", "-d", "Sample Unified"],
			here,
			{ CIMP_THREADS: "1" },
		);
		expect(run.code).toBe(0);
		const lines = run.stderr.split("\n");
		for (const line of [
			"district: Sample Unified (flag)",
			"model: context (cimp.config.yml)",
			"charters: include (default)",
			"threads: 1 (environment)",
			"subject: math (the files hold math)",
			"baseline year: none in the files",
		]) {
			expect(lines).toContain(line);
		}
		expect(lines.some((line) => /^results-2025\.txt: sb-2024-2025, [a-z0-9-]+, \d+ of \d+ rows kept$/.test(line))).toBe(
			true,
		);
		expect(lines).toContain("would write out/ with 1 district page; the privacy check found nothing against it");
		expect(readdirSync(here)).toEqual(["cimp.config.yml"]);
	});

	it("takes all its settings from cimp.config.yml, and flags over it", async () => {
		const here = workdir();
		copyFileSync(join(sample, "results-2025.txt"), join(here, "results.txt"));
		writeFileSync(
			join(here, "cimp.config.yml"),
			["files: results.txt", 'district: "0199001"', "group: SED", "date: 2026-11-05", "out: report", ""].join("\n"),
		);
		const run = await cimpHere(["analyze", "--group", "160", "--quiet"], here);
		expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
		const results = JSON.parse(readFileSync(join(here, "report", "results.json"), "utf8")) as Record<string, unknown>;
		expect([results.group, results.date, (results.districts as unknown[]).length]).toEqual([160, "2026-11-05", 1]);
		const { options } = JSON.parse(readFileSync(join(here, "report", "manifest.json"), "utf8")) as { options: unknown };
		expect(options).toEqual({
			subject: "math",
			year: 2025,
			group: 160,
			district: ["0199001"],
			model: "auto",
			charters: "include",
			date: "2026-11-05",
		});
	});
});
