/** Runs of text as HTML, and what every block needs to know about its place on the page. */

import { type Numbered, safeHref } from "./anchors.js";
import type { ReportDocument, Span, Text } from "./document.js";
import { type Html, html, name, sentence, trusted } from "./html.js";
import type { Labels } from "./labels.js";

/** What every writer of a page shares: the page's own words, and the numbers of its figures and tables. */
export interface PageWords {
	readonly labels: Labels;
	readonly lang: ReportDocument["lang"];
	readonly numbers: ReadonlyMap<string, Numbered>;
}

/** Where a block stands: the same, and the level of the next heading. */
export interface Place extends PageWords {
	/** 2 right under the answer, 3 in a section with a title, 4 under a heading in it. */
	readonly level: 2 | 3 | 4;
}

/** "Figure 2", or undefined where the address is not a numbered thing of this page. */
export function numberedName(href: string, { labels, numbers }: PageWords): string | undefined {
	const numbered = href.startsWith("#") ? numbers.get(safeHref(href).slice(1)) : undefined;
	return numbered && `${labels[numbered.kind]}\u00A0${numbered.number}`;
}

/** The same within a sentence: "figure 2". */
export const numberedWords = (href: string, words: PageWords): string | undefined =>
	numberedName(href, words)?.toLowerCase();

/** A link with its text. One that leaves the report is marked, so that print can show where it goes. */
export function link(href: string, text: string): Html {
	const safe = safeHref(href);
	return html`<a href="${safe}"${safe.startsWith("https:") && html` class="outside"`}>${name(text)}</a>`;
}

function writeSpan(span: Span, page: PageWords): Html {
	if (typeof span === "string") return sentence(span);
	const { text, strong, href } = span;
	const words = text === "" && href !== undefined ? (numberedWords(href, page) ?? href) : text;
	const run = href === undefined ? sentence(words) : link(href, words);
	return strong ? html`<strong>${run}</strong>` : run;
}

/** A sentence or paragraph as HTML, without an element around it. */
export const writeText = (text: Text, page: PageWords): Html => html`${text.map((span) => writeSpan(span, page))}`;

/** The words alone, for attributes and tests. */
export const plainText = (text: Text): string =>
	text.map((span) => (typeof span === "string" ? span : span.text)).join("");

/** A heading of the given level; levels beyond 6 do not occur. */
export function heading(
	level: number,
	text: string,
	attributes: { id?: string; className?: string; lang?: string } = {},
): Html {
	const tag = trusted(`h${level}`);
	const id = attributes.id !== undefined && html` id="${attributes.id}"`;
	const className = attributes.className !== undefined && html` class="${attributes.className}"`;
	const lang = attributes.lang !== undefined && html` lang="${attributes.lang}"`;
	return html`<${tag}${id}${className}${lang}>${sentence(text)}</${tag}>`;
}
