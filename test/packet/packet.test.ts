/** The sample packet: what is in the folder, what must be the same in all pages, and what must not be in it. */

import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packetManifestSchema } from "../../src/app/schemas/packet-manifest.js";
import { bannedWords } from "../../src/report/index.js";
import { cimpHere } from "../helpers/here.js";
import { folderContents, repository, workdir } from "../helpers/workdir.js";

const home = workdir();
let english: Map<string, string>;
let spanish: Map<string, string>;
const page = (files: Map<string, string>, path: string): string => files.get(path) ?? "";
const first = "districts/0199001-sample-unified";
const second = (): string => dirname([...english.keys()].find((path) => path.startsWith("districts/0299001-")) ?? "");

/** Text as a reader sees it. */
const textOf = (markup: string): string =>
	markup
		.replace(/<(style|head|svg)[\s\S]*?<\/\1>/g, " ")
		.replace(/<[^>]*>/g, " ")
		.replace(/&#39;/g, "'")
		.replace(/&quot;/g, '"')
		.replace(/&amp;/g, "&")
		.replace(/\s+/g, " ");

beforeAll(async () => {
	// As test/golden-reports.test.ts makes it.
	english = folderContents(join(repository, "reports", "sample-packet"));
	const words = ["packet", "build", "fixtures/convening/convening.yml", "--lang", "es", "--out", join(home, "es")];
	expect(await cimpHere([...words, "--quiet"], repository)).toEqual({ code: 0, stdout: "", stderr: "" });
	spanish = folderContents(join(home, "es"));
});

describe("the folder", () => {
	it("holds what the contract says, and a manifest that lists it all", () => {
		const manifest = packetManifestSchema.parse(JSON.parse(page(english, "manifest.json")));
		expect([...english.keys()].filter((path) => path !== "manifest.json").sort()).toEqual(manifest.outputs);
		const pages = manifest.districts.flatMap(({ folder }) =>
			["index", "poster", "predict"].map((name) => `${folder}/${name}.html`),
		);
		expect(manifest.districts.map(({ folder }) => folder)).toEqual([
			first,
			expect.stringMatching(/^districts\/0299001-/),
		]);
		for (const path of [
			...pages,
			"index.html",
			"compare.html",
			"regions.html",
			"facilitator.html",
			"methods.html",
			"data/math/results.json",
		])
			expect(english.has(path), path).toBe(true);
	});

	it("says of its inputs hash and path from convening.yml, and nothing of where they stood", () => {
		const { inputs } = packetManifestSchema.parse(JSON.parse(page(english, "manifest.json")));
		expect(inputs.map(({ path, role }) => [path, role])).toEqual([
			["../sample/covariates.csv", "data"],
			["../sample/entities-2024.txt", "data"],
			["../sample/entities-2025.txt", "data"],
			["../sample/frpm.csv", "data"],
			["../sample/results-2024.txt", "data"],
			["../sample/results-2025.txt", "data"],
			["convening.yml", "convening"],
			["notes.csv", "notes"],
		]);
		for (const content of english.values()) expect(content).not.toContain(repository);
	});

	it("may be published", async () => {
		expect(await cimpHere(["privacy", "check", "reports/sample-packet"], repository)).toMatchObject({ code: 0 });
	});

	it("has links that lead somewhere, and no address outside", () => {
		for (const [path, content] of english) {
			if (!path.endsWith(".html")) continue;
			for (const [, href = ""] of content.matchAll(/ href="([^"]*)"/g)) {
				const [file = "", anchor] = href.split("#");
				const target = file === "" ? path : resolve("/", dirname(path), file).slice(1);
				expect(english.has(target), `${path} → ${href}`).toBe(true);
				if (anchor !== undefined) expect(page(english, target)).toContain(` id="${anchor}"`);
			}
		}
	});
});

describe("the sheet to predict on", () => {
	it("holds names, axis and room, and not one result", () => {
		const sheet = page(english, `${first}/predict.html`);
		const { schools } = JSON.parse(page(english, "data/math/results.json")) as {
			schools: { name: string; district: string; actual: unknown }[];
		};
		const own = schools.filter(({ district }) => district === "0199001");
		expect(own.length).toBeGreaterThan(10);
		// Marks of results are points, ticks and bands: the sheet draws lines of the grid and words.
		const marks = [...sheet.matchAll(/<svg class="?[\s\S]*?<\/svg>|<svg[\s\S]*?<\/svg>/g)].join("");
		expect(marks).not.toMatch(/<circle|#c2410c|#f8e3d3|#12436d/i);
		const text = textOf(sheet);
		expect(text).not.toMatch(/\b(?:higher|lower) than predicted|\d+ of \d+/);
		for (const { name } of own) expect(sheet.replace(/<\/text><text[^>]*>/g, " ")).toContain(name.split(" ")[0] ?? "");
	});
});

describe("pages that are read side by side", () => {
	/** Ends of the axis of a published figure, by its file. */
	const axisOf = (path: string): string => {
		const { params } = JSON.parse(page(english, path)) as { params: { name: string; value: number }[] };
		return params
			.filter(({ name }) => name.startsWith("axis"))
			.map(({ name, value }) => `${name} ${value}`)
			.join();
	};

	it("have the same axes in every figure that both have", () => {
		const figures = [...english.keys()].filter(
			(path) => path.startsWith("data/math/figures/0199001-") && path.endsWith(".vl.json"),
		);
		const both = figures.filter((path) => !/-key\./.test(path) && english.has(path.replace("0199001", "0299001")));
		expect(both.map((path) => basename(path))).toEqual(
			expect.arrayContaining([
				"0199001-residuals-dots.vl.json",
				"0199001-spread-spread.vl.json",
				"0199001-groups-differences-intervals.vl.json",
				"0199001-profile-elementary.vl.json",
			]),
		);
		for (const path of both) expect(axisOf(path.replace("0199001", "0299001")), path).toBe(axisOf(path));
	});

	it("compare in the order of codes, and order nothing else", () => {
		const rows = [...page(english, "compare.html").matchAll(/<tr id="district-math-(\d{7})"/g)].map(([, code]) => code);
		expect(rows).toEqual(["0199001", "0299001"]);
	});

	it("use no word that a report about children does not use", () => {
		const { schools } = JSON.parse(page(english, "data/math/results.json")) as { schools: { name: string }[] };
		// To take a test is no choice of a course.
		const names = [...schools.map(({ name }) => name), "most students took"];
		// The guide quotes what people say in order to answer it.
		for (const [path, content] of english)
			if (path.endsWith(".html") && !/facilitator|methods/.test(path))
				expect(bannedWords(textOf(content), names), path).toEqual([]);
	});
});

describe("what schools and districts bring", () => {
	it("stands beside the school: its note with the result, its number behind the name in the figure", () => {
		const content = page(english, `${first}/index.html`);
		expect(textOf(content)).toMatch(
			/Specimen Bayside Elementary \[1\] \d+ % within its range 2025, staffing Three of five teachers/,
		);
		expect(content).toMatch(/>Specimen Bayside Elementary\u00A0\[1\]</);
		expect(textOf(page(english, `${second()}/index.html`))).not.toContain("Three of five teachers");
	});

	it("stands in its year, and an event of one district on that district's page alone", () => {
		expect(textOf(page(english, `${first}/index.html`))).toContain("New mathematics materials in grades 6 to 8");
		const other = `${second()}/index.html`;
		expect(textOf(page(english, other))).not.toContain("New mathematics materials");
		expect(textOf(page(english, other))).toContain("Convenings of the invented districts begin");
	});

	it("is refused where it belongs to no school of the packet", async () => {
		const elsewhere = workdir();
		for (const name of ["sample", "convening"])
			cpSync(join(repository, "fixtures", name), join(elsewhere, name), { recursive: true });
		const path = join(elsewhere, "convening", "notes.csv");
		const notes = readFileSync(path, "utf8").replace("01990019900007", "03990019900007");
		writeFileSync(path, notes);
		const refused = await cimpHere(["packet", "build", "convening/convening.yml", "--out", "second"], elsewhere);
		expect(refused).toMatchObject({ code: 2 });
		expect(refused.stderr).toContain("03990019900007");
		expect(existsSync(join(elsewhere, "second"))).toBe(false);
	});
});

describe("counties and regions", () => {
	it("sum counts of the schools' own rows, and never a percent", () => {
		const lines = page(english, "data/math/counties.csv")
			.trim()
			.split("\r\n")
			.map((line) => line.split(","));
		const [head = [], ...rows] = lines;
		const at = (row: readonly string[], key: string): number => Number(row[head.indexOf(key)]);
		expect(rows.length).toBeGreaterThan(1);
		const raw = readFileSync(join(repository, "fixtures", "sample", "results-2025.txt"), "latin1").split("\r\n");
		const columns = (raw[0] ?? "").split("^");
		const column = (name: string): number => columns.indexOf(name);
		const picked = raw
			.slice(1)
			.map((line) => line.split("^"))
			.filter((cells) => cells[column("Grade")] === "13" && cells[column("Student Group ID")] === "1")
			.filter((cells) => cells[column("School Code")] !== "0000000" && cells[column("Test ID")] === "2");
		const scoredAt = column("Total Students Tested with Scores");
		const metAt = column("Count Standard Met and Above");
		for (const row of rows) {
			const code = (row[head.indexOf("code")] ?? "").replaceAll('"', "");
			const known = picked.filter((cells) => cells[0] === code && /^\d+$/.test(cells[metAt] ?? ""));
			const sum = (place: number): number => known.reduce((total, cells) => total + Number(cells[place]), 0);
			expect({ code, tested: at(row, "tested"), met: at(row, "met") }).toEqual({
				code,
				tested: sum(scoredAt),
				met: sum(metAt),
			});
			expect(at(row, "value")).toBeCloseTo((100 * at(row, "met")) / at(row, "tested"), 9);
		}
	});

	it("show all eleven regions with their counties, and print the rule for charter schools", () => {
		const text = textOf(page(english, "regions.html"));
		for (let region = 1; region <= 11; region++) expect(text).toContain(`Region ${region} `);
		expect(text).toContain("a charter school counts where its authorizer is");
	});
});

describe("in Spanish", () => {
	const numbers = (text: string): string[] => [...text.matchAll(/\d[\d,.]*\d|\d/g)].map(([number]) => number).sort();
	const findings = (markup: string): Map<string, string> =>
		new Map(
			[...markup.matchAll(/<li class="finding" id="([^"]+)">[\s\S]*?<p class="say">([\s\S]*?)<\/p>/g)].map(
				([, id = "", say = ""]) => [id, textOf(say)],
			),
		);

	it("says the same numbers in every finding, and no English word around them", () => {
		const [en, es] = [english, spanish].map((files) => findings(page(files, `${first}/index.html`)));
		expect([...(es?.keys() ?? [])]).toEqual([...(en?.keys() ?? [])]);
		expect(en?.size).toBeGreaterThan(5);
		for (const [id, sentence] of en ?? []) {
			const translated = es?.get(id) ?? "";
			expect(numbers(translated), `${sentence} | ${translated}`).toEqual(numbers(sentence));
			expect(translated).not.toMatch(/\b(?:the|of|than|schools|students|data)\b/);
		}
	});

	it("speaks Spanish outside of figures and tables, and marks what it does not", () => {
		const content = page(spanish, `${first}/index.html`);
		expect(content).toContain('<html lang="es">');
		expect(textOf(content)).toContain("Preguntas para conversar");
		expect(textOf(content)).toContain("Donde quedaría un resultado más de una escuela como esta");
		expect(content).toMatch(
			/<section id="schools" class="part[^"]*" lang="en">\n<h2 lang="es">Perfil de las escuelas</,
		);
	});

	it("has the same data", () => {
		for (const [path, content] of english)
			if (path.startsWith("data/math/") && !/compare|counties|regions/.test(path))
				expect(spanish.get(path) === content, path).toBe(true);
	});
});
