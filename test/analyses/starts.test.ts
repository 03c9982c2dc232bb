/** Where fits beside the main one begin. */

import { expect, it } from "vitest";
import type { Predictors } from "../../src/analyses/prediction/specification.js";
import { Starts } from "../../src/analyses/prediction/starts.js";

const predictors = (change: Partial<Predictors> = {}): Predictors => ({
	studentMix: true,
	prior: "own",
	charters: true,
	...change,
});

it("fits begin where the likest one of their level ended", () => {
	const starts = new Starts();
	const kept: [Predictors, number][] = [
		[predictors(), 1],
		[predictors({ charters: false }), 2],
		[predictors({ prior: "shrunken" }), 3],
		[predictors({ prior: "none" }), 4],
	];
	for (const [found, place] of kept) starts.keep("high", found, Float64Array.of(place, 0, 1));
	const near = (change: Partial<Predictors>): number | undefined => starts.near("high", predictors(change))?.[0];
	expect(near({})).toBe(1);
	expect(near({ studentMix: false })).toBe(1);
	expect(near({ studentMix: false, charters: false })).toBe(2);
	expect(near({ prior: "shrunken", studentMix: false })).toBe(3);
	expect(near({ prior: "mean of two" })).toBe(1);
	expect(near({ prior: "none", studentMix: false, charters: false })).toBe(4);
	expect(starts.near("middle", predictors())).toBeUndefined();
	const without = new Starts();
	without.keep("all", predictors({ prior: "none" }), Float64Array.of(1, 0, 1));
	expect(without.near("all", predictors())).toBeUndefined();
});
