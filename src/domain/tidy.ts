/** The tidy rows that ingest hands on: one meaning per column whatever the layout was. */

import type { EntityLevel } from "./cds-code.js";
import type { CharterStatus, KindReading } from "./entity.js";
import type { Measured } from "./measured.js";
import type { SchoolLevel } from "./school-level.js";
import type { Subject } from "./tests.js";

/** What a results file measures: percents with counts, or a mean distance from standard alone. */
export type OutcomeKind = "percent" | "dfs";

/** One entity × year × subject × grade × student group. */
export interface ResultRow {
	/** 14 digits. */
	readonly cds: string;
	readonly level: EntityLevel;
	readonly charter: CharterStatus;
	/** Names as the file has them; empty where it has none. */
	readonly district: string;
	readonly school: string;
	/** Spring of the test. */
	readonly year: number;
	readonly subject: Subject;
	/** 3–8, 11; 13 is all grades; science also 5, 8, 10–12, 14, 99. */
	readonly grade: number;
	/** Student group id of the research files. */
	readonly group: number;
	/** Students enrolled, tested, and tested with a score: counts. */
	readonly enrolled: Measured;
	readonly tested: Measured;
	readonly scored: Measured;
	/** Scale-score points. */
	readonly meanScaleScore: Measured;
	/** 0–100, of students with scores. */
	readonly percentMet: Measured;
	/** Mean distance from the level 3 threshold, in points. */
	readonly distanceFromStandard: Measured;
	/** Students at levels 1 to 4, where the file counts them. */
	readonly levelCounts: readonly [Measured, Measured, Measured, Measured];
}

/** What a companion table says of one school. Absent where the table has no such column or no value. */
export interface CompanionRow {
	readonly cds: string;
	/** Layout of the table it came from. */
	readonly layout: string;
	/** School year that the table describes, "2022–23"; empty where the table does not say. */
	readonly vintage: string;
	/** Names; empty where there are none. */
	readonly district: string;
	readonly school: string;
	readonly enrolled: Measured;
	/** Percents of enrolled students, 0–100. */
	readonly percentSed: Measured;
	readonly percentFrpm: Measured;
	readonly percentEl: Measured;
	readonly percentSwd: Measured;
	/** Percent of students enrolled at any time in the year who were chronically absent, 0–100. */
	readonly percentChronicallyAbsent: Measured;
	readonly schoolLevel: SchoolLevel;
	readonly charter: CharterStatus;
	/** The kind, with the cell that says so; `undefined` where the table does not tell. */
	readonly kind: KindReading | undefined;
}
