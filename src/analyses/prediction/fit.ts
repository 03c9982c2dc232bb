/** Fits one level's schools and predicts each without its own result. */

import {
	blups,
	fitTwoLevel,
	leaveOut,
	type PhiChoice,
	type TwoLevelFit,
	type TwoLevelInput,
} from "../../stats/index.js";
import type { School } from "../frame/school.js";
import { allRows, designRows, renumbered, type SchoolRows, valuesAt } from "./columns.js";
import { type DesignPlan, interceptName } from "./design.js";
import type { Scale } from "./scale.js";
import { type Expectation, type FitData, largestChange, type Observed, Pace } from "./working-response.js";

/** A line and its variances, one entry per school in the order given; everything on the model's scale. */
export interface SchoolFit {
	readonly plan: DesignPlan;
	readonly schools: readonly School[];
	readonly tested: Float64Array;
	/** The schools' results. */
	readonly observed: Float64Array;
	/** What the fit was to in their place; see `Scale.working`. */
	readonly response: Float64Array;
	/** Flat, one row per school, columns as in `plan.names`. */
	readonly design: Float64Array;
	/** District of each school, codes 0, 1, 2, … */
	readonly groups: Int32Array;
	/** Sampling variances that the fit used, before the factor phi. */
	readonly variances: Float64Array;
	/** False where the fit and what it was to still moved each other when the rounds ran out. */
	readonly agreed: boolean;
	readonly fit: TwoLevelFit;
}

/** What the fit of one level hands on. */
export interface LevelFit extends SchoolFit {
	readonly left: ReturnType<typeof leaveOut>;
	readonly effects: ReturnType<typeof blups>;
}

/** What a fit is to depends on what the model expects, and the other way round: rounds until they agree. */
const mostRounds = 60;
const agreement = 1e-9;

/** Likelihoods of more schools than this have one hill: where the first fit looked everywhere, the last need not. */
const oneHill = 1000;

/** Fits the plan and predicts every school without its own result; see `fitSchools`. */
export function fitLevel(plan: DesignPlan, schools: readonly School[], scale: Scale): LevelFit | undefined {
	const reached = fitSchools(plan, schools, scale);
	return reached && { ...reached, left: leaveOut(reached.fit), effects: blups(reached.fit) };
}

/**
 * Fits the plan to schools of which nothing is lacking.
 *
 * @param schools in CDS order, so that the order of the input rows can't change a digit
 * @returns `undefined` where the schools don't determine a fit (no variation, or as many coefficients as schools)
 */
export function fitSchools(plan: DesignPlan, schools: readonly School[], scale: Scale): SchoolFit | undefined {
	const all = allRows(schools, scale);
	const shape = arrange(plan, all, scale);
	const { response: observed, design, groups } = shape;
	const { tested, studentSd } = all.columns;
	const reached = agree(shape, { values: observed, tested, studentSd }, scale);
	return reached && { plan, schools, tested, observed, design, groups, ...reached };
}

/** What another fit of the same results has settled. */
export interface Settled extends FitData {
	/** Variances to begin the search from: (τ² of districts, τ² of schools, φ). */
	readonly start?: Float64Array | undefined;
	/** The factor on the sampling variances, where it is not to be found. */
	readonly phi?: PhiChoice;
}

/**
 * A fit that stands beside others ends so near to its optimum, in standard errors of the variances: what it says of a school then
 * moves by some hundred-thousandths of its own error, and nobody sees hundredths.
 */
const besideOthers = 1e-5;

/** The fit alone, without rounds between it and what it is to. */
export function fitSettled(
	plan: DesignPlan,
	schools: SchoolRows,
	scale: Scale,
	settled: Settled,
): TwoLevelFit | undefined {
	const input: TwoLevelInput & Settled = { ...arrange(plan, schools, scale), ...settled };
	const fit = fitTwoLevel({ ...input, closeEnough: besideOthers });
	return fit.kind === "undefined" ? undefined : fit;
}

type Shape = Omit<TwoLevelInput, "variances">;

/** Response, design and districts of the schools, in their order. */
function arrange(plan: DesignPlan, schools: SchoolRows, scale: Scale): Shape {
	const { columns, rows } = schools;
	const { response, districts, tested } = columns;
	if (rows.some((row) => response.known[row] !== 1)) throw new Error("a school has no result and can't be fitted");
	const groups = new Int32Array(rows.length);
	for (let place = 0; place < rows.length; place++) groups[place] = districts[rows[place] ?? 0] ?? 0;
	return {
		response: valuesAt(response.values, rows),
		design: designRows(schools, plan),
		names: plan.names,
		intercept: interceptName,
		groups: renumbered(groups),
		phi: { minimum: scale.phiMinimum(valuesAt(tested, rows)) },
	};
}

type Reached = Pick<SchoolFit, "fit" | "response" | "variances" | "agreed">;

/**
 * Alternates between the fit and what it is to until they agree. Each round starts where the one before ended; with
 * few schools the last word has a fit that looks for the optimum everywhere again.
 */
function agree(shape: Shape, observed: Observed, scale: Scale): Reached | undefined {
	const { values } = observed;
	const average = values.reduce((sum, value) => sum + value, 0) / values.length;
	const pace = new Pace(values);
	let expected: Expectation = { means: new Float64Array(values.length).fill(average), between: 0 };
	let reached: Reached | undefined;
	for (let round = 0; round < mostRounds; round++) {
		const data = scale.working(observed, expected);
		const change = reached === undefined ? 1 : largestChange(reached, data);
		if (reached && change < agreement) {
			const last = lastWord(shape, reached, round === 1);
			if (last === undefined || last.agreed) return last;
			reached = last;
		} else {
			const earlier = reached?.fit.working.nested;
			const start = reached && parametersOf(reached.fit);
			// Where the data still move, the search need not go farther than they do.
			const closeEnough = Math.max(agreement / 10, Math.min(1e-3, 1e-3 * change));
			const fit = fitTwoLevel({ ...shape, ...data, earlier, start, closeEnough });
			if (fit.kind === "undefined") return undefined;
			reached = { fit, ...data, agreed: false };
		}
		const { fitted, tauDistrict2, tauSchool2 } = reached.fit;
		expected = pace.next(expected, { means: fitted, between: tauDistrict2 + tauSchool2 }, change);
	}
	return reached;
}

/** The fit taken to its end; with few schools looked for everywhere again, which may find a better optimum: not agreed. */
function lastWord(shape: Shape, reached: Reached, first: boolean): Reached | undefined {
	const { fit, response, variances } = reached;
	const input = { ...shape, earlier: fit.working.nested, response, variances };
	const end = fitTwoLevel({ ...input, start: parametersOf(fit) });
	if (end.kind === "undefined") return undefined;
	const found = { ...end, iterations: fit.iterations + end.iterations };
	const sure = first || variances.length > oneHill;
	const everywhere = sure ? found : fitTwoLevel(input);
	if (everywhere.kind === "undefined" || isBetter(found, everywhere)) return { ...reached, fit: found, agreed: true };
	return { ...reached, fit: everywhere, agreed: !isBetter(everywhere, found) };
}

/** Where a search for the variances of another fit may begin: (τ² of districts, τ² of schools, φ). */
export const parametersOf = ({ tauDistrict2, tauSchool2, phi }: TwoLevelFit): Float64Array =>
	Float64Array.of(tauDistrict2, tauSchool2, phi);

/** Better by more than rounding: another optimum. */
const isBetter = (fit: TwoLevelFit, than: TwoLevelFit): boolean =>
	fit.minus2Reml < than.minus2Reml - 1e-7 * (1 + Math.abs(than.minus2Reml));
