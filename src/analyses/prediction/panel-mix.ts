/** The student mix of every school in every year of a run: found once, for the fits of all student groups. */

import { groupIds } from "../../domain/student-groups.js";
import type { ResultNumbers } from "../frame/result-columns.js";
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
export function panelMix(source: PanelSource, years: readonly number[]): readonly MixColumn[] {
	const all = source.panel.numbers(source.frame.schools, years, groupIds.all);
	return covariateNames.map((name) => columnOf(name, { ...source, years, all }));
}

interface MixInput extends PanelSource {
	readonly years: readonly number[];
	/** Of all students. */
	readonly all: ResultNumbers;
}

function columnOf(name: CovariateName, { frame, panel, years, all }: MixInput): MixColumn {
	const { schools } = frame;
	const group = groupOfCovariate[name];
	if (group !== undefined && panel.groups.some(({ id }) => id === group)) {
		return { name, ...sharesOf(panel.numbers(schools, years, group), all) };
	}
	const column = emptyColumn(schools.length * years.length);
	schools.forEach(({ covariates }, school) => {
		const value = covariates[name];
		if (value === undefined) return;
		column.values.fill(value, school * years.length, (school + 1) * years.length);
		column.known.fill(1, school * years.length, (school + 1) * years.length);
	});
	return { name, ...column };
}

const emptyColumn = (places: number): Omit<MixColumn, "name"> => ({
	values: new Float64Array(places),
	known: new Uint8Array(places),
});

/** Percents of schools' students in each year who belong to a group. */
function sharesOf(group: ResultNumbers, all: ResultNumbers): Omit<MixColumn, "name"> {
	const { values, known } = emptyColumn(all.tested.length);
	for (let place = 0; place < values.length; place++) {
		const students = all.tested[place] ?? Number.NaN;
		// Of students in some grades alone no share of the school's can be told.
		if (!(students > 0) || all.someGradesOnly[place] === 1 || group.someGradesOnly[place] === 1) continue;
		const members = group.tested[place] ?? Number.NaN;
		// No row means that nobody belongs to the group; a withheld count means a few.
		const few = group.testedWithheld[place] === 1 ? smallGroupStudents : 0;
		values[place] = Math.min(100, (100 * (Number.isNaN(members) ? few : members)) / students);
		known[place] = 1;
	}
	return { values, known };
}
