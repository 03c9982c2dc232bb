/** "Did you mean …": the nearest known name, by edits, with a floor so that nonsense gets no suggestion. */

/** Edits (insert, delete, replace, swap of neighbours) between two strings: optimal string alignment distance. */
function editDistance(left: string, right: string): number {
	const width = right.length + 1;
	const cells = new Uint16Array((left.length + 1) * width);
	for (let row = 0; row <= left.length; row++) cells[row * width] = row;
	for (let column = 0; column < width; column++) cells[column] = column;
	const at = (row: number, column: number): number => cells[row * width + column] ?? 0;
	for (let row = 1; row <= left.length; row++) {
		for (let column = 1; column < width; column++) {
			const same = left[row - 1] === right[column - 1] ? 0 : 1;
			let best = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same);
			if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
				best = Math.min(best, at(row - 2, column - 2) + 1);
			}
			cells[row * width + column] = best;
		}
	}
	return at(left.length, right.length);
}

/** Lower case, without accents, punctuation or runs of blanks: how names are compared. */
export const plainName = (name: string): string =>
	name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, " ")
		.trim();

/** How alike two plain names are, from 0 to 1: 1 less the edits between them as a share of the longer one. */
export const similarity = (left: string, right: string): number =>
	1 - editDistance(left, right) / Math.max(left.length, right.length, 1);

/** Longest name that is compared: beyond it a suggestion helps nobody and the table of edits grows. */
const longest = 200;

/**
 * The known names nearest to what was typed, best first; none if all are too far.
 *
 * @param typed what the user wrote
 * @param names what is known
 * @param most how many at the most
 * @example suggest("Oaklnd Unified", ["Oakland Unified", "Dinuba Unified"], 1) // → ["Oakland Unified"]
 */
export function suggest(typed: string, names: Iterable<string>, most = 3): string[] {
	const wanted = plainName(typed).slice(0, longest);
	if (wanted === "") return [];
	const scored: { name: string; score: number }[] = [];
	for (const name of new Set(names)) {
		const candidate = plainName(name).slice(0, longest);
		const holds =
			wanted.length >= 3 && (candidate.includes(wanted) || (candidate !== "" && wanted.includes(candidate)));
		const alike = similarity(wanted, candidate);
		const score = holds ? Math.max(alike, 0.75) : alike;
		if (score >= 0.6) scored.push({ name, score });
	}
	scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
	return scored.slice(0, most).map((entry) => entry.name);
}
