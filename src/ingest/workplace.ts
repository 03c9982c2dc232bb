/** Where one reading of files happens: a folder for temporary copies and an engine, gone together at the end. */

import { problem, Refusal } from "../domain/problem.js";
import type { Engine } from "./engine.js";
import type { ReadingOptions } from "./items.js";
import { makeWorkFolder } from "./source.js";

export interface WorkplaceOptions extends Pick<ReadingOptions, "threads" | "interrupted"> {
	/** A folder for temporary copies; what is put there is removed again, also on errors. */
	readonly temporaryFolder: string;
}

export interface Workplace {
	/** For temporary files, until it is closed. */
	readonly workFolder: string;
	/** Opens the engine; once, when there is something to give it. */
	readonly openEngine: () => Promise<Engine>;
	/** Frees memory and removes temporary files. */
	readonly close: () => Promise<void>;
}

/** The engine tells of a full disk by these words of the system alone. */
const fullDisk = /No space left on device|Disk quota exceeded/;

/** A full disk is the user's to mend; anything else keeps its own shape. */
export function withoutSpace(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const full = "code" in error ? error.code === "ENOSPC" || error.code === "EDQUOT" : fullDisk.test(error.message);
	if (!full) return error;
	const help = "free some space in the folder for temporary files and where the output goes";
	return new Refusal([problem("CIMP-E302", { file: "temporary files" }, { found: "no space left", help })]);
}

/** Does what needs a workplace and leaves it open, or closes it where that fails. */
export async function withWorkplace<T>(options: WorkplaceOptions, use: (place: Workplace) => Promise<T>): Promise<T> {
	const { threads = 2, interrupted, temporaryFolder } = options;
	const { path: workFolder, remove } = await makeWorkFolder(temporaryFolder);
	let engine: Engine | undefined;
	const close = async (): Promise<void> => {
		engine?.close();
		await remove();
	};
	try {
		const open = async (): Promise<Engine> => {
			// Loaded where something is read with it: rosters are not.
			const { openEngine } = await import("./engine.js");
			engine = await openEngine({ threads, overflowFolder: workFolder, ...(interrupted ? { interrupted } : {}) });
			return engine;
		};
		return await use({ workFolder, openEngine: open, close });
	} catch (error) {
		await close();
		// What anything says of being interrupted is nobody's concern.
		interrupted?.throwIfAborted();
		throw withoutSpace(error);
	}
}
