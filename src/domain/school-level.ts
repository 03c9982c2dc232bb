/** School levels, told from the grades a school tests or serves. */

/** `combined`: grades 6–12, K–12 and the like; `unknown`: nothing in the data tells. */
export type SchoolLevel = "elementary" | "middle" | "high" | "combined" | "unknown";

export const schoolLevels: readonly SchoolLevel[] = ["elementary", "middle", "high", "combined", "unknown"];

export const schoolLevelNames: Readonly<Record<SchoolLevel, string>> = {
	elementary: "Elementary and K–8 schools",
	middle: "Middle schools",
	high: "High schools",
	combined: "Schools with grades 6–12 or K–12",
	unknown: "Schools",
};

/** For narrow columns. */
export const schoolLevelShort: Readonly<Record<SchoolLevel, string>> = {
	elementary: "Elementary",
	middle: "Middle",
	high: "High",
	combined: "Combined",
	unknown: "Not known",
};

/**
 * The level of a school that tests these grades.
 *
 * @param grades grades with a row in the file; 14 (all of high school) counts as high
 * @example levelOfGrades([3, 4, 5, 6]) // → "elementary"
 */
export function levelOfGrades(grades: Iterable<number>): SchoolLevel {
	let elementary = false;
	let middle = false;
	let high = false;
	for (const grade of grades) {
		if (grade <= 5) elementary = true;
		else if (grade <= 8) middle = true;
		else if (grade <= 12 || grade === 14) high = true;
	}
	if (high) return elementary || middle ? "combined" : "high";
	if (elementary) return "elementary";
	return middle ? "middle" : "unknown";
}

/**
 * The level of a school that serves grades from `low` to `high` (kindergarten and below is 0).
 *
 * @example levelOfSpan(7, 12) // → "combined"
 */
export function levelOfSpan(low: number, high: number): SchoolLevel {
	if (high >= 10) return low >= 9 ? "high" : "combined";
	if (high === 9) return low >= 9 ? "high" : low >= 5 ? "middle" : "elementary";
	return low >= 5 && high >= 6 ? "middle" : "elementary";
}
