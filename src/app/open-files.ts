/** Files opened for as long as some work needs them. */

import type { Problem } from "../domain/problem.js";
import { Refusal } from "../domain/problem.js";
import { openInputs } from "../ingest/index.js";
import type { OpenedFiles } from "./compute-run.js";
import type { Effects } from "./effects.js";
import { besidePaths, findFiles, readMap } from "./files.js";
import { readGivenCrosswalk } from "./follow-crosswalk.js";
import { checkGround } from "./output.js";
import { readingOptions } from "./reading.js";
import type { AnalyzeSettings } from "./settings.js";

/** What says which files are read, and how. */
export type FilesAsked = Pick<AnalyzeSettings, "files" | "covariates" | "map" | "crosswalk" | "threads" | "cache">;

/**
 * Opens archives, checks every row, keeps it or refuses it with a reason, hands all on, and closes the files again.
 *
 * @param folder where output will stand: it must hold none of the files
 * @throws Refusal for files that can't be read; a refusal of the work itself names what was refused in reading too
 */
export async function withFiles<Result>(
	asked: FilesAsked,
	folder: string,
	effects: Effects,
	work: (opened: OpenedFiles) => Promise<Result>,
): Promise<Result> {
	const beside = besidePaths(asked, effects);
	const files = findFiles([...asked.files, ...asked.covariates], effects, beside);
	const paths = files.filter((file) => file.content === undefined).map((file) => file.path);
	checkGround(folder, effects.cwd, [...paths, ...beside]);
	const crosswalk = await readGivenCrosswalk(asked, effects);
	const map = asked.map === undefined ? {} : { map: readMap(asked.map, effects) };
	const inputs = await openInputs(files, { ...map, ...readingOptions(asked, effects) });
	try {
		for (const input of inputs.summaries)
			effects.note(
				`${input.file}: ${input.layout}, ${input.encoding}, ${input.rowsKept} of ${input.rowsRead} rows kept`,
			);
		return await work({ inputs, crosswalk });
	} catch (error) {
		throw withProblemsOf(inputs.problems, error);
	} finally {
		await inputs.close();
	}
}

/** Rows that were refused are often why there is too little left: no refusal hides them. */
function withProblemsOf(read: readonly Problem[], error: unknown): unknown {
	if (!(error instanceof Refusal)) return error;
	return new Refusal([...read.filter((entry) => !error.problems.includes(entry)), ...error.problems]);
}
