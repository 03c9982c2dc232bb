/** True spread of percents found again, where they are in the middle and where they are low. */

import { beforeAll, describe, expect, it } from "vitest";
import type { SchoolFrame } from "../../src/analyses/frame/school.js";
import { allRows } from "../../src/analyses/prediction/columns.js";
import { membersOf, planDesign } from "../../src/analyses/prediction/design.js";
import { fitSchools, fitSettled, type SchoolFit } from "../../src/analyses/prediction/fit.js";
import { scaleOf, usable } from "../../src/analyses/prediction/scale.js";
import { createRandom, empiricalLogitVariance, inverseLogit, type TwoLevelFit } from "../../src/stats/index.js";
import { drawFrame, frameOf, schoolAt } from "../helpers/frames.js";
import { drawPanel, panelFits } from "../helpers/panels.js";
import { meanOf, printed, type Simulated } from "../helpers/simulations.js";

const sets = 200;
const scale = scaleOf("percent");

function fitOf(frame: SchoolFrame, kind: "context" | "level"): SchoolFit {
	const levels = frame.schools.map(({ level }) => level);
	const fit = fitSchools(planDesign(kind, frame, membersOf(levels)), frame.schools, scale);
	if (fit === undefined) throw new Error("the drawn schools determine no fit");
	return fit;
}

/** The same to other data, or with φ held at the 1 of counts. */
function again(
	fit: SchoolFit,
	{ response, variances }: Pick<SchoolFit, "response" | "variances">,
	phi: { fixed: number } | { minimum: number },
): TwoLevelFit {
	const settled = fitSettled(fit.plan, allRows(fit.schools, scale), scale, { response, variances, phi });
	if (settled === undefined) throw new Error("the drawn schools determine no fit");
	return settled;
}

const within3 = ({ mean, error }: Simulated, truth: number): void =>
	expect(Math.abs(mean - truth), `${mean} ± ${error} for ${truth}`).toBeLessThanOrEqual(3 * error);

describe("percents in the middle", () => {
	const truth = { districts: 40, schools: 12, students: [30, 600], tauDistrict: 0.25, tauSchool: 0.35 } as const;
	let fits: { readonly free: TwoLevelFit; readonly held: TwoLevelFit }[];
	beforeAll(() => {
		fits = Array.from({ length: sets }, (_, set) => {
			const free = fitOf(drawFrame({ ...truth, seed: `spread ${set}` }), "context");
			return { free: free.fit, held: again(free, free, { fixed: 1 }) };
		});
	}, 600_000);
	const found = (kind: "free" | "held") => ({
		district: meanOf(fits.map((fit) => fit[kind].tauDistrict2)),
		school: meanOf(fits.map((fit) => fit[kind].tauSchool2)),
		phi: meanOf(fits.map((fit) => fit[kind].phi)),
	});

	it("give back both true variances where φ is held at the 1 that counts have", () => {
		const { district, school } = found("held");
		process.stderr.write(`percents, φ held: τ² district ${printed(district)}, school ${printed(school)}\n`);
		within3(district, truth.tauDistrict ** 2);
		within3(school, truth.tauSchool ** 2);
	});

	it("give back both, and φ, where φ is estimated", () => {
		const { district, school, phi } = found("free");
		process.stderr.write(
			`percents, φ estimated: τ² district ${printed(district)}, school ${printed(school)} for ${truth.tauSchool ** 2}, φ ${printed(phi)}\n`,
		);
		within3(district, truth.tauDistrict ** 2);
		within3(school, truth.tauSchool ** 2);
		within3(phi, 1);
	});
});

interface Low {
	readonly mean: Simulated;
	readonly tau: Simulated;
}

/** Schools of one true logit mean -3 and spread 0.9, all of one size: fitted as the program does, and by the plug-in variance. */
function lowPercents(tested: number): { model: Low; plugIn: Low } {
	const fits = Array.from({ length: sets }, (_, set) => {
		const random = createRandom(`low ${tested} ${set}`);
		const schools = Array.from({ length: 400 }, (__, at) => {
			const value = (100 * random.binomial(tested, inverseLogit(-3 + 0.9 * random.normal()))) / tested;
			return schoolAt(at % 40, Math.floor(at / 40), { current: { value, tested, enrolled: tested } });
		});
		const model = fitOf(frameOf(schools), "level");
		const plugIn = Float64Array.from(model.schools, ({ current }) => {
			const result = usable(current);
			return empiricalLogitVariance(Math.round(((result?.value ?? 0) * tested) / 100), tested);
		});
		return {
			model: model.fit,
			plugIn: again(
				model,
				{ response: model.observed, variances: plugIn },
				{ minimum: scale.phiMinimum(model.tested) },
			),
		};
	});
	const of = (kind: "model" | "plugIn"): Low => ({
		mean: meanOf(fits.map((fit) => fit[kind].coefficients.intercept ?? Number.NaN)),
		tau: meanOf(fits.map((fit) => Math.sqrt(fit[kind].tauDistrict2 + fit[kind].tauSchool2))),
	});
	return { model: of("model"), plugIn: of("plugIn") };
}

describe("low percents, true logit mean -3 and spread 0.9", () => {
	const off = ({ mean }: Simulated, truth: number): number => Math.abs(mean - truth);

	it.each([40, 150, 600])("are found again by the model, not by the result's own variance: %s students", (tested) => {
		const { model, plugIn } = lowPercents(tested);
		process.stderr.write(
			`logit mean -3, τ 0.9, ${tested} students: mean ${printed(model.mean)}, τ ${printed(model.tau)}; by the plug-in ${printed(plugIn.mean)}, τ ${printed(plugIn.tau)}\n`,
		);
		// The plug-in is far off, so that the draws can tell the two apart.
		expect(off(plugIn.mean, -3)).toBeGreaterThan(0.2);
		expect(off(plugIn.tau, 0.9)).toBeGreaterThan(0.2);
		within3(model.mean, -3);
		within3(model.tau, 0.9);
	});
});

// Draws are in points, 60 of which are one logit.
describe.each([
	[50, 0],
	[8, -150],
] as const)("results of three years, percents around %s", (percent, center) => {
	const truth = {
		districts: 40,
		schools: 12,
		years: [2023, 2024, 2025],
		students: [30, 600],
		tauDistrict: 15,
		tauSchool: 21,
		tauYear: 9,
		outcome: "percent",
		level: "high",
		center,
	} as const;

	it("give back what lasts and what does not", () => {
		const fits = Array.from({ length: sets }, (_, set) => {
			const [fit] = panelFits(drawPanel({ ...truth, seed: `years ${set}` }).input, 1);
			if (fit === undefined) throw new Error("the drawn schools determine no fit");
			return fit;
		});
		const expected = { tauDistrict2: 15 ** 2, tauSchool2: 21 ** 2, tauYear2: 9 ** 2, phi: 60 ** 2 };
		for (const [name, points] of Object.entries(expected)) {
			const found = meanOf(fits.map((fit) => fit[name as keyof typeof expected]));
			process.stderr.write(`three years, percents around ${percent}: ${name} ${printed(found)} for ${points / 3600}\n`);
			within3(found, points / 60 ** 2);
		}
	}, 600_000);
});
