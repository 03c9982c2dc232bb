/** A released table: caption, scoped headings with units, numbers to the right, absent values in words with a legend. */

import { type Absent, isAbsent } from "../../domain/measured.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { anchor } from "../anchors.js";
import type { Block } from "../document.js";
import { formatKnown } from "../format.js";
import { type Html, html, name, sentence } from "../html.js";
import { link, numberedName, numberedWords, type Place } from "../prose.js";

type TableBlock = Extract<Block, { block: "table" }>;

/** Rows up to which a table stays on one printed page. */
export const shortRows = 20;
/** Columns from which print needs smaller type. */
const manyColumns = 9;

interface Reason {
	readonly cell: Absent;
	/** Letter behind the word, empty where the word has one reason only. */
	readonly mark: string;
}

/** What a writer of rows needs: the columns that people see, and how absent cells are marked. */
interface TablePlan {
	readonly shown: readonly { readonly column: Column; readonly index: number; readonly numeric: boolean }[];
	readonly reasons: ReadonlyMap<string, Reason>;
	readonly place: Place;
}

const keyOf = ({ absent, reason }: Absent): string => `${absent}\n${reason}`;

/** The distinct reasons in the shown cells; marked a, b, c where several share a word. */
function reasonsIn(table: ReleasedTable, shown: readonly number[]): Map<string, Reason> {
	const cells = table.rows.flatMap((row) => shown.map((index) => row[index])).filter(isAbsent);
	const distinct = [...new Map(cells.map((cell) => [keyOf(cell), cell])).values()];
	return new Map(
		distinct.map((cell) => {
			const same = distinct.filter(({ absent }) => absent === cell.absent);
			return [keyOf(cell), { cell, mark: same.length === 1 ? "" : String.fromCharCode(97 + same.indexOf(cell)) }];
		}),
	);
}

const isText = ({ unit }: Column): boolean => unit === "text" || unit === "code";

function planTable(table: ReleasedTable, place: Place): TablePlan {
	const shown = table.columns.flatMap((column, index) =>
		column.csvOnly ? [] : [{ column, index, numeric: !isText(column) }],
	);
	const indexes = shown.map(({ index }) => index);
	return { shown, reasons: reasonsIn(table, indexes), place };
}

function writeHead({ shown, place }: TablePlan): Html {
	const cells = shown.map(({ column, numeric }) => {
		const unit = place.labels.units[column.unit];
		const said = unit === undefined || column.label.toLowerCase().includes(unit.toLowerCase());
		return html`<th scope="col"${numeric && html` class="number"`}>${name(column.label)}${!said && html` <span class="unit">(${unit})</span>`}</th>`;
	});
	return html`<thead><tr>${cells}</tr></thead>\n`;
}

function writeAbsent(cell: Absent, { reasons, place }: TablePlan): Html {
	const mark = reasons.get(keyOf(cell))?.mark;
	return html`<span class="absent">${place.labels.absent[cell.absent]}</span>${mark && html`<sup>${mark}</sup>`}`;
}

function writeRow(row: readonly Cell[], plan: TablePlan, id: string | undefined, href: string | undefined): Html {
	const cells = plan.shown.map(({ column, index, numeric }, position) => {
		const cell = row[index] ?? "";
		const words = isAbsent(cell) ? writeAbsent(cell, plan) : name(formatKnown(cell, column));
		const content = position === 0 && href ? html`<a href="${href}">${words}</a>` : words;
		if (position === 0) return html`<th scope="row"${numeric && html` class="number"`}>${content}</th>`;
		const className = numeric ? "number" : column.unit === "code" ? "code-cell" : undefined;
		return html`<td${className && html` class="${className}"`}>${content}</td>`;
	});
	return html`<tr${id !== undefined && html` id="${anchor(id)}"`}>${cells}</tr>\n`;
}

const writeLegend = ({ reasons, place }: TablePlan): Html[] =>
	[...reasons.values()].map(({ cell, mark }) => {
		const word = place.labels.absent[cell.absent];
		const repeats = cell.reason.startsWith(word);
		const reason = repeats ? cell.reason.slice(word.length) : `: ${cell.reason}`;
		return html`<b>${word}${mark !== "" && html` ${mark}`}</b>${name(reason)}`;
	});

function writeNotes({ table, figureHref, csvHref }: TableBlock, plan: TablePlan): Html {
	const { place } = plan;
	const lines = [...writeLegend(plan), ...(table.notes ?? []).map(sentence)].map((line) => html`<li>${line}</li>\n`);
	const notes = lines.length > 0 && html`<ul class="table-notes">\n${lines}</ul>\n`;
	const drawn =
		figureHref !== undefined &&
		html`${place.labels.drawnFrom} ${link(figureHref, numberedWords(figureHref, place) ?? figureHref)}. `;
	const csv = csvHref !== undefined && html`${place.labels.thisTable} ${link(csvHref, place.labels.csv)}.`;
	const ways = (drawn || csv) && html`<p class="source">${drawn}${csv}</p>\n`;
	return html`${notes}${ways}`;
}

/**
 * A table. The first shown column names the rows; `csvOnly` columns are left out. Its own region scrolls sideways, so
 * that the page never does.
 *
 * @throws RangeError where `rowIds` or `rowHrefs` are not one per row
 */
export function writeTable(block: TableBlock, place: Place): Html {
	const { table, rowHrefs } = block;
	for (const perRow of [table.rowIds, rowHrefs]) {
		if (perRow && perRow.length !== table.rows.length) throw new RangeError(`${table.id}: not one id or link per row`);
	}
	const plan = planTable(table, place);
	const number = numberedName(`#${table.id}`, place) ?? place.labels.table;
	const rows = table.rows.map((row, index) => writeRow(row, plan, table.rowIds?.[index], rowHrefs?.[index]));
	const kind = ["table", table.rows.length <= shortRows && "short", plan.shown.length >= manyColumns && "dense"];
	return html`<div class="${kind.filter(Boolean).join(" ")}" id="${anchor(table.id)}">
<section class="scroll" tabindex="0" aria-label="${number}. ${table.caption}">
<table>
<caption><span><b>${number}.</b> ${sentence(table.caption)}</span></caption>
${writeHead(plan)}<tbody>
${rows}</tbody>
</table>
</section>
${writeNotes(block, plan)}</div>\n`;
}
