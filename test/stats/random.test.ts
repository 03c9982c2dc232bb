import { describe, expect, it } from "vitest";
import { chiSquareCdf, createRandom, type Random, StatsError } from "../../src/stats/index.js";

const DRAWS = 40_000;
const draw = (label: string, from: (random: Random) => number): number[] => {
	const random = createRandom(`random ${label}`);
	return Array.from({ length: DRAWS }, () => from(random));
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean and variance within four standard errors of theirs (fourth moments taken from the draws). */
function expectMoments(values: readonly number[], center: number, variance: number): void {
	const root = Math.sqrt(values.length);
	expect(Math.abs(mean(values) - center)).toBeLessThanOrEqual((4 * Math.sqrt(variance)) / root);
	const squares = values.map((value) => (value - center) ** 2);
	const spread = Math.sqrt(mean(squares.map((square) => (square - variance) ** 2)));
	expect(Math.abs(mean(squares) - variance)).toBeLessThan((4 * spread) / root + 1e-12);
}

/** p-value of Pearson's goodness of fit; cells with little expected are pooled. */
function goodnessOfFit(values: readonly number[], probabilities: readonly number[]): number {
	const counts = new Float64Array(probabilities.length);
	for (const value of values) counts[value]! += 1;
	let statistic = 0;
	let cells = 0;
	let observed = 0;
	let expected = 0;
	probabilities.forEach((probability, k) => {
		observed += counts[k]!;
		expected += probability * values.length;
		const rest = probabilities.slice(k + 1).reduce((sum, p) => sum + p, 0) * values.length;
		if (expected < 10 || (rest > 0 && rest < 10)) return;
		statistic += (observed - expected) ** 2 / expected;
		cells += 1;
		observed = 0;
		expected = 0;
	});
	return chiSquareCdf(statistic, cells - 1, { upper: true });
}

/** Binomial probabilities by the recurrence from the mode outward, normalized. */
function binomialProbabilities(trials: number, p: number): number[] {
	const mode = Math.floor((trials + 1) * p);
	const out = new Array<number>(trials + 1).fill(0);
	out[mode] = 1;
	for (let k = mode; k < trials; k++) out[k + 1] = (out[k]! * (trials - k) * p) / ((k + 1) * (1 - p));
	for (let k = mode; k > 0; k--) out[k - 1] = (out[k]! * k * (1 - p)) / ((trials - k + 1) * p);
	const total = out.reduce((sum, value) => sum + value, 0);
	return out.map((value) => value / total);
}

describe("uniform stream", () => {
	it("is the same for the same seed on every platform", () => {
		const random = createRandom(42);
		const first = [random.uniform(), random.uniform(), random.integer(1000), random.integer(2 ** 32)];
		const again = createRandom("42");
		expect([again.uniform(), again.uniform(), again.integer(1000), again.integer(2 ** 32)]).toEqual(first);
		expect(first).toMatchInlineSnapshot(`
			[
			  0.3403610913389853,
			  0.2693017719178613,
			  410,
			  2748686698,
			]
		`);
	});

	it("fills 64 cells evenly, stays inside (0, 1), and has no serial correlation", () => {
		const values = draw("uniform", (random) => random.uniform());
		expect(Math.min(...values)).toBeGreaterThan(0);
		expect(Math.max(...values)).toBeLessThan(1);
		expectMoments(values, 0.5, 1 / 12);
		const cells = values.map((value) => Math.floor(64 * value));
		expect(goodnessOfFit(cells, new Array<number>(64).fill(1 / 64))).toBeGreaterThan(0.001);
		const lagged = mean(values.slice(1).map((value, i) => (value - 0.5) * (values[i]! - 0.5)));
		expect(Math.abs(lagged * 12)).toBeLessThan(4 / Math.sqrt(DRAWS));
	});

	it("forks by label: independent of what was drawn, different per label, repeatable", () => {
		const one = createRandom("fork");
		const before = one.fork("a").uniform();
		one.uniform();
		expect(one.fork("a").uniform()).toBe(before);
		expect(one.fork("b").uniform()).not.toBe(before);
		expect(one.fork("a").fork("b").uniform()).not.toBe(one.fork("b").fork("a").uniform());
		const left = createRandom("fork").fork("left");
		const right = createRandom("fork").fork("right");
		const product = mean(Array.from({ length: DRAWS }, () => left.normal() * right.normal()));
		expect(Math.abs(product)).toBeLessThan(4 / Math.sqrt(DRAWS));
	});
});

describe("distributions", () => {
	it("normal", () =>
		expectMoments(
			draw("normal", (random) => random.normal()),
			0,
			1,
		));

	it.each([0.2, 1, 3.5, 400])("gamma with shape %s", (shape) => {
		expectMoments(
			draw(`gamma ${shape}`, (random) => random.gamma(shape)),
			shape,
			shape,
		);
	});

	it.each([
		[0.05, 0.05],
		[2, 5],
		[500, 30],
	])("beta with shapes %s and %s", (a, b) => {
		expectMoments(
			draw(`beta ${a} ${b}`, (random) => random.beta(a, b)),
			a / (a + b),
			(a * b) / ((a + b) ** 2 * (a + b + 1)),
		);
	});

	it.each([
		[12, 0.3],
		[17, 0.02],
		[200, 0.5],
		[5000, 0.003],
		[5000, 0.97],
	])("binomial with %s trials of %s is exact", (trials, p) => {
		const values = draw(`binomial ${trials} ${p}`, (random) => random.binomial(trials, p));
		expectMoments(values, trials * p, trials * p * (1 - p));
		expect(goodnessOfFit(values, binomialProbabilities(trials, p))).toBeGreaterThan(0.001);
	});

	it.each([0, 0.7, 15.9, 16.1, 300])("Poisson with mean %s is exact", (center) => {
		const values = draw(`poisson ${center}`, (random) => random.poisson(center));
		expectMoments(values, center, center);
		const probabilities: number[] = [];
		for (let k = 0, log = -center; k < 700; k++, log += Math.log(center / k)) probabilities.push(Math.exp(log));
		if (center > 0) expect(goodnessOfFit(values, probabilities)).toBeGreaterThan(0.001);
	});

	it("integer is even also where 2³² is no multiple, and shuffle reaches every order equally", () => {
		const values = draw("integer", (random) => random.integer(7));
		expect(goodnessOfFit(values, new Array<number>(7).fill(1 / 7))).toBeGreaterThan(0.001);
		const items = ["a", "b", "c"];
		const orders = ["abc", "acb", "bac", "bca", "cab", "cba"];
		const seen = draw("shuffle", (random) => orders.indexOf(random.shuffle(items).join("")));
		expect(goodnessOfFit(seen, new Array<number>(6).fill(1 / 6))).toBeGreaterThan(0.001);
		expect(items).toEqual(["a", "b", "c"]);
	});

	it("knows the certain cases and refuses the impossible ones", () => {
		const random = createRandom("edges");
		expect([random.binomial(0, 0.5), random.binomial(100, 0), random.binomial(100, 1)]).toEqual([0, 0, 100]);
		const impossible = [
			() => random.integer(0),
			() => random.binomial(-1, 0.5),
			() => random.binomial(3, 1.5),
			() => random.poisson(-1),
			() => random.gamma(0),
			() => random.beta(1, Number.NaN),
			() => createRandom(Number.NaN),
		];
		for (const call of impossible) expect(call).toThrow(StatsError);
	});
});
