/** Tests, grades and the published scale-score thresholds of California's statewide assessments. */

export type Subject = "ela" | "math" | "science";
export const subjects: readonly Subject[] = ["ela", "math", "science"];

/** Test ids of the research files that cimp reads (alternate and Spanish tests are other programmes). */
export const subjectOfTest: ReadonlyMap<number, Subject> = new Map([
	[1, "ela"],
	[2, "math"],
	[17, "science"],
]);

export const testOfSubject: Readonly<Record<Subject, number>> = { ela: 1, math: 2, science: 17 };

export const subjectNames: Readonly<Record<Subject, string>> = {
	ela: "English language arts/literacy",
	math: "mathematics",
	science: "science",
};

/** Grade 13 in the state's files is "all grades"; 14 is all of high school and 99 a graduating class (science only). */
export const allGrades = 13;
export const allHighSchool = 14;
export const graduatingClass = 99;

/** Single grades: each has its own achievement-level cuts. */
export const gradesWithLevels: readonly number[] = [3, 4, 5, 6, 7, 8, 10, 11, 12];

/** Grades that the state's files may hold. */
export const knownGrades: ReadonlySet<number> = new Set([3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 99]);

/** Lowest scale scores of levels 2, 3 and 4. */
export type LevelMinimums = readonly [level2: number, level3: number, level4: number];

/** Source: California Department of Education, Smarter Balanced scale score ranges; unchanged 2015–2025. */
const levelMinimums: Readonly<Record<"ela" | "math", ReadonlyMap<number, LevelMinimums>>> = {
	ela: new Map([
		[3, [2367, 2432, 2490]],
		[4, [2416, 2473, 2533]],
		[5, [2442, 2502, 2582]],
		[6, [2457, 2531, 2618]],
		[7, [2479, 2552, 2649]],
		[8, [2487, 2567, 2668]],
		[11, [2493, 2583, 2682]],
	]),
	math: new Map([
		[3, [2381, 2436, 2501]],
		[4, [2411, 2485, 2549]],
		[5, [2455, 2528, 2579]],
		[6, [2473, 2552, 2610]],
		[7, [2484, 2567, 2635]],
		[8, [2504, 2586, 2653]],
		[11, [2543, 2628, 2718]],
	]),
};

/**
 * Lowest scale scores of levels 2 to 4, in points; `undefined` where none are published for the grade (science,
 * all-grades rows).
 */
export const levelMinimumScores = (subject: Subject, grade: number): LevelMinimums | undefined =>
	subject === "science" ? undefined : levelMinimums[subject].get(grade);

/** Source: CAASPP scoring and reporting guide, appendix A; the ends were widened before the tests of 2020–21. */
const obtainable: ReadonlyMap<number, readonly [lowest: number, highest: number]> = new Map([
	[3, [2190, 2660]],
	[4, [2205, 2700]],
	[5, [2220, 2740]],
	[6, [2235, 2780]],
	[7, [2250, 2820]],
	[8, [2265, 2860]],
	[11, [2280, 2900]],
]);

/** Lowest and highest obtainable scale score of mathematics since 2021, in points; `undefined` for grades without a test. */
export const obtainableMathScores = (grade: number): readonly [lowest: number, highest: number] | undefined =>
	obtainable.get(grade);

/**
 * Lowest scale score of level 3, "Standard Met": distance from standard is the mean score minus this. Points;
 * `undefined` where no threshold is published for the grade (science, all-grades rows).
 */
export const standardMetScore = (subject: Subject, grade: number): number | undefined =>
	levelMinimumScores(subject, grade)?.[1];

/** Years in which the state held no test, or held one that most students did not take. */
export const yearWithoutTest = 2020;
export const thinYear = 2021;

/** The school year in which a spring test falls: 2025 is "2024–25". */
export const schoolYear = (testYear: number): string => `${testYear - 1}–${String(testYear % 100).padStart(2, "0")}`;
