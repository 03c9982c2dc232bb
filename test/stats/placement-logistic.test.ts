/** Logistic regression with and without Firth's penalty against R (fixtures/reference/placement). */

import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, designOf, expectClose, readJson, readTable } from "./reference.js";

const TOLERANCE = 1e-6;

interface Fitted {
	readonly term: string[];
	readonly coef: number[];
	readonly se: number[];
	readonly deviance: number;
	readonly null_deviance: number;
	readonly loglik: number;
}
interface Reference {
	readonly endometrial: { readonly firth: Fitted; readonly firth_profile: number[][] };
	readonly synthetic: Record<"unadjusted" | "adjusted" | "interaction" | "firth", Fitted> & {
		readonly lr_focal: { readonly stat: number; readonly p: number };
		readonly lr_interaction: { readonly stat: number; readonly p: number };
		readonly average_marginal_effect_focal: { readonly unadjusted: number; readonly adjusted: number };
	};
	readonly separated: {
		readonly data: Record<"focal" | "s" | "held", number[]>;
		readonly firth: Fitted;
		readonly firth_profile: number[][];
	};
	readonly ucb: { readonly adjusted: Fitted; readonly unadjusted: Fitted };
}
const reference = readJson<Reference>("placement/logistic.json");

const INTERCEPT = "(Intercept)";
type Columns = Readonly<Record<string, ArrayLike<number>>>;

function inputOf(
	held: ArrayLike<number>,
	columns: Columns,
	penalty: "none" | "firth" = "none",
): stats.BinomialGlmInput {
	return {
		successes: Float64Array.from(held),
		trials: new Float64Array(held.length).fill(1),
		design: designOf(held.length, [1, ...Object.values(columns)]),
		names: [INTERCEPT, ...Object.keys(columns)],
		intercept: INTERCEPT,
		penalty,
	};
}

function expectFit(fit: stats.BinomialGlmFit, expected: Fitted): void {
	const names = fit.names;
	expectClose(
		names.map((name) => fit.coefficients[name]!),
		expected.coef,
		TOLERANCE,
	);
	expectClose(
		names.map((name) => fit.standardErrors[name]!),
		expected.se,
		TOLERANCE,
	);
	expectClose([fit.deviance], [expected.deviance], TOLERANCE);
}

/** Columns: coefficient, lower, upper, penalized likelihood ratio, p. */
function expectProfiles(input: stats.BinomialGlmInput, rows: number[][]): void {
	input.names.forEach((name, k) => {
		const [coefficient, lower, upper, ratio, p] = rows[k]!;
		const profile = defined(stats.glmProfile(input, name));
		expectClose(
			[profile.estimate, profile.lower, profile.upper] as number[],
			[coefficient!, lower!, upper!],
			TOLERANCE,
			0.1,
		);
		const test = defined(stats.glmLikelihoodRatio(input, [name]));
		expectClose([test.statistic, test.p], [ratio!, p!], TOLERANCE);
	});
}

describe("Firth's penalty", () => {
	const endometrial = readTable("placement/endometrial.csv");
	const numbers = (name: string): Float64Array => endometrial.numbers(`"${name}"`);
	const columns = { NV: numbers("NV"), PI: numbers("PI"), EH: numbers("EH") };

	it("endometrial data, separated in NV: no fit without the penalty", () => {
		expect(stats.fitBinomialGlm(inputOf(numbers("HG"), columns))).toEqual({
			kind: "undefined",
			reason: expect.stringContaining("separation"),
		});
		const input = inputOf(numbers("HG"), columns, "firth");
		expectFit(defined(stats.fitBinomialGlm(input)), reference.endometrial.firth);
		expectProfiles(input, reference.endometrial.firth_profile);
		// Heinze & Schemper (2002), table II.
		const { estimate, lower, upper } = defined(stats.glmProfile(input, "NV"));
		expect([estimate, lower, upper].map((value) => (value as number).toFixed(4))).toEqual([
			"2.9293",
			"0.6097",
			"7.8546",
		]);
	});

	it("every student of a group held back", () => {
		const { data, firth, firth_profile } = reference.separated;
		const { held, ...rest } = data;
		expect(stats.fitBinomialGlm(inputOf(held, rest)).kind).toBe("undefined");
		expect(stats.glmProfile(inputOf(held, rest), "focal").kind).toBe("undefined");
		const input = inputOf(held, rest, "firth");
		expectFit(defined(stats.fitBinomialGlm(input)), firth);
		expectProfiles(input, firth_profile);
	});

	it("is the same for counts and for the students behind them, and finite without a single success", () => {
		const input = inputOf([1, 1, 0, 0, 0, 0, 0, 0], { x: [1, 1, 1, 1, 0, 0, 0, 0] }, "firth");
		const students = defined(stats.fitBinomialGlm(input));
		const counts = defined(
			stats.fitBinomialGlm({
				...input,
				successes: Float64Array.of(2, 0),
				trials: Float64Array.of(4, 4),
				design: Float64Array.of(1, 1, 1, 0),
			}),
		);
		expectClose(Object.values(counts.coefficients), Object.values(students.coefficients), 1e-8);
		// A saturated table: the penalty adds one half to every cell.
		expectClose([students.coefficients.x!], [Math.log(2.5 / 2.5 / (0.5 / 4.5))], 1e-8);
		const nobody = defined(stats.fitBinomialGlm(inputOf([0, 0, 0], {}, "firth")));
		expectClose([nobody.coefficients[INTERCEPT]!], [Math.log(0.5 / 3.5)], 1e-8);
		// log likelihood + ½ log(n p q) at p = 1/8.
		const penalized = 3 * Math.log(7 / 8) + 0.5 * Math.log((3 * 7) / 64);
		expectClose([nobody.penalizedLogLikelihood, nobody.nullDeviance], [penalized, 0], 1e-8, 1e-3);
	});
});

describe("placement by group and prior score", () => {
	const table = readTable("placement/synthetic_logit.csv");
	const held = table.numbers('"held"');
	const focal = table.numbers('"focal"');
	const score = table.numbers('"sd_score"');
	const { synthetic } = reference;
	const adjusted = { focal, sd_score: score };
	const product = focal.map((one, i) => one * score[i]!);

	it("R's glm and brglm2", () => {
		for (const [expected, columns] of [
			[synthetic.unadjusted, { focal }],
			[synthetic.adjusted, adjusted],
			[synthetic.interaction, { ...adjusted, product }],
		] as const) {
			const fit = defined(stats.fitBinomialGlm(inputOf(held, columns)));
			expectFit(fit, expected);
			expectClose([fit.logLikelihood, fit.nullDeviance], [expected.loglik, expected.null_deviance], TOLERANCE);
			expect(fit.penalizedLogLikelihood).toBe(fit.logLikelihood);
		}
		expectFit(defined(stats.fitBinomialGlm(inputOf(held, adjusted, "firth"))), synthetic.firth);
	});

	it("likelihood-ratio tests", () => {
		const focalTest = defined(stats.glmLikelihoodRatio(inputOf(held, adjusted), ["focal"]));
		expectClose([focalTest.statistic, focalTest.p], [synthetic.lr_focal.stat, synthetic.lr_focal.p], TOLERANCE);
		const whole = inputOf(held, { ...adjusted, product });
		const interaction = defined(stats.glmLikelihoodRatio(whole, ["product"]));
		const { stat, p } = synthetic.lr_interaction;
		expectClose([interaction.statistic, interaction.p], [stat, p], TOLERANCE);
		// Two terms at once: the difference of the two deviances of R's fits.
		const both = defined(stats.glmLikelihoodRatio(whole, ["sd_score", "product"]));
		expectClose(
			[both.statistic, both.df],
			[synthetic.unadjusted.deviance - synthetic.interaction.deviance, 2],
			TOLERANCE,
		);
	});

	interface More {
		readonly logistic: { readonly profile_ml_adjusted: number[][]; readonly ame: number; readonly ame_se: number };
	}
	const more = readJson<More>("placement/more.json").logistic;

	it("profile limits of the likelihood", () => {
		const input = inputOf(held, adjusted);
		input.names.forEach((name, k) => {
			const { lower, upper } = defined(stats.glmProfile(input, name));
			expectClose([lower, upper] as number[], more.profile_ml_adjusted[k]!, TOLERANCE, 0.1);
		});
	});

	it("average marginal effects", () => {
		const effect = (columns: Columns): stats.MarginalEffect =>
			stats.averageMarginalEffect({
				fit: defined(stats.fitBinomialGlm(inputOf(held, columns))),
				without: inputOf(held, { ...columns, focal: focal.map(() => 0) }).design,
				withChange: inputOf(held, { ...columns, focal: focal.map(() => 1) }).design,
			});
		const expected = synthetic.average_marginal_effect_focal;
		expectClose(
			[effect({ focal }).estimate, effect(adjusted).estimate],
			[expected.unadjusted, expected.adjusted],
			TOLERANCE,
		);
		const { estimate, standardError, lower, upper } = effect(adjusted);
		expectClose([estimate, standardError], [more.ame, more.ame_se], TOLERANCE);
		const z = stats.normalQuantile(0.975);
		expectClose([lower, upper], [estimate - z * standardError, estimate + z * standardError], 1e-12);
	});

	it("weights stand for rows, aliased columns are left out", () => {
		const input = inputOf([1, 0, 1, 0, 1, 0], { x: [1, 1, 1, 0, 0, 0], twice: [2, 2, 2, 0, 0, 0] });
		const fit = defined(stats.fitBinomialGlm(input));
		expect(fit.aliased).toEqual(["twice"]);
		const once = { fit, without: Float64Array.of(1, 0, 0), withChange: Float64Array.of(1, 1, 2) };
		const { estimate } = stats.averageMarginalEffect(once);
		expectClose([estimate], [1 / 3], 1e-9);
		const rows = { fit, without: Float64Array.of(1, 0, 0, 1, 1, 0), withChange: Float64Array.of(1, 1, 0, 1, 1, 0) };
		const weighted = stats.averageMarginalEffect({ ...rows, weights: Float64Array.of(3, 1) });
		expectClose([weighted.estimate], [0.75 / 3], 1e-9);
		expect(stats.glmProfile(input, "twice").kind).toBe("undefined");
		expect(() => stats.glmProfile(input, "absent")).toThrow(stats.StatsError);
		expect(() => stats.glmLikelihoodRatio(input, [])).toThrow(stats.StatsError);
		expect(() => stats.averageMarginalEffect({ ...once, without: Float64Array.of(1) })).toThrow(stats.StatsError);
	});

	it("students with the same covariates taken together give the same fit", () => {
		const banded = score.map((value) => Math.round(value));
		const input = inputOf(held, { focal, banded });
		const together = stats.collapsePatterns(input);
		expect(together.trials.length).toBeLessThan(20);
		const [whole, few] = [defined(stats.fitBinomialGlm(input)), defined(stats.fitBinomialGlm(together))];
		expectClose(Object.values(few.coefficients), Object.values(whole.coefficients), 1e-9);
		expectClose(few.covariance, whole.covariance, 1e-8);
		// Scores as they are leave nothing to take together: R's fit again.
		const same = defined(stats.fitBinomialGlm(stats.collapsePatterns(inputOf(held, adjusted))));
		expectClose(Object.values(same.coefficients), synthetic.adjusted.coef, TOLERANCE);
	});

	it("Berkeley admissions as counts", () => {
		interface Strata {
			readonly cases: { readonly id: string; readonly input: number[][] }[];
		}
		const { cases } = readJson<Strata>("placement/stratified.json");
		const departments = cases.find(({ id }) => id === "ucb_female_vs_male")!.input;
		const rows = departments.flatMap(([admittedF, rejectedF, admittedM, rejectedM], k) => [
			{ met: admittedF!, n: admittedF! + rejectedF!, female: 1, k },
			{ met: admittedM!, n: admittedM! + rejectedM!, female: 0, k },
		]);
		const columns = [
			1,
			rows.map(({ female }) => female),
			...[1, 2, 3, 4, 5].map((j) => rows.map(({ k }) => (k === j ? 1 : 0))),
		];
		const fit = defined(
			stats.fitBinomialGlm({
				successes: Float64Array.from(rows, ({ met }) => met),
				trials: Float64Array.from(rows, ({ n }) => n),
				design: designOf(rows.length, columns),
				names: reference.ucb.adjusted.term,
				intercept: INTERCEPT,
			}),
		);
		const { coef, se, term } = reference.ucb.adjusted;
		expectClose(
			term.map((name) => fit.coefficients[name]!),
			coef,
			TOLERANCE,
		);
		expectClose(
			term.map((name) => fit.standardErrors[name]!),
			se,
			TOLERANCE,
		);
	});
});
