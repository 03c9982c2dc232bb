/**
 * Diagnosis: what is wrong with each file, every kind of problem once with its count and its first places.
 *
 * Unlike an analysis, it looks at any files together, whatever they measure, and a file that is refused does not keep
 * it from the others.
 */

import { compareProblems, type Problem, Refusal } from "../domain/problem.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import type { ColumnMap } from "./column-map.js";
import { type Engine, openEngine } from "./engine.js";
import { checkAll } from "./load.js";
import { type Portrait, portray } from "./portrait.js";
import { type Prepared, prepare } from "./prepare.js";
import { type InputFile, makeWorkFolder } from "./source.js";
import { type CheckedFile, type InputSummary, summarize } from "./summaries.js";

export interface DiagnoseOptions {
	/** Reads files whose header is of no known layout. */
	readonly map?: ColumnMap;
	/** Of the engine; 2 if not given. */
	readonly threads?: number;
	/** A folder for temporary copies; what is put there is removed again, also on errors. */
	readonly temporaryFolder: string;
}

/** All problems of one code in one file. */
export interface ProblemGroup {
	readonly code: ProblemCode;
	readonly count: number;
	/** The first five, in the order of the file. */
	readonly first: readonly [Problem, ...Problem[]];
}

/** A file that can't be read as a table, or was read. */
export type Diagnosis =
	| { readonly kind: "refused"; readonly file: string; readonly problems: readonly ProblemGroup[] }
	| {
			readonly kind: "read";
			readonly file: string;
			readonly summary: InputSummary;
			readonly portrait: Portrait;
			readonly problems: readonly ProblemGroup[];
	  };

/** Examples kept of one kind. */
const mostExamples = 5;

/** Problems by code, in the order of the codes. */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
	const byCode = new Map<ProblemCode, { count: number; first: [Problem, ...Problem[]] }>();
	for (const entry of [...problems].sort(compareProblems)) {
		const group = byCode.get(entry.code);
		if (group === undefined) byCode.set(entry.code, { count: 1, first: [entry] });
		else {
			group.count++;
			if (group.first.length < mostExamples) group.first.push(entry);
		}
	}
	return [...byCode].map(([code, group]) => ({ code, ...group })).sort((a, b) => byText(a.code, b.code));
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

export const inLastingOrder = (a: Prepared, b: Prepared): number =>
	byText(a.file.name, b.file.name) || byText(a.fingerprint.sha256, b.fingerprint.sha256);

/** Files that can be read, in their lasting order, and why the others can't. */
export async function prepareEach(
	files: readonly InputFile[],
	map: ColumnMap | undefined,
): Promise<{ readonly ready: readonly Prepared[]; readonly refused: ReadonlyMap<InputFile, readonly Problem[]> }> {
	const ready: Prepared[] = [];
	const refused = new Map<InputFile, readonly Problem[]>();
	for (const file of files) {
		try {
			ready.push(await prepare(file, map));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			refused.set(file, error.problems);
		}
	}
	return { ready: ready.sort(inLastingOrder), refused };
}

/** Files checked together, in an engine of their own. */
export interface Checked {
	readonly engine: Engine;
	readonly files: readonly CheckedFile[];
	/** By position of the file. */
	readonly problems: readonly (readonly Problem[])[];
	readonly close: () => Promise<void>;
}

/** Checks prepared files, and finds the rows that stand in more than one of them. */
export async function checkTogether(ready: readonly Prepared[], options: DiagnoseOptions): Promise<Checked> {
	const folder = await makeWorkFolder(options.temporaryFolder);
	let engine: Engine | undefined;
	const close = async (): Promise<void> => {
		engine?.close();
		await folder.remove();
	};
	try {
		engine = await openEngine({ threads: options.threads ?? 2, overflowFolder: folder.path });
		return { engine, ...(await checkAll(ready, { engine, workFolder: folder.path })), close };
	} catch (error) {
		await close();
		throw error;
	}
}

/**
 * Looks at every file.
 *
 * @returns one diagnosis a file, by name; nothing is written
 */
export async function diagnose(files: readonly InputFile[], options: DiagnoseOptions): Promise<readonly Diagnosis[]> {
	const { ready, refused } = await prepareEach(files, options.map);
	const diagnoses = [...refused].map(
		([file, problems]): Diagnosis => ({ kind: "refused", file: file.name, problems: groupProblems(problems) }),
	);
	const checked = await checkTogether(ready, options);
	try {
		for (const file of checked.files) {
			diagnoses.push({
				kind: "read",
				file: file.prepared.file.name,
				summary: await summarize(file, checked.engine),
				portrait: await portray(file, checked.engine),
				problems: groupProblems(checked.problems[file.prepared.index] ?? []),
			});
		}
	} finally {
		await checked.close();
	}
	return diagnoses.sort((a, b) => byText(a.file, b.file));
}
