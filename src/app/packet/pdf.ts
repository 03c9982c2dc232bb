/** Pages as PDF, by a Chromium that is on the machine. They stand beside the packet: their bytes depend on the browser. */

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { problem, Refusal } from "../../domain/problem.js";
import type { Effects } from "../effects.js";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/**
 * The browser: CIMP_CHROMIUM, else the first on the PATH.
 *
 * @throws Refusal with CIMP-E303 where there is none
 */
export function findChromium({ env }: Pick<Effects, "env">): string {
	const named = env.CIMP_CHROMIUM;
	const places = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
	const found =
		named ?? names.flatMap((name) => places.map((folder) => join(folder, name))).find((path) => existsSync(path));
	if (found !== undefined && existsSync(found)) return found;
	throw new Refusal([
		problem(
			"CIMP-E303",
			{ file: "--pdf" },
			{
				found: named === undefined ? "no Chromium on the PATH" : `CIMP_CHROMIUM=${named}, which is not there`,
				expected: `${names.slice(0, 3).join(", ")}, or a browser that CIMP_CHROMIUM names`,
				help: "install Chromium, or print the pages from any browser: they are made for paper",
			},
		),
	]);
}

const flags = [
	"--headless",
	"--disable-gpu",
	"--no-first-run",
	"--disable-background-networking",
	"--no-pdf-header-footer",
];

/**
 * Prints pages, each to a PDF of the same path.
 *
 * @param pages paths of pages inside the packet
 * @returns paths of the PDFs inside their folder
 * @throws Refusal with CIMP-E302 for a page that the browser does not print
 */
export async function printPages(
	{ packet, pages, target }: { readonly packet: string; readonly pages: readonly string[]; readonly target: string },
	effects: Effects,
): Promise<string[]> {
	const browser = findChromium(effects);
	const folder = resolve(effects.cwd, target);
	const profile = mkdtempSync(join(effects.temporaryFolder, "cimp-print-"));
	const made: string[] = [];
	try {
		for (const page of pages) {
			effects.interrupted?.throwIfAborted();
			const path = page.replace(/\.html$/, ".pdf");
			const output = join(folder, ...path.split("/"));
			mkdirSync(dirname(output), { recursive: true });
			await printOne(browser, { page: join(packet, ...page.split("/")), output, profile });
			made.push(path);
		}
	} finally {
		rmSync(profile, { recursive: true, force: true });
	}
	return made;
}

async function printOne(
	browser: string,
	{ page, output, profile }: { readonly page: string; readonly output: string; readonly profile: string },
): Promise<void> {
	// Without its sandbox where it can't have one: the pages are our own, without script and without requests.
	const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
	const words = [
		...flags,
		...sandbox,
		`--user-data-dir=${profile}`,
		`--print-to-pdf=${output}`,
		pathToFileURL(page).href,
	];
	rmSync(output, { force: true });
	let said = "";
	try {
		await promisify(execFile)(browser, words, { timeout: 120_000 });
	} catch (error) {
		said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
	}
	if (existsSync(output) && statSync(output).size > 0) return;
	const found = said === "" ? "the browser wrote nothing" : said;
	throw new Refusal([problem("CIMP-E302", { file: page.split(/[\\/]/).at(-1) ?? page }, { found })]);
}
