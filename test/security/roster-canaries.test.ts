/** Words planted in every column of a placement roster whose words are not the policy's: none comes out in public. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cimpHere } from "../helpers/here.js";
import { repository, workdir } from "../helpers/workdir.js";
import { leaksOf } from "./leaks.js";

const sample = join(repository, "fixtures", "placement");

/** Columns whose titles or grades the policy must know: other words there are refused before anything is published. */
const ofThePolicy = [
	"school_year",
	"grade",
	"prior_course",
	"placed_course_day1",
	"placed_course_checkpoint",
	"next_course",
];

it("no word of a few students in any text column of a roster, known or not, is in public output or on the screen", async () => {
	const [header = "", ...lines] = readFileSync(join(sample, "roster.csv"), "utf8").trim().split(/\r?\n/);
	const columns = header.replace("\uFEFF", "").split(",");
	const rows = lines.map((line) => [...line.split(","), "", "", ""]);
	const planted = columns.filter((column) => !ofThePolicy.includes(column));
	const canaries: string[] = [];
	const plant = (row: number, place: number, word: string): void => {
		canaries.push(word);
		const cells = rows[row];
		if (cells !== undefined) cells[place] = word;
	};
	// One cell of a row each, in ten rows a column: fewer than a group that may be shown.
	planted.forEach((column, index) => {
		for (let n = 0; n < 10; n++) plant(index * 10 + n, columns.indexOf(column), `zqx${column}${n}zqx`);
	});
	["student_name", "birth_date", "notes"].forEach((column, index) => {
		rows.forEach((_, row) => {
			if (row % 300 === index) plant(row, columns.length + index, `zqx${column}${row}zqx`);
		});
	});
	const home = workdir();
	const text = [[...columns, "student_name", "birth_date", "notes"], ...rows]
		.map((cells) => cells.join(","))
		.join("\n");
	writeFileSync(join(home, "roster.csv"), text);
	const inputs = ["--policy", join(sample, "policy.yml"), "--students", "roster.csv"];
	const said = [await cimpHere(["placement", "audit", ...inputs, "--out", "public", "--internal", "own"], home)];
	said.push(await cimpHere(["placement", "map-courses", ...inputs], home));
	expect(said.map(({ code, stderr }) => [code, code === 0 ? "" : stderr])).toEqual([
		[0, ""],
		[0, ""],
	]);
	expect(leaksOf(canaries, { folders: [join(home, "public")], said })).toEqual([]);
	// The looking finds what is there: the team's own folder has ids.
	expect(leaksOf(canaries, { folders: [join(home, "own")] })).not.toEqual([]);
});

it("no cell of a roster that lost its header is said, also where a row has words that are headings, too", async () => {
	const home = workdir();
	const row = (name: string): string => `zqx${name}zqx,EL,SED,appeal,zqxSchoolzqx,Algebra zqx,Geometry zqx`;
	writeFileSync(join(home, "roster.csv"), ["Ada", "Ben", "Cy"].map(row).join("\n"));
	const inputs = ["--policy", join(sample, "policy.yml"), "--students", "roster.csv"];
	const said = await cimpHere(["placement", "audit", ...inputs, "--out", "public"], home);
	expect([said.code, said.stderr]).toEqual([4, expect.stringContaining("roster.csv:1: error CIMP-E140")]);
	expect(said.stderr).toContain("a first line of 7 cells with too few known headings: it may be a row");
	expect(said.stderr).toContain("write them as the first line");
	expect(leaksOf(["zqx"], { said: [said] })).toEqual([]);
});

it("no title of a few students is said where the policy does not know it: refused, left out, or listed", async () => {
	const [header = "", ...lines] = readFileSync(join(sample, "roster.csv"), "utf8").trim().split(/\r?\n/);
	const columns = header.replace("\uFEFF", "").split(",");
	const canaries: string[] = [];
	const rows = lines.map((line, row) => {
		const cells = line.split(",");
		const column = ["prior_course", "placed_course_day1", "placed_course_checkpoint", "next_course"][row % 40];
		if (column !== undefined && row < 400) {
			const word = `Zqx${column.replaceAll("_", "")}${row} Zqxson`;
			canaries.push(word, word.split(" ")[0] ?? "");
			cells[columns.indexOf(column)] = word;
		}
		return cells.join(",");
	});
	const home = workdir();
	writeFileSync(join(home, "roster.csv"), [columns.join(","), ...rows].join("\n"));
	const inputs = ["--policy", join(sample, "policy.yml"), "--students", "roster.csv"];
	const audit = ["placement", "audit", ...inputs, "--out", "public"];
	const said = [
		await cimpHere(audit, home),
		await cimpHere([...audit, "--unmapped", "exclude"], home),
		await cimpHere(["placement", "map-courses", ...inputs], home),
		await cimpHere(["placement", "map-courses", ...inputs, "--json"], home),
		await cimpHere(["placement", "map-courses", ...inputs, "--internal", "own"], home),
	];
	expect(said.map(({ code }) => code)).toEqual([2, 0, 1, 1, 1]);
	expect(said[0]?.stderr).toContain("CIMP-E145");
	expect(said[0]?.stderr).toContain("30 titles");
	expect(leaksOf(canaries, { folders: [join(home, "public")], said })).toEqual([]);
	// A person gets to see them, in the closed folder.
	expect(leaksOf(canaries, { folders: [join(home, "own")] })).not.toEqual([]);
});
