/** Repair: files → copies in which everything is mended that can be mended for certain, with a receipt for each change. */

import { problem, Refusal } from "../../domain/problem.js";
import type { ColumnMap } from "../column-map.js";
import { checkTogether, type DiagnoseOptions, prepareEach } from "../diagnose.js";
import type { Engine } from "../engine.js";
import { type Prepared, prepare } from "../prepare.js";
import { type Fingerprint, type InputFile, joinPath, makeWorkFolder, writePieces } from "../source.js";
import { type CheckedFile, summarize } from "../summaries.js";
import { type Acceptance, readAcceptances } from "./accept.js";
import { type KnownPlaces, knownPlaces } from "./candidates.js";
import { type RepairedPiece, repairedCopy } from "./copy.js";
import { type Mending, mendedBytes, mendingOf } from "./mending.js";
import { copyNames } from "./names.js";
import { verdict, verdictsOf } from "./verdicts.js";

export interface RepairOptions extends DiagnoseOptions {
	/** Proposals with a person's answers. */
	readonly accepted?: InputFile;
	/** Names that no copy may have. */
	readonly taken: readonly string[];
}

/** A file that can be repaired. */
export interface FileRepair {
	/** Name of the copy: the file's own, with a number where two files have the same. */
	readonly name: string;
	readonly file: InputFile;
	readonly fingerprint: Fingerprint;
	readonly layout: string;
	/** Every row stands in another file or is a header: the copy would hold none. */
	readonly empty: boolean;
	/** The copy, once. */
	readonly pieces: () => AsyncGenerator<RepairedPiece>;
}

export interface Repairs {
	/** Files that are not refused, by name. */
	readonly files: readonly FileRepair[];
	/** Removes temporary files. */
	readonly close: () => Promise<void>;
}

interface Mended {
	readonly original: Prepared;
	readonly mending: Mending;
	readonly checked: Prepared;
}

/** Acceptances by the name of the copy; refuses those for no file. */
function acceptancesByName(acceptances: readonly Acceptance[], names: readonly string[]): Map<string, Acceptance[]> {
	const lost = acceptances.filter((entry) => !names.includes(entry.file));
	if (lost.length > 0) {
		const expected = "a file that is given, too";
		throw new Refusal(lost.map((entry) => problem("CIMP-E305", entry.place, { found: entry.file, expected })));
	}
	return new Map(names.map((name) => [name, acceptances.filter((entry) => entry.file === name)]));
}

/** The file with its lines mended: a temporary copy where there is something to mend. */
async function mend(
	original: Prepared,
	acceptances: readonly Acceptance[],
	target: { readonly path: string; readonly map: ColumnMap | undefined },
): Promise<Mended> {
	const mending = await mendingOf(original, acceptances);
	if (!mending.needed) return { original, mending, checked: original };
	await writePieces(target.path, mendedBytes(original, mending));
	return { original, mending, checked: await prepare({ path: target.path, name: original.file.name }, target.map) };
}

async function repairOf(
	name: string,
	mended: Mended,
	checked: CheckedFile,
	tools: { readonly engine: Engine; readonly verdicts: Uint8Array; readonly places: KnownPlaces },
): Promise<FileRepair> {
	const { verdicts } = tools;
	const { layout } = await summarize(checked, tools.engine);
	const { scan } = mended.checked;
	return {
		name,
		file: mended.original.file,
		fingerprint: mended.original.fingerprint,
		layout,
		empty: scan.bad.length === 0 && verdicts.every((found) => found === verdict.copy || found === verdict.header),
		pieces: () => repairedCopy({ ...mended, verdicts, places: tools.places }),
	};
}

/** Checks the mended files together; what is found of each record is kept, and the engine closed. */
async function repairsOf(
	mended: readonly Mended[],
	names: readonly string[],
	options: DiagnoseOptions,
): Promise<FileRepair[]> {
	const checked = await checkTogether(
		mended.map((entry) => entry.checked),
		options,
	);
	try {
		const { engine } = checked;
		const verdicts: Uint8Array[] = [];
		for (const file of checked.files) verdicts.push(await verdictsOf(file, engine));
		// Names are only looked for where a code is to be found by them.
		const wanted = verdicts.some((found) => found.includes(verdict.scientific));
		const places: KnownPlaces = wanted ? await knownPlaces(checked.files, engine) : new Map();
		const repairs: FileRepair[] = [];
		for (const [index, entry] of mended.entries()) {
			const file = checked.files[index];
			const tools = { engine, verdicts: verdicts[index] ?? new Uint8Array(), places };
			if (file !== undefined) repairs.push(await repairOf(names[index] ?? "", entry, file, tools));
		}
		return repairs;
	} finally {
		await checked.close();
	}
}

/**
 * Finds out what to repair in every file that is not refused.
 *
 * @throws Refusal CIMP-E305 for accepted proposals that can't be applied
 */
export async function openRepairs(files: readonly InputFile[], options: RepairOptions): Promise<Repairs> {
	const { ready } = await prepareEach(files, options.map);
	const names = copyNames(
		ready.map((entry) => entry.file.name),
		options.taken,
	);
	const accepted = acceptancesByName(
		options.accepted === undefined ? [] : await readAcceptances(options.accepted),
		names,
	);
	const folder = await makeWorkFolder(options.temporaryFolder);
	try {
		const mended: Mended[] = [];
		for (const [index, original] of ready.entries()) {
			const target = { path: joinPath(folder.path, `mended-${index}.txt`), map: options.map };
			mended.push(await mend(original, accepted.get(names[index] ?? "") ?? [], target));
		}
		return { files: await repairsOf(mended, names, options), close: folder.remove };
	} catch (error) {
		await folder.remove();
		throw error;
	}
}
