/** The placement commands that prepare an audit. */

import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cimpHere } from "../helpers/here.js";
import { repository, workdir } from "../helpers/workdir.js";

const sample = join(repository, "fixtures", "placement");
const broken = join(repository, "fixtures", "broken", "placement");

describe("cimp placement init", () => {
	it("writes a policy once, and says the same on standard output", async () => {
		const folder = workdir();
		expect(await cimpHere(["placement", "init"], folder)).toMatchObject({ code: 0, stdout: "" });
		const written = readFileSync(join(folder, "policy.yml"), "utf8");
		expect(await cimpHere(["placement", "init", "-o", "-"], folder)).toEqual({ code: 0, stdout: written, stderr: "" });
		const again = await cimpHere(["placement", "init"], folder);
		expect([again.code, again.stderr]).toEqual([3, expect.stringContaining("a file that is there already")]);
		expect(await cimpHere(["placement", "init", "--force", "-q"], folder)).toEqual({ code: 0, stdout: "", stderr: "" });
	});

	it("is what the sample's policy was made from", async () => {
		const { stdout } = await cimpHere(["placement", "init", "-o", "-"], workdir());
		const sampled = readFileSync(join(sample, "policy.yml"), "utf8");
		const dated = stdout
			.replace("# invented: true", "invented: true")
			.replace("# adopted: 2024", "adopted: 2024")
			.replace("  # first_day: 2025", "  first_day: 2025");
		expect(sampled).toBe(dated);
	});
});

describe("cimp placement map-courses", () => {
	const words = (folder: string, ...more: string[]) =>
		["placement", "map-courses", "-p", join(folder, "policy.yml"), "-s", ...more] as const;

	it("ends with 0 where every title has its place, and 1 where some have none", async () => {
		const folder = workdir();
		const sound = await cimpHere(words(sample, join(sample, "roster.csv")), folder);
		expect(sound).toEqual({ code: 0, stdout: "all 9 titles have their place in the policy\n", stderr: "" });
		const some = await cimpHere(words(broken, join(broken, "CIMP-E145-unknown-courses.csv"), "-q"), folder);
		expect([some.code, some.stdout.split("\n")]).toEqual([
			1,
			[
				"courses of day 1 that the ladder does not place:",
				"  Geom H  (12 rows)  near: Geometry",
				"prior courses that no rule names:",
				"  Alg 1  (fewer than 11 rows)  near: Algebra I",
				"1 more title of fewer than 11 rows each: named in the folder of --internal alone, since a misplaced cell may name a student",
				"2 other titles have their place; write these under ladder, below_ladder, outside_ladder or prior_course",
				"",
			],
		]);
	});

	it("withholds small counts in JSON too", async () => {
		const { code, stdout } = await cimpHere(
			words(broken, join(broken, "CIMP-E145-unknown-courses.csv"), "--json"),
			workdir(),
		);
		const { schema, unknown } = JSON.parse(stdout);
		expect([code, schema, unknown.map(({ rows }: { rows: unknown }) => rows)]).toEqual([
			1,
			"cimp/placement-courses/1",
			[12, { absent: "suppressed", reason: "fewer than 11 students" }],
		]);
	});

	it.each([
		[["placement", "map-courses"], 2, "--students: error CIMP-E303"],
		[["placement", "map-courses", "-s", "roster.csv"], 2, "--policy: error CIMP-E303"],
		[["placement", "map-courses", "-s", "roster.csv", "-p", "nowhere.yml"], 3, "nowhere.yml: error CIMP-E101"],
		[["placement", "map-courses", "-s", "nowhere.csv", "-p", "policy.yml"], 3, "nowhere.csv: error CIMP-E101"],
		[["placement", "map-courses", "-s", "roster.csv", "-p", "wrong.yml"], 2, "wrong.yml: error CIMP-E146"],
		[["placement", "map-courses", "-s", "headless.csv", "-p", "policy.yml"], 4, "headless.csv:1: error CIMP-E140"],
	])("%j ends with %i", async (given, code, start) => {
		const folder = workdir();
		copyFileSync(join(sample, "policy.yml"), join(folder, "policy.yml"));
		copyFileSync(join(sample, "roster.csv"), join(folder, "roster.csv"));
		copyFileSync(join(broken, "CIMP-E140-no-header.csv"), join(folder, "headless.csv"));
		writeFileSync(join(folder, "wrong.yml"), "schema: cimp-placement-policy/1\n");
		const run = await cimpHere(given, folder);
		expect([run.code, run.stdout, run.stderr.slice(0, start.length)]).toEqual([code, "", start]);
		expect(run.stderr).not.toMatch(/9000\d\d/);
	});

	it("reads a roster from standard input", async () => {
		const roster = readFileSync(join(sample, "roster.csv"));
		expect(await cimpHere(words(sample, "-"), workdir(), {}, roster)).toMatchObject({ code: 0 });
	});
});

describe("cimp placement simulate", () => {
	it("gives the sample's bytes by the command of fixtures/README.md", async () => {
		const page = readFileSync(join(repository, "fixtures", "README.md"), "utf8");
		const [, command = ""] = /`cimp (placement simulate [^`]*)`/.exec(page) ?? [];
		const words = command.replace("fixtures/placement/roster.csv", "-").split(" ");
		const { code, stdout } = await cimpHere(words, workdir());
		expect(code).toBe(0);
		expect(stdout === readFileSync(join(sample, "roster.csv"), "utf8")).toBe(true);
	});

	it.each([
		["--disparity", "Black=2"],
		["--disparity", "ZZ=2"],
		["--students", "0"],
		["--students", "many"],
		["--year", "next"],
		["--held-back", "1.5"],
	])("refuses %s %s, and writes nothing", async (...wish) => {
		const folder = workdir();
		const { code, stderr } = await cimpHere(["placement", "simulate", "-o", "roster.csv", ...wish], folder);
		expect([code, stderr]).toEqual([2, expect.stringContaining("CIMP-E303")]);
		expect(existsSync(join(folder, "roster.csv"))).toBe(false);
	});
});
