/**
 * The two sides of a comparison at one place. "All other students" are the total minus the group; they are left out
 * wherever the total minus everything published would show a group that the state withholds.
 */

import { displayMinimum } from "../../domain/evidence.js";
import {
	type Absent,
	isAbsent,
	isKnown,
	type Measured,
	missing,
	notDefined,
	suppressed,
} from "../../domain/measured.js";
import { isFloorValue } from "../../domain/scale-floor.js";
import { groupIds } from "../../domain/student-groups.js";
import type { AnalysisInput } from "../analysis.js";
import { metOf } from "../frame/result.js";
import type { SchoolResult } from "../frame/school.js";
import type { Comparison } from "./comparisons.js";

/** A result and the students behind it. */
export interface Cell {
	readonly value: number;
	readonly tested: number;
}

export interface Sides {
	readonly group: Cell;
	readonly reference: Cell;
}

export const wouldReveal = suppressed("withheld: with the published groups it would show a group that is withheld");
const tooRounded = notDefined("too few other students beside the rounding of the published averages");

/** Published averages are rounded to a tenth: half of it. */
const rounding = 0.05;

/** An average of others that rounding alone could move by more than this is not shown, in points. */
const mostRounding = 5;

/** How to read both sides of a comparison at a place. */
export function sideReader(
	input: AnalysisInput,
): (cds: string, year: number, comparison: Comparison) => Measured<Sides> {
	const { panel, frame } = input;
	const cell = (cds: string, year: number, id: number): Measured<Cell> => cellOf(panel.result(cds, year, id), input);
	return (cds, year, { group, reference, family }) => {
		const own = cell(cds, year, group.id);
		if (isAbsent(own)) return own;
		if (reference !== undefined) {
			const other = cell(cds, year, reference.id);
			return isAbsent(other) ? other : { group: own, reference: other };
		}
		const all = cell(cds, year, groupIds.all);
		if (isAbsent(all)) return all;
		if ([groupIds.all, group.id].some((id) => panel.result(cds, year, id).someGradesOnly === true)) {
			return notDefined("a grade of one side is withheld, so all others would hold students of the group");
		}
		const why = revealing(
			panel.result(cds, year, groupIds.all),
			family.map((id) => panel.result(cds, year, id)),
		);
		if (why !== undefined) return why;
		const others = othersOf(all, own, frame.outcome === "percent");
		return isAbsent(others) ? others : { group: own, reference: others };
	};
}

function cellOf({ value, tested }: SchoolResult, { frame }: AnalysisInput): Measured<Cell> {
	if (isAbsent(value)) return value;
	if (isAbsent(tested)) return tested;
	if (tested < displayMinimum) return suppressed("fewer than 11 students");
	if (frame.outcome === "dfs" && isFloorValue(frame.subject, value)) {
		return missing("a floor value that stands for missing participation");
	}
	return { value, tested };
}

/** True for a group that has students whose result may not be shown. A group without a row has none. */
export const isWithheld = ({ value, tested }: Pick<SchoolResult, "value" | "tested">): boolean => {
	if (isKnown(value) && isKnown(tested)) return tested > 0 && tested < displayMinimum;
	const none = isKnown(tested) && tested === 0;
	return !none && [value, tested].some((part) => isAbsent(part) && part.absent === "suppressed");
};

/**
 * Why the total minus a published group must not be shown at a place.
 *
 * What everybody can work out from it is the total minus all published groups of the family: that is one withheld group
 * where only one is, and few students where several are small together.
 *
 * @param family results of groups that no student is in two of
 * @returns `undefined` where nothing withheld can be worked out
 */
export function revealing(
	all: Pick<SchoolResult, "tested">,
	family: readonly Pick<SchoolResult, "value" | "tested">[],
): Absent | undefined {
	if (!isKnown(all.tested)) return all.tested;
	const withheld = family.filter(isWithheld).length;
	const published = family.reduce(
		(sum, result) => sum + (isWithheld(result) || !isKnown(result.tested) ? 0 : result.tested),
		0,
	);
	const rest = all.tested - published;
	if (rest < 0) return notDefined("the groups add up to more than all students");
	if (withheld === 1) return wouldReveal;
	return rest > 0 && rest < displayMinimum ? wouldReveal : undefined;
}

/** All students without the group. */
function othersOf(all: Cell, own: Cell, percents: boolean): Measured<Cell> {
	const tested = all.tested - own.tested;
	if (tested < displayMinimum) return suppressed("fewer than 11 other students");
	if (!percents) {
		if ((rounding * (all.tested + own.tested)) / tested > mostRounding) return tooRounded;
		return { value: (all.value * all.tested - own.value * own.tested) / tested, tested };
	}
	const others = Math.min(Math.max(metOf(all) - metOf(own), 0), tested);
	return { value: (100 * others) / tested, tested };
}
