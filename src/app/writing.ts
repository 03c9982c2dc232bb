/** The files of a run, made one at a time, and what the command says of them. */

import type { Chart } from "../charts/chart.js";
import type { Problem } from "../domain/problem.js";
import type { InputSummary } from "../ingest/index.js";
import { renderCsv, renderJson, renderPage } from "../report/index.js";
import { manifestName, type OutputFile, producer } from "./output.js";
import { districtPage } from "./pages/district.js";
import { districtsTable, indexPage, orderedDistricts } from "./pages/index-page.js";
import { buildResults } from "./results.js";
import { districtFolder, type Run } from "./run.js";
import type { AnalyzeResults } from "./schemas/analyze.js";
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
	for (const code of run.districts) {
		const page = districtPage(run, code);
		yield file(`${districtFolder(run, code)}/index.html`, renderPage(page.document));
		for (const chart of page.figures) {
			for (const [path, content] of figureFiles(chart, code)) yield file(path, content);
		}
	}
	const results = buildResults(run);
	yield file("index.html", renderPage(indexPage(run)));
	yield file("results.json", renderJson(results));
	yield file("tables/schools.csv", renderCsv(schoolsTable(results)));
	yield file("tables/districts.csv", renderCsv(districtsTable(run, orderedDistricts(run))));
	yield file("problems.csv", renderCsv(problemsTable(run.problems)));
	yield { path: manifestName, content: renderJson(manifestOf(run, written)) };
}

function* figureFiles(chart: Chart, code: string): Generator<[string, string]> {
	for (const panel of chart.panels) {
		const stem = `figures/${code}-${chart.id}-${panel.id}`;
		// Vega-Lite gives null a meaning of its own ("none"), which results.json does not know.
		yield [`${stem}.vl.json`, `${JSON.stringify(panel.wide.spec, null, 1)}\n`];
		yield [`${stem}.svg`, `${panel.wide.svg}\n`];
	}
}

/** What made the folder, from what. No clock, no machine, no path. */
function manifestOf(run: Run, outputs: readonly string[]): unknown {
	const { frame } = run.input;
	const { settings } = run;
	return {
		schema: "cimp/manifest/1",
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
		outputs: [...outputs].sort(),
	};
}

export const summarize = (run: Run, folder: string): Outcome => ({
	folder,
	results: buildResults(run),
	problems: run.problems,
	inputs: run.inputs,
});
