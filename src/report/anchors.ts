/** Addresses within a page, the numbers of its figures and tables, and the audit that finds broken ones. */

import type { ReportDocument } from "./document.js";
import { oneLine } from "./text.js";

/**
 * An id as it stands in the page: starts with a letter, no spaces. The same for the target and for links to it.
 *
 * @example anchor("01611190123456") // → "id-01611190123456"
 */
export function anchor(id: string): string {
	const plain = id.replace(/[^A-Za-z0-9_-]/g, "-");
	return /^[A-Za-z]/.test(plain) ? plain : `id-${plain}`;
}

/**
 * An address that a page may link to: a place on it, a file beside it, or an `https:` page.
 *
 * @throws TypeError for any other scheme, for `//host` and for absolute paths
 */
export function safeHref(href: string): string {
	const clean = oneLine(href).trim();
	if (clean.startsWith("#")) return `#${anchor(clean.slice(1))}`;
	if (clean.startsWith("https://")) return clean;
	if (clean === "" || /^(?:[^/?#]*:|[\\/])/.test(clean)) {
		throw new TypeError(`a page may not link to "${clean}"`);
	}
	return clean;
}

/** What an anchor is the anchor of, counted through the page: `{ kind: "figure", number: 2 }`. */
export interface Numbered {
	readonly kind: "figure" | "table";
	readonly number: number;
}

/** Numbers the figures and the tables of a page in reading order, by anchor. */
export function numberFigures(document: ReportDocument): ReadonlyMap<string, Numbered> {
	const numbers = new Map<string, Numbered>();
	const counts = { figure: 0, table: 0 };
	for (const block of document.sections.flatMap((section) => section.blocks)) {
		if (block.block !== "figure" && block.block !== "table" && block.block !== "explore") continue;
		const kind = block.block === "figure" ? "figure" : "table";
		const id = block.block === "figure" ? block.chart.id : block.table.id;
		counts[kind] += 1;
		numbers.set(anchor(id), { kind, number: counts[kind] });
	}
	return numbers;
}

const every = (markup: string, pattern: RegExp): string[] =>
	[...markup.matchAll(pattern)].map((found) => found[1] ?? "");

/**
 * What is wrong with a finished page: ids given twice, links and references to nothing, and markup that the page's own
 * policy forbids (it can only come from a drawing). Text can't be mistaken for markup: its quotes are escaped.
 *
 * @returns one sentence per fault, sorted; empty for a sound page
 */
export function pageFaults(page: string): string[] {
	const ids = every(page, /\sid="([^"]*)"/g);
	const seen = new Set<string>();
	const twice = ids.filter((id) => seen.size === seen.add(id).size);
	const links = [...every(page, /[\s:]href="#([^"]*)"/g), ...every(page, /url\(#([^)]*)\)/g)];
	const lost = links.filter((id) => !seen.has(id));
	const forbidden = every(page, /<[^>]*\s(style|on[a-z]+)="/g);
	const elements = every(page, /<(script|iframe|object|embed|foreignObject|img|image|link|base)\b/gi);
	const faults = [
		...twice.map((id) => `the id "${id}" is used twice`),
		...lost.map((id) => `nothing on the page has the id "${id}"`),
		...forbidden.map((name) => `a drawing has the attribute "${name}"`),
		...elements.map((name) => `a drawing has the element "${name}"`),
	];
	return [...new Set(faults)].sort();
}
