/** The page that compares two packets: from disk, on a desk, on a phone, in the dark, on paper. */

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PacketDiff } from "../../src/app/schemas/packet-diff.js";
import type { PacketStanding } from "../../src/app/schemas/packet-standing.js";
import {
	accessibilityViolations,
	launchBrowser,
	openPage,
	sidewaysScroll,
	withoutBrowser,
} from "../helpers/browser.js";
import { cimp, repository, workdir } from "../helpers/workdir.js";

describe.skipIf(withoutBrowser("the comparison of packets in Chromium"))("diff.html", () => {
	let browser: Browser;
	const home = workdir();
	const address = pathToFileURL(join(home, "changes", "diff.html")).href;

	const compared = (out: string): PacketDiff => {
		expect(cimp(["packet", "diff", "older", "newer", "--out", out, "--quiet"], home).code).toBe(0);
		return JSON.parse(readFileSync(join(home, out, "diff.json"), "utf8")) as PacketDiff;
	};

	/** Moves a school's earlier standing by two units of its scale, so that the page has a school to name. */
	function plant(cds: string): void {
		const path = join(home, "older", "data", "math", "standing.json");
		const standing = JSON.parse(readFileSync(path, "utf8")) as PacketStanding;
		const schools = standing.schools.map((school) =>
			school.cds === cds ? { ...school, difference: school.difference - 2 } : school,
		);
		writeFileSync(path, JSON.stringify({ ...standing, schools }));
	}

	beforeAll(async () => {
		for (const name of ["convening", "sample"])
			cpSync(join(repository, "fixtures", name), join(home, name), { recursive: true });
		const config = readFileSync(join(home, "convening", "convening.yml"), "utf8");
		writeFileSync(join(home, "convening", "older.yml"), config.replace("[2024, 2025]", "[2024]"));
		for (const [file, out] of [
			["older", "older"],
			["convening", "newer"],
		])
			expect(cimp(["packet", "build", `convening/${file}.yml`, "--out", `${out}`, "--quiet"], home).code).toBe(0);
		const [first] = compared("as they are").noise.parts[0]?.schools ?? [];
		plant(first?.fromCds ?? "");
		expect(compared("changes").moved.map(({ cds }) => cds)).toEqual([first?.cds]);
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	const views = [1280, 390].flatMap((width) =>
		(["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
	);

	it.each(views)("at $width, $colorScheme: no request, no message, no violation, no sideways scroll", async (view) => {
		const { context, page, seen } = await openPage(browser, address, view);
		const overflow = await sidewaysScroll(page);
		const violations = await accessibilityViolations(page);
		expect({ seen, overflow, violations }).toEqual({ seen: [address], overflow: 0, violations: [] });
		await context.close();
	});

	it("every link leads to a place on the page", async () => {
		const { context, page } = await openPage(browser, address, { width: 1280 });
		const astray = await page.evaluate<string[]>(
			`[...document.querySelectorAll("[href]")].map((link) => link.getAttribute("href")).filter((href) => !href.startsWith("#") || document.getElementById(href.slice(1)) === null)`,
		);
		expect(astray).toEqual([]);
		expect(await page.locator(`a[href^="#math-"]`).count()).toBeGreaterThan(0);
		await context.close();
	});

	it("on paper no table is wider than the sheet", async () => {
		const { context, page } = await openPage(browser, address, { width: 1280 });
		await page.emulateMedia({ media: "print" });
		// Letter with margins of .62 inch leaves 7.26 inches, at 96 pixels an inch.
		await page.setViewportSize({ width: 697, height: 900 });
		expect(await sidewaysScroll(page)).toBe(0);
		const wide = await page.evaluate<string[]>(
			`[...document.querySelectorAll("table")].filter((table) => table.getBoundingClientRect().right > innerWidth + 1).map((table) => table.id)`,
		);
		expect(wide).toEqual([]);
		await context.close();
	});
});
