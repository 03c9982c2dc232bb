/** Left-out residuals of one fit against the exact leave-out predictions. */

import { expect, it } from "vitest";
import { createRandom, fitTwoLevel, leaveOut, schoolOutResiduals } from "../../src/stats/index.js";

function drawn(districts: number, schools: number) {
	const random = createRandom(`school out ${districts} ${schools}`);
	const rows = districts * schools;
	const groups = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / schools));
	const shared = Float64Array.from({ length: districts }, () => random.normal());
	const variances = Float64Array.from({ length: rows }, () => 0.2 + random.uniform());
	const design = new Float64Array(2 * rows);
	const response = new Float64Array(rows);
	for (let row = 0; row < rows; row++) {
		design.set([1, random.normal()], 2 * row);
		const noise = random.normal() + Math.sqrt(variances[row]!) * random.normal();
		response[row] = 3 + 2 * design[2 * row + 1]! + shared[groups[row]!]! + noise;
	}
	const fit = fitTwoLevel({
		response,
		design,
		names: ["one", "x"],
		intercept: "one",
		groups,
		variances,
		phi: { minimum: 0.25 },
	});
	if (fit.kind === "undefined") throw new Error(fit.reason);
	return fit;
}

it("has the residuals of the exact leave-out, and its variances before the row's own part", () => {
	const fit = drawn(12, 8);
	const [quick, exact] = [schoolOutResiduals(fit), leaveOut(fit).schoolOut];
	expect(quick.df).toBe(94);
	for (const [row, residual] of quick.residual.entries()) {
		expect(residual).toBeCloseTo(exact.residual[row]!, 12);
		const square = residual ** 2 / exact.variance[row]!;
		expect(quick.variance[row]! / (exact.variance[row]! * ((94 - square) / 93))).toBeCloseTo(1, 12);
	}
});

it("comes near the variances of the exact leave-out where schools are many", () => {
	const fit = drawn(100, 12);
	const [quick, exact] = [schoolOutResiduals(fit), leaveOut(fit).schoolOut];
	for (const [row, variance] of quick.variance.entries()) {
		expect(Math.abs(variance / exact.externalVariance[row]! - 1)).toBeLessThan(0.05);
	}
});

it("leaves a row that the others can't predict without a variance", () => {
	const fit = fitTwoLevel({
		response: Float64Array.of(1, 2, 4, 3, 9),
		design: Float64Array.of(1, 0, 1, 0, 1, 0, 1, 0, 1, 1),
		names: ["one", "only"],
		intercept: "one",
		groups: Int32Array.of(0, 0, 1, 1, 2),
		variances: new Float64Array(5).fill(1),
		phi: { fixed: 1 },
	});
	if (fit.kind === "undefined") throw new Error(fit.reason);
	const { residual, variance } = schoolOutResiduals(fit);
	expect([residual[4], variance[4]]).toEqual([0, Number.POSITIVE_INFINITY]);
});
