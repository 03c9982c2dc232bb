/** The spread of students within schools where level cuts are not published on the scale of the scores (science). */

import { normalPdf, normalQuantile } from "../../stats/index.js";
import type { LevelCounts } from "./group-levels.js";

/** A row that says enough of its students' scores. */
export interface Scores {
	readonly cds: string;
	readonly students: number;
	readonly mean: number;
	/** Students per level, lowest first. */
	readonly counts: LevelCounts;
}

/** A share nearer to 0 or 1 than this says little, and its normal deviate is biased. */
const nearestToEnd = 0.02;

/** Fewer students than this in a school: its shares are too coarse. */
const fewestStudents = 30;

/** Fewer shares than this leave the slope to chance. */
const fewestShares = 15;

/**
 * Standard deviation within schools, in points; `undefined` where the schools don't tell.
 *
 * In a school of mean m, the share of students below a cut c is Φ((c − m) / σ): its normal deviate falls by 1/σ a point of
 * m, whatever the cut. One slope is fitted to all cuts by weighted least squares (minimum normit chi-square). Mean and
 * shares are of the same students, so that chance in the mean does not flatten the slope.
 *
 * @reference Berkson (1955), Journal of the American Statistical Association 50:529–549
 */
export function spreadWithoutCuts(schools: readonly Scores[]): number | undefined {
	const sums = { cross: 0, square: 0 };
	let shares = 0;
	for (let cut = 1; cut < 4; cut++) {
		const points = schools.flatMap((school) => deviateBelow(school, cut) ?? []);
		const weight = points.reduce((sum, point) => sum + point.weight, 0);
		const center = (pick: (point: Deviate) => number): number =>
			points.reduce((sum, point) => sum + point.weight * pick(point), 0) / weight;
		const [mean, deviate] = [center((point) => point.mean), center((point) => point.deviate)];
		for (const point of points) {
			sums.cross += point.weight * (point.mean - mean) * (point.deviate - deviate);
			sums.square += point.weight * (point.mean - mean) ** 2;
		}
		shares += points.length;
	}
	return shares >= fewestShares && sums.cross < 0 ? -sums.square / sums.cross : undefined;
}

interface Deviate {
	readonly mean: number;
	readonly deviate: number;
	readonly weight: number;
}

function deviateBelow(school: Scores, cut: number): Deviate | undefined {
	const all = school.counts.reduce((sum, count) => sum + count, 0);
	const below = school.counts.slice(0, cut).reduce((sum, count) => sum + count, 0) / all;
	if (all < fewestStudents || below < nearestToEnd || below > 1 - nearestToEnd) return undefined;
	const deviate = normalQuantile(below);
	return { mean: school.mean, deviate, weight: (all * normalPdf(deviate) ** 2) / (below * (1 - below)) };
}
