/** One group against all others inside strata: schools, or prior course by score band. */

import {
	breslowDay,
	cochranMantelHaenszel,
	countStrata,
	exactConditionalTest,
	isUndefinedResult,
	mantelHaenszelOddsRatio,
	mantelHaenszelRiskDifference,
	mantelHaenszelRiskRatio,
	type TwoByTwo,
} from "../stats/index.js";
import type { Mark } from "./cohort.js";
import type { RuleSet } from "./rule.js";
import type { Split } from "./units.js";

/** From this on chi-square describes the stratified test well (Mantel & Fleiss 1980). */
const mantelFleissLeast = 5;

export interface StratifiedP {
	readonly p: number;
	readonly test: "Cochran–Mantel–Haenszel" | "exact conditional";
	readonly approximationHolds: boolean;
}

/** The test that fits the strata: the exact one where chi-square would not do. */
export function stratifiedTest(strata: readonly TwoByTwo[]): StratifiedP | undefined {
	if (strata.length === 0) return undefined;
	const test = cochranMantelHaenszel(strata);
	if (isUndefinedResult(test)) return undefined;
	if (test.mantelFleiss >= mantelFleissLeast) {
		return { p: test.plain.p, test: "Cochran–Mantel–Haenszel", approximationHolds: true };
	}
	const exact = exactConditionalTest({ strata });
	if (isUndefinedResult(exact)) return undefined;
	return { p: exact.twoSided, test: "exact conditional", approximationHolds: false };
}

/** What the rule for verdicts looks at where the comparison is made inside strata. */
export function practicalInStrata(
	strata: readonly TwoByTwo[],
	rules: RuleSet,
): { practical: boolean; adverse: boolean } {
	const difference = mantelHaenszelRiskDifference({ strata });
	const ratio = mantelHaenszelRiskRatio({ strata });
	const placed = mantelHaenszelRiskRatio({ strata: strata.map(favorable) });
	const over = (value: { numerator: number; denominator: number }): number => value.numerator / value.denominator;
	const gap = isUndefinedResult(difference) ? 0 : difference.estimate;
	const belowPlaced = !isUndefinedResult(placed) && placed.estimate < over(rules.placedRatio);
	const aboveRatio = !isUndefinedResult(ratio) && ratio.estimate >= over(rules.riskRatio) && gap >= over(rules.gap);
	return { practical: belowPlaced || aboveRatio, adverse: gap > 0 };
}

const favorable = ({ first, second }: TwoByTwo): TwoByTwo => ({
	first: { successes: first.trials - first.successes, trials: first.trials },
	second: { successes: second.trials - second.successes, trials: second.trials },
});

/** Tables of every unit of a split, one per stratum, in one walk over the students. */
export function strataOf(split: Split, strata: Split, inside: Mark, outcome: Mark): TwoByTwo[][] {
	const [units, layers] = [split.units.length, strata.units.length];
	const sizes = new Int32Array(units * layers);
	const had = new Int32Array(units * layers);
	const layerSizes = new Int32Array(layers);
	const layerHad = new Int32Array(layers);
	for (let student = 0; student < split.codes.length; student++) {
		const layer = strata.codes[student] ?? -1;
		if (layer < 0 || inside[student] !== 1) continue;
		const held = outcome[student] ?? 0;
		layerSizes[layer]! += 1;
		layerHad[layer]! += held;
		const unit = split.codes[student] ?? -1;
		if (unit < 0) continue;
		sizes[unit * layers + layer]! += 1;
		had[unit * layers + layer]! += held;
	}
	return Array.from({ length: units }, (_, unit) =>
		Array.from({ length: layers }, (_layer, layer): TwoByTwo => {
			const first = { successes: had[unit * layers + layer]!, trials: sizes[unit * layers + layer]! };
			const second = { successes: layerHad[layer]! - first.successes, trials: layerSizes[layer]! - first.trials };
			return { first, second };
		}),
	);
}

/** All that is said of a stratified comparison; parts that the strata do not determine say why. */
export function stratifiedNumbers(strata: readonly TwoByTwo[]) {
	const counts = countStrata(strata);
	return {
		informative: counts.informative,
		uninformative: counts.strata - counts.informative,
		riskRatio: mantelHaenszelRiskRatio({ strata }),
		riskDifference: mantelHaenszelRiskDifference({ strata }),
		oddsRatio: mantelHaenszelOddsRatio({ strata }),
		test: stratifiedTest(strata),
		homogeneity: breslowDay(strata),
	};
}
