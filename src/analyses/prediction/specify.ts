/**
 * Fits every reasonable specification and judges each school by it.
 *
 * Statewide this is a few dozen fits, so each is one climb and one look at its left-out residuals: no calibration, no
 * rounds between fit and sampling variances. Those are taken from the main fit: they are a matter of the students tested
 * and of the results that a school like this has, not of the predictors.
 */

import { isCharter } from "../../domain/entity.js";
import type { SchoolLevel } from "../../domain/school-level.js";
import { schoolOutResiduals, type TwoLevelFit, tQuantile } from "../../stats/index.js";
import type { School, SchoolFrame } from "../frame/school.js";
import { planDesign, usableCovariates } from "./design.js";
import { meanOfTwo, ownEarlier, type Prior, type SettledScale, shrunkenEarlier } from "./earlier-results.js";
import { fitSettled, type LevelFit } from "./fit.js";
import { fitByLevel, type LevelPart } from "./levels.js";
import { type Predicted, predictWithFits, readyForFit } from "./predict.js";
import { type Scale, scaleOf, usable } from "./scale.js";
import {
	type Predictors,
	type Specification,
	type SpecificationSet,
	type SpecifiedResidual,
	specificationId,
	summarize,
} from "./specification.js";
import type { PredictionResult } from "./types.js";

/** Residuals are set side by side, so the fits end so near to their optimum, in standard errors. */
const closeEnough = 1e-8;

/**
 * All specifications on the scales given.
 *
 * @param main frame of the main scale
 * @param predicted what the main model says there
 * @param second frame of the second scale, the same schools; `undefined` where the rows have one scale alone
 */
export function specify(main: SchoolFrame, predicted: Predicted, second: SchoolFrame | undefined): SpecificationSet {
	const list: Specification[] = [];
	const residuals = new Map<string, SpecifiedResidual[]>();
	const own = mainPredictors(main, predicted);
	const take = (specification: Omit<Specification, "id">, judge: (say: Say) => void): void => {
		let judged = 0;
		judge((cds, residual, outside) => {
			const entry = { specification: list.length, residual, outside };
			const before = residuals.get(cds);
			if (before) before.push(entry);
			else residuals.set(cds, [entry]);
			judged++;
		});
		if (judged > 0) list.push({ id: specificationId(specification), ...specification });
	};
	if (own !== undefined) {
		take({ scale: main.outcome, ...own, main: true }, (say) => sayMainFits(predicted, scaleOf(main.outcome), say));
	}
	for (const frame of second === undefined ? [main] : [main, second]) {
		const bench = benchOf(frame, frame === main ? predicted.parts : undefined);
		for (const predictors of reasonable(frame)) {
			if (frame === main && own !== undefined && same(predictors, own)) continue;
			take({ scale: frame.outcome, ...predictors, main: false }, (say) => judgeBy(predictors, bench, say));
		}
	}
	const mainPlace = own === undefined ? -1 : 0;
	return { list, schools: new Map([...residuals].map(([cds, found]) => [cds, summarize(found, mainPlace)])) };
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

/** Takes a residual in standard deviations of students, and whether it lies outside its own interval. */
type Say = (cds: string, residual: number, outside: boolean) => void;

/** The main model's own residuals, as the page has them. */
function sayMainFits({ predictions, parts }: Predicted, scale: Scale, say: Say): void {
	const outside = new Map(
		predictions.schools.flatMap(({ school, within }) => (within ? [[school.cds, within.p < 0.05] as const] : [])),
	);
	for (const { fit, judges } of parts) {
		fit.schools.forEach(({ cds, level }, row) => {
			const residual = fit.left.schoolOut.residual[row];
			const own = outside.get(cds);
			if (!judges.has(level) || residual === undefined || own === undefined) return;
			say(cds, residual / scale.perStudentSd, own);
		});
	}
}

/** What all specifications on a scale share. */
interface Bench extends SettledScale {
	readonly frame: SchoolFrame;
	readonly scale: Scale;
	readonly candidates: readonly School[];
	/** Variances that the last fit to a level found: the next one begins there. */
	readonly found: Map<SchoolLevel | "all", Float64Array>;
	/** Earlier results; made once each. */
	readonly earlier: (prior: Prior, studentMix: boolean) => ReadonlyMap<string, number> | undefined;
}

function benchOf(frame: SchoolFrame, given: readonly LevelPart<LevelFit>[] | undefined): Bench {
	const scale = scaleOf(frame.outcome);
	const candidates = frame.schools.filter((school) => school.leftOut === undefined);
	const variances = samplingVariances(frame, candidates, given);
	const found = new Map(given?.map(({ fit, level }) => [level, parametersOf(fit.fit)]));
	const settled = { variances, startOf: (level: SchoolLevel | "all") => found.get(level) };
	const made = new Map<string, ReadonlyMap<string, number> | undefined>();
	const make = (prior: Prior, studentMix: boolean): ReadonlyMap<string, number> | undefined => {
		if (prior === "none") return undefined;
		if (prior === "own") return ownEarlier(frame, scale);
		return prior === "mean of two" ? meanOfTwo(frame, scale) : shrunkenEarlier(frame, scale, settled, studentMix);
	};
	const earlier: Bench["earlier"] = (prior, studentMix) => {
		const key = prior === "shrunken" ? `${prior} ${studentMix}` : prior;
		if (!made.has(key)) made.set(key, make(prior, studentMix));
		return made.get(key);
	};
	return { frame, scale, candidates, ...settled, found, earlier };
}

const parametersOf = ({ tauDistrict2, tauSchool2, phi }: TwoLevelFit): Float64Array =>
	Float64Array.of(tauDistrict2, tauSchool2, phi);

/**
 * Sampling variances by code. Those of averages of scores depend on the students alone; those of percents also on what is
 * expected, which the main model of the scale tells; a school that it does not hold gets the average expectation.
 */
function samplingVariances(
	frame: SchoolFrame,
	candidates: readonly School[],
	given: readonly LevelPart<LevelFit>[] | undefined,
): Map<string, number> {
	const scale = scaleOf(frame.outcome);
	const parts = frame.outcome === "percent" ? (given ?? predictWithFits(frame, "auto").parts) : [];
	const variances = new Map<string, number>();
	for (const { fit } of parts) {
		fit.schools.forEach(({ cds }, row) => {
			if (!variances.has(cds)) variances.set(cds, fit.variances[row] ?? 0);
		});
	}
	const fitted = parts.flatMap(({ fit }) => [...fit.fit.fitted]);
	const average = fitted.length === 0 ? 0 : fitted.reduce((sum, value) => sum + value, 0) / fitted.length;
	const between = parts[0] === undefined ? 0 : parts[0].fit.fit.tauDistrict2 + parts[0].fit.fit.tauSchool2;
	for (const { cds, current } of candidates) {
		const result = usable(current);
		if (result !== undefined && !variances.has(cds)) {
			variances.set(cds, scale.samplingVariance(average, between, result));
		}
	}
	return variances;
}

/** Every school that the predictors can judge, level by level. */
function judgeBy({ studentMix, prior, charters }: Predictors, bench: Bench, say: Say): void {
	const { frame, scale, candidates, variances, startOf, found } = bench;
	const earlier = bench.earlier(prior, studentMix);
	const kind = prior !== "none" ? "progress" : studentMix ? "context" : "level";
	const members = charters ? candidates : candidates.filter((school) => !isCharter(school.charter));
	const options = { studentMix, ...(earlier === undefined ? {} : { earlier }) };
	const parts = fitByLevel(members, (schools, level) => {
		const ready = readyForFit(schools, frame, (some) => planDesign(kind, frame, some, options));
		if (ready === undefined) return undefined;
		const own = Float64Array.from(ready.schools, (school) => variances.get(school.cds) ?? 0);
		const fit = fitSettled(ready.plan, ready.schools, scale, { variances: own, start: startOf(level), closeEnough });
		if (fit === undefined) return undefined;
		found.set(level, parametersOf(fit));
		return { ...ready, out: schoolOutResiduals(fit) };
	});
	// With too few schools to carry the student mix, this is the specification without it.
	if (studentMix && !parts.some(({ fit }) => fit.plan.covariates.length > 0)) return;
	for (const { fit, judges } of parts) {
		const { residual, variance, df } = fit.out;
		const limit = tQuantile(0.975, Math.max(1, df - 1));
		fit.schools.forEach(({ cds, level }, row) => {
			const [own, spread] = [residual[row] ?? 0, variance[row] ?? Number.POSITIVE_INFINITY];
			// An infinite variance: the other schools can't predict it.
			if (!judges.has(level) || !Number.isFinite(spread)) return;
			say(cds, own / scale.perStudentSd, Math.abs(own) > limit * Math.sqrt(spread));
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
