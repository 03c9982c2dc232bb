/** The pages of a placement audit as a team and a board meet them: from disk, on a desk, on a phone, in the dark, on paper. */

import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultsOf, launchBrowser, openPage, sidewaysScroll, withoutBrowser } from "../helpers/browser.js";
import { cimpHere } from "../helpers/here.js";
import { repository, workdir } from "../helpers/workdir.js";

const fixture = join(repository, "fixtures", "placement");
const roster = join(fixture, "roster.csv");

describe.skipIf(withoutBrowser("the pages of a placement audit in Chromium"))("the pages of a placement audit", () => {
	let browser: Browser;
	const home = workdir();
	const folders = ["audit", "enrollment", "sweep", "whatif", "power"].map((name) => join(home, name));
	const [audit = "", enrollment = "", sweep = "", whatIf = "", power = ""] = folders;
	const policy = ["--policy", join(fixture, "policy.yml")];
	const pages = [
		join(audit, "report.html"),
		join(audit, "board.html"),
		join(enrollment, "report.html"),
		join(sweep, "sweep.html"),
		join(whatIf, "whatif.html"),
		join(power, "power.html"),
	];
	const addressOf = (path: string): string => pathToFileURL(path).href;

	beforeAll(async () => {
		// As test/golden-reports.test.ts makes it.
		cpSync(join(repository, "reports", "sample-placement"), audit, { recursive: true });
		const range = ["--over", "measures.caaspp8.cut", "--from", "2550", "--to", "2620", "--step", "10"];
		const change = ["--set", "measures.caaspp8.cut=2500"];
		const given = [...policy, "--students", roster];
		const runs = [
			await cimpHere(["placement", "audit", "--students", roster, "--out", enrollment, "--quiet"], home),
			await cimpHere(["placement", "sweep", ...given, ...range, "--out", sweep, "--quiet"], home),
			await cimpHere(["placement", "whatif", ...given, ...change, "--out", whatIf, "--quiet"], home),
			await cimpHere(["placement", "power", ...given, "--out", power, "--quiet"], home),
		];
		expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	it("opens without a request, a message, a violation or sideways scroll", async () => {
		expect(await faultsOf(browser, pages.map(addressOf))).toEqual([]);
	});

	/** Texts of figures that leave their drawing, in units of the drawing; fonts of one measure differ by a unit. */
	const outside = async (page: Page): Promise<string[]> =>
		page.evaluate<string[]>(
			`[...document.querySelectorAll(".panel svg")].filter((svg) => svg.getClientRects().length > 0).flatMap((svg) => {
				const frame = svg.viewBox.baseVal;
				return [...svg.querySelectorAll("text")].filter((text) => {
					const box = text.getBBox();
					return box.x < -1.2 || box.y < -1.2 || box.x + box.width > frame.width + 1.2 || box.y + box.height > frame.height + 1.2;
				}).map((text) => text.textContent);
			})`,
		);

	it("at 320 too: nothing scrolls sideways, no text leaves its drawing, every link leads somewhere", async () => {
		for (const path of pages) {
			const { context, page } = await openPage(browser, addressOf(path), { width: 320 });
			expect([path, await sidewaysScroll(page), await outside(page)]).toEqual([path, 0, []]);
			const hrefs = await page.evaluate<string[]>(
				`[...document.querySelectorAll("[href]")].map((link) => link.getAttribute("href"))`,
			);
			expect(hrefs.filter((href) => !leads(href, path))).toEqual([]);
			await page.setViewportSize({ width: 1280, height: 900 });
			expect([path, await outside(page)]).toEqual([path, []]);
			await context.close();
		}
	});

	function leads(href: string, from: string): boolean {
		const [path = "", anchor] = href.split("#");
		const file = path === "" ? from : resolve(dirname(from), decodeURIComponent(path));
		if (!file.startsWith(home) || !existsSync(file)) return false;
		return anchor === undefined || readFileSync(file, "utf8").includes(` id="${anchor}"`);
	}

	const sheetsOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

	it("the board's page prints on two sheets, the report on a bounded number", async () => {
		const { context, page } = await openPage(browser, addressOf(join(audit, "board.html")), { width: 1280 });
		expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toBeLessThanOrEqual(2);
		await page.goto(addressOf(join(audit, "report.html")));
		const report = await page.pdf({ preferCSSPageSize: true });
		expect(sheetsOf(report)).toBeLessThan(45);
		expect(report.length).toBeLessThan(3_000_000);
		await context.close();
	});

	it("verdicts are told apart without color: a shape with its word", async () => {
		const { context, page } = await openPage(browser, addressOf(join(audit, "board.html")), { width: 1280 });
		const verdicts = await page.evaluate<[string, string][]>(
			`[...document.querySelectorAll(".verdict-word")].map((word) => [word.textContent.trim(), word.querySelector("svg").innerHTML])`,
		);
		expect(new Set(verdicts.map(([word]) => word)).size).toBe(verdicts.length);
		expect(verdicts.find(([word]) => word === "Flag")?.[1]).toContain("M2 2h12v12H2z");
		await context.close();
	});

	it("reads well without a style: one title, headings in order, no word of the machine", () => {
		for (const path of pages) {
			const html = readFileSync(path, "utf8");
			const levels = [...html.matchAll(/<h([1-6])\b/g)].map((match) => Number(match[1]));
			expect([path, levels[0], levels.filter((level) => level === 1).length]).toEqual([path, 1, 1]);
			expect(levels.filter((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
			const visible = html.replace(/<style[\s\S]*?<\/style>/g, "").replace(/<[^>]+>/g, " ");
			expect(visible.match(/\b(?:NaN|undefined|null|Infinity)\b|\[object/g)).toBeNull();
			expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org\/)/);
			expect(html.includes(home)).toBe(false);
		}
	});

	it("without a policy there is enrollment, and the question is named as not answered", () => {
		expect(readdirSync(enrollment)).not.toContain("board.html");
		const html = readFileSync(join(enrollment, "report.html"), "utf8");
		expect(html).toContain("SB 359 question NOT answered: no policy file");
		expect(html).not.toMatch(/held back on day 1/i);
	});
});
