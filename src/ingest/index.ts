/**
 * Ingest: bytes → encoding → layout → checked tidy rows, and a problem for everything refused or repaired.
 *
 * This file and `layouts/` are what other rooms may import.
 */

import type { EntityRow } from "../domain/entity.js";
import type { Problem } from "../domain/problem.js";
import type { CompanionRow, ResultRow } from "../domain/tidy.js";
import type { ColumnMap } from "./column-map.js";
import { selectCompanions } from "./companions.js";
import { type Loaded, loadInputs } from "./load.js";
import { type Available, type ResultSelection, selectEntities, selectResults } from "./results.js";
import type { InputFile } from "./source.js";
import type { InputSummary } from "./summaries.js";

export { type ColumnMap, mapTemplate } from "./column-map.js";
export { type Diagnosis, diagnose, type ProblemGroup } from "./diagnose.js";
export { roleNames } from "./layouts/roles.js";
export { hasAnswers, proposalColumns } from "./repair/accept.js";
export type { Proposal, Receipt } from "./repair/copy.js";
export { type FileRepair, openRepairs } from "./repair/index.js";
export type { Available } from "./results.js";
export type { InputFile } from "./source.js";
export type { InputSummary } from "./summaries.js";

export interface OpenOptions {
	/** Reads files whose header is of no known layout. */
	readonly map?: ColumnMap;
	/** Of the engine; 2 if not given. */
	readonly threads?: number;
	/** A folder for temporary copies; what is put there is removed again, also on errors. */
	readonly temporaryFolder: string;
}

/** Inputs that were read and checked. */
export interface Inputs {
	/** One per file, by file name, then hash. */
	readonly summaries: readonly InputSummary[];
	/** In the order of `compareProblems`. */
	readonly problems: readonly Problem[];
	available(): Available;
	/** Rows of a subject, some years and some groups, of all grades and entities; by code, year, grade, group. */
	results(selection: ResultSelection): Promise<ResultRow[]>;
	/** By code and year. */
	entities(): Promise<EntityRow[]>;
	/** By code, layout and vintage. */
	companions(): Promise<CompanionRow[]>;
	/** Frees memory and removes temporary files. */
	close(): Promise<void>;
}

/**
 * Opens and checks files of any known layout, in any order.
 *
 * @throws Refusal with the problems of all files that are refused as a whole (CIMP-E101 to E108), or because no file
 *   holds results (E109), or because files measure different things (E209)
 */
export async function openInputs(files: readonly InputFile[], options: OpenOptions): Promise<Inputs> {
	const loaded: Loaded = await loadInputs(files, options);
	const { engine } = loaded;
	return {
		summaries: loaded.summaries,
		problems: loaded.problems,
		available: () => loaded.available,
		results: (selection) => selectResults(engine, selection),
		entities: () => selectEntities(engine),
		companions: () => selectCompanions(engine),
		close: loaded.close,
	};
}
