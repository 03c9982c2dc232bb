/** The student mix of every school in every year of a run: found once, for the fits of all student groups. */

import { isKnown } from "../../domain/measured.js";
import { groupIds } from "../../domain/student-groups.js";
import type { ResultPanel } from "../frame/panel.js";
import { type CovariateName, covariateNames } from "../frame/school.js";
import type { PanelSource } from "./panel-types.js";

/** A covariate by place: school × years + year, both in the order of the run. */
export interface MixColumn {
	readonly name: CovariateName;
	/** Percents of students; a number stands where `known` is 1. */
	readonly values: Float64Array;
	readonly known: Uint8Array;
}

/** Groups whose own rows give a covariate, year by year. */
const groupOfCovariate: Readonly<Partial<Record<CovariateName, number>>> = {
	percentSed: groupIds.sed,
	percentEl: groupIds.el,
	percentSwd: groupIds.swd,
};

/** Students entered for a group that is too small to be published, as in the frame; it serves as a predictor alone. */
const smallGroupStudents = 2;

/**
 * Columns of all covariates: from the year's own student groups where the files have them, else the frame's, which is of
 * one year.
 *
 * @param years in the order of the places
 */
export const panelMix = (source: PanelSource, years: readonly number[]): readonly MixColumn[] =>
	covariateNames.map((name) => columnOf(name, source, years));

function columnOf(name: CovariateName, { frame, panel }: PanelSource, years: readonly number[]): MixColumn {
	const places = frame.schools.length * years.length;
	const values = new Float64Array(places);
	const known = new Uint8Array(places);
	const group = groupOfCovariate[name];
	const inPanel = group !== undefined && panel.groups.some(({ id }) => id === group);
	let place = 0;
	for (const { cds, covariates } of frame.schools) {
		for (const year of years) {
			const value = inPanel ? shareOf(panel, cds, year, group) : covariates[name];
			if (value !== undefined) {
				values[place] = value;
				known[place] = 1;
			}
			place++;
		}
	}
	return { name, values, known };
}

/** Percent of a school's students in a year who belong to a group. */
function shareOf(panel: ResultPanel, cds: string, year: number, group: number): number | undefined {
	const { tested: all, someGradesOnly } = panel.result(cds, year, groupIds.all);
	if (!isKnown(all) || all <= 0) return undefined;
	const { tested: members, someGradesOnly: someMembers } = panel.result(cds, year, group);
	// Of students in some grades alone no share of the school's can be told.
	if (someGradesOnly === true || someMembers === true) return undefined;
	// No row means that nobody belongs to the group; a withheld count means a few.
	const count = isKnown(members) ? members : members.absent === "suppressed" ? smallGroupStudents : 0;
	return Math.min(100, (100 * count) / all);
}
