/** Where one climb is enough: many schools, and districts of which none outweighs the others. */

import { describe, expect, it } from "vitest";
import { createRandom, fitTwoLevel } from "../../src/stats/index.js";
import { buildNested } from "../../src/stats/nested-model.js";
import { hasOneHill } from "../../src/stats/nested-one-hill.js";
import { defined } from "./reference.js";

/** Schools dealt out to districts: the first of them gets `share` of all, the others the same. */
function draw(seed: string, { schools = 1200, districts = 120, share = 0, tau = 0 } = {}) {
	const stream = createRandom(seed);
	const effects = Float64Array.from({ length: districts }, () => tau * stream.normal());
	const first = Math.floor(share * schools);
	const groups = Int32Array.from({ length: schools }, (_, row) => (row < first ? 0 : row % districts));
	const variances = Float64Array.from(groups, () => 0.05 + 0.2 * stream.uniform());
	const response = Float64Array.from(
		groups,
		(group, row) => (effects[group] ?? 0) + Math.sqrt(0.1 + (variances[row] ?? 0)) * stream.normal(),
	);
	const design = new Float64Array(schools).fill(1);
	return { response, design, names: ["one"], intercept: "one", groups, variances, phi: { minimum: 0.25 } };
}

const oneHill = (options: Parameters<typeof draw>[1]): boolean => {
	const { groups, ...input } = draw("size", options);
	return hasOneHill(buildNested({ ...input, levels: [{ name: "district", groups }], rowEffect: true }));
};

describe("one hill", () => {
	it.each([
		["many schools in many districts", {}, true],
		["few schools", { schools: 900 }, false],
		["few districts", { districts: 40 }, false],
		["a district with a quarter of all schools", { share: 0.25 }, false],
		["a district with a tenth of all schools", { share: 0.1 }, true],
	])("%s", (_name, options, expected) => {
		expect(oneHill(options)).toBe(expected);
	});

	it.each([0, 0.02, 0.05, 0.1])("the same optimum from both sides of the boundary, τ = %d", (tau) => {
		for (let round = 0; round < 8; round++) {
			const input = draw(`both sides ${tau} ${round}`, { tau });
			const fit = defined(fitTwoLevel(input));
			for (const start of [Float64Array.of(0, 0.1, 1), Float64Array.of(0.1, 0.02, 0.5)]) {
				const other = defined(fitTwoLevel({ ...input, start }));
				expect(other.tauDistrict2).toBeCloseTo(fit.tauDistrict2, 7);
				expect(other.minus2Reml).toBeCloseTo(fit.minus2Reml, 8);
			}
		}
	});
});
