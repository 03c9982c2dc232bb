/** Results pooled over grades: by hand, against a known truth, and under changes that must not matter. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradeSpreads } from "../../src/analyses/frame/grade-spread.js";
import { gradeScales, pooledResult, yearAndGrade } from "../../src/analyses/frame/pooled.js";
import { availableScales, resultReader } from "../../src/analyses/frame/reader.js";
import { spreadKey } from "../../src/analyses/frame/rows.js";
import { chooseScale } from "../../src/app/choose.js";
import { isKnown, type Measured, missing, suppressed } from "../../src/domain/measured.js";
import { Refusal } from "../../src/domain/problem.js";
import { levelMinimumScores, type Subject } from "../../src/domain/tests.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import { createRandom } from "../../src/stats/index.js";

const none = missing("not reported in the file");

const row = (cds: string, grade: number, rest: Partial<ResultRow> = {}): ResultRow => ({
	cds,
	level: "school",
	charter: "none",
	district: "",
	school: "",
	year: 2025,
	subject: "math",
	grade,
	group: 1,
	enrolled: 100,
	tested: 100,
	scored: 100,
	meanScaleScore: none,
	percentMet: 40,
	distanceFromStandard: none,
	levelCounts: [none, none, none, none],
	...rest,
});

const school = "01990019900001";
/** Math: level 3 begins at 2436 in grade 3 and at 2485 in grade 4. */
const two = (third: Partial<ResultRow>, fourth: Partial<ResultRow>, all: Partial<ResultRow> = {}): ResultRow[] => [
	row(school, 13, { tested: 160, scored: 160, ...all }),
	row(school, 3, { scored: 100, meanScaleScore: 2446, ...third }),
	row(school, 4, { scored: 60, meanScaleScore: 2465, ...fourth }),
];

const dfs = (rows: readonly ResultRow[]) => resultReader(rows, "dfs").result(school, 2025, 1);

/** A school's row of a grade with normal scores. */
function drawn(
	cds: string,
	grade: number,
	truth: { mean: number; sd: number; students: number; subject?: Subject },
	seed: string,
) {
	const random = createRandom(`${seed} ${cds} ${grade}`);
	const cuts = truth.subject === "science" ? [195, 214, 231] : levelMinimumScores("math", grade);
	const scores = Array.from({ length: truth.students }, () => Math.round(truth.mean + truth.sd * random.normal()));
	const counts: [number, number, number, number] = [0, 0, 0, 0];
	for (const score of scores) counts[(cuts ?? []).filter((cut) => score >= cut).length]!++;
	return row(cds, grade, {
		subject: truth.subject ?? "math",
		tested: truth.students,
		scored: truth.students,
		meanScaleScore: scores.reduce((sum, score) => sum + score, 0) / truth.students,
		levelCounts: counts,
	});
}

const codeOf = (place: number): string => `0199001${9_900_001 + place}`;

describe("distance from standard, pooled over grades", () => {
	it("weights each grade's distance with its students", () => {
		// (100·10 + 60·(−20)) / 160
		expect(dfs(two({}, {}))).toMatchObject({ value: -1.25, tested: 160, enrolled: 100 });
	});

	it("assumes a spread of 100 points where no row tells one", () => {
		expect(dfs(two({}, {})).studentSd).toBeCloseTo(100, 10);
	});

	it("speaks for the published grades alone where one is withheld", () => {
		const withheld = suppressed("withheld by the state: fewer than 11 students");
		const result = dfs(two({}, { meanScaleScore: withheld, tested: withheld, scored: withheld, enrolled: withheld }));
		expect(result).toEqual({ value: 10, tested: 100, enrolled: 100, studentSd: 100, someGradesOnly: true });
	});

	it("is absent where the published grades hold fewer than half of the students", () => {
		const result = dfs(two({ meanScaleScore: suppressed("withheld") }, {}));
		expect(result.value).toEqual({
			absent: "suppressed",
			reason: "the rows of single grades that are published hold fewer than half of the students",
		});
	});

	it.each<[string, ResultRow[], Measured]>([
		["no row of all grades", two({}, {}).slice(1), missing("no row in the file for this year")],
		["withheld as a whole", two({}, {}, { percentMet: suppressed("few") }), suppressed("few")],
		["nobody tested", two({}, {}, { scored: 0 }), missing("no students tested")],
	])("is absent with the reason: %s", (_name, rows, value) => {
		expect(dfs(rows).value).toEqual(value);
	});

	it("takes the file's own distances where it states them", () => {
		const rows = [row(school, 13, { distanceFromStandard: -12.5, percentMet: none })];
		expect(dfs(rows)).toEqual({ value: -12.5, tested: 100, enrolled: 100 });
		expect(availableScales(rows, "dfs")).toEqual(["dfs"]);
	});
});

describe("the spread of students", () => {
	const schools = Array.from({ length: 40 }, (_, place) =>
		drawn(codeOf(place), 5, { mean: 2500 + 30 * Math.sin(place), sd: 90, students: 80 }, "spread"),
	);

	it("is found from level shares within schools, apart from what lies between them", () => {
		const spread = gradeSpreads(schools).get(spreadKey(schools[0]!))!;
		// 40 schools of 80: the standard error of a standard deviation of 3,200 scores in four levels is about 1.5.
		expect(Math.abs(spread.within - 90)).toBeLessThan(4.5);
		expect(spread.total).toBeGreaterThan(spread.within);
	});

	it("does not depend on a school's own mean, or on the order of rows", () => {
		const [first, ...others] = schools;
		const moved = [{ ...first!, meanScaleScore: Number(first!.meanScaleScore) + 1e-9 }, ...others];
		const near = gradeSpreads(moved).get(spreadKey(first!))!.within;
		expect(near).toBeCloseTo(gradeSpreads(schools).get(spreadKey(first!))!.within, 6);
		expect(gradeSpreads([...schools].reverse())).toEqual(gradeSpreads(schools));
	});

	it("is found without published cuts, from how shares fall with the mean", () => {
		const science = Array.from({ length: 60 }, (_, place) =>
			drawn(codeOf(place), 5, { mean: 205 + 10 * Math.sin(place), sd: 22, students: 120, subject: "science" }, "cast"),
		);
		const spread = gradeSpreads(science).get(spreadKey(science[0]!))!;
		expect(Math.abs(spread.within - 22)).toBeLessThan(1.5);
	});

	it("needs five schools and 200 students", () => {
		expect(gradeSpreads(schools.slice(0, 4)).size).toBe(0);
	});
});

describe("standard scores", () => {
	const grades = [3, 4];
	const means: Readonly<Record<number, number>> = { 3: 2430, 4: 2470 };
	const rows = grades.flatMap((grade) =>
		Array.from({ length: 30 }, (_, place) =>
			drawn(codeOf(place), grade, { mean: means[grade]! + 25 * Math.cos(place), sd: 85, students: 60 }, "z"),
		),
	);
	const all = Array.from({ length: 30 }, (_, place) => row(codeOf(place), 13, { tested: 120, scored: 120 }));

	it("have the students' average zero and a unit of one student standard deviation", () => {
		const reader = resultReader([...all, ...rows], "z");
		expect(reader.sources).toEqual(["schools of the files"]);
		const values = all.map(({ cds }) => reader.result(cds, 2025, 1));
		const mean = values.reduce((sum, { value }) => sum + Number(value), 0) / values.length;
		expect(mean).toBeCloseTo(0, 10);
		for (const { studentSd } of values) expect(studentSd).toBeLessThan(1);
		for (const { studentSd } of values) expect(studentSd).toBeGreaterThan(0.85);
	});

	it("are set by the state's own row where the file has one", () => {
		const state = grades.map((grade) => ({
			...drawn("00000000000000", grade, { mean: 2450, sd: 110, students: 4000 }, "state"),
			level: "state" as const,
		}));
		const scales = gradeScales([...rows, ...state], "z");
		expect(scales.sources).toEqual(["state rows"]);
		const unit = scales.units.get(yearAndGrade({ year: 2025, grade: 3 }))!;
		expect(unit.zero).toBe(state[0]!.meanScaleScore);
		expect(Math.abs(unit.unit - 110)).toBeLessThan(5);
	});

	it("don't depend on the order of rows, and move with a grade's mean by nothing", () => {
		const value = (input: readonly ResultRow[]) => all.map(({ cds }) => resultReader(input, "z").result(cds, 2025, 1));
		expect(value([...rows, ...all].reverse())).toEqual(value([...all, ...rows]));
	});

	it("are no scale of their own beside distances that the file states", () => {
		expect(availableScales([...all, ...rows], "percent")).toEqual(["percent", "dfs", "z"]);
		expect(availableScales(all, "percent")).toEqual(["percent"]);
	});
});

it("results on hostile rows are known and finite with a spread above zero, or say why not", () => {
	const cell = fc.oneof(
		fc.integer({ min: 0, max: 5000 }),
		fc.constant(suppressed("few")),
		fc.constant(none),
	) as fc.Arbitrary<Measured>;
	const hostile = fc.record({
		grade: fc.constantFrom(3, 4, 11, 13, 12),
		scored: cell,
		mean: cell,
		level: cell,
		percent: cell,
	});
	fc.assert(
		fc.property(fc.array(hostile, { maxLength: 12 }), fc.constantFrom("dfs" as const, "z" as const), (cells, scale) => {
			const rows = cells.map(({ grade, scored, mean, level, percent }, place) =>
				row(codeOf(place % 6), grade, {
					scored,
					meanScaleScore: mean,
					percentMet: percent,
					levelCounts: [level, 3, level, 0],
				}),
			);
			const scales = gradeScales(rows, scale);
			for (const all of rows.filter(({ grade }) => grade === 13)) {
				const result = pooledResult(
					all,
					rows.filter(({ cds, grade }) => cds === all.cds && grade !== 13),
					scales,
				);
				if (!isKnown(result.value)) expect(result.value.reason).not.toBe("");
				else {
					expect(Number.isFinite(result.value)).toBe(true);
					expect(result.studentSd).toBeGreaterThan(0);
				}
			}
		}),
		{ numRuns: 300 },
	);
});

describe("the choice of scale", () => {
	it("runs distance from standard beside percents, and percents beside the others", () => {
		expect(chooseScale("auto", ["percent", "dfs", "z"])).toEqual({ main: "percent", second: "dfs" });
		expect(chooseScale("z", ["percent", "dfs", "z"])).toEqual({ main: "z", second: "percent" });
		expect(chooseScale("auto", ["percent", "z"])).toEqual({ main: "percent", second: "z" });
		expect(chooseScale("auto", ["dfs"])).toEqual({ main: "dfs", second: undefined });
	});

	it("refuses a scale that the rows don't allow, and names those that they do", () => {
		const refused = (): unknown => chooseScale("dfs", ["percent", "z"]);
		expect(refused).toThrow(Refusal);
		try {
			refused();
		} catch (error) {
			expect((error as Refusal).problems).toMatchObject([
				{
					code: "CIMP-E210",
					found: "dfs",
					expected: "one of percent (percent met or exceeded), z (standard score within grade and year)",
				},
			]);
		}
	});
});
