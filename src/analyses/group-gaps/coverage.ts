/** How much of a comparison the published schools show, without saying what the state withholds. */

import { displayMinimum } from "../../domain/evidence.js";
import { isAbsent, isKnown, type Measured, missing, notDefined, suppressed } from "../../domain/measured.js";
import type { SchoolResult } from "../frame/school.js";
import { isWithheld } from "./sides.js";

export interface Coverage {
	/** Schools that publish both sides. */
	readonly schools: number;
	/** Schools with students of the group where one side is withheld or can't be shown. */
	readonly withheld: number;
	/** Schools without students of the group. */
	readonly without: number;
	/** Share of the group's students who are in schools that publish both sides, 0–1. */
	readonly students: Measured;
}

export interface SchoolCell {
	/** The group's result at the school. */
	readonly own: SchoolResult;
	/** Both sides may be shown. */
	readonly compared: boolean;
}

/**
 * Counts the schools and the share of the group's students.
 *
 * The share is withheld where it would give away the students of a single school, or fewer than 11 of several.
 *
 * @param total the group's students in the whole district by its own row; absent where it has none
 */
export function coverageOf(cells: readonly SchoolCell[], total: Measured): Coverage {
	const present = cells.filter(({ own }) => hasStudents(own));
	const compared = present.filter((cell) => cell.compared);
	return {
		schools: compared.length,
		withheld: present.length - compared.length,
		without: cells.length - present.length,
		students: shareOf(present, compared, total),
	};
}

/** Whether anybody of the group is at the school; a group without a row has nobody there. */
export const hasStudents = (result: SchoolResult): boolean =>
	isKnown(result.tested) ? result.tested > 0 : result.tested.absent === "suppressed";

function shareOf(present: readonly SchoolCell[], compared: readonly SchoolCell[], own: Measured): Measured {
	const sum = (cells: readonly SchoolCell[]): number =>
		cells.reduce((students, cell) => students + (isKnown(cell.own.tested) ? cell.own.tested : 0), 0);
	const hiddenCells = present.filter((cell) => isWithheld(cell.own));
	const counted = present.every((cell) => isKnown(cell.own.tested)) ? sum(present) : missing("numbers are withheld");
	const total = isKnown(own) ? own : counted;
	if (isAbsent(total)) return total;
	if (total === 0) return notDefined("no students");
	const hidden = total - sum(present.filter((cell) => !isWithheld(cell.own)));
	if (hidden < 0) return notDefined("the schools add up to more students than the district");
	if (hidden > 0 && (hidden < displayMinimum || hiddenCells.length === 1)) {
		return suppressed("withheld: it would show the students of a withheld school");
	}
	return Math.min(1, sum(compared) / total);
}
