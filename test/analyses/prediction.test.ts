import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { School, SchoolFrame } from "../../src/analyses/frame/school.js";
import { membersOf, planDesign } from "../../src/analyses/prediction/design.js";
import { fitSchools } from "../../src/analyses/prediction/fit.js";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import { type Scale, scaleOf } from "../../src/analyses/prediction/scale.js";
import type { PredictionResult, SchoolPrediction } from "../../src/analyses/prediction/types.js";
import { missing, suppressed } from "../../src/domain/measured.js";
import { createRandom } from "../../src/stats/index.js";
import { drawFrame, frameOf, schoolAt } from "../helpers/frames.js";

const usual = { districts: 6, schools: 7, tauDistrict: 0.25, tauSchool: 0.35, students: [40, 400] } as const;
const frame = drawFrame({ ...usual, seed: "invariance" });
const plain = predictSchools(frame, "auto");

const withSchools = (base: SchoolFrame, change: (school: School, index: number) => School): SchoolFrame => ({
	...base,
	schools: base.schools.map(change),
});

/** Every number of a school's prediction, in the order of the codes given. */
function numbersOf(result: PredictionResult, codes: readonly string[]): number[] {
	const byCode = new Map(result.schools.map((entry) => [entry.school.cds, entry]));
	return codes.flatMap((cds) => {
		const { within, anywhere, effect, effectSe, q } = byCode.get(cds) as SchoolPrediction;
		return [within, anywhere]
			.flatMap((side) => [side?.predicted, side?.lower, side?.upper, side?.residual, side?.z, side?.df, side?.p])
			.concat([effect as number, effectSe as number, q])
			.map((value) => value ?? Number.NaN);
	});
}

function expectSame(left: readonly number[], right: readonly number[], tolerance = 1e-6): void {
	expect(left).toHaveLength(right.length);
	const apart = left.map((value, index) => Math.abs(value - (right[index] ?? Number.NaN)));
	expect(Math.max(...apart)).toBeLessThan(tolerance);
}

const codes = frame.schools.map((school) => school.cds);

describe("predictions do not depend on", () => {
	it("the order of the schools", () => {
		const random = createRandom("order");
		const keys = new Map(codes.map((cds) => [cds, random.uniform()]));
		const order = (cds: string): number => keys.get(cds) ?? 0;
		const shuffled = [...frame.schools].sort((a, b) => order(a.cds) - order(b.cds));
		expectSame(numbersOf(predictSchools({ ...frame, schools: shuffled }, "auto"), codes), numbersOf(plain, codes));
	});

	it("the codes, whether their order stays or not", () => {
		for (const relabel of [(n: number) => n + 1000, (n: number) => 99_999 - n]) {
			const renamed = withSchools(frame, (school) => {
				const district = `01${relabel(Number(school.district.slice(2)))}`;
				return { ...school, district, cds: `${district}${school.cds.slice(7)}` };
			});
			const sorted = { ...renamed, schools: [...renamed.schools].sort((a, b) => (a.cds < b.cds ? -1 : 1)) };
			const result = predictSchools(sorted, "auto");
			expectSame(
				numbersOf(
					result,
					renamed.schools.map((school) => school.cds),
				),
				numbersOf(plain, codes),
			);
		}
	});

	it("where a covariate's zero lies and in what unit it is", () => {
		const moved = withSchools(frame, (school) => ({
			...school,
			covariates: { percentSed: 37 + 0.01 * (school.covariates.percentSed ?? 0) },
		}));
		expectSame(numbersOf(predictSchools(moved, "auto"), codes), numbersOf(plain, codes));
	});

	it("a covariate that says the same again: it is named and changes nothing", () => {
		const doubled = withSchools(frame, (school) => ({
			...school,
			covariates: { ...school.covariates, percentEl: 100 - (school.covariates.percentSed ?? 0) / 2 },
		}));
		const result = predictSchools(doubled, "auto");
		expect(result.models.map((model) => [model.predictors, model.aliased])).toEqual([
			[["percentSed", "percentEl"], ["percentEl"]],
		]);
		expectSame(numbersOf(result, codes), numbersOf(plain, codes));
	});

	it("schools that are left out, whatever their result", () => {
		const extra = schoolAt(2, 90, {
			current: { value: 99, tested: 5000, enrolled: 5000 },
			covariates: { percentSed: 99 },
			leftOut: { reason: "alternative school", because: "its name" },
		});
		const result = predictSchools({ ...frame, schools: [...frame.schools, extra] }, "auto");
		expectSame(numbersOf(result, codes), numbersOf(plain, codes), 1e-12);
		expect(result.schools.at(-1)).toMatchObject({ without: "alternative school", within: undefined, model: undefined });
	});
});

describe("a school's own result", () => {
	it("moves its own prediction only through the shared variances, and its residual by as much as it moved", () => {
		const target = 10;
		const points = drawFrame({ ...usual, outcome: "dfs", seed: "own result" });
		const at = (value: number) =>
			predictSchools(
				withSchools(points, (school, index) =>
					index === target ? { ...school, current: { ...school.current, value } } : school,
				),
				"auto",
			).schools[target]?.within;
		const before = at(0);
		const after = at(150);
		const shift = Math.abs((after?.predicted ?? 0) - (before?.predicted ?? 0));
		// A fit that held the school would have moved by its leverage: 150 points × about 1/7 from its district alone.
		expect(shift).toBeLessThan(6);
		expect(after?.residual).toBeCloseTo(150 - (after?.predicted ?? 0), 9);
		expect(after?.z ?? 0).toBeGreaterThan(4);
		// Its own part in the variances is taken out to first order; the variances themselves do move.
		expect((after?.upper ?? 0) - (after?.lower ?? 0)).toBeLessThan(2 * ((before?.upper ?? 0) - (before?.lower ?? 0)));
	});
});

describe("which model answers", () => {
	const progress = drawFrame({ ...usual, baseline: true, seed: "kinds" });
	const noResult = missing("no row in the file for this year");
	const newcomer = { value: noResult, tested: noResult, enrolled: noResult };
	const kinds = (of: SchoolFrame, option: "auto" | "context" | "progress") => predictSchools(of, option).kind;

	it("is progress with an earlier year, context without, level without a student mix", () => {
		expect(kinds(progress, "auto")).toBe("progress");
		expect(kinds(progress, "context")).toBe("context");
		expect(kinds({ ...progress, baselineYear: undefined }, "progress")).toBe("context");
		expect(kinds(frame, "progress")).toBe("context");
		const bare = withSchools(frame, (school) => ({ ...school, covariates: {} }));
		expect(kinds(bare, "progress")).toBe("level");
		expect(predictSchools(bare, "auto").models.map((model) => model.predictors)).toEqual([[]]);
	});

	it("is not progress where fewer than half of the schools have an earlier result that can serve", () => {
		const few = withSchools(progress, (school, index) => (index % 5 < 3 ? { ...school, baseline: newcomer } : school));
		expect(kinds(few, "auto")).toBe("context");
		const floors = withSchools({ ...progress, outcome: "dfs" }, (school) => ({
			...school,
			baseline: { ...school.baseline, value: -348 },
		}));
		expect(kinds(floors, "auto")).toBe("context");
	});

	it("shows schools that lack what it needs, and says what", () => {
		const tiny = { value: 50, tested: 10, enrolled: 10 };
		const holes = withSchools(progress, (school, index) => {
			if (index === 3) return { ...school, baseline: newcomer };
			if (index === 4) return { ...school, baseline: tiny };
			if (index === 5) return { ...school, covariates: {} };
			return school;
		});
		const result = predictSchools(holes, "auto");
		expect(
			result.schools.slice(3, 7).map((entry) => [entry.without, entry.within === undefined, entry.evidence]),
		).toEqual([
			["no result in 2024", true, "not enough data"],
			["the earlier result is a floor value, or of fewer than 11 students", true, "not enough data"],
			["student mix not known", true, "not enough data"],
			[undefined, false, expect.any(String)],
		]);
		expect(result.models.map((model) => model.schools)).toEqual([39]);
	});

	it("leaves out covariates that so few schools can't carry, and predicts schools that lack only those", () => {
		const small = frameOf(frame.schools.slice(0, 17));
		const rich = withSchools(small, (school, index) => ({
			...school,
			covariates: {
				...school.covariates,
				...(index === 0 ? {} : { percentEl: (index * 7) % 23 }),
				percentSwd: (index * 5) % 11,
			},
		}));
		const result = predictSchools(rich, "auto");
		expect(result.models.map((model) => [model.predictors, model.dropped, model.schools])).toEqual([
			[["percentSed"], ["percentEl", "percentSwd"], 17],
		]);
		expect(result.schools.every((entry) => entry.within !== undefined)).toBe(true);
	});
});

describe("levels", () => {
	const leveled = (highs: number, total = 42): SchoolFrame => {
		const base = drawFrame({ ...usual, seed: "levels" });
		return withSchools({ ...base, schools: base.schools.slice(0, total) }, (school, index) => ({
			...school,
			level: index % 6 === 0 && index / 6 < highs ? "high" : "elementary",
		}));
	};

	it("with few schools borrow from a fit over all levels, which learns from all and judges them alone", () => {
		const result = predictSchools(leveled(6), "auto");
		expect(result.models.map((model) => [model.level, model.schools, model.judges, model.predictors])).toEqual([
			["elementary", 36, 36, ["percentSed"]],
			["all", 42, 6, ["level:high", "percentSed"]],
		]);
		const used = result.schools.map((entry) => [entry.school.level, entry.model]);
		expect(new Set(used.map((pair) => pair.join(" "))).size).toBe(2);
		expect(result.schools.every((entry) => entry.within !== undefined)).toBe(true);
	});

	it("count each school once in what is said of its district", () => {
		const { models, schools } = predictSchools(leveled(6), "auto");
		for (const district of new Set(schools.map((entry) => entry.school.district))) {
			const counted = models.flatMap((model) =>
				model.districtDifferences.filter((entry) => entry.district === district),
			);
			const own = schools.filter((entry) => entry.school.district === district);
			expect(counted.reduce((sum, entry) => sum + entry.schools, 0)).toBe(own.length);
		}
	});

	it("are fitted by themselves where the intervals of the fit over all levels do not hold", () => {
		// Two values only: every school lies one standard deviation out, none beyond, so that 95 % intervals hold all.
		const level = (at: number) => (at % 16 === 15 ? ("high" as const) : ("elementary" as const));
		const schools = Array.from({ length: 320 }, (_, at) =>
			schoolAt(Math.floor(at / 16), at % 16, {
				level: level(at),
				current: { value: (at + Math.floor(at / 16)) % 2 ? 20 : -20, tested: 100, enrolled: 100 },
			}),
		);
		const { models, schools: judged } = predictSchools(frameOf(schools, { outcome: "dfs" }), "auto");
		expect(models.map((model) => [model.level, model.schools, model.calibration.verdict])).toEqual([
			["elementary", 300, "off"],
			["high", 20, "not shown"],
		]);
		expect(
			new Set(judged.filter((entry) => entry.school.level === "elementary").map((entry) => entry.evidence)),
		).toEqual(new Set(["not enough data"]));
		expect(judged.every((entry) => entry.within !== undefined)).toBe(true);
	});

	it("with one school get no prediction from a line that only they determine", () => {
		const result = predictSchools(leveled(1), "auto");
		expect(result.schools[0]?.within).toBeUndefined();
		expect(result.schools[0]?.without).toBe("too few schools of this level for a prediction");
		expect(result.schools.filter((entry) => entry.within === undefined)).toHaveLength(1);
	});

	it("are not fitted at all with fewer than ten schools", () => {
		const result = predictSchools(leveled(0, 9), "auto");
		expect(result.models).toEqual([]);
		expect(new Set(result.schools.map((entry) => entry.without))).toEqual(
			new Set(["too few schools of this level for a prediction"]),
		);
	});

	it("of one district answer within the district alone", () => {
		const one = withSchools(leveled(0, 20), (school) => ({ ...school, district: "0199001" }));
		const result = predictSchools(one, "auto");
		expect(result.schools.every((entry) => entry.anywhere === undefined && entry.within !== undefined)).toBe(true);
		expect(result.models.map((model) => model.calibration.districtLeftOut)).toEqual([false]);
	});
});

describe("the rounds between fit and sampling variances", () => {
	const forty = (percent: (at: number) => number, tested: number): SchoolFrame =>
		frameOf(
			Array.from({ length: 40 }, (_, at) =>
				schoolAt(Math.floor(at / 8), at % 8, { current: { value: percent(at), tested, enrolled: tested } }),
			),
		);
	const nobodyOrAll = forty((at) => (at % 2) * 100, 3000);
	const model = (of: SchoolFrame) => {
		const [only] = predictSchools(of, "auto").models;
		return [only?.converged, (only?.tauSchool ?? 0) > 0];
	};

	it("settle where one school stands far from all others, and find that schools differ", () => {
		expect(model(forty((at) => (at === 0 ? 100 : 0), 500))).toEqual([true, true]);
		expect(model(forty((at) => (at % 3 === 0 ? 100 : 5), 100))).toEqual([true, true]);
		expect(model(nobodyOrAll)).toEqual([true, true]);
	});

	it("say so where they do not settle, as with a variance that turns with the last digits of what is expected", () => {
		const { schools } = nobodyOrAll;
		const plan = planDesign("level", nobodyOrAll, membersOf(schools.map(({ level }) => level)));
		const restless: Scale = {
			...scaleOf("percent"),
			working: ({ values }, { means, between }) => ({
				response: values,
				variances: means.map((mean) => 10 * (2 + Math.sin(1e12 * (mean + between)))),
			}),
		};
		expect(fitSchools(plan, schools, restless)?.agreed).toBe(false);
		expect(fitSchools(plan, schools, scaleOf("percent"))?.agreed).toBe(true);
	});
});

describe("the evidence word of a school", () => {
	it("is withheld under 30 students, and clear only for a school far outside its interval", () => {
		const odd = withSchools(frame, (school, index) => {
			if (index === 4) return { ...school, current: { value: 96, tested: 400, enrolled: 400 } };
			if (index === 5) return { ...school, current: { value: 97, tested: 29, enrolled: 29 } };
			return school;
		});
		const { schools } = predictSchools(odd, "auto");
		expect(schools[4]?.evidence).toBe("clear");
		expect(schools[4]?.q ?? 1).toBeLessThan(0.05);
		expect(schools[5]?.evidence).toBe("not enough data");
		expect(schools[5]?.within).toBeDefined();
	});

	it("never says clear for a school inside its interval or with q above 0.05", () => {
		for (let seed = 0; seed < 20; seed++) {
			for (const { evidence, within, q } of predictSchools(drawFrame({ ...usual, seed }), "auto").schools) {
				if (within === undefined || q === undefined) throw new Error("a school without a prediction");
				const actual = within.predicted + within.residual;
				const outside = actual < within.lower || actual > within.upper;
				if (evidence === "clear") expect(outside && q <= 0.05).toBe(true);
				if (evidence === "some") expect(outside).toBe(true);
				if (outside) expect(within.p).toBeLessThan(0.05);
				else expect(within.p).toBeGreaterThanOrEqual(0.05 - 1e-9);
			}
		}
	});

	it("is clear somewhere in few data sets where no school differs", () => {
		let alarms = 0;
		for (let seed = 0; seed < 100; seed++) {
			const none = { districts: 5, schools: 6, tauDistrict: 0, tauSchool: 0, students: [60, 400] } as const;
			const { schools } = predictSchools(drawFrame({ ...none, outcome: "dfs", seed: `null ${seed}` }), "auto");
			if (schools.some((entry) => entry.evidence === "clear")) alarms++;
		}
		expect(alarms).toBeLessThanOrEqual(8);
	});
});

/** Every number anywhere in a value. */
function numbersIn(value: unknown): number[] {
	if (typeof value === "number") return [value];
	if (typeof value === "object" && value !== null) return Object.values(value).flatMap(numbersIn);
	return [];
}

describe("hostile frames", () => {
	const size = fc.constantFrom<[number, number]>([2, 1], [1, 12], [2, 6], [12, 1], [5, 8], [1, 35]);
	const percents = fc.constantFrom<(at: number) => number>(
		() => 0,
		() => 100,
		() => 50,
		(at) => (at % 2) * 100,
		(at) => (at * 37) % 101,
		(at) => (at === 0 ? 100 : 0),
		(at) => 49 + (at % 3),
	);
	const students = fc.constantFrom<(at: number) => number>(
		() => 11,
		(at) => (at === 0 ? 100_000 : 11),
		(at) => 11 + ((at * 53) % 900),
		() => 3000,
	);
	const mix = fc.constantFrom<(at: number) => number | undefined>(
		() => 40,
		() => 0,
		(at) => (at * 29) % 101,
		(at) => (at === 0 ? 100 : 0),
		(at) => (at % 3 === 0 ? undefined : at),
		() => undefined,
	);
	const hostile = fc
		.record({
			size,
			percents,
			students,
			mix,
			outcome: fc.constantFrom("percent", "dfs"),
			baseline: fc.boolean(),
			high: fc.nat(5),
		})
		.map(({ size: [districts, perDistrict], percents: value, students: count, mix: sed, outcome, baseline, high }) => {
			const schools = Array.from({ length: districts * perDistrict }, (_, at) => {
				const result = {
					value: outcome === "dfs" ? 3 * value(at) - 150 : value(at),
					tested: count(at),
					enrolled: count(at),
				};
				const percentSed = sed(at);
				return schoolAt(Math.floor(at / perDistrict), at % perDistrict, {
					current: at === 3 ? { ...result, value: suppressed("few") } : result,
					leftOut: at === 3 ? { reason: "result withheld", because: "few" } : undefined,
					covariates: percentSed === undefined ? {} : { percentSed },
					level: at % 7 < high ? "elementary" : "high",
					...(baseline ? { baseline: { ...result, value: outcome === "dfs" ? -150 : value(at + 1) } } : {}),
				});
			});
			return frameOf(schools, { outcome: outcome as "percent" | "dfs", baselineYear: baseline ? 2024 : undefined });
		});

	it("give every school an entry, no number that is none, and limits that a result can have", () => {
		fc.assert(
			fc.property(hostile, (of) => {
				const result = predictSchools(of, "auto");
				expect(result.schools.map((entry) => entry.school)).toEqual(of.schools);
				// Degrees of freedom may be infinite: the normal distribution.
				const numbers = numbersIn({ models: result.models, schools: result.schools }).filter(
					(value) => !Number.isFinite(value),
				);
				expect(numbers.filter((value) => value !== Number.POSITIVE_INFINITY)).toEqual([]);
				for (const { within, anywhere, without } of result.schools) {
					expect((within === undefined) === (without !== undefined)).toBe(true);
					for (const side of [within, anywhere]) {
						if (side === undefined) continue;
						expect(numbersIn({ ...side, df: 1 }).every(Number.isFinite)).toBe(true);
						expect(side.lower <= side.predicted && side.predicted <= side.upper).toBe(true);
						expect(side.p >= 0 && side.p <= 1).toBe(true);
						if (result.unit === "percent") expect(side.lower >= 0 && side.upper <= 100).toBe(true);
						const actual = side.predicted + side.residual;
						// Inside on the model's scale is inside in the unit that people read, to rounding.
						if (side.p > 0.0501) expect(actual >= side.lower - 1e-6 && actual <= side.upper + 1e-6).toBe(true);
						if (side.p < 0.0499) expect(actual < side.lower + 1e-6 || actual > side.upper - 1e-6).toBe(true);
					}
				}
			}),
			{ numRuns: 150, seed: 20250214 },
		);
	});
});
