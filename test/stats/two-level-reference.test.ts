import { describe, expect, it } from "vitest";
import { blups, fitTwoLevel } from "../../src/stats/index.js";
import { defined, designOf, encode, expectClose, readJson, readTable } from "./reference.js";

const names = ["(Intercept)", "api99", "meals", "ell", "avg.ed", "mobility"];
const table = readTable("models/known_variance/input.csv");
const districts = encode(table.words("dnum"));
const common = {
	response: table.numbers("api00"),
	groups: districts.codes,
	variances: table.numbers("vi"),
	intercept: "(Intercept)",
	phi: { fixed: 1 },
};
const full = {
	...common,
	names,
	design: designOf(table.rows, [1, ...names.slice(1).map((name) => table.numbers(name))]),
};
const empty = { ...common, names: ["(Intercept)"], design: new Float64Array(table.rows).fill(1) };
const inOrder = (columns: readonly string[], values: Readonly<Record<string, number>>) =>
	columns.map((c) => values[c]!);

describe("359 California schools in 45 districts, sampling variances known", () => {
	interface Exact {
		readonly theta: [number, number];
		readonly minus2_reml: number;
		readonly beta: number[] | number;
		readonly se: number[] | number;
		readonly se_theta_ai: [number, number];
		readonly blup_district: { level: string[]; value: number[] };
		readonly blup_school: number[];
	}
	const exact =
		readJson<Record<"known_variance_two_level" | "known_variance_two_level_null", Exact>>("models/exact/result.json");

	it.each([
		["with covariates", full, exact.known_variance_two_level],
		["intercept only", empty, exact.known_variance_two_level_null],
	])("components, criterion and coefficients, %s", (_, input, expected) => {
		const fit = defined(fitTwoLevel(input));
		expectClose([fit.tauDistrict2, fit.tauSchool2], expected.theta, 1e-8);
		expectClose([fit.minus2Reml], [expected.minus2_reml], 1e-12);
		expectClose(inOrder(input.names, fit.coefficients), [expected.beta].flat(), 1e-9);
		expectClose(inOrder(input.names, fit.standardErrors), [expected.se].flat(), 1e-9);
		const errors = [fit.informationInverse[0]!, fit.informationInverse[3]!].map(Math.sqrt);
		expectClose(errors, expected.se_theta_ai, 1e-8);
		expect([fit.converged, fit.atBoundary, fit.aliased, fit.districts]).toEqual([true, [], [], 45]);
		expect(fit.gradientNorm).toBeLessThan(1e-10);
	});

	it("district and school effects, to a millionth of their standard deviation", () => {
		const expected = exact.known_variance_two_level;
		const fit = defined(fitTwoLevel(full));
		const effects = blups(fit);
		const wanted = new Map(expected.blup_district.level.map((level, k) => [level, expected.blup_district.value[k]!]));
		const byLabel = districts.labels.map((label) => wanted.get(label)!);
		expectClose(effects.districtEffect, byLabel, 1e-6, Math.sqrt(fit.tauDistrict2));
		expectClose(effects.schoolEffect, expected.blup_school, 1e-6, Math.sqrt(fit.tauSchool2));
	});

	it("standard errors of the effects against metafor's rma.mv", () => {
		interface Ranef {
			readonly level: string[];
			readonly value: number[];
			readonly se: number[];
		}
		const known = readJson<{ two_level: { ranef: Record<string, Ranef> } }>("models/known_variance/result.json");
		const fit = defined(fitTwoLevel(full));
		const effects = blups(fit);
		const district = known.two_level.ranef.dnum!;
		const place = district.level.map((level) => districts.labels.indexOf(level));
		// rma.mv's own components are good to 1e-8 only, so its standard errors are too.
		expectClose(
			place.map((d) => Math.sqrt(effects.districtVariance[d]!)),
			district.se,
			1e-6,
		);
		const school = known.two_level.ranef["dnum/sid"]!;
		const cds = table.words("cds");
		const rows = school.level.map((level) => cds.findIndex((code) => Number(code) === Number(level.split("/")[1])));
		expectClose(
			rows.map((i) => Math.sqrt(effects.schoolVariance[i]!)),
			school.se,
			1e-6,
		);
	});
});

describe("one level (Fay–Herriot)", () => {
	interface FayHerriot {
		readonly tau2: number;
		readonly minus2loglik_reml: number;
		readonly beta: number[];
		readonly se: number[];
		readonly fitted: number[];
		readonly eb: number[];
		readonly eb_residual: number[];
		readonly var_pred_fixed: number[];
	}

	it.each([
		["fh_exact", full],
		["fh_null_exact", empty],
	] as const)("%s: exact root, predictions and full prediction error variance", (key, input) => {
		const expected = readJson<Record<string, FayHerriot>>("models/known_variance/result.json")[key]!;
		const fit = defined(fitTwoLevel({ ...input, districtEffect: false }));
		expect(fit.tauDistrict2).toBe(0);
		expectClose([fit.tauSchool2], [expected.tau2], 1e-8);
		expectClose([fit.minus2Reml], [expected.minus2loglik_reml], 1e-12);
		expectClose(inOrder(input.names, fit.coefficients), [expected.beta].flat(), 1e-9);
		expectClose(inOrder(input.names, fit.standardErrors), [expected.se].flat(), 1e-9);
		expectClose(fit.fitted, expected.fitted, 1e-9);
		const effects = blups(fit);
		const scale = Math.sqrt(expected.tau2);
		expectClose(effects.schoolMean, expected.eb, 1e-9);
		expectClose(effects.schoolEffect, expected.eb_residual, 1e-6, scale);
		expectClose(effects.schoolMeanVariance, expected.var_pred_fixed, 1e-8);
	});

	interface Metafor {
		readonly tau2: number;
		readonly se_tau2: number;
		readonly coef: Record<string, number>;
		readonly se: number[];
		readonly loglik_reml: number;
		readonly blup: { pred: number[]; se: number[] };
		readonly ranef: { pred: number[]; se: number[] };
	}
	const metafor = readJson<Record<string, Metafor>>("models/metafor/result.json");
	const bcg = readTable("models/metafor/bcg.csv");
	const schools = readTable("models/metafor/eight_schools.csv");

	it.each(["bcg_reml", "bcg_ablat"])("metafor %s", (key) => {
		const expected = metafor[key]!;
		const moderators = key === "bcg_ablat" ? ["ablat"] : [];
		const fit = defined(
			fitTwoLevel({
				response: bcg.numbers("yi"),
				variances: bcg.numbers("vi"),
				groups: new Int32Array(bcg.rows),
				names: ["intrcpt", ...moderators],
				intercept: "intrcpt",
				design: designOf(bcg.rows, [1, ...moderators.map((name) => bcg.numbers(name))]),
				phi: { fixed: 1 },
				districtEffect: false,
			}),
		);
		expectClose([fit.tauSchool2], [expected.tau2], 1e-8);
		expectClose(Object.values(fit.coefficients), Object.values(expected.coef), 1e-8);
		expectClose(Object.values(fit.standardErrors), expected.se, 1e-8);
		// metafor's criterion leaves out -log|X'X|.
		const crossLog = moderators.length === 0 ? Math.log(bcg.rows) : logCross(bcg.numbers("ablat"));
		expectClose([fit.minus2Reml - crossLog], [-2 * expected.loglik_reml], 1e-9);
		const effects = blups(fit);
		expectClose(effects.schoolMean, expected.blup.pred, 1e-8);
		expectClose(effects.schoolMeanVariance.map(Math.sqrt), expected.blup.se, 1e-8);
		expectClose(effects.schoolEffect, expected.ranef.pred, 1e-6, Math.sqrt(expected.tau2));
		expectClose(effects.schoolVariance.map(Math.sqrt), expected.ranef.se, 1e-8);
	});

	it("eight schools: the variance is exactly zero", () => {
		const expected = metafor.eight_schools_reml!;
		const fit = defined(
			fitTwoLevel({
				response: schools.numbers("yi"),
				variances: schools.numbers("sei").map((error) => error ** 2),
				groups: new Int32Array(8),
				names: ["intrcpt"],
				intercept: "intrcpt",
				design: new Float64Array(8).fill(1),
				phi: { fixed: 1 },
			}),
		);
		expect([fit.tauDistrict2, fit.tauSchool2]).toEqual([0, 0]);
		expect(fit.atBoundary).toEqual(["tauSchool2"]);
		expect(fit.notes).toEqual(["district variance set to zero: fewer than three districts"]);
		expectClose(
			[fit.coefficients.intrcpt!, fit.standardErrors.intrcpt!],
			[expected.coef.intrcpt!, expected.se[0]!],
			1e-10,
		);
		expectClose([fit.minus2Reml - Math.log(8)], [-2 * expected.loglik_reml], 1e-9);
	});
});

/** log|X'X| for a constant and one column. */
function logCross(x: Float64Array): number {
	const sum = x.reduce((total, value) => total + value, 0);
	const square = x.reduce((total, value) => total + value * value, 0);
	return Math.log(x.length * square - sum * sum);
}
