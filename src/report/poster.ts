/**
 * A poster for the wall: one sheet, all lengths in one unit, a twenty-fourth of its width.
 *
 * On paper the unit follows the size of the sheet, on a screen the window; on a phone the sheet becomes a plain column.
 * The layout is made here, so that it is the same on every machine: drawings are narrowed until their columns fit.
 */

import type { Drawing } from "../charts/chart.js";
import { wrapText } from "../charts/text-width.js";
import { pageFaults } from "./anchors.js";
import { inlineDrawing } from "./blocks/figure.js";
import type { ReportDocument, Text } from "./document.js";
import { type Html, html, name, sentence, trusted } from "./html.js";
import { labels } from "./labels.js";
import { contentPolicy } from "./page.js";
import { link, plainText, writeText } from "./prose.js";
import { type PosterSize, posterSizes, posterStyle } from "./style/poster.js";

export interface PosterPart {
	readonly title: string;
	readonly note: string;
	readonly alt: string;
	/** Size of its drawing, which is made when the layout is chosen. */
	readonly width: number;
	readonly height: number;
	readonly draw: () => Drawing;
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
	/** The parts with drawings of a width: the wider, the smaller their words, and the more rows have room. */
	readonly parts: (width: number) => readonly PosterPart[];
	/** Questions with lines to write on. */
	readonly asks: readonly string[];
	readonly foot: string;
	readonly home: { readonly href: string; readonly text: string };
	readonly size: PosterSize;
}

/** Heights in units of what is not a drawing: margins and head line; questions and foot; a part's title, a line of it. */
const heights = { head: 3.1, bottom: 2.7, title: 0.35, titleLine: 0.5 } as const;
/** Type and widths of the words above the drawings, in units, as the style sheet has them; the serif runs narrower. */
const texts = {
	answer: { size: 0.84, line: 0.91, width: 12.6, above: 0 },
	lead: { size: 0.42, line: 0.58, width: 12.6, above: 0.28 },
	side: { size: 0.29, line: 0.41, width: 7.6, above: 0 },
} as const;
/** Width of a column in units; widths of drawings in it, from large words to small ones. */
const columnWidth = 10.9;
const drawingWidths = [534, 580, 630, 690, 760, 840, 930, 1030] as const;
/** Height of a line to write on, and how many a poster has at least and at most. */
const writing = { line: 0.85, least: 1, most: 12 } as const;

const heightOfText = (text: string, kind: keyof typeof texts): number => {
	const { size, line, width, above } = texts[kind];
	return above + wrapText(text, width, size).length * line;
};

/** Height of what stands above the drawings: the answer with its sentences, or counts and key beside them. */
function topHeight({ answer, lead, counts, key }: PosterDocument): number {
	const left = [heightOfText(answer, "answer"), ...lead.map((text) => heightOfText(plainText(text), "lead"))];
	const right = [
		...(counts.items.length === 0 ? [] : [2.9, heightOfText(counts.note, "side") + 0.3]),
		1.2,
		...key.items.map((item) => heightOfText(item, "side") + 0.06),
	];
	return heights.head + Math.max(sum(left), sum(right));
}

interface Layout {
	readonly columns: readonly (readonly PosterPart[])[];
	/** Percent of its column that a drawing takes. */
	readonly percent: number;
	readonly lines: number;
}

const titleHeight = ({ title, note }: PosterPart): number =>
	heights.title + wrapText(`${title} ${note}`, columnWidth, 0.36, true).length * heights.titleLine;

const drawingHeight = ({ width, height }: PosterPart): number => (height * columnWidth) / width;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Two columns of as even a height as the order of the parts allows. */
function inColumns(parts: readonly PosterPart[]) {
	const columnHeight = (column: readonly PosterPart[]) => ({
		titles: sum(column.map(titleHeight)),
		drawings: sum(column.map(drawingHeight)),
	});
	const [first, ...others] = parts.map((_, index) => {
		const columns = [parts.slice(0, index + 1), parts.slice(index + 1)];
		const tall = columns.map(columnHeight);
		return { columns, tall, height: Math.max(...tall.map(({ titles, drawings }) => titles + drawings)) };
	});
	if (first === undefined) throw new Error("a poster without a school");
	return others.reduce((so, next) => (next.height < so.height - 1e-9 ? next : so), first);
}

/** The largest words with which everything fits; where none does, the smallest, narrowed. */
function layOut(document: PosterDocument): Layout {
	const room = posterSizes[document.size].height - topHeight(document) - heights.bottom;
	const tried = drawingWidths.map((width) => () => inColumns(document.parts(width)));
	const fitting = firstThat(tried, ({ height }) => height <= room);
	const best = fitting ?? inColumns(document.parts(drawingWidths.at(-1) ?? 534));
	// Titles keep their size; what is left of the room is the drawings'.
	const share = Math.min(1, ...best.tall.map(({ titles, drawings }) => (room - titles) / Math.max(drawings, 0.1)));
	const left = Math.floor((room - best.height) / writing.line);
	return {
		columns: best.columns,
		percent: Math.floor(1000 * share) / 10,
		lines: Math.max(writing.least, Math.min(writing.most, left + writing.least)),
	};
}

function firstThat<Value>(makers: readonly (() => Value)[], fits: (value: Value) => boolean): Value | undefined {
	for (const make of makers) {
		const value = make();
		if (fits(value)) return value;
	}
	return undefined;
}

function writePart({ title, note, draw, alt }: PosterPart): Html {
	return html`<section class="part">
<h2>${name(title)} <span class="quiet">${name(note)}</span></h2>
<div class="drawing">${inlineDrawing(draw(), alt)}</div>
</section>
`;
}

const writeKey = ({ title, items }: PosterDocument["key"]): Html => html`<section class="key">
<h2>${name(title)}</h2>
<ul>
${items.map((item) => html`<li>${sentence(item)}</li>\n`)}</ul>
</section>
`;

function writeColumns({ columns }: Layout): Html {
	const written = columns.map(
		(parts) => html`<div class="column">
${parts.map(writePart)}</div>
`,
	);
	return html`<div class="columns">
${written}</div>
`;
}

function writeTop({ answer, lead, counts, key, lang }: PosterDocument): Html {
	const place = { labels: labels[lang], lang, numbers: new Map() };
	return html`<div class="top">
<div>
<h1>${sentence(answer)}</h1>
${lead.map((text) => html`<p class="lead">${writeText(text, place)}</p>\n`)}</div>
<div>
${
	counts.items.length > 0 &&
	html`<section class="counts">
<h2>${name(counts.title)}</h2>
<ul>
${counts.items.map(({ count, word }) => html`<li><b>${count}</b> ${name(word)}</li>\n`)}</ul>
<p>${sentence(counts.note)}</p>
</section>
`
}${writeKey(key)}</div>
</div>
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
${writeTop(document)}${writeColumns(layout)}${writeAsks(document, layout.lines)}</main>
<footer><p>${sentence(foot)} ${link(home.href, home.text)}</p></footer>
</div>
</body>
</html>
`.toString();
	const faults = pageFaults(page);
	if (faults.length > 0) throw new TypeError(`the poster "${title}" is broken: ${faults.join("; ")}`);
	return page;
}
