import { describe, expect, it } from "vitest";
import {
	dersimonianLaird,
	fitNested,
	type NestedFit,
	noiseCorrectedSpread,
	normalQuantile,
} from "../../src/stats/index.js";
import { estimatesOf } from "./nested-data.js";
import { defined, designOf, encode, expectClose, readJson, readTable } from "./reference.js";

function expectFixed(
	fit: NestedFit,
	expected: { beta: number | number[]; se: number | number[] },
	tolerance: number,
): void {
	expectClose(Object.values(fit.coefficients), [expected.beta].flat(), tolerance);
	expectClose(Object.values(fit.standardErrors), [expected.se].flat(), tolerance);
}

describe("known sampling variances", () => {
	interface Metafor {
		readonly tau2: number;
		readonly se_tau2: number;
		readonly coef: Record<string, number>;
		readonly se: number[];
		readonly loglik_reml: number;
		readonly QE: number;
		readonly pi: [number, number];
	}
	interface Rma {
		readonly sigma2_district: number;
		readonly sigma2_school: number;
		readonly coef: Record<string, number>;
		readonly se: number[];
	}
	const metafor = readJson<Record<string, Metafor>>("models/metafor/result.json");
	const known = readJson<Record<string, Metafor> & Record<string, Rma>>("models/known_variance/result.json");
	const table = readTable("models/known_variance/input.csv");
	const names = ["(Intercept)", "api99", "meals", "ell", "avg.ed", "mobility"];
	const rowsOnly = { levels: [], rowEffect: true, phi: { fixed: 1 } };
	const api = (columns: readonly string[]) => ({
		response: table.numbers("api00"),
		variances: table.numbers("vi"),
		names: columns,
		intercept: "(Intercept)",
		design: designOf(table.rows, [1, ...columns.slice(1).map((name) => table.numbers(name))]),
	});
	const bcg = readTable("models/metafor/bcg.csv");
	const schools = readTable("models/metafor/eight_schools.csv");
	const trials = {
		response: bcg.numbers("yi"),
		variances: bcg.numbers("vi"),
		names: ["intrcpt"],
		intercept: "intrcpt",
		design: new Float64Array(bcg.rows).fill(1),
	};
	const eight = {
		...trials,
		response: schools.numbers("yi"),
		variances: schools.numbers("sei").map((error) => error ** 2),
		design: new Float64Array(8).fill(1),
	};

	it.each([
		["two_level", names],
		["two_level_null", names.slice(0, 1)],
	] as const)("%s: metafor's rma.mv, districts and schools", (name, columns) => {
		const expected = known[name] as unknown as Rma;
		const district = { name: "district", groups: encode(table.words("dnum")).codes };
		const school = { name: "school", groups: Int32Array.from({ length: table.rows }, (_, i) => i) };
		// A level of single rows and a row effect are the same model.
		for (const shape of [{ levels: [district], rowEffect: true }, { levels: [district, school] }]) {
			const fit = defined(fitNested({ ...api(columns), ...shape, phi: { fixed: 1 } }));
			expectClose(estimatesOf(fit), [expected.sigma2_district, expected.sigma2_school, 1], 1e-6);
			expectFixed(fit, { beta: Object.values(expected.coef), se: expected.se }, 1e-6);
		}
	});

	it.each([
		["fh_reml", names],
		["fh_null", names.slice(0, 1)],
		["fh_knha", names.slice(0, 2)],
	] as const)("%s: one level with and without covariates, Knapp and Hartung's standard errors", (name, columns) => {
		const expected = known[name] as unknown as Metafor;
		const input = api(columns);
		const fit = defined(fitNested({ ...input, ...rowsOnly }));
		const [row] = fit.components;
		expectClose([row!.estimate], [expected.tau2], 1e-8);
		const q = input.response.reduce(
			(sum, y, i) => sum + (y - fit.fitted[i]!) ** 2 / (row!.estimate + input.variances[i]!),
			0,
		);
		const factor = name === "fh_knha" ? Math.sqrt(q / fit.residualDf) : 1;
		expectClose(Object.values(fit.coefficients), Object.values(expected.coef), 1e-8);
		expectClose(
			Object.values(fit.standardErrors).map((error) => factor * error),
			expected.se,
			1e-8,
		);
	});

	it("bcg: full likelihood, and the prediction interval of a new trial", () => {
		const full = defined(fitNested({ ...trials, ...rowsOnly, method: "ML" }));
		expectClose(
			[full.components[0]!.estimate, full.coefficients.intrcpt!],
			[metafor.bcg_ml!.tau2, metafor.bcg_ml!.coef.intrcpt!],
			1e-8,
		);
		expectClose([full.standardErrors.intrcpt!], metafor.bcg_ml!.se, 1e-8);
		const fit = defined(fitNested({ ...trials, ...rowsOnly }));
		const half = normalQuantile(0.975) * Math.sqrt(fit.components[0]!.estimate + fit.standardErrors.intrcpt! ** 2);
		const center = fit.coefficients.intrcpt!;
		expectClose([center - half, center + half], metafor.bcg_reml!.pi, 1e-8);
	});

	it.each([
		["bcg_dl", trials, metafor.bcg_dl!],
		["eight_schools_dl", eight, metafor.eight_schools_dl!],
		["fh_dl", api(names.slice(0, 1)), known.fh_dl as unknown as Metafor],
	] as const)("%s: DerSimonian and Laird", (_, input, expected) => {
		const fit = defined(dersimonianLaird(input));
		expectClose([fit.tau2, fit.tau2StandardError, fit.q], [expected.tau2, expected.se_tau2, expected.QE], 1e-9);
		expectClose(Object.values(fit.coefficients), Object.values(expected.coef), 1e-8);
		expectClose(Object.values(fit.standardErrors), expected.se, 1e-8);
	});

	it("DerSimonian and Laird without residual degrees of freedom is undefined", () => {
		const one = { ...trials, response: Float64Array.of(1), variances: Float64Array.of(1), design: Float64Array.of(1) };
		expect(dersimonianLaird(one).kind).toBe("undefined");
	});

	it("eight schools: zero by every method", () => {
		const fit = defined(fitNested({ ...eight, ...rowsOnly }));
		const spread = defined(noiseCorrectedSpread({ values: eight.response, variances: eight.variances }));
		expect([fit.components[0]!.estimate, spread.true]).toEqual([0, 0]);
		expectClose([fit.coefficients.intrcpt!], [metafor.eight_schools_reml!.coef.intrcpt!], 1e-10);
	});
});
