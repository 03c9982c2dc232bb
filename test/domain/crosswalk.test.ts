/** Which former codes a crosswalk gives a school, over one period, a chain, and mergers. */

import { describe, expect, it } from "vitest";
import { type CrosswalkRow, formerCodes } from "../../src/domain/places/crosswalk.js";

/** "2018-2019 A>B", "… no" for a line that is not accepted; letters stand for codes. */
function row(text: string): CrosswalkRow {
	const [years = "", codes = "", accepted = "yes"] = text.split(" ");
	const [fromYear, toYear] = years.split("-").map(Number);
	const [fromCds = "", toCds = ""] = codes.split(">");
	const names = { fromName: "", toName: "", change: "moved", basis: "" };
	return {
		fromYear: fromYear ?? 0,
		toYear: toYear ?? 0,
		fromCds,
		toCds,
		...names,
		accepted: accepted === "yes" ? "yes" : "no",
	};
}

/** Former codes in short: "B: A!" where A's row must be there, "B: A B" where it may. */
const follow = (period: string, rows: readonly string[], living = ""): string[] => {
	const [baselineYear = 0, year = 0] = period.split("-").map(Number);
	const found = formerCodes(rows.map(row), { baselineYear, year, living: new Set(living.split("")) });
	return [...found]
		.map(([cds, codes]) => `${cds}: ${codes.map((code) => `${code.cds}${code.expected ? "!" : ""}`).join(" ")}`.trim())
		.sort();
};

describe("following a crosswalk", () => {
	it.each([
		["one move", "2018-2019", ["2018-2019 A>B"], ["A:", "B: A! B"]],
		["nothing accepted", "2018-2019", ["2018-2019 A>B no"], []],
		["before the period", "2019-2021", ["2018-2019 A>B"], []],
		["after the period", "2017-2018", ["2018-2019 A>B"], []],
		["a chain", "2018-2021", ["2019-2021 B>C", "2018-2019 A>B"], ["A:", "B:", "C: A! B C"]],
		["the end of a chain", "2019-2021", ["2018-2019 A>B", "2019-2021 B>C"], ["B:", "C: B! C"]],
		["a merger into a new code", "2018-2019", ["2018-2019 A>C", "2018-2019 B>C"], ["A:", "B:", "C: A! B! C"]],
		["a merger into one of them", "2018-2019", ["2018-2019 B>A"], ["A: A B!", "B:"]],
		["the same, with both lines", "2018-2019", ["2018-2019 A>A", "2018-2019 B>A"], ["A: A! B!", "B:"]],
		["a code that says itself", "2018-2019", ["2018-2019 A>A"], []],
		["two that change places", "2018-2019", ["2018-2019 A>B", "2018-2019 B>A"], ["A: B!", "B: A!"]],
		[
			"a merger after a move",
			"2018-2021",
			["2018-2019 A>B", "2019-2021 B>D", "2019-2021 C>D"],
			["A:", "B:", "C:", "D: A! B C D"],
		],
		["there and back", "2018-2022", ["2018-2019 A>B", "2021-2022 B>A"], ["A: A! B", "B:"]],
		["a longer period around the run", "2018-2022", ["2015-2025 A>B"], ["A:", "B: A B"]],
	])("%s", (_name, period, rows, expected) => {
		expect(follow(period, rows)).toEqual(expected);
	});

	it("does not end a code that lives on in the year, where the crosswalk speaks of a longer period", () => {
		expect(follow("2018-2022", ["2015-2025 A>B"], "AB")).toEqual([]);
		expect(follow("2018-2022", ["2015-2022 A>B"], "AB")).toEqual(["A:", "B: A B"]);
	});

	it("gives the same whatever the order of lines", () => {
		const rows = ["2018-2019 A>B", "2019-2021 B>D", "2019-2021 C>D", "2018-2019 E>C"];
		expect(follow("2018-2021", [...rows].reverse())).toEqual(follow("2018-2021", rows));
	});
});
