/** A difference as the part that lies within schools and the part that comes from attending different schools. */

import type { Interval } from "../../domain/evidence.js";
import { isAbsent, type Measured, notDefined } from "../../domain/measured.js";
import { normalQuantile } from "../../stats/index.js";
import type { Cell, Sides } from "./sides.js";

export interface Estimate {
	readonly value: number;
	readonly interval: Interval;
}

/** Over the schools that publish both sides; within and between add up to the difference exactly. */
export interface Parts {
	readonly schools: number;
	readonly group: Cell;
	readonly reference: Cell;
	readonly difference: number;
	readonly within: Estimate;
	readonly between: Estimate;
}

/** Fewer schools than this say nothing of schools. */
const fewestSchools = 2;

/**
 * Divides the difference between two averages over schools.
 *
 * With a(j) and b(j) the shares of either side's students in school j, and A(j) and B(j) their results there: the
 * difference Σ a·A − Σ b·B is Σ ½(a + b)(A − B), within schools, plus Σ (a − b)·½(A + B), between them.
 *
 * @param schools both sides in each school
 * @param variance sampling variance of a result, in its squared unit
 * @reference Kitagawa (1955) JASA 50:1168–1194; Reardon (2008) on the parts of a difference between groups
 */
export function partsOf(schools: readonly Sides[], variance: (cell: Cell) => number): Measured<Parts> {
	if (schools.length < fewestSchools) return notDefined("fewer than two schools publish both");
	const group = together(schools.map((sides) => sides.group));
	const reference = together(schools.map((sides) => sides.reference));
	if (isAbsent(group) || isAbsent(reference)) return notDefined("no students");
	const within = { value: 0, variance: 0 };
	const between = { value: 0, variance: 0 };
	for (const sides of schools) {
		const a = sides.group.tested / group.tested;
		const b = sides.reference.tested / reference.tested;
		const noise = variance(sides.group) + variance(sides.reference);
		within.value += 0.5 * (a + b) * (sides.group.value - sides.reference.value);
		within.variance += (0.5 * (a + b)) ** 2 * noise;
		between.value += 0.5 * (a - b) * (sides.group.value + sides.reference.value);
		between.variance += (0.5 * (a - b)) ** 2 * noise;
	}
	return {
		schools: schools.length,
		group,
		reference,
		difference: group.value - reference.value,
		within: estimate(within),
		between: estimate(between),
	};
}

/** The student-weighted average of results. */
export function together(cells: readonly Cell[]): Measured<Cell> {
	const tested = cells.reduce((sum, cell) => sum + cell.tested, 0);
	if (tested === 0) return notDefined("no students");
	return { value: cells.reduce((sum, cell) => sum + (cell.tested / tested) * cell.value, 0), tested };
}

function estimate({ value, variance }: { value: number; variance: number }): Estimate {
	const half = normalQuantile(0.975) * Math.sqrt(variance);
	return { value, interval: { lower: value - half, upper: value + half } };
}
