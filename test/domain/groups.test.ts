import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { groupBy } from "../../src/domain/group-by.js";
import {
	findGroup,
	groupIds,
	groupName,
	groupNames,
	knownGroupIds,
	studentGroup,
} from "../../src/domain/student-groups.js";

const published = "../shared/data/lookups/student_groups.csv";
const present = existsSync(published);
const why = present ? "" : ` (skipped: ${published} is absent)`;

/** Cells of a line in which names may stand in quotes. */
const cells = (line: string): string[] =>
	[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
		(quoted?.replaceAll('""', '"') ?? plain ?? "").trim(),
	);

describe("student groups", () => {
	it.each([
		["SED", 31],
		["sed", 31],
		["Socioeconomically disadvantaged", 31],
		["Economically Disadvantaged", 31],
		["31", 31],
		["031", 31],
		["EL", 160],
		["English learner", 160],
		["English Learner", 160],
		["EL (English learner, excluding RFEP)", 160],
		["SWD", 128],
		["Students with Disability", 128],
		["Reported disabilities", 128],
		["AA", 74],
		["Black or African American", 74],
		["HI", 78],
		["Hispanic or Latino", 78],
		["WH", 80],
		["MR", 144],
		["Two or more races", 144],
		["All Students", 1],
		["Females", 4],
		["male", 3],
		["HOM", 52],
		["LTEL", 250],
		["1000", undefined],
		["2", undefined],
		["", undefined],
		["everyone", undefined],
	] as const)("%j is group %j", (text, id) => {
		expect(findGroup(text)).toBe(id);
	});

	it("finds every name that it offers", () => {
		for (const name of groupNames) expect(knownGroupIds.has(findGroup(name) ?? -1), name).toBe(true);
	});

	it("names a group in the words of the year, and one without a label of its own in the next words", () => {
		expect([2015, 2018, 2019, 2022, 2023].map((year) => groupName(groupIds.sed, year))).toEqual([
			"Economically Disadvantaged",
			"Economically Disadvantaged",
			"Economically disadvantaged",
			"Economically disadvantaged",
			"Socioeconomically disadvantaged",
		]);
		expect(groupName(250, 2016)).toBe("LTEL (Long-Term English learner)");
		expect(groupName(999, 2025)).toBe("group 999");
		expect(studentGroup(999, 2025)).toBeUndefined();
		for (const id of knownGroupIds) {
			for (const year of [2015, 2019, 2025]) expect(studentGroup(id, year)?.name, `${id} ${year}`).toBeTruthy();
		}
	});

	it("does not answer an ethnicity's name with one of its economic halves", () => {
		const halves = [...knownGroupIds].filter((id) => studentGroup(id, 2025)?.category.startsWith("Ethnicity for"));
		expect(halves).toHaveLength(16);
		for (const id of halves) expect(findGroup(groupName(id, 2025))).not.toBe(id);
		for (const id of halves) expect(findGroup(String(id))).toBe(id);
	});

	it.skipIf(!present)(`knows every id and label of the state's lookup tables${why}`, () => {
		const [header = "", ...lines] = readFileSync(published, "utf8").trim().split(/\r?\n/);
		const columns = cells(header);
		const plain = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll("’", "'").toLowerCase();
		const wrong: string[] = [];
		for (const line of lines) {
			const row = new Map(cells(line).map((cell, index) => [columns[index], cell]));
			const id = Number(row.get("id"));
			if (!knownGroupIds.has(id)) wrong.push(`id ${id} is not known`);
			for (const [column, year] of [
				["name_2025", 2025],
				["name_2022", 2022],
				["name_2015_2018", 2016],
			] as const) {
				const label = row.get(column) ?? "";
				if (label === "" || plain(groupName(id, year)) === plain(label)) continue;
				wrong.push(`${id} in ${year}: ${groupName(id, year)} ≠ ${label}`);
			}
		}
		expect(lines.length).toBeGreaterThan(40);
		expect(wrong).toEqual([]);
	});
});

describe("items under their key", () => {
	it("keep their order, and the order of first keys", () => {
		const groups = groupBy([5, 2, 8, 1, 2], (item) => (item % 2 === 0 ? "even" : "odd"));
		expect([...groups]).toEqual([
			["odd", [5, 1]],
			["even", [2, 8, 2]],
		]);
	});
});
