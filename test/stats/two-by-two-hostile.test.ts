/** Whatever the counts, every number is finite and every gap has a reason. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { numbersIn } from "./numbers.js";

const options = { numRuns: 150, seed: 20_261_128 };
const size = fc.oneof(fc.constantFrom(0, 1, 2, 3), fc.integer({ min: 0, max: 60 }), fc.constantFrom(5000));
const group = size.chain((trials) =>
	fc
		.oneof(fc.constantFrom(0, trials), fc.integer({ min: 0, max: trials }))
		.map((successes): stats.Count => ({ successes, trials })),
);
const table = fc.record({ first: group, second: group });

/** Every function of one table. */
const ofTable: readonly ((one: stats.TwoByTwo) => unknown)[] = [
	stats.fisherExact,
	stats.midP,
	stats.twoByTwoChiSquare,
	stats.cohensH,
	stats.isBelowFourFifths,
	stats.newcombeDifferenceInterval,
	stats.miettinenNurminenDifferenceInterval,
	stats.waldDifferenceInterval,
	stats.koopmanRatioInterval,
	stats.miettinenNurminenRatioInterval,
	stats.katzRatioInterval,
	stats.woolfOddsRatioInterval,
	stats.haldaneOddsRatioInterval,
	stats.conditionalOddsRatio,
];
/** Every function of strata. */
const ofStrata: readonly ((strata: readonly stats.TwoByTwo[]) => unknown)[] = [
	stats.countStrata,
	stats.cochranMantelHaenszel,
	stats.breslowDay,
	stats.kitagawaDecomposition,
	(strata) => stats.mantelHaenszelRiskRatio({ strata }),
	(strata) => stats.mantelHaenszelRiskDifference({ strata }),
	(strata) => stats.mantelHaenszelOddsRatio({ strata }),
	(strata) => stats.exactConditionalTest({ strata }),
	(strata) =>
		stats.disproportionality({ groups: strata.map(({ first }) => first), wider: strata.map(({ second }) => second) }),
	(strata) =>
		stats.betaBinomialShares({
			successes: strata.map(({ first }) => first.successes),
			trials: strata.map(({ first }) => first.trials),
		}),
	(strata) =>
		stats.contingencyChiSquare({
			counts: strata.flatMap(({ first }) => [first.successes, first.trials]),
			rows: strata.length,
			columns: 2,
		}),
];

function expectFinite(result: unknown): void {
	expect(numbersIn(result).filter((value) => !Number.isFinite(value))).toEqual([]);
	if (stats.isUndefinedResult(result)) expect(result.reason).not.toBe("");
}

describe("hostile counts give finite numbers or a reason", () => {
	it("one table", () => {
		fc.assert(
			fc.property(table, (one) => {
				for (const each of ofTable) expectFinite(each(one));
			}),
			options,
		);
	});

	it("several strata", () => {
		fc.assert(
			fc.property(fc.array(table, { minLength: 1, maxLength: 5 }), (strata) => {
				for (const each of ofStrata) expectFinite(each(strata));
			}),
			options,
		);
	});

	it("counts that no table has are refused", () => {
		const impossible = [
			{ successes: 3, trials: 2 },
			{ successes: -1, trials: 2 },
			{ successes: 0.5, trials: 2 },
			{ successes: Number.NaN, trials: 2 },
		];
		for (const first of impossible) {
			const one = { first, second: { successes: 1, trials: 2 } };
			for (const each of ofTable) {
				// Wilson's interval, and Newcombe's with it, take fractions: weighted counts are no error there.
				if (each === stats.newcombeDifferenceInterval && first.successes === 0.5) continue;
				expect(() => each(one)).toThrow(stats.StatsError);
			}
			for (const each of ofStrata.slice(0, 8)) expect(() => each([one])).toThrow(stats.StatsError);
		}
	});

	it("the order of strata and of groups does not matter", () => {
		fc.assert(
			fc.property(fc.array(table, { minLength: 2, maxLength: 5 }), (strata) => {
				const forward = stats.exactConditionalTest({ strata });
				const backward = stats.exactConditionalTest({ strata: [...strata].reverse() });
				expect(backward.kind).toBe(forward.kind);
				if (forward.kind === "undefined" || backward.kind === "undefined") return;
				expect(Math.abs(forward.twoSided - backward.twoSided)).toBeLessThanOrEqual(1e-9 * forward.twoSided);
			}),
			{ ...options, numRuns: 60 },
		);
	});
});
