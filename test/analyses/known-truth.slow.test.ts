/** Intervals against schools drawn from a known truth: all levels, both questions, small and large schools. */

import { beforeAll, describe, expect, it } from "vitest";
import type { LevelFit } from "../../src/analyses/prediction/fit.js";
import { judgeSchools } from "../../src/analyses/prediction/judge.js";
import { scaleOf } from "../../src/analyses/prediction/scale.js";
import { attainable, heldOf, rangesOf } from "../helpers/count-chances.js";
import { drawFrame, type Truth } from "../helpers/frames.js";
import { fitOf, meanOf, printed, type Simulated, shareOf, type Tally, tally } from "../helpers/simulations.js";

const sets = 200;
const levels = [0.5, 0.8, 0.95] as const;
const sizes = ["small", "large", "all"] as const;
const questions = ["within", "anywhere"] as const;
type Size = (typeof sizes)[number];
type Question = (typeof questions)[number];

const belongs: Readonly<Record<Size, (tested: number) => boolean>> = {
	small: (tested) => tested <= 60,
	large: (tested) => tested >= 300,
	all: () => true,
};

const usual = { districts: 40, schools: 12, students: [30, 600] } as const;

/** What intervals hold, by size, question and level. */
class Coverages {
	readonly #tallies = new Map<string, Tally[]>();

	push(place: Place, tally: Tally): void {
		const key = keyOf(place);
		this.#tallies.set(key, [...(this.#tallies.get(key) ?? []), tally]);
	}

	of(place: Place): Simulated {
		return shareOf(this.#tallies.get(keyOf(place)) ?? []);
	}

	print(what: string): void {
		for (const question of questions) {
			for (const size of sizes) {
				const found = levels.map((level) => printed(this.of({ size, question, level })));
				process.stderr.write(`${what}, ${question}, ${size} schools: ${found.join(", ")}\n`);
			}
		}
	}
}

interface Place {
	readonly size: Size;
	readonly question: Question;
	readonly level: number;
}
const keyOf = ({ size, question, level }: Place): string => `${size} ${question} ${level}`;

/** Schools inside their intervals, as the program judges them. */
function addIntervals(found: Coverages, fit: LevelFit, truth: Omit<Truth, "seed">): void {
	const { judged } = judgeSchools(fit, scaleOf(truth.outcome ?? "percent"));
	for (const { size, question, level } of grid) {
		const members = judged.filter(({ tested }) => belongs[size](tested));
		const p = members.map((school) => school[question]?.p ?? Number.NaN);
		found.push({ size, question, level }, tally(p.map((value) => value >= 1 - level)));
	}
}

function cover(what: string, truth: Omit<Truth, "seed">): Coverages {
	const found = new Coverages();
	for (let set = 0; set < sets; set++) addIntervals(found, fitOf(drawFrame({ ...truth, seed: `known ${set}` })), truth);
	found.print(what);
	return found;
}

/** Percents, whose counts are discrete: what the intervals hold, beside what they hold at the best, and of the counts' ranges. */
interface Counted {
	readonly intervals: Coverages;
	/** What intervals hold less what those of the true distribution hold at the best; against similar schools anywhere. */
	readonly beyond: Coverages;
	readonly ranges: Coverages;
	/** What the fits found, over the data sets. */
	readonly estimates: Readonly<Record<Estimate, Simulated>>;
}

const estimates = ["φ", "τ² of schools", "τ² of districts", "slope", "result less prediction"] as const;
type Estimate = (typeof estimates)[number];

function estimatesOf(fit: LevelFit): Record<Estimate, number> {
	const { phi, tauSchool2, tauDistrict2, coefficients } = fit.fit;
	const { judged } = judgeSchools(fit, scaleOf("percent"));
	const residuals = judged.map(({ anywhere }) => anywhere?.residual ?? Number.NaN);
	return {
		φ: phi,
		"τ² of schools": tauSchool2,
		"τ² of districts": tauDistrict2,
		slope: coefficients.percentSed ?? Number.NaN,
		"result less prediction": residuals.reduce((sum, value) => sum + value / residuals.length, 0),
	};
}

function coverCounts(what: string, truth: Omit<Truth, "seed"> & { readonly intercept: number }): Counted {
	const found = { intervals: new Coverages(), beyond: new Coverages(), ranges: new Coverages() };
	const fits: Record<Estimate, number>[] = [];
	for (let set = 0; set < sets; set++) {
		const frame = drawFrame({ ...truth, seed: `known ${set}` });
		const fit = fitOf(frame);
		fits.push(estimatesOf(fit));
		addIntervals(found.intervals, fit, truth);
		const ranges = { within: rangesOf(fit, "schoolOut"), anywhere: rangesOf(fit, "districtOut") };
		for (const place of grid) {
			const members = ranges[place.question].filter(({ tested }) => belongs[place.size](tested));
			const held = members.reduce((sum, range) => sum + heldOf(range, place.level), 0);
			found.ranges.push(place, { hits: held, cases: members.length });
		}
		addBeyond(found.beyond, fit, truth);
	}
	found.intervals.print(what);
	found.ranges.print(`${what}, of the ranges of counts`);
	for (const size of sizes) {
		const beyond = levels.map((level) => printed(found.beyond.of({ size, question: "anywhere", level })));
		process.stderr.write(`${what}, beyond the best, ${size} schools: ${beyond.join(", ")}\n`);
	}
	const means = estimates.map((name) => [name, meanOf(fits.map((fit) => fit[name]))] as const);
	process.stderr.write(`${what}: ${means.map(([name, mean]) => `${name} ${printed(mean)}`).join(", ")}\n`);
	return { ...found, estimates: Object.fromEntries(means) as Record<Estimate, Simulated> };
}

/** Beside the best, school by school: intervals from the true line and the true spread between districts and schools. */
function addBeyond(found: Coverages, fit: LevelFit, truth: Omit<Truth, "seed"> & { readonly intercept: number }): void {
	const { judged } = judgeSchools(fit, scaleOf("percent"));
	const sd = Math.hypot(truth.tauDistrict, truth.tauSchool);
	const rows = judged.map(({ school, tested, anywhere }) => {
		const mean = truth.intercept - 0.02 * Number(school.covariates.percentSed);
		return { tested, p: anywhere?.p ?? Number.NaN, best: attainable(tested, { mean, sd }, levels) };
	});
	for (const size of sizes) {
		const members = rows.filter(({ tested }) => belongs[size](tested));
		levels.forEach((level, k) => {
			const hits = members.reduce((sum, { p, best }) => sum + Number(p >= 1 - level) - best[k]!, 0);
			found.push({ size, question: "anywhere", level }, { hits, cases: members.length });
		});
	}
}

const grid = questions.flatMap((question) =>
	sizes.flatMap((size) => levels.map((level) => ({ question, size, level }))),
);

describe.each([
	["distance from standard", { ...usual, outcome: "dfs", tauDistrict: 0.4, tauSchool: 0.6 }],
	["standard scores", { ...usual, outcome: "z", tauDistrict: 0.3, tauSchool: 0.4 }],
] as const)("intervals for %s", (what, truth) => {
	let found: Coverages;
	beforeAll(() => {
		found = cover(what, truth);
	}, 600_000);

	it.each(grid)("hold $level of $size schools, $question", ({ size, question, level }) => {
		const { mean, error } = found.of({ size, question, level });
		expect(Math.abs(mean - level), `${mean} ± ${error}`).toBeLessThanOrEqual(3 * error);
	});
});

const percents = { ...usual, tauDistrict: 0.25, tauSchool: 0.35 } as const;

describe("intervals for percents", () => {
	let found: Coverages;
	beforeAll(() => {
		found = cover("percents", percents);
	}, 600_000);

	it.each(grid.filter(({ level }) => level === 0.95))("hold $level of $size schools, $question", (wanted) => {
		const { mean, error } = found.of(wanted);
		expect(Math.abs(mean - wanted.level), `${mean} ± ${error}`).toBeLessThanOrEqual(3 * error);
	});

	// Over all schools 50 and 80 % are known to a tenth of a point, more than t with matched moments, counts and a normal logit
	// with estimated variances can promise.
	it.each(grid.filter(({ level }) => level < 0.95))(
		"hold $level of $size schools to half a point, $question",
		(wanted) => {
			const { mean, error } = found.of(wanted);
			expect(Math.abs(mean - wanted.level), `${mean} ± ${error}`).toBeLessThanOrEqual(Math.max(3 * error, 0.005));
		},
	);
});

/** Half a point where the error is smaller: see above. */
const nearly = (error: number): number => Math.max(3 * error, 0.005);

// Around 3 one of thirty students is expected to meet the standard, and often none does.
describe.each([
	[50, 1],
	[20, -0.4],
	[8, -1.5],
	[3, -2.5],
] as const)("intervals for percents around %s", (percent, intercept) => {
	let found: Counted;
	beforeAll(() => {
		found = coverCounts(`percents around ${percent}`, { ...percents, intercept });
	}, 600_000);

	// Where percents are low, the weakest place of such models, half a point would let an old error through.
	it.each(grid)("hold $level of the ranges of counts, $size schools, $question", (place) => {
		const { mean, error } = found.ranges.of(place);
		const strict = percent <= 8 && place.size !== "all";
		expect(Math.abs(mean - place.level), `${mean} ± ${error}`).toBeLessThanOrEqual(strict ? 3 * error : nearly(error));
	});

	it.each(grid.filter(({ question }) => question === "anywhere"))(
		"hold as many counts as intervals of $level that know the truth, $size schools",
		(place) => {
			const { mean, error } = found.beyond.of(place);
			expect(Math.abs(mean), `${mean} ± ${error}`).toBeLessThanOrEqual(nearly(error));
		},
	);

	it.each([
		["φ", 1],
		["τ² of schools", percents.tauSchool ** 2],
		["τ² of districts", percents.tauDistrict ** 2],
		["slope", -0.02],
	] as const)("come with %s as drawn", (name, truth) => {
		const { mean, error } = found.estimates[name];
		expect(Math.abs(mean - truth), `${mean} ± ${error} for ${truth}`).toBeLessThanOrEqual(3 * error);
	});
});

// Of schools so small that none, one or two are expected to meet the standard, the fit learns little, and that little rightly.
describe("fits of percents around 8 with schools of 3 to 300 students", () => {
	it("come with spreads, φ and slope as drawn", () => {
		const truth = { ...percents, students: [3, 300], intercept: -1.5 } as const;
		const fits = Array.from({ length: sets }, (_, set) =>
			estimatesOf(fitOf(drawFrame({ ...truth, seed: `tiny ${set}` }))),
		);
		for (const [name, drawn] of [
			["φ", 1],
			["τ² of schools", percents.tauSchool ** 2],
			["τ² of districts", percents.tauDistrict ** 2],
			["slope", -0.02],
		] as const) {
			const { mean, error } = meanOf(fits.map((fit) => fit[name]));
			process.stderr.write(`3 to 300 students: ${name} ${printed({ mean, error })} for ${drawn}\n`);
			expect(Math.abs(mean - drawn), `${mean} ± ${error} for ${drawn}`).toBeLessThanOrEqual(3 * error);
		}
	}, 600_000);
});
