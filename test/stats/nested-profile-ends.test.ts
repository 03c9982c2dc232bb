/** Ends of profile intervals: of profiles whose ends are known, and of a real one against fits that hold the component. */

import { describe, expect, it } from "vitest";
import { chiSquareQuantile, fitNested, profileInterval } from "../../src/stats/index.js";
import { lowerEnd, type Profile, upperEnd } from "../../src/stats/nested-profile-ends.js";
import { shaped } from "./nested-data.js";
import { defined } from "./reference.js";

const drop = 3.84;

/** Rises with the square of the distance between roots, in units of `unit`; known from `known` on. */
function profile(estimate: number, unit: number, { bound = 0, known = 0 } = {}): Profile & { asked: number } {
	const made = {
		bound,
		estimate,
		scale: Math.max(estimate, 1),
		step: 2 * Math.sqrt(estimate) * unit || 0.01,
		asked: 0,
		riseAt: (value: number) => {
			made.asked++;
			const apart = (Math.sqrt(value) - Math.sqrt(estimate)) / unit;
			return value < known ? undefined : { rise: apart ** 2, slope: apart / (unit * Math.sqrt(value)) };
		},
	};
	return made;
}

describe("ends of a profile", () => {
	it.each([
		[4, 0.1],
		[4, 0.5],
		[1e-6, 2e-4],
		[0, 0.3],
	])("lie where it has risen by the drop: estimate %d, unit %d", (estimate, unit) => {
		const along = profile(estimate, unit);
		const root = Math.sqrt(estimate);
		expect(Math.sqrt(upperEnd(along, drop) ?? 0)).toBeCloseTo(root + unit * Math.sqrt(drop), 9);
		const below = root - unit * Math.sqrt(drop);
		expect(Math.sqrt(lowerEnd(along, drop))).toBeCloseTo(Math.max(0, below), 9);
		expect(along.asked).toBeLessThan(15);
	});

	it("are the bound where it has not risen so far before", () => {
		expect(lowerEnd(profile(1, 0.3, { bound: 0.25 }), drop)).toBe(0.25);
		expect(lowerEnd(profile(0.25, 0.3, { bound: 0.25 }), drop)).toBe(0.25);
	});

	it("are found where it cannot be evaluated at the bound", () => {
		expect(Math.sqrt(lowerEnd(profile(4, 0.45, { known: 0.5 }), drop))).toBeCloseTo(2 - 0.45 * Math.sqrt(drop), 9);
	});

	it("are open where it stays flat", () => {
		const flat = { ...profile(4, 0.5), riseAt: (value: number) => ({ rise: 1 - 1 / (1 + value), slope: 0 }) };
		expect(upperEnd(flat, drop)).toBeUndefined();
		expect(upperEnd({ ...flat, riseAt: () => undefined }, drop)).toBeUndefined();
	});
});

it("holding φ at either end of its interval costs the likelihood as much as it may", () => {
	const input = { ...shaped("ends", "condensed"), phi: { minimum: 0.01 } };
	const fit = defined(fitNested(input));
	const { lower, upper } = defined(profileInterval(fit, "phi"));
	for (const end of [lower, upper]) {
		const held = defined(fitNested({ ...input, phi: { fixed: end } }));
		expect(held.minus2LogLikelihood - fit.minus2LogLikelihood).toBeCloseTo(chiSquareQuantile(0.95, 1), 7);
	}
});
