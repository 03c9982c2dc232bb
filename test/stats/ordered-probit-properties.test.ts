import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { numbersIn } from "./numbers.js";
import { defined, expectClose } from "./reference.js";

const options = { numRuns: 100, seed: 20_240_604 };
const cuts = [2428, 2485, 2549];
const hostile = fc.oneof(
	fc.constantFrom(0, 0, 0, 1, 1e6, 1e12),
	fc.integer({ min: 0, max: 60 }),
	fc.constantFrom(0.5, 1e-9),
);
const group = fc.array(hostile, { minLength: 4, maxLength: 4 });
const plain = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 4, maxLength: 4 });

function expectFinite(result: unknown): void {
	expect(numbersIn(result).filter((value) => !Number.isFinite(value))).toEqual([]);
}

describe("level counts, whatever they are", () => {
	it("give finite numbers or a reason", () => {
		fc.assert(
			fc.property(
				group,
				group,
				fc.constantFrom(2200, 2428, 2480.5, 2700, 1e6),
				fc.constantFrom(0.1, 20, 90, 1e6),
				(a, b, mean, sd) => {
					const [first, second] = [Float64Array.from(a), Float64Array.from(b)];
					expectFinite(stats.fitOrderedProbit({ counts: first, cuts }));
					expectFinite(stats.fitOrderedProbit({ counts: first, cuts, mean }));
					expectFinite(stats.fitOrderedProbit({ counts: first, cuts, sd: { value: sd, standardError: sd / 9 } }));
					for (const minimumStudents of [0, 50, 1e15]) {
						expectFinite(stats.vStatisticFromLevels({ first, second, cuts, minimumStudents }));
						expectFinite(stats.vStatisticFromLevels({ first, second, minimumStudents }));
					}
				},
			),
			options,
		);
	});

	it("also as many groups at once", () => {
		fc.assert(
			fc.property(
				fc.array(group, { minLength: 0, maxLength: 12 }),
				fc.constantFrom(0, 50, 1e15),
				(groups, minimumStudents) => {
					const counts = Float64Array.from(groups.flat());
					const means = groups.map((_, g) => (g % 3 === 0 ? 2400 + 10 * g : undefined));
					const known = stats.fitOrderedProbitGroups({ counts, cuts, minimumStudents });
					expect(known.groups.length).toBe(groups.length);
					expectFinite(known);
					expectFinite(stats.fitOrderedProbitGroups({ counts, cuts, means, minimumStudents }));
					expectFinite(stats.fitHetop({ counts, levels: 4, minimumStudents }));
				},
			),
			options,
		);
	});

	it("shift and scale with the cuts, and mirror with the levels", () => {
		fc.assert(
			fc.property(plain, fc.constantFrom(-5000, 0, 300), fc.constantFrom(0.01, 1, 40), (counts, shift, factor) => {
				const own = defined(stats.fitOrderedProbit({ counts: Float64Array.from(counts), cuts }));
				const moved = defined(
					stats.fitOrderedProbit({ counts: Float64Array.from(counts), cuts: cuts.map((cut) => shift + factor * cut) }),
				);
				expectClose(
					[moved.mean, moved.sd, moved.meanStandardError, moved.sdStandardError],
					[shift + factor * own.mean, factor * own.sd, factor * own.meanStandardError, factor * own.sdStandardError],
					1e-8,
				);
				const mirrored = defined(
					stats.fitOrderedProbit({
						counts: Float64Array.from([...counts].reverse()),
						cuts: cuts.map((cut) => -cut).reverse(),
					}),
				);
				expectClose([mirrored.mean, mirrored.sd], [-own.mean, own.sd], 1e-9);
			}),
			options,
		);
	});

	it("ten times the students: same estimates, errors √10 smaller", () => {
		fc.assert(
			fc.property(plain, (counts) => {
				const own = defined(stats.fitOrderedProbit({ counts: Float64Array.from(counts), cuts }));
				const more = defined(stats.fitOrderedProbit({ counts: Float64Array.from(counts, (n) => 10 * n), cuts }));
				expectClose([more.mean, more.sd], [own.mean, own.sd], 1e-9);
				expectClose(
					[more.meanStandardError, more.sdStandardError],
					[own.meanStandardError / Math.sqrt(10), own.sdStandardError / Math.sqrt(10)],
					1e-8,
				);
			}),
			options,
		);
	});

	it("free cuts do not depend on the order of groups; all students together have mean 0 and variance 1", () => {
		fc.assert(
			fc.property(fc.array(plain, { minLength: 2, maxLength: 8 }), (groups) => {
				const run = (order: number[][]) =>
					defined(stats.fitHetop({ counts: Float64Array.from(order.flat()), levels: 4, minimumStudents: 0 }));
				const fit = run(groups);
				const back = run([...groups].reverse());
				const of = (result: stats.HetopFit) => result.groups.map((one) => defined(one));
				expectClose(
					of(back)
						.reverse()
						.map(({ mean }) => mean),
					of(fit).map(({ mean }) => mean),
					1e-7,
					0.01,
				);
				const total = of(fit).reduce((sum, { students }) => sum + students, 0);
				const share = (value: (one: stats.HetopGroup) => number): number =>
					of(fit).reduce((sum, one) => sum + (one.students / total) * value(one), 0);
				expect(Math.abs(share(({ mean }) => mean))).toBeLessThan(1e-12);
				expectClose(
					[share(({ mean, sd }) => mean ** 2 + sd ** 2), share(({ mean }) => mean ** 2)],
					[1, fit.icc],
					1e-10,
					1e-6,
				);
			}),
			{ ...options, numRuns: 60 },
		);
	});

	it("thousands of groups in one call, true means and spreads recovered", () => {
		const random = stats.createRandom("level counts");
		const truth = Array.from({ length: 3000 }, () => ({
			mean: 2490 + 40 * random.normal(),
			sd: 90 + 15 * random.normal(),
		}));
		const counts = new Float64Array(truth.length * 4);
		truth.forEach(({ mean, sd }, g) => {
			for (let i = 0; i < 120; i++) {
				const score = mean + sd * random.normal();
				counts[g * 4 + cuts.filter((cut) => score > cut).length]! += 1;
			}
		});
		const result = stats.fitOrderedProbitGroups({ counts, cuts });
		expectFinite(result);
		const z = truth.flatMap(({ mean }, g) => {
			const group = result.groups[g]!;
			return group.kind === "undefined" ? [] : [(group.mean - mean) / group.meanStandardError];
		});
		expect(z.length).toBeGreaterThan(2950);
		const inside = z.filter((value) => Math.abs(value) < 1.96).length / z.length;
		// 95 percent, three Monte-Carlo standard errors, and half a point for the normal approximation at n = 120.
		expect(Math.abs(inside - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / z.length) + 0.005);
		const free = defined(stats.fitHetop({ counts, levels: 4 }));
		expectFinite(free);
		expect(free.groups.length).toBe(3000);
	});
});
