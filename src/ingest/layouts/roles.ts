/** Roles: what a column means, whatever it is called. Kinds: how its cells are written. */

/**
 * How the cells of a column are written. `code`: digits of a fixed width. `integer`: a short identifying number.
 * `count`: students. `percent`: 0–100. `share`: 0–1. `points`: any number. `word`: a name out of a known list.
 * `text`: anything.
 */
export type ColumnKind = "code" | "integer" | "count" | "percent" | "share" | "points" | "word" | "text";

interface RoleFacts {
	readonly kind: ColumnKind;
	/** Digits, for codes. */
	readonly width?: number;
	/** For people who write a column map. */
	readonly description: string;
}

/** Every role, with its habitual kind and a description for people. */
export const roles = {
	cds: { kind: "code", width: 14, description: "county-district-school code in one column, 14 digits" },
	county: { kind: "code", width: 2, description: "county code, 2 digits" },
	district: { kind: "code", width: 5, description: "district code, 5 digits" },
	school: { kind: "code", width: 7, description: "school code, 7 digits" },
	year: { kind: "integer", description: "year of the spring test, such as 2025" },
	schoolYear: { kind: "text", description: "school year, such as 2024-25 or 2024-2025" },
	test: { kind: "integer", description: "test id: 1 ELA, 2 mathematics, 17 science" },
	subject: { kind: "word", description: "subject in words: ela, math or science" },
	grade: { kind: "integer", description: "grade 3–12; 13 is all grades" },
	group: { kind: "word", description: "student group, by the state's id or by name" },
	entityType: {
		kind: "integer",
		description: "entity type: 4 state, 5 county, 6 district, 7 school, 9 and 10 charter",
	},
	countyName: { kind: "text", description: "name of the county" },
	districtName: { kind: "text", description: "name of the district" },
	schoolName: { kind: "text", description: "name of the school" },
	enrolled: { kind: "count", description: "students enrolled" },
	tested: { kind: "count", description: "students tested" },
	scored: { kind: "count", description: "students tested who have a score" },
	meanScaleScore: { kind: "points", description: "mean scale score" },
	distanceFromStandard: { kind: "points", description: "mean distance from the level 3 threshold, in points" },
	percentMet: { kind: "percent", description: "percent at level 3 or above" },
	percentLevel1: { kind: "percent", description: "percent at level 1" },
	percentLevel2: { kind: "percent", description: "percent at level 2" },
	percentLevel3: { kind: "percent", description: "percent at level 3" },
	percentLevel4: { kind: "percent", description: "percent at level 4" },
	countLevel1: { kind: "count", description: "students at level 1" },
	countLevel2: { kind: "count", description: "students at level 2" },
	countLevel3: { kind: "count", description: "students at level 3" },
	countLevel4: { kind: "count", description: "students at level 4" },
	reliability: { kind: "text", description: "word that says why a value is absent: suppressed or not-available" },
	percentSed: { kind: "percent", description: "percent socioeconomically disadvantaged" },
	percentFrpm: { kind: "percent", description: "percent eligible for free or reduced-price meals" },
	percentEl: { kind: "percent", description: "percent English learners" },
	percentSwd: { kind: "percent", description: "percent students with disabilities" },
	percentChronicallyAbsent: { kind: "percent", description: "percent of students chronically absent" },
	charter: { kind: "text", description: "charter school: Yes or No" },
	charterFunding: { kind: "text", description: "charter funding: Directly funded or Locally funded" },
	schoolType: { kind: "text", description: "type of school in the state's words" },
	educationalOption: { kind: "text", description: "educational option type in the state's words" },
	lowGrade: { kind: "text", description: "lowest grade served" },
	highGrade: { kind: "text", description: "highest grade served" },
	gradeSpan: { kind: "text", description: "grades served, such as K–5" },
	alternativeStatus: { kind: "text", description: "in the dashboard alternative school program (DASS): True or False" },
	virtualType: { kind: "text", description: "virtual instruction: V or F exclusively, C partly, N none" },
	aggregateLevel: { kind: "text", description: "level of the row: T state, C county, D district, S school" },
	charterSelection: { kind: "text", description: "which schools the row counts: All, or charters Y or N" },
	alternativeSelection: { kind: "text", description: "which schools the row counts: All, or DASS schools Y or N" },
	reportingCategory: { kind: "text", description: "student group of an enrollment row, such as TA or SG_EL" },
	lookupId: { kind: "integer", description: "id that a lookup table explains" },
	lookupName: { kind: "text", description: "name of that id" },
	lookupCategory: { kind: "text", description: "category of that id" },
} as const satisfies Record<string, RoleFacts>;

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as Role[];

/** Facts of a role, in the wide type. */
export const roleFacts = (role: Role): RoleFacts => roles[role];
