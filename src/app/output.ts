/**
 * Writing a folder of output: to a temporary place beside it first, then renamed, so that a reader never sees half a
 * report and a failed run leaves the former one whole. Files that cimp did not write are carried over, never lost.
 */

import {
	chmodSync,
	closeSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { problem, Refusal } from "../domain/problem.js";

/** A file of the output, by its path inside the folder, with forward slashes. */
export interface OutputFile {
	readonly path: string;
	/** Whole, or in parts for what is too large to hold. */
	readonly content: string | Iterable<Uint8Array>;
}

export const manifestName = "manifest.json";

/** What stands in every manifest: a folder is known as cimp's own by it. */
export const producer = "cimp";

/** What is in a folder: cimp's own files by its manifest, and the others. */
interface Contents {
	readonly byCimp: boolean;
	readonly foreign: readonly string[];
}

function contentsOf(folder: string): Contents {
	if (!existsSync(folder)) return { byCimp: true, foreign: [] };
	const present = filesIn(folder, "");
	const outputs = ownOutputs(folder);
	if (outputs === undefined) return { byCimp: false, foreign: present };
	const own = new Set([...outputs, manifestName]);
	return { byCimp: true, foreign: present.filter((path) => !own.has(path)) };
}

/** Paths that the folder's manifest lists; `undefined` where there is no manifest of cimp's. */
function ownOutputs(folder: string): readonly string[] | undefined {
	try {
		const manifest: unknown = JSON.parse(readFileSync(join(folder, manifestName), "utf8"));
		if (typeof manifest !== "object" || manifest === null) return undefined;
		const { producer: by, outputs } = manifest as { producer?: unknown; outputs?: unknown };
		if (by !== producer || !Array.isArray(outputs)) return undefined;
		return outputs.filter((path) => typeof path === "string");
	} catch {
		return undefined;
	}
}

const filesIn = (folder: string, prefix: string): string[] =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? filesIn(join(folder, entry.name), `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
	);

/**
 * Refuses early, before any work is done, to write where something else stands.
 *
 * @throws Refusal with CIMP-E301 for a folder with files and no manifest of cimp's, unless forced
 */
export function checkOutput(folder: string, force: boolean): void {
	try {
		const { byCimp, foreign } = contentsOf(folder);
		if (byCimp || foreign.length === 0 || force) return;
	} catch (error) {
		throw cannotWrite(folder, error);
	}
	throw new Refusal([problem("CIMP-E301", { file: basename(folder) }, { found: "files that cimp did not write" })]);
}

const cannotWrite = (folder: string, error: unknown): Refusal =>
	new Refusal([
		problem("CIMP-E302", { file: basename(folder) }, { found: error instanceof Error ? error.message : String(error) }),
	]);

/**
 * Writes all files and puts the folder in the place of the former one.
 *
 * @param files produced one at a time, so that a thousand pages need no more memory than one
 * @param force overwrite files of the same name that cimp did not write
 * @throws Refusal with CIMP-E301 or CIMP-E302; nothing of the new folder is left behind
 */
export function writeFolder(folder: string, files: Iterable<OutputFile>, force: boolean): void {
	checkOutput(folder, force);
	let fresh: string | undefined;
	try {
		mkdirSync(dirname(folder), { recursive: true });
		fresh = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
		const written = new Set<string>();
		for (const file of files) {
			const path = join(fresh, ...file.path.split("/"));
			mkdirSync(dirname(path), { recursive: true });
			writeOne(path, file.content);
			written.add(file.path);
		}
		const foreign = contentsOf(folder).foreign.filter((path) => !written.has(path) || !force);
		const clash = foreign.find((path) => written.has(path));
		if (clash !== undefined) {
			throw new Refusal([problem("CIMP-E301", { file: basename(folder) }, { found: clash })]);
		}
		// A folder made by mkdtemp is closed to others; a report is for sharing.
		chmodSync(fresh, 0o777 & ~process.umask());
		swap(folder, fresh, foreign);
	} catch (error) {
		if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
		// Only what the file system says is the user's to mend; anything else is a bug and keeps its own shape.
		throw error instanceof Error && "syscall" in error ? cannotWrite(folder, error) : error;
	}
}

function writeOne(path: string, content: OutputFile["content"]): void {
	if (typeof content === "string") {
		writeFileSync(path, content);
		return;
	}
	const file = openSync(path, "w");
	try {
		for (const part of content) writeSync(file, part);
	} finally {
		closeSync(file);
	}
}

/** The former folder steps aside, the new one takes its name; if that fails, the former one comes back. */
function swap(folder: string, fresh: string, carried: readonly string[]): void {
	if (!existsSync(folder)) {
		renameSync(fresh, folder);
		return;
	}
	const former = mkdtempSync(join(dirname(folder), `.${basename(folder)}-former-`));
	const aside = join(former, basename(folder));
	renameSync(folder, aside);
	try {
		for (const path of carried) {
			const target = join(fresh, ...path.split("/"));
			mkdirSync(dirname(target), { recursive: true });
			renameSync(join(aside, ...path.split("/")), target);
		}
		renameSync(fresh, folder);
	} catch (error) {
		for (const path of carried) restore(join(fresh, ...path.split("/")), join(aside, ...path.split("/")));
		renameSync(aside, folder);
		rmSync(former, { recursive: true, force: true });
		throw error;
	}
	rmSync(former, { recursive: true, force: true });
}

function restore(from: string, to: string): void {
	if (existsSync(from) && !existsSync(to)) renameSync(from, to);
}
