import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	compareProblems,
	excerpt,
	type Problem,
	problem,
	problemCatalogueEntry,
	Refusal,
} from "../../src/domain/problem.js";
import { type ProblemCode, problemCatalogue } from "../../src/domain/problem-codes.js";

const codes = Object.keys(problemCatalogue) as ProblemCode[];
const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

describe("the catalogue", () => {
	it("has well-formed codes, in order, each with the letter of its severity", () => {
		const letters = { error: "E", warning: "W", repaired: "R" };
		for (const code of codes) {
			expect(code).toMatch(/^CIMP-[EWR]\d{3}$/);
			expect(code[5], code).toBe(letters[problemCatalogue[code].severity]);
		}
		expect(new Set(codes).size).toBe(codes.length);
	});

	it.each(codes)("%s says what, why, what was expected and what to do", (code) => {
		const entry = problemCatalogue[code];
		for (const [field, text] of Object.entries(entry)) {
			expect(text.trim(), field).toBe(text);
			expect(text.length, field).toBeGreaterThan(2);
		}
		// A name in capitals (FRPM, CDS) may open a title; a plain word stands in lower case.
		expect(entry.title).toMatch(/^(?:[a-z]|[A-Z]{2,}|--)/);
		expect(entry.title).not.toMatch(/[.!?]$/);
		expect(entry.meaning).toMatch(/^\S.*\.$/s);
		expect(entry.outcome === "warning").toBe(entry.severity === "warning");
		expect(entry.outcome === "repaired").toBe(entry.severity === "repaired");
		expect(problemCatalogueEntry(code)).toBe(entry);
	});

	it("has no two entries with one title", () => {
		expect(new Set(codes.map((code) => problemCatalogue[code].title)).size).toBe(codes.length);
	});
});

describe("an excerpt of a cell", () => {
	it.each([
		["plain", "plain"],
		["two\r\nlines\tand\u0000more", "two lines and more"],
		["\u001b[31mred", " [31mred"],
		["right\u202Eleft", "right left"],
		["a\u2028b", "a b"],
		["x".repeat(80), "x".repeat(80)],
		["x".repeat(81), `${"x".repeat(79)}…`],
		["😀".repeat(100), `${"😀".repeat(79)}…`],
		["", ""],
	])("of %j", (text, expected) => {
		expect(excerpt(text)).toBe(expected);
	});

	it("is one short line of whole characters, whatever the cell holds", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
				const cut = excerpt(text);
				expect([...cut].length).toBeLessThanOrEqual(80);
				expect(cut).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
				if (!lone.test(text)) expect(cut).not.toMatch(lone);
				expect(excerpt(cut)).toBe(cut);
			}),
		);
	});
});

describe("a problem", () => {
	const place = { file: "a.csv", line: 3, column: 7 };
	it("defaults to the catalogue's words, and keeps its receipt", () => {
		const entry = problemCatalogue["CIMP-E112"];
		expect(problem("CIMP-E112", place, { found: "x\ny" })).toEqual({
			code: "CIMP-E112",
			severity: "error",
			message: entry.title,
			place,
			found: "x y",
			expected: entry.expected,
			help: entry.help,
		});
		const repair = { before: "1", after: "01" };
		const own = problem("CIMP-E112", place, { found: "", expected: "this", help: "that", repair });
		expect([own.expected, own.help, own.repair]).toEqual(["this", "that", repair]);
	});

	it("sorts by file, line, column, code and what was found, from any order", () => {
		const made = (file: string, line: number | undefined, found: string): Problem =>
			problem("CIMP-E112", line === undefined ? { file } : { file, line }, { found });
		const sorted = [
			made("a", undefined, ""),
			made("a", 2, "x"),
			made("a", 2, "y"),
			made("a", 10, ""),
			made("b", 1, ""),
		];
		fc.assert(
			fc.property(fc.shuffledSubarray(sorted, { minLength: 5 }), (shuffled) => {
				expect([...shuffled].sort(compareProblems)).toEqual(sorted);
			}),
		);
	});

	it("refuses with all its problems", () => {
		const problems = [problem("CIMP-E103", place, { found: "" }), problem("CIMP-E104", place, { found: "" })];
		const refusal = new Refusal(problems);
		expect(refusal.problems).toBe(problems);
		expect(refusal.message).toBe("CIMP-E103: file is empty; CIMP-E104: file is not a text table");
	});
});
