/** What only a browser can tell: how the page parses, whether it reflows, and what assistive technology would meet. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseTable } from "../../src/privacy/release.js";
import { oneLine, renderPage } from "../../src/report/index.js";
import { indexDocument, sampleDocument } from "./sample.js";

const executablePath = process.env.CIMP_CHROMIUM ?? "/usr/bin/chromium";
const required = process.env.CIMP_BROWSER_TESTS === "required";
const absent = !existsSync(executablePath) && !required;
const reason = `there is no ${executablePath}; CIMP_CHROMIUM names another`;
if (absent) process.stderr.write(`skipped: the report's tests in Chromium (${reason})\n`);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe.skipIf(absent)("in Chromium", () => {
	let browser: Browser;
	const folder = mkdtempSync(join(tmpdir(), "report-"));
	const save = (file: string, text: string): string => {
		writeFileSync(join(folder, file), text);
		return pathToFileURL(join(folder, file)).href;
	};

	beforeAll(async () => {
		browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
	});
	afterAll(async () => {
		await browser?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it("reads every name as it was given, minus control characters", async () => {
		const names = fc.sample(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), { numRuns: 400, seed: 5 });
		const table = releaseTable({
			id: "names",
			caption: "Names",
			columns: [{ key: "name", label: "Name", unit: "text" }],
			rows: names.map((name) => [name]),
		});
		const section = { id: "s", title: "", blocks: [{ block: "table", table } as const] };
		const page = await browser.newPage();
		await page.goto(save("names.html", renderPage({ ...sampleDocument, sections: [section] })));
		const read = await page.locator("tbody th").evaluateAll((cells) => cells.map((cell) => cell.textContent));
		expect(read).toEqual(names.map(oneLine));
		await page.close();
	});

	const views = [1280, 390, 320].flatMap((width) =>
		(["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
	);
	const cases = [
		...views.map((view) => ({ file: "report.html", document: sampleDocument, ...view })),
		{ file: "index.html", document: indexDocument, width: 1280, colorScheme: "dark" as const },
		{ file: "index.html", document: indexDocument, width: 320, colorScheme: "light" as const },
	];

	it.each(cases)(
		"$file at $width, $colorScheme: no request, no message, no sideways scroll, no violation",
		async (view) => {
			const { file, document, width, colorScheme } = view;
			// The policy would also refuse the checker's own script.
			const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
			const page = await context.newPage();
			const seen: string[] = [];
			const address = save(file, renderPage(document));
			page.on("request", (request) => seen.push(request.url()));
			page.on("console", (message) => seen.push(message.text()));
			await page.goto(address);
			const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
			await page.evaluate(axe);
			const violations = await page.evaluate(
				`axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((run) => run.violations.map((found) => found.id + ": " + found.nodes[0].html))`,
			);
			expect({ seen, overflow, violations }).toEqual({ seen: [address], overflow: 0, violations: [] });
			await context.close();
		},
	);

	it("shows one drawing of each panel: the narrow one below 1000 pixels, the wide one above and in print", async () => {
		const page = await browser.newPage();
		await page.goto(save("report.html", renderPage(sampleDocument)));
		const shown = async (): Promise<string[]> =>
			page.locator(".panel > div:visible").evaluateAll((drawings) => drawings.map((drawing) => drawing.className));
		await page.setViewportSize({ width: 999, height: 900 });
		expect(await shown()).toEqual(["narrow", "narrow", "narrow"]);
		await page.setViewportSize({ width: 1000, height: 900 });
		expect(await shown()).toEqual(["wide", "wide", "wide"]);
		await page.setViewportSize({ width: 700, height: 900 });
		await page.emulateMedia({ media: "print" });
		expect(await shown()).toEqual(["wide", "wide", "wide"]);
		await page.close();
	});

	it("lets its own style through its own policy", async () => {
		const page = await browser.newPage();
		const messages: string[] = [];
		page.on("console", (message) => messages.push(message.text()));
		await page.goto(save("report.html", renderPage(sampleDocument)));
		const paper = await page.evaluate("getComputedStyle(document.body).backgroundColor");
		expect({ paper, messages }).toEqual({ paper: "rgb(250, 249, 246)", messages: [] });
		await page.close();
	});
});
