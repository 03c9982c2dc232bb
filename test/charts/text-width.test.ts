import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textWidth, wrapText } from "../../src/charts/text-width.js";

describe("textWidth", () => {
	// Sums of advance widths that the fonts' metric files print, in thousandths.
	test.each([
		["Mm", 1000, false, 833 + 833],
		["Sample Unified", 1000, false, 667 + 556 + 833 + 556 + 222 + 556 + 278 + 722 + 556 + 222 + 278 + 222 + 556 + 556],
		["Sample", 1000, true, 667 + 556 + 889 + 611 + 278 + 556],
		["−53", 1000, false, 584 + 556 + 556],
		["é", 1000, false, 556],
		["e\u0301", 1000, false, 556],
		["\u200F\u200D", 14, false, 0],
		["", 14, false, 0],
	])("%s", (text, px, isBold, expected) => {
		expect(textWidth(text, px, isBold)).toBeCloseTo(expected, 9);
	});

	test("every printable ASCII character has a width of its own", () => {
		const characters = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));
		for (const isBold of [false, true]) {
			const generous = characters.filter((character) => textWidth(character, 1000, isBold) === 840);
			expect(generous).toEqual([]);
		}
	});
});

describe("wrapText", () => {
	test("breaks at blanks, after hyphens between words, and inside a word only when it must", () => {
		expect(wrapText("Sample Valley Elementary", 100, 14)).toEqual(["Sample Valley", "Elementary"]);
		expect(wrapText("Grades K–8 here", 76, 14)).toEqual(["Grades K–8", "here"]);
		expect(wrapText("Washington-Carver", 90, 14)).toEqual(["Washington-", "Carver"]);
		expect(wrapText("Sample Hill\u00A0†", 60, 14)).toEqual(["Sample", "Hill\u00A0†"]);
		expect(wrapText("mmmmmmmm", 50, 14)).toEqual(["mmmm", "mmmm"]);
		expect(wrapText("", 50, 14)).toEqual([""]);
	});

	test("loses no character and keeps to the width", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 40, max: 400 }), (text, width) => {
				const lines = wrapText(text, width, 14);
				const letters = (value: string): string => value.replace(/ /g, "");
				expect(letters(lines.join(""))).toBe(letters(text));
				// A single cluster (an emoji of several parts) is never cut, however wide it is.
				const clusters = (line: string): number =>
					[...line.replace(/\u200D./gu, "")].filter((character) => textWidth(character, 14) > 0).length;
				for (const line of lines) expect(textWidth(line, 14) <= width || clusters(line) <= 1).toBe(true);
			}),
			{ seed: 20, numRuns: 200 },
		);
	});
});
