import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../src/app/version.js";
import { commands } from "../../src/cli/commands/index.js";
import * as stats from "../../src/stats/index.js";
import { cimp, repository, workdir } from "../helpers/workdir.js";
import { generatedDocs } from "./generated.js";
import { exportedStatistics } from "./statistics.js";
import { isRead, statisticsChecks, testsOf } from "./statistics-checks.js";

const docs = join(repository, "docs");
const read = (...path: string[]): string => readFileSync(join(repository, ...path), "utf8");

describe("pages made from the program", () => {
	it.each([...generatedDocs()])("docs/%s is up to date (npm run docs writes it)", (path, content) => {
		const file = join(docs, path);
		if (process.env.CIMP_UPDATE_DOCS === "1") {
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, content);
		}
		expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(content);
	});
});

describe("the statistics", () => {
	const { functions, shapes } = exportedStatistics();
	const page = read("docs", "methods.md");

	it("are all on the page, with every shape that they take and give", () => {
		expect(functions.map(({ name }) => name).sort()).toEqual(
			Object.entries(stats)
				.filter(([name, value]) => typeof value === "function" && !/^[A-Z]/.test(name))
				.map(([name]) => name)
				.sort(),
		);
		for (const { name } of [...functions, ...shapes]) expect(page).toContain(`\n### ${name}\n`);
	});

	it("say what they take and give, in words", () => {
		for (const { name, words, parameters, returns } of functions) {
			expect(words, name).toMatch(/\.$/);
			for (const entry of parameters) expect(entry.words, `${name}(${entry.name})`).not.toBe("");
			expect(returns, name).toMatch(/: \S/);
		}
	});

	it.each(functions.map(({ name }) => name))("%s names what checks it, and a test that calls it reads that", (name) => {
		const check = statisticsChecks[name];
		expect(check, "add a line to test/docs/statistics-checks.ts").toBeDefined();
		if (check === undefined || "instead" in check) return;
		expect(testsOf(name)).not.toEqual([]);
		for (const reference of check.references) {
			expect(existsSync(join(repository, "fixtures", "reference", reference)), reference).toBe(true);
			expect(isRead(name, reference), `no test of ${name} reads ${reference}`).toBe(true);
		}
	});

	it("has no check of what is not exported", () => {
		expect(Object.keys(statisticsChecks).sort()).toEqual(functions.map(({ name }) => name).sort());
	});
});

describe("the README", () => {
	const blocks = [...read("README.md").matchAll(/```console\n([\s\S]*?)```/g)].map((found) => found[1] ?? "");
	const lines = blocks.flatMap((block) => block.split("\n")).filter((line) => line.startsWith("$ "));

	it("shows its two commands", () => {
		expect(lines).toContain("$ npm ci && npm run demo");
		expect(lines).toContain("$ npm ci && npm test");
	});

	it("shows commands that work, with what they print", () => {
		const shown = blocks.filter((block) => /^\$ cimp /m.test(block));
		expect(shown.length).toBeGreaterThan(0);
		const folder = workdir();
		for (const block of shown) {
			const [first = "", ...expected] = block.trimEnd().split("\n");
			const words = first.slice("$ cimp ".length).split(" ");
			const placed = words.map((word) => (word.startsWith("fixtures/") ? join(repository, word) : word));
			const run = cimp(placed, folder);
			expect(run.code, run.stderr).toBe(0);
			expect(`${run.stdout}${run.stderr}`.trimEnd().split("\n")).toEqual(expected);
		}
	});
});

describe("the README's program", () => {
	const [program = ""] = [...read("README.md").matchAll(/```js\n([\s\S]*?)```/g)].map((found) => found[1]);

	it("runs as a reader would run it, and prints what it says", () => {
		const folder = workdir();
		mkdirSync(join(folder, "node_modules"));
		symlinkSync(repository, join(folder, "node_modules", "cimp"), "dir");
		writeFileSync(join(folder, "example.mjs"), program);
		const shown = [...program.matchAll(/\/\/ → (.*)/g)].map((found) => found[1]);
		expect(program).toContain('from "cimp/stats"');
		expect(shown.length).toBeGreaterThan(1);
		const printed = execFileSync(process.execPath, ["example.mjs"], { cwd: folder, encoding: "utf8" });
		expect(printed.trimEnd().split("\n")).toEqual(shown);
	});
});

describe("the other pages", () => {
	it("name every command in the README or docs/cli.md", () => {
		const text = read("docs", "cli.md");
		for (const command of commands) expect(text).toContain(`## cimp ${command.name}`);
	});

	it("has a changelog entry for the version, which says whether numbers change", () => {
		const changelog = read("CHANGELOG.md");
		const entry = changelog.split(/^## /m).find((part) => part.startsWith(version)) ?? "";
		expect(entry).toMatch(/Numbers change: (?:yes|no)/);
	});

	it("links only to pages that exist", () => {
		const pages = [
			"README.md",
			"CONTRIBUTING.md",
			"CHANGELOG.md",
			...readdirSync(docs, { recursive: true }).map((name) => `docs/${name}`),
		];
		const lost = pages
			.filter((page) => page.endsWith(".md"))
			.flatMap((page) =>
				[...read(page).matchAll(/\]\((?!https:|#)([^)#]+)[^)]*\)/g)]
					.map((found) => join(dirname(page), found[1] ?? ""))
					.filter((target) => !existsSync(join(repository, target)))
					.map((target) => `${page} → ${target}`),
			);
		expect(lost).toEqual([]);
	});
});
