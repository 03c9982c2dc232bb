/** Achievement levels go by number; the state's words for them changed with the tests of spring 2026. */

/** 4 is the highest. */
export type AchievementLevel = 1 | 2 | 3 | 4;

/** First test year of the new words (school year 2025–26). */
const firstYearOfNewWords = 2026;

type LevelNames = Readonly<Record<AchievementLevel, string>>;

const namesToSpring2025: LevelNames = {
	1: "Standard Not Met",
	2: "Standard Nearly Met",
	3: "Standard Met",
	4: "Standard Exceeded",
};

const namesSinceSpring2026: LevelNames = { 1: "Minimal", 2: "Developing", 3: "Proficient", 4: "Advanced" };

/**
 * The state's name of a level in a test year.
 *
 * @example achievementLevelName(3, 2025) // → "Standard Met"
 * @example achievementLevelName(3, 2026) // → "Proficient"
 */
export const achievementLevelName = (level: AchievementLevel, testYear: number): string =>
	(testYear < firstYearOfNewWords ? namesToSpring2025 : namesSinceSpring2026)[level];

/**
 * What students at level 3 or 4 did, to follow "students" or "students who".
 *
 * @example metWords(2025) // → "met or exceeded the standard"
 * @example metWords(2026) // → "were proficient or advanced"
 */
export const metWords = (testYear: number): string =>
	testYear < firstYearOfNewWords
		? "met or exceeded the standard"
		: `were ${namesSinceSpring2026[3].toLowerCase()} or ${namesSinceSpring2026[4].toLowerCase()}`;
