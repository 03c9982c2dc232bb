/** The line through this room: files → heads → scans or cached rows → readings → repeats across files → accounts. */

import { compareProblems, type Problem, problem, Refusal } from "../domain/problem.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import type { OutcomeKind } from "../domain/tidy.js";
import { type CacheOptions, cacheKey, findCached, rememberedFingerprint, storeCached, worthCaching } from "./cache.js";
import type { ColumnMap } from "./column-map.js";
import { type RepeatingFile, refuseRepeats } from "./duplicates.js";
import { type Engine, openEngine } from "./engine.js";
import type { LayoutFamily } from "./layouts/layout.js";
import { selectGroupNames } from "./lookups.js";
import { lineOf, placed } from "./places.js";
import { type Head, type Prepared, readFileHead, scanPrepared } from "./prepare.js";
import {
	asPreparedFile,
	duplicateNote,
	kindOf,
	type Reading,
	readRecords,
	refusedByReason,
	refusedRows,
	stagedAgain,
} from "./reading.js";
import { type Available, lookUpAvailable } from "./results.js";
import { familyView, rowsPath, useRows } from "./rows.js";
import type { Progress } from "./scan/scan-file.js";
import { filterOf, type Selection } from "./selection.js";
import { type Fingerprint, fileSize, fingerprintOf, type InputFile, makeSubfolder, makeWorkFolder } from "./source.js";
import type { StagingTools } from "./staging.js";
import { targetOf } from "./tables.js";

export interface LoadOptions {
	readonly map?: ColumnMap;
	readonly threads?: number;
	readonly temporaryFolder: string;
	readonly cache?: CacheOptions;
	/** Rows outside the selection need not be read, where that is faster. */
	readonly select?: Selection;
	/** Which files there must be; results, if not said otherwise. */
	readonly need?: "results" | "any";
	readonly interrupted?: AbortSignal;
	/** Told what is being read, and how many of its bytes are done. */
	readonly progress?: (file: string, done: number, all: number) => void;
}

/** One input file's account; `rowsRead` is always `rowsKept`, `rowsRefused` and `rowsNotSelected` together. */
export interface InputSummary {
	readonly file: string;
	/** Empty where only a selection was read. */
	readonly sha256: string;
	readonly bytes: number;
	/** Id of the layout; "map" for a file read by a column map. */
	readonly layout: string;
	readonly family: LayoutFamily;
	readonly encoding: string;
	/** In words: "comma", "caret". */
	readonly delimiter: string;
	/** Data records, not lines. */
	readonly rowsRead: number;
	readonly rowsKept: number;
	readonly rowsRefused: number;
	/** Outside the selection, so that nobody looked at their values. */
	readonly rowsNotSelected: number;
	/** By reason, in the order of the alphabet. */
	readonly refused: readonly { readonly reason: string; readonly rows: number }[];
	/** Test years of the rows kept, ascending; none for companion tables. */
	readonly years: readonly number[];
	/** School year of a companion table, "2022–23"; empty where the file does not say or holds several. */
	readonly vintage: string;
	/** Its rows were taken from the cache. */
	readonly cached: boolean;
}

export interface Loaded {
	readonly engine: Engine;
	readonly summaries: readonly InputSummary[];
	readonly problems: readonly Problem[];
	readonly available: Available;
	readonly close: () => Promise<void>;
}

/** A file on its way: what is known of it, and how to get at its records. */
interface Item {
	readonly head: Head;
	readonly fingerprint: Fingerprint;
	readonly folder: string;
	readonly key: string | undefined;
	readonly cached: { readonly reading: Reading; readonly rowsPath: string } | undefined;
	prepared?: Prepared;
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Does something with every file, and refuses with the problems of all that can't be read. */
async function eachFile<T, R>(files: readonly T[], work: (file: T, index: number) => Promise<R>): Promise<R[]> {
	const done: R[] = [];
	const problems: Problem[] = [];
	for (const [index, file] of files.entries()) {
		try {
			done.push(await work(file, index));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			problems.push(...error.problems);
		}
	}
	if (problems.length > 0) throw new Refusal(problems.sort(compareProblems));
	return done;
}

/** What the results measure; refuses where there are none but must be, or of two kinds. */
function kindOfAll(heads: readonly Head[], need: LoadOptions["need"]): OutcomeKind | undefined {
	const results = heads.filter((head) => kindOf(head.recognition) !== undefined);
	const [first] = results;
	const kind = first === undefined ? undefined : kindOf(first.recognition);
	if (first === undefined || kind === undefined) {
		if (need === "any" && heads.length > 0) return undefined;
		const families = [...new Set(heads.map((head) => head.recognition.candidates[0].family))].sort();
		const found = heads.length === 0 ? "no file" : `only files of: ${families.join(", ")}`;
		throw new Refusal([problem("CIMP-E109", { file: heads[0]?.file.name ?? "" }, { found })]);
	}
	const other = results.find((head) => kindOf(head.recognition) !== kind);
	if (other !== undefined) {
		const words = { percent: "percents", dfs: "distance from standard alone" };
		const found = `${words[kind]} in ${first.file.name}, ${words[kind === "dfs" ? "percent" : "dfs"]} here`;
		throw new Refusal([problem("CIMP-E209", { file: other.file.name }, { found })]);
	}
	return kind;
}

class Loader {
	readonly #options: LoadOptions;
	readonly #tools: StagingTools;

	constructor(options: LoadOptions, tools: StagingTools) {
		this.#options = options;
		this.#tools = tools;
	}

	/** Statewide files are worth keeping; what a selection leaves out can't be kept. */
	get #reads(): "selection" | "all" {
		return this.#options.select !== undefined && this.#options.cache === undefined ? "selection" : "all";
	}

	/** Hash and cache entry of a file whose head was read. */
	async item(head: Head, folder: string): Promise<Item> {
		const { cache, map } = this.#options;
		const { file, recognition } = head;
		if (this.#reads === "selection") {
			return {
				head,
				folder,
				fingerprint: { sha256: "", bytes: fileSize(file.path) },
				key: undefined,
				cached: undefined,
			};
		}
		if (cache === undefined || fileSize(file.path) < worthCaching) {
			return { head, folder, fingerprint: await fingerprintOf(file), key: undefined, cached: undefined };
		}
		const fingerprint = await rememberedFingerprint(file, cache.folder);
		const key = cacheKey(fingerprint, recognition.candidates, { version: cache.version, map, everyValue: true });
		return { head, folder, fingerprint, key, cached: await findCached(key, cache) };
	}

	/** Scans a file, once. */
	async scanned(item: Item): Promise<Prepared> {
		if (item.prepared !== undefined) return item.prepared;
		const { threads = 2, interrupted, progress, select } = this.#options;
		const { head, folder } = item;
		const told: { progress?: Progress } =
			progress === undefined ? {} : { progress: (done, all) => progress(head.file.name, done, all) };
		const tools = { threads, workFolder: folder, ...(interrupted === undefined ? {} : { interrupted }), ...told };
		const filter = select !== undefined && this.#reads === "selection" ? filterOf(select, head.recognition) : undefined;
		item.prepared = await scanPrepared(head, tools, filter);
		return item.prepared;
	}

	/** Makes the rows of a file, from the cache or from its records. */
	async read(item: Item, index: number): Promise<Reading> {
		const { engine } = this.#tools;
		this.#options.interrupted?.throwIfAborted();
		if (item.cached !== undefined) {
			await useRows(index, item.cached.rowsPath, engine);
			return named(item.cached.reading, item.head.file.name);
		}
		const everyValue = this.#reads === "all";
		const prepared = asPreparedFile(await this.scanned(item), index, everyValue);
		const reading = await readRecords(prepared, { ...this.#tools, everyValue });
		const { cache } = this.#options;
		if (cache !== undefined && item.key !== undefined) {
			const made = { reading, rowsPath: rowsPath(this.#tools.workFolder, index) };
			const source = { file: item.head.file, fingerprint: item.fingerprint };
			// A cache that can't be written costs time, not results.
			await storeCached(item.key, source, made, cache).catch(() => undefined);
		}
		return reading;
	}

	/** Refuses rows that repeat rows of other files of their family. */
	async refuseRepeatsAcross(items: readonly Item[], readings: Reading[]): Promise<void> {
		const { engine } = this.#tools;
		for (const members of overlapping(readings)) {
			const files = await Promise.all(
				members.map(async (index): Promise<RepeatingFile & { prepared: Prepared }> => {
					const prepared = await this.scanned(items[index] as Item);
					return { index, prepared, staged: stagedAgain(asPreparedFile(prepared, index, false), this.#tools) };
				}),
			);
			const [first] = files;
			if (first === undefined) continue;
			const target = targetOf(first.prepared.recognition.candidates[0], []);
			const notes = await refuseRepeats(files, target, this.#tools);
			if (notes.length === 0) continue;
			for (const { index, prepared } of files) {
				const where = (file: number, ordinal: number): string => {
					const other = files.find((entry) => entry.index === file)?.prepared ?? prepared;
					return `${other.file.name}:${lineOf(other, ordinal)}`;
				};
				const own = notes.filter((note) => note.file === index).map((note) => duplicateNote(note, where));
				const found = await placed(own, prepared);
				readings[index] = withRepeats(readings[index] as Reading, found, await refusedRows(index, engine));
			}
		}
	}
}

const repeatCodes: readonly ProblemCode[] = ["CIMP-E111", "CIMP-R111"];

/** A reading with its repeated rows judged afresh. */
function withRepeats(reading: Reading, found: readonly Problem[], now: Reading["refused"]): Reading {
	const others = Object.entries(reading.refused).filter(([code]) => !repeatCodes.includes(code as ProblemCode));
	const repeats = Object.entries(now).filter(([code]) => repeatCodes.includes(code as ProblemCode));
	const problems = [...reading.problems.filter((entry) => !repeatCodes.includes(entry.code)), ...found];
	return { ...reading, refused: Object.fromEntries([...others, ...repeats]), problems: problems.sort(compareProblems) };
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

/** Sets of files of one family whose rows may have a key in common. */
function overlapping(readings: readonly Reading[]): number[][] {
	const sets: { family: LayoutFamily; scopes: Set<string>; files: number[] }[] = [];
	for (const [index, { family, scopes }] of readings.entries()) {
		const met = sets.filter((set) => set.family === family && scopes.some((scope) => set.scopes.has(scope)));
		const joined = { family, scopes: new Set(scopes), files: [index] };
		for (const set of met) {
			for (const scope of set.scopes) joined.scopes.add(scope);
			joined.files.push(...set.files);
			sets.splice(sets.indexOf(set), 1);
		}
		sets.push(joined);
	}
	return sets.filter((set) => set.files.length > 1).map((set) => set.files.sort((a, b) => a - b));
}

/** What is to be reported of all files; a student group that a lookup table names is not unknown. */
const problemsOf = (readings: readonly Reading[], groupNames: ReadonlyMap<number, string>): Problem[] =>
	readings
		.flatMap(({ problems, unknownGroups }) => [
			...problems,
			...unknownGroups.filter(({ id }) => !groupNames.has(id)).map((group) => group.problem),
		])
		.sort(compareProblems);

function summaryOf(item: Item, reading: Reading): InputSummary {
	const { layout, family, encoding, delimiter, records, unselected, years, vintage } = reading;
	const refused = refusedByReason(reading.refused);
	const rowsRefused = refused.reduce((sum, entry) => sum + entry.rows, 0);
	return {
		file: item.head.file.name,
		...item.fingerprint,
		...{ layout, family, encoding, delimiter, refused, years, vintage, rowsRefused },
		rowsRead: records,
		rowsKept: records - rowsRefused - unselected,
		rowsNotSelected: unselected,
		cached: item.cached !== undefined,
	};
}

/** Loads the files into an engine of their own. */
export async function loadInputs(inputs: readonly InputFile[], options: LoadOptions): Promise<Loaded> {
	const folder = await makeWorkFolder(options.temporaryFolder);
	let engine: Engine | undefined;
	const close = async (): Promise<void> => {
		engine?.close();
		await folder.remove();
	};
	try {
		const folders = await Promise.all(inputs.map((_, index) => makeSubfolder(folder.path, `input-${index}`)));
		const heads = await eachFile(inputs, async (file, index) => ({
			head: await readFileHead(file, options.map, folders[index] ?? folder.path),
			folder: folders[index] ?? folder.path,
		}));
		heads.sort((a, b) => byText(a.head.file.name, b.head.file.name));
		const kind = kindOfAll(
			heads.map(({ head }) => head),
			options.need,
		);
		engine = await openEngine({ threads: options.threads ?? 2, overflowFolder: folder.path });
		const loader = new Loader(options, { engine, workFolder: folder.path });
		const items = await eachFile(heads, ({ head, folder: own }) => loader.item(head, own));
		items.sort(
			(a, b) =>
				byText(a.head.file.name, b.head.file.name) ||
				byText(a.fingerprint.sha256, b.fingerprint.sha256) ||
				byText(a.head.file.path, b.head.file.path),
		);
		await eachFile(items, async (item) => (item.cached === undefined ? loader.scanned(item) : undefined));
		const readings: Reading[] = [];
		for (const [index, item] of items.entries()) readings.push(await loader.read(item, index));
		await loader.refuseRepeatsAcross(items, readings);
		for (const family of ["results", "entities", "companion", "lookup"] as const) {
			const members = readings.flatMap((reading, index) => (reading.family === family ? [index] : []));
			await familyView(family, members, engine);
		}
		const summaries = items.map((item, index) => summaryOf(item, readings[index] as Reading));
		const groupNames = await selectGroupNames(engine);
		const available = await lookUpAvailable(engine, kind, groupNames);
		return { engine, summaries, problems: problemsOf(readings, groupNames), available, close };
	} catch (error) {
		await close();
		throw error;
	}
}
