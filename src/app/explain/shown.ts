/** Where the numbers of a figure, a table or a finding come from; from the folder's own lists, whatever made them. */

import { type Absent, isAbsent, notDefined } from "../../domain/measured.js";
import { labels } from "../../report/labels.js";
import type { AnalyzeResults } from "../schemas/analyze.js";
import {
	explainSchemaId,
	type FigureExplanation,
	type FindingExplanation,
	type TableExplanation,
} from "../schemas/explain.js";
import type { FigureEntry, Manifest, TableEntry } from "../schemas/manifest.js";
import { type Folder, notOfThisShape, there } from "./folder.js";
import { methodOf } from "./method.js";

type Finding = AnalyzeResults["findings"][number];

/** True for an entry of this district, or of the whole run. */
export const isOf =
	(district: string | undefined) =>
	(entry: { readonly district: string | Absent }): boolean =>
		isAbsent(entry.district) || entry.district === district;

function tableOf(id: string, district: string | undefined, { manifest }: Folder): TableEntry | undefined {
	return manifest.tables.filter(isOf(district)).find((table) => table.id === id);
}

function common(entry: Pick<FigureEntry, "id" | "district" | "page" | "method">, folder: Folder) {
	const { results, manifest } = folder;
	const code = there(entry.district);
	return {
		schema: explainSchemaId as typeof explainSchemaId,
		id: entry.id,
		district: isAbsent(entry.district)
			? entry.district
			: { code: entry.district, name: nameOf(entry.district, results) },
		page: entry.page,
		method: isAbsent(entry.method) ? entry.method : methodOf(entry.method, folder),
		inputs: manifest.inputs.map(({ file, layout, sha256 }) => ({ file, layout, sha256 })),
		findings: results.findings
			.filter((finding) => finding.source === entry.id && (code === undefined || finding.district === code))
			.map(({ id }) => id),
	};
}

const nameOf = (code: string, { districts }: AnalyzeResults): string =>
	districts.find((district) => district.code === code)?.name ?? "";

const contentOf = (table: TableEntry, folder: Folder) => ({
	id: table.id,
	caption: table.caption,
	csv: table.csv,
	columns: table.columns,
	rows: folder.rows(table),
	notes: table.notes,
});

export const explainTable = (table: TableEntry, folder: Folder): TableExplanation => ({
	...common(table, folder),
	...contentOf(table, folder),
	kind: "table",
});

export function explainFigure(figure: FigureEntry, folder: Folder): FigureExplanation {
	const table = tableOf(figure.table, there(figure.district), folder);
	if (table === undefined) throw notOfThisShape("manifest.json", `no table ${figure.table}`);
	const { headline, subtitle, source, interval, files } = figure;
	return {
		...common(figure, folder),
		kind: "figure",
		...{ headline, subtitle, source, interval, files },
		table: contentOf(table, folder),
	};
}

export function explainFinding(finding: Finding, folder: Folder): FindingExplanation {
	const { results } = folder;
	const page = results.districts.find(({ code }) => code === finding.district)?.page ?? "";
	return {
		...common({ ...finding, page }, folder),
		kind: "finding",
		sentence: finding.sentence,
		evidence: finding.evidence,
		evidenceMeaning: labels.en.evidence[finding.evidence].meaning,
		counts: Object.fromEntries(
			Object.entries(finding.counts).flatMap(([key, count]) => (count === undefined ? [] : [[key, count]])),
		),
		interval: finding.interval,
		measure: finding.measure,
		numbers: finding.params,
		source: sourceOf(finding, folder),
	};
}

/** The figure or table that a finding names, with the file that holds its numbers. */
function sourceOf({ source, district }: Finding, folder: Folder): FindingExplanation["source"] {
	const figure = figuresOf(folder.manifest, district).find(({ id }) => id === source);
	const table = tableOf(figure?.table ?? source, district, folder);
	const none = notDefined("neither a figure nor a table of the page");
	return { id: source, caption: figure?.headline ?? table?.caption ?? none, csv: table?.csv ?? none };
}

export const figuresOf = (manifest: Manifest, district: string | undefined): FigureEntry[] =>
	manifest.figures.filter(isOf(district));
