/** From what the user named to what is read: containers opened, strangers and copies left out, the rest prepared. */

import { compareProblems, type Problem, problem, Refusal } from "../domain/problem.js";
import type { ColumnMap } from "./column-map.js";
import type { SpoolOptions } from "./containers/spool.js";
import { isStranger, leftOut } from "./containers/strangers.js";
import { Unpacker } from "./containers/unpack.js";
import { type Prepared, prepare } from "./prepare.js";
import type { InputFile } from "./source.js";

export interface Intake {
	/** By name, then hash. */
	readonly ready: readonly Prepared[];
	/** Of files left out: CIMP-W125 and R126. */
	readonly problems: readonly Problem[];
}

/** What became of one file of the user. */
interface Taken {
	readonly ready: Prepared[];
	/** Why files that were found are no tables, as if they had been named. */
	readonly strangers: Problem[];
	readonly refused: Problem[];
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

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

async function takeFile(input: InputFile, unpacker: Unpacker, map: ColumnMap | undefined): Promise<Taken> {
	const taken: Taken = { ready: [], strangers: [], refused: [] };
	await sortingRefusals(taken, input, async () => {
		const { files, strangers } = await unpacker.unpack(input);
		taken.strangers.push(...strangers);
		for (const file of files) {
			await sortingRefusals(taken, file, async () => {
				taken.ready.push(await prepare(file, map));
			});
		}
	});
	// An archive that the user named must give something.
	const useless = input.offered !== "found" && taken.ready.length === 0;
	return useless ? { ready: [], strangers: [], refused: [...taken.refused, ...taken.strangers] } : taken;
}

/** Each content once: of files with the same bytes the first, by name, stays. */
function withoutCopies(ready: readonly Prepared[]): { readonly kept: Prepared[]; readonly copies: Problem[] } {
	const first = new Map<string, Prepared>();
	const copies: Problem[] = [];
	for (const entry of ready) {
		const same = first.get(entry.fingerprint.sha256);
		if (same === undefined) first.set(entry.fingerprint.sha256, entry);
		else {
			const found = `the same bytes as ${same.file.name}`;
			copies.push(problem("CIMP-R126", { file: entry.file.name }, { found }));
		}
	}
	return { kept: [...first.values()], copies };
}

/**
 * Opens, recognizes and scans all files.
 *
 * @throws Refusal with the problems of all files that can't be read; of a file found in a folder or an archive, only if it
 *   is a known table, or if nothing else is left
 */
export async function takeIn(
	inputs: readonly InputFile[],
	map: ColumnMap | undefined,
	options: SpoolOptions,
): Promise<Intake> {
	const unpacker = new Unpacker(options);
	const ready: Prepared[] = [];
	const strangers: Problem[] = [];
	const refused: Problem[] = [];
	for (const input of inputs) {
		const taken = await takeFile(input, unpacker, map);
		ready.push(...taken.ready);
		strangers.push(...taken.strangers);
		refused.push(...taken.refused);
	}
	if (refused.length > 0) throw new Refusal(refused.sort(compareProblems));
	if (ready.length === 0 && strangers.length > 0) throw new Refusal(strangers.sort(compareProblems));
	ready.sort((a, b) => byText(a.file.name, b.file.name) || byText(a.fingerprint.sha256, b.fingerprint.sha256));
	const { kept, copies } = withoutCopies(ready);
	return { ready: kept, problems: [...strangers.map(leftOut), ...copies] };
}
