import { describe, expect, it } from "vitest";
import { fitNested, type NestedInput, nestedEffects, varianceTable } from "../../src/stats/index.js";
import { parametersFrom } from "../../src/stats/nested-components.js";
import { derivativesAt } from "../../src/stats/nested-derivatives.js";
import { evaluate } from "../../src/stats/nested-likelihood.js";
import { buildNested } from "../../src/stats/nested-model.js";
import { dense, denseEffects, estimatesOf, simulateNested } from "./nested-data.js";
import { defined, expectClose } from "./reference.js";

const truth = { districts: 5, schools: 2, grades: 2, years: 3, district2: 80, school2: 60, grade2: 20, phi: 1.4 };
const { years, ...plain } = simulateNested("dense", truth);
const [district, school, grade] = plain.levels as [
	NestedInput["levels"][0],
	NestedInput["levels"][0],
	NestedInput["levels"][0],
];
const byDistrict = district.groups.map((code) => code % 2);
const free = { minimum: 0.01 };
const mixed = Int32Array.from(plain.response, (_, i) => i % 2);

/** Every shape of the model, with components at which to compare (not the optimum). */
const shapes: [string, NestedInput, number[]][] = [
	["three levels, rows condensed", { ...plain, phi: free }, [50, 70, 30, 1.2]],
	["row effect", { ...plain, phi: free, rowEffect: true }, [50, 70, 30, 15, 0.8]],
	["no level, row effect", { ...plain, levels: [], phi: free, rowEffect: true }, [90, 0.8]],
	["no random effect at all", { ...plain, levels: [], phi: free }, [3]],
	["classes of φ by district", { ...plain, phi: [free, free], phiClasses: byDistrict }, [50, 70, 30, 1.2, 0.7]],
	["classes of φ mixed within groups", { ...plain, phi: [free, free], phiClasses: mixed }, [50, 70, 30, 1.2, 0.7]],
	[
		"slope of school",
		{ ...plain, levels: [district, { ...school, slope: years }, grade], phi: free },
		[50, 81, -9, 1.4, 30, 1.2],
	],
	[
		"slope of school within the outer part",
		{ ...plain, levels: [{ ...school, slope: years }], phi: free, rowEffect: true },
		[80, -11, 2.1, 9, 1.2],
	],
	[
		"slopes of two levels",
		{
			...plain,
			levels: [
				{ ...district, slope: years },
				{ ...school, slope: plain.variances },
			],
			phi: free,
		},
		[90, -8, 1.4, 40, 0.2, 0.01, 1.1],
	],
	["full likelihood", { ...plain, phi: free, method: "ML" }, [50, 70, 30, 1.2]],
	[
		"full likelihood with a slope",
		{ ...plain, levels: [{ ...school, slope: years }], phi: free, method: "ML" },
		[81, -9, 1.4, 1.2],
	],
];

describe.each(shapes)("%s, against dense matrices", (_, input, components) => {
	const model = buildNested(input);
	const theta = parametersFrom(model.levels, Float64Array.from(components));
	const at = (parameters: Float64Array) => {
		const state = evaluate(model, parameters);
		if ("kind" in state) throw new Error(state.reason);
		return state;
	};
	const state = at(theta);

	it("criterion", () => {
		expectClose([state.criterion], [dense(input, components).criterion], 1e-10);
	});

	it("score, by differences of the criterion", () => {
		const { score } = derivativesAt(model, state);
		const numeric = theta.map((value, k) => {
			const step = 1e-5 * Math.max(Math.abs(value), 1e-3);
			const move = (sign: number) => at(theta.map((other, j) => (j === k ? other + sign * step : other))).criterion;
			return -0.5 * ((move(1) - move(-1)) / (2 * step));
		});
		expectClose(score, numeric, 2e-5, Math.max(...score.map(Math.abs)) * 1e-2);
	});
});

describe.each(shapes.filter(([, input]) => input.levels.every(({ slope }) => slope === undefined)))(
	"average information and diagonal of P: %s",
	(_, input, components) => {
		const model = buildNested(input);
		const state = evaluate(model, Float64Array.from(components));
		if ("kind" in state) throw new Error(state.reason);
		const found = derivativesAt(model, state);
		const { projector, py, derivatives } = dense(input, components);
		const times = (m: number[][], v: readonly number[]) => m.map((row) => row.reduce((s, x, j) => s + x * v[j]!, 0));
		const f = derivatives.map((d) => times(d, py));

		it("½ y'P V_k P V_l P y", () => {
			const expected = f.flatMap((one) =>
				f.map((two) => 0.5 * times(projector, two).reduce((s, x, i) => s + x * one[i]!, 0)),
			);
			expectClose(found.information, expected, 1e-8, 1e-6 * Math.max(...expected));
		});
	},
);

describe.each(shapes.filter(([, input]) => input.levels.length > 0))("effects: %s", (_, input) => {
	const fit = defined(fitNested(input));
	const effects = nestedEffects(fit);
	const estimates = estimatesOf(fit);

	it("converged, and no neighbor is better", () => {
		expect(fit.converged).toBe(true);
		expectClose([fit.minus2LogLikelihood], [dense(input, estimates).criterion], 1e-9);
	});

	it("predictions and prediction error variances of every group", () => {
		input.levels.forEach(({ slope }, l) => {
			const { groups, effect, variance, slope: slopes } = effects[l]!;
			for (const position of [0, Math.floor(groups.length / 2), groups.length - 1]) {
				const expected = denseEffects(input, estimates, l, groups[position]!);
				const scale = Math.sqrt(Math.max(...expected.error.map((row, i) => Math.abs(row[i]!)), 1e-6));
				expectClose([effect[position]!], [expected.effect[0]!], 1e-6, scale);
				expectClose([variance[position]!], [expected.error[0]![0]!], 1e-6, 1e-6 * scale ** 2);
				if (slope === undefined) continue;
				expectClose([slopes!.effect[position]!], [expected.effect[1]!], 1e-6, 1e-6);
				expectClose([slopes!.variance[position]!], [expected.error[1]![1]!], 1e-5, 1e-9);
				expectClose([slopes!.covariance[position]!], [expected.error[0]![1]!], 1e-5, 1e-6 * scale);
			}
		});
	});

	it("means of groups and their error, from dense predictions of every row", () => {
		const { v, projector, py, x } = dense(input, estimates);
		const rows = input.response.length;
		const last = input.rowEffect === true ? input.levels.length : input.levels.length - 1;
		const effectsAt = effects[last]!;
		// With all effects in, a row's mean is y less its sampling error: y - R Py with error R - R P R.
		const sampling = (i: number) => v[i]![i]! - withoutSampling(input, estimates, i);
		for (const position of [0, effectsAt.groups.length - 1]) {
			const members =
				input.rowEffect === true
					? [effectsAt.groups[position]!]
					: Array.from({ length: rows }, (_, i) => i).filter(
							(i) => input.levels[last]!.groups[i] === effectsAt.groups[position],
						);
			const n = members.length;
			const mean = members.reduce((s, i) => s + (input.response[i]! - sampling(i) * py[i]!) / n, 0);
			let error = 0;
			for (const i of members) {
				error += sampling(i) / n ** 2;
				for (const j of members) error -= (sampling(i) * projector[i]![j]! * sampling(j)) / n ** 2;
			}
			expectClose([effectsAt.mean[position]!], [mean], 1e-8);
			expectClose([effectsAt.meanVariance[position]!], [error], 1e-6, 1e-3);
		}
		expect(x.length).toBe(rows);
	});

	it("shares of the variance add up", () => {
		const { shares, total } = varianceTable(fit);
		expectClose([shares.reduce((sum, { share }) => sum + share, 0)], [1], 1e-12);
		const { v } = dense(input, estimates);
		expectClose([total], [v.reduce((sum, row, i) => sum + row[i]! / v.length, 0)], 1e-7);
	});
});

/** Diagonal of V without the sampling part. */
function withoutSampling(input: NestedInput, components: readonly number[], i: number): number {
	let at = 0;
	let sum = 0;
	for (const { slope } of input.levels) {
		sum += components[at++]!;
		if (slope === undefined) continue;
		sum += 2 * components[at++]! * slope[i]! + components[at++]! * slope[i]! ** 2;
	}
	return sum + (input.rowEffect === true ? components[at]! : 0);
}
