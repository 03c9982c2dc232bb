/** Repair: files → copies in which everything is mended that can be mended for certain, with a receipt for each change. */

import { problem, Refusal } from "../../domain/problem.js";
import type { Item, ItemReader } from "../items.js";
import type { Prepared } from "../prepare.js";
import type { Reading } from "../reading.js";
import { type Fingerprint, type InputFile, joinPath, makeSubfolder, writePieces } from "../source.js";
import { type StagingTools, wholeRecords } from "../staging.js";
import { readTogether } from "../together.js";
import { type Acceptance, readAcceptances } from "./accept.js";
import { type KnownPlaces, knownPlaces } from "./candidates.js";
import { type RepairedPiece, repairedCopy } from "./copy.js";
import { type Mending, mendedBytes, mendingOf } from "./mending.js";
import { copyNames } from "./names.js";
import { countFaults, Verdicts } from "./verdicts.js";

export interface RepairOptions {
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
	/** Some lines are in UTF-8, and most in Windows-1252: which is right for each, the file does not say. */
	readonly twoEncodings: boolean;
	/** The copy, once. */
	readonly pieces: () => AsyncGenerator<RepairedPiece>;
}

/** Files that were read with the verdicts on their records. */
interface Examined {
	readonly items: readonly Item[];
	readonly readings: readonly Reading[];
	readonly reader: ItemReader;
	readonly tools: StagingTools;
}

/** A file, what is mended in it, and the file as it is checked. */
interface Mended {
	readonly original: Prepared;
	readonly mending: Mending;
	readonly checked: Item;
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

/** The file with its lines mended: a temporary copy of its text where there is something to mend. */
async function mend(item: Item, acceptances: readonly Acceptance[], reader: ItemReader): Promise<Mended> {
	const original = await reader.scanned(item);
	const mending = await mendingOf(original, acceptances);
	if (!mending.needed) return { original, mending, checked: item };
	const path = joinPath(item.folder, "mended.txt");
	await writePieces(path, mendedBytes(original, mending));
	const { prepared: _former, ...same } = item;
	const head = {
		...item.head,
		text: { ...item.head.text, path },
		signature: { kind: "narrow", marked: false },
	} as const;
	return { original, mending, checked: { ...same, head } };
}

/** Mends the files, and reads them anew where there was something to mend in one. */
async function mendAll(
	{ items, readings, reader, tools }: Examined,
	acceptances: readonly (readonly Acceptance[])[],
): Promise<{ readonly mended: readonly Mended[]; readonly readings: readonly Reading[] }> {
	const mended: Mended[] = [];
	for (const [index, item] of items.entries()) mended.push(await mend(item, acceptances[index] ?? [], reader));
	if (mended.every((entry) => !entry.mending.needed)) return { mended, readings };
	const workFolder = await makeSubfolder(tools.workFolder, "mended");
	const checked = mended.map((entry) => entry.checked);
	return { mended, readings: (await readTogether(checked, reader, { ...tools, workFolder })).readings };
}

/** True where no row of the file would be in its copy. */
async function isEmpty(index: number, { scan }: Prepared, { engine }: StagingTools): Promise<boolean> {
	return scan.badCount === 0 && (await countFaults(index, ["CIMP-R111", "CIMP-R118"], engine)) === wholeRecords(scan);
}

/**
 * Finds out what to repair in every file.
 *
 * @throws Refusal CIMP-E305 for accepted proposals that can't be applied
 */
export async function findRepairs(examined: Examined, options: RepairOptions): Promise<readonly FileRepair[]> {
	const { items, reader, tools } = examined;
	const { engine } = tools;
	const files = items.map((item) => item.head.file.name);
	const names = copyNames(files, options.taken);
	const accepted = options.accepted === undefined ? [] : await readAcceptances(options.accepted);
	const byName = acceptancesByName(accepted, names);
	const { mended, readings } = await mendAll(
		examined,
		names.map((name) => byName.get(name) ?? []),
	);
	let rounded = 0;
	for (const index of items.keys()) rounded += await countFaults(index, ["CIMP-E113"], engine);
	// Names are only looked for where a code is to be found by them.
	const places: KnownPlaces = rounded > 0 ? await knownPlaces(files, engine) : new Map();
	const repairs: FileRepair[] = [];
	for (const [index, item] of items.entries()) {
		const { original, mending, checked } = mended[index] as Mended;
		const scanned = await reader.scanned(checked);
		await reader.hashOf(item);
		repairs.push({
			name: names[index] ?? "",
			file: item.head.file,
			fingerprint: item.fingerprint,
			layout: readings[index]?.layout ?? "",
			empty: await isEmpty(index, scanned, tools),
			twoEncodings: readings[index]?.problems.some((entry) => entry.code === "CIMP-W132") === true,
			pieces: () =>
				repairedCopy({ original, mending, checked: scanned, verdicts: new Verdicts(index, engine), places }),
		});
	}
	return repairs;
}
