/** `cimp placement audit` and its companions as commands: files, shapes, gate, modes, exit codes. */

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { type AuditFile, enrollmentJsonSchema, placementJsonSchema } from "../../src/app/schemas/placement.js";
import { aggregateJsonSchema } from "../../src/app/schemas/placement-aggregate.js";
import { powerJsonSchema, sweepJsonSchema, whatIfJsonSchema } from "../../src/app/schemas/placement-replay.js";
import { cimpHere } from "../helpers/here.js";
import { folderContents, repository, workdir } from "../helpers/workdir.js";
import { reference } from "./rosters.js";

const policy = join(reference, "policy.json");
const roster = join(reference, "roster.csv");
const named = ["-p", policy, "-s", roster];
const valid = (schema: unknown, text: string): void => {
	const check = new Ajv2020({ strict: false }).compile(schema as object);
	expect(check(JSON.parse(text)), JSON.stringify(check.errors)).toBe(true);
};

let home: string;
beforeAll(async () => {
	home = workdir();
	const run = await cimpHere(["placement", "audit", ...named, "-o", "audit", "--internal", "own", "-q"], home);
	expect([run.code, run.stderr]).toEqual([0, ""]);
});
const read = (path: string): string => readFileSync(join(home, path), "utf8");

describe("cimp placement audit", () => {
	it("writes a public folder that the gate passes, in the published shapes", async () => {
		expect((await cimpHere(["privacy", "check", "audit"], home)).code).toBe(0);
		valid(placementJsonSchema(), read("audit/audit.json"));
		valid(aggregateJsonSchema(), read("audit/aggregate.json"));
		const tables = readdirSync(join(home, "audit", "tables"));
		expect(tables).toContain("groups.csv");
		for (const table of tables.filter((name) => name.endsWith(".csv")))
			expect(read(`audit/tables/${table}`).split("\r\n")[0], table).toMatch(/^\uFEFF\w+(,\w+)*$/);
	});

	it("withholds every move to the checkpoint, and its seats, where one of a few students is withheld", async () => {
		// In this roster a few students moved from level 2 to level 3: seats before and after would tell how many.
		const sample = join(repository, "fixtures", "placement");
		const inputs = ["-p", join(sample, "policy.yml"), "-s", join(sample, "roster.csv")];
		await cimpHere(["placement", "audit", ...inputs, "-o", "sample", "--internal", "exact", "-q"], home);
		const checkpoint = ({ flow }: AuditFile) => [
			...flow.links.filter(({ to }) => to.stage === "checkpoint").map(({ students }) => students),
			...flow.courses.map((course) => course.checkpoint),
		];
		const exact = checkpoint(JSON.parse(read("exact/audit.internal.json")) as AuditFile);
		expect(exact.filter((students) => typeof students === "number" && students < 11).length).toBeGreaterThan(0);
		const shown = checkpoint(JSON.parse(read("sample/audit.json")) as AuditFile);
		expect(shown.filter((students) => typeof students === "number")).toEqual([]);
	});

	it("writes the team's own folder apart, closed, with exact values and the list of students", () => {
		const exact = JSON.parse(read("own/audit.internal.json")) as AuditFile;
		valid(placementJsonSchema(), read("own/audit.internal.json"));
		expect([exact.internal, exact.qualification.qualified]).toEqual([true, 753]);
		const lines = read("own/students.csv").trim().split("\r\n");
		expect(lines).toHaveLength(127);
		for (const name of readdirSync(join(home, "own")))
			expect(statSync(join(home, "own", name)).mode & 0o777, name).toBe(0o600);
		expect(statSync(join(home, "own")).mode & 0o777).toBe(0o700);
	});

	it("names no student in the public folder", () => {
		const ids = readFileSync(roster, "utf8")
			.split("\n")
			.slice(1, 60)
			.map((line) => line.split(",")[0] ?? "");
		const all = [...folderContents(join(home, "audit")).values()].join("\n");
		for (const id of ids) expect(all).not.toContain(`${id}`);
	});

	it("gives the same bytes again", async () => {
		const before = folderContents(join(home, "audit"));
		expect((await cimpHere(["placement", "audit", ...named, "-o", "audit", "-q"], home)).code).toBe(0);
		expect(folderContents(join(home, "audit"))).toEqual(before);
	});

	it("ends with 1 for a FLAG only where that was asked for", async () => {
		const run = await cimpHere(["placement", "audit", ...named, "-o", "flagged", "-q", "--fail-on-flag"], home);
		expect(run.code).toBe(1);
	});

	it("says the same whether the roster is one file or two", async () => {
		const [header = "", ...rows] = readFileSync(roster, "utf8").trim().split("\n");
		writeFileSync(join(home, "first.csv"), `${[header, ...rows.slice(0, 900)].join("\n")}\n`);
		writeFileSync(join(home, "second.csv"), `${[header, ...rows.slice(900).reverse()].join("\n")}\n`);
		const split = ["-p", policy, "-s", "first.csv", "-s", "second.csv"];
		expect((await cimpHere(["placement", "audit", ...split, "-o", "split", "-q"], home)).code).toBe(0);
		const [one, two] = [read("audit/audit.json"), read("split/audit.json")].map(
			(text) => JSON.parse(text) as AuditFile,
		);
		const { inputs: _a, ...first } = one as AuditFile;
		const { inputs: _b, ...second } = two as AuditFile;
		expect(second).toEqual(first);
	});

	it("answers nothing without a policy, and says so", async () => {
		const run = await cimpHere(["placement", "audit", "-s", roster, "-o", "enrolled"], home);
		expect([run.code, run.stderr.includes("SB 359 question NOT answered: no policy file")]).toEqual([0, true]);
		valid(enrollmentJsonSchema(), read("enrolled/audit.json"));
		expect((await cimpHere(["privacy", "check", "enrolled"], home)).code).toBe(0);
	});
});

describe("the same students otherwise", () => {
	it("whatif changes a cut and says who would gain", async () => {
		const run = await cimpHere(["placement", "whatif", ...named, "--set", "measures.caaspp8.cut=2550", "--json"], home);
		expect(run.code).toBe(0);
		valid(whatIfJsonSchema(), run.stdout);
		const { change, qualifiedBefore, qualifiedAfter } = JSON.parse(run.stdout);
		expect(change).toEqual([{ path: "measures.caaspp8.cut", before: 2586, after: 2550 }]);
		expect([qualifiedBefore, qualifiedAfter > qualifiedBefore]).toEqual([753, true]);
	});

	it("whatif refuses a path that is not there, with the nearest", async () => {
		const run = await cimpHere(["placement", "whatif", ...named, "--set", "measures.caasp8.cut=2550"], home);
		expect(run.code).toBe(2);
		expect(run.stderr).toContain('did you mean "caaspp8"?');
	});

	it("sweep gives rounded points, fewer qualified as the cut rises", async () => {
		const over = ["--over", "measures.caaspp8.cut", "--from", "2550", "--to", "2610", "--step", "20"];
		const run = await cimpHere(["placement", "sweep", ...named, ...over, "--json", "-o", "sweep"], home);
		expect(run.code).toBe(0);
		valid(sweepJsonSchema(), run.stdout);
		const counts = JSON.parse(run.stdout).points.map(({ qualified }: { qualified: number }) => qualified);
		expect(counts).toHaveLength(4);
		expect([...counts].sort((a: number, b: number) => b - a)).toEqual(counts);
		expect(counts.every((count: number) => count % 10 === 0)).toBe(true);
	});

	it("power says what each group's numbers can find", async () => {
		const run = await cimpHere(["placement", "power", ...named, "--json"], home);
		expect(run.code).toBe(0);
		valid(powerJsonSchema(), run.stdout);
		const black = JSON.parse(run.stdout).groups.find(({ code }: { code: string }) => code === "AA");
		expect(black.detectableGap).toBeGreaterThan(0.15);
		expect(black.detectableGap).toBeLessThan(0.3);
	});

	it("merge puts districts together and takes none twice", async () => {
		const second = JSON.parse(read("audit/aggregate.json"));
		second.districts[0].district = "Another Union High";
		writeFileSync(join(home, "other.json"), JSON.stringify(second));
		const run = await cimpHere(["placement", "merge", "audit", "other.json", "--json", "-o", "county"], home);
		expect(run.code).toBe(0);
		valid(aggregateJsonSchema(), run.stdout);
		const black = JSON.parse(run.stdout).merged.find(
			({ code, stage }: { code: string; stage: string }) => code === "AA" && stage === "day1",
		);
		// The same district twice: the common ratio is that of one.
		expect([black.districts, black.qualified]).toEqual([2, 96]);
		expect(black.riskRatio.value).toBeCloseTo((22 / 48 / 104) * 705, 9);
		expect((await cimpHere(["placement", "merge", "audit", "audit"], home)).code).toBe(2);
	});
});
