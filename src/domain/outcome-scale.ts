/** The scales on which a result can stand. */

/**
 * `percent`: students who met the standard, 0–100. `dfs`: mean distance from the score that meets the standard, in points.
 * `z`: mean standard score within grade and year, in standard deviations of students.
 */
export type OutcomeScale = "percent" | "dfs" | "z";

/** The scale in words, to stand in a sentence. */
export const scaleNames: Readonly<Record<OutcomeScale, string>> = {
	percent: "percent met or exceeded",
	dfs: "distance from standard",
	z: "standard score within grade and year",
};
