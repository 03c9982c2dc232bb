/** The pages of the sample as a reader meets them: opened from disk, on a desk, on a phone, in the dark, on paper. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { faultsOf, launchBrowser, openPage, sidewaysScroll, withoutBrowser } from "../helpers/browser.js";
import { sample } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { workdir } from "../helpers/workdir.js";

interface Results {
	readonly districts: { readonly page: string; readonly schools: number }[];
}

describe.skipIf(withoutBrowser("the pages of the sample in Chromium"))("the pages of the sample", () => {
	let browser: Browser;
	const home = workdir();
	const folder = join(home, "sämple report");
	let pages: string[] = [];
	/** The index, and the district with the most schools. */
	let main: string[] = [];
	const addressOf = (path: string): string => pathToFileURL(join(folder, path)).href;

	beforeAll(async () => {
		const words = inject("everyView") ? [] : ["--district", "Sample Unified"];
		const run = await cimpHere(["analyze", sample, ...words, "--out", folder, "--quiet"], home);
		expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
		const { districts } = JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as Results;
		const [largest] = [...districts].sort((a, b) => b.schools - a.schools);
		pages = ["index.html", ...districts.map((district) => district.page)];
		main = ["index.html", largest?.page ?? ""];
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	it("opens without a request, a message, a violation or sideways scroll", async () => {
		expect(await faultsOf(browser, main.map(addressOf))).toEqual([]);
	});

	it("every page, at 320 too: nothing scrolls sideways, every link and every anchor leads somewhere", async () => {
		for (const path of pages) {
			const { context, page, seen } = await openPage(browser, addressOf(path), { width: 320 });
			expect([path, await sidewaysScroll(page)]).toEqual([path, 0]);
			const hrefs = await page.evaluate<string[]>(
				`[...document.querySelectorAll("[href]")].map((link) => link.getAttribute("href"))`,
			);
			expect(hrefs.length).toBeGreaterThan(10);
			const dead = hrefs.filter((href) => !leads(href, join(folder, path)));
			const twice = await page.evaluate<string[]>(
				`[...document.querySelectorAll("[id]")].map((node) => node.id).filter((id, at, all) => all.indexOf(id) !== at)`,
			);
			expect({ path, dead, twice, seen }).toEqual({ path, dead: [], twice: [], seen: [addressOf(path)] });
			await context.close();
		}
	});

	/** True for a link to a file of the report, and to an element of it where it names one. */
	function leads(href: string, from: string): boolean {
		const [path = "", anchor] = href.split("#");
		const file = path === "" ? from : resolve(dirname(from), decodeURIComponent(path));
		if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return false;
		return anchor === undefined || readFileSync(file, "utf8").includes(` id="${anchor}"`);
	}

	it("one drawing of each panel shows: the narrow one on a phone, the wide one on a desk and on paper", async () => {
		const { context, page } = await openPage(browser, addressOf(main[1] ?? ""), { width: 390 });
		const shown = async (): Promise<string[]> => [
			...new Set(
				await page
					.locator(".panel > div:visible")
					.evaluateAll((drawings) => drawings.map((drawing) => drawing.className)),
			),
		];
		const panels = await page.locator(".panel").count();
		expect(panels).toBeGreaterThan(2);
		expect(await shown()).toEqual(["narrow"]);
		expect(await page.locator(".panel > div:visible").count()).toBe(panels);
		await page.setViewportSize({ width: 1280, height: 900 });
		expect(await shown()).toEqual(["wide"]);
		await page.setViewportSize({ width: 390, height: 900 });
		await page.emulateMedia({ media: "print" });
		expect(await shown()).toEqual(["wide"]);
		await context.close();
	});

	it("no text of a figure leaves its drawing, wide or narrow, on any page", async () => {
		const outside = async (page: Page): Promise<string[]> =>
			page.evaluate<
				string[]
			>(`[...document.querySelectorAll(".panel svg")].filter((svg) => svg.getClientRects().length > 0).flatMap((svg) => {
				const frame = svg.viewBox.baseVal;
				return [...svg.querySelectorAll("text")].filter((text) => {
					// The box of the letters alone, without their halo, in units of the drawing; fonts of one measure differ by a unit.
					const box = text.getBBox();
					const place = svg.getScreenCTM().inverse().multiply(text.getScreenCTM());
					const corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([right, down]) =>
						new DOMPoint(box.x + right * box.width, box.y + down * box.height).matrixTransform(place));
					return box.width > 0 && corners.some(({ x, y }) =>
						x < frame.x - 1.2 || x > frame.x + frame.width + 1.2 || y < frame.y - 1.2 || y > frame.y + frame.height + 1.2);
				}).map((text) => text.textContent);
			})`);
		for (const path of pages.slice(1)) {
			const { context, page } = await openPage(browser, addressOf(path), { width: 1280 });
			const wide = await outside(page);
			const names = await page.locator(".panel .wide svg text").count();
			await page.setViewportSize({ width: 390, height: 900 });
			expect({ path, wide, narrow: await outside(page) }).toEqual({ path, wide: [], narrow: [] });
			expect(names).toBeGreaterThan(20);
			await context.close();
		}
	});

	it("prints: few pages, no panel taller than one, and the names of the schools are on them", async () => {
		const path = main[1] ?? "";
		const { context, page } = await openPage(browser, addressOf(path), { width: 1280 });
		const pdf = await page.pdf({ preferCSSPageSize: true });
		const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
		expect(sheets).toBeGreaterThan(4);
		expect(sheets).toBeLessThan(31);
		expect(pdf.length).toBeLessThan(3_000_000);
		await page.emulateMedia({ media: "print" });
		// Letter with margins of .62 inch is 9.76 inches high, at 96 pixels an inch.
		await page.setViewportSize({ width: 697, height: 900 });
		const heights = await page
			.locator(".panel")
			.evaluateAll((panels) => panels.map((panel) => panel.getBoundingClientRect().height));
		expect(heights.filter((height) => height > 9.76 * 96)).toEqual([]);
		writeFileSync(join(home, "page.pdf"), pdf);
		await context.close();
		const reader = "pdftotext";
		const read = spawnSync(reader, ["-layout", join(home, "page.pdf"), "-"], { encoding: "utf8" });
		if (read.error) {
			process.stderr.write(`skipped: reading the printed page (there is no ${reader})\n`);
			return;
		}
		const printed = read.stdout.replace(/\s+/g, " ");
		expect(printed).toContain("Model card");
		expect(printed).toContain("Questions to discuss");
		expect(printed).not.toMatch(/\b(?:NaN|undefined|null|Infinity)\b|\[object/);
	});

	it("reads well without a style: one title, headings in order, no word of the machine", () => {
		for (const path of pages) {
			const html = readFileSync(join(folder, path), "utf8");
			const levels = [...html.matchAll(/<h([1-6])\b/g)].map((match) => Number(match[1]));
			expect([path, levels[0], levels.filter((level) => level === 1).length]).toEqual([path, 1, 1]);
			expect(levels.filter((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
			const visible = html.replace(/<style[\s\S]*?<\/style>/g, "").replace(/<[^>]+>/g, " ");
			expect(visible.match(/\b(?:NaN|undefined|null|Infinity)\b|\[object/g)).toBeNull();
			expect(html.includes(fileURLToPath(pathToFileURL(home)))).toBe(false);
			expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org\/)/);
		}
	});
});
