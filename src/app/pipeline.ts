/**
 * `cimp analyze`, from files to a folder of reports, as one numbered line. Read this first.
 *
 *     1 files ─▶ 2 ingest ─▶ 3 choice ─▶ 4 frame ─▶ 5 analyses ─▶ 6 reports ─▶ 7 folder
 */

import { resolve } from "node:path";
import { frameBuilder } from "../analyses/frame/build.js";
import { buildGroupLevels } from "../analyses/frame/group-levels.js";
import { buildPanel } from "../analyses/frame/panel.js";
import { computeAll } from "../analyses/index.js";
import { predictWithFits } from "../analyses/prediction/predict.js";
import { specify, temper } from "../analyses/prediction/specify.js";
import { reconcile, unreconciled } from "../domain/places/reconcile.js";
import { compareProblems, countProblems, type Problem, problem, Refusal } from "../domain/problem.js";
import { allGrades } from "../domain/tests.js";
import { openInputs } from "../ingest/index.js";
import { formatCount } from "../report/index.js";
import { chooseDistricts, groupLabel } from "./choose.js";
import type { Effects } from "./effects.js";
import { besidePaths, findFiles, readMap } from "./files.js";
import { followCrosswalk, readGivenCrosswalk } from "./follow-crosswalk.js";
import { gatherRows } from "./gather.js";
import { checkGround, checkOutput, writeFolder } from "./output.js";
import { throughGate } from "./privacy-check.js";
import { readingOptions } from "./reading.js";
import { movedSchools, refuseHopeless, remarks, resultsFile } from "./remarks.js";
import type { Run } from "./run.js";
import type { AnalyzeSettings } from "./settings.js";
import { sourceLine } from "./source-line.js";
import { type Outcome, outputFiles, summarize } from "./writing.js";

export async function analyze(settings: AnalyzeSettings, effects: Effects): Promise<Outcome> {
	const folder = resolve(effects.cwd, settings.out);
	checkOutput(folder, settings.force);

	// 1 Files: what the user named, folders opened, standard input.
	const beside = besidePaths(settings, effects);
	const files = findFiles([...settings.files, ...settings.covariates], effects, beside);
	const paths = files.filter((file) => file.content === undefined).map((file) => file.path);
	checkGround(folder, effects.cwd, [...paths, ...beside]);
	const crosswalk = await readGivenCrosswalk(settings, effects);
	const map = settings.map === undefined ? {} : { map: readMap(settings.map, effects) };

	// 2 Ingest: archives opened, every row checked, kept or refused with a reason.
	const inputs = await openInputs(files, { ...map, ...readingOptions(settings, effects) });
	try {
		const { interrupted } = effects;
		interrupted?.throwIfAborted();
		const available = inputs.available();
		for (const input of inputs.summaries)
			effects.note(
				`${input.file}: ${input.layout}, ${input.encoding}, ${input.rowsKept} of ${input.rowsRead} rows kept`,
			);

		// 3 Choice: subject, years, group and scale, and the rows that go with them.
		const rows = await gatherRows(inputs, settings, effects);
		const { choice, scales } = rows;

		// 4 Frame: one row per school, companion tables joined.
		const [entities, companions] = [await inputs.entities(), await inputs.companions()];
		const { charters } = settings;
		const former = followCrosswalk(crosswalk, choice, rows.results);
		const build = frameBuilder({
			...choice,
			beforeBaselineYear: rows.beforeBaselineYear,
			results: rows.results,
			entities,
			companions,
			charters,
			...former,
		});
		const frame = build(scales.main);
		refuseHopeless(frame, inputs.summaries);
		const allTogether = rows.recent.filter((row) => row.grade === allGrades);
		const reconciliation = available.kind === "percent" ? reconcile(allTogether) : [];
		const problems = [
			...inputs.problems,
			...(crosswalk?.problems ?? movedSchools(rows.results, choice, inputs.summaries)),
			...remarks(frame, inputs.summaries),
			...unreconciled(reconciliation, resultsFile(inputs.summaries)),
		].sort(compareProblems);
		if (settings.strict && problems.length > 0) {
			const found = formatCount(countProblems(problems), "problem");
			throw new Refusal([...problems, problem("CIMP-E401", { file: "--strict" }, { found })]);
		}

		// 5 Analyses: predictions first, then each question.
		const predicted = predictWithFits(frame, settings.model);
		const second = scales.second === undefined ? undefined : build(scales.second);
		const specifications = specify(frame, predicted, second);
		const predictions = temper(predicted.predictions, specifications);
		const group = groupLabel(choice.group, choice.year, available);
		const panel = buildPanel(rows.history, scales.main);
		const groupLevels = buildGroupLevels(rows.byGrade);
		const source = sourceLine(frame, inputs.summaries);
		const input = { frame, panel, groupLevels, predictions, specifications, charters, group, source };
		const codes = new Map(
			[...new Set(frame.schools.map((school) => school.district))]
				.sort()
				.map((code) => [code, frame.districtNames.get(code) ?? ""]),
		);
		const run: Run = {
			settings,
			inputs: inputs.summaries,
			problems,
			input,
			crosswalk,
			reconciliation,
			answers: computeAll(input),
			districts: chooseDistricts(settings.district, codes),
			date: settings.date ?? dateOfEpoch(effects.env.SOURCE_DATE_EPOCH),
		};

		// 6 Reports and 7 folder: pages are made one at a time while the folder is written.
		const { force } = settings;
		const gated = throughGate(outputFiles(run), run);
		if (settings.dryRun) await lookThrough(gated, interrupted);
		else await writeFolder(folder, gated, { force, ...(interrupted ? { interrupted } : {}) });
		return summarize(run, folder);
	} catch (error) {
		throw withProblemsOf(inputs.problems, error);
	} finally {
		await inputs.close();
	}
}

/** Makes every file and writes none, so that a dry run is refused where the run would be. */
async function lookThrough(files: Iterable<unknown>, interrupted: AbortSignal | undefined): Promise<void> {
	for (const _file of files) {
		// As when writing: a signal is only heard where the work pauses.
		await new Promise(setImmediate);
		interrupted?.throwIfAborted();
	}
}

/** Rows that were refused are often why there is too little left: no refusal hides them. */
function withProblemsOf(read: readonly Problem[], error: unknown): unknown {
	if (!(error instanceof Refusal)) return error;
	return new Refusal([...read.filter((entry) => !error.problems.includes(entry)), ...error.problems]);
}

/** The day that SOURCE_DATE_EPOCH names, where a build system sets it. */
function dateOfEpoch(epoch: string | undefined): string | undefined {
	if (epoch === undefined || !/^\d{1,11}$/.test(epoch)) return undefined;
	return new Date(Number(epoch) * 1000).toISOString().slice(0, 10);
}
