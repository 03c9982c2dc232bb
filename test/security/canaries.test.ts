/**
 * Canaries: a word of its own in every cell that may not go out. None of them is in anything that cimp writes or says.
 *
 * Names of files that the user gives as inputs are the user's own words and may be repeated; so may headings, and cells of
 * columns that a layout gives a role, which are the state's published values. Copies that `cimp doctor --fix` makes of
 * known tables are the user's own bytes, for the user's own eyes.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { DoctorReport } from "../../src/app/schemas/doctor.js";
import { cimpHere } from "../helpers/here.js";
import { type Finished, folderContents, workdir } from "../helpers/workdir.js";
import { changeCells, inventedFiles } from "./inputs.js";
import { leaksOf } from "./leaks.js";

/** Nothing else begins so. */
const canary = "Zqx";
const leaks = (said: Finished | string): string[] => leaksOf([canary], { said: [said] });
const leaksIn = (folder: string, but?: (path: string) => boolean): string[] =>
	leaksOf([canary], { folders: [folder], ...(but ? { but } : {}) });
const all = ({ stdout, stderr }: Finished): string => `${stdout}\n${stderr}`;

const roster = (heading: readonly string[], rows = 30): string =>
	[
		heading.join(","),
		...Array.from({ length: rows }, (_, row) => heading.map((_name, column) => `${canary}${row}c${column}`).join(",")),
		"",
	].join("\n");
const rosterHeading = ["student_id", "first_name", "last_name", "school", "grade", "ethnicity", "math_grade_8"];

let home: string;
let input: string;

beforeAll(async () => {
	home = workdir();
	input = await inventedFiles(join(home, "input"));
	for (const name of ["results-2024.txt", "results-2025.txt", "entities-2024.txt", "entities-2025.txt"]) plant(name);
	for (const name of ["covariates.csv", "frpm.csv"]) plant(name);
	writeFileSync(join(input, "list.csv"), roster(rosterHeading));
	// The same without a header, and as a table whose header says nothing of students.
	writeFileSync(join(input, "bare.csv"), roster(rosterHeading).split("\n").slice(1).join("\n"));
	writeFileSync(join(input, "other.csv"), roster(["pupil", "room", "teacher"]));
	// Strangers whose very names are canaries.
	writeFileSync(join(input, `${canary}Maria letter.pdf`), "%PDF-1.7 words");
	writeFileSync(join(input, `${canary}Jose notes.txt`), `${canary}line\n`);
	writeFileSync(
		join(home, "crosswalk.csv"),
		"from_year,to_year,from_cds,to_cds,from_name,to_name,change,basis,accepted,note\n" +
			[
				`2024,2025,01990019900001,01990019900009,${canary}a,${canary}b,moved,${canary}c,yes,${canary}d`,
				`${canary}e,2025,${canary}f,${canary}g,,,,${canary}h,${canary}i,`,
				`2024,2025,01990019900002,01990019900003,,,,,${canary}j,`,
			].join("\n"),
	);
});

function plant(name: string): void {
	changeCells(join(input, name), (cell, heading, isRead, row) =>
		isRead ? cell : `${canary}${row}${heading.replace(/\W/g, "")}`,
	);
}

describe("canaries in every column that no layout marks as publishable", () => {
	it("are planted: each of the inputs has them", () => {
		const without = [...folderContents(input)].filter(([, content]) => leaks(content).length === 0);
		expect(without.map(([path]) => basename(path))).toEqual([`${canary}Maria letter.pdf`]);
	});

	it("appear in nothing that analyze writes or says, nor explain of it, nor the check of it", async () => {
		const words = ["analyze", "input", "--out", "report", "--crosswalk", "crosswalk.csv", "--verbose"];
		const run = await cimpHere(words, home);
		expect(run.code, run.stderr).toBe(0);
		expect([leaks(run), leaksIn(join(home, "report"))]).toEqual([[], []]);
		const report = folderContents(join(home, "report"));
		expect(report.get("problems.csv")).toContain("CIMP-W125,warning,input/file");
		const school = /"cds": "(\d{14})"/.exec(report.get("results.json") ?? "")?.[1] ?? "";
		const explained = await cimpHere(["explain", school, "--from", "report"], home);
		expect([explained.code, leaks(explained)]).toEqual([0, []]);
		const checked = await cimpHere(["privacy", "check", "report", "--json"], home);
		expect([checked.code, leaks(checked)]).toEqual([0, []]);
	});

	it.each(["csv", "jsonl"])("appear in nothing that tidy writes as %s", async (format) => {
		const run = await cimpHere(["tidy", "input", "--out", `rows.${format}`, "--verbose"], home);
		expect(run.code, run.stderr).toBe(0);
		expect(leaks(run)).toEqual([]);
		const made = folderContents(home).get(`rows.${format}`) ?? "";
		expect([made.length > 1000, leaks(made)]).toEqual([true, []]);
	});

	it("appear in nothing that entities diff writes or says", async () => {
		const run = await cimpHere(["entities", "diff", "2024", "2025", "input", "--out", "diff", "--json"], home);
		expect(run.code, run.stderr).toBe(0);
		expect([leaks(run), leaksIn(join(home, "diff"))]).toEqual([[], []]);
	});

	it("appear in nothing that doctor says; with --fix only in copies of known tables", async () => {
		for (const form of [[], ["--json"]]) {
			const run = await cimpHere(["doctor", "input", ...form], home);
			expect(run.code).toBe(1);
			expect(leaks(run)).toEqual([]);
			// Odd cells of unread columns are found, and told by their shape.
			expect(all(run)).toContain("CIMP-W130");
		}
		const fixed = await cimpHere(["doctor", "input", "--fix", "fixed"], home);
		expect(leaks(fixed)).toEqual([]);
		const known = /^(?:results|entities)-20\d\d\.txt$|^(?:covariates|frpm)\.csv$/;
		expect(leaksIn(join(home, "fixed"), (path) => known.test(path))).toEqual([]);
		const copies = [...folderContents(join(home, "fixed")).keys()].filter((path) => known.test(path));
		expect(copies.length).toBe(6);
	});
});

describe("a list of students given by mistake", () => {
	const given = { "with a header": "list.csv", "without one": "bare.csv", "under other headings": "other.csv" };

	it.each(Object.entries(given))("%s is refused by every command, and none of it is repeated", async (_what, file) => {
		const path = join("input", file);
		for (const words of [
			["analyze", path],
			["tidy", path],
			["doctor", path, "--json"],
			["doctor", path, "--fix", "never"],
			["entities", "diff", "2024", "2025", path],
		]) {
			const run = await cimpHere(words, home);
			expect([1, 4], `${words.join(" ")}: ${run.stderr}`).toContain(run.code);
			expect(leaks(run)).toEqual([]);
		}
		expect([...folderContents(home).keys()].filter((name) => /^(?:never|out)\//.test(name))).toEqual([]);
	});

	it("is refused also where a column map would have it read", async () => {
		writeFileSync(
			join(home, "map.yml"),
			"roles: { cds: student_id, schoolName: last_name, percentMet: math_grade_8 }\nconstants: { year: 2025, subject: math, grade: 13, group: 1 }\n",
		);
		const run = await cimpHere(["analyze", join("input", "list.csv"), "--map", "map.yml"], home);
		expect(run.code).toBe(4);
		expect(run.stderr).toContain("a column of single students (field 1)");
		expect(leaks(run)).toEqual([]);
	});

	it("is refused as the crosswalk, as accepted proposals, as the map and as the settings", async () => {
		const list = join("input", "list.csv");
		const table = join("input", "results-2025.txt");
		const folder = join(home, "settings");
		mkdirSync(folder, { recursive: true });
		writeFileSync(
			join(folder, "cimp.config.yml"),
			`${canary}Maria: { ${canary}id: 4 }\n"${canary}Jose": *${canary}x\n`,
		);
		for (const run of [
			await cimpHere(["analyze", table, "--crosswalk", list], home),
			await cimpHere(["doctor", table, "--fix", "fixed2", "--accept", list], home),
			await cimpHere(["analyze", table, "--map", list], home),
			await cimpHere(["analyze", join(home, table)], folder),
		]) {
			expect([2, 4], run.stderr).toContain(run.code);
			expect(leaks(run)).toEqual([]);
		}
	});
});

describe("a cell where it does not belong", () => {
	it("is told by row, column and shape", async () => {
		const folder = await inventedFiles(join(home, "shifted"));
		changeCells(join(folder, "results-2025.txt"), (cell, heading, _isRead, row) => {
			if (row === 3 && heading === "School Code") return `${canary}Code`;
			if (row === 4 && heading === "Mean Scale Score") return `${canary} Lopez`;
			return row === 5 && heading === "School Code" ? "4455667788" : cell;
		});
		const run = await cimpHere(["doctor", join("shifted", "results-2025.txt"), "--json"], home);
		const { files } = JSON.parse(run.stdout) as DoctorReport;
		const told = files.flatMap((file) => file.problems).filter(({ code }) => /CIMP-E11[25]/.test(code));
		expect(told.map(({ code, count, first }) => [code, count, first.line, first.field, first.found])).toEqual([
			["CIMP-E112", 2, 5, "School Code", "text of 7 characters"],
			["CIMP-E115", 1, 6, "Mean Scale Score", "text of 9 characters"],
		]);
		expect([leaks(run), all(run).includes("4455667788")]).toEqual([[], false]);
	});
});
