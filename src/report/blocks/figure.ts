/** A figure: headline and subtitle, panels drawn wide and narrow, what it shows in words, source and way to its table. */

import type { Chart, Drawing, Panel } from "../../charts/chart.js";
import { anchor } from "../anchors.js";
import type { Block } from "../document.js";
import { type Html, html, name, sentence, trusted } from "../html.js";
import { heading, link, numberedName, numberedWords, type Place } from "../prose.js";

type FigureBlock = Extract<Block, { block: "figure" }>;

const rootTag = /^[\s\S]*?<svg\b([^>]*)>/;
const ownedAttributes = /\s(?:xmlns(?::\w+)?|version|role|class|width|height|aria-[a-z]+|focusable)="[^"]*"/g;

/**
 * A drawing's SVG for use inside a page: without namespaces, sized by the page, named by its alternative text.
 *
 * @throws TypeError where the text is no SVG
 */
export function inlineDrawing(drawing: Drawing, alt: string): Html {
	const root = rootTag.exec(drawing.svg);
	if (!root) throw new TypeError("a drawing has no svg element");
	const kept = (root[1] ?? "").replace(ownedAttributes, "");
	const { width, height } = drawing;
	const viewBox = !/\sviewBox=/.test(kept) && html` viewBox="0 0 ${width} ${height}"`;
	const rest = drawing.svg.slice(root[0].length).trim();
	return html`<svg${trusted(kept)}${viewBox} width="${width}" height="${height}" role="img" aria-label="${alt}">${trusted(rest)}`;
}

function writePanel(panel: Panel, alt: string, level: number): Html {
	const note = panel.note !== "" && html` <span class="quiet">${name(panel.note)}</span>`;
	const tag = trusted(`h${level}`);
	const title =
		panel.title !== "" &&
		html`<${tag} class="panel-title">${name(panel.title)}${note}</${tag}>
`;
	return html`<div class="panel">
${title}<div class="wide">${inlineDrawing(panel.wide, alt)}</div>
<div class="narrow">${inlineDrawing(panel.narrow, alt)}</div>
</div>\n`;
}

// The first drawing carries the alternative text of the whole, the others say which part they are.
function altOf(chart: Chart, index: number, { labels }: Place): string {
	const { panels, alt } = chart;
	if (panels.length === 1) return alt;
	const part = `${labels.part(index + 1, panels.length)} ${[panels[index]?.title, panels[index]?.note].filter(Boolean).join(", ")}`;
	return index === 0 ? `${alt.replace(/\.?$/, ".")} ${part}` : part;
}

/** A sentence with its full stop, whether or not its author wrote one. */
const closed = (text: string): Html => sentence(/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

function writeSource({ chart, tableHref, csvHref }: FigureBlock, place: Place): Html {
	const { labels } = place;
	const figure = numberedWords(`#${chart.id}`, place) ?? labels.figure;
	const table = link(tableHref, numberedWords(tableHref, place) ?? labels.dataTable);
	const csv = csvHref !== undefined && html`, ${link(csvHref, labels.csv)}`;
	const none = "none" in chart.interval && html`${labels.noInterval} ${closed(chart.interval.none)} `;
	return html`<p class="source">${none}${labels.source} ${closed(chart.source)} ${labels.dataFor(figure)} ${table}${csv}.</p>\n`;
}

/** Drawings to write on: no data, so no table and no source. */
export function writeSheet({ id, panels, alt }: Extract<Block, { block: "sheet" }>, place: Place): Html {
	const drawn = panels.map((panel) => writePanel(panel, `${panel.title}, ${panel.note}. ${alt}`, place.level));
	return html`<div class="panels" id="${anchor(id)}">
${drawn}</div>
`;
}

/** A figure with everything it must carry. Panels never split over pages; a figure of one panel neither. */
export function writeFigure(block: FigureBlock, place: Place): Html {
	const { chart } = block;
	const number = numberedName(`#${chart.id}`, place);
	const panels = chart.panels.map((panel, index) => writePanel(panel, altOf(chart, index, place), place.level + 1));
	const description = chart.description.map((paragraph) => html`<p>${sentence(paragraph)}</p>\n`);
	return html`<figure class="${chart.panels.length === 1 ? "figure whole" : "figure"}" id="${anchor(chart.id)}">
<figcaption>
${heading(place.level, chart.headline, { className: "headline" })}
<p class="subtitle">${number}. ${sentence(chart.subtitle)}</p>
</figcaption>
<div class="panels">
${panels}</div>
<div class="about">
${description}${writeSource(block, place)}</div>
</figure>
`;
}
