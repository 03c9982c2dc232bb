/** Schools drawn from a known truth: the true spread is found again, and the band of chance holds what chance gives. */

import { describe, expect, it } from "vitest";
import type { School } from "../../src/analyses/frame/school.js";
import { variation } from "../../src/analyses/variation/index.js";
import { createRandom, inverseLogit, type Random } from "../../src/stats/index.js";
import { frameOf, schoolAt } from "../helpers/frames.js";
import { inputOfRows } from "../helpers/group-rows.js";

const sets = 600;
const levels = ["elementary", "middle", "high"] as const;
const schoolsPerLevel = [14, 6, 5] as const;

type Draw = (random: Random, level: number, tested: number) => number;

/** One district of 25 schools on three levels, of 20 to 700 students. */
function spreadIn(seed: number, outcome: "percent" | "dfs", draw: Draw) {
	const random = createRandom(`variation-${outcome}-${seed}`);
	const schools: School[] = [];
	for (const [level, name] of levels.entries()) {
		for (let place = 0; place < (schoolsPerLevel[level] ?? 0); place++) {
			const tested = Math.round(20 * 35 ** random.uniform());
			const value = draw(random, level, tested);
			schools.push(schoolAt(0, schools.length, { level: name, current: { value, tested, enrolled: tested } }));
		}
	}
	const input = { ...inputOfRows([], outcome), frame: frameOf(schools, { outcome }) };
	const spread = variation.compute(input).get("0199001")?.spread;
	if (spread === undefined) throw new Error("no spread");
	return spread;
}

/** Points: students spread by the 100 that is assumed where nothing is fitted. */
const inPoints =
	(tau: number): Draw =>
	(random, level, tested) =>
		40 * level + tau * random.normal() + (100 / Math.sqrt(tested)) * random.normal();

/** Percents: binomial counts around a share that differs by level, and from school to school on the logit scale. */
const inPercent =
	(tau: number): Draw =>
	(random, level, tested) =>
		(100 * random.binomial(tested, inverseLogit(0.4 * level - 0.6 + tau * random.normal()))) / tested;

const all = (outcome: "percent" | "dfs", draw: Draw) =>
	Array.from({ length: sets }, (_, seed) => spreadIn(seed, outcome, draw));
const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Monte Carlo standard error of an average. */
const error = (values: readonly number[]): number => {
	const center = average(values);
	return Math.sqrt(average(values.map((value) => (value - center) ** 2)) / values.length);
};
const shareError = (share: number): number => Math.sqrt((share * (1 - share)) / sets);

describe("the true variance", () => {
	it.each([15, 30])("of %s points is found without bias, and its interval holds it 95 times of 100", (tau) => {
		const found = all("dfs", inPoints(tau));
		const squares = found.map((spread) => spread.true ** 2);
		expect(Math.abs(average(squares) - tau ** 2)).toBeLessThan(3 * error(squares));
		const held = found.filter(({ lower, upper }) => lower <= tau && tau <= upper).length / sets;
		expect(Math.abs(held - 0.95)).toBeLessThan(3 * shareError(0.95));
	});
});

describe("the band of chance", () => {
	it.each([
		["points", "dfs", inPoints(0)],
		["percents", "percent", inPercent(0)],
	] as const)("of %s holds the spread as seen 95 times of 100 where schools do not differ", (_, outcome, draw) => {
		const found = all(outcome, draw);
		const held = found.filter(({ raw, chance }) => chance.lower <= raw && raw <= chance.upper).length / sets;
		expect(Math.abs(held - 0.95)).toBeLessThan(3 * shareError(0.95));
	});

	it("holds almost none where they do", () => {
		const found = all("percent", inPercent(0.8));
		const held = found.filter(({ raw, chance }) => chance.lower <= raw && raw <= chance.upper).length / sets;
		expect(held).toBeLessThan(0.1);
	});
});
