/** The packet as a room meets it: on a desk, on a phone, in the dark, in gray and on paper. */

import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultsOf, launchBrowser, openPage, withoutBrowser } from "../helpers/browser.js";
import { cimpHere } from "../helpers/here.js";
import { repository, workdir } from "../helpers/workdir.js";

interface Manifest {
	readonly districts: { readonly folder: string }[];
}

describe.skipIf(withoutBrowser("the packet in Chromium"))("the sample packet", () => {
	let browser: Browser;
	const home = workdir();
	const folders = { en: join(home, "packet"), es: join(home, "paquete") };
	const addressOf = (path: string, lang: "en" | "es" = "en"): string => pathToFileURL(join(folders[lang], path)).href;
	const languages = ["en", "es"] as const;
	const together = ["index.html", "compare.html", "regions.html", "facilitator.html"];
	let own: string[] = [];
	const all = (): string[] => [...together, ...own];

	beforeAll(async () => {
		// The English one as test/golden-reports.test.ts makes it.
		cpSync(join(repository, "reports", "sample-packet"), folders.en, { recursive: true });
		const words = [
			"packet",
			"build",
			"fixtures/convening/convening.yml",
			"--out",
			folders.es,
			"--lang",
			"es",
			"--quiet",
		];
		expect(await cimpHere(words, repository)).toEqual({ code: 0, stdout: "", stderr: "" });
		const { districts } = JSON.parse(readFileSync(join(folders.en, "manifest.json"), "utf8")) as Manifest;
		own = ["index", "predict", "poster"].map((name) => `${districts[0]?.folder}/${name}.html`);
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	it("opens without a request, a message, a violation or sideways scroll", async () => {
		const addresses = languages.flatMap((lang) => all().map((path) => addressOf(path, lang)));
		expect(await faultsOf(browser, addresses)).toEqual([]);
	});

	it("no text of a drawing leaves it, on pages, sheets and posters", async () => {
		for (const path of own) {
			const { context, page } = await openPage(browser, addressOf(path), { width: 1280 });
			const outside = await page.evaluate<string[]>(`[...document.querySelectorAll("svg[role=img]")]
				.filter((svg) => svg.getClientRects().length > 0)
				.flatMap((svg) => {
					const frame = svg.viewBox.baseVal;
					return [...svg.querySelectorAll("text")].filter((text) => {
						const box = text.getBBox();
						const place = svg.getScreenCTM().inverse().multiply(text.getScreenCTM());
						const from = new DOMPoint(box.x, box.y).matrixTransform(place);
						const to = new DOMPoint(box.x + box.width, box.y + box.height).matrixTransform(place);
						return box.width > 0 && (from.x < frame.x - 1.2 || to.x > frame.x + frame.width + 1.2 || from.y < frame.y - 1.2 || to.y > frame.y + frame.height + 1.2);
					}).map((text) => text.textContent);
				})`);
			expect({ path, outside }).toEqual({ path, outside: [] });
			await context.close();
		}
	});

	it("a poster is one sheet of 24 by 36 inches, and its words stand on it", async () => {
		for (const lang of languages) {
			const { context, page } = await openPage(browser, addressOf(own[2] ?? "", lang), { width: 1280 });
			const pdf = await page.pdf({ preferCSSPageSize: true });
			const text = pdf.toString("latin1");
			expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
			expect(text).toMatch(/\/MediaBox\s*\[0 0 1728 2592\]/);
			await context.close();
		}
	});

	it("no panel is taller than a printed page, and tables behind figures stay on the screen", async () => {
		for (const path of own.slice(0, 2)) {
			const { context, page } = await openPage(browser, addressOf(path), { width: 1280 });
			await page.emulateMedia({ media: "print" });
			// Letter with margins of .62 inch is 9.76 inches high, at 96 pixels an inch.
			await page.setViewportSize({ width: 697, height: 900 });
			const tall = await page.evaluate<number[]>(
				`[...document.querySelectorAll(".panel")].map((panel) => panel.getBoundingClientRect().height).filter((height) => height > 9.76 * 96)`,
			);
			expect({ path, tall }).toEqual({ path, tall: [] });
			const tables = await page.evaluate<number>(
				`[...document.querySelectorAll("#tables")].filter((part) => part.getClientRects().length > 0).length`,
			);
			expect(tables).toBe(0);
			await context.close();
		}
	});

	it("a gray print keeps apart what color tells: result and prediction differ in shape", async () => {
		const { context, page } = await openPage(browser, addressOf(own[0] ?? ""), { width: 1280 });
		const shapes = await page.evaluate<{ circles: number; paths: number }>(`(() => {
			const svg = document.querySelector("#profile .panel:nth-of-type(2) .wide svg");
			return { circles: svg.querySelectorAll("circle").length, paths: svg.querySelectorAll("path, rect, line").length };
		})()`);
		expect(shapes.circles).toBeGreaterThan(5);
		expect(shapes.paths).toBeGreaterThan(5);
		await context.close();
	});
});
