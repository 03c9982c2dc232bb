import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { districtCode, entityLevel, printedDistrict, readCode, stateCds } from "../../src/domain/cds-code.js";
import { plainName, suggest } from "../../src/domain/suggest.js";

describe("a code cell", () => {
	it.each([
		["01611190130229", 14, { kind: "intact", code: "01611190130229" }],
		[" 01611190130229 ", 14, { kind: "intact", code: "01611190130229" }],
		["1611190130229", 14, { kind: "padded", code: "01611190130229" }],
		// Two zeros can't be lost: there is no county 00 with schools.
		["611190130229", 14, { kind: "malformed" }],
		["1", 2, { kind: "padded", code: "01" }],
		["0", 7, { kind: "padded", code: "0000000" }],
		["130229", 7, { kind: "padded", code: "0130229" }],
		["123456", 5, { kind: "malformed" }],
		["1.61119E+12", 14, { kind: "scientific" }],
		["1,61119e12", 14, { kind: "scientific" }],
		["1E+12", 14, { kind: "scientific" }],
		["", 14, { kind: "malformed" }],
		["01-61119-0130229", 14, { kind: "malformed" }],
		["1611190130229.0", 14, { kind: "malformed" }],
		["０１６１１１９０１３０２２９", 14, { kind: "malformed" }],
		["-1611190130229", 14, { kind: "malformed" }],
	] as const)("%j of width %i", (text, width, expected) => {
		expect(readCode(text, width)).toEqual(expected);
	});

	it("gives every code back from which a spreadsheet dropped the leading zeros of a part", () => {
		const part = fc.constantFrom(2, 5, 7);
		fc.assert(
			fc.property(part, fc.nat(), (width, number) => {
				const code = String(number % 10 ** width).padStart(width, "0");
				const eaten = String(Number(code));
				expect(readCode(eaten, width)).toEqual({ kind: eaten === code ? "intact" : "padded", code });
			}),
		);
	});

	it("says its level and its parts", () => {
		const codes = [stateCds, "01000000000000", "01611190000000", "01611190130229"];
		expect(codes.map(entityLevel)).toEqual(["state", "county", "district", "school"]);
		expect(districtCode("01611190130229")).toBe("0161119");
		expect(printedDistrict("0161119")).toBe("01-61119");
	});
});

describe("the nearest known name", () => {
	const names = ["Oakland Unified", "Dinuba Unified", "Santa Ana Unified", "Sanger Unified", "Long Beach Unified"];
	it.each([
		["Oaklnd Unified", "Oakland Unified", "a letter is missing"],
		["Oakalnd Unified", "Oakland Unified", "neighbors are swapped"],
		["OAKLAND  unified", "Oakland Unified", "case and blanks don't count"],
		["Oákland Unified", "Oakland Unified", "accents don't count"],
		["beach", "Long Beach Unified", "part of a name"],
		["Oakland Unified School District", "Oakland Unified", "a name and more"],
	])("%s → %s: %s", (typed, nearest) => {
		expect(suggest(typed, names, 1)).toEqual([nearest]);
	});

	it.each(["xyzzy", "", "??", "Los Gatos"])("none for %j", (typed) => {
		expect(suggest(typed, names)).toEqual([]);
	});

	it("gives equals in the order of names, three at the most", () => {
		const equals = ["Dinuba Unified", "Long Beach Unified", "Oakland Unified"];
		expect(suggest("Unified", names)).toEqual(equals);
		expect(suggest("Unified", [...names].reverse())).toEqual(equals);
	});

	it("puts the nearest first, and no more than asked", () => {
		expect(suggest("Sangar Unified", names, 1)).toEqual(["Sanger Unified"]);
		expect(suggest("Sanger Unified", names)[0]).toBe("Sanger Unified");
		expect(suggest("Sanger Unified", [...names, ...names]).filter((name) => name === "Sanger Unified")).toHaveLength(1);
	});

	it("finds every name with one letter replaced, and never throws", () => {
		fc.assert(
			fc.property(fc.constantFrom(...names), fc.nat(), (name, at) => {
				const place = at % name.length;
				expect(suggest(`${name.slice(0, place)}q${name.slice(place + 1)}`, names)).toContain(name);
			}),
		);
		fc.assert(fc.property(fc.string(), fc.array(fc.string()), (typed, known) => suggest(typed, known).length <= 3));
		expect(suggest("a".repeat(100_000), ["a".repeat(100_000)])).toHaveLength(1);
	});

	it("compares names plainly", () => {
		expect(plainName("  Peña–Ríos’ (K-8)  ")).toBe("pena rios k 8");
	});
});
