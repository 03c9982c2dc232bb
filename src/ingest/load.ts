/** The line through this room: files → taken in → read into rows → repeats across files → accounts. */

import { compareProblems, type Problem, problem, Refusal } from "../domain/problem.js";
import type { OutcomeKind } from "../domain/tidy.js";
import { refuseRepeatsAcross } from "./across.js";
import { type Engine, openEngine } from "./engine.js";
import { type Intake, takeIn } from "./intake.js";
import { type Item, ItemReader, type ReadingOptions } from "./items.js";
import type { LayoutFamily } from "./layouts/layout.js";
import { selectGroupNames } from "./lookups.js";
import { kindOf, type Reading, refusedByReason } from "./reading.js";
import { type Available, lookUpAvailable } from "./results.js";
import { familyView } from "./rows.js";
import { type InputFile, makeWorkFolder } from "./source.js";

export interface LoadOptions extends ReadingOptions {
	/** A folder for temporary copies; what is put there is removed again, also on errors. */
	readonly temporaryFolder: string;
	/** Which files there must be; results, if not said otherwise. */
	readonly need?: "results" | "any";
}

/** One input file's account; `rowsRead` is always `rowsKept`, `rowsRefused` and `rowsNotSelected` together. */
export interface InputSummary {
	/** Base name; `archive.zip/member.txt` for a member, `workbook.xlsx/sheet` for a sheet, `-` for standard input. */
	readonly file: string;
	/**
	 * Of the plain content: of a member or a gzip stream unpacked, of a sheet as CSV, of any other file itself. Empty
	 * where only a selection was read.
	 */
	readonly sha256: string;
	/** Of the same content. */
	readonly bytes: number;
	/** Id of the layout; "map" for a file read by a column map, "by-role" for one read by the names of its columns. */
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
	/** Test years of the rows kept, ascending; none for other tables than results and entities. */
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

/** What the results measure; refuses where there are none but must be, or of two kinds. */
function kindOfAll({ ready, problems }: Intake, need: LoadOptions["need"]): OutcomeKind | undefined {
	const heads = ready.map((item) => item.head);
	const results = heads.filter((head) => kindOf(head.recognition) !== undefined);
	const [first] = results;
	const kind = first === undefined ? undefined : kindOf(first.recognition);
	if (first === undefined || kind === undefined) {
		if (need === "any" && heads.length > 0) return undefined;
		const families = [...new Set(heads.map((head) => head.recognition.candidates[0].family))].sort();
		const found = heads.length === 0 ? "no file" : `only files of: ${families.join(", ")}`;
		throw new Refusal([...problems, problem("CIMP-E109", { file: heads[0]?.file.name ?? "" }, { found })]);
	}
	const other = results.find((head) => kindOf(head.recognition) !== kind);
	if (other !== undefined) {
		const words = { percent: "percents", dfs: "distance from standard alone" };
		const found = `${words[kind]} in ${first.file.name}, ${words[kind === "dfs" ? "percent" : "dfs"]} here`;
		throw new Refusal([problem("CIMP-E209", { file: other.file.name }, { found })]);
	}
	return kind;
}

/** What is to be reported of all files; a student group that a lookup table names is not unknown. */
const problemsOf = (readings: readonly Reading[], groupNames: ReadonlyMap<number, string>): Problem[] =>
	readings.flatMap(({ problems, unknownGroups }) => [
		...problems,
		...unknownGroups.filter(({ id }) => !groupNames.has(id)).map((group) => group.problem),
	]);

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

/** A full disk is the user's to mend; anything else keeps its own shape. */
function withoutSpace(error: unknown): unknown {
	const full = error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
	if (!full) return error;
	const help = "free some space in the folder for temporary files";
	return new Refusal([problem("CIMP-E302", { file: "temporary files" }, { found: "no space for a copy", help })]);
}

/** Loads the files into an engine of their own. */
export async function loadInputs(inputs: readonly InputFile[], options: LoadOptions): Promise<Loaded> {
	const { path: workFolder, remove } = await makeWorkFolder(options.temporaryFolder);
	let engine: Engine | undefined;
	const close = async (): Promise<void> => {
		engine?.close();
		await remove();
	};
	try {
		const { interrupted, progress, threads = 2, need } = options;
		const reader = new ItemReader(options, workFolder);
		const intake = await takeIn(inputs, reader, {
			workFolder,
			...(interrupted === undefined ? {} : { interrupted }),
			...(progress === undefined ? {} : { progress: (file: string) => progress(file, 0, 0) }),
		});
		const kind = kindOfAll(intake, need);
		engine = await openEngine({ threads, overflowFolder: workFolder });
		const tools = { engine, workFolder };
		const items = intake.ready;
		const alone: Reading[] = [];
		for (const [index, item] of items.entries()) alone.push(await reader.read(item, index, tools));
		const readings = await refuseRepeatsAcross(items, alone, reader, tools);
		for (const family of ["results", "entities", "companion", "lookup"] as const) {
			const members = readings.flatMap((reading, index) => (reading.family === family ? [index] : []));
			await familyView(family, members, engine);
		}
		const groupNames = await selectGroupNames(engine);
		return {
			engine,
			summaries: items.map((item, index) => summaryOf(item, readings[index] as Reading)),
			problems: [...intake.problems, ...problemsOf(readings, groupNames)].sort(compareProblems),
			available: await lookUpAvailable(engine, kind, groupNames),
			close,
		};
	} catch (error) {
		await close();
		throw withoutSpace(error);
	}
}
