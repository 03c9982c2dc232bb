/** Inversion of a distribution function by Newton steps on the logarithm of a tail, safeguarded by a bracket. */

/** A tail probability and its derivative at a point of an unbounded scale (a log or a logit). */
interface TailAt {
	/** Probability of the tail that is solved for. */
	readonly tail: number;
	/** Absolute value of its derivative in u. */
	readonly density: number;
}

/** What is to be inverted. */
export interface TailEquation {
	/** The tail at u, and its slope. */
	readonly at: (u: number) => TailAt;
	/** Wanted tail probability, in (0, 1). */
	readonly target: number;
	/** True when the tail grows with u (a lower tail). */
	readonly increasing: boolean;
	readonly start: number;
}

/**
 * Solves tail(u) = target for u.
 *
 * Newton on the logarithm is nearly linear in the tails of all distributions used here; whenever a step leaves the
 * bracket found so far, the bracket is halved or widened instead, so it always ends.
 *
 * @param equation tail, target, direction and start
 * @returns u
 * @reference Press et al., Numerical Recipes (3rd ed.), section 9.4, for the idea of safeguarding
 * @internal
 */
export function solveTail({ at, target, increasing, start }: TailEquation): number {
	let below = Number.NEGATIVE_INFINITY;
	let above = Number.POSITIVE_INFINITY;
	let u = start;
	let width = 1;
	for (let step = 0; step < 400; step++) {
		const { tail, density } = at(u);
		const error = Math.log(tail / target);
		if (error === 0) return u;
		if (error > 0 === increasing) above = u;
		else below = u;
		let next = u - ((increasing ? 1 : -1) * error * tail) / density;
		// Also catches steps that are not numbers, where the tail or its density underflowed.
		if (!(next > below && next < above)) {
			if (below === Number.NEGATIVE_INFINITY) next = u - width;
			else if (above === Number.POSITIVE_INFINITY) next = u + width;
			else next = 0.5 * (below + above);
			width *= 2;
		}
		const move = Math.abs(next - u);
		u = next;
		if (move <= 2e-16 * Math.max(1, Math.abs(u)) || above - below <= 4e-16 * Math.abs(u)) return u;
	}
	return u;
}
