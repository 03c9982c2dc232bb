/** A district's placement policy, checked: what `policy.yml` says, in the words of the program. */

export const policySchemaId = "cimp-placement-policy/1";

/** One step of the ladder; courses of one level are equivalent pathways. */
export interface Rung {
	readonly level: number;
	readonly courses: readonly string[];
}

export type MeasureType = "scale_score" | "number" | "letter" | "level";
export type Comparison = ">=" | ">" | "<=" | "<";

export interface Measure {
	readonly id: string;
	/** Heading of the roster's column. */
	readonly column: string;
	readonly type: MeasureType;
	/** Values outside are missing, never cut off; `undefined` where the policy names no ends. */
	readonly range: { readonly lowest: number; readonly highest: number } | undefined;
	readonly comparison: Comparison;
	/** On the scale of `MeasureColumn.values`: letters as `letterRank` numbers them. */
	readonly cut: number;
	/** The cut as the policy writes it. */
	readonly cutWritten: string;
	/** Judgment rather than measurement, such as a recommendation: warned about where a rule uses it. */
	readonly subjective: boolean;
	readonly reason: string | undefined;
}

/** What a rule asks for; `{ all: [] }` asks for nothing. */
export type Requirement =
	| { readonly kind: "measure"; readonly measure: string }
	| { readonly kind: "all"; readonly of: readonly Requirement[] }
	| { readonly kind: "any"; readonly of: readonly Requirement[] }
	| { readonly kind: "at least"; readonly count: number; readonly of: readonly Requirement[] };

/** The first rule that names a student's prior course decides. */
export interface Rule {
	readonly priorCourses: readonly string[];
	/** Level of the ladder. */
	readonly qualifiesFor: number;
	readonly require: Requirement;
	readonly reason: string | undefined;
}

/** A number that is a convention: where it comes from, and why the district keeps or changes it. */
export interface Convention {
	readonly value: number;
	/** Source of the default; "the district's policy" where the policy sets another value. */
	readonly source: string;
	readonly reason: string | undefined;
}

/** Students; what is not published, and what is not tested. */
export interface Minimums {
	readonly publishedStudents: Convention;
	readonly testedStudents: Convention;
	readonly heldBackInBoth: Convention;
	readonly expectedHeldBack: Convention;
}

export interface Thresholds {
	readonly placedRatio: Convention;
	readonly riskRatio: Convention;
	readonly gapShare: Convention;
	readonly falseDiscoveryRate: Convention;
	readonly ideaRiskRatio: Convention;
	readonly ideaCell: Convention;
	readonly ideaStudents: Convention;
	readonly ideaYears: Convention;
}

export interface Policy {
	readonly schema: typeof policySchemaId;
	readonly district: string | undefined;
	/** The students do not exist, and every page says so. */
	readonly invented: boolean;
	/** Later year of the school year, if the policy names one. */
	readonly year: number | undefined;
	/** ISO day. */
	readonly adopted: string | undefined;
	readonly version: string | undefined;
	readonly checkpoint: {
		readonly withinDays: Convention;
		/** Days from 1 January 1970. */
		readonly firstDay: number | undefined;
	};
	readonly recourse: {
		readonly fileWithinSchoolDays: Convention;
		readonly decideWithinSchoolDays: Convention;
	};
	/** Ascending by level. */
	readonly ladder: readonly Rung[];
	readonly belowLadder: readonly string[];
	readonly outsideLadder: readonly string[];
	readonly measures: readonly Measure[];
	readonly rules: readonly Rule[];
	/** A grade that counts as having completed the prior course; `undefined`: repeats are counted whatever the grade. */
	readonly completion: { readonly measure: string; readonly cut: number; readonly cutWritten: string } | undefined;
	/** Several races in one cell: Hispanic or Latino whatever else is named (federal), or two or more races. */
	readonly severalRaces: "federal" | "multiple";
	readonly minimums: Minimums;
	readonly thresholds: Thresholds;
}
