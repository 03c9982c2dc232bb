/** What cells mean, which rows are students, and what the policy says of single ones. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../src/domain/problem.js";
import { buildRoster } from "../../src/placement/intake/build.js";
import { nearTitles } from "../../src/placement/intake/courses.js";
import { readDay, readSchoolYear, writtenDay } from "../../src/placement/intake/days.js";
import { meaningsOf } from "../../src/placement/intake/vocabulary.js";
import { letterRank } from "../../src/placement/letters.js";
import { ofYear } from "../../src/placement/of-year.js";
import { held, qualify, repeat, standing } from "../../src/placement/qualify.js";
import { flag, measureState, noDay } from "../../src/placement/roster.js";
import { defaultPlacement } from "../../src/simulation/placement-options.js";
import { placementRosterCells } from "../../src/simulation/placement-roster.js";
import { xlsx, zipOfParts } from "../helpers/archives.js";
import { workdir } from "../helpers/workdir.js";
import { policyWith, rosterOf, rosterOfText, rosterText } from "./rosters.js";

const columns = "ethnicity,prior_course,placed_course_day1,score,letter,ready";

const codeOf = (basis: Parameters<typeof meaningsOf>[0], labels: string[], races: "federal" | "multiple" = "federal") =>
	meaningsOf(basis, labels, races).map((meaning) => (typeof meaning === "string" ? meaning : meaning.code));

describe("words of the bases", () => {
	it("knows CALPADS codes, the state's names and the Dashboard's codes", () => {
		const words = [
			"100",
			"201",
			"299",
			"301",
			"400",
			"500",
			"600",
			"700",
			"Black",
			"African American",
			"hispanic/latino",
			"AA",
		];
		expect(codeOf("ethnicity", words)).toEqual("AI AS AS PI FI HI AA WH AA AA HI AA".split(" "));
	});

	it("never guesses", () => {
		expect(codeOf("ethnicity", ["800", "75", "31", "Martian", "SED"])).toEqual(Array(5).fill("unrecognized"));
		expect(codeOf("gender", ["Q", "u", "--", ""])).toEqual([
			"unrecognized",
			"unrecognized",
			"not reported",
			"not reported",
		]);
		expect(codeOf("sed", ["2", "yes!", "N/A", "unknown"])).toEqual([
			"unrecognized",
			"SED",
			"not reported",
			"not reported",
		]);
	});

	it("combines several races as the policy says", () => {
		const words = ["500;700", "600,700", "700 700", "White; Asian", "700;Martian"];
		expect(codeOf("ethnicity", words)).toEqual(["HI", "MR", "WH", "MR", "unrecognized"]);
		expect(codeOf("ethnicity", words, "multiple")).toEqual(["MR", "MR", "WH", "MR", "unrecognized"]);
	});

	it("takes F for false, and for a free meal where the column has R or P", () => {
		expect(codeOf("sed", ["T", "F"])).toEqual(["SED", "N"]);
		expect(codeOf("sed", ["F", "R", "P"])).toEqual(["SED", "SED", "N"]);
	});

	it("reads statuses of fluency", () => {
		expect(codeOf("el", ["EL", "RFEP", "IFEP", "EO", "TBD"])).toEqual(["EL", "N", "N", "N", "not reported"]);
	});
});

describe("days, years and letters", () => {
	it("reads days of the calendar alone", () => {
		expect(readDay("9/12/2025")).toBe(readDay("2025-09-12"));
		expect(writtenDay(readDay("2024-02-29"))).toBe("2024-02-29");
		for (const wrong of ["2025-02-29", "13/13/2025", "12.9.2025", "45000", ""]) expect(readDay(wrong)).toBe(noDay);
	});

	it("reads school years of two years in a row", () => {
		expect(["2025-26", "2025-2026", "2025/26", "25-26", "2026"].map(readSchoolYear)).toEqual(Array(5).fill(2026));
		expect(["2025-27", "26", "grade 9", ""].map(readSchoolYear)).toEqual([0, 0, 0, 0]);
	});

	it("orders letters with their signs", () => {
		const letters = ["F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+"];
		expect(letters.map(letterRank)).toEqual(letters.map((_, rank) => rank));
		expect(["E", "C--", "P", ""].map(letterRank)).toEqual(Array(4).fill(undefined));
	});
});

describe("single students", () => {
	const one = async (cells: string, changes: Record<string, unknown> = {}) => {
		const policy = policyWith(changes);
		const { roster } = await rosterOfText(rosterText(columns, `600,${cells}`), { policy });
		const {
			standing: [own],
			target: [target],
			day1,
		} = qualify(roster, policy);
		const first = {
			held: day1.heldBack[0],
			open: day1.heldBackIfQualified[0],
			over: day1.overPlaced[0],
			again: day1.repeats[0],
		};
		return { own, target, ...first };
	};

	it.each<[string, string, Partial<Awaited<ReturnType<typeof one>>>]>([
		[
			"qualified and placed",
			"Algebra I,Geometry,2600,B,",
			{ own: standing.qualified, held: held.no, again: repeat.none },
		],
		[
			"qualified and held back in the same course",
			"Algebra I,Algebra I,2600,B,",
			{ held: held.yes, again: repeat.sameCourse },
		],
		[
			"qualified and held back in its equivalent",
			"Algebra I,math-i,2600,B,",
			{ held: held.yes, again: repeat.sameLevel },
		],
		["qualified and placed below the ladder", "Algebra I,Pre-Algebra,2600,B,", { held: held.yes }],
		[
			"qualified and outside the ladder",
			"Algebra I,SDC Math,2600,B,",
			{ own: standing.qualified, held: held.notInRate },
		],
		["qualified without a placement", "Algebra I,,2600,B,", { own: standing.qualified, held: held.notInRate }],
		[
			"undetermined and placed low",
			"Algebra I,Algebra I,2600,,",
			{ own: standing.undetermined, held: held.notInRate, open: held.yes },
		],
		[
			"not qualified and placed at the level",
			"Algebra I,Geometry,2400,D,20",
			{ own: standing.notQualified, over: 1, open: held.notInRate },
		],
		["qualified and placed above", "Algebra I,Algebra II,2600,B,", { held: held.no, over: 1 }],
		["of the entry level", "Math 8,Algebra I,,,", { own: standing.entryLevel, held: held.notInRate, over: 0 }],
		["of the entry level, placed above", "Math 8,Geometry,,,", { own: standing.entryLevel, over: 1 }],
		["without a prior course", ",Algebra I,2600,B,80", { own: standing.undetermined, target: 0, open: held.notInRate }],
	])("%s", async (_, cells, expected) => {
		expect(await one(cells)).toMatchObject(expected);
	});

	it("repeat a course only with the grade that completes it", async () => {
		const completion = { measure: "letter", at_least: "C" };
		const again = async (cells: string) => (await one(cells, { completion })).again;
		expect(await again("Algebra I,Algebra I,2600,C,80")).toBe(repeat.sameCourse);
		expect(await again("Algebra I,Algebra I,2600,D,80")).toBe(repeat.none);
		expect(await again("Algebra I,Algebra I,2600,,80")).toBe(repeat.gradeUnknown);
	});
});

describe("rows and students", () => {
	it("keep one row of a student by wish, and count the others", async () => {
		const text = `${rosterText(columns, "600,Algebra I,Algebra I,2600,B,80")}900001,600,Algebra I,Geometry,2600,B,80\n`;
		const first = await rosterOfText(text, { duplicates: "first" });
		const last = await rosterOfText(text, { duplicates: "last" });
		expect([first.roster.courses.day1.labels, last.roster.courses.day1.labels]).toEqual([["Algebra I"], ["Geometry"]]);
		for (const { roster, problems } of [first, last]) {
			expect([roster.rowsRead, roster.students, roster.excluded.map(({ rows }) => rows)]).toEqual([2, 1, [1]]);
			expect(problems.map(({ code }) => code)).toContain("CIMP-W144");
		}
	});

	it("leave out students of unknown courses by wish", async () => {
		const text = rosterText(columns, "600,Algebra I,Robotics,2600,B,80", "600,Algebra I,Geometry,2600,B,80");
		await expect(rosterOfText(text)).rejects.toThrow(Refusal);
		const { roster } = await rosterOfText(text, { unmapped: "exclude" });
		expect([roster.students, roster.excluded]).toEqual([1, [{ reason: "course not in the policy", rows: 1 }]]);
	});

	it("keep a student of two years once in each, and give one year alone", async () => {
		const text = `student_id,year,${columns}\n1,2025,600,Algebra I,Geometry,2600,B,80\n1,2025-26,700,Algebra I,Algebra I,2600,B,80\n`;
		const { roster } = await rosterOfText(text);
		expect([roster.students, roster.years]).toEqual([2, [2025, 2026]]);
		const last = ofYear(roster, 2026);
		expect([
			last.students,
			last.excluded,
			last.bases[0]?.groups.map(({ code }) => code),
			last.courses.day1.labels,
		]).toEqual([1, [{ reason: "another school year", rows: 1 }], ["WH"], ["Algebra I"]]);
	});

	it("read without a policy: nothing is measured, every course is taken", async () => {
		const { roster } = await rosterOfText(rosterText(columns, "600,Basket Weaving,Robotics,2600,B,80"), {
			policy: undefined,
		});
		expect([roster.students, roster.measures, roster.courses.day1.labels]).toEqual([1, [], ["Robotics"]]);
	});

	it("are the same from an archive of two halves as from one file", async () => {
		const folder = workdir();
		const rows = Array.from({ length: 20 }, (_, at) => `${at % 2 ? 600 : 700},Algebra I,Geometry,2600,B,80`);
		const [head, ...lines] = rosterText(columns, ...rows)
			.trimEnd()
			.split("\n");
		writeFileSync(join(folder, "whole.csv"), [head, ...lines, ""].join("\n"));
		const halves = [lines.slice(0, 9), lines.slice(9)].map((half) => [head, ...half, ""].join("\n"));
		writeFileSync(
			join(folder, "halves.zip"),
			zipOfParts(
				new Map([
					["a.csv", halves[0] ?? ""],
					["b.csv", halves[1] ?? ""],
					["notes.txt", "no roster"],
				]),
			),
		);
		const policy = policyWith();
		const whole = await rosterOf([join(folder, "whole.csv")], { policy });
		const zipped = await rosterOf([join(folder, "halves.zip")], { policy });
		expect(zipped.roster.files).toEqual(["halves.zip/a.csv", "halves.zip/b.csv"]);
		expect(zipped.roster.bases).toEqual(whole.roster.bases);
		expect(zipped.problems.map(({ code }) => code)).toContain("CIMP-W125");
	});

	it("are read from a workbook", async () => {
		const path = join(workdir(), "roster.xlsx");
		const header = ["student_id", ...columns.split(",")];
		writeFileSync(
			path,
			xlsx([{ name: "Grade 9", rows: [header, ["900001", 600, "Algebra I", "Geometry", 2600, "B", 80]] }]),
		);
		const { roster } = await rosterOf([path], { policy: policyWith() });
		expect([roster.students, roster.studentIds, roster.measures[0]?.values[0]]).toEqual([1, ["900001"], 2600]);
	});

	it("keep what is missing apart from what is not met", async () => {
		const text = rosterText(columns, "600,Algebra I,Geometry,*,C-,101", "600,Algebra I,Geometry,2586,C,70");
		const { roster } = await rosterOfText(text);
		expect(roster.measures.map(({ states }) => Array.from(states))).toEqual([
			[measureState.withheld, measureState.known],
			[measureState.known, measureState.known],
			[measureState.outOfRange, measureState.known],
		]);
		expect(roster.measures.map(({ values }) => values[1])).toEqual([2586, 5, 70]);
	});
});

describe("titles that the policy does not place", () => {
	const near = (title: string) => nearTitles({ title, column: "placed_course_day1", rows: 20 }, policyWith());

	it("get suggestions whose number fits", () => {
		expect(near("Geom H")).toContain("Geometry");
		expect(near("Math 2")).toEqual(["Math II"]);
		expect(near("Robotics")).toEqual([]);
	});
});

describe("invented rosters", () => {
	const policy = policyWith({
		measures: [
			{ id: "score", column: "caaspp_math_8", type: "scale_score", range: [2265, 2860], cut: 2586 },
			{ id: "letter", column: "math_grade_8", type: "letter", cut: "C" },
			{ id: "ready", column: "mdtp_pct", type: "number", range: [0, 100], cut: 70 },
		],
		rules: [
			{ prior_course: ["Math 8"], qualifies_for: 1, require: { all: [] } },
			{ prior_course: ["Algebra I"], qualifies_for: 2, require: { at_least: 2, of: ["score", "letter", "ready"] } },
			{ prior_course: ["Geometry"], qualifies_for: 3, require: { at_least: 2, of: ["score", "letter", "ready"] } },
		],
	});
	const rateOf = (ratios: Record<string, number>, code: string) => {
		const { roster } = buildRoster(placementRosterCells({ ...defaultPlacement, students: 40_000, ratios }), { policy });
		const { heldBack } = qualify(roster, policy).day1;
		const basis = roster.bases.find(({ id }) => id === "ethnicity");
		const group = basis?.groups.findIndex((one) => one.code === code);
		const own = Array.from(heldBack).filter((state, at) => basis?.codes[at] === group && state !== held.notInRate);
		return { share: own.filter((state) => state === held.yes).length / own.length, students: own.length };
	};

	it("hold back as planned, within four standard errors", () => {
		for (const [ratios, expected] of [
			[{}, 0.15],
			[{ AA: 2.5 }, 0.375],
		] as const) {
			const { share, students } = rateOf(ratios, "AA");
			expect(students).toBeGreaterThan(500);
			expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / students));
		}
	});

	it("have every column read and understood", () => {
		const { roster, problems } = buildRoster(placementRosterCells(defaultPlacement), { policy });
		expect([problems, roster.students, roster.basesAbsent]).toEqual([[], 1500, []]);
		expect(roster.recourse?.requested.filter((one) => one === flag.yes).length).toBeGreaterThan(10);
		expect(roster.passed?.includes(flag.notReported)).toBe(false);
		expect(roster.checkpointDay.includes(noDay)).toBe(false);
	});
});
