/** A value of the engine's tables and its state, as a value that may be absent. */

import { type Measured, missing, reasons, suppressed } from "../domain/measured.js";
import { states } from "./cells.js";
import type { SqlValue } from "./engine.js";

const absences = {
	[states.suppressed]: suppressed(reasons.suppressedBySource),
	[states.notTested]: missing(reasons.notTested),
	[states.notReported]: missing(reasons.notReported),
	[states.ofAllStudents]: missing(reasons.enrollmentOfAll),
} as const;

/** A value and its state as a value that may be absent. */
export function measured(value: SqlValue | undefined, state: SqlValue | undefined): Measured {
	if (state === states.known) return Number(value);
	if (state === states.suppressed || state === states.notTested || state === states.ofAllStudents) {
		return absences[state];
	}
	return absences[states.notReported];
}
