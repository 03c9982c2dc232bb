/** Why a school stays out of the fit. Every reason is a receipt: what rule, and what in the data says so. */

import type { KindReading } from "../../domain/entity.js";
import { isKnown } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { isFloorValue } from "../../domain/scale-floor.js";
import type { Subject } from "../../domain/tests.js";
import type { ResultNumbers } from "./result-columns.js";
import type { LeftOut, SchoolResult } from "./school.js";

/** Fewer of the enrolled students tested than this: the result speaks for too few of them. */
const fewestParticipating = 0.5;

/**
 * Tested students as a share of all students enrolled in the school, where only that is known. A high school tests one
 * grade of four, so a quarter is usual; below a twelfth hardly anyone of the tested grade took part.
 */
const fewestOfEnrollment = 1 / 12;

export interface LeftOutContext {
	readonly outcome: OutcomeScale;
	readonly subject: Subject;
	readonly baselineYear: number | undefined;
	readonly kind: KindReading;
	/** Students of all grades, from a companion table. */
	readonly enrollment: number | undefined;
}

/** Rules on a school's result in the order in which they are tried; the first that holds is the reason. */
export function reasonToLeaveOut(result: SchoolResult, context: LeftOutContext): LeftOut | undefined {
	if (!isKnown(result.value)) {
		return result.value.absent === "suppressed"
			? { reason: "result withheld", because: result.value.reason }
			: { reason: "no result this year", because: result.value.reason };
	}
	if (context.kind.kind !== "regular") {
		const { kind, because } = context.kind;
		return { reason: kind === "district program" ? kind : `${kind} school`, because };
	}
	if (isFloor(result.value, context)) {
		return { reason: "floor value", because: `${result.value} stands for missing participation` };
	}
	if (!isKnown(result.tested)) {
		return { reason: "number of students not known", because: result.tested.reason };
	}
	return thinParticipation(result, context.enrollment);
}

/** True where these rules leave out a regular school's result, nothing being known of the students of all its grades. */
export function isLeftOut({ value, tested, enrolled }: ResultNumbers, place: number, scale: FloorScale): boolean {
	const [result, students] = [value[place] ?? Number.NaN, tested[place] ?? Number.NaN];
	if (Number.isNaN(result) || Number.isNaN(students) || isFloor(result, scale)) return true;
	return fewOf(students, enrolled[place] ?? Number.NaN);
}

type FloorScale = Pick<LeftOutContext, "outcome" | "subject">;

const isFloor = (value: number, { outcome, subject }: FloorScale): boolean =>
	outcome === "dfs" && isFloorValue(subject, value);

/** @param enrolled not a number where not known */
const fewOf = (tested: number, enrolled: number): boolean => enrolled > 0 && tested < fewestParticipating * enrolled;

function thinParticipation(result: SchoolResult, enrollment: number | undefined): LeftOut | undefined {
	if (!isKnown(result.tested)) return undefined;
	if (isKnown(result.enrolled) && fewOf(result.tested, result.enrolled)) {
		return { reason: "few students took part", because: "fewer than half of the enrolled students were tested" };
	}
	if (!isKnown(result.enrolled) && enrollment !== undefined && result.tested < fewestOfEnrollment * enrollment) {
		return {
			reason: "few students took part",
			because: "fewer than one in twelve of all enrolled students were tested",
		};
	}
	return undefined;
}
