/** Variances found again in data drawn from a known truth. */

import { beforeAll, describe, expect, it } from "vitest";
import { fitTwoLevel } from "../../src/stats/index.js";
import { VARIANCE_PARAMETERS, type VarianceParameter } from "../../src/stats/two-level-types.js";
import { meanOf, printed, type Simulated } from "../helpers/simulations.js";
import { defined } from "./reference.js";
import { simulate, type Truth } from "./two-level-data.js";

const sets = 300;

/** A truth, and the variances that are more than three of their standard errors from zero in data like these. */
interface Case {
	readonly truth: Truth;
	readonly known: readonly VarianceParameter[];
}

const cases: readonly Case[] = [
	{
		truth: { districts: 80, perDistrict: 10, tauDistrict2: 64, tauSchool2: 144, phi: 1 },
		known: VARIANCE_PARAMETERS,
	},
	{
		truth: { districts: 80, perDistrict: 10, tauDistrict2: 64, tauSchool2: 144, phi: 1.6 },
		known: VARIANCE_PARAMETERS,
	},
	{
		truth: { districts: 80, perDistrict: 10, tauDistrict2: 10, tauSchool2: 144, phi: 1 },
		known: ["tauSchool2", "phi"],
	},
	{ truth: { districts: 12, perDistrict: 8, tauDistrict2: 30, tauSchool2: 60, phi: 1 }, known: [] },
];

interface Recovered {
	readonly estimate: Simulated;
	/** Average standard error where the estimate is off its bound. */
	readonly standardError: number;
}

function recover(truth: Truth): Record<VarianceParameter, Recovered> {
	const estimates: Record<VarianceParameter, number[]> = { tauDistrict2: [], tauSchool2: [], phi: [] };
	const errors: Record<VarianceParameter, number[]> = { tauDistrict2: [], tauSchool2: [], phi: [] };
	for (let set = 0; set < sets; set++) {
		const input = simulate(`recovery ${JSON.stringify(truth)} ${set}`, truth);
		const fit = defined(fitTwoLevel({ ...input, phi: { minimum: 0.25 } }));
		for (const name of VARIANCE_PARAMETERS) estimates[name].push(fit[name]);
		fit.freeParameters.forEach((name, at) => {
			errors[name].push(Math.sqrt(fit.informationInverse[at * (fit.freeParameters.length + 1)]!));
		});
	}
	const of = (name: VarianceParameter): Recovered => ({
		estimate: meanOf(estimates[name]),
		standardError: meanOf(errors[name]).mean,
	});
	return { tauDistrict2: of("tauDistrict2"), tauSchool2: of("tauSchool2"), phi: of("phi") };
}

describe.each(cases)("with $truth", ({ truth, known }) => {
	let found: Record<VarianceParameter, Recovered>;
	beforeAll(() => {
		found = recover(truth);
		for (const name of VARIANCE_PARAMETERS) {
			const { estimate, standardError } = found[name];
			process.stderr.write(
				`${truth.districts} districts of ${truth.perDistrict}: ${name} ${truth[name]}, found ${printed(estimate)}, its standard error ${standardError.toFixed(2)}\n`,
			);
		}
	}, 600_000);

	it("the variances said to be known are those beyond three standard errors", () => {
		expect(VARIANCE_PARAMETERS.filter((name) => truth[name] > 3 * found[name].standardError)).toEqual(known);
	});

	// Where none is known that well, the bias is printed above and nothing is promised.
	if (known.length === 0) return;
	it("these are found without bias", () => {
		for (const name of known) {
			const { mean, error } = found[name].estimate;
			expect(Math.abs(mean - truth[name]), `${name} ${mean} ± ${error}`).toBeLessThanOrEqual(3 * error);
		}
	});
});
