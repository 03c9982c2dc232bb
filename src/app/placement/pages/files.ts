/** The pages of an audit as files: pages, Markdown, figures and tables, each table once. */

import type { Chart } from "../../../charts/chart.js";
import type { ReleasedTable } from "../../../domain/table.js";
import {
	boardDocument,
	boardMarkdown,
	csvOf,
	type EnrollmentPages,
	enrollmentDocument,
	type PlacementPages,
	protocolMarkdown,
	reportDocument,
	type SweepPages,
	sweepDocument,
} from "../../../placement/pages/index.js";
import { type ReportDocument, renderCsv, renderPage, type Section } from "../../../report/index.js";
import { tablesOf } from "../../contents.js";
import { glossarySection } from "../../pages/glossary.js";
import { withoutLongTables } from "../../pages/long-tables.js";

/** A finished file; whole, so that the gate can look at it. */
export interface TextFile {
	readonly path: string;
	readonly content: string;
}

const chartsOf = (sections: readonly Section[]): Chart[] =>
	sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.block === "figure" ? [block.chart] : [])));

export function* figureFiles(charts: readonly Chart[]): Generator<TextFile> {
	for (const chart of charts) {
		for (const panel of chart.panels) {
			const name = chart.panels.length === 1 ? chart.id : `${chart.id}-${panel.id}`;
			yield { path: `figures/${name}.vl.json`, content: `${JSON.stringify(panel.wide.spec, null, 1)}\n` };
			yield { path: `figures/${name}.svg`, content: `${panel.wide.svg}\n` };
		}
	}
}

export const tableFiles = (tables: readonly ReleasedTable[]): TextFile[] =>
	tables.map((table) => ({ path: csvOf(table), content: renderCsv(table) }));

function* pageWithParts(path: string, document: ReportDocument): Generator<TextFile> {
	yield { path, content: renderPage(document) };
	yield* figureFiles(chartsOf(document.sections));
	yield* tableFiles(tablesOf(document.sections));
}

/** Everything that people read of an audit. The board's figures and tables are the report's. */
export function* placementFiles(input: PlacementPages): Generator<TextFile> {
	yield* pageWithParts("report.html", reportDocument(input, { glossary: glossarySection, withoutLongTables }));
	yield { path: "board.html", content: renderPage(boardDocument(input)) };
	yield { path: "board.md", content: boardMarkdown(input) };
	yield { path: "protocol.md", content: protocolMarkdown(input) };
}

/** Without a policy: one page of enrollment. */
export function* enrollmentFiles(input: EnrollmentPages): Generator<TextFile> {
	yield* pageWithParts("report.html", enrollmentDocument(input));
}

/** The page of a sweep, with its figures and tables. */
export function* sweepFiles(input: SweepPages): Generator<TextFile> {
	yield* pageWithParts("sweep.html", sweepDocument(input));
}
