/** Answers for districts, made when a district is first asked for: a state has a thousand, a run often shows one. */

/** Goes through the districts of the run, in the order given, and makes every answer on the way. */
export interface ByDistrict<Answer> extends Iterable<readonly [code: string, answer: Answer]> {
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
	const answerOf = (district: string): Answer => {
		const answer = made.get(district) ?? make(district);
		made.set(district, answer);
		return answer;
	};
	return {
		get: (district) => (known.has(district) ? answerOf(district) : undefined),
		*[Symbol.iterator]() {
			for (const district of known) yield [district, answerOf(district)] as const;
		},
	};
}
