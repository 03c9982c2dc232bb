import { describe, expect, it } from "vitest";
import { measureWords } from "../../src/analyses/words.js";
import { type AchievementLevel, achievementLevelName, metWords } from "../../src/domain/achievement-levels.js";

const levels: readonly AchievementLevel[] = [1, 2, 3, 4];
const names = (year: number): string[] => levels.map((level) => achievementLevelName(level, year));

describe("achievement levels", () => {
	it("go by the words of the test year", () => {
		const former = ["Standard Not Met", "Standard Nearly Met", "Standard Met", "Standard Exceeded"];
		for (const year of [2015, 2021, 2025]) expect(names(year)).toEqual(former);
		for (const year of [2026, 2030]) expect(names(year)).toEqual(["Minimal", "Developing", "Proficient", "Advanced"]);
	});

	it("give the words for levels 3 and 4 together", () => {
		expect([2025, 2026].map(metWords)).toEqual(["met or exceeded the standard", "were proficient or advanced"]);
		expect([2025, 2026].map((year) => measureWords("percent", year))).toEqual([
			"percent of students who met or exceeded the standard",
			"percent of students who were proficient or advanced",
		]);
		expect(measureWords("dfs", 2026)).toBe("average distance from standard, in points");
	});
});
