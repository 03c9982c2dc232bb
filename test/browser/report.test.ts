/** What only a browser can tell: how the page parses, whether it reflows, and what assistive technology would meet. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseTable } from "../../src/privacy/release.js";
import { oneLine, renderPage } from "../../src/report/index.js";
import { faultsOf, launchBrowser, openPage, sidewaysScroll, withoutBrowser } from "../helpers/browser.js";
import { indexDocument, sampleDocument } from "../report/sample.js";

describe.skipIf(withoutBrowser("the report's tests in Chromium"))("in Chromium", () => {
	let browser: Browser;
	const folder = mkdtempSync(join(tmpdir(), "report-"));
	const save = (file: string, text: string): string => {
		writeFileSync(join(folder, file), text);
		return pathToFileURL(join(folder, file)).href;
	};

	beforeAll(async () => {
		browser = await launchBrowser();
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

	it("opens without a request, a message, a violation or sideways scroll, and at 320 pixels too", async () => {
		const [report, index] = [
			save("report.html", renderPage(sampleDocument)),
			save("index.html", renderPage(indexDocument)),
		];
		expect(await faultsOf(browser, [report, report, index])).toEqual([]);
		for (const address of [report, index]) {
			const { context, page } = await openPage(browser, address, { width: 320 });
			expect(await sidewaysScroll(page)).toBe(0);
			await context.close();
		}
	});

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
