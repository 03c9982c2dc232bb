/** Qualification against counts made by a Python program that nobody here wrote for this purpose (fixtures/reference). */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluate, truth } from "../../src/placement/kleene.js";
import { held, type Qualification, qualify, standing } from "../../src/placement/qualify.js";
import type { Roster } from "../../src/placement/roster.js";
import { reference, referencePolicy, rosterOf } from "./rosters.js";

const json = (name: string) => JSON.parse(readFileSync(join(reference, name), "utf8"));

interface ExpectedGroup {
	readonly enrolled: number;
	readonly qualified: number;
	readonly held_back: number;
	readonly others_qualified: number;
	readonly others_held_back: number;
}

/** The words of the reference by our codes. */
const codes: Readonly<Record<string, string>> = {
	"American Indian": "AI",
	Asian: "AS",
	Black: "AA",
	Filipino: "FI",
	Hispanic: "HI",
	"Pacific Islander": "PI",
	"Two or More": "MR",
	White: "WH",
};

describe("the reference roster", () => {
	const expected = json("roster_expected.json");
	let roster: Roster;
	let found: Qualification;
	beforeAll(async () => {
		const policy = referencePolicy();
		({ roster } = await rosterOf([join(reference, "roster.csv")], { policy }));
		found = qualify(roster, policy);
	});
	const count = (test: (student: number) => boolean): number =>
		Array.from({ length: roster.students }, (_, student) => student).filter(test).length;

	it("has every row as a student", () => {
		expect([roster.rowsRead, roster.students, roster.excluded]).toEqual([expected.n, expected.n, []]);
	});

	it("qualifies as many", () => {
		const of = (value: number) => count((student) => found.standing[student] === value);
		expect({
			qualified: of(standing.qualified),
			entry: of(standing.entryLevel),
			undetermined: of(standing.undetermined),
			not: of(standing.notQualified),
		}).toEqual({
			qualified: expected.qualified,
			entry: expected.math8,
			undetermined: expected.undetermined,
			not: expected.not_qualified,
		});
		expect([expected.qualified, expected.math8, expected.undetermined]).toEqual([753, 923, 194]);
	});

	it("holds as many back at each stage, and moves and over-places as many", () => {
		expect(count((student) => found.day1.heldBack[student] === held.yes)).toBe(expected.held_back_day1);
		expect(count((student) => found.checkpoint?.heldBack[student] === held.yes)).toBe(expected.held_back_checkpoint);
		const moved = count((student) => (found.checkpoint?.level[student] ?? 0) > (found.day1.level[student] ?? 0));
		expect(moved).toBe(expected.moved_up_by_checkpoint);
		const placedUp = count(
			(student) => found.standing[student] === standing.notQualified && found.day1.overPlaced[student] === 1,
		);
		expect(placedUp).toBe(expected.not_qualified_but_placed_up_day1);
	});

	it.each(["ethnicity", "gender", "sed", "el", "swd"])("counts the groups of %s", (id) => {
		const basis = roster.bases.find((one) => one.id === id);
		for (const stage of ["day1", "checkpoint"] as const) {
			const table: Record<string, ExpectedGroup> | undefined = expected[stage][id];
			for (const [word, want] of Object.entries(table ?? {})) {
				const code = codes[word] ?? (word === "Y" ? id.toUpperCase() : word);
				const group = basis?.groups.findIndex((one) => one.code === code);
				expect(group, word).toBeGreaterThanOrEqual(0);
				const own = (student: number) => basis?.codes[student] === group;
				const state = (student: number) => found[stage]?.heldBack[student] ?? held.notInRate;
				expect({
					enrolled: count(own),
					qualified: count((student) => own(student) && state(student) !== held.notInRate),
					held_back: count((student) => own(student) && state(student) === held.yes),
					others_qualified: count((student) => !own(student) && state(student) !== held.notInRate),
					others_held_back: count((student) => !own(student) && state(student) === held.yes),
				}).toEqual({
					enrolled: want.enrolled,
					qualified: want.qualified,
					held_back: want.held_back,
					others_qualified: want.others_qualified,
					others_held_back: want.others_held_back,
				});
			}
		}
	});
});

describe("the three-valued rule", () => {
	const words = { met: truth.yes, not: truth.no, missing: truth.undetermined } as const;
	const results = { yes: truth.yes, no: truth.no, undetermined: truth.undetermined } as const;
	const { cases }: { cases: { at_least: number; status: (keyof typeof words)[]; result: keyof typeof results }[] } =
		json("qualify_truth_table.json");

	it("agrees with every row of the truth table", () => {
		expect(cases.length).toBeGreaterThan(50);
		for (const { at_least: count, status, result } of cases) {
			const of = status.map((_, at) => ({ kind: "measure" as const, measure: `${at}` }));
			const value = evaluate({ kind: "at least", count, of }, (id) => words[status[Number(id)] ?? "missing"]);
			expect(value, `${count} of ${status.join()}`).toBe(results[result]);
		}
	});

	it("is met where nothing is asked for", () => {
		expect(evaluate({ kind: "all", of: [] }, () => truth.no)).toBe(truth.yes);
	});
});
