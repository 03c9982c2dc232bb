import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { partsOf, readConvening } from "../../src/app/packet/convening.js";
import { conveningTemplate, initConvening } from "../../src/app/packet/init.js";
import { readNotes } from "../../src/app/packet/notes.js";
import { minutesOf, steps } from "../../src/app/packet/pages/agenda.js";
import { conveningJsonSchema, conveningSchema } from "../../src/app/schemas/convening.js";
import { parseSettingsFile } from "../../src/app/settings.js";
import { Refusal } from "../../src/domain/problem.js";
import { repository, workdir } from "../helpers/workdir.js";

const least = "title: T\ndistricts: [Sample Unified]\ndata: [data]\n";

function written(content: string): { cwd: string; file: string } {
	const cwd = workdir();
	writeFileSync(join(cwd, "convening.yml"), content);
	return { cwd, file: "convening.yml" };
}

function refusalOf(work: () => unknown): readonly { code: string; text: string; line: number | undefined }[] {
	try {
		work();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.problems.map(({ code, found, expected, place }) => ({
			code,
			text: `${found} | ${expected}`,
			line: place.line,
		}));
	}
	return [];
}

const refused = (content: string) => {
	const { cwd, file } = written(content);
	return refusalOf(() => readConvening(file, { cwd }));
};

describe("convening.yml", () => {
	it("has defaults for all but title, districts and data", () => {
		const { cwd, file } = written(least);
		const read = readConvening(file, { cwd });
		expect(read).toMatchObject({ language: "en", paper: "letter", poster: "24x36", subjects: ["math"], minutes: 150 });
		expect(read.folder).toBe(cwd);
		expect(partsOf(read)).toMatchObject([{ id: "math", files: ["data"] }]);
	});

	it("names the key, its line and the nearest known one", () => {
		expect(refused(`${least}titel: x\n`)).toEqual([
			{ code: "CIMP-E303", text: 'titel | did you mean "title"?', line: 4 },
		]);
	});

	it.each([
		["a code that YAML takes for a number", "title: T\ndistricts: [0199001]\ndata: [data]\n", "districts.0"],
		["a year that no test had", `${least}years: [1999]\n`, "years.0"],
		["an absolute path", "title: T\ndistricts: [a]\ndata: [/data]\n", "data.0"],
		["a path of another system", "title: T\ndistricts: [a]\ndata: ['C:\\data']\n", "data.0"],
		["standard input, which could not be read again", "title: T\ndistricts: [a]\ndata: ['-']\n", "data.0"],
		["no district", "title: T\ndistricts: []\ndata: [data]\n", "districts"],
		["a subject that is none", `${least}subjects: [history]\n`, "subjects.0"],
		["a list where a mapping belongs", "- a\n- b\n", "the file"],
		["nothing", "", "title"],
	])("refuses %s", (_what, content, found) => {
		const problems = refused(content);
		expect(problems.length).toBeGreaterThan(0);
		expect(problems.map(({ code }) => code)).toContain("CIMP-E303");
		expect(problems.map(({ text }) => text.split(" | ")[0])).toContain(found);
	});

	it.each([
		[
			"aliases that grow",
			`a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghij"].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghij"[at]}`).join(",")}]`).join("\n")}\n`,
		],
		["more than a million characters", `title: ${"x".repeat(1_000_001)}\n`],
		["broken YAML", "title: [\n"],
		["a key of the prototype", `${least}__proto__: {x: 1}\n`],
	])("refuses hostile text: %s", (_what, content) => {
		expect(refused(content).map(({ code }) => code)).toContain("CIMP-E303");
	});

	it("gives parts of one subject ids of their own, and a part with its own year no earlier year of the packet", () => {
		const { cwd, file } = written(
			`${least}years: [2025, 2024]\nsubjects: [math, {subject: math, scale: z}, {subject: science, year: 2025}]\n`,
		);
		expect(
			partsOf(readConvening(file, { cwd })).map(({ id, year, baselineYear }) => ({ id, year, baselineYear })),
		).toEqual([
			{ id: "math", year: 2025, baselineYear: 2024 },
			{ id: "math-2", year: 2025, baselineYear: 2024 },
			{ id: "science", year: 2025, baselineYear: undefined },
		]);
	});

	it("fits its published schema, and so does the committed sample", () => {
		const validate = new Ajv2020({ strict: false }).compile(conveningJsonSchema() as object);
		const sample = readFileSync(join(repository, "fixtures", "convening", "convening.yml"), "utf8");
		for (const content of [least, conveningTemplate, sample]) {
			const parsed = parseSettingsFile(content, "convening.yml");
			expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
			expect(conveningSchema.safeParse(parsed).success).toBe(true);
		}
		expect(validate({ title: "T" })).toBe(false);
	});
});

describe("cimp packet init", () => {
	it("writes the template once, and again only when forced", () => {
		const cwd = workdir();
		const path = initConvening("new/convening.yml", false, { cwd });
		expect(readFileSync(path, "utf8")).toBe(conveningTemplate);
		expect(refusalOf(() => initConvening("new", false, { cwd })).map(({ code }) => code)).toEqual(["CIMP-E301"]);
		expect(initConvening("new", true, { cwd })).toBe(path);
	});
});

describe("notes.csv", () => {
	const read = (content: string) => {
		const folder = workdir();
		mkdirSync(join(folder, "n"));
		writeFileSync(join(folder, "n", "notes.csv"), content);
		return readNotes("n/notes.csv", folder);
	};

	it("is read whatever the order of its columns, with codes as people type them", () => {
		const { notes } = read('text,cds\r\n"Two, of three\nteachers",01-99001-9900007\r\n\r\nOne,1990019900008\r\n');
		expect(notes).toEqual([
			{ cds: "01990019900007", year: "", tag: "", text: "Two, of three teachers", author: "" },
			{ cds: "01990019900008", year: "", tag: "", text: "One", author: "" },
		]);
	});

	it.each([
		["a code in scientific notation", "cds,text\n1.9E+12,x\n"],
		["a note without words", "cds,text\n01990019900007,\n"],
		["a note that fits on no page", `cds,text\n01990019900007,${"x".repeat(601)}\n`],
		["a header without cds", "school,text\na,b\n"],
	])("refuses %s", (_what, content) => {
		expect(refusalOf(() => read(content)).map(({ code }) => code)).toEqual(["CIMP-E303"]);
	});
});

describe("the agenda", () => {
	it.each([60, 90, 150, 333, 600])("divides %i minutes without rest, and every step gets some", (total) => {
		const minutes = minutesOf(total);
		expect(steps.reduce((sum, step) => sum + minutes[step], 0)).toBe(total);
		expect(Math.min(...steps.map((step) => minutes[step]))).toBeGreaterThanOrEqual(5);
	});
});
