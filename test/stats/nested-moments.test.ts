/** Where climbs begin and end: variances by moments, starts of many cells, fits that end early, an earlier fit used again. */

import { describe, expect, it } from "vitest";
import {
	createRandom,
	fitNested,
	fitTwoLevel,
	type NestedFit,
	type NestedInput,
	StatsError,
} from "../../src/stats/index.js";
import { buildNested } from "../../src/stats/nested-model.js";
import { momentVariances } from "../../src/stats/nested-moments.js";
import { estimatesOf, ordinaryTruth, shaped, simulateNested } from "./nested-data.js";
import { defined, encode, expectClose, readJson, readTable } from "./reference.js";

function oneMean(file: string, response: string, levels: readonly (readonly [string, string])[]): NestedInput {
	const table = readTable(`models/lme4/${file}.csv`);
	return {
		response: table.numbers(response),
		design: new Float64Array(table.rows).fill(1),
		names: ["one"],
		intercept: "one",
		levels: levels.map(([name, column]) => ({ name, groups: encode(table.words(column)).codes })),
		variances: new Float64Array(table.rows).fill(1),
		phi: { minimum: 0 },
	};
}

const dyestuff = oneMean("dyestuff", "Yield", [["batch", "Batch"]]);
const pastes = oneMean("pastes", "strength", [
	["batch", "batch"],
	["cask", "sample"],
]);
const moments = (input: NestedInput, phi: number): number[] =>
	momentVariances(buildNested(input), Float64Array.of(phi));

describe("variances by moments", () => {
	const exact = readJson<{ pastes: { theta: number[] } }>("models/exact/result.json");

	// In balanced data with positive estimates restricted likelihood and moments are the same.
	it("are those of balanced tables: the batches of dyestuff", () => {
		const { exact: one } = readJson<{ exact: { tau2: number; sigma2: number } }>("models/lme4/dyestuff.json");
		expectClose(moments(dyestuff, one.sigma2), [one.tau2], 1e-8);
		const rows = moments({ ...dyestuff, rowEffect: true, phi: { fixed: 1 } }, 1);
		expectClose(rows, [one.tau2, one.sigma2 - 1], 1e-8);
	});

	it("are those of balanced tables: casks in the batches of pastes", () => {
		const [cask, batch, residual] = exact.pastes.theta as [number, number, number];
		expectClose(moments(pastes, residual), [batch, cask], 1e-8);
		expectClose(moments({ ...pastes, rowEffect: true }, 0.25), [batch, cask, residual - 0.25], 1e-8);
	});

	it("fall below zero where noise explains more than all", () => {
		const [batch] = moments(oneMean("dyestuff2", "Yield", [["batch", "Batch"]]), 100);
		expect(batch).toBeLessThan(0);
	});

	it("are right on average in unbalanced data", () => {
		const truth = { ...ordinaryTruth, districts: 30, grade2: 0 };
		const sets = 120;
		const found = Array.from({ length: sets }, (_, set) => {
			const { years: _years, levels, ...drawn } = simulateNested(`moments ${set}`, truth);
			const random = createRandom(`row effects ${set}`);
			// What the covariates add is taken off, so that there is but a mean to find.
			const response = drawn.response.map(
				(value, i) => value + 0.6 * drawn.design[3 * i + 1]! - 2 * drawn.design[3 * i + 2]! + 7 * random.normal(),
			);
			const input = {
				...drawn,
				response,
				design: new Float64Array(response.length).fill(1),
				names: ["one"],
				levels: levels.slice(0, 2),
				rowEffect: true,
				phi: { fixed: truth.phi },
			};
			return moments(input, truth.phi);
		});
		[truth.district2, truth.school2, 49].forEach((variance, k) => {
			const values = found.map((one) => one[k]!);
			const mean = values.reduce((sum, value) => sum + value / sets, 0);
			const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sets * (sets - 1)));
			expect(Math.abs(mean - variance)).toBeLessThan(3 * error);
		});
	});
});

describe("a fit of many cells", () => {
	const large = (district2: number): NestedInput => {
		const { years: _years, ...drawn } = simulateNested("many cells", {
			...ordinaryTruth,
			districts: 160,
			schools: 6,
			district2,
		});
		return { ...drawn, levels: drawn.levels.slice(0, 2), rowEffect: true, phi: { fixed: 1 } };
	};

	it.each([60, 0])("ends at the same place from moments and from far away, districts' variance %s", (district2) => {
		const input = large(district2);
		expect(input.response.length).toBeGreaterThan(5000);
		const found = defined(fitNested(input));
		const far = defined(fitNested({ ...input, start: Float64Array.of(400, 5, 300, 1) }));
		expect([found.converged, far.converged]).toEqual([true, true]);
		expectClose([found.minus2LogLikelihood], [far.minus2LogLikelihood], 1e-12);
		expectClose(estimatesOf(found), estimatesOf(far), 1e-7, 1e-3);
	});
});

describe("a fit that may end early", () => {
	it.each(["condensed", "row", "slope"] as const)("is as near as asked: %s", (shape) => {
		const input = shaped("early", shape);
		const full = defined(fitNested(input));
		const early = defined(fitNested({ ...input, closeEnough: 1e-2 }));
		expect(early.converged).toBe(true);
		expect(early.iterations).toBeLessThan(full.iterations);
		const rise = early.minus2LogLikelihood - full.minus2LogLikelihood;
		expect(rise).toBeGreaterThanOrEqual(-1e-9);
		expect(rise).toBeLessThan(1e-3);
		for (const [k, { estimate, standardError }] of full.components.entries()) {
			// A covariance at its limit has no standard error to be measured by.
			if (standardError === undefined) continue;
			expect(Math.abs(early.components[k]!.estimate - estimate)).toBeLessThanOrEqual(0.02 * standardError);
		}
	});

	it("asks for a distance above zero", () => {
		for (const closeEnough of [0, -1, Number.NaN]) {
			expect(() => fitNested({ ...dyestuff, closeEnough })).toThrow(StatsError);
			const { levels, ...rest } = dyestuff;
			const groups = levels[0]!.groups;
			expect(() => fitTwoLevel({ ...rest, phi: { fixed: 1 }, groups, closeEnough })).toThrow(StatsError);
		}
	});
});

describe("an earlier fit", () => {
	const told = ({ working: _, ...fit }: NestedFit) => fit;

	it("hands on what does not depend on the variances, to the last bit, and must have as many rows", () => {
		const input = shaped("basis", "row");
		const first = defined(fitNested(input));
		const other = shaped("another basis", "row");
		expect(other.response.length).not.toBe(input.response.length);
		expect(() => fitNested({ ...other, earlier: first.working })).toThrow("earlier");
		for (const variances of [input.variances, input.variances.map((value, row) => value * (1 + (row % 3)))]) {
			const afresh = defined(fitNested({ ...input, variances }));
			const again = defined(fitNested({ ...input, variances, earlier: first.working }));
			expect(told(again)).toEqual(told(afresh));
		}
	});

	it("is gone on with from where it ended, under the same variances alone", () => {
		const input = shaped("basis", "row");
		const first = defined(fitNested({ ...input, closeEnough: 1e-2 }));
		const start = Float64Array.from(first.components, ({ estimate }) => estimate);
		const [afresh, goneOn] = [undefined, first.working].map((earlier) =>
			defined(fitNested({ ...input, start, ...(earlier === undefined ? {} : { earlier }) })),
		);
		expect(goneOn && told(goneOn)).toEqual(afresh && told(afresh));
		const variances = input.variances.map((value) => 2 * value);
		const moved = defined(fitNested({ ...input, variances, start, earlier: first.working }));
		expect(moved.minus2LogLikelihood).not.toBe(first.minus2LogLikelihood);
		expect(told(moved)).toEqual(told(defined(fitNested({ ...input, variances, start }))));
	});
});
