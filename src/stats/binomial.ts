/** The binomial distribution function. */

import { requireProbability } from "./checks.js";
import { StatsError } from "./errors.js";
import { betaTails, type TailOption } from "./incomplete-beta.js";

/**
 * Probability of at most so many successes.
 *
 * @param successes any number; fractions are rounded down
 * @param trials integer at least 0
 * @param probability chance of success in [0, 1]
 * @param options `{ upper: true }` for the probability of more than `successes`
 * @returns probability
 * @throws StatsError `out-of-range`
 * @reference NIST Digital Library of Mathematical Functions, 8.17.5
 * @example
 * binomialCdf(2, 4, 0.5) // → 0.6875
 */
export function binomialCdf(successes: number, trials: number, probability: number, options: TailOption = {}): number {
	requireProbability("probability", probability);
	if (!(Number.isSafeInteger(trials) && trials >= 0) || Number.isNaN(successes)) {
		throw new StatsError("out-of-range", `trials must be a whole number, got ${trials}; successes ${successes}`);
	}
	const most = Math.floor(successes);
	if (most < 0) return options.upper ? 1 : 0;
	if (most >= trials) return options.upper ? 0 : 1;
	const tails = betaTails({ x: 1 - probability, y: probability, a: trials - most, b: most + 1 });
	return options.upper ? tails.upper : tails.lower;
}
