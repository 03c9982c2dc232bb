/** A row of results as the result of a school, a district or the state. */

import { displayMinimum } from "../../domain/evidence.js";
import { isKnown, type Measured, missing, reasons, suppressed } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { ResultRow } from "../../domain/tidy.js";
import type { SchoolResult } from "./school.js";

export const nothing: SchoolResult = {
	value: missing("no row in the file for this year"),
	tested: missing("no row in the file for this year"),
	enrolled: missing("no row in the file for this year"),
};

const nobodyTested = missing(reasons.notTested);
const tooFew = suppressed(reasons.fewerThan11);

/** Students behind a percent: a whole number, as percents are published of counts. */
export const metOf = ({ value, tested }: { readonly value: number; readonly tested: number }): number =>
	Math.round((value * tested) / 100);

/** What a row of all grades says by itself, with values of no students and of too few taken for absent; `nothing` where there is no row. */
export function resultOf(row: ResultRow | undefined, scale: Exclude<OutcomeScale, "z">): SchoolResult {
	if (row === undefined) return nothing;
	const value: Measured = scale === "percent" ? row.percentMet : row.distanceFromStandard;
	const tested = isKnown(row.scored) ? row.scored : row.tested;
	// A value of zero students is no value, whatever the file prints.
	if (isKnown(tested) && tested === 0) return { value: nobodyTested, tested, enrolled: row.enrolled };
	// The state withholds these itself; a file of another origin may not.
	const few = isKnown(value) && isKnown(tested) && tested < displayMinimum;
	return { value: few ? tooFew : value, tested, enrolled: row.enrolled };
}
