/** Rows that repeat rows of other files of their family. */

import { compareProblems, type Problem } from "../domain/problem.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import type { OutcomeKind } from "../domain/tidy.js";
import { type DuplicateNote, type RepeatingFile, refuseRepeats } from "./duplicates.js";
import type { Item, ItemReader } from "./items.js";
import type { LayoutFamily } from "./layouts/layout.js";
import { lineOf, placed } from "./places.js";
import type { Prepared } from "./prepare.js";
import { asPreparedFile, duplicateNote, type Reading, refusedRows, repeatCodes, stagedAgain } from "./reading.js";
import type { StagingTools } from "./staging.js";
import { targetOf } from "./tables.js";

/** Sets of files of one family whose rows may have a key in common; results of two kinds say different things of one key. */
export function overlapping(readings: readonly Pick<Reading, "family" | "kind" | "scopes">[]): number[][] {
	const sets: { family: LayoutFamily; kind: OutcomeKind | undefined; scopes: Set<string>; files: number[] }[] = [];
	for (const [index, { family, kind, scopes }] of readings.entries()) {
		const met = sets.filter(
			(set) => set.family === family && set.kind === kind && scopes.some((scope) => set.scopes.has(scope)),
		);
		const joined = { family, kind, scopes: new Set(scopes), files: [index] };
		for (const set of met) {
			for (const scope of set.scopes) joined.scopes.add(scope);
			joined.files.push(...set.files);
			sets.splice(sets.indexOf(set), 1);
		}
		sets.push(joined);
	}
	return sets.filter((set) => set.files.length > 1).map((set) => set.files.sort((a, b) => a - b));
}

interface Member extends RepeatingFile {
	readonly prepared: Prepared;
}

/** A reading with its repeated rows judged afresh. */
function withRepeats(reading: Reading, found: readonly Problem[], now: Reading["refused"]): Reading {
	const isRepeat = (code: string): boolean => repeatCodes.includes(code as ProblemCode);
	const others = Object.entries(reading.refused).filter(([code]) => !isRepeat(code));
	const repeats = Object.entries(now).filter(([code]) => isRepeat(code));
	const problems = [...reading.problems.filter((entry) => !isRepeat(entry.code)), ...found];
	return { ...reading, refused: Object.fromEntries([...others, ...repeats]), problems: problems.sort(compareProblems) };
}

/** Notes about one file's rows, in words that name the other file's line. */
function notesOf(member: Member, notes: readonly DuplicateNote[], members: readonly Member[]) {
	const where = (file: number, ordinal: number): string => {
		const { prepared } = members.find((entry) => entry.index === file) ?? member;
		return `${prepared.file.name}:${lineOf(prepared, ordinal)}`;
	};
	return notes.filter((note) => note.file === member.index).map((note) => duplicateNote(note, where));
}

/**
 * Refuses rows that repeat rows of other files: copies behind the first, and all rows that contradict each other.
 *
 * @returns the readings, with what was refused in them now
 */
export async function refuseRepeatsAcross(
	items: readonly Item[],
	readings: readonly Reading[],
	reader: ItemReader,
	tools: StagingTools,
): Promise<Reading[]> {
	const judged = [...readings];
	for (const indices of overlapping(readings)) {
		const members: Member[] = [];
		for (const index of indices) {
			const prepared = await reader.scanned(items[index] as Item);
			members.push({ index, prepared, staged: stagedAgain(asPreparedFile(prepared, index, false), tools) });
		}
		const [first] = members;
		if (first === undefined) continue;
		const target = targetOf(first.prepared.recognition.candidates[0], []);
		const notes = await refuseRepeats(members, target, tools);
		if (notes.length === 0) continue;
		for (const member of members) {
			const found = await placed(notesOf(member, notes, members), member.prepared);
			const now = await refusedRows(member.index, tools.engine);
			judged[member.index] = withRepeats(readings[member.index] as Reading, found, now);
		}
	}
	return judged;
}
