/** The crosswalk of the user: where it is, and which former codes it gives the schools of a run. */

import { basename, resolve } from "node:path";
import { type FormerCode, formerCodes } from "../domain/places/crosswalk.js";
import type { ResultRow } from "../domain/tidy.js";
import { type Crosswalk, readCrosswalk } from "../ingest/index.js";
import { formatCount } from "../report/index.js";
import type { Effects } from "./effects.js";
import type { AnalyzeSettings } from "./settings.js";

/** Reads the crosswalk that the settings name; `undefined` where they name none. */
export async function readGivenCrosswalk(
	{ crosswalk: path }: Pick<AnalyzeSettings, "crosswalk">,
	effects: Effects,
): Promise<Crosswalk | undefined> {
	if (path === undefined) return undefined;
	const crosswalk = await readCrosswalk({ path: resolve(effects.cwd, path), name: basename(path) });
	const accepted = crosswalk.rows.filter((row) => row.accepted === "yes").length;
	effects.note(`${crosswalk.file}: ${accepted} of ${formatCount(crosswalk.rowsRead, "row")} accepted`);
	return crosswalk;
}

/** The former codes of the run's schools, as the frame takes them; nothing without a crosswalk or an earlier year. */
export function followCrosswalk(
	crosswalk: Crosswalk | undefined,
	{ year, baselineYear }: { readonly year: number; readonly baselineYear: number | undefined },
	results: readonly ResultRow[],
): { former?: ReadonlyMap<string, readonly FormerCode[]> } {
	if (crosswalk === undefined || baselineYear === undefined) return {};
	const living = new Set(results.filter((row) => row.year === year).map((row) => row.cds));
	return { former: formerCodes(crosswalk.rows, { baselineYear, year, living }) };
}
