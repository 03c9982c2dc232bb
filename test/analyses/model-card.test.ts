import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnalysisInput } from "../../src/analyses/analysis.js";
import type { SchoolFrame } from "../../src/analyses/frame/school.js";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import { schoolProfile } from "../../src/analyses/school-profile/index.js";
import { unusualTable } from "../../src/analyses/school-profile/tables.js";
import { modelEntry } from "../../src/app/entries/models.js";
import { modelSection } from "../../src/app/pages/model-card.js";
import { modelTables } from "../../src/app/pages/model-tables.js";
import type { Run } from "../../src/app/run.js";
import { isKnown } from "../../src/domain/measured.js";
import { renderJson } from "../../src/report/index.js";
import { createRandom, fitTwoLevel } from "../../src/stats/index.js";
import { drawFrame, frameOf, schoolAt } from "../helpers/frames.js";
import { contentsOf, hostileFrames } from "./hostile-frames.js";

const usual = { districts: 14, schools: 9, tauDistrict: 0.3, tauSchool: 0.35, students: [40, 600] } as const;

/** As much of a run as the card reads. */
const runOf = (frame: SchoolFrame): Run =>
	({ input: { frame, predictions: predictSchools(frame, "auto") } }) as unknown as Run;

const frame = drawFrame({ ...usual, seed: "card" });
const run = runOf(frame);
const [model] = run.input.predictions.models;
if (model === undefined) throw new Error("no model");

describe("the variance table", () => {
	const { varianceTable } = model;
	const [districts, schools, sampling] = varianceTable.lines;

	it("adds up, before and after, and holds the fit's own variances", () => {
		for (const side of ["raw", "adjusted"] as const) {
			const shares = varianceTable.lines.map((line) => line[side].share);
			expect(shares.reduce<number>((sum, share) => sum + (isKnown(share) ? share : Number.NaN), 0)).toBeCloseTo(1, 12);
		}
		expect(districts?.adjusted.sd).toBe(model.tauDistrict);
		expect(schools?.adjusted.sd).toBe(model.tauSchool);
		expect(varianceTable.phi.adjusted).toBe(model.phi);
		expect(varianceTable.reliability.adjusted).toBe(model.reliability);
		const between = model.tauDistrict ** 2 + model.tauSchool ** 2;
		expect(varianceTable.intraclass.adjusted).toBeCloseTo(model.tauDistrict ** 2 / between, 12);
	});

	it("sets the fit beside one of the same schools without its predictors", () => {
		const bare = predictSchools(
			{ ...frame, schools: frame.schools.map((school) => ({ ...school, covariates: {} })) },
			"auto",
		);
		expect(districts?.raw.sd).toBeCloseTo(bare.models[0]?.tauDistrict ?? Number.NaN, 8);
		expect(schools?.raw.sd).toBeCloseTo(bare.models[0]?.tauSchool ?? Number.NaN, 8);
		const [raw, adjusted] = [schools?.raw.sd ?? 0, schools?.adjusted.sd ?? 0];
		expect(schools?.explained).toBeCloseTo(1 - (adjusted / raw) ** 2, 12);
		// The drawn truth has 0.02 per percent of low income, uniform: 0.33 of variance on top of the spread of schools.
		expect(raw).toBeGreaterThan(1.3 * adjusted);
		expect(sampling?.explained).toMatchObject({ absent: "undefined" });
	});

	it("has profile intervals around its estimates, reaching zero where the data allow it", () => {
		for (const line of [districts, schools]) {
			const { interval, sd } = line?.adjusted ?? {};
			if (interval === undefined || sd === undefined || !isKnown(interval)) throw new Error("no interval");
			expect(interval.lower <= sd && sd <= interval.upper).toBe(true);
			expect(interval.upper - interval.lower).toBeGreaterThan(0.05);
		}
		const none = drawFrame({ ...usual, tauDistrict: 0, seed: "no districts" });
		const line = predictSchools(none, "auto").models[0]?.varianceTable.lines[0]?.adjusted;
		expect(line?.interval).toMatchObject({ lower: 0 });
	});
});

describe("the checks beside the coefficients", () => {
	it("tell nearly the same where the model is true", () => {
		for (const { estimate, standardError, robust, counts } of model.coefficients) {
			if (!isKnown(robust) || !isKnown(counts)) throw new Error("no check");
			expect(Math.abs(robust.estimate - estimate)).toBeLessThan(3 * standardError);
			expect(Math.abs(counts.estimate - estimate)).toBeLessThan(4 * standardError);
			expect(robust.standardError / standardError).toBeGreaterThan(0.5);
			expect(robust.standardError / standardError).toBeLessThan(2);
			expect(robust.df).toBeGreaterThan(2);
			expect(robust.df).toBeLessThan(usual.districts);
		}
		expect(isKnown(model.countsPhi) && model.countsPhi > 3).toBe(true);
	});

	it("widen where a predictor is the district's own", () => {
		const random = createRandom("shared");
		const shared = Array.from({ length: usual.districts }, () => 60 * random.uniform());
		const grouped = frame.schools.map((school, at) => ({
			...school,
			covariates: { percentSed: shared[Math.floor(at / usual.schools)] ?? 0 },
		}));
		const [fit] = predictSchools({ ...frame, schools: grouped }, "auto").models;
		const slope = fit?.coefficients.find(({ name }) => name === "percentSed");
		if (slope === undefined || !isKnown(slope.robust)) throw new Error("no slope");
		expect(slope.robust.df).toBeLessThan(usual.districts);
	});

	it("say why there is none: averages have no counts, one district no clusters", () => {
		const dfs = predictSchools(drawFrame({ ...usual, seed: 2, outcome: "dfs" }), "auto").models[0];
		expect(dfs?.countsPhi).toMatchObject({ absent: "undefined", reason: "the input has averages, not counts" });
		const one = predictSchools(drawFrame({ ...usual, districts: 1, schools: 40, seed: 3 }), "auto").models[0];
		expect(one?.coefficients[0]?.robust).toMatchObject({ absent: "undefined", reason: "fewer than two clusters" });
	});
});

describe("heavy tails", () => {
	/** Points with school effects from a t with three degrees of freedom. */
	const heavy = (seed: string): SchoolFrame => {
		const random = createRandom(seed);
		const t = (): number =>
			random.normal() / Math.sqrt((random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2) / 3);
		const schools = Array.from({ length: 400 }, (_, at) =>
			schoolAt(Math.floor(at / 10), at % 10, { current: { value: 20 * t(), tested: 400, enrolled: 400 } }),
		);
		return frameOf(schools, { outcome: "dfs" });
	};

	it("are found, used from other districts, and lead to intervals that hold", () => {
		const { models, schools } = predictSchools(heavy("heavy"), "auto");
		const { tails, overall, pit, farOut } = models[0]?.calibration ?? {};
		expect(tails).toMatchObject({ used: true, leftOut: true, schools: 400 });
		const { df, lower } = tails ?? {};
		expect(isKnown(df ?? 0) && isKnown(lower ?? 0) && (df as number) < 6 && (lower as number) < (df as number)).toBe(
			true,
		);
		expect(overall?.at95).toBeGreaterThan(0.92);
		expect(farOut).toBeGreaterThan(0.005);
		expect(pit?.reduce((sum, count) => sum + count, 0)).toBe(400);
		// Schools of one district share the tails of the others, and two districts do not share theirs.
		const dfs = new Map(schools.map((entry) => [entry.school.district, entry.within?.df]));
		expect(new Set(dfs.values()).size).toBeGreaterThan(30);
	});

	it("of a district do not widen its own intervals", () => {
		const calm = drawFrame({ ...usual, outcome: "dfs", tauSchool: 0.2, seed: "calm" });
		const shaken = calm.schools.map((school, at) =>
			at < 3 ? { ...school, current: { ...school.current, value: 400 * (at % 2 ? 1 : -1) } } : school,
		);
		const { schools, models } = predictSchools({ ...calm, schools: shaken }, "auto");
		expect(models[0]?.calibration.tails.used).toBe(true);
		const own = schools[0]?.anywhere?.df ?? 0;
		const others = schools.slice(20).map((entry) => entry.anywhere?.df ?? 0);
		expect(own).toBeGreaterThan(20);
		expect(Math.max(...others)).toBeLessThan(8);
	});

	it("are not seen in normal data but rarely", () => {
		let used = 0;
		for (let seed = 0; seed < 60; seed++) {
			const none = drawFrame({ ...usual, districts: 8, schools: 6, outcome: "dfs", seed: `light ${seed}` });
			if (predictSchools(none, "auto").models[0]?.calibration.tails.used) used++;
		}
		expect(used).toBeLessThanOrEqual(8);
	});
});

describe("families", () => {
	it("are one subject, year and level, also where a fit over all levels judges several", () => {
		const mixed = frame.schools.map((school, at) => ({
			...school,
			level: at % 9 === 0 ? ("high" as const) : at % 9 === 1 ? ("middle" as const) : ("elementary" as const),
		}));
		const { models, schools } = predictSchools({ ...frame, schools: mixed }, "auto");
		const families = models.flatMap((fitted) => fitted.families.map(({ level, schools: size }) => [level, size]));
		expect(families).toEqual([
			["elementary", 98],
			["middle", 14],
			["high", 14],
		]);
		for (const level of ["middle", "high", "elementary"]) {
			const own = schools.filter((entry) => entry.school.level === level);
			const least = Math.min(...own.map((entry) => entry.within?.p ?? 1));
			// The smallest q is at most the smallest p times the family's size, and the conservative one is never smaller.
			expect(Math.min(...own.map((entry) => entry.q ?? 1))).toBeLessThanOrEqual(least * own.length + 1e-12);
			expect(own.every((entry) => (entry.qConservative ?? 1) >= (entry.q ?? 1))).toBe(true);
		}
	});

	it("print the largest q among what is called clearly unusual", () => {
		const odd = frame.schools.map((school, at) =>
			at === 4 ? { ...school, current: { value: 97, tested: 500, enrolled: 500 } } : school,
		);
		const { models, schools } = predictSchools({ ...frame, schools: odd }, "auto");
		const clear = schools.filter((entry) => entry.evidence === "clear");
		expect(clear.length).toBeGreaterThan(0);
		expect(models[0]?.families[0]).toMatchObject({
			unusual: clear.length,
			falseShare: Math.max(...clear.map((entry) => entry.q ?? 1)),
		});
		const input = {
			frame,
			predictions: { ...run.input.predictions, models, schools },
			specifications: { list: [], schools: new Map() },
			charters: "include",
		} as unknown as AnalysisInput;
		const profile = schoolProfile.compute(input).districts.get(clear[0]?.school.district ?? "");
		const notes = profile && unusualTable(profile, input)?.notes;
		expect(notes?.at(-1)).toMatch(
			/: one result of 126 schools in the files is clearly unusual; \d+\.\d\s% of such a list/,
		);
	});
});

describe("a warm start", () => {
	it("ends where a search from everywhere does", () => {
		const { working, ...cold } = fitOf();
		for (const [a, b, c] of [
			[0, 0, 1],
			[5, 0.001, 9],
		] as const) {
			const warm = fitOf(Float64Array.of(a, b, c));
			expect(warm.minus2Reml).toBeCloseTo(cold.minus2Reml, 9);
			expect(warm.tauSchool2).toBeCloseTo(cold.tauSchool2, 9);
		}
		expect(working.model.rows).toBe(60);
	});

	function fitOf(start?: Float64Array) {
		const random = createRandom("warm");
		const shared = Array.from({ length: 10 }, () => random.normal());
		const variances = Float64Array.from({ length: 60 }, (_, at) => 0.1 + (at % 7) / 5);
		const fit = fitTwoLevel({
			response: Float64Array.from(
				variances,
				(v, at) => (shared[Math.floor(at / 6)] ?? 0) + random.normal() * (0.5 + v),
			),
			design: new Float64Array(60).fill(1),
			names: ["one"],
			intercept: "one",
			groups: Int32Array.from(variances, (_, at) => Math.floor(at / 6)),
			variances,
			phi: { minimum: 1 },
			start,
		});
		if (fit.kind === "undefined") throw new Error(fit.reason);
		return fit;
	}
});

describe("hostile frames", () => {
	it("leave no number that is none and no absence without a reason, in results.json and on the card", () => {
		fc.assert(
			fc.property(hostileFrames, (of) => {
				const hostile = runOf(of);
				const { models } = hostile.input.predictions;
				const entries = models.map((entry) => modelEntry(entry, of));
				const tables = models.length === 0 ? [] : modelTables(hostile);
				const { numbers, reasons } = contentsOf({ entries, tables: tables.map((table) => table.rows) });
				expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
				expect(reasons.filter((reason) => reason.trim() === "")).toEqual([]);
				expect(() => renderJson(entries)).not.toThrow();
				for (const table of tables) {
					expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
				}
				expect(modelSection(hostile, "methods.html").blocks.length).toBeGreaterThan(0);
			}),
			{ numRuns: 120, seed: 20250311 },
		);
	});
});
