/** The line through this room: files → prepared → staged and checked → duplicates → accounts. */

import { compareProblems, type Problem, problem, Refusal } from "../domain/problem.js";
import type { OutcomeKind } from "../domain/tidy.js";
import { checkFile, type RecordNote } from "./check.js";
import type { ColumnMap } from "./column-map.js";
import { type DuplicateNote, markDuplicates } from "./duplicates.js";
import { type Engine, openEngine } from "./engine.js";
import { lineOf, placed } from "./places.js";
import { type Prepared, prepare } from "./prepare.js";
import { type Available, lookUpAvailable } from "./results.js";
import { type InputFile, makeWorkFolder } from "./source.js";
import type { PreparedFile, StagingTools } from "./staging.js";
import { type CheckedFile, type InputSummary, summarize } from "./summaries.js";
import { familyView } from "./tables.js";

interface LoadOptions {
	readonly map?: ColumnMap;
	readonly threads?: number;
	readonly temporaryFolder: string;
}

export interface Loaded {
	readonly engine: Engine;
	readonly summaries: readonly InputSummary[];
	readonly problems: readonly Problem[];
	readonly available: Available;
	readonly close: () => Promise<void>;
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Prepares all files, and refuses with the problems of all that can't be read. */
async function prepareAll(files: readonly InputFile[], map: ColumnMap | undefined): Promise<Prepared[]> {
	const ready: Prepared[] = [];
	const problems: Problem[] = [];
	for (const file of files) {
		try {
			ready.push(await prepare(file, map));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			problems.push(...error.problems);
		}
	}
	if (problems.length > 0) throw new Refusal(problems.sort(compareProblems));
	return ready.sort((a, b) => byText(a.file.name, b.file.name) || byText(a.fingerprint.sha256, b.fingerprint.sha256));
}

function kindOfFile({ recognition }: Prepared): OutcomeKind | undefined {
	if (recognition.candidates[0].family !== "results") return undefined;
	const roles = new Set(recognition.columns.map((entry) => entry.column.role));
	return roles.has("percentMet") ? "percent" : "dfs";
}

/** What the results measure; refuses where there are none, or of two kinds. */
function kindOfAll(files: readonly Prepared[]): OutcomeKind {
	const results = files.filter((entry) => kindOfFile(entry) !== undefined);
	const [first] = results;
	const kind = first === undefined ? undefined : kindOfFile(first);
	if (first === undefined || kind === undefined) {
		const families = [...new Set(files.map((entry) => entry.recognition.candidates[0].family))].sort();
		const found = files.length === 0 ? "no file" : `only files of: ${families.join(", ")}`;
		throw new Refusal([problem("CIMP-E109", { file: files[0]?.file.name ?? "" }, { found })]);
	}
	const other = results.find((entry) => kindOfFile(entry) !== kind);
	if (other !== undefined) {
		const words = { percent: "percents", dfs: "distance from standard alone" };
		const found = `${words[kind]} in ${first.file.name}, ${words[kind === "dfs" ? "percent" : "dfs"]} here`;
		throw new Refusal([problem("CIMP-E209", { file: other.file.name }, { found })]);
	}
	return kind;
}

const asPreparedFile = ({ file, recognition, scan, fingerprint }: Prepared, index: number): PreparedFile => ({
	file,
	index,
	layout: recognition.candidates[0],
	header: recognition.header,
	columns: recognition.columns.filter((entry) => entry.column.role !== undefined),
	scan,
	fingerprint,
});

/** A duplicate as a note of its file, naming the row that it repeats or contradicts. */
function duplicateNote(note: DuplicateNote, files: readonly CheckedFile[]): RecordNote {
	const other = files[note.other.file]?.prepared;
	const line = other === undefined ? 0 : lineOf(other, note.other.ordinal);
	const where = `${other?.file.name}:${line}`;
	const found = note.code === "CIMP-R111" ? `a copy of ${where}` : `the key of ${where} with other values`;
	return { ordinal: note.ordinal, code: note.code, found };
}

/** Checks all files, marks duplicates, and places everything that there is to report: one list of problems a file. */
export async function checkAll(
	ready: readonly Prepared[],
	tools: StagingTools,
): Promise<{ files: CheckedFile[]; problems: Problem[][] }> {
	const files: CheckedFile[] = [];
	const notes: RecordNote[][] = [];
	for (const [index, entry] of ready.entries()) {
		const prepared = asPreparedFile(entry, index);
		const checked = await checkFile(prepared, tools);
		files.push({ prepared, candidates: entry.recognition.candidates, target: checked.target });
		notes.push([...checked.notes]);
	}
	for (const family of ["results", "entities", "companion"] as const) {
		const members = files.filter((entry) => entry.prepared.layout.family === family);
		const indices = members.map((entry) => entry.prepared.index);
		await tools.engine.run(familyView(family, indices));
		const [first] = members;
		for (const note of first === undefined ? [] : await markDuplicates(first.target, indices, tools.engine)) {
			notes[note.file]?.push(duplicateNote(note, files));
		}
	}
	const problems: Problem[][] = [];
	for (const { prepared } of files) {
		const found = await placed(notes[prepared.index] ?? [], prepared.scan.bad, prepared);
		problems.push(found.sort(compareProblems));
	}
	return { files, problems };
}

/** Loads the files into an engine of their own. */
export async function loadInputs(inputs: readonly InputFile[], options: LoadOptions): Promise<Loaded> {
	const ready = await prepareAll(inputs, options.map);
	const kind = kindOfAll(ready);
	const folder = await makeWorkFolder(options.temporaryFolder);
	let engine: Engine | undefined;
	const close = async (): Promise<void> => {
		engine?.close();
		await folder.remove();
	};
	try {
		engine = await openEngine({ threads: options.threads ?? 2, overflowFolder: folder.path });
		const checked = await checkAll(ready, { engine, workFolder: folder.path });
		const { files } = checked;
		const problems = checked.problems.flat().sort(compareProblems);
		const summaries: InputSummary[] = [];
		for (const file of files) summaries.push(await summarize(file, engine));
		const available = await lookUpAvailable(engine, kind);
		return { engine, summaries, problems, available, close };
	} catch (error) {
		await close();
		throw error;
	}
}
