/** Choices and the place of a figure that a script draws, with its table beside: complete before any script runs. */

import { anchor } from "../anchors.js";
import type { Block, ExploreFilter } from "../document.js";
import { type Html, html, name, sentence } from "../html.js";
import type { Place } from "../prose.js";
import { writeTable } from "./table.js";

const writeFilter = ({ id, label, all, column, options }: ExploreFilter): Html => html`<div>
<label for="${anchor(id)}">${name(label)}</label>
<select id="${anchor(id)}" name="${column}" autocomplete="off">
<option value="">${name(all)}</option>
${options.map((option) => html`<option${option.id !== undefined && html` id="${anchor(option.id)}"`} value="${option.text}">${option.text}</option>\n`)}</select>
</div>\n`;

/** What stands in `explore-off` and `explore-on` is shown and hidden by the script, never both. */
export const writeExplore = (
	block: Extract<Block, { block: "explore" }>,
	place: Place,
): Html => html`<p class="note explore-off">${sentence(block.off)}</p>
<div class="explore-filters explore-on" role="group" aria-label="${block.filtersLabel}" hidden>
${block.filters.map(writeFilter)}</div>
<div class="explore">
<div class="explore-figure explore-on" hidden>
<div class="panel"><div id="explore-chart" role="img" aria-label="${block.label}"></div></div>
<p id="explore-status" class="explore-status" role="status"></p>
<p class="small">${sentence(block.how)}</p>
</div>
<div class="explore-table">
${writeTable({ block: "table", table: block.table }, place)}</div>
</div>`;
