import { describe, expect, it } from "vitest";
import { createRandom, type Equation, linearProgram, type Random, StatsError } from "../../src/stats/index.js";
import { integerRanges, wholeOptimum } from "../../src/stats/integer-range.js";

/** All whole points of a box that satisfy the equations, counted one by one. */
function enumerate(lower: readonly number[], upper: readonly number[], equations: readonly Equation[]): number[][] {
	const found: number[][] = [];
	const holds = (point: readonly number[]): boolean =>
		equations.every(
			({ variables, coefficients, right }) =>
				variables.reduce((sum, j, k) => sum + (coefficients[k] ?? 0) * (point[j] ?? 0), 0) === right,
		);
	const walk = (point: readonly number[]): void => {
		if (point.length === lower.length) {
			if (holds(point)) found.push([...point]);
			return;
		}
		for (let value = lower[point.length] ?? 0; value <= (upper[point.length] ?? 0); value++) walk([...point, value]);
	};
	walk([]);
	return found;
}

interface Drawn {
	readonly lower: number[];
	readonly upper: number[];
	readonly truth: number[];
	readonly equations: Equation[];
}

/** Up to five unknowns, up to three equations with coefficients 1, -1 and 2; one in ten has no solution as drawn. */
function drawSystem(random: Random): Drawn {
	const lower = Array.from({ length: 2 + random.integer(4) }, () => random.integer(3));
	const upper = lower.map((low) => low + random.integer(6));
	const truth = lower.map((low, j) => low + random.integer((upper[j] ?? 0) - low + 1));
	const equations = Array.from({ length: 1 + random.integer(3) }, (): Equation => {
		const variables = [...lower.keys()].filter(() => random.uniform() < 0.6);
		const coefficients = variables.map(() => (random.uniform() < 0.7 ? 1 : random.uniform() < 0.5 ? -1 : 2));
		const right = variables.reduce((sum, j, k) => sum + (coefficients[k] ?? 0) * (truth[j] ?? 0), 0);
		return { variables, coefficients, right: right + (random.uniform() < 0.1 ? 1 : 0) };
	});
	return { lower, upper, truth, equations };
}

const system = ({ lower, upper, equations }: Drawn) => ({
	lower: Float64Array.from(lower),
	upper: Float64Array.from(upper),
	equations,
});

describe("the best whole numbers", () => {
	it("cost as little as the cheapest of all solutions", () => {
		const random = createRandom("optima");
		let feasible = 0;
		for (let trial = 0; trial < 400; trial++) {
			const drawn = drawSystem(random);
			const points = enumerate(drawn.lower, drawn.upper, drawn.equations);
			const cost = Float64Array.from(drawn.lower, () => random.integer(7) - 3);
			const relaxed = linearProgram(system(drawn))?.minimize(cost);
			if (relaxed === undefined) continue;
			const found = wholeOptimum(system(drawn), cost, relaxed);
			const costOf = (point: Iterable<number>): number =>
				[...point].reduce((sum, value, j) => sum + value * (cost[j] ?? 0), 0);
			if (points.length === 0) {
				expect(found).toBeUndefined();
				continue;
			}
			feasible++;
			const cheapest = Math.min(...points.map(costOf));
			expect(Math.round(costOf(found ?? [])), JSON.stringify(drawn)).toBe(cheapest);
		}
		expect(feasible).toBeGreaterThan(200);
	});
});

describe("ranges of whole numbers", () => {
	it("agree with counting all solutions", () => {
		const random = createRandom("ranges");
		let feasible = 0;
		for (let trial = 0; trial < 800; trial++) {
			const drawn = drawSystem(random);
			const points = enumerate(drawn.lower, drawn.upper, drawn.equations);
			const found = integerRanges(system(drawn));
			const words = JSON.stringify(drawn);
			if (points.length === 0) {
				expect(found, words).toBeUndefined();
				continue;
			}
			feasible++;
			const ends = drawn.lower.map((_, j) => {
				const values = points.map((point) => point[j] ?? 0);
				return { lower: Math.min(...values), upper: Math.max(...values), exact: true };
			});
			expect(found, words).toEqual(ends);
		}
		expect(feasible).toBeGreaterThan(500);
	});
});

describe("a linear program", () => {
	it("reaches the same optimum from a known point as without one", () => {
		const random = createRandom("start");
		for (let trial = 0; trial < 300; trial++) {
			const drawn = drawSystem(random);
			const cost = Float64Array.from(drawn.lower, () => random.integer(5) - 2);
			const without = linearProgram(system(drawn))?.minimize(cost).value;
			if (enumerate(drawn.truth, drawn.truth, drawn.equations).length === 0 || without === undefined) continue;
			const from = linearProgram(system(drawn), Float64Array.from(drawn.truth))?.minimize(cost).value;
			expect(from).toBeCloseTo(without, 9);
		}
	});

	it("takes another bound for a variable that is below it, and no other", () => {
		const equations = [{ variables: [0, 1], coefficients: [1, 1], right: 12 }];
		const program = linearProgram({ lower: Float64Array.of(0, 0), upper: Float64Array.of(9, 9), equations });
		expect(program?.minimize(Float64Array.of(1, 0)).value).toBe(3);
		program?.limit(0, 5);
		expect(program?.minimize(Float64Array.of(-1, 0)).value).toBe(-5);
		expect(() => program?.limit(0, 4)).toThrow(StatsError);
	});

	it("refuses what is no system", () => {
		const one = Float64Array.of(0);
		expect(() => linearProgram({ lower: one, upper: Float64Array.of(1, 2), equations: [] })).toThrow(StatsError);
		expect(() => linearProgram({ lower: one, upper: Float64Array.of(Number.NaN), equations: [] })).toThrow(StatsError);
		expect(() => linearProgram({ lower: one, upper: one, equations: [] }, new Float64Array(2))).toThrow(StatsError);
	});
});
