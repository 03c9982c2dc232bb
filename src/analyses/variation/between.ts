/** How far districts differ: each district's schools against the averages of their levels, with its own chance. */

import { centersOf, type Point, type Spread, spreadOf } from "./measure.js";

/** Fewer districts than this can't tell a spread from chance. */
const fewestDistricts = 5;

/**
 * The spread between the districts of a run.
 *
 * A district's value is the student-weighted average distance of its schools from the averages of their levels over the
 * run, so that districts of different levels can be compared; its sampling variance is that of the weighted average.
 *
 * @param points points of each district's schools
 */
export function betweenDistricts(points: ReadonlyMap<string, readonly Point[]>): Spread | undefined {
	const centers = centersOf([...points.values()].flat());
	const districts = [...points.values()].flatMap((own): Point[] => {
		const tested = own.reduce((sum, point) => sum + point.tested, 0);
		if (tested === 0) return [];
		let value = 0;
		let variance = 0;
		for (const point of own) {
			const weight = point.tested / tested;
			value += weight * (point.value - (centers.get(point.level) ?? 0));
			variance += weight ** 2 * point.variance;
		}
		return [{ level: "unknown", value, variance, tested }];
	});
	return spreadOf(districts, fewestDistricts);
}
