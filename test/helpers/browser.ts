/** One way to a browser for all tests: CIMP_CHROMIUM names another, CIMP_BROWSER_TESTS=required makes its absence a failure. */

import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

declare module "vitest" {
	interface ProvidedContext {
		/** Every page in every view (slow), or each page in one of them (fast). */
		readonly everyView: boolean;
	}
}

const executablePath = process.env.CIMP_CHROMIUM ?? "/usr/bin/chromium";
const required = process.env.CIMP_BROWSER_TESTS === "required";

/** True where the browser tests have to be skipped; says so once for each test file. */
export function withoutBrowser(what: string): boolean {
	const absent = !existsSync(executablePath) && !required;
	if (absent) process.stderr.write(`skipped: ${what} (there is no ${executablePath}; CIMP_CHROMIUM names another)\n`);
	return absent;
}

/** Flags that keep the browser from looking for a network that a test machine may not have. */
const quietFlags = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args: quietFlags });

export interface View {
	readonly width: number;
	readonly colorScheme?: "light" | "dark";
}

export interface OpenPage {
	readonly context: BrowserContext;
	readonly page: Page;
	/** Addresses asked for and words on the console, in order. */
	readonly seen: string[];
}

/** Opens a page and records what it asks for and says. Its own policy is bypassed, since it would refuse the checker's script too. */
export async function openPage(browser: Browser, address: string, view: View): Promise<OpenPage> {
	const { width, colorScheme = "light" } = view;
	const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
	const page = await context.newPage();
	const seen: string[] = [];
	page.on("request", (request) => seen.push(request.url()));
	page.on("console", (message) => seen.push(message.text()));
	page.on("pageerror", (error) => seen.push(error.message));
	await page.goto(address);
	return { context, page, seen };
}

/** Pixels by which the page is wider than its window. */
export const sidewaysScroll = (page: Page): Promise<number> =>
	page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");

const desk: View = { width: 1280, colorScheme: "light" };
const phone: View = { width: 390, colorScheme: "dark" };
const allViews: readonly View[] = [
	desk,
	phone,
	{ width: 1280, colorScheme: "dark" },
	{ width: 390, colorScheme: "light" },
];

/** Pages with the views they are looked at in: all of them in the slow tests, desk and phone in turns in the fast ones. */
const viewsOf = (at: number): readonly View[] => (inject("everyView") ? allViews : [at % 2 === 0 ? desk : phone]);

/**
 * What is wrong with pages as they open: addresses asked for beside their own, words on the console, sideways scroll,
 * violations of accessibility. Empty where nothing is.
 *
 * @param addresses of the pages, one entry a page; the same page twice is seen in both views by the fast tests
 */
export async function faultsOf(browser: Browser, addresses: readonly string[]): Promise<string[]> {
	const faults: string[] = [];
	for (const [at, address] of addresses.entries()) {
		for (const view of viewsOf(at)) {
			const { context, page, seen } = await openPage(browser, address, view);
			const scroll = await sidewaysScroll(page);
			const found = [
				...(seen[0] === address ? seen.slice(1) : ["the page itself was not asked for", ...seen]),
				...(scroll === 0 ? [] : [`${scroll} pixels wider than its window`]),
				...(await accessibilityViolations(page)),
			];
			faults.push(...found.map((fault) => `${address} at ${view.width}, ${view.colorScheme}: ${fault}`));
			await context.close();
		}
	}
	return faults;
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Violations of WCAG 2.2 A and AA and of best practice, as "rule: first place". */
async function accessibilityViolations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	return page.evaluate<string[]>(
		`axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((run) => run.violations.map((found) => found.id + ": " + found.nodes[0].html))`,
	);
}
