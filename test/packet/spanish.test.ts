import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packetGlossary } from "../../src/app/packet/pages/glossary.js";
import { commonWords } from "../../src/app/packet/words/common.js";
import { spanishTemplates } from "../../src/app/packet/words/findings-es.js";
import { spanishGroup } from "../../src/app/packet/words/groups-es.js";
import { glossary } from "../../src/domain/glossary/index.js";
import { spanishTerms } from "../../src/domain/glossary/spanish.js";
import type { Section } from "../../src/report/index.js";
import { repository } from "../helpers/workdir.js";

const folder = join(repository, "src", "analyses");

/** Names of templates as the analyses write them; `*` for what they put in. */
const templates = readdirSync(folder, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.flatMap(({ name }) => {
		const file = join(folder, name, "findings.ts");
		const content = readdirSync(join(folder, name)).includes("findings.ts") ? readFileSync(file, "utf8") : "";
		const lines = [...content.matchAll(/\btemplate: (.+),\n/g)].map(([, value = ""]) => value);
		// What is put in may be an expression with quotes of its own: it goes first.
		const plain = lines.map((value) => value.replace(/\$\{[^`]*\}/g, "*"));
		return plain.flatMap((value) => [...value.matchAll(/["`]([^"`]+)["`]/g)].map(([, text = ""]) => text));
	});

describe("the Spanish catalogue", () => {
	it("has a sentence for every template of the analyses, and none for what they never say", () => {
		expect(templates.length).toBeGreaterThan(10);
		const keys = Object.keys(spanishTemplates);
		const matches = (template: string, key: string): boolean =>
			template.endsWith("*") ? key.startsWith(template.slice(0, -1)) : key === template;
		const dotted = templates.filter((template) => template.includes("."));
		for (const template of dotted)
			expect(
				keys.some((key) => matches(template, key)),
				template,
			).toBe(true);
		expect(keys.filter((key) => !dotted.some((template) => matches(template, key)))).toEqual([]);
	});

	it("has every term of the glossary, and no other", () => {
		expect([...spanishTerms.keys()].sort()).toEqual(glossary.map(({ term }) => term).sort());
		for (const { short } of spanishTerms.values()) expect(short).toMatch(/[.]$/);
	});

	it("finds a term by its Spanish word too", () => {
		const section: Section = {
			id: "x",
			title: "",
			blocks: [{ block: "paragraph", text: ["Cada residuo, y el logit."] }],
		};
		const terms = (lang: "en" | "es"): string[] =>
			packetGlossary({ lang }, [section]).flatMap(({ blocks }) =>
				blocks.flatMap((block) => (block.block === "facts" ? block.facts.map(({ term }) => term) : [])),
			);
		expect(terms("es")).toEqual(["logit", "residuo"]);
		expect(terms("en")).toEqual(["logit"]);
	});

	it("joins, counts and measures as Spanish does", () => {
		const { list, schools, difference, level } = commonWords.es;
		expect(list(["A", "B", "Illinois"])).toBe("A, B e Illinois");
		expect(list(["A", "Hierro"])).toBe("A y Hierro");
		expect([schools(1), schools(1234)]).toEqual(["1 escuela", "1,234 escuelas"]);
		expect([difference(1, "percent"), difference(5, "percent"), difference(2.5, "dfs", 1)]).toEqual([
			"1 punto porcentual",
			"5 puntos porcentuales",
			"2.5 puntos",
		]);
		expect([level(-31, "dfs"), level(0.2, "dfs"), level(46, "percent")]).toEqual([
			"31 puntos por debajo del estándar",
			"en el estándar",
			"46 %",
		]);
	});

	it("keeps the state's label where it knows no other", () => {
		expect(spanishGroup("Hispanic or Latino")).toBe("hispanos o latinos");
		expect(spanishGroup("TBD (To be determined)")).toBe("TBD (To be determined)");
	});
});
