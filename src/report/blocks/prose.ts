/** The plain blocks: paragraphs, lists, two columns, facts, callouts, code. */

import { anchor } from "../anchors.js";
import type { Block, Text } from "../document.js";
import { type Html, html, name } from "../html.js";
import { heading, type Place, writeText } from "../prose.js";

type Of<Kind extends Block["block"]> = Extract<Block, { block: Kind }>;

const writeItems = (items: readonly Text[], place: Place): Html =>
	html`${items.map((item) => html`<li>${writeText(item, place)}</li>\n`)}`;

/** A paragraph in one of the three voices. */
export const writeParagraph = ({ text, voice = "body", lang }: Of<"paragraph">, place: Place): Html =>
	html`<p class="${voice}"${lang !== undefined && html` lang="${lang}"`}>${writeText(text, place)}</p>\n`;

/** A list; numbered where the order matters. */
export const writeList = ({ items, ordered }: Of<"list">, place: Place): Html =>
	ordered
		? html`<ol class="list">
${writeItems(items, place)}</ol>
`
		: html`<ul class="list">
${writeItems(items, place)}</ul>
`;

/** Lists side by side, each under its title. */
export const writeColumns = ({ columns }: Of<"columns">, place: Place): Html => html`<div class="columns">
${columns.map(
	({ title, items }) => html`<div>
${heading(place.level, title, { className: "minor" })}
<ul class="list">
${writeItems(items, place)}</ul>
</div>\n`,
)}</div>\n`;

/** Terms and what they are, in a frame. */
export const writeFacts = ({ id, title, facts }: Of<"facts">, place: Place): Html =>
	html`<div class="facts"${id !== undefined && html` id="${anchor(id)}"`}>
${heading(place.level, title, { className: "minor" })}
<dl>
${facts.map(({ term, text }) => html`<div><dt>${name(term)}</dt><dd>${writeText(text, place)}</dd></div>\n`)}</dl>
</div>\n`;

/** Something not to be missed: a title and a paragraph beside a bar. */
export const writeCallout = ({ title, text }: Of<"callout">, place: Place): Html => html`<div class="callout">
<p class="callout-title">${name(title)}</p>
<p>${writeText(text, place)}</p>
</div>\n`;

const lineEnd = html`\n`;

/** Lines of a command or formula, each kept as it is. */
export function writeCode({ label, lines }: Of<"code">): Html {
	const code = lines.map((line, index) => (index === 0 ? line : [lineEnd, line]));
	return html`<section class="code" aria-label="${label}">
<p class="code-label">${name(label)}</p>
<pre><code>${code}</code></pre>
</section>\n`;
}

/** Lines to write on under each question. */
const ruledLines = 6;

/** Questions for a conversation: each with its hints and room for an answer on paper. */
export const writeQuestions = ({ questions }: Of<"questions">, place: Place): Html => html`<ol class="questions">
${questions.map(
	({ question, prompts }) => html`<li class="question">
${heading(place.level, question, { className: "ask" })}
${prompts.map(
	(prompt) => html`<p class="prompt">${writeText(prompt, place)}</p>\n`,
)}<div class="lines" aria-hidden="true">${Array.from({ length: ruledLines }, () => html`<span></span>`)}</div>
</li>\n`,
)}</ol>
`;
