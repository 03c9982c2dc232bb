/** The sample analyzed in this process, without the command line. */

import { analyze } from "../../src/app/pipeline.js";
import type { AnalyzeResults } from "../../src/app/schemas/analyze.js";
import { type AnalyzeSettings, resolveSettings } from "../../src/app/settings.js";
import type { Outcome } from "../../src/app/writing.js";
import { sample } from "../helpers/data.js";
import { repository } from "../helpers/workdir.js";
import { effectsIn } from "./effects.js";

/** Computes and writes nothing. */
export function dryRun(wishes: Partial<AnalyzeSettings> = {}, env = {}): Promise<Outcome> {
	const effects = effectsIn(repository, env);
	const { settings } = resolveSettings(
		{ files: [sample], ...wishes, dryRun: true, out: "reports/never-written" },
		effects,
	);
	return analyze(settings, effects);
}

export const resultsOf = async (wishes: Partial<AnalyzeSettings> = {}, env = {}): Promise<AnalyzeResults> =>
	(await dryRun(wishes, env)).results;
