import { describe, expect, it } from "vitest";
import { findTerm, glossary, termNames, termsIn } from "../../src/domain/glossary/index.js";
import { bannedWords } from "../../src/report/index.js";

describe("the glossary", () => {
	it("has each name once, so that a name finds its own entry", () => {
		const plain = termNames.map((name) => name.toLowerCase());
		expect(plain.filter((name, index) => plain.indexOf(name) !== index)).toEqual([]);
		for (const entry of glossary) {
			for (const name of [entry.term, ...entry.aliases]) expect(findTerm(name)?.term, name).toBe(entry.term);
		}
	});

	it.each(glossary)("$term: whole sentences, see-alsos that are there, no word that a report avoids", (entry) => {
		const { term, short, long, seeAlso } = entry;
		for (const text of [short, long]) expect(text).toMatch(/^[A-Z0-9`y].*[.]$/s);
		expect(short.length).toBeLessThanOrEqual(170);
		for (const other of seeAlso) expect(findTerm(other)?.term, other).toBe(other);
		expect(seeAlso).not.toContain(term);
		expect(bannedWords(`${term} ${short} ${long}`, ["Best linear unbiased prediction"])).toEqual([]);
	});

	it.each([
		["DFS", "distance from standard"],
		["z-score", "standard score"],
		["prediction intervals", "prediction interval"],
		["τ", "tau"],
		["R²", "predictive R²"],
		["benjamini–hochberg", "false discovery rate"],
		["Dashboard alternative school status", "alternative school"],
		["V", "V statistic"],
	])("finds %s as %s", (typed, term) => {
		expect(findTerm(typed)?.term).toBe(term);
	});

	it.each(["", "nonsense", "ss"])("finds nothing for %j", (typed) => {
		expect(findTerm(typed)).toBeUndefined();
	});
});

describe("termsIn", () => {
	const terms = (text: string): string[] => termsIn(text).map(({ term }) => term);

	it("finds whole words in any case and across line ends, and no parts of words", () => {
		expect(terms("Each school's 95 %\nPrediction Interval, by τ and φ.")).toEqual([
			"phi",
			"predicted",
			"prediction interval",
			"tau",
		]);
		expect(terms("unpredicted, progressive, couverages")).toEqual([]);
		expect(terms("")).toEqual([]);
	});

	it("takes evidence words as terms only where they can't be ordinary ones", () => {
		expect(terms("some schools are clear of it")).toEqual([]);
		expect(terms("clearly higher")).toEqual(["clear"]);
	});
});
