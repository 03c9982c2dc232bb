/** From what the user named to what is read: containers opened, strangers and copies left out, the rest prepared. */

import { type Problem, problem, Refusal } from "../domain/problem.js";
import { isStranger, leftOut, nameless } from "./containers/strangers.js";
import { Unpacker } from "./containers/unpack.js";
import type { Item, ItemReader, ReadingOptions } from "./items.js";
import type { InputFile } from "./source.js";

export interface Intake {
	/** By name, then hash. */
	readonly ready: readonly Item[];
	/** Of files left out: CIMP-W125 and R126. */
	readonly leftOut: readonly Problem[];
	/** Files that are refused as a whole, each with its problems. */
	readonly refused: readonly (readonly Problem[])[];
}

/** What became of one file of the user. */
interface Taken {
	readonly ready: Item[];
	/** Why files that were found are no tables, as if they had been named. */
	readonly strangers: Problem[];
	readonly refused: (readonly Problem[])[];
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const byNameThenContent = (a: Item, b: Item): number =>
	byText(a.head.file.name, b.head.file.name) ||
	byText(a.fingerprint.sha256, b.fingerprint.sha256) ||
	byText(a.head.file.path, b.head.file.path);

/** Runs a step; its refusal goes to the strangers or to the refused. */
async function sortingRefusals(taken: Taken, file: InputFile, step: () => Promise<void>): Promise<void> {
	try {
		await step();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const strange = file.offered === "found" && error.problems.every(isStranger);
		if (strange) taken.strangers.push(...error.problems.map((entry) => nameless(entry, file)));
		else taken.refused.push(error.problems);
	}
}

/** Each as the problem of a file of its own. */
const alone = (problems: readonly Problem[]): Problem[][] => problems.map((entry) => [entry]);

async function takeFile(input: InputFile, unpacker: Unpacker, reader: ItemReader): Promise<Taken> {
	const taken: Taken = { ready: [], strangers: [], refused: [] };
	await sortingRefusals(taken, input, async () => {
		const { files, strangers } = await unpacker.unpack(input);
		taken.strangers.push(...strangers);
		for (const file of files) {
			await sortingRefusals(taken, file, async () => {
				taken.ready.push(await reader.take(file));
			});
		}
	});
	// An archive that the user named must give something.
	const useless = input.offered !== "found" && taken.ready.length === 0;
	return useless ? { ready: [], strangers: [], refused: [...taken.refused, ...alone(taken.strangers)] } : taken;
}

/** Each content once: of files with the same bytes the first, by name, stays. */
async function withoutCopies(
	ready: readonly Item[],
	reader: ItemReader,
): Promise<{ readonly kept: Item[]; readonly copies: Problem[] }> {
	const kept: Item[] = [];
	const copies: Problem[] = [];
	for (const item of ready) {
		const { bytes } = item.fingerprint;
		const alike = kept.filter((other) => other.fingerprint.bytes === bytes);
		// Files of different lengths are not hashed for this.
		const hash = alike.length > 0 ? await reader.hashOf(item) : "";
		const hashes = await Promise.all(alike.map((other) => reader.hashOf(other)));
		const same = alike[hashes.indexOf(hash)];
		if (same === undefined) kept.push(item);
		else {
			const found = `the same bytes as ${same.head.file.name}`;
			copies.push(problem("CIMP-R126", { file: item.head.file.name }, { found }));
		}
	}
	return { kept, copies };
}

/**
 * Opens, recognizes and scans all files. A file that can't be read keeps none of the others from it; one found in a folder
 * or an archive is refused only if it is a known table, or if nothing else is left.
 */
export async function takeIn(
	inputs: readonly InputFile[],
	reader: ItemReader,
	{ workFolder, interrupted, progress }: Pick<ReadingOptions, "interrupted" | "progress"> & { workFolder: string },
): Promise<Intake> {
	const unpacker = new Unpacker({
		workFolder,
		...(interrupted === undefined ? {} : { interrupted }),
		...(progress === undefined ? {} : { progress: (file: string) => progress("unpacking", file, 0, 0) }),
	});
	const ready: Item[] = [];
	const strangers: Problem[] = [];
	const refused: (readonly Problem[])[] = [];
	for (const input of inputs) {
		const taken = await takeFile(input, unpacker, reader);
		ready.push(...taken.ready);
		strangers.push(...taken.strangers);
		refused.push(...taken.refused);
	}
	if (ready.length === 0 && refused.length === 0) return { ready, leftOut: [], refused: alone(strangers) };
	const { kept, copies } = await withoutCopies(ready.sort(byNameThenContent), reader);
	return { ready: kept, leftOut: [...strangers.map(leftOut), ...copies], refused };
}
