/**
 * What predictions of counts say of the counts that came: the range of chance that a count takes up. A discrete result can't
 * lie evenly over (0, 1), but the range [P(X < x), P(X ≤ x)] spread over its width does, where the prediction is right
 * (Czado, Gneiting & Held 2009, Biometrics 65:1254–1261: the nonrandomized PIT).
 */

import type { LevelFit } from "../../src/analyses/prediction/fit.js";
import { logitSd } from "../../src/analyses/prediction/predictive.js";
import { inverseLogit, logGamma, normalQuantile, tCdf } from "../../src/stats/index.js";

/** Chances of all counts that are binomial given a normal logit. */
export function countChances(trials: number, mean: number, sd: number): Float64Array {
	const chances = new Float64Array(trials + 1);
	for (const { z, weight } of normal) {
		const odds = Math.exp(mean + sd * z);
		// From the likeliest count outward, so that no chance is lost on the way.
		const likeliest = Math.min(trials, Math.floor(((trials + 1) * odds) / (1 + odds)));
		const top = weight * Math.exp(logChance(likeliest, trials, mean + sd * z));
		for (let x = likeliest, chance = top; x <= trials && chance > 0; x++) {
			chances[x]! += chance;
			chance *= ((trials - x) / (x + 1)) * odds;
		}
		for (let x = likeliest, chance = top; x > 0 && chance > 0; x--) {
			chance *= x / ((trials - x + 1) * odds);
			chances[x - 1]! += chance;
		}
	}
	return chances;
}

const logChance = (x: number, n: number, logit: number): number =>
	logGamma(n + 1) -
	logGamma(x + 1) -
	logGamma(n - x + 1) -
	x * Math.log1p(Math.exp(-logit)) -
	(n - x) * Math.log1p(Math.exp(logit));

/** The trapezoidal rule over the standard normal distribution. */
const normal = ((): { z: number; weight: number }[] => {
	const places = Array.from({ length: 33 }, (_, k) => (k - 16) / 2);
	const total = places.reduce((sum, z) => sum + Math.exp((-z * z) / 2), 0);
	return places.map((z) => ({ z, weight: Math.exp((-z * z) / 2) / total }));
})();

/** Where in (0, 1) a school's count lies by its prediction: from all lower counts' chance to that with its own. */
export interface Range {
	readonly tested: number;
	readonly from: number;
	readonly to: number;
}

/** By the other schools, with Student's t on the deviate as the judging has it; tails are not fitted. */
export function rangesOf(level: LevelFit, side: "schoolOut" | "districtOut"): Range[] {
	const { residual, externalVariance, externalDf } = level.left[side];
	return Array.from(level.tested, (tested, row) => {
		const response = level.response[row]!;
		const expected = { center: response - residual[row]!, sd: Math.sqrt(externalVariance[row]!), tested };
		const met = Math.round(inverseLogit(level.observed[row]!) * (tested + 1) - 0.5);
		const sd = logitSd({ ...expected, samplingVariance: level.variances[row]! });
		const chances = countChances(tested, expected.center, sd);
		const below = chances.slice(0, met).reduce((sum, chance) => sum + chance, 0);
		const [from, to] = [below, below + chances[met]!].map((chance) => byStudent(chance, externalDf[row]!));
		return { tested, from: from!, to: to! };
	});
}

function byStudent(chance: number, df: number): number {
	if (chance <= 1e-12) return 0;
	return chance >= 1 - 1e-12 ? 1 : tCdf(normalQuantile(chance), df);
}

/** The part of a range that lies in the middle `level` of (0, 1): what an interval of that level holds of the count. */
export function heldOf({ from, to }: Range, level: number): number {
	const [low, high] = [(1 - level) / 2, (1 + level) / 2];
	return Math.max(0, Math.min(to, high) - Math.max(from, low)) / (to - from);
}

/**
 * What intervals of these levels hold at the best: the chance of all counts inside them where the prediction is the truth. A
 * count lies inside where P(X < x) + ½ P(X = x) does; few counts are possible in small schools.
 */
export function attainable(trials: number, logit: { mean: number; sd: number }, levels: readonly number[]): number[] {
	const chances = countChances(trials, logit.mean, logit.sd);
	const held = levels.map(() => 0);
	let below = 0;
	for (const chance of chances) {
		const middle = below + chance / 2;
		levels.forEach((level, k) => {
			if (Math.abs(middle - 0.5) <= level / 2) held[k]! += chance;
		});
		below += chance;
	}
	return held;
}
