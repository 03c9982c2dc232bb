/**
 * A document as one static page: no script unless one is asked for, no request, one style sheet whose hash the page's own
 * policy names.
 *
 * Opens from disk, prints on Letter, and reads the same without color, without a mouse and at 320 pixels.
 */

import { createHash } from "node:crypto";
import { anchor, numberFigures, pageFaults, safeHref } from "./anchors.js";
import { writeSection } from "./blocks/section.js";
import type { ReportDocument } from "./document.js";
import { type Html, html, name, sentence, trusted } from "./html.js";
import { labels } from "./labels.js";
import { link, type PageWords, plainText, writeText } from "./prose.js";
import type { Paper } from "./style/print.js";
import { type Extras, styleSheet } from "./style/sheet.js";

export interface PageOptions {
	/** A way back, above the answer: from a district's page to the run's. */
	readonly home?: { readonly href: string; readonly text: string };
	/** Paper that the page is made for; Letter if not given. */
	readonly paper?: Paper;
	/** Names of scripts beside the page, in the order in which they run. */
	readonly scripts?: readonly string[];
}

/**
 * What a page may do: show itself, in its own style; where it has scripts, run those that stand with it, without eval.
 * Hashes of script files hold nowhere on pages opened from disk: browsers can't check them there.
 */
export const contentPolicy = (style: string, scripted = false): string => {
	const hash = createHash("sha256").update(style, "utf8").digest("base64");
	const script = scripted ? "script-src 'self'; " : "";
	return `default-src 'none'; ${script}style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
};

const writeScripts = ({ scripts = [] }: PageOptions): Html =>
	html`${scripts.map((script) => html`<script defer src="${safeHref(script)}"></script>\n`)}`;

const verdictBlocks: ReadonlySet<string> = new Set(["verdicts", "numbers", "signature"]);

function extrasOf({ sections, dress }: ReportDocument): Omit<Extras, "paper"> {
	const verdicts = sections.some(({ blocks }) => blocks.some(({ block }) => verdictBlocks.has(block)));
	const explore = sections.some(({ blocks }) => blocks.some(({ block }) => block === "explore"));
	return { verdicts, brief: dress === "brief", explore };
}

function writeHead(document: ReportDocument, options: PageOptions): Html {
	const { paper = "letter", scripts = [] } = options;
	const running = document.banner ? `${document.running} · ${document.banner}` : document.running;
	const style = styleSheet(running, { ...extrasOf(document), paper });
	return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(contentPolicy(style, scripts.length > 0))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${plainText(document.lead)}">
<title>${document.title}</title>
<style>${trusted(style)}</style>
${writeScripts(options)}</head>`;
}

function writeMast({ meta, banner }: ReportDocument, { home }: PageOptions): Html {
	const way = home && html`<li>${link(home.href, home.text)}</li>\n`;
	const items = meta.map((item, index) => html`<li>${index === 0 ? html`<b>${name(item)}</b>` : name(item)}</li>\n`);
	const notice = banner !== undefined && html`<p class="banner">${name(banner)}</p>\n`;
	return html`<header>
<ul class="mast">
${items}${way}</ul>
${notice}</header>
`;
}

function writeContents({ sections }: ReportDocument, { labels }: PageWords): Html {
	const titled = sections.filter(({ title }) => title !== "");
	if (titled.length < 2) return html``;
	const items = titled.map(({ id, title, short }) => html`<li>${link(`#${id}`, short ?? title)}</li>\n`);
	return html`<nav aria-label="${labels.contents}">
<ol>
${items}</ol>
</nav>
`;
}

function writeBody(document: ReportDocument, options: PageOptions): Html {
	const { sections, lang } = document;
	const place = { labels: labels[lang], lang, numbers: numberFigures(document) };
	const first = sections[0];
	const skip =
		first &&
		html`<a class="skip" href="#${anchor(first.id)}">${place.labels.skip}</a>
`;
	return html`<body>
${skip}<div class="page">
${writeMast(document, options)}<main>
<div class="top">
<div class="answer">
<h1>${sentence(document.answer)}</h1>
<p class="lead">${writeText(document.lead, place)}</p>
</div>
${writeContents(document, place)}</div>
${sections.map((section, index) => writeSection(section, sections[index - 1], place))}</main>
<footer><p>${name(document.running)}</p></footer>
</div>
</body>`;
}

/**
 * Writes a report as a page of HTML.
 *
 * @param document what the page says; its tables are released ones by type
 * @returns the whole page as text; the same document gives the same bytes
 * @throws TypeError for an address that is not allowed, or with every broken link, repeated id and forbidden markup of
 *   the finished page; RangeError for a table whose rows and ids do not match, or a number that can't be printed
 */
export function renderPage(document: ReportDocument, options: PageOptions = {}): string {
	const page = html`<!DOCTYPE html>
<html lang="${document.lang}">
${writeHead(document, options)}
${writeBody(document, options)}
</html>
`.toString();
	const faults = pageFaults(page.replace(writeScripts(options).toString(), ""));
	if (faults.length > 0) throw new TypeError(`the page "${document.title}" is broken: ${faults.join("; ")}`);
	return page;
}
