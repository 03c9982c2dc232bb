/** `cimp explain` as a newcomer meets it. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { glossary } from "../../src/domain/glossary/index.js";
import { sample } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { type Finished, workdir } from "../helpers/workdir.js";

let home: string;
const run = (...words: string[]): Promise<Finished> => cimpHere(["explain", ...words], home);
beforeAll(async () => {
	home = workdir();
	const made = await cimpHere(["analyze", sample, "--out", "out", "--quiet"], home);
	expect(made).toEqual({ code: 0, stdout: "", stderr: "" });
});

/** A refusal in one line: exit code, problem, what was found and expected. */
const refusal = ({ code, stdout, stderr }: Finished): unknown[] => [
	code,
	stdout,
	...[/error (CIMP-E\d+)/, / {2}found {5}(.*)/, / {2}expected {2}(.*)/].map((part) => part.exec(stderr)?.[1]),
];

describe("terms", () => {
	it("prints a term with its short and long definition, under any of its names", async () => {
		const { code, stdout, stderr } = await run("distance", "from", "standard");
		expect([code, stderr]).toEqual([0, ""]);
		expect(stdout).toMatch(/^distance from standard\n\nThe average of the students' scores minus/);
		expect(stdout).toMatch(/\nAlso {6}dfs\nUnit {6}scale-score points\nSee also {2}scale score, /);
		expect(await run("DFS")).toEqual({ code, stdout, stderr });
	});

	it("lists all, and gives the same as JSON", async () => {
		const lines = (await run("glossary")).stdout.split("\n");
		for (const { term } of glossary) expect(lines).toContain(term);
		const json = JSON.parse((await run("glossary", "--json")).stdout) as { schema: string; terms: { term: string }[] };
		expect(json.schema).toBe("cimp/explain/1");
		expect(json.terms.map(({ term }) => term)).toEqual(glossary.map(({ term }) => term));
		expect(JSON.parse((await run("E113", "--json")).stdout)).toMatchObject({ kind: "problem", code: "CIMP-E113" });
	});

	it.each([
		[["reliabilty"], "did you mean reliability?"],
		[["glosary"], "did you mean glossary?"],
		[["qqqq"], "a problem code or a term; for a school, figure, table or finding also --from with the report's folder"],
		[
			["01990019900002"],
			"a problem code or a term; for a school, figure, table or finding also --from with the report's folder",
		],
	])("suggests the nearest for %j, with exit 2", async (words, expected) => {
		expect(refusal(await run(...words))).toEqual([2, "", "CIMP-E303", words.join(" "), expected]);
	});
});

describe("a school", () => {
	it("is explained by name as by code: rows, line, interval, evidence", async () => {
		const { code, stdout, stderr } = await run("make-believe mesa", "middle", "--from", "out");
		expect([code, stderr]).toEqual([0, ""]);
		expect((await run("01990019900002", "--from", "out")).stdout).toBe(stdout);
		for (const words of [
			"Make-Believe Mesa Middle (01990019900002)",
			"result 2025: percent met or exceeded 25.68; students with scores 666",
			"in results-2025.txt  (sb-2024-2025, sha256 45ce96cb62dd77cf7ba7657e3f8de3c78695864834e9c21bab2db5b4ac8e4004)",
			"log((171 + ½)/(495 + ½)): 171 of 666 students",
			"percent English learners: −0.0029",
			"Prediction within this district, the school left out",
			"Prediction against similar schools anywhere, its district left out",
			"logit of the count           normal around the center, standard deviation √(",
			"students: there P(X < x) + ½·P(X = x), or that of the other tail, is 0.0",
			"predicted percent = 100/(1 + exp(−center))",
			"word: not distinguishable",
		]) {
			expect(stdout).toContain(words);
		}
	});

	it("prints nothing of a withheld result but that it is withheld", async () => {
		const json = JSON.parse((await cimpHere(["analyze", sample, "--dry-run", "--json"], home)).stdout) as {
			schools: { cds: string; actual: unknown }[];
		};
		const withheld = json.schools.find(({ actual }) => (actual as { absent?: string }).absent === "suppressed");
		const { code, stdout } = await run(withheld?.cds ?? "", "--from", "out");
		expect(code).toBe(0);
		expect(stdout).toContain("percent met or exceeded withheld by the state: fewer than 11 students");
		expect(stdout).toContain("none: not defined: not predicted: result withheld");
		expect(stdout).not.toContain("center");
	});
});

describe("figures, tables and findings", () => {
	it("asks for the district where several have it, and takes its code or name, and the number on the page", async () => {
		expect(refusal(await run("spread", "--from", "out")).slice(0, 4)).toEqual([2, "", "CIMP-E308", "spread"]);
		const byName = await run("spread", "--from", "out", "--district", "sample unified");
		expect(byName.stdout).toMatch(/^Figure spread, Sample Unified \(0199001\), on districts\/0199001-sample-unified\//);
		for (const words of ["tables/0199001-spread.csv", "Formula (method true-variation", "results-2025.txt  (sb-"]) {
			expect(byName.stdout).toContain(words);
		}
		expect(await run("figure", "3", "--from", "out", "-d", "01-99001")).toEqual(byName);
		expect((await run("table-models", "--from", "out")).stdout).toContain("of the whole run");
		const finding = (await run("finding-spread", "--from", "out", "-d", "0199001")).stdout;
		expect(finding).toContain("numbers in tables/0199001-spread.csv; cimp explain table-spread prints them");
	});
});

describe("refusals", () => {
	it("say what is not there", async () => {
		mkdirSync(join(home, "empty"));
		const wrong = async (...words: string[]) => refusal(await run(...words));
		expect((await wrong("spread", "--from", "empty")).slice(0, 4)).toEqual([
			3,
			"",
			"CIMP-E306",
			"empty without manifest.json",
		]);
		expect(await wrong("spraed", "--from", "out")).toEqual([2, "", "CIMP-E308", "spraed", "did you mean spread?"]);
		expect((await wrong("xyzzy", "--from", "out"))[4]).toMatch(/^a school's code or name, or one of .*\bspread\b/);
		expect((await wrong("spread", "--from", "out", "-d", "Sample Unifed")).slice(0, 4)).toEqual([
			2,
			"",
			"CIMP-E201",
			"Sample Unifed",
		]);
		const json = await run("spread", "--from", "empty", "--json");
		expect(JSON.parse(json.stderr)).toMatchObject({ code: "CIMP-E306", place: { file: "--from" } });
	});
});
