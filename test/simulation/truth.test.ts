/** The planted truth is in the counts: spreads, gap, expected means and percents. */

import { describe, expect, test } from "vitest";
import { standardMetScore } from "../../src/domain/tests.js";
import {
	buildWorld,
	type District,
	type School,
	type SimulationOptions,
	schoolTruth,
	type World,
} from "../../src/simulation/index.js";
import { tallySchool } from "../../src/simulation/school-tally.js";
import { cellStart, emptyTally, fields, sumGrades, type TallyFrame, tallyFrame } from "../../src/simulation/tally.js";
import { testedGrades } from "../../src/simulation/world.js";
import { filesOf, smallOptions, truthOf } from "./helpers.js";

const year = 2025;
const subject = "math";

interface Observed {
	readonly district: District;
	readonly school: School;
	readonly scored: number;
	/** Points from standard, and percent met. */
	readonly distance: number;
	readonly percentMet: number;
}

/** Mean distance from standard of a group over the grades of a school, each grade weighing as much as its students. */
function distanceOf(frame: TallyFrame, tally: Float64Array, group: number): { scored: number; sum: number } {
	let scored = 0;
	let sum = 0;
	for (const [position, grade] of frame.grades.entries()) {
		const met = standardMetScore(subject, grade);
		if (met === undefined) continue;
		const start = cellStart(frame, 0, position, group);
		scored += tally[start + fields.scored] ?? 0;
		sum += (tally[start + fields.scoreSum] ?? 0) - met * (tally[start + fields.scored] ?? 0);
	}
	return { scored, sum };
}

/** Regular schools with results, in a world of the seed. */
function observe(
	options: SimulationOptions,
	frame: TallyFrame,
): { world: World; schools: (Observed & { tally: Float64Array })[] } {
	const world = buildWorld(options);
	const schools = world.districts.flatMap((district) =>
		district.schools.flatMap((school) => {
			const tally = emptyTally(frame);
			tallySchool(world, frame, { district, school, year }, tally);
			sumGrades(frame, tally);
			const { scored, sum } = distanceOf(frame, tally, 0);
			if (scored < 30 || school.shape.purpose !== "regular") return [];
			const start = cellStart(frame, 0, frame.grades.length - 1, 0);
			const met = (tally[start + fields.levels + 2] ?? 0) + (tally[start + fields.levels + 3] ?? 0);
			return [{ district, school, scored, distance: sum / scored, percentMet: (100 * met) / scored, tally }];
		}),
	);
	return { world, schools };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => {
	const center = mean(values);
	return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1);
};

/** Standard deviation of students around their school's mean: the noise and what groups add to it. */
const studentSdWithinSchool = 92;

describe("over many seeds", () => {
	const seeds = Array.from({ length: 24 }, (_, index) => `truth ${index}`);
	const frame = tallyFrame([subject], [1]);
	const options = (seed: string): SimulationOptions => ({
		...smallOptions,
		seed,
		districts: 12,
		schools: 14,
		years: [year],
		subjects: [subject],
		tauDistrict: 15,
		tauSchool: 25,
	});
	const worlds = seeds.map((seed) => observe(options(seed), frame));

	/** What is left of a school's result when all but district and school effect is taken away: effects and sampling. */
	const leftOver = worlds.map(({ world, schools }) =>
		schools.map((seen) => {
			const truth = schoolTruth(world, seen, subject, year);
			if (truth === undefined) throw new Error("no truth for a school with results");
			const effects = truth.districtEffect + truth.persistentEffect + truth.transientEffect;
			return { ...seen, effects, rest: seen.distance - (truth.expectedDistance - effects), truth };
		}),
	);

	test("true school and district spreads come back by the method of moments", () => {
		const estimates = leftOver.map((schools) => {
			const codes = [...new Set(schools.map(({ district }) => district.cds))];
			const groups = codes.map((code) => schools.filter(({ district }) => district.cds === code));
			const several = groups.filter((group) => group.length >= 3);
			const within = several.map((group) => ({
				weight: group.length - 1,
				value:
					variance(group.map(({ rest }) => rest)) -
					mean(group.map(({ scored }) => studentSdWithinSchool ** 2 / scored)),
			}));
			const total = within.reduce((sum, { weight }) => sum + weight, 0);
			const school = within.reduce((sum, { weight, value }) => sum + weight * value, 0) / total;
			const sampling = (group: typeof schools): number =>
				mean(group.map(({ scored }) => studentSdWithinSchool ** 2 / scored));
			const noise = mean(several.map((group) => (school + sampling(group)) / group.length));
			return { school, district: variance(several.map((group) => mean(group.map(({ rest }) => rest)))) - noise };
		});
		// 24 worlds of some 150 schools: about 3 % and 6 % standard error of the spreads.
		expect(Math.sqrt(mean(estimates.map(({ school }) => school)))).toBeGreaterThan(25 * 0.92);
		expect(Math.sqrt(mean(estimates.map(({ school }) => school)))).toBeLessThan(25 * 1.08);
		expect(Math.sqrt(mean(estimates.map(({ district }) => district)))).toBeGreaterThan(15 * 0.82);
		expect(Math.sqrt(mean(estimates.map(({ district }) => district)))).toBeLessThan(15 * 1.18);
	});

	test("observed means and percents scatter around the expected ones as sampling makes them, without bias", () => {
		const all = leftOver.flat();
		const z = all.map(({ rest, effects, scored }) => (rest - effects) / (studentSdWithinSchool / Math.sqrt(scored)));
		// z has mean 0 and variance 1; over thousands of schools both are known to a few hundredths.
		expect(Math.abs(mean(z))).toBeLessThan(0.08);
		expect(variance(z)).toBeGreaterThan(0.85);
		expect(variance(z)).toBeLessThan(1.15);
		const percentZ = all.map(({ percentMet, scored, truth }) => {
			const share = truth.expectedPercentMet / 100;
			return (percentMet - truth.expectedPercentMet) / (100 * Math.sqrt((share * (1 - share)) / scored));
		});
		expect(Math.abs(mean(percentZ))).toBeLessThan(0.08);
		expect(variance(percentZ)).toBeGreaterThan(0.8);
		expect(variance(percentZ)).toBeLessThan(1.2);
	});

	test("without spread there is none, in any school", () => {
		const world = buildWorld({ ...options("none"), tauDistrict: 0, tauSchool: 0 });
		for (const district of world.districts) {
			for (const school of district.schools) {
				const truth = schoolTruth(world, { district, school }, subject, year);
				if (truth === undefined) continue;
				expect([truth.districtEffect, truth.persistentEffect, truth.transientEffect].map(Math.abs)).toEqual([0, 0, 0]);
			}
		}
	});
});

test("within schools, students who are disadvantaged lie the chosen gap below those who are not", () => {
	const frame = tallyFrame([subject], [1, 31, 111]);
	const options: SimulationOptions = {
		...smallOptions,
		seed: "gap",
		districts: 10,
		schools: 14,
		years: [year],
		gap: 40,
	};
	const { schools } = observe({ ...options, subjects: [subject] }, frame);
	let weight = 0;
	let sum = 0;
	for (const { tally } of schools) {
		// Grade by grade: the mix of grades may differ between the two groups.
		for (const [position, grade] of frame.grades.entries()) {
			if (standardMetScore(subject, grade) === undefined) continue;
			const cell = (group: number, field: number): number => tally[cellStart(frame, 0, position, group) + field] ?? 0;
			const [sed, notSed] = [cell(1, fields.scored), cell(2, fields.scored)];
			if (sed < 5 || notSed < 5) continue;
			const precision = (sed * notSed) / (sed + notSed);
			weight += precision;
			sum += precision * (cell(2, fields.scoreSum) / notSed - cell(1, fields.scoreSum) / sed);
		}
	}
	// Standard error: the students' spread over the root of the summed precisions.
	expect(Math.abs(sum / weight - 40)).toBeLessThan((4 * studentSdWithinSchool) / Math.sqrt(weight));
	expect(studentSdWithinSchool / Math.sqrt(weight)).toBeLessThan(1.5);
});

test("truth.json states options, spreads on both scales, and every school by subject and year", () => {
	const files = filesOf({ ...smallOptions, seed: 5 });
	const truth = truthOf(files) as {
		options: SimulationOptions;
		spreads: Record<string, number>;
		districts: {
			cds: string;
			name: string;
			schools: { cds: string; years: Record<string, Record<string, unknown>> }[];
		}[];
	};
	const world = buildWorld({ ...smallOptions, seed: 5 });
	expect(truth.options).toEqual({ ...smallOptions, seed: 5 });
	expect(truth.spreads.tauSchool).toBe(20);
	const perPoint = truth.spreads.logitPerPoint ?? 0;
	// A logit is about 1.6–1.9 times a normal deviate, and one student deviation is about 92 points.
	expect(perPoint * studentSdWithinSchool).toBeGreaterThan(1.55);
	expect(perPoint * studentSdWithinSchool).toBeLessThan(2.05);
	expect(truth.spreads.impliedLogitTauSchool).toBeCloseTo(20 * perPoint, 2);
	const written = truth.districts.flatMap((district) => district.schools.map((school) => school.cds));
	expect(written).toEqual(world.districts.flatMap((district) => district.schools.map((school) => school.cds)));
	const [district] = world.districts;
	const school = district?.schools.find((candidate) => testedGrades(candidate, "math").length > 0);
	if (district === undefined || school === undefined) throw new Error("an empty world");
	const expected = schoolTruth(world, { district, school }, "math", 2024);
	const entry = truth.districts[0]?.schools.find(({ cds }) => cds === school.cds)?.years["2024"]?.math;
	expect(entry).toEqual(
		Object.fromEntries(
			Object.entries(expected ?? {}).map(([key, value]) => [key, Math.round(value * 10_000) / 10_000]),
		),
	);
});

test("keys of truth.json are sorted at every depth", () => {
	const unsorted: string[][] = [];
	const walk = (value: unknown): void => {
		if (typeof value !== "object" || value === null) return;
		if (!Array.isArray(value)) {
			const keys = Object.keys(value).filter((key) => !/^\d+$/.test(key));
			if (keys.join() !== keys.toSorted().join()) unsorted.push(keys);
		}
		Object.values(value).forEach(walk);
	};
	walk(truthOf(filesOf({ ...smallOptions, districts: 1, roster: true, damage: true })));
	expect(unsorted).toEqual([]);
});
