import { describe, expect, it } from "vitest";
import { progress } from "../../src/analyses/progress/index.js";
import { drawPanel, type PanelTruth } from "../helpers/panels.js";

const sets = 200;
const base = { districts: 30, schools: 10, tauDistrict: 12, tauSchool: 20, tauYear: 7, students: [60, 600] } as const;
const three = [2023, 2024, 2025];
const six = [2018, 2019, 2022, 2023, 2024, 2025];

interface Tally {
	/** Data sets in which any school is named. */
	readonly setsWithAny: number;
	readonly judged: number;
	readonly up: number;
	readonly stated: number;
	readonly realised: number;
	readonly difference: number;
	readonly error: number;
	/** Named among schools with a true slope of 8 points a year or more. */
	readonly power: number;
}

function tally(truth: Omit<PanelTruth, "seed">): Tally {
	let [setsWithAny, judged, up, stated, realised, large, found] = [0, 0, 0, 0, 0, 0, 0];
	const differences: number[] = [];
	for (let seed = 0; seed < sets; seed++) {
		const { input, slopes } = drawPanel({ ...truth, seed: `progress-${seed}` });
		const districts = [...progress.compute(input).districts].map(([, own]) => own);
		let own = 0;
		for (const district of districts) {
			judged += district.judged.length;
			up += district.up.length;
			for (const { school, probability } of district.up) {
				const isFalse = (slopes.get(school.cds) ?? 0) <= 0 ? 1 : 0;
				stated += 1 - probability;
				realised += isFalse;
				own += 1 - probability - isFalse;
			}
			for (const { school, reading } of district.judged) {
				if ((slopes.get(school.cds) ?? 0) < 8) continue;
				large++;
				if (reading === "continued progress") found++;
			}
		}
		if (districts.some((district) => district.up.length > 0)) setsWithAny++;
		differences.push(own);
	}
	const mean = differences.reduce((sum, value) => sum + value / sets, 0);
	const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2 / (sets - 1), 0);
	const perSet = up > 0 ? up / sets : 1;
	return {
		setsWithAny,
		judged,
		up,
		stated: up > 0 ? stated / up : 0,
		realised: up > 0 ? realised / up : 0,
		difference: mean / perSet,
		error: Math.sqrt(variance / sets) / perSet,
		power: large > 0 ? found / large : 0,
	};
}

const print = (what: string, found: Tally): void => {
	const { up, judged, setsWithAny, stated, realised, error, power } = found;
	process.stderr.write(
		`${what}: continued progress for ${up} of ${judged} schools, in ${setsWithAny} of ${sets} data sets; false ones stated ${stated.toFixed(4)}, realised ${realised.toFixed(4)} (SE ${error.toFixed(4)}); named of those with 8 points a year or more ${power.toFixed(3)}\n`,
	);
};

/** The interval of the spread excludes zero in 2.5 % of data sets in which no slope differs; three standard errors more. */
const mostSets = sets * 0.025 + 3 * Math.sqrt(sets * 0.025 * 0.975);

const few = { ...base, districts: 15, schools: 8 };

describe("pure noise", () => {
	it.each([
		["three years, cohorts stay", { ...few, years: three, overlap: true }],
		["six years, cohorts stay", { ...few, years: six, overlap: true }],
		["six years, cohorts stay, no wobble of years", { ...few, tauYear: 0, years: six, overlap: true }],
		["six years, other students each year", { ...few, level: "high", years: six }],
	] as const)("yields no continued progress beyond the stated error: %s", (what, truth) => {
		const found = tally(truth);
		print(what, found);
		expect(found.judged).toBe(sets * 120);
		expect(found.setsWithAny).toBeLessThanOrEqual(mostSets);
		expect(found.up / found.judged).toBeLessThan(0.005);
	});
});

describe("true slopes", () => {
	it.each([
		["three years, cohorts stay", { ...base, tauSlope: 6, years: three, overlap: true }, 0.1],
		["six years, cohorts stay", { ...few, tauSlope: 4, years: six, overlap: true }, 0.5],
		["six years, other students each year", { ...few, tauSlope: 4, level: "high", years: six }, 0.5],
	] as const)("are named with the stated share of false ones: %s", (what, truth, power) => {
		const found = tally(truth);
		print(what, found);
		expect(found.up).toBeGreaterThan(sets);
		expect(found.difference).toBeGreaterThan(-3 * found.error);
		expect(found.power).toBeGreaterThan(power);
	});
});
