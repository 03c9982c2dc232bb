/** The rows that a run works on: what it is about is chosen from what the files hold, then read. */

import { availableScales } from "../analyses/frame/reader.js";
import { groupIds } from "../domain/student-groups.js";
import type { ResultRow } from "../domain/tidy.js";
import type { Inputs } from "../ingest/index.js";
import {
	type Choice,
	choose,
	chooseScale,
	groupLevelSelection,
	groupsToRead,
	panelSelection,
	type ScaleChoice,
	yearBeforeBaseline,
} from "./choose.js";
import type { Effects } from "./effects.js";
import type { AnalyzeSettings } from "./settings.js";

export interface Gathered {
	readonly choice: Choice;
	readonly scales: ScaleChoice;
	/**
	 * The year and the baseline year: the group asked for, and the groups that describe a school's students; the year before
	 * the baseline year too, for the mean of two earlier results.
	 */
	readonly results: readonly ResultRow[];
	readonly beforeBaselineYear: number | undefined;
	/** Every year and group, for the panel. */
	readonly history: readonly ResultRow[];
	/** Districts by grade, for comparisons by achievement level. */
	readonly byGrade: readonly ResultRow[];
}

/**
 * Chooses and reads.
 *
 * @throws Refusal where something asked for is not in the data
 */
export async function gatherRows(inputs: Inputs, settings: AnalyzeSettings, effects: Effects): Promise<Gathered> {
	const available = inputs.available();
	const choice = choose(settings, available, effects);
	const { subject } = choice;
	const years = [choice.year, ...(choice.baselineYear === undefined ? [] : [choice.baselineYear])];
	const recent = await inputs.results({ subject, years, groups: groupsToRead(choice.group) });
	const before = yearBeforeBaseline(choice, available);
	const results = before === undefined ? recent : [...recent, ...(await inputs.results(earlierRows(choice, before)))];
	const scales = chooseScale(settings.scale, availableScales(results, available.kind));
	effects.note(`scale: ${scales.main}, beside it ${scales.second ?? "none: the rows allow one scale alone"}`);
	return {
		choice,
		scales,
		results,
		beforeBaselineYear: before,
		history: await inputs.results({ subject, ...panelSelection(choice, available, scales.main) }),
		byGrade: await inputs.results({ subject, ...groupLevelSelection(choice) }),
	};
}

/** Rows of one year more; all students set the scales. */
const earlierRows = ({ subject, group }: Choice, year: number) => ({
	subject,
	years: [year],
	groups: [...new Set([group, groupIds.all])],
});
