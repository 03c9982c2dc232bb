/** The outside world as a test hands it in. */

import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Effects } from "../../src/app/effects.js";
import { Refusal } from "../../src/domain/problem.js";

export const effectsIn = (cwd: string, env: Effects["env"] = {}): Effects & { readonly notes: string[] } => {
	const notes: string[] = [];
	const cacheFolder = join(cwd, "cache");
	return { cwd, env, temporaryFolder: tmpdir(), cacheFolder, note: (line) => void notes.push(line), notes };
};

/** The problems of a refusal as "code place:line found | expected", and a failure for anything else. */
export function refusalOf(work: () => unknown): string[] {
	try {
		work();
	} catch (error) {
		if (error instanceof Refusal) return inWords(error);
		throw error;
	}
	throw new Error("nothing was refused");
}

export const inWords = (refusal: Refusal): string[] =>
	refusal.problems.map(({ code, place, found, expected }) => {
		const line = place.line === undefined ? "" : `:${place.line}`;
		return `${code} ${place.file}${line} ${found} | ${expected}`;
	});
