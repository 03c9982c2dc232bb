import { describe, expect, it } from "vitest";
import {
	fitNested,
	type NestedFit,
	type NestedInput,
	nestedEffects,
	profileInterval,
	varianceTable,
} from "../../src/stats/index.js";
import { estimatesOf } from "./nested-data.js";
import { defined, designOf, encode, expectClose, readJson, readTable, type Table } from "./reference.js";

const ordinary = { minimum: 0 };
type Columns = readonly (readonly [string, ArrayLike<number> | number])[];

/** An ordinary mixed model: residual variance unknown and the same for all rows. */
function ordinaryModel(table: Table, y: string, columns: Columns, levels: NestedInput["levels"]): NestedInput {
	return {
		response: table.numbers(y),
		design: designOf(
			table.rows,
			columns.map(([, values]) => values),
		),
		names: columns.map(([name]) => name),
		intercept: columns[0]![0],
		levels,
		variances: new Float64Array(table.rows).fill(1),
		phi: ordinary,
	};
}

interface Lme4 {
	readonly criterion: number;
	readonly fixef: Record<string, number>;
	readonly se: Record<string, number>;
	readonly varcomp: { group: string; var1: string | null; var2: string | null; vcov: number }[];
	readonly sigma2: number;
	readonly blup: Record<
		string,
		{ level: string[]; value: number[] | Record<string, number[]>; cond_var: number[] | number[][][] }
	>;
}

interface Exact {
	readonly criterion: number;
	readonly tau2: number;
	readonly sigma2: number;
	readonly icc: number;
	readonly beta: number | number[];
	readonly se: number | number[];
	readonly reliability: number[];
	readonly blup: number[];
	readonly cond_var: number[];
	readonly mean_reliability: number;
}

function expectFixed(
	fit: NestedFit,
	expected: { beta: number | number[]; se: number | number[] },
	tolerance: number,
): void {
	expectClose(Object.values(fit.coefficients), [expected.beta].flat(), tolerance);
	expectClose(Object.values(fit.standardErrors), [expected.se].flat(), tolerance);
}

/** lme4 within its tolerance: components 1e-4, criterion 1e-8, coefficients 1e-6. */
function expectLme4(fit: NestedFit, expected: Lme4, components: readonly number[]): void {
	expect(fit.converged).toBe(true);
	expectClose([fit.minus2LogLikelihood], [expected.criterion], 1e-8);
	expect(fit.minus2LogLikelihood).toBeLessThanOrEqual(expected.criterion + 1e-8);
	expectClose(estimatesOf(fit), components, 1e-4);
	expectClose(Object.values(fit.coefficients), Object.values(expected.fixef), 1e-6);
	expectClose(Object.values(fit.standardErrors), Object.values(expected.se), 1e-5);
}

/** Exact root of a one-way model, its predictions, reliabilities and conditional variances. */
function expectOneWay(fit: NestedFit, expected: Exact): void {
	expect([fit.converged, fit.notes]).toEqual([true, []]);
	expectClose(estimatesOf(fit), [expected.tau2, expected.sigma2], 1e-8);
	expectClose([fit.minus2LogLikelihood], [expected.criterion], 1e-12);
	expectFixed(fit, expected, 1e-8);
	const [groups] = nestedEffects(fit);
	expectClose(groups!.effect, expected.blup, 1e-6, Math.sqrt(expected.tau2));
	expectClose(groups!.reliability, expected.reliability, 1e-8);
	const conditional = groups!.reliability.map((reliability) => expected.tau2 * (1 - reliability));
	expectClose(conditional, expected.cond_var, 1e-7);
	const { shares } = varianceTable(fit);
	expectClose([shares[0]!.share], [expected.icc], 1e-8);
	expectClose([shares[0]!.reliability!], [expected.mean_reliability], 1e-8);
}

describe("High School and Beyond: 7,185 students in 160 schools", () => {
	const table = readTable("models/hsb/input.csv");
	const hsb = {
		...readJson<Record<string, unknown>>("models/hsb/result.json"),
		...readJson<Record<string, unknown>>("hsb-context.json"),
	} as Record<string, unknown>;
	const lme4 = (name: string) => hsb[name] as Lme4;
	const exact = (name: string) => hsb[name] as Exact;
	// The reference takes schools in the order of their codes; the file is in that order too.
	const school = { name: "school", groups: encode(table.words("School")).codes };
	const column = (name: string) => [name, table.numbers(name)] as const;
	const times = (one: string, two: string) =>
		[`${one}:${two}`, table.numbers(one).map((value, i) => value * table.numbers(two)[i]!)] as const;
	const one = ["(Intercept)", 1] as const;
	const model = (columns: Columns, slope?: string) =>
		ordinaryModel(table, "MathAch", columns, [
			slope === undefined ? school : { ...school, slope: table.numbers(slope) },
		]);

	it.each([
		["null", [one]],
		["meanses", [one, column("MEANSES")]],
		["ses_context", [one, column("SES"), column("MEANSES"), column("Sector")]],
	] as [string, Columns][])("%s: exact root, predictions and lme4", (name, columns) => {
		const fit = defined(fitNested(model(columns)));
		const { tau2, sigma2 } = exact(`${name}_exact`);
		expectOneWay(fit, exact(`${name}_exact`));
		expectLme4(fit, lme4(name), [tau2, sigma2]);
	});

	it("full likelihood: exact root", () => {
		const expected = exact("null_ml_exact");
		const fit = defined(fitNested({ ...model([one]), method: "ML" }));
		expectClose(estimatesOf(fit), [expected.tau2, expected.sigma2], 1e-8);
		expectClose([fit.minus2LogLikelihood], [expected.criterion], 1e-12);
		expectFixed(fit, expected, 1e-8);
		expect(fit.convention).not.toContain("X'V^-1 X");
	});

	it.each([
		["random_slope", [one, column("cses")]],
		[
			"intercepts_slopes",
			[one, column("MEANSES"), column("cses"), column("Sector"), times("MEANSES", "cses"), times("cses", "Sector")],
		],
	] as [string, Columns][])("%s: intercepts and slopes of schools in lme4", (name, columns) => {
		const expected = lme4(name);
		const fit = defined(fitNested(model(columns, "cses")));
		const [v0, v1, c] = expected.varcomp.map((part) => part.vcov) as [number, number, number];
		expect(fit.converged).toBe(true);
		expectClose([fit.minus2LogLikelihood], [expected.criterion], 1e-8);
		expect(fit.minus2LogLikelihood).toBeLessThanOrEqual(expected.criterion + 1e-8);
		expectClose(estimatesOf(fit), [v0, c, v1, expected.sigma2], 1e-4, Math.sqrt(v0 * v1));
		expectClose(Object.values(fit.coefficients), Object.values(expected.fixef), 1e-5);
		expectClose(Object.values(fit.standardErrors), Object.values(expected.se), 1e-4);
		const blup = expected.blup.School?.value as Record<string, number[]> | undefined;
		if (blup === undefined) return;
		const [groups] = nestedEffects(fit);
		expectClose(groups!.effect, blup["(Intercept)"]!, 1e-4, Math.sqrt(v0));
		expectClose(groups!.slope!.effect, blup.cses!, 1e-4, Math.sqrt(v1));
	});
});

describe("lme4's examples", () => {
	const sleep = readTable("models/lme4/sleepstudy_rs.csv");
	const subject = { name: "subject", groups: encode(sleep.words("Subject")).codes };
	const days = [
		["(Intercept)", 1],
		["Days", sleep.numbers("Days")],
	] as Columns;
	const randomSlope = ordinaryModel(sleep, "Reaction", days, [{ ...subject, slope: sleep.numbers("Days") }]);
	const dyestuff = readTable("models/lme4/dyestuff.csv");
	const dyestuff2 = readTable("models/lme4/dyestuff2.csv");
	const batches = (table: Table) =>
		ordinaryModel(table, "Yield", [["one", 1]], [{ name: "batch", groups: encode(table.words("Batch")).codes }]);
	const paste = readTable("models/lme4/pastes.csv");
	const pastes = ordinaryModel(
		paste,
		"strength",
		[["one", 1]],
		[
			{ name: "batch", groups: encode(paste.words("batch")).codes },
			{ name: "cask", groups: encode(paste.words("sample")).codes },
		],
	);
	interface DenseExact {
		readonly theta: number[];
		readonly minus2_reml: number;
		readonly beta: number | number[];
		readonly se: number | number[];
		readonly se_theta_ai: number[];
	}
	const exact = readJson<Record<string, DenseExact>>("models/exact/result.json");

	it.each(["sleepstudy_ri", "dyestuff"])("%s: exact root and lme4", (name) => {
		const expected = readJson<Lme4 & { exact: Exact }>(`models/lme4/${name}.json`);
		const input = name === "dyestuff" ? batches(dyestuff) : ordinaryModel(sleep, "Reaction", days, [subject]);
		const fit = defined(fitNested(input));
		expectOneWay(fit, expected.exact);
		expectLme4(fit, expected, [expected.exact.tau2, expected.exact.sigma2]);
	});

	// The order of the exact script's components → ours.
	it.each([
		["dyestuff", batches(dyestuff), [0, 1]],
		["pastes", pastes, [1, 0, 2]],
		["sleepstudy_rs", randomSlope, [0, 2, 1, 3]],
	] as [string, NestedInput, number[]][])("%s: restricted likelihood by dense matrices", (name, input, order) => {
		const expected = exact[name]!;
		const fit = defined(fitNested(input));
		expectClose(
			estimatesOf(fit),
			order.map((k) => expected.theta[k]!),
			1e-8,
		);
		expectClose(
			fit.components.map(({ standardError }) => standardError!),
			order.map((k) => expected.se_theta_ai[k]!),
			1e-8,
		);
		expectClose([fit.minus2LogLikelihood], [expected.minus2_reml], 1e-12);
		expectFixed(fit, expected, 1e-8);
		expect(fit.gradientNorm).toBeLessThan(1e-10);
	});

	it("dyestuff2: the variance is exactly zero", () => {
		const expected = readJson<Lme4>("models/lme4/dyestuff2.json");
		const fit = defined(fitNested(batches(dyestuff2)));
		expect(fit.components[0]!.estimate).toBe(0);
		expect(fit.components[0]!.atBoundary).toBe(true);
		expect(fit.components[0]!.standardError).toBeUndefined();
		expectLme4(fit, expected, [0, expected.sigma2]);
		const [groups] = nestedEffects(fit);
		expect([...groups!.effect, ...groups!.variance].every((value) => value === 0)).toBe(true);
	});

	it("pastes: predictions and conditional variances of batches and casks", () => {
		const expected = readJson<Lme4>("models/lme4/pastes.json");
		const fit = defined(fitNested(pastes));
		const effects = nestedEffects(fit);
		const conditional = (l: number) =>
			effects[l]!.reliability.map((share) => fit.components[l]!.estimate * (1 - share));
		expectClose(effects[0]!.effect, expected.blup.batch!.value as number[], 1e-5, Math.sqrt(1.657));
		expectClose(conditional(0), expected.blup.batch!.cond_var as number[], 1e-4);
		const casks = encode(paste.words("sample")).labels;
		const place = expected.blup["cask:batch"]!.level.map((label) =>
			casks.indexOf(label.split(":").toReversed().join(":")),
		);
		expectClose(
			place.map((k) => effects[1]!.effect[k]!),
			expected.blup["cask:batch"]!.value as number[],
			1e-5,
			Math.sqrt(8.434),
		);
		expectClose(
			place.map((k) => conditional(1)[k]!),
			expected.blup["cask:batch"]!.cond_var as number[],
			1e-4,
		);
	});

	it("sleepstudy: intercepts and slopes with conditional variances", () => {
		const { value, cond_var } = readJson<Lme4>("models/lme4/sleepstudy_rs.json").blup.Subject!;
		const fit = defined(fitNested(randomSlope));
		const [groups] = nestedEffects(fit);
		const [v0, , v1] = estimatesOf(fit) as [number, number, number];
		const blup = value as Record<string, number[]>;
		expectClose(groups!.effect, blup["(Intercept)"]!, 1e-6, Math.sqrt(v0));
		expectClose(groups!.slope!.effect, blup.Days!, 1e-6, Math.sqrt(v1));
		const matrices = cond_var as number[][][];
		expectClose(
			groups!.reliability.map((share) => v0 * (1 - share)),
			matrices.map((m) => m[0]![0]!),
			1e-5,
		);
		expectClose(
			groups!.slope!.reliability.map((share) => v1 * (1 - share)),
			matrices.map((m) => m[1]![1]!),
			1e-5,
		);
	});

	it("profile intervals by dense matrices", () => {
		const expected = readJson<Record<string, Record<string, [number, number]>>>("profile.json");
		const cases: [string, NestedInput, Record<string, string>][] = [
			["dyestuff", batches(dyestuff), { batch: "batch", phi: "phi" }],
			["dyestuff2", batches(dyestuff2), { batch: "batch" }],
			["pastes", pastes, { batch: "batch", cask: "cask", phi: "phi" }],
			["sleepstudy_rs", randomSlope, { subject: "subject", slope: "subject slope", phi: "phi" }],
		];
		for (const [name, input, components] of cases) {
			const fit = defined(fitNested(input));
			for (const [key, component] of Object.entries(components)) {
				const { lower, upper } = defined(profileInterval(fit, component));
				expectClose([lower, upper], expected[name]![key]!, 1e-6);
			}
		}
	});
});
