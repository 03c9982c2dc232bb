import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, fitNested, fitTwoLevel, type NestedFit, nestedEffects } from "../../src/stats/index.js";
import { estimatesOf, reorderNested, shaped } from "./nested-data.js";
import { defined, expectClose } from "./reference.js";
import { simulate } from "./two-level-data.js";

const seeds = fc.integer({ min: 0, max: 1e6 }).map((seed) => `nested ${seed}`);
/** A fixed seed: the same cases on every run. `PROPERTY_FACTOR` is for a longer search by hand. */
const runs = (count: number) => ({ numRuns: count * Number(process.env.PROPERTY_FACTOR ?? 1), seed: 20_241_127 });
const essence = (fit: NestedFit): number[] => [
	...Object.values(fit.coefficients),
	...Object.values(fit.standardErrors),
	fit.minus2LogLikelihood,
];
/** Components are compared on the scale of the largest variance: a small one is known no better than that. */
const scale = 100;

const shapes = fc.constantFrom("condensed" as const, "row" as const, "slope" as const);

describe("what must not matter", () => {
	it("the order of the rows", () => {
		fc.assert(
			fc.property(seeds, shapes, (seed, shape) => {
				const input = shaped(seed, shape);
				const order = createRandom(seed).shuffle(Array.from(input.response.keys()));
				const one = defined(fitNested(input));
				const two = defined(fitNested(reorderNested(input, order)));
				expectClose(essence(two), essence(one), 1e-8);
				expectClose(estimatesOf(two), estimatesOf(one), 1e-6, scale);
				nestedEffects(one).forEach(({ level, groups, effect, variance }, l) => {
					const other = nestedEffects(two)[l]!;
					if (level === "row") return;
					expect([...other.groups]).toEqual([...groups]);
					expectClose(other.effect, effect, 1e-6, 10);
					expectClose(other.variance, variance, 1e-6, 10);
				});
			}),
			runs(12),
		);
	});

	it("the codes of the groups", () => {
		fc.assert(
			fc.property(seeds, shapes, (seed, shape) => {
				const input = shaped(seed, shape);
				const random = createRandom(seed);
				const labels = input.levels.map(({ groups }) => {
					// Codes 1, 4, 7, … shuffled: some codes have no rows at all.
					return random.shuffle(Array.from({ length: Math.max(...groups) + 1 }, (_, d) => 1 + 3 * d));
				});
				const levels = input.levels.map((level, l) => ({ ...level, groups: level.groups.map((d) => labels[l]![d]!) }));
				const one = defined(fitNested(input));
				const two = defined(fitNested({ ...input, levels }));
				expectClose(essence(two), essence(one), 1e-10);
				expectClose(estimatesOf(two), estimatesOf(one), 1e-8, scale);
				const [first] = nestedEffects(one);
				const [second] = nestedEffects(two);
				const place = new Map(Array.from(second!.groups, (code, k) => [code, k]));
				expectClose(
					Array.from(first!.groups, (code) => second!.effect[place.get(labels[0]![code]!)!]!),
					first!.effect,
					1e-6,
					10,
				);
			}),
			runs(8),
		);
	});

	it("units and origins of the columns and of the slope's covariate, and the unit of the response", () => {
		const factors = fc.record({
			x: fc.constantFrom(1e-6, 0.1, 1e5),
			shift: fc.constantFrom(-1e4, 0, 1e6),
			y: fc.constantFrom(1e-3, 100),
			t: fc.constantFrom(0.01, 12),
			origin: fc.constantFrom(0, 7, 2015),
		});
		fc.assert(
			fc.property(seeds, factors, (seed, { x, shift, y, t, origin }) => {
				const input = shaped(seed, "slope");
				const [district, school] = input.levels;
				const moved = {
					...input,
					design: input.design.map((value, k) => (k % 3 === 1 ? x * (value + shift) : value)),
					response: input.response.map((value) => y * value),
					variances: input.variances.map((value) => y * y * value),
					levels: [district!, { ...school!, slope: school!.slope!.map((value) => t * (value + origin)) }],
				};
				const one = defined(fitNested(input));
				const two = defined(fitNested(moved));
				const [d1, v0, c, v1, phi1] = estimatesOf(one) as [number, number, number, number, number];
				const [d2, w0, cc, w1, phi2] = estimatesOf(two) as [number, number, number, number, number];
				expectClose([d2 / y ** 2, phi2], [d1, phi1], 1e-6, scale);
				expectClose([(w1 * t * t) / y ** 2], [v1], 1e-6, 1);
				// Var(u0 + t u1) is the same function of the covariate: read it at its old origin.
				const at = t * origin;
				expectClose([(w0 + 2 * at * cc + at * at * w1) / y ** 2], [v0], 1e-5, scale);
				expectClose([((cc + at * w1) * t) / y ** 2], [c], 1e-5, scale);
				expectClose([(two.coefficients.poverty! * x) / y], [one.coefficients.poverty!], 1e-6);
				expectClose(
					nestedEffects(two)[1]!.mean.map((value) => value / y),
					nestedEffects(one)[1]!.mean,
					1e-6,
				);
			}),
			runs(10),
		);
	});

	it("one level above single rows is the two-level model, whichever way it is asked for", () => {
		fc.assert(
			fc.property(seeds, fc.constantFrom({ fixed: 1 }, { minimum: 0.5 }), (seed, phi) => {
				const { groups, ...rest } = simulate(seed, {
					districts: 10,
					perDistrict: 5,
					tauDistrict2: 60,
					tauSchool2: 120,
					phi: 1.5,
				});
				const two = defined(fitTwoLevel({ ...rest, groups, phi }));
				const district = { name: "district", groups };
				const school = { name: "school", groups: Int32Array.from(groups, (_, i) => i) };
				for (const shape of [{ levels: [district], rowEffect: true }, { levels: [district, school] }]) {
					const fit = defined(fitNested({ ...rest, ...shape, phi }));
					expect(estimatesOf(fit)).toEqual([two.tauDistrict2, two.tauSchool2, two.phi]);
					expect(fit.minus2LogLikelihood).toBe(two.minus2Reml);
				}
			}),
			runs(6),
		);
	});
});

describe("what must change by the right amount", () => {
	it("every row twice with half the precision: the same fit", () => {
		const input = shaped("twice", "condensed");
		const order = Array.from(input.response.keys()).flatMap((i) => [i, i]);
		const twice = reorderNested(input, order);
		// φ would learn from the copies that rows never differ; held, the copies carry no news.
		const one = defined(fitNested({ ...input, phi: { fixed: 1 } }));
		const two = defined(fitNested({ ...twice, variances: twice.variances.map((v) => 2 * v), phi: { fixed: 1 } }));
		expectClose(estimatesOf(two), estimatesOf(one), 1e-8, scale);
		expectClose(Object.values(two.standardErrors), Object.values(one.standardErrors), 1e-9);
		nestedEffects(one).forEach(({ effect, variance, mean }, l) => {
			expectClose(nestedEffects(two)[l]!.effect, effect, 1e-7, 10);
			expectClose(nestedEffects(two)[l]!.variance, variance, 1e-7);
			expectClose(nestedEffects(two)[l]!.mean, mean, 1e-9);
		});
	});

	it("a warm start ends where the search ended, in fewer iterations", () => {
		for (const shape of ["condensed", "row", "slope"] as const) {
			const input = shaped("warm", shape);
			const cold = defined(fitNested(input));
			const warm = defined(fitNested({ ...input, start: Float64Array.from(estimatesOf(cold)) }));
			expectClose(estimatesOf(warm), estimatesOf(cold), 1e-7, scale);
			expect(warm.iterations).toBeLessThan(cold.iterations);
		}
		const data = simulate("warm", { districts: 12, perDistrict: 6, tauDistrict2: 60, tauSchool2: 120, phi: 1.5 });
		const cold = defined(fitTwoLevel({ ...data, phi: { minimum: 0.5 } }));
		const start = Float64Array.of(cold.tauDistrict2, cold.tauSchool2, cold.phi);
		const warm = defined(fitTwoLevel({ ...data, phi: { minimum: 0.5 }, start }));
		expectClose([warm.tauDistrict2, warm.tauSchool2, warm.phi], [...start], 1e-8, scale);
		expect(warm.iterations).toBeLessThan(cold.iterations);
	});
});
