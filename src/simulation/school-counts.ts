/** What companion tables say of a school in a year: enrollment and counts that follow from its true shares. */

import { meanElShare } from "./composition.js";
import { ethnicGroups } from "./score-model.js";
import { type District, isOpen, nameIn, type School, testedGrades, type World } from "./world.js";

/** A school in the fall before a spring test. */
export interface SchoolInYear {
	readonly district: District;
	readonly school: School;
	readonly name: string;
	readonly year: number;
	readonly enrolled: number;
}

/** Open schools of a year in order of code. */
export function* schoolsInYear(world: World, year: number): Generator<SchoolInYear> {
	for (const district of world.districts) {
		for (const school of district.schools) {
			if (!isOpen(school, year)) continue;
			const grades = school.shape.high - school.shape.low + 1;
			const enrolled = Math.max(1, Math.round(school.shape.cohort * grades));
			yield { district, school, name: nameIn(school, year), year, enrolled };
		}
	}
}

/** Meal eligibility stands in a fixed proportion to disadvantage, so that either serves as a covariate. */
const frpmPerSed = 0.95;
const freePerFrpm = 0.85;

/** True shares that companion tables print; English learners in the grades that are tested. */
export interface PrintedShares {
	readonly sed: number;
	readonly frpm: number;
	readonly free: number;
	readonly el: number;
	readonly swd: number;
	readonly homeless: number;
	readonly foster: number;
	readonly migrant: number;
	/** By group id. */
	readonly ethnicity: ReadonlyMap<number, number>;
}

export function printedShares(school: School): PrintedShares {
	const { composition } = school;
	const { sed } = composition;
	return {
		sed,
		frpm: frpmPerSed * sed,
		free: freePerFrpm * frpmPerSed * sed,
		el: meanElShare(composition, testedGrades(school, "math")),
		swd: composition.swd,
		homeless: 0.06 * sed,
		foster: 0.009 * sed,
		migrant: 0.018 * sed + 0.001 * (1 - sed),
		ethnicity: new Map(ethnicGroups.map(({ id }, index) => [id, composition.ethnicity[index] ?? 0])),
	};
}

/** Whole students for a share. */
export const studentsOf = (share: number, enrolled: number): number => Math.round(share * enrolled);
