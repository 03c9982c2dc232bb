/**
 * Ingest: bytes → encoding → layout → checked tidy rows, and a problem for everything refused or repaired.
 *
 * This file and `layouts/` are what other rooms may import.
 */

import type { EntityRow } from "../domain/entity.js";
import type { Problem } from "../domain/problem.js";
import type { CompanionRow, ResultRow } from "../domain/tidy.js";
import { selectCompanions } from "./companions.js";
import { type Loaded, type LoadOptions, loadInputs } from "./load.js";
import { type Available, type ResultSelection, selectEntities, selectResults } from "./results.js";
import type { Selection } from "./selection.js";
import type { InputFile } from "./source.js";
import type { InputSummary } from "./summaries.js";
import { type TidyFormat, writeTidyTable } from "./tidy-table.js";
import { withoutSpace } from "./workplace.js";

export { makeAside, removeAside, sweepAside } from "./aside.js";
export { type CacheEntry, clearCache, listCache } from "./cache.js";
export { type ColumnMap, mapTemplate } from "./column-map.js";
export { type Crosswalk, readCrosswalk } from "./crosswalk-file.js";
export type { Diagnosis, ProblemGroup } from "./diagnose.js";
export { type Examination, examine } from "./examine.js";
export type { Progress } from "./items.js";
export { roleNames } from "./layouts/roles.js";
export { hasAnswers, proposalColumns } from "./repair/accept.js";
export type { Proposal, Receipt } from "./repair/copy.js";
export type { FileRepair } from "./repair/index.js";
export type { Available } from "./results.js";
export type { Selection } from "./selection.js";
export type { InputFile } from "./source.js";
export type { InputSummary } from "./summaries.js";
export type { TidyFormat } from "./tidy-table.js";

export type OpenOptions = LoadOptions;

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
	/**
	 * Writes the rows of a selection as a tidy table; returns how many there are.
	 *
	 * @throws Refusal CIMP-E302 for a full disk
	 */
	writeTidy(selection: Selection, path: string, format: TidyFormat): Promise<number>;
	/** Frees memory and removes temporary files. */
	close(): Promise<void>;
}

/**
 * Opens and checks files of any known layout, in any order; archives and workbooks count as the files in them. Files
 * found in a folder or an archive that are no tables are left out with a warning (CIMP-W125), and copies too (R126).
 *
 * @throws Refusal with the problems of all files that are refused as a whole (CIMP-E101 to E108, E125), or because no
 *   file holds results (E109) or entities (E128) where they are needed, or because files measure different things
 *   (E209), or because the disk is full (E302)
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
		writeTidy: (selection, path, format) => {
			const { kind } = loaded.available;
			const files = loaded.summaries.flatMap(({ family }, index) => (family === "results" ? [index] : []));
			return writeTidyTable({ kind, selection, files, path, format }, loaded).catch((error: unknown) => {
				throw withoutSpace(error);
			});
		},
		close: loaded.close,
	};
}
