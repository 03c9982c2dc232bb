/**
 * Results of all years beside what schools of the level with the same student mix lead one to expect: the fit behind
 * every question over years.
 *
 *     result = average of level and year + student mix + district + school + school in that year + chance
 *
 * No earlier result is among the predictors: two results of one school would then share one with opposite signs, and
 * what lasts in a school would be taken out before it is looked for.
 */

import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { fitNested, type NestedFit, type NestedInput } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import type { School } from "../frame/school.js";
import { interceptName } from "./design.js";
import { type PanelPlan, panelDesign, planPanel } from "./panel-design.js";
import { type PanelRow, type PanelRows, panelRows } from "./panel-rows.js";
import { component, lastingVariance, schoolsOf } from "./panel-schools.js";
import type { PanelFit, PanelSchool } from "./panel-types.js";
import { type Scale, scaleOf } from "./scale.js";

/** A level with fewer schools than this borrows from the fit over all levels; fewer than the other carry none. */
const ownFitSchools = 30;
const fewestSchools = 10;

/** Years of results that a statement about lasting differences needs. */
export const fewestYears = 2;

const made = new WeakMap<AnalysisInput, Map<number, readonly PanelFit[]>>();

/**
 * The fits of a student group's results over all years, one per level and one for levels that borrow. Questions that
 * look at the same group share them.
 *
 * @returns empty where there are fewer than two years or too few schools
 */
export function panelFits(input: AnalysisInput, group: number): readonly PanelFit[] {
	const own = made.get(input) ?? new Map<number, readonly PanelFit[]>();
	made.set(input, own);
	const known = own.get(group);
	if (known !== undefined) return known;
	const fits = fitAll(panelRows(input, group), scaleOf(input.frame.outcome), startsFor(input, group));
	own.set(group, fits);
	return fits;
}

type Starts = (level: PanelFit["level"]) => readonly number[] | undefined;

/**
 * Where the search begins: at what the fit of the group of the run found, or what the predictions of one year did. It
 * ends at the same place without, later.
 */
function startsFor(input: AnalysisInput, group: number): Starts {
	if (group !== input.frame.group) {
		const fits = panelFits(input, input.frame.group);
		return (level) => {
			const fit = fits.find((other) => other.level === level);
			return fit && [fit.tauDistrict2, fit.tauSchool2, fit.tauYear2, fit.phi];
		};
	}
	return (level) => {
		const model = input.predictions.models.find((other) => other.level === level);
		if (model === undefined) return undefined;
		const [district, school] = [model.tauDistrict ** 2, model.tauSchool ** 2];
		return [district, (1 - passingShare) * school, passingShare * school, model.phi];
	};
}

/** Of the variance between schools, taken to belong to one year where nothing is known yet. */
const passingShare = 0.2;

/** A school with the fit that judges it. */
export interface JudgedPanelSchool {
	readonly fit: PanelFit;
	readonly own: PanelSchool;
}

/** Schools by code, each once. */
export const judgedSchools = (fits: readonly PanelFit[]): ReadonlyMap<string, JudgedPanelSchool> =>
	new Map(
		fits.flatMap((fit) =>
			fit.schools
				.filter(({ school }) => fit.judges.has(school.level))
				.map((own) => [own.school.cds, { fit, own }] as const),
		),
	);

function fitAll(all: PanelRows, scale: Scale, starts: Starts): PanelFit[] {
	if (all.years.length < fewestYears) return [];
	const fits: PanelFit[] = [];
	const borrowing: SchoolLevel[] = [];
	for (const level of schoolLevels) {
		const rows = all.rows.filter((row) => row.school.level === level);
		if (rows.length === 0) continue;
		const fit =
			yearsBySchool(rows).size >= ownFitSchools ? fitRows(rows, { all, scale, start: starts(level) }) : undefined;
		if (fit === undefined) borrowing.push(level);
		else fits.push({ ...fit, level, judges: new Set([level]) });
	}
	const fit = borrowing.length > 0 ? fitRows(all.rows, { all, scale, start: starts("all") }) : undefined;
	return fit === undefined ? fits : [...fits, { ...fit, level: "all", judges: new Set(borrowing) }];
}

/** How many years each school has. */
function yearsBySchool(rows: readonly PanelRow[]): Map<School, number> {
	const years = new Map<School, number>();
	for (const { school } of rows) years.set(school, (years.get(school) ?? 0) + 1);
	return years;
}

type Fitted = Omit<PanelFit, "level" | "judges">;

interface FitContext {
	readonly all: PanelRows;
	readonly scale: Scale;
	readonly start: readonly number[] | undefined;
}

function fitRows(rows: readonly PanelRow[], { all, scale, start }: FitContext): Fitted | undefined {
	const plan = planPanel(rows, all);
	const repeated = [...yearsBySchool(rows).values()].filter((years) => years >= fewestYears).length;
	if (repeated < fewestSchools || rows.length - plan.names.length < fewestSchools) return undefined;
	const shape = shapeOf(rows, plan, scale);
	const reached = agree(shape, rows, scale, start);
	return reached === undefined ? undefined : describe(reached, rows, plan, all);
}

type Shape = Omit<NestedInput, "variances">;

/** Codes 0, 1, 2, … in order of first appearance; rows are in the order of schools, so nothing depends on the files' order. */
function codesOf(keys: readonly string[]): Int32Array {
	const known = new Map<string, number>();
	return Int32Array.from(keys, (key) => {
		const code = known.get(key) ?? known.size;
		known.set(key, code);
		return code;
	});
}

function shapeOf(rows: readonly PanelRow[], plan: PanelPlan, scale: Scale): Shape {
	return {
		response: Float64Array.from(rows, ({ result }) => scale.toModel(result.value, result.tested)),
		design: panelDesign(rows, plan),
		names: plan.names,
		intercept: interceptName,
		levels: [
			{ name: "district", groups: codesOf(rows.map(({ school }) => school.district)) },
			{ name: "school", groups: codesOf(rows.map(({ school }) => school.cds)) },
		],
		phi: { minimum: scale.phiMinimum },
		rowEffect: true,
	};
}

/** Sampling variances depend on what the fit expects, and the other way round: rounds until they agree. */
const mostRounds = 12;
const agreement = 1e-3;

interface Reached {
	readonly fit: NestedFit;
	readonly variances: Float64Array;
}

function agree(
	shape: Shape,
	rows: readonly PanelRow[],
	scale: Scale,
	first: readonly number[] | undefined,
): Reached | undefined {
	let expected: Float64Array = new Float64Array(rows.length).fill(
		shape.response.reduce((sum, value) => sum + value / rows.length, 0),
	);
	let between = 0;
	let reached: Reached | undefined;
	for (let round = 0; round < mostRounds; round++) {
		const variances = Float64Array.from(rows, ({ result }, row) =>
			scale.samplingVariance(expected[row] ?? 0, between, result),
		);
		const before = reached?.variances;
		if (before?.every((value, row) => Math.abs((variances[row] ?? 0) / value - 1) < agreement)) return reached;
		const start = reached?.fit.components.map(({ estimate }) => estimate) ?? first;
		const fit = fitNested({
			...shape,
			basis: reached?.fit.working.model.basis,
			variances,
			start: start && Float64Array.from(start),
		});
		if (fit.kind === "undefined") return undefined;
		reached = { fit, variances };
		expected = fit.fitted;
		between = component(fit, "district") + component(fit, "school") + component(fit, "row");
	}
	return reached;
}

function describe({ fit, variances }: Reached, rows: readonly PanelRow[], plan: PanelPlan, all: PanelRows): Fitted {
	const phi = fit.components.find(({ kind }) => kind === "phi");
	const sampling = variances.map((variance) => (phi?.estimate ?? 1) * variance);
	const phiMoved = phi !== undefined && !phi.atBoundary && !phi.held;
	const schools = schoolsOf(rows, fit, { sampling, phiMoved });
	const tauSchool2 = component(fit, "school");
	return {
		years: all.years,
		covariates: plan.covariates,
		dropped: plan.dropped,
		districts: new Set(rows.map(({ school }) => school.district)).size,
		schools: schools.map(({ own }) => own),
		tauDistrict2: component(fit, "district"),
		tauSchool2,
		tauYear2: component(fit, "row"),
		tauLasting2: lastingVariance(tauSchool2, schools),
		phi: phi?.estimate ?? 1,
		phiMoved,
		converged: fit.converged,
	};
}
