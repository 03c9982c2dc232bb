import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missing, notDefined, reasons, suppressed } from "../../src/domain/measured.js";
import type { Column } from "../../src/domain/table.js";
import {
	formatCell,
	formatCount,
	formatList,
	formatNumber,
	formatPercent,
	formatPoints,
	formatRange,
	formatSigned,
} from "../../src/report/index.js";

const column = (unit: Column["unit"], more: Partial<Column> = {}): Column => ({ key: "k", label: "K", unit, ...more });

describe("formatNumber", () => {
	it.each([
		[1234567, {}, "1,234,567"],
		[999.5, {}, "1,000"],
		[-1234.56, { digits: 1 }, "−1,234.6"],
		[-0.4, {}, "0"],
		[-0.04, { digits: 1, signed: true }, "0.0"],
		[0, { signed: true }, "0"],
		[0.5, { signed: true }, "+1"],
		[-2.5, {}, "−3"],
		[1.005, { digits: 2 }, "1.01"],
		[1e-9, { digits: 2 }, "0.00"],
		[2025, { plain: true }, "2025"],
	])("prints %d with %o as %s", (value, style, text) => {
		expect(formatNumber(value, style)).toBe(text);
	});

	it("refuses what is no number", () => {
		expect(() => formatNumber(Number.NaN)).toThrow(RangeError);
		expect(() => formatNumber(Number.POSITIVE_INFINITY)).toThrow(RangeError);
	});

	it("is the number, to its digits, and never a minus zero", () => {
		const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
		fc.assert(
			fc.property(value, fc.integer({ min: 0, max: 3 }), (number, digits) => {
				const text = formatNumber(number, { digits });
				expect(text).not.toMatch(/^−[0.,]*$/);
				const back = Number(text.replaceAll(",", "").replace("−", "-"));
				expect(Math.abs(back - number)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-6);
			}),
		);
	});
});

describe("words around numbers", () => {
	it("prints percents, points, differences, counts and lists", () => {
		expect(formatPercent(46.4)).toBe("46\u00A0%");
		expect(formatPoints(-3.2)).toBe("−3 points");
		expect(formatPoints(1.2)).toBe("1 point");
		expect(formatPoints(1.2, 1)).toBe("1.2 points");
		expect(formatSigned(12)).toBe("+12");
		expect(formatSigned(-0.2)).toBe("0");
		expect(formatCount(1, "school")).toBe("1 school");
		expect(formatCount(1234, "student")).toBe("1,234 students");
		expect(formatCount(2, "county", "counties")).toBe("2 counties");
		expect(formatList([])).toBe("");
		expect(formatList(["A"])).toBe("A");
		expect(formatList(["A", "B"], "or")).toBe("A or B");
		expect(formatList(["A", "B", "C"])).toBe("A, B, and C");
	});

	it.each([
		[{ lower: 38.2, upper: 48.9 }, {}, "between 38 and 49"],
		[{ lower: -24.4, upper: -2 }, {}, "between −24 and −2"],
		[{ lower: 0.3, upper: 4 }, {}, "between 0.3 and 4.0"],
		[{ lower: -6, upper: -0.04 }, {}, "between −6.00 and −0.04"],
		[{ lower: 0.97, upper: 0.98 }, { digits: 2 }, "between 0.97 and 0.98"],
		[{ lower: 5.1, upper: 5.3 }, {}, "between 5.1 and 5.3"],
		[{ lower: 5, upper: 5 }, {}, "between 5 and 5"],
		[{ lower: -1.2, upper: 3 }, { signed: true }, "between −1 and +3"],
		[{ lower: 0.00001, upper: 2 }, {}, "between 0.000 and 2.000"],
	])("prints the interval %o with %o as %s", (interval, style, text) => {
		expect(formatRange(interval, style)).toBe(text);
	});
});

describe("formatCell", () => {
	it.each([
		["Elm High", column("text"), "Elm High"],
		["00123", column("code"), "00123"],
		[46.4, column("percent"), "46"],
		[46.44, column("percent", { digits: 1 }), "46.4"],
		[-76.5, column("points"), "−77"],
		[3.2, column("points", { signed: true }), "+3"],
		[1234, column("students"), "1,234"],
		[0.256, column("share"), "0.26"],
		[2025, column("year"), "2025"],
		[suppressed("fewer than 11 students"), column("points"), "withheld: fewer than 11 students"],
		[suppressed(reasons.suppressedBySource), column("points"), "withheld by the state: fewer than 11 students"],
		[missing("not reported in the file"), column("points"), "none: not reported in the file"],
		[notDefined("too few schools"), column("points"), "not defined: too few schools"],
	])("prints %o in %o as %s", (cell, of, text) => {
		expect(formatCell(cell, of)).toBe(text);
	});
});
