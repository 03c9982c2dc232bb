/** Bands that stand for counts: for percents near 0 and 100, which say something of everybody, and for rounded rows. */

/** The lowest and highest share, in percent, that groups of some size may show. */
export interface ExtremeBand {
	/** Fewest and most students of the groups that the band is for. */
	readonly from: number;
	readonly to: number;
	/** A percent at or below `low`, or at or above `high`, is published as the band alone. */
	readonly low: number;
	readonly high: number;
}

/**
 * Bands by group size. Source: NCES 2011-603 (SLDS Technical Brief 3), table of top and bottom codes; the boundaries 20,
 * 40, 100 and 300 belong to the band below them.
 */
export const extremeBands: readonly ExtremeBand[] = [
	{ from: 11, to: 20, low: 20, high: 80 },
	{ from: 21, to: 40, low: 10, high: 90 },
	{ from: 41, to: 100, low: 5, high: 95 },
	{ from: 101, to: 300, low: 2, high: 98 },
	{ from: 301, to: Number.POSITIVE_INFINITY, low: 1, high: 99 },
];

/** What a coded count may be, for all a reader can tell. */
export interface CodedCount {
	readonly words: string;
	readonly lower: number;
	readonly upper: number;
}

/**
 * The band that a count must be published as, if it must.
 *
 * @param count students with the outcome
 * @param population students in the group; 11 or more (smaller groups are withheld whole)
 * @returns the band in words and as counts, or `undefined` where the count itself may be shown
 * @example codeExtreme(0, 40)?.words // → "10 % or less"
 */
export function codeExtreme(count: number, population: number): CodedCount | undefined {
	const band = extremeBands.find(({ from, to }) => population >= from && population <= to);
	if (band === undefined) return undefined;
	// Whole-number products: 100·count against percent·population, so that no share is rounded.
	if (100 * count <= band.low * population) {
		return { words: `${band.low} % or less`, lower: 0, upper: Math.floor((band.low * population) / 100) };
	}
	if (100 * count >= band.high * population) {
		return {
			words: `${band.high} % or more`,
			lower: Math.ceil((band.high * population) / 100),
			upper: population,
		};
	}
	return undefined;
}

/** Fewest students of a group whose counts may be rounded: in a smaller one, a band of ten says next to nothing. */
export const roundedFrom = 50;
/** Whole numbers in a band of a rounded count. */
const roundedWidth = 10;

/**
 * The band of ten that a count of a rounded row is published as.
 *
 * @example roundCount(23).words // → "20 to 29"
 */
export function roundCount(count: number): CodedCount {
	const lower = Math.floor(count / roundedWidth) * roundedWidth;
	const upper = lower + roundedWidth - 1;
	return { words: `${lower} to ${upper}`, lower, upper };
}
