/** The catalogue by which figures and tables of the analyses get Spanish words. */

import { describe, expect, it } from "vitest";
import type { Phrases } from "../../src/app/packet/words/phrases-es/phrases.js";
import { sayFrom } from "../../src/app/packet/words/phrases-es/phrases.js";
import { saySpanish, spanishPhrases } from "../../src/app/packet/words/sections-es.js";

const marksOf = (text: string): string[] => (text.match(/[#@]\d/g) ?? []).sort();

describe("the catalogue of phrases", () => {
	it("has every English once, and the same marks on both sides", () => {
		const english = spanishPhrases.map(([text]) => text);
		expect(english.filter((text, index) => english.indexOf(text) !== index)).toEqual([]);
		for (const [text, spanish] of spanishPhrases) {
			expect({ text, marks: marksOf(spanish) }).toEqual({ text, marks: marksOf(text) });
			expect(new Set(marksOf(text)).size, text).toBe(marksOf(text).length);
		}
	});

	it("says the same numbers in both languages", () => {
		const numbers = (text: string): string[] => (text.replace(/[#@]\d/g, "").match(/\d[\d.,–]*\d|\d/g) ?? []).sort();
		for (const [text, spanish] of spanishPhrases)
			expect({ text, said: numbers(spanish) }).toEqual({ text, said: numbers(text) });
	});

	it("uses no word that reports do not use, and does not address readers as English does", () => {
		for (const [text, spanish] of spanishPhrases)
			expect({ text, found: /\b(?:peor|mejor(?:es)?|fracas\w*|brecha|déficit|ranking)\b/i.exec(spanish)?.[0] }).toEqual(
				{
					text,
					found: undefined,
				},
			);
	});
});

describe("looking up", () => {
	const phrases: Phrases = [
		["School", "Escuela"],
		["#1 schools", "#1 escuelas"],
		["@1: @2 of #3.", "@1: @2 de #3."],
		["Elsewhere, @1", "En otra parte, @1"],
	];
	const say = sayFrom(phrases, (text) => (text === "White" ? "blancos" : text));

	it("leaves names, numbers and what it does not know", () => {
		for (const text of ["Sample St. Example Elementary", "31", "−4.2", "", "Road to Success; North, South"])
			expect(say(text)).toBe(text);
	});

	it("fills marks with what they stand for, in Spanish themselves, and keeps blanks and percent signs together", () => {
		expect(say("White: 12 schools of 40 %.")).toBe("blancos: 12 escuelas de 40\u00A0%.");
		expect(say(" School ")).toBe(" Escuela ");
		expect(say("12\u00A0schools")).toBe("12 escuelas");
	});

	it("goes sentence by sentence and through lists", () => {
		expect(say("School. 3 schools; White: 2 schools of 5.")).toBe("Escuela. 3 escuelas; blancos: 2 escuelas de 5.");
		expect(say("Elsewhere, White, School")).toBe("En otra parte, blancos, Escuela");
	});

	it("knows the labels of the state and their kinds", () => {
		expect(saySpanish("Race and Ethnicity")).toBe("Raza y etnia");
		expect(saySpanish("IFEP, RFEP, and EO (Fluent English proficient and English only)")).toBe(
			"Con dominio del inglés o que solo hablan inglés (IFEP, RFEP y EO)",
		);
		expect(saySpanish("compared with all other students")).toBe("frente a todos los demás estudiantes");
	});
});
