import { describe, expect, it } from "vitest";
import type { CountFamily } from "../../src/privacy/count-family.js";
import { joinedId, joinFamilies } from "../../src/privacy/join-families.js";
import { protect } from "../../src/privacy/protect.js";
import { banded, type CountCell, type CountTable, releaseFamily, withheld } from "../../src/privacy/release-family.js";
import { recovered } from "./property.js";

const row = (id: string, population: number, ...outcomes: number[]) => ({ id, population, outcomes });

const family: CountFamily = {
	outcomes: ["held back"],
	exhaustive: false,
	rows: [
		row("all", 546, 91),
		row("Hispanic", 244, 57),
		row("White", 215, 10),
		row("Black", 62, 23),
		row("Asian", 18, 0),
		row("Filipino", 7, 1),
	],
	partitions: [{ whole: "all", parts: ["Hispanic", "White", "Black", "Asian", "Filipino"] }],
};

const ratio = (id: string): CountCell => ({
	says: "derived",
	cell: 1.25,
	from: [
		{ row: id, outcomes: [0] },
		{ row: "all", outcomes: [0] },
	],
});

const table: CountTable = {
	id: "groups",
	caption: "Groups",
	columns: ["group", "qualified", "held back", "percent", "ratio"].map((key) => ({ key, label: key, unit: "text" })),
	rows: family.rows.map(({ id }): CountCell[] => [
		{ says: "label", cell: id },
		{ says: "population", row: id },
		{ says: "count", row: id, outcome: 0 },
		{ says: "percent", row: id, outcome: 0 },
		ratio(id),
	]),
};

describe("a release", () => {
	const { tables, protection } = releaseFamily(family, [table]);
	const cells = new Map(tables[0]?.rows.map(([label, ...rest]) => [label, rest]));

	it("withholds whole rows, with one reason for all", () => {
		const hidden = [...protection.rows].filter(([, { state }]) => state === "hidden").map(([id]) => id);
		expect(hidden).toContain("Filipino");
		for (const id of hidden) expect(cells.get(id)).toEqual([withheld, withheld, withheld, withheld]);
	});

	it("gives coded and rounded counts in words, and nothing computed from them", () => {
		for (const [id, state] of protection.rows) {
			if (state.state === "rounded") {
				const [population, count, percent, derived] = cells.get(id) ?? [];
				expect([population, count]).toEqual(state.bands.map(({ words }) => words));
				expect(percent).toMatch(/^\d+ % to \d+ %$/);
				expect(derived).toEqual(banded);
			}
			if (state.state === "shown" && state.coded[0] !== undefined) {
				expect(cells.get(id)?.slice(1)).toEqual([state.coded[0].words, state.coded[0].words, banded]);
			}
		}
		expect([...protection.rows.values()].some(({ state }) => state === "rounded")).toBe(true);
	});

	it("gives exact counts and what is computed from them where nothing is lost by it", () => {
		expect(cells.get("all")).toEqual([546, 91, (100 * 91) / 546, 1.25]);
		const exact = [...protection.rows].filter(([, entry]) => entry.state === "shown" && entry.coded[0] === undefined);
		expect(exact.length).toBeGreaterThan(1);
	});

	it("leaves nothing to an attacker", () => {
		expect(recovered(family, protection)).toEqual([]);
	});

	it("throws for rows and outcomes that the family lacks", () => {
		const with1 = (cell: CountCell): CountTable => ({ ...table, rows: [[cell]] });
		expect(() => releaseFamily(family, [with1({ says: "population", row: "nobody" })])).toThrow(/row nobody/);
		expect(() => releaseFamily(family, [with1({ says: "count", row: "all", outcome: 4 })])).toThrow(/outcome 4/);
	});
});

describe("families that readers lay side by side", () => {
	const year = (population: number, heldBack: number): CountFamily => ({
		outcomes: ["held back"],
		exhaustive: false,
		rows: [row("all", population, heldBack)],
		partitions: [],
	});

	it("never show both of two nested populations exactly that differ by a few students", () => {
		const joined = joinFamilies(
			[
				{ name: "day 1", family: year(212, 40) },
				{ name: "checkpoint", family: year(208, 37) },
			],
			{ nested: [{ larger: { name: "day 1", row: "all" }, smaller: { name: "checkpoint", row: "all" } }] },
		);
		const protection = protect(joined);
		const states = ["day 1", "checkpoint"].map((name) => protection.rows.get(joinedId({ name, row: "all" }))?.state);
		expect(states).not.toEqual(["shown", "shown"]);
		expect(recovered(joined, protection)).toEqual([]);
	});

	it("show both where they differ by enough, or by nobody", () => {
		for (const later of [212, 190]) {
			const joined = joinFamilies(
				[
					{ name: "a", family: year(212, 40) },
					{ name: "b", family: year(later, later === 212 ? 40 : 36) },
				],
				{ nested: [{ larger: { name: "a", row: "all" }, smaller: { name: "b", row: "all" } }] },
			);
			const { rows } = protect(joined);
			expect(["a: all", "b: all"].map((id) => rows.get(id)?.state)).toEqual(["shown", "shown"]);
		}
	});

	it("hide a small year from the sum of years", () => {
		const names = ["2023", "2024", "2025"];
		const joined = joinFamilies(
			[
				{ name: "2023", family: year(80, 20) },
				{ name: "2024", family: year(6, 2) },
				{ name: "2025", family: year(90, 25) },
				{ name: "three years", family: year(176, 47) },
			],
			{ sums: [{ whole: { name: "three years", row: "all" }, parts: names.map((name) => ({ name, row: "all" })) }] },
		);
		const protection = protect(joined);
		expect(protection.rows.get("2024: all")?.state).toBe("hidden");
		expect(recovered(joined, protection)).toEqual([]);
	});

	it("are refused where they are not nested or count other outcomes", () => {
		const families = [
			{ name: "a", family: year(20, 5) },
			{ name: "b", family: year(30, 5) },
		];
		const nested = [{ larger: { name: "a", row: "all" }, smaller: { name: "b", row: "all" } }];
		expect(() => joinFamilies(families, { nested })).toThrow();
		expect(() =>
			joinFamilies([
				{ name: "a", family: year(20, 5) },
				{ name: "b", family: { ...year(30, 5), outcomes: ["x"] } },
			]),
		).toThrow(/outcomes/);
	});
});
