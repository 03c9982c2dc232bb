/**
 * Student groups: the state's ids, and its words for them in the year of the test.
 *
 * Facts from the StudentGroups and Subgroups lookup tables that the state publishes beside its research files
 * (editions of 2015–2018, 2022 and 2025). Groups overlap: only groups of one category may be compared side by side.
 */

import { plainName } from "./suggest.js";

export interface StudentGroup {
	readonly id: number;
	/** The state's category, in its newest words. */
	readonly category: string;
	/** The state's label for the test year asked for. */
	readonly name: string;
}

/** Id, category, label since 2023, label 2019–2022, label to 2018 (empty: the group did not exist, or not by a name of its own). */
type GroupFacts = readonly [id: number, category: string, newest: string, middle: string, oldest: string];

// biome-ignore format: one group a line
const facts: readonly GroupFacts[] = [
	[1, "All Students", "All Students", "All Students", "All Students"],
	[128, "Disability Status", "Reported disabilities", "Reported disabilities", "Students with Disability"],
	[99, "Disability Status", "No reported disabilities", "No reported disabilities", "Students with No Reported Disability"],
	[31, "Economic Status", "Socioeconomically disadvantaged", "Economically disadvantaged", "Economically Disadvantaged"],
	[111, "Economic Status", "Not socioeconomically disadvantaged", "Not economically disadvantaged", "Not Economically Disadvantaged"],
	[6, "English-Language Fluency", "IFEP, RFEP, and EO (Fluent English proficient and English only)", "IFEP and EO (Initial fluent English proficient and English only)", "Fluent-English Proficient and English Only"],
	[7, "English-Language Fluency", "IFEP (Initial fluent English proficient)", "IFEP (Initial fluent English proficient)", "Initially-Fluent English Proficient (I-FEP)"],
	[8, "English-Language Fluency", "RFEP (Reclassified fluent English proficient)", "RFEP (Reclassified fluent English proficient)", "Reclassified-Fluent English Proficient (R-FEP)"],
	[120, "English-Language Fluency", "ELs enrolled less than 12 months", "ELs enrolled less than 12 months", "English Learners Enrolled in School in the U.S. Less Than 12 Months"],
	[142, "English-Language Fluency", "ELs enrolled 12 months or more", "ELs enrolled 12 months or more", "English Learners Enrolled in School in the U.S. 12 Months or More"],
	[160, "English-Language Fluency", "EL (English learner, excluding RFEP)", "EL (English learner)", "English Learner"],
	[243, "English-Language Fluency", "ADEL (Adult English learner)", "ADEL (Adult English learner)", ""],
	[180, "English-Language Fluency", "EO (English only)", "EO (English only)", "English Only"],
	[170, "English-Language Fluency", "Ever–EL", "Ever–EL", ""],
	[250, "English-Language Fluency", "LTEL (Long-Term English learner)", "", ""],
	[251, "English-Language Fluency", "AR–LTEL (At-Risk of becoming LTEL)", "", ""],
	[252, "English-Language Fluency", "Never–EL", "", ""],
	[190, "English-Language Fluency", "TBD (To be determined)", "TBD (To be determined)", ""],
	[75, "Race and Ethnicity", "American Indian or Alaska Native", "American Indian or Alaska Native", "American Indian or Alaska Native"],
	[76, "Race and Ethnicity", "Asian", "Asian", "Asian"],
	[74, "Race and Ethnicity", "Black or African American", "Black or African American", "Black or African American"],
	[77, "Race and Ethnicity", "Filipino", "Filipino", "Filipino"],
	[78, "Race and Ethnicity", "Hispanic or Latino", "Hispanic or Latino", "Hispanic or Latino"],
	[79, "Race and Ethnicity", "Native Hawaiian or Pacific Islander", "Native Hawaiian or Pacific Islander", "Native Hawaiian or Pacific Islander"],
	[80, "Race and Ethnicity", "White", "White", "White"],
	[144, "Race and Ethnicity", "Two or more races", "Two or more races", "Ethnicity -- Two or More Races"],
	[201, "Ethnicity for Socioeconomically Disadvantaged", "American Indian or Alaska Native", "American Indian or Alaska Native", "American Indian or Alaska Native"],
	[202, "Ethnicity for Socioeconomically Disadvantaged", "Asian", "Asian", "Asian"],
	[200, "Ethnicity for Socioeconomically Disadvantaged", "Black or African American", "Black or African American", "Black or African American"],
	[203, "Ethnicity for Socioeconomically Disadvantaged", "Filipino", "Filipino", "Filipino"],
	[204, "Ethnicity for Socioeconomically Disadvantaged", "Hispanic or Latino", "Hispanic or Latino", "Hispanic or Latino"],
	[205, "Ethnicity for Socioeconomically Disadvantaged", "Native Hawaiian or Pacific Islander", "Native Hawaiian or Pacific Islander", "Native Hawaiian or Pacific Islander"],
	[206, "Ethnicity for Socioeconomically Disadvantaged", "White", "White", "White"],
	[207, "Ethnicity for Socioeconomically Disadvantaged", "Two or more races", "Two or more races", "Ethnicity -- Two or More Races"],
	[221, "Ethnicity for Not Socioeconomically Disadvantaged", "American Indian or Alaska Native", "American Indian or Alaska Native", "American Indian or Alaska Native"],
	[222, "Ethnicity for Not Socioeconomically Disadvantaged", "Asian", "Asian", "Asian"],
	[220, "Ethnicity for Not Socioeconomically Disadvantaged", "Black or African American", "Black or African American", "Black or African American"],
	[223, "Ethnicity for Not Socioeconomically Disadvantaged", "Filipino", "Filipino", "Filipino"],
	[224, "Ethnicity for Not Socioeconomically Disadvantaged", "Hispanic or Latino", "Hispanic or Latino", "Hispanic or Latino"],
	[225, "Ethnicity for Not Socioeconomically Disadvantaged", "Native Hawaiian or Pacific Islander", "Native Hawaiian or Pacific Islander", "Native Hawaiian or Pacific Islander"],
	[226, "Ethnicity for Not Socioeconomically Disadvantaged", "White", "White", "White"],
	[227, "Ethnicity for Not Socioeconomically Disadvantaged", "Two or more races", "Two or more races", "Ethnicity -- Two or More Races"],
	[4, "Gender", "Female", "Female", "Females"],
	[3, "Gender", "Male", "Male", "Males"],
	[28, "Migrant", "Migrant education", "Migrant education", "Migrant Education"],
	[29, "Migrant", "Not migrant education", "Not migrant education", ""],
	[90, "Parent Education", "Not a high school graduate", "Not a high school graduate", "Not a High School Graduate"],
	[91, "Parent Education", "High school graduate", "High school graduate", "High School Graduate"],
	[92, "Parent Education", "Some college (includes AA degree)", "Some college (includes AA degree)", "Some College (Includes AA Degree)"],
	[93, "Parent Education", "College graduate", "College graduate", "College Graduate"],
	[94, "Parent Education", "Graduate school/Post graduate", "Graduate school/Post graduate", "Graduate School/Post Graduate"],
	[121, "Parent Education", "Declined to state", "Declined to state", "Parent Education -- Declined to State"],
	[50, "Military Status", "Armed forces family member", "Armed forces family member", ""],
	[51, "Military Status", "Not armed forces family member", "Not armed forces family member", ""],
	[52, "Homeless Status", "Homeless", "Homeless", ""],
	[53, "Homeless Status", "Not homeless", "Not homeless", ""],
	[240, "Foster Status", "Foster youth", "Foster youth", ""],
	[241, "Foster Status", "Not foster youth", "Not foster youth", ""],
];

const factsById = new Map(facts.map((entry) => [entry[0], entry]));

/** Ids that the analyses name. */
export const groupIds = { all: 1, sed: 31, black: 74, latino: 78, swd: 128, el: 160 } as const;

/** Groups that no student is in two of, in the state's order. */
export const raceAndEthnicity: readonly number[] = [75, 76, 74, 77, 78, 79, 80, 144];

/**
 * Groups that questions over groups look at, in the order in which they are shown: all students, and the statute's and
 * the Dashboard's groups with their counterparts.
 */
export const panelGroups: readonly number[] = [
	1,
	...raceAndEthnicity,
	160,
	8,
	6,
	180,
	31,
	111,
	128,
	99,
	52,
	53,
	240,
	241,
	4,
	3,
];

export const knownGroupIds: ReadonlySet<number> = new Set(factsById.keys());

/**
 * A group with the label that the state used in a test year.
 *
 * @returns `undefined` for an id that no published lookup table holds
 */
export function studentGroup(id: number, testYear: number): StudentGroup | undefined {
	const entry = factsById.get(id);
	if (entry === undefined) return undefined;
	const [, category, newest, middle, oldest] = entry;
	const label = testYear >= 2023 ? newest : testYear >= 2019 ? middle : oldest;
	return { id, category, name: [label, newest, middle].find((text) => text !== "") ?? newest };
}

/** The label alone; a plain "group 999" for an id that no lookup table holds. */
export const groupName = (id: number, testYear: number): string => studentGroup(id, testYear)?.name ?? `group ${id}`;

/** Short names that people type, and the Dashboard's codes and column words. */
const aliases: readonly (readonly [string, number])[] = [
	["all", 1],
	["all students", 1],
	["aa", 74],
	["african american", 74],
	["black", 74],
	["ai", 75],
	["american indian alaska native", 75],
	["as", 76],
	["fi", 77],
	["hi", 78],
	["hispanic", 78],
	["latino", 78],
	["hispanic latino", 78],
	["pi", 79],
	["pacific islander", 79],
	["wh", 80],
	["mr", 144],
	["two or more races", 144],
	["sed", 31],
	["economically disadvantaged", 31],
	["socioeconomically disadvantaged", 31],
	["el", 160],
	["english learners", 160],
	["english learner", 160],
	["rfep", 8],
	["recently reclassified", 8],
	["eo", 180],
	["english only", 180],
	["swd", 128],
	["students with disabilities", 128],
	["students with disability", 128],
	["homeless", 52],
	["hom", 52],
	["fos", 240],
	["foster", 240],
	["ltel", 250],
	["long term english learners", 250],
];

const idsByName = new Map<string, number>(aliases);
for (const [id, category, ...names] of facts) {
	// Ethnicity by economic status repeats the plain ethnicity labels: those groups are reached by id alone.
	if (category.startsWith("Ethnicity for")) continue;
	for (const name of names) if (name !== "" && !idsByName.has(plainName(name))) idsByName.set(plainName(name), id);
}

/** The names that `findGroup` understands, for suggestions; the Dashboard's codes are too short to be near anything. */
export const groupNames: readonly string[] = [...idsByName.keys()].filter((name) => name.length > 4);

/**
 * The id of a group given as an id ("31", "031"), a label of any year, or a Dashboard code ("SED").
 *
 * @example findGroup("English learner") // → 160
 */
export function findGroup(text: string): number | undefined {
	const trimmed = text.trim();
	if (/^\d{1,3}$/.test(trimmed)) {
		const id = Number(trimmed);
		return factsById.has(id) ? id : undefined;
	}
	return idsByName.get(plainName(trimmed));
}
