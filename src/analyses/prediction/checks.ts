/**
 * Two other ways to the same coefficients, beside those of the mixed model: a regression whose errors hold where schools of
 * a district go together, and a logistic regression of the counts. Checks only: no school is judged by them.
 */

import { type Absent, type Measured, notDefined } from "../../domain/measured.js";
import { type BinomialGlmFit, clusterCovariance, fitBinomialGlm, fitLinearModel } from "../../stats/index.js";
import { metOf } from "../frame/result.js";
import { interceptName } from "./design.js";
import type { SchoolFit } from "./fit.js";
import type { Scale } from "./scale.js";
import { usable } from "./scale.js";
import type { Coefficient, Estimate, RobustEstimate } from "./types.js";

/** What the checks are, in words. */
export const checkedAgainst = {
	regression:
		"Check 1: regression with weights by the model's variances; its standard errors (CR2 by district, Satterthwaite's degrees of freedom) hold where schools of a district go together in ways that the model does not know.",
	counts:
		"Check 2: logistic regression of the counts, standard errors times √φ. It gives large schools more weight than they deserve where schools truly differ: a check only.",
} as const;

/** The coefficients of a fit with both checks, and the dispersion of the counts. */
export function checkedCoefficients(
	level: SchoolFit,
	scale: Scale,
): { coefficients: Coefficient[]; countsPhi: Measured } {
	const { fit } = level;
	const robust = robustEstimates(level);
	const counts = countEstimates(level, scale);
	return {
		coefficients: Object.entries(fit.coefficients).map(([name, estimate]) => ({
			name,
			estimate,
			standardError: fit.standardErrors[name] ?? 0,
			robust: robust(name),
			counts: counts.of(name),
		})),
		countsPhi: counts.phi,
	};
}

const aliased = notDefined("the schools do not tell it apart from other predictors");

/** Least squares with weights by the model's variances; CR2 errors by district with Satterthwaite's degrees of freedom. */
function robustEstimates({
	fit,
	response,
	design,
	groups,
	variances,
	plan,
}: SchoolFit): (name: string) => RobustEstimate | Absent {
	const between = fit.tauDistrict2 + fit.tauSchool2;
	const weights = variances.map((variance) => 1 / (between + fit.phi * variance));
	const line = fitLinearModel({ response, design, names: plan.names, weights, intercept: interceptName });
	if (line.kind === "undefined") return () => notDefined(line.reason);
	const errors = clusterCovariance(line, groups, { kind: "CR2" });
	if (errors.kind === "undefined") return () => notDefined(errors.reason);
	return (name) => {
		const [estimate, standardError, df] = [line.coefficients[name], errors.standardErrors[name], errors.df[name]];
		if (estimate === undefined || standardError === undefined || df === undefined) return aliased;
		if (!(standardError > 0 && df > 0 && Number.isFinite(df))) return notDefined("the districts leave it no variation");
		return { estimate, standardError, df };
	};
}

interface CountEstimates {
	readonly phi: Measured;
	of(name: string): Estimate | Absent;
}

/** Where counts are published; a school's share is taken to differ from the line by chance times one factor alone. */
function countEstimates(level: SchoolFit, scale: Scale): CountEstimates {
	if (scale.id !== "logit") return withoutCounts(notDefined("the input has averages, not counts"));
	const trials = level.tested;
	const successes = Float64Array.from(level.schools, ({ current }) => {
		const result = usable(current);
		return result === undefined ? 0 : metOf(result);
	});
	const { design, plan } = level;
	const fit = fitBinomialGlm({ successes, trials, design, names: plan.names, intercept: interceptName });
	if (fit.kind === "undefined") return withoutCounts(notDefined(fit.reason));
	if (typeof fit.dispersion !== "number") return withoutCounts(notDefined(fit.dispersion.reason));
	return { phi: fit.dispersion, of: (name) => countEstimate(fit, name) };
}

const withoutCounts = (absent: Absent): CountEstimates => ({ phi: absent, of: () => absent });

function countEstimate({ coefficients, quasiStandardErrors }: BinomialGlmFit, name: string): Estimate | Absent {
	const estimate = coefficients[name];
	const errors = quasiStandardErrors as Readonly<Record<string, number>>;
	const standardError = errors[name];
	return estimate === undefined || standardError === undefined ? aliased : { estimate, standardError };
}
