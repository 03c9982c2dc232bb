/** The sample analyzed in this process, without the command line. */

import { join } from "node:path";
import { computeRun } from "../../src/app/compute-run.js";
import type { Effects } from "../../src/app/effects.js";
import { withFiles } from "../../src/app/open-files.js";
import { analyze } from "../../src/app/pipeline.js";
import type { AnalyzeResults } from "../../src/app/schemas/analyze.js";
import { type AnalyzeSettings, resolveSettings } from "../../src/app/settings.js";
import { type Outcome, summarize } from "../../src/app/writing.js";
import { sample } from "../helpers/data.js";
import { repository } from "../helpers/workdir.js";
import { effectsIn } from "./effects.js";

function sampleSettings(wishes: Partial<AnalyzeSettings>, effects: Effects): AnalyzeSettings {
	return resolveSettings({ files: [sample], ...wishes, dryRun: true, out: "reports/never-written" }, effects).settings;
}

/** Computes, makes the pages, and writes nothing. */
export function dryRun(wishes: Partial<AnalyzeSettings> = {}, env = {}): Promise<Outcome> {
	const effects = effectsIn(repository, env);
	return analyze(sampleSettings(wishes, effects), effects);
}

/** The numbers alone: pages and their figures are not made. */
export function resultsOf(wishes: Partial<AnalyzeSettings> = {}, env = {}): Promise<AnalyzeResults> {
	const effects = effectsIn(repository, env);
	const settings = sampleSettings(wishes, effects);
	const folder = join(repository, settings.out);
	return withFiles(
		settings,
		folder,
		effects,
		async (opened) => summarize(await computeRun(opened, settings, effects), folder).results,
	);
}
