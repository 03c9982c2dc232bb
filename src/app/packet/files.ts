/** The files of a packet, made one at a time: pages, posters, data, manifest. */

import type { Chart } from "../../charts/chart.js";
import {
	type PageOptions,
	type ReportDocument,
	renderCsv,
	renderJson,
	renderPage,
	type Section,
} from "../../report/index.js";
import { renderPoster } from "../../report/poster.js";
import { tablesOf } from "../contents.js";
import { manifestName, type OutputFile, producer } from "../output.js";
import { buildResults } from "../results.js";
import { conveningSchema } from "../schemas/convening.js";
import { type PacketManifest, packetManifestSchemaId } from "../schemas/packet-manifest.js";
import { problemsTable, schoolsTable } from "../tables.js";
import { version } from "../version.js";
import { explorePage, explorePath } from "./explore/page.js";
import { districtName, folderOf, type Packet, type PartRun } from "./packet.js";
import { comparePage } from "./pages/compare.js";
import { packetDistrictPage } from "./pages/district.js";
import { facilitatorPage } from "./pages/facilitator.js";
import { frontPage } from "./pages/front.js";
import { packetMethodsPage } from "./pages/methods.js";
import { posterPage } from "./pages/poster.js";
import { predictPage } from "./pages/predict.js";
import { regionsPage } from "./pages/regions.js";
import { prefixOf, tableFile } from "./sections.js";
import { placesOfPacket, standingOfPart } from "./standing.js";
import { commonWords } from "./words/common.js";

/**
 * All files of a packet. Districts come first, so that only one is in memory at a time.
 *
 * @param scripts of the interactive pages, by name; none where there are no such pages
 */
export function* packetFiles(
	packet: Packet,
	inputs: PacketManifest["inputs"],
	scripts: ReadonlyMap<string, string>,
): Generator<OutputFile> {
	const written: string[] = [];
	const file = (path: string, content: string): OutputFile => {
		written.push(path);
		return { path, content };
	};
	const { paper } = packet.convening;
	const page = (path: string, document: ReportDocument, more: PageOptions = {}): OutputFile => {
		const up = "../".repeat(path.split("/").length - 1);
		const home =
			path === "index.html" ? {} : { home: { href: `${up}index.html`, text: commonWords[packet.lang].home } };
		return file(path, renderPage(document, { ...home, paper, ...more }));
	};
	for (const code of packet.districts) {
		const folder = folderOf(packet, code);
		const own = packetDistrictPage(packet, code);
		yield page(`${folder}/index.html`, own.document);
		for (const { part, charts } of own.figures) {
			for (const chart of charts)
				for (const [path, content] of figureFiles(chart, part, code)) yield file(path, content);
		}
		for (const entry of tablesOfParts(packet, own.data, code)) yield file(entry.path, entry.content);
		yield page(`${folder}/predict.html`, predictPage(packet, code));
		yield file(`${folder}/poster.html`, renderPoster(posterPage(packet, code)));
	}
	for (const [path, { document, tables }] of [
		["compare.html", comparePage(packet)],
		["regions.html", regionsPage(packet)],
	] as const) {
		yield page(path, document);
		for (const entry of tables) yield file(entry.path, renderCsv(entry.table));
	}
	if (scripts.size > 0) {
		for (const part of packet.parts)
			yield page(explorePath(part), explorePage(packet, part), { scripts: [...scripts.keys()] });
		for (const [name, content] of scripts) yield file(`explore/${name}`, content);
	}
	yield page("facilitator.html", facilitatorPage(packet));
	yield page("methods.html", packetMethodsPage(packet));
	yield page("index.html", frontPage(packet));
	for (const part of packet.parts) for (const [path, content] of dataFiles(part)) yield file(path, content);
	yield file("data/places.json", renderJson(placesOfPacket(packet)));
	yield { path: manifestName, content: renderJson(manifestOf(packet, inputs, [...written].sort())) };
}

function* figureFiles(chart: Chart, part: string, code: string): Generator<[string, string]> {
	for (const panel of chart.panels) {
		const stem = `data/${part}/figures/${code}-${chart.id}-${panel.id}`;
		// Vega-Lite gives null a meaning of its own ("none"), which results.json does not know.
		yield [`${stem}.vl.json`, `${JSON.stringify(panel.wide.spec, null, 1)}\n`];
		yield [`${stem}.svg`, `${panel.wide.svg}\n`];
	}
}

/** The tables of a district's page that its parts made: the same bytes in every language. */
function* tablesOfParts(packet: Packet, sections: readonly Section[], code: string) {
	const linked = new Set(
		sections.flatMap(({ blocks }) => blocks.flatMap((block) => ("csvHref" in block ? [block.csvHref ?? ""] : []))),
	);
	const parts = packet.parts.map((part) => ({ id: part.part.id, prefix: prefixOf(packet, part) }));
	const others = parts.filter(({ prefix }) => prefix !== "");
	for (const table of tablesOf(sections)) {
		const owner = others.find(({ prefix }) => table.id.startsWith(prefix)) ?? parts[0];
		if (owner === undefined) continue;
		const path = tableFile(owner.id, code, table.id.slice(owner.prefix.length));
		if (linked.has(`../../${path}`)) yield { path, content: renderCsv(table) };
	}
}

function* dataFiles({ part, run }: PartRun): Generator<[string, string]> {
	const results = buildResults(run);
	yield [`data/${part.id}/results.json`, renderJson(results)];
	yield [`data/${part.id}/standing.json`, renderJson(standingOfPart({ part, run }))];
	yield [`data/${part.id}/schools.csv`, renderCsv(schoolsTable(results))];
	yield [`data/${part.id}/problems.csv`, renderCsv(problemsTable(run.problems))];
}

/** What made the packet, from what. No clock, no machine, no absolute path. */
function manifestOf(packet: Packet, inputs: PacketManifest["inputs"], outputs: string[]): PacketManifest {
	const { file: _file, folder: _folder, ...options } = packet.convening;
	return {
		schema: packetManifestSchemaId,
		producer,
		version,
		command: "packet",
		options: conveningSchema.parse(options),
		inputs,
		parts: packet.parts.map(({ part, run }) => {
			const { subject, year, baselineYear, group } = run.input.frame;
			return {
				id: part.id,
				subject,
				year,
				...(baselineYear === undefined ? {} : { baselineYear }),
				group,
				unit: run.input.predictions.unit,
				models: run.input.predictions.models.map(({ id }) => id),
				inputs: run.inputs.map(({ file, sha256, layout }) => ({ file, sha256, layout })),
				results: `data/${part.id}/results.json`,
			};
		}),
		districts: packet.districts.map((code) => ({
			code,
			name: districtName(packet, code),
			folder: folderOf(packet, code),
		})),
		outputs,
	};
}
