/**
 * `cimp analyze`, from files to a folder of reports, as one numbered line. Read this first.
 *
 *     1 files ─▶ 2 ingest ─▶ 3 choice ─▶ 4 frame ─▶ 5 analyses ─▶ 6 reports ─▶ 7 folder
 *     └─ open-files.ts ──┘   └──────── compute-run.ts ───────┘   └─ writing.ts, output.ts ─┘
 *
 * Steps 1 to 5 are a library: a packet (packet/build.ts) takes them once for each of its parts.
 */

import { resolve } from "node:path";
import { computeRun } from "./compute-run.js";
import type { Effects } from "./effects.js";
import { withFiles } from "./open-files.js";
import { checkOutput, writeFolder } from "./output.js";
import { throughGate } from "./privacy-check.js";
import type { AnalyzeSettings } from "./settings.js";
import { type Outcome, outputFiles, summarize } from "./writing.js";

export async function analyze(settings: AnalyzeSettings, effects: Effects): Promise<Outcome> {
	const folder = resolve(effects.cwd, settings.out);
	const { force, dryRun } = settings;
	checkOutput(folder, force);

	// 1 and 2: what the user named, folders and archives opened, every row checked, kept or refused with a reason.
	return withFiles(settings, folder, effects, async (opened) => {
		// 3 to 5: subject and years chosen, one row per school, predictions, then each question.
		const run = await computeRun(opened, settings, effects);

		// 6 and 7: pages are made one at a time while the folder is written, and pass the gate.
		const { interrupted } = effects;
		const files = throughGate(outputFiles(run), [run]);
		if (dryRun) await lookThrough(files, interrupted);
		else await writeFolder(folder, files, { force, ...(interrupted ? { interrupted } : {}) });
		return summarize(run, folder);
	});
}

/** Makes every file and writes none, so that a dry run is refused where the run would be. */
async function lookThrough(files: Iterable<unknown>, interrupted: AbortSignal | undefined): Promise<void> {
	for (const _file of files) {
		// As when writing: a signal is only heard where the work pauses.
		await new Promise(setImmediate);
		interrupted?.throwIfAborted();
	}
}
