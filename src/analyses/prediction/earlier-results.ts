/** What a model can take for a school's earlier result: the own one, a shrunken one, or the mean of two years. */

import type { SchoolLevel } from "../../domain/school-level.js";
import { blups } from "../../stats/index.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { hasEarlierResult, planDesign, servesAsEarlier } from "./design.js";
import { fitSettled } from "./fit.js";
import { fitByLevel } from "./levels.js";
import { readyForFit } from "./predict.js";
import { type Scale, usable } from "./scale.js";

/**
 * `own`: the result of the baseline year. `shrunken`: the same, drawn toward what schools of the level, with the same
 * students where the mix is known, showed in that year, the more the fewer students it rests on. `mean of two`: of the
 * baseline year and the year before it.
 */
export type Prior = "none" | "own" | "shrunken" | "mean of two";

/**
 * Only chance among students is taken out of an earlier result. What small schools vary beyond it (φ above 1) lasts from
 * year to year: taken for chance, it would be shrunken away and the prediction be worse for it.
 */
const samplingAlone = { fixed: 1 } as const;

/** What fits on a scale have in common. */
export interface SettledScale {
	/** Sampling variances of the results by code, on the model's scale. */
	readonly variances: ReadonlyMap<string, number>;
	/** Where a search for the variances of a level may begin. */
	readonly startOf: (level: SchoolLevel | "all") => Float64Array | undefined;
}

/** The school's own earlier results, on the model's scale. */
export function ownEarlier(frame: SchoolFrame, scale: Scale): Map<string, number> {
	return new Map(
		frame.schools.flatMap((school) => {
			const earlier = usable(school.baseline);
			if (earlier === undefined || !hasEarlierResult(school, frame)) return [];
			return [[school.cds, scale.toModel(earlier.value, earlier.tested)]];
		}),
	);
}

/** Mean of the two earlier years on the model's scale, for schools that have both. */
export function meanOfTwo(frame: SchoolFrame, scale: Scale): Map<string, number> {
	const own = ownEarlier(frame, scale);
	return new Map(
		frame.schools.flatMap(({ cds, beforeBaseline }) => {
			const [first, second] = [beforeBaseline === undefined ? undefined : usable(beforeBaseline), own.get(cds)];
			if (beforeBaseline === undefined || first === undefined || second === undefined) return [];
			if (!servesAsEarlier(beforeBaseline, frame)) return [];
			return [[cds, (scale.toModel(first.value, first.tested) + second) / 2]];
		}),
	);
}

/**
 * Earlier results shrunken by their reliability: what a fit to the baseline year, which no later result enters, takes for
 * each school's true level (its best linear unbiased prediction).
 *
 * @param settled of the later results; a sampling variance is in proportion to that of the later students
 */
export function shrunkenEarlier(
	frame: SchoolFrame,
	scale: Scale,
	{ variances, startOf }: SettledScale,
	studentMix: boolean,
): Map<string, number> {
	const candidates = frame.schools.flatMap((school): School[] => {
		if (school.leftOut !== undefined || !hasEarlierResult(school, frame) || !variances.has(school.cds)) return [];
		return [{ ...school, current: school.baseline }];
	});
	const varianceOf = (school: School): number => {
		const later = variances.get(school.cds) ?? 0;
		const tested = usable(school.current)?.tested ?? 1;
		return (later * (studentsOf.get(school.cds) ?? tested)) / tested;
	};
	const studentsOf = new Map(frame.schools.map((school) => [school.cds, usable(school.current)?.tested ?? 1]));
	const kind = studentMix ? "context" : "level";
	const shrunken = new Map<string, number>();
	const parts = fitByLevel(candidates, (members, level) => {
		const ready = readyForFit(members, frame, (schools) => planDesign(kind, frame, schools));
		if (ready === undefined) return undefined;
		const settled = {
			variances: Float64Array.from(ready.schools, varianceOf),
			start: startOf(level),
			phi: samplingAlone,
		};
		const fit = fitSettled(ready.plan, ready.schools, scale, settled);
		return fit === undefined ? undefined : { fit, schools: ready.schools };
	});
	for (const { fit, judges } of parts) {
		const { schoolMean } = blups(fit.fit);
		fit.schools.forEach(({ cds, level }, row) => {
			const value = schoolMean[row];
			if (judges.has(level) && value !== undefined) shrunken.set(cds, value);
		});
	}
	return shrunken;
}
