/** Counts summed over schools by county and region. Percents are never summed, and districts' rows never joined in. */

import { isCharter } from "../../domain/entity.js";
import { displayMinimum } from "../../domain/evidence.js";
import { isKnown } from "../../domain/measured.js";
import type { Run } from "../run.js";

/** The sums of an area's schools. */
export interface AreaSum {
	readonly key: string;
	readonly districts: number;
	readonly schools: number;
	/** Schools whose result is withheld, by the state or here: they add nothing, so that the true sums are larger. */
	readonly hidden: number;
	readonly tested: number;
	/** Students who met or exceeded the standard; of an average, the sum of points. */
	readonly total: number;
}

/**
 * Sums a run's schools.
 *
 * @param keyOf the area of a school, by its code; nothing for a school of none
 * @returns areas that have a school, by key
 */
export function sumSchools({ input }: Run, keyOf: (cds: string) => string | undefined): AreaSum[] {
	const sums = new Map<
		string,
		{ districts: Set<string>; schools: number; hidden: number; tested: number; total: number }
	>();
	const isPercent = input.frame.outcome === "percent";
	for (const school of input.frame.schools) {
		const key = keyOf(school.cds);
		if (key === undefined || (input.charters === "exclude" && isCharter(school.charter))) continue;
		const sum = sums.get(key) ?? { districts: new Set(), schools: 0, hidden: 0, tested: 0, total: 0 };
		sums.set(key, sum);
		sum.districts.add(school.district);
		const { value, tested } = school.current;
		if (!isKnown(value) || !isKnown(tested) || tested < displayMinimum) {
			if (isKnown(value) || value.absent === "suppressed") sum.hidden++;
			continue;
		}
		sum.schools++;
		sum.tested += tested;
		sum.total += isPercent ? Math.round((value * tested) / 100) : value * tested;
	}
	return [...sums]
		.map(([key, { districts, ...sum }]) => ({ key, districts: districts.size, ...sum }))
		.sort((a, b) => (a.key < b.key ? -1 : 1));
}
