/** From checked files to everything a run knows: choice, frame, predictions and answers, before any page is made. */

import { frameBuilder } from "../analyses/frame/build.js";
import { buildGroupLevels } from "../analyses/frame/group-levels.js";
import { buildPanel } from "../analyses/frame/panel.js";
import { sortRows } from "../analyses/frame/rows.js";
import { computeAll } from "../analyses/index.js";
import { predictWithFits } from "../analyses/prediction/predict.js";
import { specify, temper } from "../analyses/prediction/specify.js";
import { type Reconciliation, reconcile, unreconciled } from "../domain/places/reconcile.js";
import { compareProblems, countProblems, type Problem, problem, Refusal } from "../domain/problem.js";
import type { Crosswalk, Inputs } from "../ingest/index.js";
import { formatCount } from "../report/index.js";
import { chooseDistricts, groupLabel } from "./choose.js";
import { dateOfEpoch, type Effects } from "./effects.js";
import { fitBeside } from "./fit-beside.js";
import { followCrosswalk } from "./follow-crosswalk.js";
import { type Gathered, gatherRows } from "./gather.js";
import { movedSchools, refuseHopeless, remarks, resultsFile } from "./remarks.js";
import type { Run } from "./run.js";
import type { AnalyzeSettings } from "./settings.js";
import { sourceLine } from "./source-line.js";

/** Files that were read and checked, and the crosswalk that goes with them. */
export interface OpenedFiles {
	readonly inputs: Inputs;
	readonly crosswalk: Crosswalk | undefined;
}

/**
 * Chooses, puts the frame together and asks every question: the same for a report and for each part of a packet.
 *
 * @throws Refusal where something asked for is not in the files, or they can't answer the question
 */
export async function computeRun(opened: OpenedFiles, settings: AnalyzeSettings, effects: Effects): Promise<Run> {
	const { inputs, crosswalk } = opened;
	effects.interrupted?.throwIfAborted();
	const available = inputs.available();
	const { choice, frame, second, panel, groupLevels, reconciliation, problems } = await assemble(
		opened,
		settings,
		effects,
	);
	refuseStrictly(problems, settings);

	// Analyses: predictions and fits over years first, then each question.
	const tools = { threads: settings.threads, interrupted: effects.interrupted };
	const { result, overYears } = await fitBeside({ frame, panel }, tools, () => {
		const predicted = predictWithFits(frame, settings.model);
		const specifications = specify(frame, predicted, second);
		return { predictions: temper(predicted.predictions, specifications), specifications };
	});
	const input = {
		frame,
		panel,
		overYears,
		groupLevels,
		...result,
		charters: settings.charters,
		group: groupLabel(choice.group, choice.year, available),
		source: sourceLine(frame, inputs.summaries),
	};
	return {
		settings,
		inputs: inputs.summaries,
		problems,
		input,
		crosswalk,
		reconciliation,
		places: (await inputs.entities()).filter(({ year }) => year === choice.year),
		answers: computeAll(input),
		districts: chooseDistricts(settings.district, namesByCode(frame)),
		date: settings.date ?? dateOfEpoch(effects.env),
	};
}

/**
 * Chooses the rows and puts them together; whatever is asked later is asked of what this returns. A state's rows are half of
 * all memory that a run takes: they go before the analyses begin.
 */
async function assemble(opened: OpenedFiles, settings: AnalyzeSettings, effects: Effects) {
	const { inputs } = opened;
	// Choice: subject, years, group and scale, and the rows that go with them.
	const rows = await gatherRows(inputs, settings, effects);
	const { choice, scales } = rows;

	// Frame: one row per school, companion tables joined; on a second scale too, where the rows have one.
	const build = await frameOf(opened, rows, settings);
	const frame = build(scales.main);
	refuseHopeless(frame, inputs.summaries);
	const ofBothYears = sortRows(rows.results).together.filter(({ year }) => year !== rows.beforeBaselineYear);
	const reconciliation = inputs.available().kind === "percent" ? reconcile(ofBothYears) : [];
	const problems = [...problemsOf(opened, rows, reconciliation), ...remarks(frame, inputs.summaries)];
	return {
		choice,
		frame,
		second: scales.second === undefined ? undefined : build(scales.second),
		panel: buildPanel(rows.history, scales.main),
		groupLevels: buildGroupLevels(rows.byGrade),
		reconciliation,
		problems: problems.sort(compareProblems),
	};
}

/** Builds the frame on any scale from the same rows. */
async function frameOf({ inputs, crosswalk }: OpenedFiles, rows: Gathered, { charters }: AnalyzeSettings) {
	const [entities, companions] = [await inputs.entities(), await inputs.companions()];
	const { choice, results, beforeBaselineYear } = rows;
	const former = followCrosswalk(crosswalk, choice, results);
	return frameBuilder({ ...choice, beforeBaselineYear, results, entities, companions, charters, ...former });
}

/** What was found while reading and joining. */
const problemsOf = (
	{ inputs, crosswalk }: OpenedFiles,
	{ results, choice }: Gathered,
	reconciliation: readonly Reconciliation[],
): Problem[] => [
	...inputs.problems,
	...(crosswalk?.problems ?? movedSchools(results, choice, inputs.summaries)),
	...unreconciled(reconciliation, resultsFile(inputs.summaries)),
];

function refuseStrictly(problems: readonly Problem[], { strict }: AnalyzeSettings): void {
	if (!strict || problems.length === 0) return;
	const found = formatCount(countProblems(problems), "problem");
	throw new Refusal([...problems, problem("CIMP-E401", { file: "--strict" }, { found })]);
}

const namesByCode = ({ schools, districtNames }: Run["input"]["frame"]): Map<string, string> =>
	new Map(
		[...new Set(schools.map(({ district }) => district))].sort().map((code) => [code, districtNames.get(code) ?? ""]),
	);
