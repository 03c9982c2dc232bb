/** Letter grades in order, so that a grade can be compared with a cut. */

const letters = ["F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+"] as const;

const ranks = new Map<string, number>(letters.map((letter, rank) => [letter, rank]));

/**
 * Where a letter grade stands, from 0 (F) to 12 (A+); `undefined` for anything else.
 *
 * The signs count: a cut of C is not met by C-. A district that takes C- writes C- as its cut.
 *
 * @example letterRank("b+") // → 9
 */
export const letterRank = (text: string): number | undefined =>
	ranks.get(
		text
			.trim()
			.toUpperCase()
			.replace(/[\u2212\u2013]/g, "-"),
	);

/** The grade of a rank. */
export const letterOf = (rank: number): string => letters[rank] ?? "";
