/** One file on its way: taken in (recognized, looked up in the cache or scanned), then read into rows. */

import type { Problem } from "../domain/problem.js";
import {
	type CachedRows,
	type CacheOptions,
	cacheKey,
	findCached,
	rememberedFingerprint,
	storeCached,
	worthCaching,
} from "./cache.js";
import type { ColumnMap } from "./column-map.js";
import type { LayoutFamily } from "./layouts/layout.js";
import { type Head, type Prepared, readFileHead, scanPrepared } from "./prepare.js";
import { asPreparedFile, type Reading, readRecords, repeatCodes } from "./reading.js";
import { rowsPath, useRows } from "./rows.js";
import { filterOf, type Selection } from "./selection.js";
import { type Fingerprint, fileBytes, fingerprintOf, type InputFile, makeSubfolder } from "./source.js";
import type { StagingTools } from "./staging.js";

/** What is being done to a file, and how many of its bytes are done; 0 of 0 where that is not known. */
export type Progress = (
	step: "unpacking" | "counting" | "checking" | "copying",
	file: string,
	done: number,
	all: number,
) => void;

export interface ReadingOptions {
	readonly map?: ColumnMap;
	readonly threads?: number;
	readonly cache?: CacheOptions;
	/** Rows outside the selection need not be read, where that is faster; what there is besides is not looked up. */
	readonly select?: Selection;
	/** Files of other families are recognized and left aside. */
	readonly only?: LayoutFamily;
	/** False where nobody asks for the hashes of the files: they are then only made where two may be the same. */
	readonly hashes?: boolean;
	readonly interrupted?: AbortSignal;
	readonly progress?: Progress;
}

export interface Item {
	readonly head: Head;
	/** The hash is empty where nobody needs it. */
	fingerprint: Fingerprint;
	/** Of its own, for temporary copies. */
	readonly folder: string;
	readonly key: string | undefined;
	readonly cached: CachedRows | undefined;
	prepared?: Prepared;
}

export const familyOf = ({ recognition }: Head): LayoutFamily => recognition.candidates[0].family;

/** Reads files into an engine, by the same options. */
export class ItemReader {
	readonly #options: ReadingOptions;
	readonly #workFolder: string;
	#taken = 0;

	constructor(options: ReadingOptions, workFolder: string) {
		this.#options = options;
		this.#workFolder = workFolder;
	}

	/** Without a cache, a selection need not read what it leaves out; what is kept must be whole. */
	get #selects(): boolean {
		return this.#options.select !== undefined && this.#options.cache === undefined;
	}

	/**
	 * Recognizes a plain file, and looks it up in the cache or scans it.
	 *
	 * @throws Refusal for a file that is refused as a whole
	 */
	async take(file: InputFile): Promise<Item> {
		this.#options.interrupted?.throwIfAborted();
		const folder = await makeSubfolder(this.#workFolder, `input-${this.#taken++}`);
		const head = await readFileHead(file, this.#options.map, folder);
		const item = { head, folder, ...(await this.#lookUp(head)) };
		if (item.cached === undefined && this.wants(head)) await this.scanned(item);
		return item;
	}

	async #lookUp(head: Head): Promise<Pick<Item, "fingerprint" | "key" | "cached">> {
		const { cache, map, hashes = true } = this.#options;
		const bytes = await fileBytes(head.file);
		const none = { key: undefined, cached: undefined };
		if (this.#selects || !this.wants(head) || !hashes) return { fingerprint: { sha256: "", bytes }, ...none };
		if (cache === undefined || bytes < worthCaching) return { fingerprint: await fingerprintOf(head.file), ...none };
		// What was unpacked into the work folder will never stand at its path again.
		const lasting = !head.file.path.startsWith(this.#workFolder);
		const fingerprint = lasting ? await rememberedFingerprint(head.file, cache.folder) : await fingerprintOf(head.file);
		const key = cacheKey(fingerprint, head.recognition, { version: cache.version, map });
		return { fingerprint, key, cached: await findCached(key, cache) };
	}

	/** True for a file whose rows are wanted. */
	wants(head: Head): boolean {
		const { only } = this.#options;
		return only === undefined || familyOf(head) === only;
	}

	/** The hash of an item's file, also where it was not needed before. */
	async hashOf(item: Item): Promise<string> {
		if (item.fingerprint.sha256 === "") item.fingerprint = await fingerprintOf(item.head.file);
		return item.fingerprint.sha256;
	}

	/** Scans a file, once. */
	async scanned(item: Item): Promise<Prepared> {
		if (item.prepared !== undefined) return item.prepared;
		const { threads = 2, interrupted, progress, select } = this.#options;
		const { head, folder } = item;
		const { name } = head.file;
		const tools = {
			...{ threads, workFolder: folder },
			...(interrupted === undefined ? {} : { interrupted }),
			...(progress === undefined
				? {}
				: { progress: (done: number, all: number) => progress("counting", name, done, all) }),
		};
		const filter = select !== undefined && this.#selects ? filterOf(select, head.recognition) : undefined;
		item.prepared = await scanPrepared(head, tools, filter);
		return item.prepared;
	}

	/** Makes the rows of a file, from the cache or from its records. */
	async read(item: Item, index: number, tools: StagingTools): Promise<Reading> {
		const { interrupted, progress, cache } = this.#options;
		interrupted?.throwIfAborted();
		if (item.cached !== undefined) {
			await useRows(index, item.cached.rowsPath, tools.engine);
			return named(item.cached.reading, item.head.file.name);
		}
		const everyValue = !this.#selects;
		const { bytes } = item.fingerprint;
		const { name } = item.head.file;
		const passed = (share: number): void => progress?.("checking", name, share * bytes, bytes);
		const prepared = asPreparedFile(await this.scanned(item), index, everyValue);
		const reading = await readRecords(prepared, { ...tools, everyValue, passed });
		if (cache !== undefined && item.key !== undefined) {
			const made = { reading, rowsPath: rowsPath(tools.workFolder, index) };
			// A cache that can't be written costs time, not results.
			await storeCached(item.key, { file: item.head.file, fingerprint: item.fingerprint }, made, cache).catch(
				() => undefined,
			);
		}
		return reading;
	}
}

const inFile = (entry: Problem, file: string): Problem => ({ ...entry, place: { ...entry.place, file } });

/** A reading of the cache under the name that the file has now. */
const named = (reading: Reading, file: string): Reading => ({
	...reading,
	file,
	problems: reading.problems.map((entry) => ({
		...inFile(entry, file),
		// Repeated rows name the row that they repeat, by file and line.
		found: repeatCodes.includes(entry.code) ? entry.found.replace(`${reading.file}:`, `${file}:`) : entry.found,
	})),
	unknownGroups: reading.unknownGroups.map((group) => ({ ...group, problem: inFile(group.problem, file) })),
});
