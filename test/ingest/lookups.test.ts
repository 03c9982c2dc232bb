/** Lookup tables: real editions, the older one without a header, and a group that only a lookup table knows. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { groupLabel } from "../../src/app/choose.js";
import { type Layout, layoutById } from "../../src/ingest/layouts/index.js";
import { latin, openFiles, tableText, withContents } from "./helpers.js";

const layoutOf = (id: string): Layout => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return layout;
};

const folder = "../shared/data/lookups";
const present = existsSync(folder);
const why = present ? "" : ` (skipped: ${folder} is absent)`;
const unknownGroup = "fixtures/broken/CIMP-W118-unknown-group.txt";

test("a group that cimp does not know goes by the name of a lookup table, without a warning", async () => {
	const lookup = tableText(layoutOf("student-groups"), [
		{ "Demographic ID": "299", "Demographic ID Num": "299", "Demographic Name": "Newcomers", "Student Group": "New" },
		{ "Demographic ID": "031", "Demographic ID Num": "31", "Demographic Name": "Another word", "Student Group": "SED" },
	]);
	const contents = { "results.txt": readFileSync(unknownGroup), "zz-groups.txt": lookup };
	await withContents(contents, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		expect(
			inputs.summaries.map((entry) => [entry.file, entry.layout, entry.family, entry.rowsKept, entry.years]),
		).toEqual([
			["results.txt", "sb-2021-2023", "results", inputs.summaries[0]?.rowsKept, [2022]],
			["zz-groups.txt", "student-groups", "lookup", 2, []],
		]);
		const available = inputs.available();
		expect(groupLabel(299, 2022, available)).toBe("Newcomers");
		expect(groupLabel(31, 2022, available)).toBe("Economically disadvantaged");
		expect(groupLabel(298, 2022, available)).toBe("group 298");
	});
});

test("several editions: the last file by name counts; a table of tests names no group", async () => {
	const groups = layoutOf("student-groups");
	const row = (name: string) => ({ "Demographic ID Num": "299", "Demographic Name": name, "Student Group": "New" });
	const contents = {
		"a.txt": tableText(groups, [row("Newcomers"), row("Newcomers")]),
		"b.txt": tableText(groups, [row("Recent arrivals")]),
		"c.txt": tableText(layoutOf("tests"), [{ "Test ID Num": "299", "Test Name": "SB - Music" }]),
		"results.txt": readFileSync(unknownGroup),
	};
	await withContents(contents, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		expect([...inputs.available().groupNames]).toEqual([[299, "Recent arrivals"]]);
		expect(inputs.summaries.map((entry) => entry.rowsKept)).toEqual([2, 1, 1, inputs.summaries[3]?.rowsRead]);
	});
});

describe("the older table without a header", () => {
	const line = (...cells: string[]): string => `${cells.map((cell) => `"${cell}"`).join(",")}\r\n`;
	const good =
		line("001", "1", "All Students", "All Students") + line("128", "128", "Students with Disability", "Disability");

	test("is recognized by its shape, and its first line is a row", async () => {
		const contents = { "Subgroups.txt": good, "results.txt": readFileSync(unknownGroup) };
		await withContents(contents, async (inputs) => {
			const summary = inputs.summaries.find((entry) => entry.file === "Subgroups.txt");
			expect([summary?.layout, summary?.rowsRead, summary?.rowsKept]).toEqual(["subgroups", 2, 2]);
			expect([...inputs.available().groupNames]).toEqual([
				[1, "All Students"],
				[128, "Students with Disability"],
			]);
		});
	});

	test("a damaged line is refused at its own place", async () => {
		const text = [good.repeat(3), line("31", "x1", "Sample", "Status"), '"032","32","Sample"\r\n'].join("");
		const contents = { "Subgroups.txt": text, "results.txt": readFileSync(unknownGroup) };
		await withContents(contents, async (inputs) => {
			const found = inputs.problems.filter((entry) => entry.place.file === "Subgroups.txt");
			expect(found.map((entry) => [entry.code, entry.place.line, entry.place.column, entry.found])).toEqual([
				["CIMP-E115", 7, 6, "text of 2 characters"],
				["CIMP-E110", 8, undefined, "3 fields"],
			]);
		});
	});

	test("another table of four columns is not taken for it", async () => {
		const other = line("001", "2", "All Students", "All Students");
		const contents = { "other.txt": other, "results.txt": readFileSync(unknownGroup) };
		await expect(withContents(contents, async () => undefined)).rejects.toThrow("CIMP-E106: header not recognised");
	});
});

describe.skipIf(!present)(`real lookup tables${why}`, () => {
	test("all rows kept, en dashes intact", async () => {
		const files = ["StudentGroups_2022.txt", "StudentGroups_2025.txt", "Tests_2022.txt"].map(
			(name) => `${folder}/${name}`,
		);
		const { inputs, end } = await openFiles([...files, "fixtures/broken/CIMP-R111-copied-row.txt"]);
		expect(inputs.problems.filter((entry) => !entry.place.file.startsWith("CIMP-"))).toEqual([]);
		const records = (name: string): number =>
			readFileSync(name, "latin1")
				.split("\r\n")
				.filter((text) => text !== "").length - 1;
		expect(
			inputs.summaries.slice(1).map((entry) => [entry.file, entry.layout, entry.rowsRead, entry.rowsKept]),
		).toEqual([
			["StudentGroups_2022.txt", "student-groups", records(files[0] ?? ""), records(files[0] ?? "")],
			["StudentGroups_2025.txt", "student-groups", records(files[1] ?? ""), records(files[1] ?? "")],
			["Tests_2022.txt", "tests", records(files[2] ?? ""), records(files[2] ?? "")],
		]);
		const names = inputs.available().groupNames;
		expect(names.size).toBe(58);
		expect([170, 251, 252].map((id) => names.get(id))).toEqual([
			"Ever–EL",
			"AR–LTEL (At-Risk of becoming LTEL)",
			"Never–EL",
		]);
		expect(await end()).toEqual([]);
	});
});

test("Windows-1252 names arrive whole", async () => {
	const text = tableText(layoutOf("student-groups"), [
		{ "Demographic ID Num": "299", "Demographic Name": "Año–EL", "Student Group": "New" },
	]);
	const contents = { "g.txt": latin(text.replaceAll("–", "\u0096")), "results.txt": readFileSync(unknownGroup) };
	await withContents(contents, async (inputs) => {
		expect(inputs.available().groupNames.get(299)).toBe("Año–EL");
	});
});
