import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../src/app/version.js";
import { commands } from "../../src/cli/commands/index.js";
import { cimp, repository, workdir } from "../helpers/workdir.js";
import { generatedDocs } from "./generated.js";

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
