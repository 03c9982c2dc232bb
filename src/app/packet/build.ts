/**
 * `cimp packet build`: from convening.yml to a folder of pages, posters and data.
 *
 *     1 convening ─▶ 2 files ─▶ 3 a run for each part ─▶ 4 pages, posters, data ─▶ 5 folder
 *                    └─ open-files.ts, compute-run.ts: as cimp analyze does ─┘
 */

import { basename, resolve } from "node:path";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import { chooseDistricts } from "../choose.js";
import { computeRun } from "../compute-run.js";
import type { Effects } from "../effects.js";
import { withFiles } from "../open-files.js";
import { checkGround, checkOutput, writeFolder } from "../output.js";
import { throughGate } from "../privacy-check.js";
import type { Run } from "../run.js";
import {
	type PacketPart,
	partsOf,
	type ReadConvening,
	type ReadingChoice,
	readConvening,
	settingsOf,
} from "./convening.js";
import { readExploreScripts } from "./explore/scripts.js";
import { packetFiles } from "./files.js";
import { inputChanges, inputsOf, refuseChanged } from "./inputs.js";
import { type Notes, numbersOf, readNotes } from "./notes.js";
import { districtName, folderOf, type Packet, type PartRun } from "./packet.js";
import { readManifest } from "./read.js";

export interface PacketSettings extends ReadingChoice {
	/** Path of convening.yml. */
	readonly convening: string;
	readonly out: string;
	readonly language?: "en" | "es" | undefined;
	/** Also interactive pages; as convening.yml says if not given. */
	readonly explore?: boolean;
	readonly force: boolean;
	readonly dryRun: boolean;
	/** Made only from the inputs that the manifest in `out` names. */
	readonly locked?: boolean;
}

export interface PacketOutcome {
	readonly folder: string;
	readonly title: string;
	readonly districts: readonly { readonly code: string; readonly name: string; readonly folder: string }[];
	readonly parts: readonly { readonly id: string; readonly schools: number; readonly predicted: number }[];
	readonly problems: readonly Problem[];
	/** Paths of the pages, in the order in which they were made. */
	readonly pages: readonly string[];
}

export async function buildPacket(settings: PacketSettings, effects: Effects): Promise<PacketOutcome> {
	const folder = resolve(effects.cwd, settings.out);
	checkOutput(folder, settings.force);

	// 1 Convening: settings and notes, with everything in them relative to the file.
	const read = readConvening(settings.convening, effects);
	const { language = read.language, explore = read.explore } = settings;
	const convening = { ...read, language, explore };
	checkGround(folder, effects.cwd, [resolve(convening.folder, convening.file)]);
	const notes = convening.notes === undefined ? undefined : readNotes(convening.notes, convening.folder);

	// 2 and 3 Files, and a run for each part.
	const there = { ...effects, cwd: convening.folder };
	const inputs = await inputsOf(convening, there);
	if (settings.locked) refuseChanged(inputChanges(readManifest(settings.out, effects).inputs, inputs));
	const parts = await runsOf(convening, { reading: settings, folder, effects: there });
	const packet = packetOf(convening, parts, notes);
	refuseStrangers(packet);

	// 4 and 5 Pages are made one at a time while the folder is written, and pass the gate.
	const pages: string[] = [];
	const { force } = settings;
	const { interrupted } = effects;
	const declared = inputs.map(({ sha256 }) => sha256);
	const scripts = convening.explore ? readExploreScripts() : new Map<string, string>();
	const files = throughGate(
		packetFiles(packet, inputs, scripts),
		packet.parts.map(({ run }) => run),
		declared,
		scripts,
	);
	if (!settings.dryRun)
		await writeFolder(folder, noted(files, pages), { force, ...(interrupted ? { interrupted } : {}) });
	return outcomeOf(packet, folder, pages);
}

function* noted<File extends { readonly path: string }>(files: Iterable<File>, pages: string[]): Generator<File> {
	for (const file of files) {
		if (file.path.endsWith(".html")) pages.push(file.path);
		yield file;
	}
}

interface Reading {
	readonly reading: ReadingChoice;
	readonly folder: string;
	readonly effects: Effects;
}

/** Parts that read the same files share them: each list of files is opened once. */
async function runsOf(convening: ReadConvening, { reading, folder, effects }: Reading): Promise<PartRun[]> {
	const { strict, threads, cache } = reading;
	const parts = partsOf(convening);
	const made = new Map<PacketPart, Run>();
	const lists = [...new Set(parts.map(({ files }) => JSON.stringify(files)))];
	for (const list of lists) {
		const own = parts.filter(({ files }) => JSON.stringify(files) === list);
		const [first] = own;
		if (first === undefined) continue;
		await withFiles(settingsOf(first, convening, { strict, threads, cache }), folder, effects, async (opened) => {
			for (const part of own)
				made.set(part, await computeRun(opened, settingsOf(part, convening, { strict, threads, cache }), effects));
		});
	}
	return parts.flatMap((part) => {
		const run = made.get(part);
		return run === undefined ? [] : [{ part, run }];
	});
}

/** Pages are read side by side: the runs' figures share their axes, and names carry the numbers of the notes. */
function packetOf(convening: ReadConvening, parts: readonly PartRun[], notes: Notes | undefined): Packet {
	const districts = [...new Set(parts.flatMap(({ run }) => run.districts))].sort();
	const nameMarks = notes === undefined ? {} : { nameMarks: numbersOf(notes.notes) };
	return {
		convening,
		lang: convening.language,
		parts: parts.map(({ part, run }) => ({
			part,
			run: { ...run, input: { ...run.input, together: districts, ...nameMarks } },
		})),
		notes,
		districts,
	};
}

/**
 * Notes of schools and events of districts that are not in the packet would be lost silently.
 *
 * @throws Refusal with CIMP-E303 or E201
 */
function refuseStrangers(packet: Packet): void {
	const known = new Set(packet.parts.flatMap(({ run }) => run.input.frame.schools.map(({ cds }) => cds)));
	const expected = "the code of a school of the packet’s districts";
	const strangers = (packet.notes?.notes ?? []).filter(
		({ cds }) => !known.has(cds) || !packet.districts.includes(cds.slice(0, 7)),
	);
	const { file } = packet.notes ?? { file: "" };
	if (strangers.length > 0)
		throw new Refusal(
			strangers.map(({ cds }) => problem("CIMP-E303", { file: basename(file) }, { found: cds, expected })),
		);
	const named = packet.convening.events.flatMap(({ district }) => district ?? []);
	if (named.length > 0)
		chooseDistricts(named, new Map(packet.districts.map((code) => [code, districtName(packet, code)])));
}

const outcomeOf = (packet: Packet, folder: string, pages: readonly string[]): PacketOutcome => ({
	folder,
	title: packet.convening.title,
	districts: packet.districts.map((code) => ({
		code,
		name: districtName(packet, code),
		folder: folderOf(packet, code),
	})),
	parts: packet.parts.map(({ part, run }) => ({
		id: part.id,
		schools: run.input.predictions.schools.length,
		predicted: run.input.predictions.schools.filter(({ within }) => within !== undefined).length,
	})),
	// Parts that read the same files name the same problems.
	problems: [...new Set(packet.parts.flatMap(({ run }) => run.problems))],
	pages,
});
