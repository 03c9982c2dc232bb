/** Paths, copies, eras and interruptions that a stranger may come up with. */

import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fewSchools, sample, writeResults } from "../helpers/data.js";
import { cimp, folderContents, repository, workdir } from "../helpers/workdir.js";

interface Results {
	readonly subject: string;
	readonly year: number;
	readonly baselineYear: unknown;
	readonly unit: string;
	readonly inputs: {
		readonly file: string;
		readonly layout: string;
		readonly rowsRead: number;
		readonly rowsKept: number;
		readonly rowsRefused: number;
	}[];
	readonly models: { readonly kind: string; readonly converged: boolean }[];
	readonly schools: { readonly inModel: boolean }[];
	readonly problems: { readonly errors: number; readonly warnings: number; readonly repaired: number };
}

function results(words: readonly string[], cwd: string): Results {
	const run = cimp(["analyze", ...words, "--json", "--dry-run"], cwd);
	expect(run.code).toBe(0);
	return JSON.parse(run.stdout) as Results;
}

describe("paths", () => {
	it("with blanks, accents, a leading dash and .. are read and written as they are typed", () => {
		const home = workdir();
		const odd = join(home, "we ird ü", "-dash");
		mkdirSync(odd, { recursive: true });
		writeResults(join(odd, "-rés ults; $(x).txt"), fewSchools(12));
		const run = cimp(["analyze", "--out", "../../ou t/ñ 1", "--quiet", "--", "-rés ults; $(x).txt"], odd);
		expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
		const made = folderContents(join(home, "ou t", "ñ 1"));
		expect((JSON.parse(made.get("results.json") ?? "") as Results).inputs.map((input) => input.file)).toEqual([
			"-rés ults; $(x).txt",
		]);
		expect([readdirSync(home).sort(), readdirSync(join(home, "ou t")), readdirSync(odd)]).toEqual([
			["ou t", "we ird ü"],
			["ñ 1"],
			["-rés ults; $(x).txt"],
		]);
	});

	it("of one file, given twice and through its folder, are read once, and so is a copy under another name", () => {
		const home = workdir();
		writeResults(join(home, "a.txt"), fewSchools(12));
		const once = results(["a.txt"], home);
		expect(results(["a.txt", "./a.txt", "../".concat(home.split("/").at(-1) ?? "", "/a.txt"), "."], home)).toEqual(
			once,
		);
		copyFileSync(join(home, "a.txt"), join(home, "b.txt"));
		const twice = results(["."], home);
		expect(
			twice.inputs.map(({ file, rowsRead, rowsKept, rowsRefused }) => [file, rowsRead, rowsKept, rowsRefused]),
		).toEqual([["a.txt", 12, 12, 0]]);
		expect(twice.problems).toEqual({ errors: 0, warnings: 0, repaired: 1 });
		expect(twice.schools).toEqual(once.schools);
	});

	it("of an output inside the folder of the inputs do no harm, also the second time", () => {
		const home = workdir();
		writeResults(join(home, "a.txt"), fewSchools(12));
		for (const _time of [1, 2]) {
			expect(cimp(["analyze", ".", "--out", "report", "--quiet"], home)).toEqual({ code: 0, stdout: "", stderr: "" });
			expect(readdirSync(home)).toEqual(["a.txt", "report"]);
		}
	});
});

describe("what simulate writes, analyze reads", () => {
	it.each([
		["2018,2019", ["--subject", "math"], "sb-2017-2019", [2019, 2018], "percent", "progress"],
		[
			"2021,2022",
			["--subject", "math"],
			"sb-2021-2023",
			[2022, { absent: "undefined", reason: "no earlier year is compared" }],
			"percent",
			"context",
		],
		["2022,2023,2024", ["--subject", "math"], "sb-2024-2025", [2024, 2023], "percent", "progress"],
		["2024,2025", ["--layout", "dashboard-panel"], "dashboard-panel", [2025, 2024], "dfs", "progress"],
		["2024,2025", ["--layout", "cast-2024-2025"], "cast-2024-2025", [2025, 2024], "percent", "progress"],
	])("%s %j", (years, options, layout, [year, baselineYear], unit, kind) => {
		const home = workdir();
		const made = cimp(
			["simulate", "--out", "s", "--years", years, "--districts", "3", "--groups", "1", "--quiet", ...options],
			home,
		);
		expect(made).toEqual({ code: 0, stdout: "", stderr: "" });
		const run = results(["s"], home);
		expect({
			...run,
			inputs: run.inputs.filter((input) => input.layout === layout).length > 0,
			schools: run.schools.some((school) => school.inModel),
		}).toMatchObject({
			year,
			baselineYear,
			unit,
			inputs: true,
			schools: true,
			problems: { errors: 0, warnings: 0, repaired: 0 },
		});
		expect(new Set(run.models.map((model) => model.kind))).toEqual(new Set([kind]));
		expect(run.models.every((model) => model.converged)).toBe(true);
		for (const input of run.inputs) expect(input.rowsKept + input.rowsRefused).toBe(input.rowsRead);
	});

	it("damaged, and says each damage", () => {
		const home = workdir();
		expect(
			cimp(["simulate", "--out", "s", "--districts", "4", "--groups", "1", "--damage", "--quiet"], home).code,
		).toBe(0);
		const run = results(["s"], home);
		const { errors, repaired } = run.problems;
		expect([errors > 0, repaired > 0]).toEqual([true, true]);
		for (const input of run.inputs) expect(input.rowsKept + input.rowsRefused).toBe(input.rowsRead);
	});

	it("the same seed writes the same bytes, another seed others", () => {
		const home = workdir();
		for (const [out, seed] of [
			["a", "7"],
			["b", "7"],
			["c", "8"],
		] as const) {
			const run = cimp(
				["simulate", "--out", out, "--seed", seed, "--districts", "2", "--schools", "4", "--groups", "1", "--quiet"],
				home,
			);
			expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
		}
		const [a, b, c] = ["a", "b", "c"].map((out) => folderContents(join(home, out)));
		expect(b).toEqual(a);
		expect(c).not.toEqual(a);
	});
});

describe("Ctrl-C", () => {
	it("while pages are made ends with 130; the former report stays and nothing else", async () => {
		const home = workdir();
		const temporary = workdir();
		expect(cimp(["analyze", sample, "--out", "out", "--quiet", "--date", "2026-01-01"], home).code).toBe(0);
		const former = folderContents(join(home, "out"));
		const run = spawn(process.execPath, [join(repository, "bin", "cimp.js"), "analyze", sample, "--out", "out"], {
			cwd: home,
			env: { ...process.env, TMPDIR: temporary, NODE_OPTIONS: "" },
			stdio: ["ignore", "ignore", "pipe"],
		});
		let said = "";
		run.stderr.on("data", (chunk: Buffer) => {
			said += chunk.toString();
		});
		const ended = new Promise<number | null>((done) => run.once("close", done));
		// The temporary folder beside the output says that pages are being made.
		while (run.exitCode === null && !readdirSync(home).some((name) => name.startsWith(".out-"))) {
			await new Promise((wait) => setTimeout(wait, 5));
		}
		run.kill("SIGINT");
		expect([await ended, said]).toEqual([130, "interrupted; nothing was written\n"]);
		expect([readdirSync(home), readdirSync(temporary)]).toEqual([["out"], []]);
		expect(folderContents(join(home, "out"))).toEqual(former);
		expect(existsSync(join(home, "out", "index.html"))).toBe(true);
		expect(readFileSync(join(home, "out", "results.json"), "utf8")).toContain('"date": "2026-01-01"');
	});
});
