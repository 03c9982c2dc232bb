/** How a session's minutes are divided: the same shares whatever its length, in steps of five minutes. */

/** Shares of the session, in its order. */
const shares = { open: 0.08, predict: 0.12, read: 0.22, compare: 0.14, discuss: 0.26, plan: 0.18 } as const;

export type Step = keyof typeof shares;

/** The steps in order. */
export const steps = Object.keys(shares) as Step[];

/**
 * Minutes of each step.
 *
 * @param total minutes of the session
 * @returns multiples of five but for the last, which takes what is left; they sum to the total
 */
export function minutesOf(total: number): Readonly<Record<Step, number>> {
	const rounded = steps
		.slice(0, -1)
		.map((step) => [step, Math.max(5, 5 * Math.round((shares[step] * total) / 5))] as const);
	const used = rounded.reduce((sum, [, minutes]) => sum + minutes, 0);
	return { ...Object.fromEntries(rounded), plan: total - used } as Record<Step, number>;
}
