/** What all specifications on a scale share: schools in columns, what is expected of them, and their earlier results. */

import { isCharter } from "../../domain/entity.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { type Column, columnsOf, type SchoolColumns } from "./columns.js";
import {
	meanOfTwo,
	ownEarlier,
	type Prior,
	type SettledScale,
	shrunkenEarlier,
	workingRows,
} from "./earlier-results.js";
import { type LevelFit, parametersOf } from "./fit.js";
import { type Leveled, type LevelPart, leveled } from "./levels.js";
import { fitParts } from "./predict.js";
import { type SchoolExpectation, scaleOf } from "./scale.js";

/** What all specifications on a scale share. */
export interface Bench extends SettledScale {
	/** Keeps the variances that a fit to a level found: the next one with, or without, an earlier result begins there. */
	readonly keep: (level: SchoolLevel | "all", withEarlier: boolean, found: Float64Array) => void;
	/** Earlier results; made once each. */
	readonly earlier: (prior: Prior, studentMix: boolean) => Column;
	/** Rows of the candidates, with charter schools and without. */
	readonly rows: Readonly<Record<"all" | "noCharters", Leveled<number>>>;
}

export function benchOf(frame: SchoolFrame, given: readonly LevelPart<LevelFit>[] | undefined): Bench {
	const scale = scaleOf(frame.outcome);
	const candidates = frame.schools.filter((school) => school.leftOut === undefined);
	const columns = { ...columnsOf(candidates, scale), earlier: ownEarlier(candidates, frame, scale) };
	const expected = expectationsOf(frame, candidates, given);
	const data = workingRows(columns.results, columns.response, expected, scale);
	const found = new Map<string, Float64Array>();
	const keep: Bench["keep"] = (level, withEarlier, variances) => found.set(`${level} ${withEarlier}`, variances);
	for (const { fit, level } of given ?? []) keep(level, fit.plan.kind === "progress", parametersOf(fit.fit));
	const startOf: Bench["startOf"] = (level, withEarlier) => found.get(`${level} ${withEarlier}`);
	const settled = { frame, scale, candidates, columns, expected, data, startOf };
	const made = new Map<string, Column>();
	const make = (prior: Prior, studentMix: boolean): Column => {
		if (prior === "shrunken") return shrunkenEarlier(settled, studentMix);
		return prior === "mean of two" ? meanOfTwo(settled) : columns.earlier;
	};
	const earlier: Bench["earlier"] = (prior, studentMix) => {
		const key = prior === "shrunken" ? `${prior} ${studentMix}` : prior;
		const column = made.get(key) ?? make(prior, studentMix);
		made.set(key, column);
		return column;
	};
	return { ...settled, keep, earlier, rows: rowsOf(candidates, columns) };
}

function rowsOf(candidates: readonly School[], { levels }: SchoolColumns): Bench["rows"] {
	const levelOf = (row: number): SchoolLevel => levels[row] ?? "unknown";
	const all = candidates.map((_, row) => row);
	const noCharters = all.filter((row) => !isCharter(candidates[row]?.charter ?? "none"));
	return { all: leveled(all, levelOf), noCharters: leveled(noCharters, levelOf) };
}

/**
 * What is expected of the candidates. Averages of scores need none; of percents the main model of the scale tells it; a school
 * that it does not hold gets the average expectation.
 */
function expectationsOf(
	frame: SchoolFrame,
	candidates: readonly School[],
	given: readonly LevelPart<LevelFit>[] | undefined,
): SchoolExpectation[] {
	const parts = frame.outcome === "percent" ? (given ?? fitParts(frame, "auto")) : [];
	const betweenOf = ({ fit }: LevelFit): number => fit.tauDistrict2 + fit.tauSchool2;
	const known = new Map<string, SchoolExpectation>();
	for (const { fit } of parts) {
		fit.schools.forEach(({ cds }, row) => {
			if (!known.has(cds)) known.set(cds, { mean: fit.fit.fitted[row] ?? 0, between: betweenOf(fit) });
		});
	}
	const fitted = parts.flatMap(({ fit }) => [...fit.fit.fitted]);
	const average = fitted.length === 0 ? 0 : fitted.reduce((sum, value) => sum + value, 0) / fitted.length;
	const others = { mean: average, between: parts[0] === undefined ? 0 : betweenOf(parts[0].fit) };
	return candidates.map(({ cds }) => known.get(cds) ?? others);
}
