/**
 * Results of all years beside what schools of the level with the same student mix lead one to expect: the fit behind
 * every question over years.
 *
 *     result = average of level and year + student mix + district + school + school in that year + chance
 *
 * No earlier result is among the predictors: two results of one school would then share one with opposite signs, and
 * what lasts in a school would be taken out before it is looked for.
 */

import type { OutcomeScale } from "../../domain/outcome-scale.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { fitNested, type NestedFit, type NestedInput } from "../../stats/index.js";
import { renumbered } from "./columns.js";
import { interceptName } from "./design.js";
import { type PanelPlan, panelDesign, planPanel, yearsOfSchools } from "./panel-design.js";
import { type PanelRows, rowsOfLevel } from "./panel-rows.js";
import { columnsOf, component } from "./panel-schools.js";
import type { PanelFit } from "./panel-types.js";
import { plausibleDifferences } from "./plausible-variances.js";
import { type Scale, scaleOf } from "./scale.js";
import { type Expectation, type FitData, largestChange, Pace } from "./working-response.js";

/** A level with fewer schools than this borrows from the fit over all levels; fewer than the other carry none. */
const ownFitSchools = 30;
const fewestSchools = 10;

/** Years of results that a statement about lasting differences needs. */
export const fewestYears = 2;

/**
 * The fits of a student group's results over all years, one per level and one for levels that borrow.
 *
 * @param own the fits of the run's own group, where other groups' searches begin: they end at the same place without, later
 * @returns empty where there are fewer than two years or too few schools
 */
export function fitPanel(all: PanelRows, outcome: OutcomeScale, own: readonly PanelFit[] = []): PanelFit[] {
	const scale = scaleOf(outcome);
	const starts = (level: PanelFit["level"]): readonly number[] | undefined => {
		const fit = own.find((other) => other.level === level);
		return fit && [fit.tauDistrict2, fit.tauSchool2, fit.tauYear2, fit.phi];
	};
	if (all.years.length < fewestYears) return [];
	const fits: PanelFit[] = [];
	const borrowing: SchoolLevel[] = [];
	for (const level of schoolLevels) {
		const rows = rowsOfLevel(all, level);
		if (rows.school.length === 0) continue;
		const fit = yearsOfSchools(rows).length >= ownFitSchools ? fitRows(rows, scale, starts(level)) : undefined;
		if (fit === undefined) borrowing.push(level);
		else fits.push({ ...fit, level, judges: new Set([level]) });
	}
	const fit = borrowing.length > 0 ? fitRows(all, scale, starts("all")) : undefined;
	return fit === undefined ? fits : [...fits, { ...fit, level: "all", judges: new Set(borrowing) }];
}

type Fitted = Omit<PanelFit, "level" | "judges">;

function fitRows(rows: PanelRows, scale: Scale, start: readonly number[] | undefined): Fitted | undefined {
	const plan = planPanel(rows);
	const repeated = yearsOfSchools(rows).filter((years) => years >= fewestYears).length;
	if (repeated < fewestSchools || rows.school.length - plan.names.length < fewestSchools) return undefined;
	const reached = agree(shapeOf(rows, plan, scale), rows, scale, start);
	return reached === undefined ? undefined : describe(reached, rows, plan);
}

type Shape = Omit<NestedInput, "variances">;

/** Rows are in the order of levels and schools, so nothing depends on the files' order. */
function shapeOf(rows: PanelRows, plan: PanelPlan, scale: Scale): Shape {
	return {
		response: rows.value.map((value, row) => scale.toModel(value, rows.tested[row] ?? 0)),
		design: panelDesign(rows, plan),
		names: plan.names,
		intercept: interceptName,
		levels: [
			{ name: "district", groups: renumbered(rows.school.map((school) => rows.districts[school] ?? 0)) },
			{ name: "school", groups: renumbered(rows.school) },
		],
		phi: { minimum: scale.phiMinimum(rows.tested) },
		rowEffect: true,
	};
}

/** What the fit is to depends on what it expects, and the other way round: rounds until they agree. */
const mostRounds = 40;
const agreement = 1e-3;

/**
 * How near to their optimum the first fits go, in standard errors: one look at the line, then near; later ones go to their end, as
 * each may be the last.
 */
const firstFits: readonly number[] = [Number.MAX_VALUE, 1e-2];

interface Reached extends FitData {
	readonly fit: NestedFit;
	/** Results on the model's scale, before they became what the fit is to. */
	readonly observed: Float64Array;
}

function agree(
	shape: Shape,
	{ tested, studentSd }: PanelRows,
	scale: Scale,
	first: readonly number[] | undefined,
): Reached | undefined {
	const observed = shape.response;
	const average = observed.reduce((sum, value) => sum + value / tested.length, 0);
	const pace = new Pace(observed);
	let expected: Expectation = { means: new Float64Array(tested.length).fill(average), between: 0 };
	let reached: Reached | undefined;
	for (let round = 0; round < mostRounds; round++) {
		const data = scale.working({ values: observed, tested, studentSd }, expected);
		const change = reached === undefined ? Number.POSITIVE_INFINITY : largestChange(reached, data);
		if (round > firstFits.length && change < agreement) break;
		const start = reached === undefined ? first && Float64Array.from(first) : estimatesOf(reached.fit);
		const earlier = reached?.fit.working;
		const fit = fitNested({ ...shape, ...data, earlier, start, closeEnough: firstFits[round] });
		if (fit.kind === "undefined") return undefined;
		reached = { fit, observed, ...data };
		const between = component(fit, "district") + component(fit, "school") + component(fit, "row");
		expected = pace.next(expected, { means: fit.fitted, between }, change);
	}
	return reached;
}

/** Codes are numbered without gaps. */
const groupsOf = ({ working }: NestedFit, name: string): number =>
	working.input.levels
		.find((level) => level.name === name)
		?.groups.reduce((most, code) => Math.max(most, code + 1), 0) ?? 0;

const estimatesOf = (fit: NestedFit): Float64Array => Float64Array.from(fit.components, ({ estimate }) => estimate);

function describe({ fit, observed }: Reached, rows: PanelRows, plan: PanelPlan): Fitted {
	const { weights, own, atEstimate } = plausibleDifferences(fit, rows);
	return {
		years: rows.years,
		covariates: plan.covariates,
		dropped: plan.dropped,
		districts: groupsOf(fit, "district"),
		columns: columnsOf(rows, observed, atEstimate, own),
		tauDistrict2: component(fit, "district"),
		tauSchool2: component(fit, "school"),
		tauYear2: component(fit, "row"),
		plausible: own.map(({ tauLasting2 }, point) => ({ weight: weights[point] ?? 0, tauLasting2 })),
		phi: component(fit, "phi"),
		phiMoved: atEstimate.phiMoved,
		converged: fit.converged,
	};
}
