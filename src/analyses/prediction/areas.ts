/** Values of whole districts and of the state: published where there is a row, else averaged, and named as such. */

import { displayMinimum, type Interval } from "../../domain/evidence.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { newcombeDifferenceInterval, normalQuantile, wilsonInterval } from "../../stats/index.js";
import { metOf } from "../frame/result.js";
import { rollUp } from "../frame/rollup.js";
import type { School, SchoolResult } from "../frame/school.js";
import { usable } from "./scale.js";

/** A value for a whole district or the whole run, and where it comes from. */
export interface AreaValue {
	readonly label: string;
	readonly value: number;
	readonly tested: number;
	readonly published: boolean;
}

export const current = (school: School): SchoolResult => school.current;
export const earlier = (school: School): SchoolResult => school.baseline;

/** A published row that may be shown. */
export function published(label: string, row: SchoolResult | undefined): AreaValue | undefined {
	const result = row === undefined ? undefined : usable(row);
	if (result === undefined || result.tested < displayMinimum) return undefined;
	return { label, ...result, published: true };
}

/** The published row, else the student-weighted average over the schools compared. */
export function areaValue(
	label: string,
	row: SchoolResult | undefined,
	schools: readonly School[],
	pick: (school: School) => SchoolResult,
): AreaValue | undefined {
	const own = published(label, row);
	if (own !== undefined) return own;
	const [all] = rollUp(schools, [], pick);
	return all === undefined ? undefined : { label, value: all.value, tested: all.students, published: false };
}

/** A reference bar for each level: the published row, which is of all grades, else an average over the level's schools. */
export function levelBars(
	row: AreaValue | undefined,
	label: string,
	schools: readonly School[],
): Map<SchoolLevel, AreaValue> {
	if (row !== undefined) return new Map(schoolLevels.map((level) => [level, row]));
	return new Map(
		rollUp(schools, ["level"], current).map(({ level, value, students }) => [
			level,
			{ label, value, tested: students, published: false },
		]),
	);
}

export type Total = { readonly value: number; readonly tested: number };

export function averageOf(schools: readonly School[], pick: (school: School) => SchoolResult): Total | undefined {
	const [all] = rollUp(schools, [], pick);
	return all === undefined ? undefined : { value: all.value, tested: all.students };
}

/**
 * 95 % interval of a result, of chance among its students: Wilson's of a percent.
 *
 * @param sd standard deviation of students' scores, in the unit of the value; `undefined` where the value is a percent
 */
export function chanceInterval(total: Total, sd: number | undefined): Interval {
	const { value, tested } = total;
	if (sd === undefined) {
		const share = wilsonInterval({ successes: metOf(total), trials: tested });
		if (share.kind === "undefined") throw new Error("a result of no students");
		return { lower: 100 * share.lower, upper: 100 * share.upper };
	}
	const half = (normalQuantile(0.975) * sd) / Math.sqrt(tested);
	return { lower: value - half, upper: value + half };
}

/**
 * 95 % interval of a difference between two groups of students, as if they were independent.
 *
 * @param sd standard deviation of students' scores, in the unit of the values; `undefined` where the values are percents
 */
export function differenceInterval(first: Total, second: Total, sd: number | undefined): Interval {
	if (sd === undefined) {
		const counts = (total: Total): { successes: number; trials: number } => ({
			successes: metOf(total),
			trials: total.tested,
		});
		const shares = newcombeDifferenceInterval({ first: counts(first), second: counts(second) });
		if (shares.kind === "undefined") throw new Error("a difference between results of no students");
		return { lower: 100 * shares.lower, upper: 100 * shares.upper };
	}
	const half = normalQuantile(0.975) * sd * Math.sqrt(1 / first.tested + 1 / second.tested);
	const value = first.value - second.value;
	return { lower: value - half, upper: value + half };
}
