import { describe, expect, it } from "vitest";
import type { AnalysisInput } from "../../src/analyses/analysis.js";
import { compareYears, type SchoolPair, type YearStanding } from "../../src/analyses/between-years/compute.js";
import type { SchoolResult } from "../../src/analyses/frame/school.js";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import { type Standing, standingsOf } from "../../src/analyses/prediction/standing.js";
import { isKnown } from "../../src/domain/measured.js";
import { inverseLogit } from "../../src/stats/index.js";
import { drawPanel, inputOf, type PanelTruth } from "../helpers/panels.js";
import { printed, type Simulated, shareOf, type Tally } from "../helpers/simulations.js";

const sets = 60;
const years = [2023, 2024, 2025] as const;
const base = {
	districts: 25,
	schools: 10,
	years,
	tauDistrict: 12,
	tauSchool: 20,
	tauYear: 7,
	students: [60, 600],
} as const;

/** A packet's run of two of the three years, with true moves of some schools in the last one. */
function yearsOf(drawn: AnalysisInput, own: readonly number[], moves: ReadonlyMap<string, number>): AnalysisInput {
	const { outcome, schools } = drawn.frame;
	const results = new Map<string, SchoolResult>();
	for (const { cds } of schools) {
		for (const year of own) {
			const result = drawn.panel.result(cds, year, 1);
			const move = year === years[2] ? (moves.get(cds) ?? 0) : 0;
			results.set(`${cds} ${year} 1`, move === 0 ? result : moved(result, move, outcome));
		}
	}
	return inputOf(schools, results, { years: own }, outcome === "percent" ? "percent" : "dfs");
}

/** The same of one year alone: what schools are beside comes from the page's own fit. */
function oneYear(drawn: AnalysisInput, year: number, moves: ReadonlyMap<string, number>): AnalysisInput {
	const input = yearsOf(drawn, [year], moves);
	return { ...input, predictions: predictSchools(input.frame, "context") };
}

/** The result of a school that truly moved by so many points; percents on the logit scale, of which 60 points are one. */
function moved(result: SchoolResult, points: number, outcome: string): SchoolResult {
	const { value, tested } = result;
	if (!isKnown(value) || !isKnown(tested)) return result;
	if (outcome === "dfs") return { ...result, value: value + points };
	const share = (value * tested + 50) / (100 * tested + 100);
	const logit = Math.log(share / (1 - share)) + points / 60;
	return { ...result, value: (100 * Math.round(inverseLogit(logit) * tested)) / tested };
}

const standing = ({ difference, sampling, phi, lasting, ofYear, slope }: Standing): YearStanding => ({
	difference,
	sampling,
	phi,
	lasting,
	ofYear,
	slope,
});

function pairsOf(before: AnalysisInput, after: AnalysisInput): SchoolPair[] {
	const old = new Map((standingsOf(before)?.schools ?? []).map((entry) => [entry.school.cds, entry]));
	return (standingsOf(after)?.schools ?? []).flatMap((now) => {
		const was = old.get(now.school.cds);
		const { cds, level } = now.school;
		return was === undefined ? [] : [{ cds, level, before: standing(was), after: standing(now) }];
	});
}

interface Found {
	/** Schools that did not move, with p < 0.05. */
	readonly falseAlarms: Simulated;
	/** Of the schools named, those that did not move; a set that names none has none. */
	readonly falseShare: number;
	readonly setsWithFalse: number;
	/** Schools that moved, named. */
	readonly power: Simulated;
	readonly expectedBefore: number;
	readonly expectedAfter: number;
	readonly foundAfter: number;
}

/** Variance of one student's result in points: of scores, and of a share near one third on the logit scale. */
const studentVariance = { dfs: 100 ** 2, percent: 60 ** 2 * 4.5 } as const;

/** Standard deviation that chance, with no student in common, and the wobble of two years give a change. */
const trueSd = ({ outcome = "dfs", tauYear }: Omit<PanelTruth, "seed" | "years">, tested: number): number =>
	Math.sqrt(2 * tauYear ** 2 + (2 * studentVariance[outcome]) / tested);

interface World extends Omit<PanelTruth, "seed" | "years"> {
	/** Each packet's files hold one year alone. */
	readonly alone?: boolean;
}

/** @param far standard deviations of its change by which every tenth school moves, up and down in turn; 0 for pure noise */
function simulate({ alone = false, ...truth }: World, far: number): Found {
	const [alarms, power]: Tally[][] = [[], []];
	let [shares, setsWithFalse, before, expected, after] = [0, 0, 0, 0, 0];
	for (let seed = 0; seed < sets; seed++) {
		const { input } = drawPanel({ ...truth, years: [...years], seed: `between-${seed}` });
		const moves = new Map(
			input.frame.schools.flatMap(({ cds, current: { tested } }, place) => {
				if (far === 0 || place % 10 !== 3 || !isKnown(tested)) return [];
				return [[cds, (place % 20 === 3 ? far : -far) * trueSd(truth, tested)] as const];
			}),
		);
		const pairs = alone
			? pairsOf(oneYear(input, years[1], moves), oneYear(input, years[2], moves))
			: pairsOf(yearsOf(input, years.slice(0, 2), moves), yearsOf(input, years.slice(1), moves));
		const outcome = input.frame.outcome;
		const found = compareYears(pairs, 1, outcome);
		if ("without" in found) throw new Error(found.without);
		const still = found.changes.filter(({ cds }) => !moves.has(cds));
		const wrong = still.filter((change) => change.moved).length;
		alarms?.push({ hits: still.filter(({ p }) => p < 0.05).length, cases: still.length });
		power?.push({
			hits: found.changes.filter(({ cds, moved: named, change }) => {
				const true_ = moves.get(cds) ?? 0;
				return named && Math.sign(change) === Math.sign(true_);
			}).length,
			cases: moves.size,
		});
		shares += found.noise.moved === 0 ? 0 : wrong / found.noise.moved / sets;
		if (wrong > 0) setsWithFalse++;
		const { regression } = found.noise;
		before += (regression?.before ?? 0) / sets;
		expected += (regression?.expectedAfter ?? 0) / sets;
		after += (regression?.after ?? 0) / sets;
	}
	return {
		falseAlarms: shareOf(alarms ?? []),
		falseShare: shares,
		setsWithFalse,
		power: far === 0 ? { mean: 0, error: 0 } : shareOf(power ?? []),
		expectedBefore: before,
		expectedAfter: expected,
		foundAfter: after,
	};
}

const say = (what: string, found: Found): void => {
	const { falseAlarms, falseShare, setsWithFalse, power, expectedBefore, expectedAfter, foundAfter } = found;
	process.stderr.write(
		`${what}: p < 0.05 for ${printed(falseAlarms)} of the schools that did not move; false share ${falseShare.toFixed(4)}, in ${setsWithFalse} of ${sets} sets; named of those that moved ${printed(power)}; far out ${expectedBefore.toFixed(1)}, then ${foundAfter.toFixed(1)}, by regression ${expectedAfter.toFixed(1)}\n`,
	);
};

const worlds = [
	["points, other students each year", { ...base, level: "high" }],
	["points, cohorts stay", { ...base, overlap: true }],
	["points, cohorts stay, no wobble of years", { ...base, overlap: true, tauYear: 0 }],
	["percents, other students each year", { ...base, outcome: "percent", level: "high" }],
	["points, cohorts stay, one year in each packet", { ...base, overlap: true, alone: true }],
] as const;

describe("noise", () => {
	it.each(worlds)("is called noise at the stated error: %s", (what, truth) => {
		const found = simulate(truth, 0);
		say(what, found);
		expect(found.falseAlarms.mean).toBeLessThanOrEqual(0.05 + 3 * found.falseAlarms.error);
		// With nothing to find, the false discovery rate is the chance of naming any school at all.
		expect(found.setsWithFalse / sets).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / sets));
		expect(found.foundAfter).toBeLessThan(found.expectedBefore);
		expect(Math.abs(found.foundAfter - found.expectedAfter)).toBeLessThan(0.08 * found.expectedBefore);
	});
});

describe("true moves", () => {
	it.each(worlds)("well beyond detection are all named, and few others with them: %s", (what, truth) => {
		const found = simulate(truth, 8);
		say(what, found);
		expect(found.power.mean).toBe(1);
		expect(found.falseShare).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / (sets * 25)));
	});
});
