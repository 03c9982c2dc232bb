/** The page that compares two packets: from disk, on a desk, on a phone, in the dark, on paper. */

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PacketDiff } from "../../src/app/schemas/packet-diff.js";
import type { PacketStanding } from "../../src/app/schemas/packet-standing.js";
import { faultsOf, launchBrowser, openPage, sidewaysScroll, withoutBrowser } from "../helpers/browser.js";
import { cimpHere } from "../helpers/here.js";
import { repository, workdir } from "../helpers/workdir.js";

describe.skipIf(withoutBrowser("the comparison of packets in Chromium"))("diff.html", () => {
	let browser: Browser;
	const home = workdir();
	const address = pathToFileURL(join(home, "changes", "diff.html")).href;

	const compared = async (out: string): Promise<PacketDiff> => {
		const run = await cimpHere(["packet", "diff", "older", "newer", "--out", out, "--quiet"], home);
		expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
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
		// As test/golden-reports.test.ts makes it.
		cpSync(join(repository, "reports", "sample-packet"), join(home, "newer"), { recursive: true });
		const built = await cimpHere(["packet", "build", "convening/older.yml", "--out", "older", "--quiet"], home);
		expect(built).toEqual({ code: 0, stdout: "", stderr: "" });
		const [first] = (await compared("as they are")).noise.parts[0]?.schools ?? [];
		plant(first?.fromCds ?? "");
		expect((await compared("changes")).moved.map(({ cds }) => cds)).toEqual([first?.cds]);
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	it("opens without a request, a message, a violation or sideways scroll", async () => {
		expect(await faultsOf(browser, [address, address])).toEqual([]);
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
