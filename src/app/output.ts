/**
 * Writing a folder of output: to a temporary place beside it first, then renamed, so that a reader never sees half a
 * report and a failed run leaves the former one whole. Files that cimp did not write are carried over, never lost.
 */

import {
	chmodSync,
	closeSync,
	copyFileSync,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	renameSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { problem, Refusal } from "../domain/problem.js";
import { abandonedIn, makeAside, removeAside, sweepAside } from "../ingest/aside.js";

/** A file of the output, by its path inside the folder, with forward slashes. */
export interface OutputFile {
	readonly path: string;
	/** Whole, or in parts for what is too large to hold. */
	readonly content: string | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export const manifestName = "manifest.json";

/** What stands in every manifest: a folder is known as cimp's own by it. */
export const producer = "cimp";

/** What is in a folder and not cimp's own, by its manifest: paths of files, and of empty folders with a slash at the end. */
function foreignIn(folder: string): string[] {
	if (!existsSync(folder)) return [];
	const outputs = ownOutputs(folder);
	const own = new Set(outputs === undefined ? [] : [...outputs, manifestName]);
	return [...entriesIn(folder, "")].filter((path) => !own.has(path));
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

/** One at a time, so that a whole home folder given by mistake is not walked before it is refused. */
function* entriesIn(folder: string, prefix: string): Generator<string> {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = `${prefix}${entry.name}`;
		const inside = join(folder, entry.name);
		if (!entry.isDirectory()) yield path;
		else if (readdirSync(inside).length === 0) yield `${path}/`;
		else yield* entriesIn(inside, `${path}/`);
	}
}

const nameOf = (folder: string): string => basename(folder) || folder;

/**
 * Refuses early, before any work is done, to write where something else stands.
 *
 * @throws Refusal with CIMP-E301 for a folder with files and no manifest of cimp's, unless forced
 */
export function checkOutput(folder: string, force: boolean): void {
	let first: string | undefined;
	try {
		putBack(folder);
		if (!existsSync(folder)) return;
		[first] = entriesIn(folder, "");
		if (first === undefined || force || ownOutputs(folder) !== undefined) return;
	} catch (error) {
		throw cannotWrite(folder, error);
	}
	const found = `files that cimp did not write, such as ${first}`;
	throw new Refusal([problem("CIMP-E301", { file: nameOf(folder) }, { found })]);
}

/** True for a place at or below a folder; links are followed. */
function isInside(folder: string, path: string): boolean {
	if (!existsSync(folder) || !existsSync(path)) return false;
	const way = relative(realpathSync(folder), realpathSync(path));
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Refuses to replace a folder that the run itself stands on, whoever wrote it and also when forced.
 *
 * @param cwd the working folder: replaced, it would leave the user's shell in a folder that is gone
 * @param inputs paths of files that the run reads: replaced, they would be lost
 * @param flag the option that names the folder
 * @throws Refusal with CIMP-E301 for an input in the folder, CIMP-E302 for the working folder
 */
export function checkGround(folder: string, cwd: string, inputs: readonly string[], flag = "--out"): void {
	const place = { file: nameOf(folder) };
	const input = inputs.find((path) => isInside(folder, path));
	if (input !== undefined) {
		const found = `${basename(input)}, a file that this run reads`;
		const expected = "a folder that holds no input";
		throw new Refusal([problem("CIMP-E301", place, { found, expected, help: `choose another folder with ${flag}` })]);
	}
	if (isInside(folder, cwd)) {
		const found = "the working folder, or one above it";
		const expected = "a folder that can be replaced as a whole";
		const help = `choose a folder inside it with ${flag}, such as ${flag} report`;
		throw new Refusal([problem("CIMP-E302", place, { found, expected, help })]);
	}
}

const cannotWrite = (folder: string, error: unknown): Refusal =>
	new Refusal([
		problem("CIMP-E302", { file: nameOf(folder) }, { found: error instanceof Error ? error.message : String(error) }),
	]);

export interface WriteOptions {
	/** Overwrite files of the same name that cimp did not write. */
	readonly force: boolean;
	/** Looked at between files; the former folder stays. */
	readonly interrupted?: AbortSignal;
	/** For its owner alone: nobody else may read the files or look into the folder. */
	readonly closed?: true;
}

/**
 * Writes all files and puts the folder in the place of the former one.
 *
 * @param folder a link to a folder is followed
 * @param files produced one at a time, so that a thousand pages need no more memory than one
 * @throws Refusal with CIMP-E301 or CIMP-E302, or the reason of the interruption; nothing of the new folder is left behind
 */
export async function writeFolder(
	folder: string,
	files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
	{ force, interrupted, closed }: WriteOptions,
): Promise<void> {
	checkOutput(folder, force);
	let fresh: string | undefined;
	try {
		const place = placeOf(folder);
		mkdirSync(dirname(place), { recursive: true });
		sweepAside(dirname(place), freshStem(place));
		fresh = makeAside(dirname(place), freshStem(place));
		const written: string[] = [];
		for await (const file of files) {
			const path = join(fresh, ...file.path.split("/"));
			mkdirSync(dirname(path), { recursive: true, ...(closed ? { mode: 0o700 } : {}) });
			await writeOne(path, file.content, { interrupted, mode: closed ? 0o600 : 0o666 });
			written.push(file.path);
			// Making pages is one long computation; a signal is only heard where it pauses.
			await new Promise(setImmediate);
			interrupted?.throwIfAborted();
		}
		for (const path of whatStays(place, written, force)) carry(place, fresh, path);
		// A folder made by mkdtemp is closed to others; a report is for sharing.
		if (!closed) chmodSync(fresh, 0o777 & ~process.umask());
		swap(place, fresh);
		removeAside(fresh);
	} catch (error) {
		if (fresh !== undefined) removeAside(fresh);
		// Only what the file system says is the user's to mend; anything else is a bug and keeps its own shape.
		throw error instanceof Error && "syscall" in error ? cannotWrite(folder, error) : error;
	}
}

/** Foreign files that are carried over; one in the way of a new file is given up only by force. */
function whatStays(folder: string, written: readonly string[], force: boolean): string[] {
	const taken = new Set(
		written.flatMap((path) => path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"))),
	);
	const foreign = foreignIn(folder);
	const clash = foreign.find((path) => taken.has(path));
	if (clash !== undefined && !force) {
		throw new Refusal([problem("CIMP-E301", { file: nameOf(folder) }, { found: clash })]);
	}
	return foreign.filter((path) => !taken.has(path));
}

async function writeOne(
	path: string,
	content: OutputFile["content"],
	{ interrupted, mode }: { readonly interrupted: AbortSignal | undefined; readonly mode: number },
): Promise<void> {
	if (typeof content === "string") {
		writeFileSync(path, content, { mode });
		return;
	}
	const file = openSync(path, "w", mode);
	try {
		for await (const part of content) {
			writeSync(file, part);
			interrupted?.throwIfAborted();
		}
	} finally {
		closeSync(file);
	}
}

/** Where a folder is: links are followed, also one whose folder has stepped aside. */
function placeOf(folder: string): string {
	if (existsSync(folder)) return realpathSync(folder);
	const link = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true;
	return link ? resolve(dirname(folder), readlinkSync(folder)) : folder;
}

/** Names of folders in the making, and of former ones that stepped aside. */
const freshStem = (folder: string): string => `.${basename(folder)}-new-`;
const formerStem = (folder: string): string => `.${basename(folder)}-former-`;

/**
 * A run that was killed between the two renames of a swap left the former folder aside: it comes back. What others that
 * are gone left aside is removed.
 */
function putBack(path: string): void {
	const folder = placeOf(path);
	for (const former of abandonedIn(dirname(folder), formerStem(folder))) {
		const aside = join(former, basename(folder));
		if (!existsSync(folder) && existsSync(aside)) renameSync(aside, folder);
	}
	sweepAside(dirname(folder), formerStem(folder));
}

/** Puts a foreign file, or an empty folder, into the new folder; the former one keeps it until it is gone. */
function carry(folder: string, fresh: string, path: string): void {
	const [from, to] = [folder, fresh].map((place) => join(place, ...path.split("/"))) as [string, string];
	mkdirSync(path.endsWith("/") ? to : dirname(to), { recursive: true });
	if (path.endsWith("/")) return;
	try {
		linkSync(from, to);
	} catch {
		// File systems without hard links.
		copyFileSync(from, to);
	}
}

/** Times that another run may put its own folder there in the same moment. */
const mostRounds = 20;

/** The former folder steps aside, the new one takes its name; if that fails, the former one comes back. */
function swap(folder: string, fresh: string): void {
	for (let round = 1; ; round++) {
		const former = existsSync(folder) ? stepAside(folder) : undefined;
		try {
			renameSync(fresh, folder);
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			const overtaken = (code === "ENOTEMPTY" || code === "EEXIST") && round < mostRounds;
			if (!overtaken && former !== undefined && !existsSync(folder)) {
				renameSync(join(former, basename(folder)), folder);
			}
			if (former !== undefined) removeAside(former);
			if (!overtaken) throw error;
			continue;
		}
		if (former !== undefined) removeAside(former);
		return;
	}
}

/** Moves the former folder away; `undefined` where another run just did. */
function stepAside(folder: string): string | undefined {
	const former = makeAside(dirname(folder), formerStem(folder));
	try {
		renameSync(folder, join(former, basename(folder)));
		return former;
	} catch (error) {
		removeAside(former);
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
		throw error;
	}
}
