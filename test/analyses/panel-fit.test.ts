import { describe, expect, it } from "vitest";
import { nothing } from "../../src/analyses/frame/result.js";
import type { School, SchoolResult } from "../../src/analyses/frame/school.js";
import { panelRowsOf } from "../../src/analyses/prediction/panel-rows.js";
import { suppressed } from "../../src/domain/measured.js";
import { choleskyFactor, inverseFromCholesky } from "../../src/stats/small-matrix.js";
import { schoolAt } from "../helpers/frames.js";
import { drawPanel, inputOf, panelFits, withSchools } from "../helpers/panels.js";

const truth = {
	districts: 6,
	schools: 7,
	years: [2022, 2023, 2024, 2025],
	tauDistrict: 12,
	tauSchool: 20,
	tauYear: 8,
	students: [40, 500],
	level: "high",
} as const;

/** (P)y, P and the pieces of a dense fit with the variances that the fit found. */
function dense(input: ReturnType<typeof drawPanel>["input"]) {
	const [fit] = panelFits(input, 1);
	if (fit === undefined) throw new Error("no fit");
	const rows = fit.schools.flatMap((own) =>
		Array.from(own.years, (year, index) => ({ own, year, index, district: own.school.district })),
	);
	const n = rows.length;
	const V = new Float64Array(n * n);
	rows.forEach((one, i) => {
		rows.forEach((other, j) => {
			const same = one.own === other.own;
			V[i * n + j] =
				(one.district === other.district ? fit.tauDistrict2 : 0) +
				(same ? fit.tauSchool2 : 0) +
				(i === j ? fit.tauYear2 + (one.own.sampling[one.index] ?? 0) : 0);
		});
	});
	const columns = [
		...fit.years.map((year) => rows.map((row) => (row.year === year ? 1 : 0))),
		rows.map((row) => row.own.school.covariates.percentSed ?? 0),
	];
	const y = rows.map((row) => row.own.response[row.index] ?? 0);
	return { fit, rows, n, V, P: projection(V, n, columns), y };
}

function inverse(matrix: Float64Array, order: number): Float64Array {
	const factor = choleskyFactor(matrix, order);
	if (!(factor instanceof Float64Array)) throw new Error("not positive definite");
	return inverseFromCholesky(factor, order);
}

function projection(V: Float64Array, n: number, columns: readonly (readonly number[])[]): Float64Array {
	const W = inverse(V, n);
	const k = columns.length;
	const WX = columns.map((column) =>
		Array.from({ length: n }, (_, i) => column.reduce((sum, value, j) => sum + (W[i * n + j] ?? 0) * value, 0)),
	);
	const information = new Float64Array(k * k);
	for (let a = 0; a < k; a++)
		for (let b = 0; b < k; b++)
			information[a * k + b] = (columns[a] ?? []).reduce((sum, value, i) => sum + value * (WX[b]?.[i] ?? 0), 0);
	const C = inverse(information, k);
	const P = Float64Array.from(W);
	for (let i = 0; i < n; i++)
		for (let j = 0; j < n; j++)
			for (let a = 0; a < k; a++)
				for (let b = 0; b < k; b++) P[i * n + j]! -= (WX[a]?.[i] ?? 0) * (C[a * k + b] ?? 0) * (WX[b]?.[j] ?? 0);
	return P;
}

describe("the fit over years", () => {
	const { input } = drawPanel({ ...truth, seed: "fit" });

	it("judges a school by its results beside a fit without them: τ²·1'P(SS)·e(S) is the shrunken difference", () => {
		const { fit, rows, n, P, y } = dense(input);
		const Py = y.map((_, i) => y.reduce((sum, value, j) => sum + (P[i * n + j] ?? 0) * value, 0));
		for (const own of fit.schools.slice(0, 12)) {
			const S = rows.flatMap((row, index) => (row.own === own ? [index] : []));
			const PSS = Float64Array.from(S.flatMap((i) => S.map((j) => P[i * n + j] ?? 0)));
			const inverted = inverse(PSS, S.length);
			// Residuals with the school left out, and their covariance P(SS)⁻¹.
			const e = S.map((_, a) => S.reduce((sum, j, b) => sum + (inverted[a * S.length + b] ?? 0) * (Py[j] ?? 0), 0));
			const ones = PSS.reduce((sum, value) => sum + value, 0);
			const weighted = e.reduce(
				(sum, value, b) => sum + S.reduce((total, _, a) => total + (PSS[a * S.length + b] ?? 0), 0) * value,
				0,
			);
			const shrunken = fit.tauSchool2 * weighted;
			const kept = fit.tauSchool2 * ones;
			expect((own.left[0] ?? 0) * kept).toBeCloseTo(shrunken, 6);
			expect(own.left[0]).toBeCloseTo(weighted / ones, 6);
			// High schools share no students between years: nothing is added to the variance.
			expect(own.leftVariance[0]).toBeCloseTo((fit.tauSchool2 * (1 - kept)) / kept, 5);
			expect(fit.plausible[0]?.tauLasting2).toBeCloseTo(fit.tauSchool2, 9);
		}
	});

	it("leaves the variances of a small run open, also where nothing lasting was found, and takes those of many schools for known", () => {
		const few = { ...truth, districts: 5, schools: 4, tauSchool: 0 };
		const [fit] = panelFits(drawPanel({ ...few, seed: "nothing lasts" }).input, 1);
		const plausible = fit?.plausible ?? [];
		expect(plausible.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
		expect(plausible[0]?.tauLasting2).toBe(0);
		expect(Math.max(...plausible.map(({ tauLasting2 }) => tauLasting2))).toBeGreaterThan(0);
		expect(fit?.schools.every(({ left }) => left.length === plausible.length)).toBe(true);
		const [many] = panelFits(drawPanel({ ...truth, districts: 45, schools: 10, seed: "many" }).input, 1);
		expect(many?.plausible.map(({ weight }) => weight)).toEqual([1]);
	});

	it("stays as it is when districts and schools get other codes of the same order", () => {
		const renamed = (code: string): string => `9${code.slice(1)}`;
		const schools = input.frame.schools.map(
			(school): School => ({ ...school, cds: renamed(school.cds), district: renamed(school.district) }),
		);
		const results = new Map<string, SchoolResult>();
		for (const { cds } of input.frame.schools)
			for (const year of truth.years) results.set(`${renamed(cds)} ${year} 1`, input.panel.result(cds, year, 1));
		const numbers = (fits: ReturnType<typeof panelFits>) =>
			fits.map(({ schools: own, judges: _levels, columns: _columns, ...rest }) => ({
				...rest,
				own: own.map(({ school: _name, ...values }) => values),
			}));
		expect(numbers(panelFits(inputOf(schools, results, truth, "dfs"), 1))).toEqual(numbers(panelFits(input, 1)));
	});

	it("finds the same lasting variances, and twice as sure coefficients, when every district stands twice", () => {
		const copies = input.frame.schools.map(
			(school): School => ({ ...school, cds: `9${school.cds.slice(1)}`, district: `9${school.district.slice(1)}` }),
		);
		const results = new Map<string, SchoolResult>();
		for (const { cds } of input.frame.schools)
			for (const year of truth.years)
				for (const code of [cds, `9${cds.slice(1)}`])
					results.set(`${code} ${year} 1`, input.panel.result(cds, year, 1));
		const [once] = panelFits(input, 1);
		const [twice] = panelFits(inputOf([...input.frame.schools, ...copies], results, truth, "dfs"), 1);
		// REML divides by one degree of freedom fewer for each coefficient, once instead of twice.
		expect((twice?.tauSchool2 ?? 0) / (once?.tauSchool2 ?? 1)).toBeGreaterThan(0.9);
		expect((twice?.tauSchool2 ?? 0) / (once?.tauSchool2 ?? 1)).toBeLessThan(1.02);
		expect((twice?.phi ?? 0) / (once?.phi ?? 1)).toBeCloseTo(1, 1);
		const places = twice?.schools ?? [];
		expect(places.slice(0, 42).map(({ left }) => left)).toEqual(
			places.slice(42).map(({ left }) => left.map((value) => expect.closeTo(value, 8))),
		);
	});

	it("does not depend on the order of schools", () => {
		const shuffled = withSchools(input, input.frame.schools.toReversed());
		const [fit] = panelFits(input, 1);
		const [turned] = panelFits(shuffled, 1);
		const found = shuffled.overYears.of(1);
		expect(turned?.tauSchool2).toBeCloseTo(fit?.tauSchool2 ?? 0, 6);
		for (const own of fit?.schools ?? []) expect(found.judge(own.school)?.own.left[0]).toBeCloseTo(own.left[0] ?? 0, 6);
	});
});

describe("rows of the panel", () => {
	const result = (value: number, tested = 100): SchoolResult => ({ value, tested, enrolled: tested });

	it("leave out the thin year, withheld results, floor values, few participants and other kinds of schools", () => {
		const schools = [
			schoolAt(0, 0),
			schoolAt(0, 1, { kind: "virtual", leftOut: { reason: "virtual school", because: "" } }),
			// Left out of this year's fit for this year's result alone.
			schoolAt(0, 2, { leftOut: { reason: "result withheld", because: "" } }),
		];
		const code = (place: number): string => schools[place]?.cds ?? "";
		const results = new Map<string, SchoolResult>([
			[`${code(0)} 2019 1`, result(-10)],
			[`${code(0)} 2021 1`, result(-12)],
			[`${code(0)} 2022 1`, result(-348)],
			[`${code(0)} 2023 1`, { value: suppressed("fewer than 11 students"), tested: 8, enrolled: 8 }],
			[`${code(0)} 2024 1`, { value: 5, tested: 40, enrolled: 100 }],
			[`${code(0)} 2025 1`, result(-14)],
			[`${code(1)} 2025 1`, result(-14)],
			[`${code(2)} 2019 1`, result(3)],
		]);
		const years = [2019, 2021, 2022, 2023, 2024, 2025];
		const rows = panelRowsOf(inputOf(schools, results, { years }, "dfs"))(1);
		expect(Array.from(rows.school, (school, row) => [schools[school]?.cds, rows.year[row]])).toEqual([
			[code(0), 2019],
			[code(0), 2025],
			[code(2), 2019],
		]);
		expect(rows.years).toEqual([2019, 2025]);
	});

	it("take the student mix of each year from the groups' own rows, and the frame's where there are none", () => {
		const schools = [schoolAt(0, 0, { covariates: { percentSed: 70, percentSwd: 9 } })];
		const code = schools[0]?.cds ?? "";
		const results = new Map<string, SchoolResult>([
			[`${code} 2024 1`, result(1, 200)],
			[`${code} 2025 1`, result(1, 100)],
			[`${code} 2024 31`, result(1, 50)],
			[`${code} 2025 31`, { value: suppressed("few"), tested: suppressed("few"), enrolled: suppressed("few") }],
		]);
		const rows = panelRowsOf(inputOf(schools, results, { years: [2024, 2025], groups: [31, 160] }, "dfs"))(1);
		expect(rows.covariates).toEqual(["percentSed", "percentEl", "percentSwd"]);
		expect([...rows.mix]).toEqual([25, 0, 9, 2, 0, 9]);
	});

	it("are none where there is nothing", () => {
		const input = inputOf([schoolAt(0, 0)], new Map([["x", nothing]]), { years: [2024, 2025] }, "percent");
		expect(panelRowsOf(input)(1).school.length).toBe(0);
		expect(panelFits(input, 1)).toEqual([]);
	});
});

describe("rounds between a fit over years and what it is to", () => {
	it("settle on spreads that logits of such counts have where nobody but a few of a few schools meets the standard", () => {
		const years = [2023, 2024, 2025];
		const schools = Array.from({ length: 60 }, (_, at) => schoolAt(Math.floor(at / 6), at % 6, {}));
		const results = new Map<string, SchoolResult>(
			schools.flatMap(({ cds }, at) =>
				years.map((year) => {
					const value = at % 7 === 0 && year === 2024 ? 20 : 0;
					return [`${cds} ${year} 1`, { value, tested: 30, enrolled: 30 }] as const;
				}),
			),
		);
		const [fit] = panelFits(inputOf(schools, results, { years }, "percent"), 1);
		expect(fit?.converged).toBe(true);
		expect(fit?.tauYear2).toBeGreaterThan(0);
		// Full steps swing, to a hundred and more.
		expect(fit?.tauYear2).toBeLessThan(5);
	});
});
