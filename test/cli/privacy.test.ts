/** `cimp privacy check` and the gate inside `analyze`, as a user calls them. */

import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { AnalyzeResults } from "../../src/app/schemas/analyze.js";
import { type PrivacyCheck, privacyCheckJsonSchema } from "../../src/app/schemas/privacy-check.js";
import { reasons, suppressed } from "../../src/domain/measured.js";
import { columnOf, readResults, sample, writeResults } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { folderContents, workdir } from "../helpers/workdir.js";

/** One page is as good as all for the gate. */
const one = ["--district", "Sample Unified", "--quiet"];

let home: string;
beforeAll(async () => {
	home = workdir();
	expect((await cimpHere(["analyze", sample, "--out", "clean", ...one], home)).code).toBe(0);
});

describe("cimp privacy check", () => {
	it("passes what analyze wrote", async () => {
		const run = await cimpHere(["privacy", "check", "clean"], home);
		expect([run.code, run.stdout]).toEqual([0, ""]);
		expect(run.stderr).toMatch(/^may be published \(\d+ files, \d+ tables, \d+ cells withheld\)$/m);
	});

	it("refuses with exit code 6 and names file, table and rule, not the value", async () => {
		cpSync(join(home, "clean"), join(home, "planted"), { recursive: true });
		writeFileSync(join(home, "planted", "tables", "more.csv"), "student_id,tested\n4455667788,7\n");
		appendFileSync(join(home, "planted", "index.html"), "<!-- note -->");
		const run = await cimpHere(["privacy", "check", "planted", "--json"], home);
		expect(run.code).toBe(6);
		const result = JSON.parse(run.stdout) as PrivacyCheck;
		expect(new Ajv2020().compile(privacyCheckJsonSchema() as object)(result)).toBe(true);
		expect(result.violations.map(({ file, table, rule }) => [file, table, rule])).toEqual([
			["index.html", "page", "hidden-text"],
			["tables/more.csv", "text", "student-id"],
			["tables/more.csv", "more", "student-column"],
			["tables/more.csv", "more", "small-count"],
		]);
		expect(run.stdout).not.toContain("4455667788");
		const words = await cimpHere(["privacy", "check", "planted"], home);
		expect(words.code).toBe(6);
		expect(words.stdout.split("\n")[0]).toMatch(
			/^index\.html: hidden-text \(page\): a comment on line \d+; a page carries text that readers do not see/,
		);
		expect(words.stderr).toContain("cimp explain CIMP-E402 says what to do");
	});

	it("tells folders of one name apart, and compares what they say", async () => {
		const results = JSON.parse(readFileSync(join(home, "clean", "results.json"), "utf8")) as AnalyzeResults;
		const known = results.schools.find(({ tested }) => typeof tested === "number");
		for (const [folder, more] of [
			["a", 0],
			["b", 3],
		] as const) {
			const schools = results.schools.map((school) =>
				school === known ? { ...school, tested: Number(school.tested) + more } : school,
			);
			mkdirSync(join(home, folder, "out"), { recursive: true });
			writeFileSync(join(home, folder, "out", "results.json"), JSON.stringify({ ...results, schools }));
		}
		const run = await cimpHere(["privacy", "check", "a/out", "b/out"], home);
		expect(run.code).toBe(6);
		expect(run.stdout).toMatch(/^2-out\/results\.json: differencing .*1-out\/results\.json/m);
	});

	it("says what it needs", async () => {
		const nowhere = await cimpHere(["privacy", "check", "nowhere"], home);
		expect([nowhere.code, nowhere.stderr.includes("CIMP-E101")]).toEqual([3, true]);
		const audit = await cimpHere(["privacy", "audit", "clean"], home);
		expect(audit.code).toBe(2);
		expect(audit.stderr).toContain("say cimp privacy check DIR");
	});
});

describe("cimp analyze", () => {
	it("refuses what the gate finds before the folder takes its name, and leaves the former report whole", async () => {
		const input = join(home, "input");
		cpSync(sample, input, { recursive: true });
		for (const file of readdirSync(input).filter((name) => name.endsWith(".txt"))) {
			const text = readFileSync(join(input, file), "latin1");
			// A name in the shape of a student's id: pages and tables repeat names as the state gives them.
			writeFileSync(join(input, file), text.replaceAll("Make-Believe Mesa Middle", "School 4455667788"), "latin1");
		}
		const before = folderContents(join(home, "clean"));
		const run = await cimpHere(["analyze", input, "--out", "clean", ...one], home);
		expect(run.code).toBe(6);
		expect(run.stderr).toContain("CIMP-E402");
		expect(run.stderr).toContain("rule student-id");
		expect(run.stderr).not.toContain("4455667788");
		expect(folderContents(join(home, "clean"))).toEqual(before);
		const dry = await cimpHere(["analyze", input, "--out", "clean", "--dry-run", ...one], home);
		expect(dry).toEqual(run);
		expect(readdirSync(home).filter((name) => name.startsWith("."))).toEqual([]);
	});

	it("never gives a district's total beside the sum of its schools where one is withheld", async () => {
		const input = join(home, "withheld");
		cpSync(sample, input, { recursive: true });
		const table = readResults(join(sample, "results-2025.txt"));
		const tested = columnOf(table, "Total Students Tested");
		const isSchool = (row: readonly string[]): boolean =>
			row[columnOf(table, "School Code")] === "9900002" &&
			row[columnOf(table, "Grade")] === "13" &&
			row[columnOf(table, "Student Group ID")] === "1";
		const withheld = (cell: string, index: number): string => (index > tested && cell !== "" ? "*" : cell);
		const changed = { ...table, rows: table.rows.map((row) => (isSchool(row) ? row.map(withheld) : row)) };
		writeResults(join(input, "results-2025.txt"), changed);
		const run = await cimpHere(["analyze", input, "--out", "few", ...one], home);
		expect(run.code).toBe(0);
		const results = JSON.parse(readFileSync(join(home, "few", "results.json"), "utf8")) as AnalyzeResults;
		const own = results.reconciliation.filter(({ year, district }) => year === 2025 && district === "0199001");
		expect(own.map(({ withheldSchools, schools, difference }) => [withheldSchools, schools, difference])).toEqual([
			[1, suppressed(reasons.leftOver), suppressed(reasons.leftOver)],
		]);
		expect((await cimpHere(["privacy", "check", "few"], home)).code).toBe(0);
	});
});
