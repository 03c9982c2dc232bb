/** Hostile inputs, one after the other: rendered harmless or refused with a clear problem, in bounded time and memory. */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { analyze } from "../../src/app/pipeline.js";
import type { AnalyzeResults } from "../../src/app/schemas/analyze.js";
import { resolveSettings } from "../../src/app/settings.js";
import type { Problem } from "../../src/domain/problem.js";
import { html } from "../../src/report/html.js";
import { effectsIn } from "../app/effects.js";
import { cimpHere } from "../helpers/here.js";
import { folderContents, repository, workdir } from "../helpers/workdir.js";
import { names, others } from "./hostile-cases.js";
import { changeCells, inventedFiles, isName } from "./inputs.js";

const happened = new Map<string, string>();
const cellOf = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ");

/** Heap that a run gets, and the memory of the whole process that none may reach; both in MB. */
const heap = 256;
const mostMemory = 700;
/** Seconds of one run's processor time. */
const mostSeconds = 30;

interface Ran {
	readonly code: number | null;
	readonly problems: readonly Problem[];
	/** What was said besides. */
	readonly rest: readonly string[];
	/** In MB and seconds of the processor, where the program ran by itself. */
	readonly memory: number;
	readonly seconds: number;
}

const dry = ["--json", "--dry-run", "--no-cache"];

const saidIn = (lines: readonly string[]): Pick<Ran, "problems" | "rest"> => ({
	problems: lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Problem),
	rest: lines.filter((line) => line !== "" && !line.startsWith("{")),
});

async function runHere(words: readonly string[], folder: string): Promise<Ran> {
	const { code, stderr } = await cimpHere([...words, ...dry], folder);
	return { code, ...saidIn(stderr.split("\n")), memory: 0, seconds: 0 };
}

/** Runs the program with little memory; says what it used. */
function runApart(words: readonly string[], folder: string): Ran {
	const watch = `data:text/javascript,process.on("exit",()=>process._rawDebug(JSON.stringify(process.resourceUsage())))`;
	const bin = join(repository, "bin", "cimp.js");
	const done = spawnSync(process.execPath, [`--max-old-space-size=${heap}`, "--import", watch, bin, ...words, ...dry], {
		cwd: folder,
		encoding: "utf8",
		maxBuffer: 1 << 28,
		env: { ...process.env, CIMP_CACHE_DIR: join(folder, "cache") },
	});
	const lines = done.stderr.trimEnd().split("\n");
	// Worker threads say it, too, and words may still be on their way when it is said.
	const isUsage = (line: string): boolean => line.includes('"maxRSS"');
	const usages = lines
		.filter(isUsage)
		.map((line) => JSON.parse(line) as { maxRSS: number; userCPUTime: number; systemCPUTime: number });
	return {
		code: done.status,
		...saidIn(lines.filter((line) => !isUsage(line))),
		memory: Math.max(...usages.map(({ maxRSS }) => maxRSS)) / 1024,
		seconds: Math.max(...usages.map((usage) => usage.userCPUTime + usage.systemCPUTime)) / 1e6,
	};
}

describe("names of places", () => {
	let shown: ReadonlyMap<string, readonly string[]>;
	let files: Map<string, string>;

	beforeAll(async () => {
		const folder = workdir();
		await inventedFiles(join(folder, "input"));
		const kindOf = new Map<string, (typeof names)[number]>();
		const given = new Map<string, string>();
		for (const file of ["results-2024.txt", "results-2025.txt", "entities-2024.txt", "entities-2025.txt"]) {
			changeCells(join(folder, "input", file), (cell, heading) => {
				if (!isName(heading) || cell === "") return cell;
				const kind = kindOf.get(cell) ?? names[kindOf.size % names.length];
				if (kind === undefined) return cell;
				kindOf.set(cell, kind);
				const name = given.get(cell) ?? kind.name(cell);
				given.set(cell, name);
				return name;
			});
		}
		const effects = effectsIn(folder);
		const { settings } = resolveSettings({ files: ["input"], out: "out", cache: false }, effects);
		await analyze(settings, effects);
		files = folderContents(join(folder, "out"));
		const { schools } = JSON.parse(files.get("results.json") ?? "") as AnalyzeResults;
		const own = await inventedNames(folder);
		shown = new Map(
			names.map(({ what }) => [
				what,
				schools.filter(({ cds }) => kindOf.get(own.get(cds) ?? "")?.what === what).map(({ name }) => String(name)),
			]),
		);
	});

	it("are given to schools, each kind of them", () => {
		for (const { what } of names) expect(shown.get(what)?.length, what).toBeGreaterThan(0);
	});

	it.each(names.map(({ what }) => what))("%s: shown, and escaped", (what) => {
		const [name = ""] = shown.get(what) ?? [];
		const pages = [...files].filter(([path]) => path.endsWith(".html")).map(([, text]) => text);
		expect(pages.some((page) => page.includes(html`${name}`.toString()))).toBe(true);
		expect(name.length).toBeLessThanOrEqual(200);
		const letters = [...name];
		happened.set(what, `shown as \`${letters.length > 60 ? `${letters.slice(0, 59).join("")}…` : name}\``);
	});

	it("add no element, attribute or address to any page", () => {
		for (const [path, page] of files) {
			if (!/\.(?:html|svg)$/.test(path)) continue;
			expect(page, path).not.toMatch(/<(?:script|img|iframe|object|embed|base|link)\b/i);
			expect(page.replace(/"[^"]*"/g, '""'), path).not.toMatch(/<[^>]*\s(?:on[a-z]+|style|src)\s*=/i);
			expect(page, path).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|(?![\n\t])\p{Cc}/u);
		}
		expect([...files.keys()].filter((path) => !/^[\w./-]+$/.test(path) || path.includes(".."))).toEqual([]);
	});

	it("are no formulas in any table", () => {
		for (const [path, text] of files) {
			if (!path.endsWith(".csv")) continue;
			const cells = (parse(text, { bom: true }) as string[][]).flat();
			const running = cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !Number.isFinite(Number(cell)));
			expect(running, path).toEqual([]);
		}
	});
});

/** Names of the schools before they were changed, by code. */
async function inventedNames(folder: string): Promise<ReadonlyMap<string, string>> {
	const sound = await inventedFiles(join(folder, "sound"));
	const rows = parse(readFileSync(join(sound, "entities-2025.txt"), "latin1"), {
		delimiter: "^",
		columns: true,
		relax_quotes: true,
	}) as Record<string, string>[];
	return new Map(
		rows.map((row) => [`${row["County Code"]}${row["District Code"]}${row["School Code"]}`, row["School Name"] ?? ""]),
	);
}

describe("files", () => {
	it.each(others)("$what", async ({ what, put, large }) => {
		const folder = workdir();
		await inventedFiles(join(folder, "input"));
		const words = put(folder);
		const before = readdirSync(folder);
		const { code, problems, rest, memory, seconds } = large ? runApart(words, folder) : await runHere(words, folder);
		// An ending that is no bug, told by problems alone.
		expect([0, 2, 4, 5], rest.join("\n")).toContain(code);
		expect(rest).toEqual([]);
		expect(memory).toBeLessThan(mostMemory);
		expect(seconds).toBeLessThan(mostSeconds);
		expect(readdirSync(folder)).toEqual(before);
		expect(existsSync("/var/tmp/elsewhere")).toBe(false);
		const told = [...new Set(problems.map((entry) => `${entry.code} ${entry.message}: ${entry.found}`))];
		const more = told.length > 2 ? ` and ${told.length - 2} more` : "";
		const ending = code === 0 ? "read" : `refused with exit code ${code}`;
		happened.set(what, cellOf([ending, ...told.slice(0, 2)].join("; ") + more));
	});
});

describe("docs/security.md", () => {
	const path = join(repository, "docs", "security.md");
	const marks = ["<!-- hostile inputs: made by `npm run docs` -->", "<!-- end of hostile inputs -->"] as const;

	it("has the table of what was tried and what happened (npm run docs writes it)", () => {
		const rows = [...names, ...others].map(({ what }) => `| ${cellOf(what)} | ${cellOf(happened.get(what) ?? "")} |`);
		const table = ["", "| input | what happened |", "|---|---|", ...rows, ""].join("\n");
		const text = readFileSync(path, "utf8");
		const [start, end] = [text.indexOf(marks[0]) + marks[0].length, text.indexOf(marks[1])];
		if (process.env.CIMP_UPDATE_DOCS === "1") writeFileSync(path, text.slice(0, start) + table + text.slice(end));
		else expect(text.slice(start, end)).toBe(table);
	});
});
