/** The interactive pages of a packet: what they are made of, what the gate lets through, and what they do in a browser. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exploreScripts, readExploreScripts } from "../../src/app/packet/explore/scripts.js";
import { type FinishedFile, Gate } from "../../src/privacy/gate/index.js";
import {
	accessibilityViolations,
	launchBrowser,
	openPage,
	sidewaysScroll,
	withoutBrowser,
} from "../helpers/browser.js";
import { cimp, folderContents, repository, workdir } from "../helpers/workdir.js";

const folder = join(workdir(), "packet");
let files: Map<string, string>;
const own = "explore/math.html";
const content = (path: string): string => files.get(path) ?? "";

beforeAll(() => {
	const words = ["packet", "build", "fixtures/convening/convening.yml", "--out", folder, "--explore", "--quiet"];
	expect(cimp(words, repository)).toEqual({ code: 0, stdout: "", stderr: "" });
	files = folderContents(folder);
});

describe("the interactive page", () => {
	it("has one runtime for the folder, and leaves every other page without a script", () => {
		const scripts = [...files.keys()].filter((path) => path.endsWith(".js"));
		expect(scripts).toEqual(exploreScripts.map((name) => `explore/${name}`).sort());
		for (const [name, script] of readExploreScripts()) expect(content(`explore/${name}`) === script, name).toBe(true);
		for (const [path, page] of files)
			if (path.endsWith(".html"))
				expect({ path, scripted: /<script/.test(page) }).toEqual({ path, scripted: path === own });
		expect(content(own)).toContain("default-src 'none'; script-src 'self'; style-src 'sha256-");
		expect([...files.values()].join("")).not.toMatch(/unsafe-(?:eval|inline)/);
	});

	it("is remembered by the manifest, and stands behind the packet's pages", () => {
		expect((JSON.parse(content("manifest.json")) as { options: unknown }).options).toMatchObject({ explore: true });
		expect(content("index.html")).toContain('href="explore/math.html"');
		expect(content("districts/0199001-sample-unified/index.html")).toContain(
			'href="../../explore/math.html#district-0199001"',
		);
		expect(cimp(["packet", "check", folder], repository)).toMatchObject({ code: 0 });
	});

	it("has in its table every school of the packet's districts", () => {
		const rows = [...content(own).matchAll(/<tr id="explore-(\d{14})"/g)].map(([, cds = ""]) => cds);
		const { schools } = JSON.parse(content("data/math/results.json")) as {
			schools: { cds: string; district: string }[];
		};
		const wanted = schools.filter(({ district }) => ["0199001", "0299001"].includes(district));
		expect(rows.sort()).toEqual(wanted.map(({ cds }) => cds).sort());
	});
});

describe("the gate", () => {
	const violations = (changed: ReadonlyMap<string, string>, scripts = readExploreScripts()): string[] => {
		const gate = new Gate();
		const all = new Map([...files, ...changed]);
		gate.folder(
			"",
			[...all].map(([path, text]): FinishedFile => ({ path, content: text })),
			scripts,
		);
		return gate.report("bounds").violations.map(({ file, rule }) => `${rule} ${file}`);
	};
	const page = (change: (markup: string) => string) => new Map([[own, change(content(own))]]);

	it("lets through the scripts that cimp writes, and no page of a folder where it knows none", () => {
		expect(violations(new Map())).toEqual([]);
		expect(violations(new Map(), new Map())).toEqual(
			expect.arrayContaining([`script ${own}`, `policy ${own}`, "script explore/vega.js"]),
		);
	});

	it("finds a script that is another, stands elsewhere or is written into the page, and a looser policy", () => {
		expect(violations(new Map([["explore/vega.js", `${content("explore/vega.js")} `]]))).toEqual([
			"script explore/vega.js",
		]);
		expect(violations(new Map([["explore/more.js", "1"]]))).toEqual(["script explore/more.js"]);
		const tag = '<script defer src="vega.js"></script>';
		for (const other of [
			'<script defer src="../vega.js"></script>',
			"<script>1</script>",
			'<script src="vega.js"></script>',
		])
			expect(violations(page((markup) => markup.replace(tag, other)))).toContain(`script ${own}`);
		for (const more of ["'self' 'unsafe-eval'", "'self' 'sha256-AAAA'", "https:"])
			expect(violations(page((markup) => markup.replace("script-src 'self'", `script-src ${more}`)))).toEqual([
				`policy ${own}`,
			]);
		const still = content("index.html").replace("default-src 'none';", "default-src 'none'; script-src 'self';");
		expect(violations(new Map([["index.html", still]]))).toEqual(["policy index.html"]);
	});
});

describe.skipIf(withoutBrowser("the interactive page in Chromium"))("opened from disk, under its own policy", () => {
	let browser: Browser;
	const address = pathToFileURL(join(folder, own)).href;
	const asked = [address, ...exploreScripts.map((name) => address.replace("math.html", name))];
	const shown = ".explore-table tbody tr:not([hidden])";
	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	it("draws, filters and answers the keyboard, with no other request and no message", async () => {
		const { context, page, seen } = await openPage(browser, address, { width: 1280, ownPolicy: true });
		await page.waitForSelector("#explore-chart .mark-symbol path");
		const marks = (): Promise<number> => page.locator("#explore-chart .mark-symbol path").count();
		const [all, rows] = [await marks(), await page.locator(shown).count()];
		expect(all).toBeGreaterThan(10);
		expect(all).toBeLessThanOrEqual(rows);

		await page.selectOption("#explore-level", { index: 1 });
		const district = await page.locator("#explore-district option").nth(1).textContent();
		await page.selectOption("#explore-district", { index: 1 });
		await expect.poll(marks).toBeLessThan(all);
		const cells = await page.locator(`${shown} td:nth-child(8)`).allTextContents();
		expect(new Set(cells)).toEqual(new Set([district]));

		const buttons = page.locator(`${shown} button`);
		await buttons.nth(0).focus();
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		const name = (await buttons.nth(1).textContent()) ?? "";
		expect(await page.textContent("#explore-status")).toContain(name);
		expect(await buttons.nth(1).getAttribute("aria-pressed")).toBe("true");
		await expect.poll(() => page.locator("#explore-chart .mark-text text").allTextContents()).toContain(name);
		expect(seen).toEqual(asked);
		await context.close();
	});

	it("opens on the district that leads there", async () => {
		const { context, page } = await openPage(browser, `${address}#district-0299001`, { width: 1280, ownPolicy: true });
		await page.waitForSelector("#explore-chart .mark-symbol path");
		const rows = await page.evaluate<string[]>(`[...document.querySelectorAll("${shown}")].map(({ id }) => id)`);
		expect(rows.length).toBeGreaterThan(2);
		expect(rows.every((id) => id.startsWith("explore-0299001"))).toBe(true);
		await context.close();
	});

	it.each([
		{ width: 1280, colorScheme: "light" },
		{ width: 390, colorScheme: "dark" },
	] as const)("at $width, $colorScheme: no violation, no sideways scroll", async (view) => {
		const { context, page } = await openPage(browser, address, view);
		await page.waitForSelector("#explore-chart .mark-symbol path");
		expect({ overflow: await sidewaysScroll(page), violations: await accessibilityViolations(page) }).toEqual({
			overflow: 0,
			violations: [],
		});
		await context.close();
	});
});
