/** Where the variance lies: between districts, between their schools, and chance; before and after the predictors. */

import type { Interval } from "../../domain/evidence.js";
import { type Absent, type Measured, notDefined } from "../../domain/measured.js";
import { fitNested, profileInterval, type VarianceParameter } from "../../stats/index.js";
import { type DesignPlan, interceptName } from "./design.js";
import { fitSchools, type SchoolFit } from "./fit.js";
import type { Scale } from "./scale.js";
import type { VarianceLine, VariancePart, VarianceTable } from "./types.js";

/** Beyond this, results vary more than chance among students makes them: the card says so. */
export const extraVariation = 1.3;

/** One set of variances, in squares of the model's unit. */
interface Column {
	readonly fit: SchoolFit;
	readonly profiles: Readonly<Record<"district" | "school", Interval | Absent>>;
	readonly district: number;
	readonly school: number;
	readonly sampling: number;
}

/** The plan with the terms for levels alone. */
const withoutPredictors = (plan: DesignPlan): DesignPlan => ({
	...plan,
	kind: "level",
	covariates: [],
	names: plan.names.slice(0, Math.max(1, plan.levels.length)),
});

/**
 * The table of a fit. The raw column is a fit of the same schools with level terms alone; where that can't be made, or the
 * fit has no other terms, it is the fit's own.
 */
export function varianceTable(level: SchoolFit, scale: Scale): VarianceTable {
	const plan = withoutPredictors(level.plan);
	const bare = plan.names.length === level.plan.names.length ? level : fitSchools(plan, level.schools, scale);
	const [raw, adjusted] = [columnOf(bare ?? level, scale), columnOf(level, scale)];
	const compared = bare === undefined ? "no fit without predictors" : undefined;
	return {
		lines: [
			lineOf("between districts", { raw, adjusted, compared }),
			lineOf("between schools", { raw, adjusted, compared }),
			lineOf("sampling", { raw, adjusted, compared: "chance is not for predictors to explain" }),
		],
		intraclass: { raw: intraclass(raw), adjusted: intraclass(adjusted) },
		phi: { raw: raw.fit.fit.phi, adjusted: adjusted.fit.fit.phi },
		reliability: { raw: reliabilityOf(raw.fit), adjusted: reliabilityOf(adjusted.fit) },
	};
}

const mean = (values: ArrayLike<number>): number =>
	Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function columnOf(fit: SchoolFit, scale: Scale): Column {
	const { tauDistrict2, tauSchool2, phi } = fit.fit;
	return {
		fit,
		profiles: profilesOf(fit, scale.phiMinimum(fit.tested)),
		district: tauDistrict2,
		school: tauSchool2,
		sampling: phi * mean(fit.variances),
	};
}

/** Average over schools of the part of the spread within a district that is true. */
export const reliabilityOf = ({ fit, variances }: SchoolFit): number =>
	mean(variances.map((variance) => fit.tauSchool2 / (fit.tauSchool2 + fit.phi * variance)));

const intraclass = ({ district, school }: Column): Measured =>
	district + school > 0 ? district / (district + school) : notDefined("schools do not differ beyond chance");

interface Compared {
	readonly raw: Column;
	readonly adjusted: Column;
	/** Why raw and adjusted can't be compared. */
	readonly compared: string | undefined;
}

const parameters = {
	"between districts": { name: "district", parameter: "tauDistrict2" },
	"between schools": { name: "school", parameter: "tauSchool2" },
	sampling: { name: "sampling", parameter: undefined },
} as const satisfies Record<
	VarianceLine["source"],
	{ readonly name: "district" | "school" | "sampling"; readonly parameter: VarianceParameter | undefined }
>;

function lineOf(source: VarianceLine["source"], { raw, adjusted, compared }: Compared): VarianceLine {
	const { name } = parameters[source];
	const explained =
		compared !== undefined
			? notDefined(compared)
			: raw[name] > 0
				? 1 - adjusted[name] / raw[name]
				: notDefined("nothing to explain: the raw spread is zero");
	return { source, raw: partOf(source, raw), adjusted: partOf(source, adjusted), explained };
}

function partOf(source: VarianceLine["source"], column: Column): VariancePart {
	const { name, parameter } = parameters[source];
	const total = column.district + column.school + column.sampling;
	return {
		sd: Math.sqrt(column[name]),
		interval: name === "sampling" ? notDefined("known from the number of students, up to φ") : column.profiles[name],
		share: total > 0 ? column[name] / total : notDefined("results do not vary"),
		atBoundary: parameter !== undefined && column.fit.fit.atBoundary.includes(parameter),
	};
}

/** By the same model in the general engine, started at its optimum. */
function profilesOf(level: SchoolFit, phiMinimum: number): Column["profiles"] {
	const { fit, response, design, groups, variances, plan } = level;
	const nested = fitNested({
		response,
		design,
		names: plan.names,
		intercept: interceptName,
		earlier: fit.working.nested,
		levels: [{ name: "district", groups }],
		variances,
		phi: { minimum: phiMinimum },
		rowEffect: true,
		start: Float64Array.of(fit.tauDistrict2, fit.tauSchool2, fit.phi),
	});
	const of = (component: string): Interval | Absent => {
		const interval = nested.kind === "undefined" ? nested : profileInterval(nested, component);
		if (interval.kind === "undefined") return notDefined(interval.reason);
		return { lower: Math.sqrt(interval.lower), upper: Math.sqrt(interval.upper) };
	};
	return { district: of("district"), school: of("row") };
}
