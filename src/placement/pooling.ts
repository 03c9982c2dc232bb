/** Words of a roster that may be printed: a cell that holds what it should not could name a child. */

import type { Coded } from "../domain/coded.js";
import type { Mark } from "./cohort.js";
import { leastShown } from "./intake/places.js";

/**
 * The same column with all words put together that fewer than 11 students share.
 *
 * @param inside the students who are counted
 * @param together what stands for those words; after the others
 */
export function pooled({ labels, codes }: Coded, inside: Mark, together: string): Coded {
	const sizes = new Int32Array(labels.length);
	codes.forEach((code, student) => {
		if (code >= 0 && inside[student] === 1) sizes[code] = (sizes[code] ?? 0) + 1;
	});
	const kept = labels.filter((_, code) => (sizes[code] ?? 0) >= leastShown);
	const places = labels.map((label) => (kept.includes(label) ? kept.indexOf(label) : kept.length));
	return { labels: [...kept, together], codes: codes.map((code) => (code < 0 ? -1 : (places[code] ?? -1))) };
}
