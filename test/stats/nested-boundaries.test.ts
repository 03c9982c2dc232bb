import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	createRandom,
	fitNested,
	type NestedFit,
	nestedEffects,
	profileInterval,
	StatsError,
	varianceTable,
} from "../../src/stats/index.js";
import { estimatesOf, reorderNested, shaped, simulateNested, ordinaryTruth as truth } from "./nested-data.js";
import { defined } from "./reference.js";

const seeds = fc.integer({ min: 0, max: 1e6 }).map((seed) => `nested ${seed}`);
/** A fixed seed: the same cases on every run. `PROPERTY_FACTOR` is for a longer search by hand. */
const runs = (count: number) => ({ numRuns: count * Number(process.env.PROPERTY_FACTOR ?? 1), seed: 20_241_127 });
const essence = (fit: NestedFit): number[] => [
	...Object.values(fit.coefficients),
	...Object.values(fit.standardErrors),
	fit.minus2LogLikelihood,
];

describe("boundaries and endings", () => {
	const truths = fc.record({
		districts: fc.integer({ min: 3, max: 9 }),
		schools: fc.integer({ min: 1, max: 3 }),
		grades: fc.integer({ min: 1, max: 3 }),
		years: fc.integer({ min: 1, max: 4 }),
		district2: fc.constantFrom(0, 5, 500),
		school2: fc.constantFrom(0, 5, 500),
		grade2: fc.constantFrom(0, 5, 500),
		phi: fc.constantFrom(0.3, 1, 4),
	});

	it("converges to a valid covariance without NaN, whatever the truth and the shape", () => {
		const phis = fc.constantFrom({ fixed: 1 }, { minimum: 0.2 }, { minimum: 0 });
		const slopes = fc.subarray([0, 1, 2], { maxLength: 2 });
		fc.assert(
			fc.property(seeds, truths, phis, slopes, fc.boolean(), (seed, some, phi, withSlope, rowEffect) => {
				const { years, ...plain } = simulateNested(seed, some);
				fc.pre(plain.response.length > 5 && new Set(years).size > 1);
				const levels = plain.levels.map((level, l) => (withSlope.includes(l) ? { ...level, slope: years } : level));
				const fit = defined(fitNested({ ...plain, levels, phi, rowEffect }));
				// With an intercept and a slope for every two rows nothing is left for φ, and the likelihood has no top.
				const innermost = levels.at(-1)!;
				const saturated =
					innermost.slope !== undefined && 2 * (Math.max(...innermost.groups) + 1) >= plain.response.length;
				expect(fit.converged || (saturated && fit.reason !== undefined)).toBe(true);
				const by = new Map(fit.components.map(({ name, estimate }) => [name, estimate]));
				for (const { kind, level, estimate, standardError } of fit.components) {
					if (kind === "covariance") {
						const limit = Math.sqrt(by.get(level)! * by.get(`${level} slope`)!);
						expect(Math.abs(estimate)).toBeLessThanOrEqual(limit * (1 + 1e-6) + 1e-9);
					} else expect(estimate).toBeGreaterThanOrEqual(0);
					if (standardError !== undefined) expect(Number.isFinite(standardError)).toBe(true);
				}
				const effects = nestedEffects(fit);
				const numbers = effects.flatMap(({ effect, variance, reliability, mean, meanVariance, slope }) => [
					...effect,
					...variance,
					...reliability,
					...mean,
					...meanVariance,
					...(slope ? [...slope.effect, ...slope.variance, ...slope.covariance, ...slope.reliability] : []),
				]);
				const table = varianceTable(fit);
				expect([...numbers, ...essence(fit), ...table.shares.map(({ share }) => share)].every(Number.isFinite)).toBe(
					true,
				);
				expect(effects.flatMap(({ variance }) => [...variance]).every((value) => value >= -1e-9)).toBe(true);
			}),
			runs(60),
		);
	});

	it("a slope that is all intercept ends at a correlation of one, and says so", () => {
		const { years, ...plain } = simulateNested("collinear", {
			...truth,
			districts: 30,
			district2: 0,
			school2: 0,
			grade2: 0,
			phi: 0.02,
		});
		const [, school] = plain.levels;
		const random = createRandom("collinear effects");
		const effects = Array.from({ length: Math.max(...school!.groups) + 1 }, () => 8 * random.normal());
		const response = plain.response.map(
			(value, i) => value + effects[school!.groups[i]!]! * (1 + 0.5 * (years[i]! - 6)),
		);
		const input = {
			...plain,
			response,
			levels: [{ ...school!, slope: years.map((year) => year - 6) }],
			phi: { minimum: 0.01 },
		};
		const fit = defined(fitNested(input));
		const [v0, c, v1] = estimatesOf(fit) as [number, number, number];
		expect(fit.converged).toBe(true);
		const correlation = c / Math.sqrt(v0 * v1);
		expect(correlation).toBeGreaterThan(0.9);
		expect(correlation).toBeLessThanOrEqual(1 + 1e-12);
		expect(fit.components[2]!.atBoundary).toBe(correlation > 1 - 1e-9);
	});

	it("a profile interval holds its estimate, widens with the level, and is refused where there is none", () => {
		const fit = defined(fitNested(shaped("profile", "slope")));
		for (const { name, estimate, kind } of fit.components) {
			if (kind === "covariance") continue;
			const narrow = defined(profileInterval(fit, name, { level: 0.5 }));
			const wide = defined(profileInterval(fit, name));
			expect(narrow.lower).toBeLessThanOrEqual(estimate);
			expect(narrow.upper).toBeGreaterThanOrEqual(estimate);
			expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
			expect(wide.upper).toBeGreaterThan(narrow.upper);
		}
		expect(() => profileInterval(fit, "school covariance")).toThrow(StatsError);
		expect(() => profileInterval(fit, "nobody")).toThrow(StatsError);
		const held = defined(fitNested({ ...shaped("profile", "condensed"), phi: { fixed: 1 } }));
		expect(profileInterval(held, "phi")).toEqual({ kind: "undefined", reason: "phi is held, not estimated" });
	});

	it("says what it held: few groups, one child each, φ beside equal variances", () => {
		const { years, ...plain } = simulateNested("held", truth);
		const [district, school, grade] = plain.levels;
		const two = { name: "region", groups: district!.groups.map((d) => d % 2) };
		const same = { name: "campus", groups: school!.groups };
		const fit = defined(
			fitNested({
				...plain,
				levels: [two, { ...district!, groups: district!.groups }, school!, same],
				phi: { fixed: 1 },
			}),
		);
		expect(fit.notes).toEqual([
			"region variance set to zero: fewer than three regions",
			"school variance set to zero: every school has one campus, so the two variances cannot be told apart",
		]);
		expect(fit.components.filter(({ held }) => held).map(({ name }) => name)).toEqual(["region", "school", "phi"]);
		const equal = { ...plain, variances: new Float64Array(years.length).fill(9), levels: [district!], rowEffect: true };
		expect(defined(fitNested({ ...equal, phi: { minimum: 1 } })).notes).toEqual([
			"phi held at its minimum: all sampling variances are equal, so it cannot be told from the row variance",
		]);
		expect(defined(fitNested({ ...plain, levels: [grade!], phi: { minimum: 0 } })).notes).toEqual([]);
	});

	it("says when it stopped early; a perfect fit and saturation end well", () => {
		const input = shaped("early", "condensed");
		const early = defined(fitNested({ ...input, maxIterations: 1 }));
		expect([early.converged, early.reason]).toEqual([false, "stopped after 1 iterations"]);
		expect(profileInterval(early, "school").kind).toBe("undefined");
		const perfect = defined(
			fitNested({ ...input, response: input.design.filter((_, k) => k % 3 === 1).map((x) => 3 + 2 * x) }),
		);
		expect(estimatesOf(perfect)).toEqual([0, 0, 0, 0.05]);
		expect(varianceTable(perfect).shares.every(({ share }) => Number.isFinite(share))).toBe(true);
		expect(fitNested(reorderNested(input, [0, 1])).kind).toBe("undefined");
	});

	it.each([
		[
			"groups that are not nested",
			{
				levels: [
					{ name: "a", groups: Int32Array.of(0, 1, 1) },
					{ name: "b", groups: Int32Array.of(0, 0, 1) },
				],
			},
		],
		[
			"two levels of one name",
			{
				levels: [
					{ name: "a", groups: Int32Array.of(0, 1, 1) },
					{ name: "a", groups: Int32Array.of(0, 1, 2) },
				],
			},
		],
		["a constant slope", { levels: [{ name: "a", groups: Int32Array.of(0, 1, 1), slope: Float64Array.of(2, 2, 2) }] }],
		[
			"a slope with NaN",
			{ levels: [{ name: "a", groups: Int32Array.of(0, 1, 1), slope: Float64Array.of(2, Number.NaN, 2) }] },
		],
		["too few groups", { levels: [{ name: "a", groups: Int32Array.of(0, 1) }] }],
		["a negative φ", { phi: { minimum: -1 } }],
		["φ fixed at zero", { phi: { fixed: 0 } }],
		["fewer φ than classes", { phi: [{ minimum: 0 }], phiClasses: Int32Array.of(0, 1, 0) }],
		["more φ than classes", { phi: [{ minimum: 0 }, { minimum: 0 }] }],
		["a φ class that no row has", { phiClasses: Int32Array.of(0, 2, 0) }],
		["a start of the wrong length", { start: Float64Array.of(1) }],
		["a variance of zero", { variances: Float64Array.of(1, 0, 1) }],
	])("refuses %s", (_, change) => {
		const good = {
			response: Float64Array.of(1, 2, 3),
			design: Float64Array.of(1, 1, 1),
			names: ["one"],
			intercept: "one",
			levels: [{ name: "a", groups: Int32Array.of(0, 1, 1) }],
			variances: Float64Array.of(1, 1, 1),
			phi: { minimum: 0 },
		};
		expect(() => fitNested({ ...good, ...change })).toThrow(StatsError);
	});
});
