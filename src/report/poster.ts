/**
 * A poster for the wall: one sheet, all lengths in one unit, a twenty-fourth of its width.
 *
 * On paper the unit follows the size of the sheet, on a screen the window; on a phone the sheet becomes a plain column.
 * The layout is made here, so that it is the same on every machine: drawings are narrowed until their columns fit.
 */

import type { Drawing } from "../charts/chart.js";
import { pageFaults } from "./anchors.js";
import { inlineDrawing } from "./blocks/figure.js";
import type { ReportDocument, Text } from "./document.js";
import { type Html, html, name, sentence, trusted } from "./html.js";
import { labels } from "./labels.js";
import { contentPolicy } from "./page.js";
import { link, writeText } from "./prose.js";
import { type PosterSize, posterSizes, posterStyle } from "./style/poster.js";

export interface PosterPart {
	readonly title: string;
	readonly note: string;
	readonly drawing: Drawing;
	readonly alt: string;
}

export interface PosterDocument {
	readonly lang: ReportDocument["lang"];
	readonly title: string;
	readonly meta: readonly string[];
	readonly banner?: string;
	/** The answer, as the h1. */
	readonly answer: string;
	/** Two sentences under it. */
	readonly lead: readonly Text[];
	readonly counts: {
		readonly title: string;
		readonly items: readonly { readonly count: string; readonly word: string }[];
		readonly note: string;
	};
	readonly key: { readonly title: string; readonly items: readonly string[] };
	readonly parts: readonly PosterPart[];
	/** Questions with lines to write on. */
	readonly asks: readonly string[];
	readonly foot: string;
	readonly home: { readonly href: string; readonly text: string };
	readonly size: PosterSize;
}

/** Heights in units of what is not a drawing: margins, title and counts; questions and foot; a part's title; the key. */
const heights = { top: 8.6, bottom: 3.4, title: 0.95, key: 4.2 } as const;
/** Widths in units: of the whole content, and of one of two columns. */
const widths = { whole: 22.4, half: 10.9 } as const;
/** Height of a line to write on, and how many a poster has at least and at most. */
const writing = { line: 0.85, least: 1, most: 12 } as const;

interface Layout {
	readonly columns: readonly (readonly PosterPart[])[];
	/** Percent of its column that a drawing takes. */
	readonly percent: number;
	readonly lines: number;
}

const heightOf = (part: PosterPart, width: number): number =>
	heights.title + (part.drawing.height * width) / part.drawing.width;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** One column where the drawings are wide, else two of as even a height as the order allows; the key heads the last. */
function layOut({ parts, size }: PosterDocument): Layout {
	const room = posterSizes[size].height - heights.top - heights.bottom;
	const wide = parts.every(({ drawing }) => drawing.width > 800);
	const width = wide ? widths.whole : widths.half;
	const tall = parts.map((part) => heightOf(part, width));
	const cuts = wide ? [parts.length] : parts.map((_, index) => index + 1);
	const candidates = cuts.map((cut) => {
		const first = sum(tall.slice(0, cut)) + (wide ? heights.key * 0.7 : 0);
		const second = wide ? 0 : heights.key + sum(tall.slice(cut));
		return { cut, height: Math.max(first, second) };
	});
	const best = candidates.reduce(
		(so, next) => (next.height < so.height - 1e-9 ? next : so),
		candidates[0] ?? { cut: 0, height: 0 },
	);
	const columns = wide ? [parts] : [parts.slice(0, best.cut), parts.slice(best.cut)];
	const fits = best.height <= room;
	const left = Math.floor((room - best.height) / writing.line);
	return {
		columns,
		percent: fits ? 100 : Math.floor((1000 * room) / best.height) / 10,
		lines: Math.max(writing.least, Math.min(writing.most, left)),
	};
}

function writePart({ title, note, drawing, alt }: PosterPart): Html {
	return html`<section class="part">
<h2>${name(title)} <span class="quiet">${name(note)}</span></h2>
<div class="drawing">${inlineDrawing(drawing, alt)}</div>
</section>
`;
}

const writeKey = ({ title, items }: PosterDocument["key"]): Html => html`<section class="key">
<h2>${name(title)}</h2>
<ul>
${items.map((item) => html`<li>${sentence(item)}</li>\n`)}</ul>
</section>
`;

function writeColumns(document: PosterDocument, { columns }: Layout): Html {
	const key = writeKey(document.key);
	const written = columns.map(
		(parts, index) => html`<div class="column">
${index === columns.length - 1 && key}${parts.map(writePart)}</div>
`,
	);
	return html`<div class="columns${columns.length === 1 && " single"}">
${written}</div>
`;
}

function writeTop({ answer, lead, counts, lang }: PosterDocument): Html {
	const place = { labels: labels[lang], lang, numbers: new Map() };
	return html`<div class="top">
<div>
<h1>${sentence(answer)}</h1>
${lead.map((text) => html`<p class="lead">${writeText(text, place)}</p>\n`)}</div>
${
	counts.items.length > 0 &&
	html`<section class="counts">
<h2>${name(counts.title)}</h2>
<ul>
${counts.items.map(({ count, word }) => html`<li><b>${count}</b> ${name(word)}</li>\n`)}</ul>
<p>${sentence(counts.note)}</p>
</section>
`
}</div>
`;
}

const writeAsks = ({ asks }: PosterDocument, lines: number): Html => html`<div class="asks">
${asks.map(
	(ask) => html`<section>
<h2>${sentence(ask)}</h2>
<div class="lines" aria-hidden="true">${Array.from({ length: lines }, () => html`<span></span>`)}</div>
</section>
`,
)}</div>
`;

/**
 * Writes a poster.
 *
 * @returns the whole page as text; the same document gives the same bytes
 * @throws TypeError with every fault of the finished page, as `renderPage` does
 */
export function renderPoster(document: PosterDocument): string {
	const layout = layOut(document);
	const style = posterStyle(document.size, layout.percent);
	const { lang, title, meta, banner, foot, home } = document;
	const page = html`<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(contentPolicy(style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<div class="poster">
<header>
<ul class="mast">
${meta.map((item) => html`<li>${name(item)}</li>\n`)}${banner !== undefined && html`<li class="banner">${name(banner)}</li>\n`}</ul>
</header>
<main>
${writeTop(document)}${writeColumns(document, layout)}${writeAsks(document, layout.lines)}</main>
<footer><p>${sentence(foot)} ${link(home.href, home.text)}</p></footer>
</div>
</body>
</html>
`.toString();
	const faults = pageFaults(page);
	if (faults.length > 0) throw new TypeError(`the poster "${title}" is broken: ${faults.join("; ")}`);
	return page;
}
