/** What an invented placement roster is to be like, checked before anything is drawn. */

export interface PlacementOptions {
	/** A number or a word; the same seed gives the same roster. */
	readonly seed: number | string;
	readonly students: number;
	readonly schools: number;
	/** Chance that a qualified student of an average school is held back on day 1, before any planted disparity. */
	readonly heldBack: number;
	/** Planted: a group's chance of being held back, as a multiple of the school's; by the Dashboard's code. */
	readonly ratios: Readonly<Record<string, number>>;
	/** How far schools differ: the log-odds of being held back run from -spread to +spread over the schools. */
	readonly schoolSpread: number;
	/**
	 * How far groups go to different schools: at 0 all schools have the same mix; above, Black and Latino students are more
	 * often in schools that hold back more, and Asian and White students in those that hold back less.
	 */
	readonly segregation: number;
	/** Chance that a measure is missing. */
	readonly missing: number;
	/** Later year of the school year. */
	readonly year: number;
}

/** Even-handed within schools, and schools alike. */
export const defaultPlacement: PlacementOptions = {
	seed: 359,
	students: 1500,
	schools: 4,
	heldBack: 0.15,
	ratios: {},
	schoolSpread: 0,
	segregation: 0,
	missing: 0.1,
	year: 2026,
};

/** Groups by their Dashboard codes: label, share of students, and which way segregation takes them. */
export const placementGroups = [
	{ code: "AI", label: "American Indian or Alaska Native", share: 0.01, pull: 0 },
	{ code: "AS", label: "Asian", share: 0.13, pull: -1 },
	{ code: "AA", label: "Black or African American", share: 0.09, pull: 1 },
	{ code: "FI", label: "Filipino", share: 0.04, pull: 0 },
	{ code: "HI", label: "Hispanic or Latino", share: 0.42, pull: 1 },
	{ code: "PI", label: "Native Hawaiian or Pacific Islander", share: 0.01, pull: 0 },
	{ code: "WH", label: "White", share: 0.24, pull: -1 },
	{ code: "MR", label: "Two or more races", share: 0.06, pull: 0 },
] as const;

/** @throws RangeError for options out of range */
export function checkedPlacement(options: PlacementOptions): PlacementOptions {
	const { students, schools, heldBack, ratios, schoolSpread, segregation, missing, year } = options;
	const check = (right: boolean, words: string): void => {
		if (!right) throw new RangeError(words);
	};
	check(
		Number.isInteger(students) && students >= 1 && students <= 1_000_000,
		"students: a whole number from 1 to 1,000,000",
	);
	check(Number.isInteger(schools) && schools >= 1 && schools <= 500, "schools: a whole number from 1 to 500");
	check(heldBack >= 0 && heldBack <= 0.9, "held back: a share from 0 to 0.9");
	check(schoolSpread >= 0 && schoolSpread <= 5, "school spread: log-odds from 0 to 5");
	check(segregation >= 0 && segregation <= 5, "segregation: from 0 to 5");
	check(missing >= 0 && missing <= 0.9, "missing: a share from 0 to 0.9");
	check(Number.isInteger(year) && year >= 2016 && year <= 2099, "year: the later year of a school year, 2016 to 2099");
	const codes = placementGroups.map(({ code }) => code as string);
	for (const [code, ratio] of Object.entries(ratios)) {
		check(codes.includes(code), `disparity: a code of ${codes.join(", ")}, not ${code}`);
		check(ratio >= 0 && ratio <= 20, "disparity: a ratio from 0 to 20");
	}
	return options;
}
