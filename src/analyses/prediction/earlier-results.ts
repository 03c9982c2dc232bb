/** What a model can take for a school's earlier result: the own one, a shrunken one, or the mean of two years. */

import { groupBy } from "../../domain/group-by.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import { blups } from "../../stats/index.js";
import type { School, SchoolFrame } from "../frame/school.js";
import {
	type Column,
	columnOf,
	membersAt,
	onModelScale,
	type SchoolColumns,
	valuesAt,
	withPredictors,
} from "./columns.js";
import { hasEarlierResult, planDesign, servesAsEarlier } from "./design.js";
import { fitSettled } from "./fit.js";
import { fitByLevel, leveled } from "./levels.js";
import { readyForFit } from "./predict.js";
import { type Scale, type SchoolExpectation, type UsableResult, usable } from "./scale.js";
import { type FitData, studentsOf } from "./working-response.js";

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
	readonly frame: SchoolFrame;
	readonly scale: Scale;
	/** Schools that a fit may use. */
	readonly candidates: readonly School[];
	/** Of the candidates; the earlier results are their own. */
	readonly columns: SchoolColumns;
	/** What is expected of the candidates. */
	readonly expected: readonly SchoolExpectation[];
	/** What fits to the candidates' results are to; 0 without a result. */
	readonly data: FitData;
	/** Where a search for the variances of a level may begin, of fits with an earlier result or of those without. */
	readonly startOf: (level: SchoolLevel | "all", withEarlier: boolean) => Float64Array | undefined;
}

/** Results as fits take them, given what is expected of their schools. */
export function workingRows(
	results: readonly (UsableResult | undefined)[],
	{ values }: Column,
	expected: readonly SchoolExpectation[],
	scale: Scale,
): FitData {
	const [response, variances] = [new Float64Array(values.length), new Float64Array(values.length)];
	const known = results.flatMap((_, row) => (results[row] && expected[row] ? [row] : []));
	// Schools of one fit vary alike.
	for (const [between, rows] of groupBy(known, (row) => expected[row]?.between ?? 0)) {
		const students = studentsOf(
			rows.map((row) => results[row] as UsableResult),
			scale,
		);
		const observed = { values: Float64Array.from(rows, (row) => values[row] ?? 0), ...students };
		const means = Float64Array.from(rows, (row) => expected[row]?.mean ?? 0);
		const working = scale.working(observed, { means, between });
		rows.forEach((row, place) => {
			response[row] = working.response[place] ?? 0;
			variances[row] = working.variances[place] ?? 0;
		});
	}
	return { response, variances };
}

/** The data of some rows, in their order. */
export const rowsOfData = ({ response, variances }: FitData, rows: readonly number[]): FitData => ({
	response: valuesAt(response, rows),
	variances: valuesAt(variances, rows),
});

/** The schools' own earlier results, on the model's scale. */
export function ownEarlier(schools: readonly School[], frame: SchoolFrame, scale: Scale): Column {
	const results = schools.map((school) => (hasEarlierResult(school, frame) ? usable(school.baseline) : undefined));
	return onModelScale(results, scale);
}

/** Mean of the two earlier years on the model's scale, for schools that have both. */
export function meanOfTwo({
	frame,
	scale,
	candidates,
	columns,
}: Omit<SettledScale, "expected" | "data" | "startOf">): Column {
	const { earlier } = columns;
	return columnOf(candidates, ({ beforeBaseline }, row) => {
		const first = beforeBaseline === undefined ? undefined : usable(beforeBaseline);
		if (beforeBaseline === undefined || first === undefined || earlier.known[row] !== 1) return undefined;
		if (!servesAsEarlier(beforeBaseline, frame)) return undefined;
		return (scale.toModel(first.value, first.tested) + (earlier.values[row] ?? 0)) / 2;
	});
}

const resultAlone = ({ value, tested }: UsableResult): UsableResult => ({ value, tested });

/**
 * Earlier results shrunken by their reliability: what a fit to the baseline year, which no later result enters, takes for
 * each school's true level (its best linear unbiased prediction).
 *
 * @param settled of the later results: an earlier one is taken as its students would have it were the same expected, and
 *   their scores spread as those of the later students
 */
export function shrunkenEarlier(settled: SettledScale, studentMix: boolean): Column {
	const { frame, scale, candidates, columns, startOf } = settled;
	const results = candidates.map(({ baseline }, row) =>
		columns.earlier.known[row] === 1 ? usable(baseline) : undefined,
	);
	const past = { ...columns, results, ...studentsOf(results, scale), response: columns.earlier };
	const asLater = results.map((result, row) => result && { ...columns.results[row], ...resultAlone(result) });
	const data = workingRows(asLater, columns.earlier, settled.expected, scale);
	const kind = studentMix ? "context" : "level";
	const places = candidates.flatMap((_, row) => (results[row] && columns.results[row] ? [row] : []));
	const levelOf = (row: number): SchoolLevel => columns.levels[row] ?? "unknown";
	const parts = fitByLevel(leveled(places, levelOf), (members, level) => {
		const ready = readyForFit(
			members,
			(rows) => planDesign(kind, frame, membersAt(past, rows, level)),
			(rows, plan) => withPredictors(past, plan, rows),
		);
		if (ready === undefined) return undefined;
		const fit = fitSettled(ready.plan, { columns: past, rows: ready.schools }, scale, {
			...rowsOfData(data, ready.schools),
			start: startOf(level, false),
			phi: samplingAlone,
		});
		return fit === undefined ? undefined : { fit, schools: ready.schools };
	});
	const shrunken = new Array<number | undefined>(candidates.length).fill(undefined);
	for (const { fit, judges } of parts) {
		const { schoolMean } = blups(fit.fit);
		fit.schools.forEach((row, place) => {
			if (judges.has(levelOf(row))) shrunken[row] = schoolMean[place];
		});
	}
	return columnOf(shrunken, (value) => value);
}
