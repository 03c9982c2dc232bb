/** What a page says of a district beside the sum of its schools, and of schools under other codes. */

import { describe, expect, it } from "vitest";
import type { School } from "../../src/analyses/frame/school.js";
import { placeFacts } from "../../src/app/pages/place-facts.js";
import type { Run } from "../../src/app/run.js";
import { notDefined } from "../../src/domain/measured.js";
import type { Reconciliation } from "../../src/domain/places/reconcile.js";

const district = "9990101";

const compared = (year: number, explained: Reconciliation["explained"]): Reconciliation => ({
	district,
	year,
	grade: 13,
	published: 100,
	schools: 98,
	chartersApart: { schools: 0, students: 0 },
	withheldSchools: 1,
	difference: 2,
	explained,
});

const school = (number: number, baselineFrom?: readonly string[]): School =>
	({
		cds: `${district}000000${number}`,
		district,
		name: `School ${number}`,
		...(baselineFrom && { baselineFrom }),
	}) as School;

function said(reconciliation: readonly Reconciliation[], schools: readonly School[] = [], crosswalk = false): string[] {
	const run = {
		reconciliation,
		crosswalk: crosswalk ? { file: "crosswalk.csv" } : undefined,
		input: { frame: { schools } },
	} as unknown as Run;
	return placeFacts(run, [district]).map((text) => text.join(""));
}

describe("a district beside the sum of its schools", () => {
	const opening = (years: string): string =>
		`Students with scores in the district’s own row, all students and all grades, were compared with the sum over its schools without direct-funded charters (${years}).`;

	it.each([
		[
			"one that agrees",
			[compared(2025, true)],
			"2025",
			"The two agree, or schools whose numbers are withheld can account for the difference.",
		],
		[
			"one that does not",
			[compared(2025, false)],
			"2025",
			"They do not agree, and schools whose numbers are withheld can not account for the difference: CIMP-W131 in the list of problems has both numbers.",
		],
		[
			"one of two",
			[compared(2024, false), compared(2025, true)],
			"2024 and 2025",
			"In 1 of 2 comparisons the two agree, or schools whose numbers are withheld can account for the difference. In 1 they can not: CIMP-W131 in the list of problems has both numbers.",
		],
		["none", [compared(2025, notDefined("the row has no count"))], "2025", "Not comparable: 1 (the row has no count)."],
	])("%s", (_, entries, years, words) => {
		expect(said(entries)).toEqual([`${opening(years)} ${words}`]);
	});
});

describe("schools under other codes", () => {
	const by = "By the crosswalk crosswalk.csv, the earlier result of";

	it("one former code: nothing was put together", () => {
		expect(said([], [school(1), school(2, ["99901020000009"])], true)).toEqual([
			`${by} 1 school comes from other codes: School 2 (99901010000002) from 99901020000009.`,
		]);
	});

	it("several former codes, and none of them among the earlier results", () => {
		const schools = [school(1, ["99901020000007", "99901020000008", "99901020000009"]), school(2, [])];
		expect(said([], schools, true)).toEqual([
			`${by} 2 schools come from other codes: School 1 (99901010000001) from 99901020000007, 99901020000008, and 99901020000009; School 2 (99901010000002), of whose former codes none has earlier results. Results of several former schools are put together with their students as weights, and are missing where one of them is not known.`,
		]);
	});

	it("no school", () => {
		expect(said([], [school(1)], true)).toEqual([
			"The crosswalk crosswalk.csv changes the earlier result of no school on this page.",
		]);
	});
});
