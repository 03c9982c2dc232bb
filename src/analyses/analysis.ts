/** What every analysis offers: one folder per question, and the same things from each. */

import type { Chart } from "../charts/chart.js";
import type { Finding, Section } from "../report/document.js";
import type { CharterOption } from "./frame/build.js";
import type { GroupLevels } from "./frame/group-levels.js";
import type { ResultPanel } from "./frame/panel.js";
import type { SchoolFrame } from "./frame/school.js";
import type { FitsOverYears } from "./prediction/fits-over-years.js";
import type { SpecificationSet } from "./prediction/specification.js";
import type { PredictionResult } from "./prediction/types.js";

/** What an analysis starts from. */
export interface AnalysisInput {
	readonly frame: SchoolFrame;
	/** Every year and group of the files. */
	readonly panel: ResultPanel;
	/** What results of all years say together, per student group. */
	readonly overYears: FitsOverYears;
	/** Districts' students by grade, group and achievement level, in the frame's year. */
	readonly groupLevels: GroupLevels;
	readonly predictions: PredictionResult;
	/** What other reasonable models say of the same schools. */
	readonly specifications: SpecificationSet;
	readonly charters: CharterOption;
	/** Name of the group analysed, in the state's words for the year. */
	readonly group: string;
	/** One line for under each figure: which files, which years. */
	readonly source: string;
	/** Districts whose pages are read side by side and share their axes; absent where each page stands alone. */
	readonly together?: readonly string[];
	/** What stands behind a school's name, by code: the numbers of notes on the page. */
	readonly nameMarks?: ReadonlyMap<string, string>;
}

/** What an analysis shows of one district. */
export interface DistrictAnswer {
	readonly figures: readonly Chart[];
	/** Sections of the page, in order. */
	readonly sections: readonly Section[];
}

/** The measure or model in words. */
export interface Method {
	readonly id: string;
	readonly title: string;
	readonly what: string;
	readonly formula: readonly string[];
	readonly assumptions: readonly string[];
	readonly notFor: readonly string[];
	readonly references: readonly string[];
}

export interface Analysis<Result> {
	readonly id: string;
	readonly method: Method;
	compute(input: AnalysisInput): Result;
	/** Sentences about a district, without drawing anything. */
	findings(result: Result, input: AnalysisInput, district: string): readonly Finding[];
	answer(result: Result, input: AnalysisInput, district: string): DistrictAnswer;
}
