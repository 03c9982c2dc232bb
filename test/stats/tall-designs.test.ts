/** Designs of thousands of rows, whose basis comes from the cross-product: certified numbers, and the same rows few at a time. */

import { describe, expect, it } from "vitest";
import { buildBasis, type DesignBasis } from "../../src/stats/design-basis.js";
import { triangleOfGram } from "../../src/stats/gram.js";
import { createRandom, fitLinearModel } from "../../src/stats/index.js";
import { inOrder, inputOf, models, reference, table } from "./caschools.js";
import { defined, designOf, expectClose, readJson, readTable } from "./reference.js";

/** The same rows so many times one below the other: coefficients stay, and (X'X)⁻¹ is divided by the copies. */
function stacked(values: Float64Array, copies: number): Float64Array {
	const all = new Float64Array(copies * values.length);
	for (let copy = 0; copy < copies; copy++) all.set(values, copy * values.length);
	return all;
}

/** T T' = (X'X)⁻¹. */
function inverseCross({ transform, rank }: DesignBasis): Float64Array {
	return Float64Array.from({ length: rank * rank }, (_, at) => {
		const [i, j] = [Math.floor(at / rank), at % rank];
		let sum = 0;
		for (let k = 0; k < rank; k++) sum += transform[i * rank + k]! * transform[j * rank + k]!;
		return sum;
	});
}

/** The largest entry of Q'Q - I. */
function unorthogonal({ q, rank, rows }: DesignBasis): number {
	let worst = 0;
	for (let a = 0; a < rank; a++) {
		for (let b = 0; b <= a; b++) {
			let sum = a === b ? -1 : 0;
			for (let i = 0; i < rows; i++) sum += q[i * rank + a]! * q[i * rank + b]!;
			worst = Math.max(worst, Math.abs(sum));
		}
	}
	return worst;
}

/** The largest entry of X T - Q, for a design without aliased columns. */
function apart(design: Float64Array, { q, rank, rows, transform }: DesignBasis): number {
	let worst = 0;
	for (let i = 0; i < rows; i++) {
		for (let a = 0; a < rank; a++) {
			let sum = -q[i * rank + a]!;
			for (let j = 0; j < rank; j++) sum += design[i * rank + j]! * transform[j * rank + a]!;
			worst = Math.max(worst, Math.abs(sum));
		}
	}
	return worst;
}

/** One, and three columns of which the last is the second plus a part of its own. */
function drawn(rows: number, part: number): { design: Float64Array; names: string[]; intercept: string } {
	const random = createRandom("tall");
	const design = new Float64Array(4 * rows);
	for (let i = 0; i < rows; i++) {
		const [x, z] = [random.normal(), 50 + 10 * random.normal()];
		design.set([1, x, z, x + 0.1 * z + part * random.normal()], 4 * i);
	}
	return { design, names: ["one", "x", "z", "nearly x and z"], intercept: "one" };
}

describe("the basis of many rows", () => {
	it.each([
		["columns far apart", 1],
		["columns nearly alike", 0.1],
		["columns too much alike for the cross-product", 1e-3],
		["columns alike but for 1e-7", 1e-7],
	])("%s: that of the rows once, to the copies", (_name, part) => {
		const once = drawn(500, part);
		const tall = { ...once, design: stacked(once.design, 5) };
		const [few, many] = [buildBasis(once), buildBasis(tall)];
		expect([many.keptNames, many.aliased, many.rank]).toEqual([few.keptNames, [], 4]);
		// What a column has of its own is orthogonal to the constant as far as its center is known.
		expect(unorthogonal(many)).toBeLessThan(1e-12 + 1e-15 / part);
		expect(apart(tall.design, many)).toBeLessThan(1e-12 / part);
		expectClose(
			inverseCross(many).map((value) => 5 * value),
			inverseCross(few),
			1e-12 / part,
		);
		expectClose([many.logDeterminant], [few.logDeterminant - 2 * Math.log(5)], 1e-12 / part);
	});

	it("names a column that adds nothing, as with few rows", () => {
		const { design, names, intercept } = drawn(2500, 0);
		const { aliased, rank } = buildBasis({ design, names, intercept });
		expect([aliased, rank]).toEqual([["nearly x and z"], 3]);
	});

	it("is taken from the cross-product only of many rows whose columns are well apart", () => {
		const unit = (rows: number, part: number): Float64Array => {
			const columns = new Float64Array(2 * rows);
			for (let i = 0; i < rows; i++) {
				// Orthogonal, of unit length; the second leans towards the first, but for its own part.
				const [first, own] = [1 / Math.sqrt(rows), (i % 2 === 0 ? 1 : -1) / Math.sqrt(rows)];
				columns.set([first, Math.sqrt(1 - part * part) * first + part * own], 2 * i);
			}
			return columns;
		};
		expectClose(triangleOfGram(unit(2000, 0.6), 2000, 2)!, [1, 0.8, 0, 0.6], 1e-12);
		expectClose(triangleOfGram(unit(2000, 0.04), 2000, 2)!.subarray(3), [0.04], 1e-11);
		expect(triangleOfGram(unit(2000, 0.02), 2000, 2)).toBeUndefined();
		expect(triangleOfGram(unit(1998, 0.6), 1998, 2)).toBeUndefined();
	});
});

describe("least squares with many rows", () => {
	it.each(models)("California test scores five times over, model %s", (model) => {
		const { response, design, names } = inputOf(model);
		const fit = defined(
			fitLinearModel({
				response: stacked(response, 5),
				design: stacked(design, 5),
				names,
				intercept: "(Intercept)",
				weights: model === "wls_students" ? stacked(table.numbers("students"), 5) : undefined,
			}),
		);
		const expected = reference[model]!;
		expectClose(inOrder(fit, fit.coefficients), inOrder(fit, expected.coef), 1e-9);
		// The sum of squares and X'X are five times as large; degrees of freedom are not.
		const factor = Math.sqrt(expected.df_residual / fit.residualDf);
		const errors = inOrder(fit, expected.se_classical).map((error) => error * factor);
		expectClose(inOrder(fit, fit.standardErrors), errors, 1e-9);
	});

	it.each([
		["Norris", 60],
		["Longley", 130],
	])("NIST %s %s times over", (name, copies) => {
		const set = readTable(`models/nist/${name}.csv`);
		const { exact } = readJson<Record<string, { exact: { beta: string[] } }>>("models/nist/nist.json")[name]!;
		const names = name === "Norris" ? ["x"] : ["x1", "x2", "x3", "x4", "x5", "x6"];
		const fit = defined(
			fitLinearModel({
				response: stacked(set.numbers("y"), copies),
				design: stacked(designOf(set.rows, [1, ...names.map((column) => set.numbers(column))]), copies),
				names: ["one", ...names],
				intercept: "one",
			}),
		);
		expect(fit.rows).toBeGreaterThan(2000);
		expectClose(
			["one", ...names].map((column) => fit.coefficients[column]!),
			exact.beta.map(Number),
			name === "Longley" ? 1e-10 : 1e-9,
		);
	});
});
