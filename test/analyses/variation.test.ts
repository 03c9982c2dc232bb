import { describe, expect, it } from "vitest";
import type { AnalysisInput } from "../../src/analyses/analysis.js";
import { buildGroupLevels } from "../../src/analyses/frame/group-levels.js";
import { buildPanel } from "../../src/analyses/frame/panel.js";
import type { SchoolFrame } from "../../src/analyses/frame/school.js";
import { fitWhenAsked } from "../../src/analyses/prediction/fits-over-years.js";
import { variation } from "../../src/analyses/variation/index.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import { inverseLogit } from "../../src/stats/index.js";
import { drawFrame, frameOf, schoolAt } from "../helpers/frames.js";
import { inputOfRows, numbersIn, rowOf, schoolOf } from "../helpers/group-rows.js";

/** Spread does not look at predictions; the analysis is handed none. */
const inputOf = (frame: SchoolFrame): AnalysisInput => ({
	frame,
	panel: buildPanel([], frame.outcome),
	overYears: fitWhenAsked({ frame, panel: buildPanel([], frame.outcome) }),
	specifications: { list: [], schools: new Map() },
	groupLevels: buildGroupLevels([]),
	predictions: { unit: frame.outcome, kind: "level", models: [], schools: [] },
	charters: "include",
	group: "All Students",
	source: "invented data",
});

const spreadOf = (frame: SchoolFrame, code = "0199001") => variation.compute(inputOf(frame)).get(code);

/** Schools of one district whose students' mix is alike, so that all spread is the drawn one. */
const alike = (outcome: "percent" | "dfs", tauSchool: number, seed: number): SchoolFrame => {
	const base = { districts: 1, schools: 30, tauDistrict: 0, students: [60, 600] } as const;
	const frame = drawFrame({ ...base, outcome: "dfs", tauSchool, seed });
	const schools = frame.schools.map((school) => {
		const { value, tested } = school.current;
		if (typeof value !== "number" || typeof tested !== "number") throw new Error("an absent value in a drawn frame");
		const points = value - 50 * (0.6 - 0.02 * (school.covariates.percentSed ?? 0));
		if (outcome === "dfs") return { ...school, current: { ...school.current, value: points } };
		// Points of sd 100 around a cut: the share above it is nearly logistic with scale 1/60.
		const percent = (100 * Math.round(tested * inverseLogit(points / 60))) / tested;
		return { ...school, current: { ...school.current, value: percent } };
	});
	return { ...frame, outcome, schools };
};

describe("true spread", () => {
	it("is recovered in points, with an interval that holds the truth as often as it says", () => {
		const truth = 50 * 0.5;
		const found = Array.from({ length: 200 }, (_, seed) => spreadOf(alike("dfs", 0.5, seed))?.spread);
		const average = found.reduce((sum, spread) => sum + (spread?.true ?? 0) ** 2, 0) / found.length;
		expect(Math.sqrt(average)).toBeGreaterThan(0.96 * truth);
		expect(Math.sqrt(average)).toBeLessThan(1.04 * truth);
		const held = found.filter((spread) => spread !== undefined && spread.lower <= truth && truth <= spread.upper);
		// 95 % of 200, three standard errors either way.
		expect(held.length).toBeGreaterThanOrEqual(181);
		expect(held.length).toBeLessThanOrEqual(199);
	});

	it("is nothing, most of the time, where schools do not differ", () => {
		const found = Array.from({ length: 100 }, (_, seed) => spreadOf(alike("dfs", 0, 1000 + seed))?.spread);
		expect(found.filter((spread) => (spread?.lower ?? 1) > 0).length).toBeLessThanOrEqual(7);
		for (const spread of found) expect(spread?.raw ?? 0).toBeGreaterThan(0);
	});

	it("of percents keeps what chance adds apart: seen² is about true² and chance²", () => {
		const found = Array.from({ length: 100 }, (_, seed) => spreadOf(alike("percent", 0.5, seed))?.spread);
		const mean = (pick: "raw" | "true" | "noise"): number =>
			found.reduce((sum, spread) => sum + (spread?.[pick] ?? 0) ** 2, 0) / found.length;
		expect(Math.abs(mean("raw") / (mean("true") + mean("noise")) - 1)).toBeLessThan(0.05);
	});

	it("is taken around the average of each level", () => {
		const levels = ["elementary", "high"] as const;
		const frame = frameOf(
			levels.flatMap((level, at) =>
				[0, 1, 2, 3].map((place) =>
					schoolAt(0, 4 * at + place, { level, current: { value: 80 * at + place, tested: 5000, enrolled: 5000 } }),
				),
			),
		);
		const district = spreadOf(frame);
		expect(district?.observed).toEqual([-1.5, -0.5, 0.5, 1.5, -1.5, -0.5, 0.5, 1.5]);
		expect(district?.spread?.raw).toBeCloseTo(Math.sqrt((2 * 5) / 6), 9);
		expect(district?.chance).toHaveLength(8);
	});

	it("is undefined under five schools that can be compared, and says so", () => {
		const school = (place: number, rest = {}) =>
			schoolAt(0, place, { current: { value: 10 * place, tested: 100, enrolled: 100 }, ...rest });
		const four = [0, 1, 2, 3].map((place) => school(place));
		const leftOut = { reason: "virtual school", because: "Virtual: F" };
		for (const fifth of [
			school(4, { leftOut }),
			school(4, { level: "high" }),
			school(4, { current: { value: 10, tested: 10, enrolled: 10 } }),
		]) {
			const input = inputOf(frameOf([...four, fifth]));
			const result = variation.compute(input);
			expect(result.get("0199001")).toMatchObject({
				spread: undefined,
				observed: [],
				chance: [],
				levels: [],
				years: [],
			});
			expect(variation.findings(result, input, "0199001")).toEqual([]);
			expect(variation.answer(result, input, "0199001").figures).toEqual([]);
			expect(variation.answer(result, input, "0199001").sections).toHaveLength(1);
		}
		expect(spreadOf(frameOf([...four, school(4)]))?.spread?.schools).toBe(5);
	});

	it("does not depend on other districts in the run, the draw of chance neither", () => {
		const frame = drawFrame({
			districts: 3,
			schools: 8,
			tauDistrict: 0.2,
			tauSchool: 0.3,
			students: [30, 300],
			seed: 1,
		});
		const alone = { ...frame, schools: frame.schools.filter((entry) => entry.district === "0199002") };
		const own = (found: ReturnType<typeof spreadOf>) => ({ ...found, between: undefined });
		expect(own(spreadOf(alone, "0199002"))).toEqual(own(spreadOf(frame, "0199002")));
	});

	it("stays defined where all percents are 0, all are 100, or all are alike", () => {
		for (const value of [0, 100, 50]) {
			const schools = [0, 1, 2, 3, 4, 5].map((place) =>
				schoolAt(0, place, { current: { value, tested: 40, enrolled: 40 } }),
			);
			const spread = spreadOf(frameOf(schools))?.spread;
			expect(spread).toMatchObject({ schools: 6, raw: 0, true: 0, lower: 0, upper: 0, reliability: 0 });
			expect(spread?.noise ?? 0).toBeGreaterThan(0);
		}
	});
});

describe("the same measure elsewhere", () => {
	const flat = (cds: string, place: number, group = 1, year = 2025) =>
		rowOf({ cds, group, year, value: 40 + 3 * place, tested: 200 + place });
	const schools = (group: number, year: number, count = 12) =>
		Array.from({ length: count }, (_, place) => flat(schoolOf(1, place + 1), place, group, year));

	it("over the years and for groups is that of the year and of all students, where the results are the same", () => {
		const rows = [2019, 2021, 2022, 2025].flatMap((year) => [...schools(1, year), ...schools(31, year)]);
		const found = variation.compute(inputOfRows([...rows, ...schools(128, 2025, 9)])).get("0199001");
		expect(found?.years.map(({ year }) => year)).toEqual([2019, 2022, 2025]);
		for (const { spread } of found?.years ?? []) expect(spread).toEqual(found?.spread);
		// Nine schools are too few for a group.
		expect(found?.groups.map(({ group }) => group.id)).toEqual([31]);
		expect(found?.groups[0]?.spread).toEqual(found?.spread);
	});

	it("of a level is that of a district with this level alone", () => {
		const place = (level: "elementary" | "high", at: number) =>
			schoolAt(0, at, { level, current: { value: 10 + ((7 * at) % 13), tested: 60 + at, enrolled: 60 } });
		const low = Array.from({ length: 6 }, (_, at) => place("elementary", at));
		const high = Array.from({ length: 5 }, (_, at) => place("high", 6 + at));
		const found = spreadOf(frameOf([...low, ...high]));
		expect(found?.levels.map(({ level }) => level)).toEqual(["elementary", "high"]);
		expect(found?.levels[0]?.spread).toEqual(spreadOf(frameOf(low))?.spread);
		expect(found?.levels.flatMap(({ observed }) => observed)).toEqual(found?.observed);
	});

	it("between districts is of their averages around the levels, by hand", () => {
		const frame = frameOf(
			[0, 1, 2, 3, 4].flatMap((district) =>
				(["elementary", "high"] as const).map((level, at) =>
					schoolAt(district, at, { level, current: { value: 30 * at + 10 * district, tested: 1000, enrolled: 1000 } }),
				),
			),
		);
		// Values −20, −10, 0, 10, 20 around their level: the mean square over four is 250.
		expect(spreadOf(frame)?.between?.raw).toBeCloseTo(Math.sqrt(250), 9);
		expect(spreadOf(frame)?.between?.schools).toBe(5);
		expect(spreadOf(frameOf(frame.schools.slice(0, 8)))?.between).toBeUndefined();
	});

	it("does not depend on the order of schools, beyond the draw of chance", () => {
		const rows = [2022, 2023, 2025].flatMap((year) => [1, 31, 78].flatMap((group) => schools(group, year)));
		const shuffled = [...rows].reverse();
		const found = (from: readonly ResultRow[]) => variation.compute(inputOfRows(from)).get("0199001");
		expect(found(shuffled)).toEqual(found(rows));
		expect(found(rows)?.groups).toHaveLength(2);
	});

	it("draws every figure that the data allow and survives hostile ones", () => {
		const rich = inputOfRows([2022, 2023, 2025].flatMap((year) => [...schools(1, year), ...schools(31, year)]));
		const ids = (input: AnalysisInput) =>
			variation.answer(variation.compute(input), input, "0199001").figures.map(({ id }) => id);
		expect(ids(rich)).toEqual(["spread", "spread-kinds", "spread-years"]);
		const withheld = inputOfRows(schools(1, 2025).map(({ cds }) => rowOf({ cds, group: 1 })));
		expect(ids(withheld)).toEqual([]);
		for (const value of [0, 100]) {
			const input = inputOfRows(
				[2022, 2023, 2025].flatMap((year) => schools(1, year).map((row) => ({ ...row, percentMet: value }))),
			);
			expect(ids(input)).toEqual(["spread", "spread-years"]);
			for (const [path, number] of numbersIn(variation.compute(input).get("0199001")))
				expect(Number.isFinite(number), path).toBe(true);
		}
	});
});
