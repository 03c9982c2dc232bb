/** The specifications: what they agree with, what must not change them, and when a reading depends on the model. */

import { describe, expect, it } from "vitest";
import type { School, SchoolFrame } from "../../src/analyses/frame/school.js";
import { columnsOf } from "../../src/analyses/prediction/columns.js";
import {
	meanOfTwo,
	ownEarlier,
	type SettledScale,
	shrunkenEarlier,
} from "../../src/analyses/prediction/earlier-results.js";
import { predictWithFits } from "../../src/analyses/prediction/predict.js";
import { SaidColumn, summarize } from "../../src/analyses/prediction/said.js";
import { scaleOf } from "../../src/analyses/prediction/scale.js";
import { specify, temper } from "../../src/analyses/prediction/specify.js";
import { missing } from "../../src/domain/measured.js";
import { drawFrame, type Truth } from "../helpers/frames.js";

const truth: Truth = {
	seed: "specifications",
	districts: 12,
	schools: 8,
	tauDistrict: 0.3,
	tauSchool: 0.4,
	students: [40, 400],
	baseline: true,
};

/** One school in six is a charter; the year before the baseline is known. */
const dressed = (frame: SchoolFrame): SchoolFrame => ({
	...frame,
	beforeBaselineYear: 2023,
	schools: frame.schools.map((school, place) => ({
		...school,
		charter: place % 6 === 0 ? "direct" : "none",
		beforeBaseline: school.baseline,
	})),
});

const frame = dressed(drawFrame(truth));
const second = dressed(drawFrame({ ...truth, outcome: "dfs" }));
const said = (main: SchoolFrame, other?: SchoolFrame) => specify(main, predictWithFits(main, "auto"), other);
const set = said(frame, second);

const ids = (...scales: string[]): string[] =>
	scales.flatMap((scale) =>
		[
			"mix none",
			"mix own",
			"mix shrunken",
			"mix mean-of-two",
			"no-mix own",
			"no-mix shrunken",
			"no-mix mean-of-two",
		].flatMap((predictors) => ["in", "out"].map((charters) => `${scale} ${predictors} charters-${charters}`)),
	);

describe("the list", () => {
	it("holds every combination that predicts something, the page's own first", () => {
		expect(set.list.map(({ id }) => id).sort()).toEqual(ids("percent", "dfs").sort());
		expect(set.list.filter(({ main }) => main).map(({ id }) => id)).toEqual(["percent mix own charters-in"]);
		expect(set.list[0]?.main).toBe(true);
	});

	it("is shorter where the data hold less", () => {
		const bare = (school: School): School => ({ ...school, charter: "none", covariates: {} });
		const { beforeBaselineYear: _none, ...rest } = frame;
		const poor = said({ ...rest, schools: frame.schools.map(bare) });
		expect(poor.list.map(({ id }) => id)).toEqual([
			"percent no-mix own charters-out",
			"percent no-mix shrunken charters-out",
		]);
		const level = said({ ...rest, baselineYear: undefined, schools: frame.schools.map(bare) });
		expect(level.list.map(({ id }) => id)).toEqual(["percent no-mix none charters-out"]);
	});

	it("says of charters only what models that learn from them say", () => {
		for (const { cds, charter } of frame.schools) expect(set.schools.get(cds)?.of).toBe(charter === "none" ? 28 : 14);
	});
});

describe("residuals", () => {
	it("of the page's own model lie on the page's side, to a student, and outside where the page says so", () => {
		const { predictions } = predictWithFits(frame, "auto");
		for (const { school, within } of predictions.schools) {
			const main = set.schools.get(school.cds)?.main;
			const students = ((within?.residual ?? 0) * Number(school.current.tested)) / 100;
			if (Math.abs(students) > 1) expect(Math.sign(main?.residual ?? 0)).toBe(Math.sign(students));
			expect(main?.outside).toBe((within?.p ?? 1) < 0.05);
		}
	});

	it("are differences in standard deviations of students: points by 100, logits by π/√3", () => {
		for (const main of [frame, second]) {
			const { predictions } = predictWithFits(main, "auto");
			const own = said(main);
			for (const { school, within, working } of predictions.schools) {
				const predicted = within?.predicted ?? Number.NaN;
				const center = Math.log(predicted / (100 - predicted));
				const expected =
					main === second
						? (Number(school.current.value) - predicted) / 100
						: ((working?.().fittedTo ?? Number.NaN) - center) / (Math.PI / Math.sqrt(3));
				expect(own.schools.get(school.cds)?.main?.residual).toBeCloseTo(expected, 9);
			}
		}
	});

	it.each([
		// Sampling variances of percents are those of the main fit, those of averages depend on the students alone.
		["percent", frame, 0.02],
		["dfs", second, 1e-6],
	] as const)("of another specification are those of a page that has it for its own: %s", (scale, main, tolerance) => {
		const context = said(main);
		const place = context.list.findIndex(({ id }) => id === `${scale} mix none charters-in`);
		for (const { fit } of predictWithFits(main, "context").parts) {
			for (const [row, { cds }] of fit.schools.entries()) {
				const entry = context.schools.get(cds)?.residuals.find(({ specification }) => specification === place);
				const wanted = (fit.left.schoolOut.residual[row] ?? Number.NaN) / scaleOf(scale).perStudentSd;
				expect(Math.abs((entry?.residual ?? Number.NaN) - wanted)).toBeLessThan(tolerance);
			}
		}
	});

	it("don't depend on the order of schools, on their codes, or on the covariates' unit", () => {
		const values = (result: typeof set): number[][] =>
			[...result.schools]
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([, { residuals }]) => residuals.map((one) => one.residual));
		const near = (one: number[][], other: number[][]): void => {
			expect(one.map((row) => row.length)).toEqual(other.map((row) => row.length));
			for (const [i, row] of one.entries())
				for (const [k, value] of row.entries()) expect(value).toBeCloseTo(other[i]![k]!, 5);
		};
		const relabeled = (original: SchoolFrame): SchoolFrame => ({
			...original,
			schools: original.schools.map((school) => ({
				...school,
				cds: `02${school.cds.slice(2)}`,
				district: `02${school.district.slice(2)}`,
			})),
		});
		const rescaled = (original: SchoolFrame): SchoolFrame => ({
			...original,
			schools: original.schools.map((school) => ({
				...school,
				covariates: { percentSed: 3 * (school.covariates.percentSed ?? 0) + 7 },
			})),
		});
		const shuffled = (original: SchoolFrame): SchoolFrame => ({
			...original,
			schools: [...original.schools].reverse(),
		});
		near(values(said(relabeled(frame), relabeled(second))), values(set));
		near(values(said(rescaled(frame), rescaled(second))), values(set));
		near(values(said(shuffled(frame), shuffled(second))), values(set));
	});
});

describe("earlier results", () => {
	const scale = scaleOf("dfs");
	const settledOf = (of: SchoolFrame): SettledScale => ({
		frame: of,
		scale,
		candidates: of.schools,
		columns: { ...columnsOf(of.schools, scale), earlier: ownEarlier(of.schools, of, scale) },
		expected: of.schools.map(() => ({ mean: 0, between: 0 })),
		data: { response: new Float64Array(0), variances: new Float64Array(0) },
		startOf: () => undefined,
	});
	const settled = settledOf(second);
	const own = settled.columns.earlier;

	it("shrink toward the middle, small schools more than large ones", () => {
		const shrunken = shrunkenEarlier(settled, false);
		const spread = (all: Float64Array): number => {
			const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
			return Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
		};
		expect(shrunken.known).toEqual(new Uint8Array(second.schools.length).fill(1));
		expect(spread(shrunken.values)).toBeLessThan(spread(own.values));
	});

	it("are the results themselves where students are many", () => {
		const students = ({ baseline }: School) => ({ ...baseline, tested: 1e13, enrolled: 1e13 });
		const schools = second.schools.map((school) => ({ ...school, baseline: students(school) }));
		const many = settledOf({ ...second, schools });
		const shrunken = shrunkenEarlier(many, true);
		expect(shrunken.known).toEqual(own.known);
		for (const [row, value] of shrunken.values.entries()) expect(value).toBeCloseTo(own.values[row]!, 4);
	});

	it("are the mean of two years only where both are known", () => {
		const [first, ...others] = second.schools;
		const gone = { value: missing("no row"), tested: missing("no row"), enrolled: missing("no row") };
		const means = meanOfTwo(settledOf({ ...second, schools: [{ ...first!, beforeBaseline: gone }, ...others] }));
		expect(means.known[0]).toBe(0);
		expect([means.known[1], means.values[1]]).toEqual([1, own.values[1]]);
	});
});

describe("a reading that depends on the model", () => {
	type Word = readonly [residual: number, outside?: "outside"];

	/** What specifications say of two schools, one word each in every one. */
	const columns = (...words: readonly (readonly Word[])[]): SaidColumn[] =>
		words.map((ofSchools) => {
			const column = new SaidColumn(ofSchools.length + 1);
			ofSchools.forEach(([residual, outside], school) => {
				column.say(school, residual, outside !== undefined);
			});
			return column;
		});
	const ofOne = (...words: readonly Word[]): SaidColumn[] => columns(...words.map((word) => [word]));

	it.each<[string, SaidColumn[], boolean]>([
		["outside, the same side in all", ofOne([0.5, "outside"], [0.1]), false],
		["outside, one other on the other side", ofOne([0.5, "outside"], [0.4], [-0.01]), true],
		["inside, others on both sides", ofOne([0.1], [-0.4, "outside"]), false],
		["outside below, another above", ofOne([-0.5, "outside"], [0.2]), true],
		["outside, another exactly as predicted", ofOne([-0.5, "outside"], [0]), false],
	])("%s", (_name, said, depends) => {
		expect(summarize(said, 0, 0).dependsOnModel).toBe(depends);
	});

	it("counts what is said, and nothing of a school of which nothing is said", () => {
		const said = columns([[0.5, "outside"], [0]], [[-0.1], [0.2]]);
		const first = summarize(said, 0, 0);
		expect(first).toMatchObject({ above: 1, below: 1, outside: 1, of: 2, dependsOnModel: true });
		expect(first.residuals).toEqual([
			{ specification: 0, residual: 0.5, outside: true },
			{ specification: 1, residual: -0.1, outside: false },
		]);
		expect(first.main).toEqual(first.residuals[0]);
		expect(summarize(said, 1, -1)).toMatchObject({ above: 1, below: 0, outside: 0, of: 2, main: undefined });
		expect(summarize(said, 2, 0)).toMatchObject({ of: 0, main: undefined, residuals: [], dependsOnModel: false });
		said[0]!.say(-1, 1, true);
		expect(said.map(({ judged }) => judged)).toEqual([2, 2]);
	});

	it("is never called clear", () => {
		const { predictions } = predictWithFits(frame, "auto");
		const clear = {
			...predictions,
			schools: predictions.schools.map((entry) => ({ ...entry, evidence: "clear" as const })),
		};
		const [first, other] = clear.schools;
		const schools = new Map([
			[first!.school.cds, summarize(ofOne([0.5, "outside"], [-0.1]), 0, 0)],
			[other!.school.cds, summarize(ofOne([0.5, "outside"], [0.1]), 0, 0)],
		]);
		const tempered = temper(clear, { list: set.list, schools });
		expect(tempered.schools.slice(0, 3).map(({ evidence }) => evidence)).toEqual(["some", "clear", "clear"]);
	});
});
