/** Everything that one run of `analyze` knows, as the writers of pages, tables and JSON need it. */

import type { AnalysisInput, AnalysisResults } from "../analyses/index.js";
import { districtCode } from "../domain/cds-code.js";
import type { EntityRow } from "../domain/entity.js";
import type { Reconciliation } from "../domain/places/reconcile.js";
import type { Problem } from "../domain/problem.js";
import type { Crosswalk, InputSummary } from "../ingest/index.js";
import type { AnalyzeSettings } from "./settings.js";

export interface Run {
	readonly settings: AnalyzeSettings;
	readonly inputs: readonly InputSummary[];
	readonly problems: readonly Problem[];
	readonly input: AnalysisInput;
	/** The crosswalk that the baseline follows, where the user gave one. */
	readonly crosswalk: Crosswalk | undefined;
	/** All districts with their schools, all grades together; none where the results are no counts of students. */
	readonly reconciliation: readonly Reconciliation[];
	/** Districts and schools of the entities tables, in the year of the run; none where the files hold no such table. */
	readonly places: readonly EntityRow[];
	/** What each analysis found, for all districts. */
	readonly answers: AnalysisResults;
	/** Seven-digit codes of the districts that get a page, in order. */
	readonly districts: readonly string[];
	/** The date to print, where the user gave one. */
	readonly date: string | undefined;
}

/** The folder of a district's page: code and a readable name, or the code again where no name is known. */
export function districtFolder(run: Run, code: string): string {
	const name = run.input.frame.districtNames.get(code) ?? "";
	const slug = name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.slice(0, 60)
		.replace(/^-+|-+$/g, "");
	return `districts/${code}-${slug === "" ? code : slug}`;
}

/** Schools whose earlier result stood under another code, of some districts. */
export const carriedSchools = (run: Run, districts: readonly string[]) =>
	run.input.frame.schools.filter((school) => school.baselineFrom !== undefined && districts.includes(school.district));

/** Schools of the districts that get a page. */
export const shownSchools = (run: Run) =>
	run.input.predictions.schools.filter((entry) => run.districts.includes(districtCode(entry.school.cds)));
