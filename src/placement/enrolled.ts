/** Counts of all analysed students over every split: what the funnel, repeats, moves and coverage are made from. */

import { type Cohort, coreMarks, type EnrolledMark, enrolledMarks, type Mark } from "./cohort.js";
import type { CountedRow } from "./leaves.js";
import { everybody, rowId, type Split, tally, total } from "./units.js";

export type EnrolledOutcome =
	| EnrolledMark
	| "undeterminedLow"
	| "undeterminedPlaced"
	| "undeterminedLowCheckpoint"
	| "undeterminedPlacedCheckpoint";

export interface Enrolled {
	readonly marks: ReadonlyMap<EnrolledOutcome, Mark>;
	readonly names: readonly EnrolledOutcome[];
	/** Position of an outcome; -1 where the files lack its column. */
	readonly at: (name: EnrolledOutcome) => number;
	readonly all: CountedRow;
	readonly over: (split: Split) => readonly CountedRow[];
}

export const enrolledPopulation = "enrolled";

export function enrolledOf(cohort: Cohort, prefix: string): Enrolled {
	const core = coreMarks(cohort);
	const marks = new Map<EnrolledOutcome, Mark>(enrolledMarks(cohort));
	marks.set("undeterminedLow", core.undeterminedLow);
	marks.set("undeterminedPlaced", core.undeterminedPlaced);
	if (cohort.hasCheckpoint) {
		marks.set("undeterminedLowCheckpoint", core.undeterminedLowCheckpoint);
		marks.set("undeterminedPlacedCheckpoint", core.undeterminedPlacedCheckpoint);
	}
	const names = [...marks.keys()];
	const population = `${prefix}${enrolledPopulation}`;
	const known = new Map<string, readonly CountedRow[]>();
	const over = (split: Split): readonly CountedRow[] => {
		const before = known.get(split.id);
		if (before !== undefined) return before;
		const sizes = tally(split, cohort.analysed);
		const counts = [...marks.values()].map((mark) => tally(split, mark));
		const rows = split.units.map(({ id }, unit) => ({
			row: rowId(population, id),
			population: sizes[unit] ?? 0,
			counts: counts.map((each) => each[unit] ?? 0),
		}));
		known.set(split.id, rows);
		return rows;
	};
	const all = {
		row: rowId(population, everybody),
		population: total(cohort.analysed),
		counts: [...marks.values()].map(total),
	};
	return { marks, names, at: (name) => names.indexOf(name), all, over };
}
