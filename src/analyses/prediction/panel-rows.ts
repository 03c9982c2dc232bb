/** Results of several years as rows for a fit: one per school and year, with the student mix of that year. */

import { isKnown } from "../../domain/measured.js";
import { groupIds } from "../../domain/student-groups.js";
import { thinYear } from "../../domain/tests.js";
import type { AnalysisInput } from "../analysis.js";
import { type LeftOutContext, reasonToLeaveOut } from "../frame/left-out.js";
import { type CovariateName, covariateNames, type School } from "../frame/school.js";
import { type UsableResult, usable } from "./scale.js";

/** A school's result in one year. */
export interface PanelRow {
	readonly school: School;
	readonly year: number;
	readonly result: UsableResult;
	/** Percents of students, in the order of `PanelRows.covariates`. */
	readonly mix: readonly number[];
}

/** Rows in the order of schools (CDS) and years. */
export interface PanelRows {
	readonly years: readonly number[];
	readonly covariates: readonly CovariateName[];
	readonly rows: readonly PanelRow[];
}

/** Groups whose own rows give a covariate, year by year. */
const groupOfCovariate: Readonly<Partial<Record<CovariateName, number>>> = {
	percentSed: groupIds.sed,
	percentEl: groupIds.el,
	percentSwd: groupIds.swd,
};

/** Students entered for a group that is too small to be published, as in the frame; it serves as a predictor alone. */
const smallGroupStudents = 2;

/** Share of rows that must have a covariate's value for it to serve. */
const fewestShare = 0.5;

/** Years that a question over years uses: the one in which hardly anyone was tested is none. */
export const usableYears = (input: AnalysisInput): number[] => input.panel.years.filter((year) => year !== thinYear);

/**
 * The rows of a student group that a fit may use, by the same rules as the frame of one year: kinds of schools that stand
 * apart, floor values, withheld results and thin participation stay out, year by year.
 *
 * @param group id of the student group whose results are meant
 */
export function panelRows(input: AnalysisInput, group: number): PanelRows {
	const years = usableYears(input);
	const found: Omit<PanelRow, "mix">[] = [];
	for (const school of input.frame.schools) {
		const context = contextOf(school, input);
		for (const year of years) {
			const result = input.panel.result(school.cds, year, group);
			const own = reasonToLeaveOut(result, context) === undefined ? usable(result) : undefined;
			if (own !== undefined) found.push({ school, year, result: own });
		}
	}
	const served = covariateNames.flatMap((name): { name: CovariateName; values: (number | undefined)[] }[] => {
		const values = covariateValues(name, found, input);
		const have = values.filter((value) => value !== undefined).length;
		return have > 0 && have >= fewestShare * found.length ? [{ name, values }] : [];
	});
	// Meal eligibility stands in for disadvantage where that is not known, and is not entered beside it.
	const kept = served.filter(
		({ name }) => name !== "percentFrpm" || !served.some((other) => other.name === "percentSed"),
	);
	const rows: PanelRow[] = [];
	found.forEach((row, index) => {
		const mix = kept.map(({ values }) => values[index]).filter((value) => value !== undefined);
		if (mix.length === kept.length) rows.push({ ...row, mix });
	});
	return {
		years: years.filter((year) => rows.some((row) => row.year === year)),
		covariates: kept.map(({ name }) => name),
		rows,
	};
}

const contextOf = ({ kind }: School, { frame }: AnalysisInput): LeftOutContext => ({
	outcome: frame.outcome,
	subject: frame.subject,
	baselineYear: undefined,
	enrollment: undefined,
	kind: { kind, because: "" },
});

/** A covariate of every row: from the year's own student groups where the files have them, else the frame's, which is of one year. */
function covariateValues(
	name: CovariateName,
	rows: readonly Omit<PanelRow, "mix">[],
	{ panel }: AnalysisInput,
): (number | undefined)[] {
	const group = groupOfCovariate[name];
	if (group === undefined || !panel.groups.some(({ id }) => id === group)) {
		return rows.map(({ school }) => school.covariates[name]);
	}
	return rows.map(({ school: { cds }, year }) => {
		const all = panel.result(cds, year, groupIds.all).tested;
		if (!isKnown(all) || all <= 0) return undefined;
		const members = panel.result(cds, year, group).tested;
		// No row means that nobody belongs to the group; a withheld count means a few.
		const count = isKnown(members) ? members : members.absent === "suppressed" ? smallGroupStudents : 0;
		return Math.min(100, (100 * count) / all);
	});
}
