/** Shares and two-by-two tables against R (fixtures/reference/placement). */

import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, expectClose, readJson } from "./reference.js";

/** A number of the references; what is not finite is written as a word. */
type Written = number | string;
type Ends = [Written, Written];
const TOLERANCE = 1e-9;

/** Both ends of a ratio's interval as the references write them. */
const written = ({ lower, upper }: stats.RatioInterval): Ends => [
	lower,
	typeof upper === "number" ? upper : "Infinity",
];

function expectEnds(actual: Ends, expected: Ends, floor = 0): void {
	expected.forEach((end, k) => {
		if (typeof end === "string") expect(actual[k]).toBe(end);
		else expectClose([actual[k] as number], [end], TOLERANCE, floor);
	});
}

describe("one share", () => {
	interface Share {
		readonly x: number;
		readonly n: number;
		readonly rate: number;
		readonly wilson: number[];
		readonly wilson_cc: number[];
		readonly clopper_pearson: number[];
		readonly jeffreys: number[];
		readonly agresti_coull: number[];
		readonly wald: number[];
	}

	it.each(readJson<{ cases: Share[] }>("placement/one_sample.json").cases)("$x of $n", (expected) => {
		const input = { successes: expected.x, trials: expected.n };
		const close = (result: stats.Interval | stats.UndefinedResult, ends: number[]): void => {
			const { estimate, lower, upper } = defined(result);
			expectClose([estimate, lower, upper], [expected.rate, ...ends], TOLERANCE, 1e-6);
		};
		close(stats.wilsonInterval(input), expected.wilson);
		close(stats.wilsonContinuityInterval(input), expected.wilson_cc);
		close(stats.clopperPearsonInterval(input), expected.clopper_pearson);
		close(stats.jeffreysInterval(input), expected.jeffreys);
		close(stats.waldInterval(input), expected.wald);
		// The reference cuts Agresti and Coull's interval at 0 and 1; as published it is not cut.
		const added = defined(stats.agrestiCoullInterval(input));
		expectClose([Math.max(0, added.lower), Math.min(1, added.upper)], expected.agresti_coull, TOLERANCE, 1e-6);
	});

	it("has no interval without trials, and refuses impossible counts", () => {
		for (const interval of [stats.wilsonContinuityInterval, stats.jeffreysInterval, stats.waldInterval]) {
			expect(interval({ successes: 0, trials: 0 })).toEqual(stats.undefinedResult("zero denominator"));
			expect(() => interval({ successes: 2, trials: 1 })).toThrow(stats.StatsError);
		}
	});
});

interface Table {
	readonly id: string;
	readonly input: { readonly x1: number; readonly n1: number; readonly x2: number; readonly n2: number };
	readonly diff: { readonly estimate: number; readonly newcombe_hybrid_score: number[]; readonly wald: number[] };
	readonly risk_ratio: {
		readonly estimate: Written;
		readonly katz_log: Ends;
		readonly koopman_score: Ends;
		readonly miettinen_nurminen: Ends;
	};
	readonly odds_ratio: {
		readonly sample: Written;
		readonly woolf: Ends;
		readonly haldane_anscombe: number;
		readonly haldane_ci: Ends;
		readonly conditional_mle: Written;
		readonly exact_ci: Ends;
	};
	readonly fisher: { readonly two_sided: number; readonly less: number; readonly greater: number };
	readonly midp: {
		readonly one_sided_less: number;
		readonly one_sided_greater: number;
		readonly two_sided_doubled: number;
		readonly two_sided_minlik: number;
	};
	readonly chisq: Readonly<Record<string, Written>> & { readonly defined: boolean };
	readonly z_pooled: Written;
	readonly cohens_h: number;
	readonly four_fifths: {
		readonly selection_ratio_lower_over_higher: Written;
		readonly "below_0.8": boolean | null;
	};
}

const tables = readJson<{ cases: Table[] }>("placement/two_by_two.json").cases;
const tableOf = ({ x1, n1, x2, n2 }: Table["input"]): stats.TwoByTwo => ({
	first: { successes: x1, trials: n1 },
	second: { successes: x2, trials: n2 },
});
/** Margins that leave nothing to test: the references print 1 there, we print no p-value. */
const isOpen = ({ x1, n1, x2, n2 }: Table["input"]): boolean => x1 + x2 > 0 && x1 + x2 < n1 + n2;

describe("two shares", () => {
	it.each(tables)("differences, $id", ({ input, diff, cohens_h }) => {
		const table = tableOf(input);
		const hybrid = defined(stats.newcombeDifferenceInterval(table));
		const plain = defined(stats.waldDifferenceInterval(table));
		expectClose([hybrid.lower, hybrid.upper], diff.newcombe_hybrid_score, TOLERANCE, 1e-6);
		expectClose([plain.lower, plain.upper], diff.wald, TOLERANCE, 1e-6);
		expectClose([hybrid.estimate, plain.estimate], [diff.estimate, diff.estimate], TOLERANCE, 1e-6);
		expectClose([stats.cohensH(table) as number], [cohens_h], TOLERANCE, 1e-6);
	});

	it.each(tables)("ratios, $id", ({ input, risk_ratio }) => {
		const table = tableOf(input);
		const koopman = stats.koopmanRatioInterval(table);
		const inflated = stats.miettinenNurminenRatioInterval(table);
		if (risk_ratio.estimate === "NaN") {
			expect([koopman.kind, inflated.kind]).toEqual(["undefined", "undefined"]);
		} else {
			expectEnds(written(defined(koopman)), risk_ratio.koopman_score);
			expectEnds(written(defined(inflated)), risk_ratio.miettinen_nurminen);
			const { estimate } = defined(koopman);
			if (risk_ratio.estimate === "Infinity") expect(estimate).toMatchObject({ kind: "undefined" });
			else expectClose([estimate as number], [risk_ratio.estimate as number], TOLERANCE);
		}
		const katz = stats.katzRatioInterval(table);
		if (risk_ratio.katz_log[0] === "NaN") expect(katz.kind).toBe("undefined");
		else expectEnds(written(defined(katz)), risk_ratio.katz_log);
	});

	it.each(tables)("odds ratios, $id", ({ input, odds_ratio }) => {
		const table = tableOf(input);
		const woolf = stats.woolfOddsRatioInterval(table);
		if (odds_ratio.woolf[0] === "NaN") expect(woolf.kind).toBe("undefined");
		else {
			expectEnds([defined(woolf).lower, defined(woolf).upper], odds_ratio.woolf);
			expectClose([defined(woolf).estimate], [odds_ratio.sample as number], TOLERANCE);
		}
		const haldane = defined(stats.haldaneOddsRatioInterval(table));
		expectClose([haldane.estimate], [odds_ratio.haldane_anscombe], TOLERANCE);
		expectEnds([haldane.lower, haldane.upper], odds_ratio.haldane_ci);
		const conditional = stats.conditionalOddsRatio(table);
		if (!isOpen(input)) expect(conditional.kind).toBe("undefined");
		else {
			const { estimate } = defined(conditional);
			expectEnds(written(defined(conditional)), odds_ratio.exact_ci);
			if (odds_ratio.conditional_mle === "Infinity") expect(estimate).toMatchObject({ kind: "undefined" });
			else expectClose([estimate as number], [odds_ratio.conditional_mle as number], TOLERANCE);
		}
	});

	it.each(tables)("exact tests, $id", ({ input, fisher, midp }) => {
		const table = tableOf(input);
		const exact = stats.fisherExact(table);
		const middle = stats.midP(table);
		if (!isOpen(input)) {
			expect([exact.kind, middle.kind]).toEqual(["undefined", "undefined"]);
			return;
		}
		const test = defined(exact);
		expectClose([test.twoSided, test.less, test.greater], [fisher.two_sided, fisher.less, fisher.greater], TOLERANCE);
		const half = defined(middle);
		expectClose(
			[half.twoSided, half.doubled, half.less, half.greater],
			[midp.two_sided_minlik, midp.two_sided_doubled, midp.one_sided_less, midp.one_sided_greater],
			TOLERANCE,
		);
		const conditional = defined(stats.exactConditionalTest({ strata: [table] }));
		expectClose([conditional.twoSided, conditional.less, conditional.greater], Object.values(fisher), TOLERANCE);
	});

	it.each(tables)("chi-square, $id", ({ input, chisq, z_pooled }) => {
		const result = stats.twoByTwoChiSquare(tableOf(input));
		if (!isOpen(input)) {
			expect(result.kind).toBe("undefined");
			return;
		}
		const { pearson, yates, lessOne, likelihoodRatio, z, smallestExpected } = defined(result);
		const actual = [pearson, yates, lessOne, likelihoodRatio].flatMap(({ statistic, p }) => [statistic, p]);
		const names = ["stat", "p", "yates_stat", "yates_p", "n_minus_1_stat", "n_minus_1_p", "G", "G_p"];
		const expected = names.map((name) => chisq[name] as number);
		expectClose(
			[...actual, smallestExpected, z],
			[...expected, chisq.min_expected as number, z_pooled as number],
			TOLERANCE,
			1e-6,
		);
	});

	it.each(tables)("four fifths in whole numbers, $id", ({ input, four_fifths }) => {
		const below = stats.isBelowFourFifths(tableOf(input));
		const expected = four_fifths["below_0.8"];
		if (expected === null) expect(stats.isUndefinedResult(below)).toBe(true);
		else expect(below).toBe(expected);
	});
});

describe("two shares at other levels and sizes", () => {
	interface More {
		readonly differences: readonly {
			readonly x1: number;
			readonly n1: number;
			readonly x0: number;
			readonly n0: number;
			readonly mn_diff_95: number[];
			readonly mn_diff_90: number[];
			readonly newcombe_90: number[];
			readonly newcombe_99: number[];
			readonly koopman_90: number[] | null;
			readonly mn_ratio_99: number[] | null;
			readonly published_mn_diff_95: number[] | null;
		}[];
		readonly fisher: readonly {
			readonly x1: number;
			readonly n1: number;
			readonly x0: number;
			readonly n0: number;
			readonly two_sided: number;
			readonly less: number;
			readonly greater: number;
			readonly midp: number;
		}[];
		readonly grids: readonly {
			readonly n1: number;
			readonly n0: number;
			readonly x1: number[];
			readonly x0: number[];
			readonly p: number[];
			readonly midp: number[];
		}[];
	}
	const more = readJson<More>("placement/more.json");

	it.each(more.differences)("$x1/$n1 and $x0/$n0", (expected) => {
		const { x1, n1, x0, n0 } = expected;
		const table = { first: { successes: x1, trials: n1 }, second: { successes: x0, trials: n0 } };
		const ends = (result: stats.Interval | stats.RatioInterval | stats.UndefinedResult): number[] => {
			const { lower, upper } = defined(result);
			return [lower, upper as number];
		};
		const score = (level: number): number[] => ends(stats.miettinenNurminenDifferenceInterval({ ...table, level }));
		expectClose(score(0.95), expected.mn_diff_95, TOLERANCE, 1e-3);
		expectClose(score(0.9), expected.mn_diff_90, TOLERANCE, 1e-3);
		const hybrid = (level: number): number[] => ends(stats.newcombeDifferenceInterval({ ...table, level }));
		expectClose(hybrid(0.9), expected.newcombe_90, TOLERANCE, 1e-3);
		expectClose(hybrid(0.99), expected.newcombe_99, TOLERANCE, 1e-3);
		if (expected.koopman_90) {
			expectClose(ends(stats.koopmanRatioInterval({ ...table, level: 0.9 })), expected.koopman_90, TOLERANCE);
		}
		if (expected.mn_ratio_99) {
			expectClose(
				ends(stats.miettinenNurminenRatioInterval({ ...table, level: 0.99 })),
				expected.mn_ratio_99,
				TOLERANCE,
			);
		}
		for (const [k, end] of (expected.published_mn_diff_95 ?? []).entries()) {
			expect(Math.abs(score(0.95)[k]! - end)).toBeLessThanOrEqual(0.00005);
		}
	});

	it.each(more.fisher)("Fisher and mid-p of large tables, $x1/$n1 and $x0/$n0", (expected) => {
		const { x1, n1, x0, n0 } = expected;
		const table = { first: { successes: x1, trials: n1 }, second: { successes: x0, trials: n0 } };
		const { twoSided, less, greater } = defined(stats.fisherExact(table));
		expectClose([twoSided, less, greater], [expected.two_sided, expected.less, expected.greater], TOLERANCE);
		expectClose([defined(stats.midP(table)).twoSided], [expected.midp], TOLERANCE);
	});

	it.each(more.grids)("Fisher and mid-p of every table of $n1 and $n0", ({ n1, n0, x1, x0, p, midp }) => {
		const all = x1.map((successes, k) => ({
			first: { successes, trials: n1 },
			second: { successes: x0[k]!, trials: n0 },
		}));
		expectClose(
			all.map((table) => defined(stats.fisherExact(table)).twoSided),
			p,
			TOLERANCE,
		);
		expectClose(
			all.map((table) => defined(stats.midP(table)).twoSided),
			midp,
			TOLERANCE,
		);
	});
});

describe("unconditional exact tests", () => {
	interface Expected {
		readonly stat: Written;
		readonly p: number;
	}
	interface Results {
		readonly barnard_pooled?: Expected;
		readonly barnard_unpooled?: Expected;
		readonly boschloo?: Expected;
	}

	function expectTests(table: stats.TwoByTwo, expected: Results): void {
		const results = [
			[stats.barnardExact(table), expected.barnard_pooled!],
			[stats.barnardExact(table, { pooled: false }), expected.barnard_unpooled!],
			[stats.boschlooExact(table), expected.boschloo!],
		] as const;
		for (const [result, { stat, p }] of results) {
			const actual = defined(result);
			if (typeof stat === "number") expectClose([actual.statistic], [stat], TOLERANCE);
			expect(Math.abs(actual.p - p)).toBeLessThanOrEqual(1e-4);
			// A search can miss the largest value, never exceed it.
			expect(actual.p).toBeGreaterThanOrEqual(p * (1 - 1e-9));
		}
	}

	interface Cells {
		readonly x1: number;
		readonly n1: number;
		readonly x0: number;
		readonly n0: number;
	}
	interface Made {
		readonly exact_ties: Cells & { readonly p: number };
		readonly cases: readonly (Results & Cells)[];
	}
	const made = readJson<Made>("placement/unconditional.json");

	it.each(made.cases)("scipy with the groups as samples, $x1/$n1 and $x0/$n0", (one) => {
		const table = { first: { successes: one.x1, trials: one.n1 }, second: { successes: one.x0, trials: one.n0 } };
		expectTests(table, one);
	});

	it("counts tables that are exactly as extreme, which rounding hides from scipy", () => {
		const { x1, n1, x0, n0, p } = made.exact_ties;
		const table = { first: { successes: x1, trials: n1 }, second: { successes: x0, trials: n0 } };
		const result = defined(stats.barnardExact(table));
		expect(result.p).toBeGreaterThanOrEqual(p);
		expect(result.p).toBeLessThanOrEqual(p + 1e-7);
	});

	interface Case extends Results {
		readonly id: string;
		readonly input: Table["input"];
	}
	const { cases } = readJson<{ cases: Case[] }>("placement/exact_unconditional.json");

	it.each(cases.filter((one) => one.boschloo !== undefined))("scipy with the outcomes as samples, $id", (one) => {
		const { x1, n1, x2, n2 } = one.input;
		const transposed = {
			first: { successes: x1, trials: x1 + x2 },
			second: { successes: n1 - x1, trials: n1 + n2 - x1 - x2 },
		};
		expectTests(transposed, one);
	});

	it("has none where margins leave nothing to test", () => {
		const nobody = { first: { successes: 0, trials: 10 }, second: { successes: 0, trials: 20 } };
		expect(stats.barnardExact(nobody).kind).toBe("undefined");
		expect(stats.boschlooExact(nobody).kind).toBe("undefined");
	});
});
