/**
 * Fits every reasonable specification and judges each school by it.
 *
 * Statewide this is a few dozen fits, so each is one climb and one look at its left-out residuals: no calibration, no
 * rounds between a fit and what it is to. Working responses and sampling variances follow from what the main fit expects:
 * they are a matter of the students tested and of the results that a school like this has, not of the predictors.
 */

import { isCharter } from "../../domain/entity.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import { schoolOutResiduals, tQuantile } from "../../stats/index.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { type Column, columnsOf, hasPredictors } from "./columns.js";
import { planDesign, usableCovariates } from "./design.js";
import {
	meanOfTwo,
	ownEarlier,
	type Prior,
	rowsOfData,
	type SettledScale,
	shrunkenEarlier,
	workingRows,
} from "./earlier-results.js";
import { fitSettled, type LevelFit, parametersOf } from "./fit.js";
import { fitByLevel, type LevelPart } from "./levels.js";
import { fitParts, type Predicted, readyForFit } from "./predict.js";
import { type Scale, type SchoolExpectation, scaleOf } from "./scale.js";
import {
	type Predictors,
	type Specification,
	type SpecificationSet,
	type SpecifiedResidual,
	specificationId,
	summarize,
} from "./specification.js";
import { Starts } from "./starts.js";
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
	const places = new Map(main.schools.map(({ cds }, place) => [cds, place]));
	const placeOf = ({ cds }: School): number => places.get(cds) ?? -1;
	const residuals = main.schools.map((): SpecifiedResidual[] => []);
	const own = mainPredictors(main, predicted);
	const take = (specification: Omit<Specification, "id">, judge: (say: Say<number>) => void): void => {
		let judged = 0;
		judge((place, residual, outside) => {
			residuals[place]?.push({ specification: list.length, residual, outside });
			judged++;
		});
		if (judged > 0) list.push({ id: specificationId(specification), ...specification });
	};
	if (own !== undefined) {
		take({ scale: main.outcome, ...own, main: true }, (say) =>
			sayMainFits(predicted, scaleOf(main.outcome), (school, ...said) => say(placeOf(school), ...said)),
		);
	}
	for (const frame of second === undefined ? [main] : [main, second]) {
		const bench = benchOf(frame, frame === main ? predicted.parts : undefined);
		if (frame === main && own !== undefined) {
			for (const { fit, level } of predicted.parts) bench.starts.keep(level, own, parametersOf(fit.fit));
		}
		const placesOfBench = bench.candidates.map(placeOf);
		for (const predictors of reasonable(frame)) {
			if (frame === main && own !== undefined && same(predictors, own)) continue;
			take({ scale: frame.outcome, ...predictors, main: false }, (say) =>
				judgeBy(predictors, bench, (row, ...said) => say(placesOfBench[row] ?? -1, ...said)),
			);
		}
	}
	const mainPlace = own === undefined ? -1 : 0;
	const schools = new Map(
		main.schools.flatMap(({ cds }, place) => {
			const found = residuals[place] ?? [];
			return found.length === 0 ? [] : [[cds, summarize(found, mainPlace)] as const];
		}),
	);
	return { list, schools };
}

const same = (one: Predictors, other: Predictors): boolean =>
	one.studentMix === other.studentMix && one.prior === other.prior && one.charters === other.charters;

/** What the main model knows; `undefined` where none was fitted. */
function mainPredictors(frame: SchoolFrame, { predictions, parts }: Predicted): Predictors | undefined {
	if (parts.length === 0) return undefined;
	return {
		studentMix: parts.some(({ fit }) => fit.plan.covariates.length > 0),
		prior: predictions.kind === "progress" ? "own" : "none",
		charters: mayHoldCharters(frame),
	};
}

/** False where all schools are known to be no charters, because there are none or the run leaves them out. */
const mayHoldCharters = ({ schools }: SchoolFrame): boolean => schools.some(({ charter }) => charter !== "none");

/** True where some schools are known to be charters, and not all. */
function canLeaveChartersOut(frame: SchoolFrame): boolean {
	const candidates = frame.schools.filter((school) => school.leftOut === undefined);
	const charters = candidates.filter((school) => isCharter(school.charter)).length;
	return charters > 0 && charters < candidates.length;
}

/**
 * Combinations that predict something: the average of a level, without student mix and earlier result, is a prediction
 * only where the data hold nothing else.
 */
function reasonable(frame: SchoolFrame): Predictors[] {
	const mixes = usableCovariates(frame).length > 0 ? [true, false] : [false];
	const priors: Prior[] = ["none", ...(frame.baselineYear === undefined ? [] : (["own", "shrunken"] as const))];
	if (frame.beforeBaselineYear !== undefined) priors.push("mean of two");
	const charters = canLeaveChartersOut(frame) ? [true, false] : [mayHoldCharters(frame)];
	const all = mixes.flatMap((studentMix) =>
		priors.flatMap((prior) => charters.map((inFit) => ({ studentMix, prior, charters: inFit }))),
	);
	const informed = all.filter(({ studentMix, prior }) => studentMix || prior !== "none");
	return informed.length > 0 ? informed : all;
}

/** Takes a school's residual in standard deviations of students, and whether it lies outside its own interval. */
type Say<Which> = (school: Which, residual: number, outside: boolean) => void;

/** The main model's own residuals, as the page has them. */
function sayMainFits({ predictions, parts }: Predicted, scale: Scale, say: Say<School>): void {
	const outside = new Map(
		predictions.schools.flatMap(({ school, within }) => (within ? [[school.cds, within.p < 0.05] as const] : [])),
	);
	for (const { fit, judges } of parts) {
		fit.schools.forEach((school, row) => {
			const residual = fit.left.schoolOut.residual[row];
			const own = outside.get(school.cds);
			if (!judges.has(school.level) || residual === undefined || own === undefined) return;
			say(school, residual / scale.perStudentSd, own);
		});
	}
}

/** What all specifications on a scale share. */
interface Bench extends SettledScale {
	/** Earlier results; made once each. */
	readonly earlier: (prior: Prior, studentMix: boolean) => Column;
}

function benchOf(frame: SchoolFrame, given: readonly LevelPart<LevelFit>[] | undefined): Bench {
	const scale = scaleOf(frame.outcome);
	const candidates = frame.schools.filter((school) => school.leftOut === undefined);
	const columns = { ...columnsOf(candidates, scale), earlier: ownEarlier(candidates, frame, scale) };
	const expected = expectationsOf(frame, candidates, given);
	const data = workingRows(columns.results, columns.response, expected, scale);
	const settled = { frame, scale, candidates, columns, expected, data, starts: new Starts() };
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
	return { ...settled, earlier };
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

/** Every school that the predictors can judge, by its place among the candidates, level by level. */
function judgeBy(predictors: Predictors, bench: Bench, say: Say<number>): void {
	const { studentMix, prior, charters } = predictors;
	const { frame, scale, candidates, data, starts } = bench;
	const columns = { ...bench.columns, earlier: bench.earlier(prior, studentMix) };
	const kind = prior !== "none" ? "progress" : studentMix ? "context" : "level";
	const members = candidates.flatMap(({ charter }, row) => (charters || !isCharter(charter) ? [row] : []));
	const levelOf = (row: number): SchoolLevel => columns.levels[row] ?? "unknown";
	const parts = fitByLevel(members, levelOf, (rows, level) => {
		const ready = readyForFit(
			rows,
			(some) => planDesign(kind, frame, some.map(levelOf), { studentMix }),
			(row, plan) => hasPredictors(columns, plan, row),
		);
		if (ready === undefined) return undefined;
		const settled = { ...rowsOfData(data, ready.schools), start: starts.near(level, predictors) };
		const fit = fitSettled(ready.plan, { columns, rows: ready.schools }, scale, settled);
		if (fit === undefined) return undefined;
		starts.keep(level, predictors, parametersOf(fit));
		return { ...ready, out: schoolOutResiduals(fit) };
	});
	// With too few schools to carry the student mix, this is the specification without it.
	if (studentMix && !parts.some(({ fit }) => fit.plan.covariates.length > 0)) return;
	for (const { fit, judges } of parts) {
		const { residual, variance, df } = fit.out;
		const limit = tQuantile(0.975, Math.max(1, df - 1));
		fit.schools.forEach((row, place) => {
			const [own, spread] = [residual[place] ?? 0, variance[place] ?? Number.POSITIVE_INFINITY];
			// An infinite variance: the other schools can't predict it.
			if (!judges.has(levelOf(row)) || !Number.isFinite(spread)) return;
			say(row, own / scale.perStudentSd, Math.abs(own) > limit * Math.sqrt(spread));
		});
	}
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
