/** From what the user named to what is read: containers opened, strangers and copies left out, the rest prepared. */

import { compareProblems, type Problem, problem, Refusal } from "../domain/problem.js";
import type { SpoolOptions } from "./containers/spool.js";
import { isStranger, leftOut } from "./containers/strangers.js";
import { Unpacker } from "./containers/unpack.js";
import type { Item, ItemReader } from "./items.js";
import type { InputFile } from "./source.js";

export interface Intake {
	/** By name, then hash. */
	readonly ready: readonly Item[];
	/** Of files left out: CIMP-W125 and R126. */
	readonly problems: readonly Problem[];
}

/** What became of one file of the user. */
interface Taken {
	readonly ready: Item[];
	/** Why files that were found are no tables, as if they had been named. */
	readonly strangers: Problem[];
	readonly refused: Problem[];
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
		(strange ? taken.strangers : taken.refused).push(...error.problems);
	}
}

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
	return useless ? { ready: [], strangers: [], refused: [...taken.refused, ...taken.strangers] } : taken;
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
 * Opens, recognizes and scans all files.
 *
 * @throws Refusal with the problems of all files that can't be read; of a file found in a folder or an archive, only if it
 *   is a known table, or if nothing else is left
 */
export async function takeIn(inputs: readonly InputFile[], reader: ItemReader, options: SpoolOptions): Promise<Intake> {
	const unpacker = new Unpacker(options);
	const ready: Item[] = [];
	const strangers: Problem[] = [];
	const refused: Problem[] = [];
	for (const input of inputs) {
		const taken = await takeFile(input, unpacker, reader);
		ready.push(...taken.ready);
		strangers.push(...taken.strangers);
		refused.push(...taken.refused);
	}
	if (refused.length > 0) throw new Refusal(refused.sort(compareProblems));
	if (ready.length === 0 && strangers.length > 0) throw new Refusal(strangers.sort(compareProblems));
	const { kept, copies } = await withoutCopies(ready.sort(byNameThenContent), reader);
	return { ready: kept, problems: [...strangers.map(leftOut), ...copies] };
}
