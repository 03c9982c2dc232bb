/**
 * Fits every reasonable specification and judges each school by it.
 *
 * Statewide this is a few dozen fits, so each is one climb and one look at its left-out residuals: no calibration, no
 * rounds between a fit and what it is to. Working responses and sampling variances follow from what the main fit expects:
 * they are a matter of the students tested and of the results that a school like this has, not of the predictors.
 */

import { schoolOutResiduals, tQuantile } from "../../stats/index.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { type Bench, benchOf } from "./bench.js";
import { membersAt, type SchoolColumns, withPredictors } from "./columns.js";
import { planDesign } from "./design.js";
import { rowsOfData } from "./earlier-results.js";
import { fitSettled, parametersOf } from "./fit.js";
import { fitByLevel } from "./levels.js";
import { type Predicted, readyForFit } from "./predict.js";
import { mainPredictors, reasonable, same } from "./reasonable.js";
import { SaidColumn, summarize } from "./said.js";
import { scaleOf } from "./scale.js";
import {
	type Predictors,
	type SchoolSpecifications,
	type Specification,
	type SpecificationSet,
	specificationId,
} from "./specification.js";
import type { PredictionResult } from "./types.js";

/**
 * All specifications on the scales given.
 *
 * @param main frame of the main scale
 * @param predicted what the main model says there
 * @param second frame of the second scale, the same schools; `undefined` where the rows have one scale alone
 */
export function specify(main: SchoolFrame, predicted: Predicted, second: SchoolFrame | undefined): SpecificationSet {
	const list: Specification[] = [];
	const columns: SaidColumn[] = [];
	const take = (specification: Omit<Specification, "id" | "judged">, column: SaidColumn): void => {
		const { judged } = column;
		if (judged === 0) return;
		list.push({ id: specificationId(specification), ...specification, judged });
		columns.push(column);
	};
	const places = new Map(main.schools.map(({ cds }, place) => [cds, place]));
	const placeOf = ({ cds }: School): number => places.get(cds) ?? -1;
	const own = mainPredictors(main, predicted);
	if (own !== undefined) take({ scale: main.outcome, ...own, main: true }, saidByMain(main, predicted, placeOf));
	for (const frame of second === undefined ? [main] : [main, second]) {
		const bench = benchOf(frame, frame === main ? predicted.parts : undefined);
		const target = { places: Int32Array.from(bench.candidates, placeOf), schools: main.schools.length };
		for (const predictors of reasonable(frame)) {
			if (frame === main && own !== undefined && same(predictors, own)) continue;
			take({ scale: frame.outcome, ...predictors, main: false }, saidBy(predictors, bench, target));
		}
	}
	return { list, schools: summaries(main, columns, list[0]?.main === true ? 0 : -1) };
}

/** Schools of which some specification says something, by code. */
function summaries(
	{ schools }: SchoolFrame,
	columns: readonly SaidColumn[],
	mainPlace: number,
): Map<string, SchoolSpecifications> {
	const found = new Map<string, SchoolSpecifications>();
	schools.forEach(({ cds }, place) => {
		const summary = summarize(columns, place, mainPlace);
		if (summary.of > 0) found.set(cds, summary);
	});
	return found;
}

/** The main model's own residuals, as the page has them. */
function saidByMain(
	frame: SchoolFrame,
	{ predictions, parts }: Predicted,
	placeOf: (school: School) => number,
): SaidColumn {
	const said = new SaidColumn(frame.schools.length);
	const { perStudentSd } = scaleOf(frame.outcome);
	const outside = new Map(
		predictions.schools.flatMap(({ school, within }) => (within ? [[school.cds, within.p < 0.05] as const] : [])),
	);
	for (const { fit, judges } of parts) {
		fit.schools.forEach((school, row) => {
			const residual = fit.left.schoolOut.residual[row];
			const own = outside.get(school.cds);
			if (!judges.has(school.level) || residual === undefined || own === undefined) return;
			said.say(placeOf(school), residual / perStudentSd, own);
		});
	}
	return said;
}

/** Where what is said of candidates belongs. */
interface Target {
	/** Place of each candidate among the schools of the main frame; -1 for none. */
	readonly places: Int32Array;
	readonly schools: number;
}

/** What the predictors say of every school that they can judge, level by level. */
function saidBy(predictors: Predictors, bench: Bench, { places, schools }: Target): SaidColumn {
	const said = new SaidColumn(schools);
	const parts = fitsTo(predictors, bench);
	// With too few schools to carry the student mix, this is the specification without it.
	if (predictors.studentMix && !parts.some(({ fit }) => fit.plan.covariates.length > 0)) return said;
	const { levels } = bench.columns;
	const { perStudentSd } = bench.scale;
	for (const { fit, level, judges } of parts) {
		const { residual, variance, df } = fit.out;
		const limit = tQuantile(0.975, Math.max(1, df - 1));
		for (let place = 0; place < fit.schools.length; place++) {
			const row = fit.schools[place] ?? 0;
			const [own, spread] = [residual[place] ?? 0, variance[place] ?? Number.POSITIVE_INFINITY];
			// An infinite variance: the other schools can't predict it.
			if (!Number.isFinite(spread) || (level === "all" && !judges.has(levels[row] ?? "unknown"))) continue;
			said.say(places[row] ?? -1, own / perStudentSd, Math.abs(own) > limit * Math.sqrt(spread));
		}
	}
	return said;
}

function fitsTo(predictors: Predictors, bench: Bench) {
	const { studentMix, prior, charters } = predictors;
	const { frame, scale, data, startOf, keep, rows: candidates } = bench;
	const columns: SchoolColumns = { ...bench.columns, earlier: bench.earlier(prior, studentMix) };
	const kind = prior !== "none" ? "progress" : studentMix ? "context" : "level";
	return fitByLevel(charters ? candidates.all : candidates.noCharters, (rows, level) => {
		const ready = readyForFit(
			rows,
			(some) => planDesign(kind, frame, membersAt(columns, some, level), { studentMix }),
			(some, plan) => withPredictors(columns, plan, some),
		);
		if (ready === undefined) return undefined;
		const settled = { ...rowsOfData(data, ready.schools), start: startOf(level, prior !== "none") };
		const fit = fitSettled(ready.plan, { columns, rows: ready.schools }, scale, settled);
		if (fit === undefined) return undefined;
		keep(level, prior !== "none", parametersOf(fit));
		return { ...ready, out: schoolOutResiduals(fit) };
	});
}

/** Evidence words after a look at the other specifications: "clear" needs the same side under all of them. */
export function temper(predictions: PredictionResult, specifications: SpecificationSet): PredictionResult {
	return {
		...predictions,
		schools: predictions.schools.map((entry) =>
			entry.evidence === "clear" && specifications.schools.get(entry.school.cds)?.dependsOnModel === true
				? { ...entry, evidence: "some" }
				: entry,
		),
	};
}
