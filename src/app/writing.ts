/** The files of a run, made one at a time, and what the command says of them. */

import { analyses } from "../analyses/index.js";
import type { Chart } from "../charts/chart.js";
import type { Problem } from "../domain/problem.js";
import type { InputSummary } from "../ingest/index.js";
import { releaseJson } from "../privacy/release-json.js";
import { numberFigures } from "../report/anchors.js";
import { type ReportDocument, renderCsv, renderPage, renderReleasedJson } from "../report/index.js";
import { figureEntries, tableEntry, tablesOf } from "./contents.js";
import { manifestName, type OutputFile, producer } from "./output.js";
import { districtPage } from "./pages/district.js";
import { indexPage } from "./pages/index-page.js";
import { methodsFile, methodsPage } from "./pages/methods-page.js";
import { modelSectionId } from "./pages/model-card.js";
import { buildResults } from "./results.js";
import { districtFolder, type Run } from "./run.js";
import type { AnalyzeResults } from "./schemas/analyze.js";
import { type FigureEntry, type Manifest, manifestSchemaId, type TableEntry } from "./schemas/manifest.js";
import { problemsTable, schoolsTable } from "./tables.js";
import { version } from "./version.js";

/** What a finished run reports to its caller. */
export interface Outcome {
	readonly folder: string;
	readonly results: AnalyzeResults;
	readonly problems: readonly Problem[];
	readonly inputs: readonly InputSummary[];
}

/** All files of the output folder. Pages come first, so that only one is in memory at a time. */
export function* outputFiles(run: Run): Generator<OutputFile> {
	const written: string[] = [];
	const file = (path: string, content: string): OutputFile => {
		written.push(path);
		return { path, content };
	};
	const index = indexPage(run);
	const figures: FigureEntry[] = [];
	const tables: TableEntry[] = [];
	// Tables of the run stand on every page and are written once.
	const ofRun = tablesOf(index.sections);
	for (const code of run.districts) {
		const page = districtPage(run, code);
		const place = {
			page: `${districtFolder(run, code)}/index.html`,
			district: code,
			methods: page.methods,
			numbers: numberFigures(page.document),
		};
		yield file(place.page, renderPage(page.document));
		for (const chart of page.figures) {
			for (const [path, content] of figureFiles(chart, code)) yield file(path, content);
		}
		figures.push(...figureEntries(page.document.sections, place));
		for (const table of tablesOf(page.document.sections)) {
			if (ofRun.some(({ id }) => id === table.id)) continue;
			const entry = tableEntry(table, place);
			tables.push(entry);
			yield file(entry.csv, renderCsv(table));
		}
	}
	const place = { page: "index.html", district: undefined, methods: cardMethods(index), numbers: numberFigures(index) };
	for (const table of ofRun) {
		const entry = tableEntry(table, place);
		tables.push(entry);
		yield file(entry.csv, renderCsv(table));
	}
	const results = buildResults(run);
	yield file("index.html", renderPage(index));
	yield file(methodsFile, renderPage(methodsPage(run)));
	yield file("results.json", renderReleasedJson(results));
	yield file("tables/schools.csv", renderCsv(schoolsTable(results)));
	yield file("problems.csv", renderCsv(problemsTable(run.problems)));
	const manifest = manifestOf(run, { outputs: [...written].sort(), figures, tables });
	yield { path: manifestName, content: renderReleasedJson(releaseJson(manifest)) };
}

/** The tables of the model card are about the predictions. */
const cardMethods = (index: ReportDocument): ReadonlyMap<string, string> =>
	new Map(
		tablesOf(index.sections.filter(({ id }) => id === modelSectionId)).map(({ id }) => [
			id,
			analyses.schoolProfile.method.id,
		]),
	);

function* figureFiles(chart: Chart, code: string): Generator<[string, string]> {
	for (const panel of chart.panels) {
		const stem = `figures/${code}-${chart.id}-${panel.id}`;
		// Vega-Lite gives null a meaning of its own ("none"), which results.json does not know.
		yield [`${stem}.vl.json`, `${JSON.stringify(panel.wide.spec, null, 1)}\n`];
		yield [`${stem}.svg`, `${panel.wide.svg}\n`];
	}
}

/** What made the folder, from what. No clock, no machine, no path. */
function manifestOf(run: Run, contents: Pick<Manifest, "outputs" | "figures" | "tables">): Manifest {
	const { frame } = run.input;
	const { settings } = run;
	return {
		schema: manifestSchemaId,
		producer,
		version,
		command: "analyze",
		options: {
			subject: frame.subject,
			year: frame.year,
			...(frame.baselineYear === undefined ? {} : { baselineYear: frame.baselineYear }),
			group: frame.group,
			district: [...settings.district],
			model: settings.model,
			...(settings.scale === "auto" ? {} : { scale: settings.scale }),
			charters: settings.charters,
			...(run.crosswalk === undefined ? {} : { crosswalk: { file: run.crosswalk.file, sha256: run.crosswalk.sha256 } }),
			...(run.date === undefined ? {} : { date: run.date }),
		},
		inputs: run.inputs.map(({ file, sha256, layout }) => ({ file, sha256, layout })),
		...contents,
	};
}

export const summarize = (run: Run, folder: string): Outcome => ({
	folder,
	results: buildResults(run),
	problems: run.problems,
	inputs: run.inputs,
});
