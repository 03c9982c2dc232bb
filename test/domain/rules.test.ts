import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entityTypes, isCharter, kindOfName } from "../../src/domain/entity.js";
import { displayMinimum, evidenceOf, judgeMinimum, smallestWorthNaming } from "../../src/domain/evidence.js";
import { isAbsent, isKnown, known, missing, notDefined, reasons, suppressed } from "../../src/domain/measured.js";
import { isFloorValue } from "../../src/domain/scale-floor.js";
import { levelOfGrades, levelOfSpan, schoolLevelNames, schoolLevels } from "../../src/domain/school-level.js";
import {
	knownGrades,
	levelMinimumScores,
	type Subject,
	schoolYear,
	standardMetScore,
	subjectOfTest,
	subjects,
	testOfSubject,
} from "../../src/domain/tests.js";

describe("the evidence word", () => {
	it.each([
		[12, 30, "clear"],
		[10, 30, "some"],
		[0.001, 30, "some"],
		[0, 30, "not distinguishable"],
		[-5, 5, "not distinguishable"],
		[-30, 0, "not distinguishable"],
		[-30, -0.001, "some"],
		[-30, -10, "some"],
		[-30, -10.001, "clear"],
	] as const)("from %d to %d, smallest 10: %s", (lower, upper, word) => {
		expect(evidenceOf({ lower, upper }, 10)).toBe(word);
	});

	it("is the same for a difference and its mirror, and never stronger for a wider interval", () => {
		const strength = { "not enough data": 0, "not distinguishable": 0, some: 1, clear: 2 };
		fc.assert(
			fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.nat(40), fc.nat(10), (center, half, more) => {
				const interval = { lower: center - half, upper: center + half };
				const word = evidenceOf(interval, 5);
				expect(evidenceOf({ lower: -interval.upper, upper: -interval.lower }, 5)).toBe(word);
				const wider = { lower: interval.lower - more, upper: interval.upper + more };
				expect(strength[evidenceOf(wider, 5)]).toBeLessThanOrEqual(strength[word]);
			}),
		);
	});

	it("stands on the report style's thresholds", () => {
		expect({ displayMinimum, judgeMinimum, smallestWorthNaming }).toEqual({
			displayMinimum: 11,
			judgeMinimum: 30,
			smallestWorthNaming: { dfs: 10, percent: 5, z: 0.1 },
		});
	});
});

describe("a value that may be absent", () => {
	it("is never confused with zero, blank or another kind of absence", () => {
		const absent = [suppressed("few"), missing("none"), notDefined("zero")];
		expect(absent).toEqual([
			{ absent: "suppressed", reason: "few" },
			{ absent: "missing", reason: "none" },
			{ absent: "undefined", reason: "zero" },
		]);
		for (const value of absent)
			expect([isAbsent(value), isKnown(value), known(value)]).toEqual([true, false, undefined]);
		for (const value of [0, "", Number.NaN]) expect([isAbsent(value), isKnown<unknown>(value)]).toEqual([false, true]);
		for (const value of [null, undefined, {}, { absent: "x" }]) expect(isAbsent(value)).toBe(false);
		expect(known(0)).toBe(0);
		for (const reason of Object.values(reasons)) expect(reason).toMatch(/^[a-z].*[^.]$/);
	});
});

describe("floor values", () => {
	it.each([
		["math", -348, true],
		["math", -348.04, true],
		["math", -347.9, false],
		["math", -348.1, false],
		["math", -333, false],
		["ela", -333, true],
		["ela", -348, false],
		["science", -348, false],
		["math", 0, false],
	] as const)("%s %d: %j", (subject, value, floor) => {
		expect(isFloorValue(subject, value)).toBe(floor);
	});
});

describe("the school level", () => {
	it.each([
		[[3, 4, 5], "elementary"],
		[[3, 4, 5, 6, 7, 8], "elementary"],
		[[6, 7, 8], "middle"],
		[[7, 8], "middle"],
		[[11], "high"],
		[[14], "high"],
		[[10, 12], "high"],
		[[8, 11], "combined"],
		[[3, 11], "combined"],
		[[5, 8, 14], "combined"],
		[[], "unknown"],
		[[13], "unknown"],
		[[99], "unknown"],
	] as const)("of a school that tests grades %j is %s", (grades, level) => {
		expect(levelOfGrades(grades)).toBe(level);
		expect(levelOfGrades([...grades].reverse())).toBe(level);
	});

	it.each([
		[0, 5, "elementary"],
		[0, 8, "elementary"],
		[4, 6, "elementary"],
		[5, 8, "middle"],
		[6, 8, "middle"],
		[7, 9, "middle"],
		[9, 12, "high"],
		[10, 12, "high"],
		[9, 9, "high"],
		[7, 12, "combined"],
		[0, 12, "combined"],
	] as const)("of a school that serves %i to %i is %s", (low, high, level) => {
		expect(levelOfSpan(low, high)).toBe(level);
	});

	it("has a name for each", () => {
		expect(schoolLevels.map((level) => schoolLevelNames[level].length > 0)).toEqual(schoolLevels.map(() => true));
	});
});

describe("the kind that a name suggests", () => {
	it.each([
		["Sample Community Day", "alternative", "Community Day"],
		["Valley Continuation High", "alternative", "Continuation"],
		["Sample Adult", "alternative", "Adult"],
		["Sample Independent Study", "alternative", "Independent Study"],
		["Sample County Juvenile Court", "alternative", "Juvenile"],
		["Sample Virtual Academy", "virtual", "Virtual"],
		["Sample ONLINE", "virtual", "ONLINE"],
		["Sample Special Education", "special education", "Special Education"],
		["Home and Hospital", "special education", "Home and Hospital"],
	])("%s: %s", (name, kind, words) => {
		expect(kindOfName(name)).toEqual({ kind, because: `the name says "${words}"` });
	});

	it.each([
		"Harcourt Elementary",
		"Court Street Elementary",
		"Courtland High",
		"Virtue Elementary",
		"Opal Elementary",
		"",
	])("%j says nothing", (name) => {
		expect(kindOfName(name)).toBeUndefined();
	});

	it("and the state's types tell charters apart", () => {
		const statuses = [...entityTypes].map(([type, { level, charter }]) => [type, level, charter, isCharter(charter)]);
		expect(statuses).toEqual([
			[4, "state", "none", false],
			[5, "county", "none", false],
			[6, "district", "none", false],
			[7, "school", "none", false],
			[9, "school", "direct", true],
			[10, "school", "local", true],
		]);
		expect([isCharter("charter"), isCharter("unknown")]).toEqual([true, false]);
	});
});

const published = "../shared/data/lookups/scale_score_thresholds.csv";
const present = existsSync(published);
const why = present ? "" : ` (skipped: ${published} is absent)`;

describe("tests and thresholds", () => {
	it("pair every subject with its test", () => {
		expect(subjects.map((subject) => subjectOfTest.get(testOfSubject[subject]))).toEqual([...subjects]);
		expect(subjectOfTest.size).toBe(subjects.length);
	});

	it("rise from level to level and from grade to grade, and exist for no science and no all-grades row", () => {
		for (const subject of ["ela", "math"] as const) {
			let before = 0;
			for (const grade of [3, 4, 5, 6, 7, 8, 11]) {
				const [two, three, four] = levelMinimumScores(subject, grade) ?? [0, 0, 0];
				expect(two < three && three < four && three > before).toBe(true);
				expect(standardMetScore(subject, grade)).toBe(three);
				before = three;
			}
		}
		for (const grade of [10, 12, 13, 14, 99]) expect(standardMetScore("math", grade)).toBeUndefined();
		for (const grade of knownGrades) expect(standardMetScore("science", grade)).toBeUndefined();
	});

	it.skipIf(!present)(`are the published ones${why}`, () => {
		const [, ...lines] = readFileSync(published, "utf8").trim().split(/\r?\n/);
		const expected = lines.map((line) => line.split(",").slice(1, 6));
		const own = expected.map(([subject = "", grade = ""]) => [
			subject,
			grade,
			...(levelMinimumScores(subject as Subject, Number(grade)) ?? []).map(String),
		]);
		expect(expected).toHaveLength(14);
		expect(own).toEqual(expected);
	});

	it("say the school year", () => {
		expect([2000, 2010, 2025].map(schoolYear)).toEqual(["1999–00", "2009–10", "2024–25"]);
	});
});
