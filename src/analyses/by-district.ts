/** Answers for districts, made when a district is first asked for: a state has a thousand, a run often shows one. */

export interface ByDistrict<Answer> {
	/** `undefined` for a district that is not in the run. */
	get(district: string): Answer | undefined;
}

/**
 * Remembers what was made.
 *
 * @param districts codes of the run
 * @param make the answer for one of them; it must not depend on which were asked for before
 */
export function byDistrict<Answer>(
	districts: Iterable<string>,
	make: (district: string) => Answer,
): ByDistrict<Answer> {
	const known = new Set(districts);
	const made = new Map<string, Answer>();
	return {
		get: (district) => {
			const before = made.get(district);
			if (before !== undefined || !known.has(district)) return before;
			const answer = make(district);
			made.set(district, answer);
			return answer;
		},
	};
}
