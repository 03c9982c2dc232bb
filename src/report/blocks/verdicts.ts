/** Verdicts, large numbers, and lines to sign on: what a board's page needs beside the plain blocks. */

import type { Block, VerdictShape } from "../document.js";
import { type Html, html, name } from "../html.js";
import { heading, type Place, writeText } from "../prose.js";

type Of<Kind extends Block["block"]> = Extract<Block, { block: Kind }>;

const shapes: Readonly<Record<VerdictShape, Html>> = {
	square: html`<path d="M2 2h12v12H2z" fill="currentColor"/>`,
	diamond: html`<path d="M8 1.6 14.4 8 8 14.4 1.6 8z" fill="none" stroke="currentColor" stroke-width="1.7"/>`,
	circle: html`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
	dashed: html`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.27"/>`,
};

const mark = (shape: VerdictShape): Html =>
	html`<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${shapes[shape]}</svg>`;

/** One column a verdict. */
export const writeVerdicts = ({ verdicts }: Of<"verdicts">, place: Place): Html => html`<div class="verdicts">
${verdicts.map(
	({ shape, word, who, why }) => html`<div class="verdict">
<div class="verdict-word">${mark(shape)}${heading(place.level, word, { className: "minor" })}</div>
<p>${writeText(who, place)}</p>
<p class="why">${writeText(why, place)}</p>
</div>\n`,
)}</div>
`;

export const writeNumbers = ({ numbers }: Of<"numbers">, place: Place): Html => html`<dl class="numbers">
${numbers.map(({ number, text }) => html`<div><dt>${name(number)}</dt><dd>${writeText(text, place)}</dd></div>\n`)}</dl>
`;

export const writeSignature = ({ fields }: Of<"signature">): Html => html`<ul class="signature">
${fields.map((field) => html`<li>${name(field)}</li>\n`)}</ul>
`;
