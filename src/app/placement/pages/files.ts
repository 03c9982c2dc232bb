/** The pages of an audit as files: pages, Markdown, figures and tables, each table once. */

import type { Chart } from "../../../charts/chart.js";
import { notDefined } from "../../../domain/measured.js";
import type { ReleasedTable } from "../../../domain/table.js";
import {
	boardDocument,
	boardMarkdown,
	csvOf,
	type EnrollmentPages,
	enrollmentDocument,
	type PlacementPages,
	type PowerPages,
	powerDocument,
	protocolMarkdown,
	reportDocument,
	type SweepPages,
	sweepDocument,
	type WhatIfPages,
	whatIfDocument,
} from "../../../placement/pages/index.js";
import { numberFigures } from "../../../report/anchors.js";
import { type ReportDocument, renderCsv, renderPage } from "../../../report/index.js";
import { figureEntries, figuresOf, tableEntry, tablesOf } from "../../contents.js";
import { glossarySection } from "../../pages/glossary.js";
import { withoutLongTables } from "../../pages/long-tables.js";
import type { FigureEntry, TableEntry } from "../../schemas/manifest.js";

/** A finished file; whole, so that the gate can look at it. */
export interface TextFile {
	readonly path: string;
	readonly content: string;
}

const nameOf = (chart: Chart, { id }: Chart["panels"][number]): string =>
	`figures/${chart.panels.length === 1 ? chart.id : `${chart.id}-${id}`}`;

const figurePaths = (chart: Chart): string[] =>
	chart.panels.flatMap((panel) => ["vl.json", "svg"].map((end) => `${nameOf(chart, panel)}.${end}`));

export function* figureFiles(charts: readonly Chart[]): Generator<TextFile> {
	for (const chart of charts) {
		for (const panel of chart.panels) {
			const name = nameOf(chart, panel);
			yield { path: `${name}.vl.json`, content: `${JSON.stringify(panel.wide.spec, null, 1)}\n` };
			yield { path: `${name}.svg`, content: `${panel.wide.svg}\n` };
		}
	}
}

export const tableFiles = (tables: readonly ReleasedTable[]): TextFile[] =>
	tables.map((table) => ({ path: csvOf(table), content: renderCsv(table) }));

/** A page with what it shows, for the manifest. */
function* pageWithParts(path: string, document: ReportDocument, shown?: Shown): Generator<TextFile> {
	yield { path, content: renderPage(document) };
	yield* figureFiles(figuresOf(document.sections));
	yield* tableFiles(tablesOf(document.sections));
	shown?.add(path, document);
}

const method = notDefined("audit.json says which method made which number");

/** Collects every figure and table of the pages with the files that hold them. */
export class Shown {
	readonly figures: FigureEntry[] = [];
	readonly tables: TableEntry[] = [];

	add(page: string, document: ReportDocument): void {
		const { sections } = document;
		const place = { page, district: undefined, methods: new Map<string, string>(), numbers: numberFigures(document) };
		const charts = new Map(figuresOf(sections).map((chart) => [chart.id, chart]));
		for (const entry of figureEntries(sections, place)) {
			const chart = charts.get(entry.id);
			this.figures.push({ ...entry, method, files: chart === undefined ? [] : figurePaths(chart).sort() });
		}
		for (const table of tablesOf(sections))
			this.tables.push({ ...tableEntry(table, place), method, csv: csvOf(table) });
	}
}

/** Everything that people read of an audit. The board's figures and tables are the report's. */
export function* placementFiles(input: PlacementPages, shown = new Shown()): Generator<TextFile> {
	yield* pageWithParts("report.html", reportDocument(input, { glossary: glossarySection, withoutLongTables }), shown);
	yield { path: "board.html", content: renderPage(boardDocument(input)) };
	yield { path: "board.md", content: boardMarkdown(input) };
	yield { path: "protocol.md", content: protocolMarkdown(input) };
}

/** Without a policy: one page of enrollment. */
export function* enrollmentFiles(input: EnrollmentPages): Generator<TextFile> {
	yield* pageWithParts("report.html", enrollmentDocument(input));
}

/** The pages of the other commands, with their figures and tables. */
export const sweepFiles = (input: SweepPages): Iterable<TextFile> => pageWithParts("sweep.html", sweepDocument(input));
export const whatIfFiles = (input: WhatIfPages): Iterable<TextFile> =>
	pageWithParts("whatif.html", whatIfDocument(input));
export const powerFiles = (input: PowerPages): Iterable<TextFile> => pageWithParts("power.html", powerDocument(input));
