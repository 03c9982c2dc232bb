/**
 * Where each school stood in the newest year: its result beside what schools of the level with the same student mix lead
 * one to expect, with the errors of that difference. Another year's standing is compared with it; so it knows no earlier
 * result, whatever the model of the page does, and keeps what a whole district has in common.
 */

import { isKnown } from "../../domain/measured.js";
import type { AnalysisInput } from "../analysis.js";
import { covariateNames, type School } from "../frame/school.js";
import { interceptName } from "./design.js";
import type { JudgedPanelSchool } from "./fits-over-years.js";
import { type Scale, scaleOf } from "./scale.js";
import type { FittedModel, SchoolPrediction } from "./types.js";

/** `years`: the fit over years; `one year`: the fit of the page, where the files hold one year alone. */
export type StandingBasis = "years" | "one year";

/** One school; everything on the model's scale. */
export interface Standing {
	readonly school: School;
	readonly tested: number;
	/** Result minus expectation. */
	readonly difference: number;
	/** What chance among students adds to its variance, the factor φ included, and what the line's own error adds. */
	readonly sampling: number;
	/** The factor φ in it, as the fit over years found it; 1 where there is one year alone. */
	readonly phi: number;
	/** Variance of what lasts: districts and schools. */
	readonly lasting: number;
	/** Variance of what belongs to one year of a school; `undefined` where the files hold one year alone. */
	readonly ofYear: number | undefined;
	/** Change in the unit that people read for a change of one on the model's scale, at what is expected. */
	readonly slope: number;
}

export interface Standings {
	readonly scale: Scale["id"];
	readonly basis: StandingBasis;
	readonly covariates: readonly string[];
	/** In CDS order. */
	readonly schools: readonly Standing[];
}

/** @returns `undefined` where the files hold one year alone and the page's model knows more, or where nothing was fitted */
export function standingsOf(input: AnalysisInput): Standings | undefined {
	const scale = scaleOf(input.frame.outcome);
	const judged = input.overYears.of(input.frame.group).judged();
	const overYears = judged.flatMap((entry) => ofPanel(entry, input.frame.year, scale) ?? []);
	if (overYears.length > 0) {
		const covariates = [...new Set(judged.flatMap(({ fit }) => fit.covariates))];
		return { scale: scale.id, basis: "years", covariates, schools: ordered(overYears) };
	}
	const { models, kind, schools } = input.predictions;
	if (kind === "progress") return undefined;
	const byId = new Map(models.map((model) => [model.id, model]));
	const oneYear = schools.flatMap((entry) => ofPrediction(entry, byId.get(entry.model ?? ""), scale) ?? []);
	const used = new Set(models.flatMap(({ predictors }) => predictors));
	const covariates = covariateNames.filter((name) => used.has(name));
	return oneYear.length === 0
		? undefined
		: { scale: scale.id, basis: "one year", covariates, schools: ordered(oneYear) };
}

const ordered = (schools: readonly Standing[]): Standing[] =>
	[...schools].sort((left, right) => (left.school.cds < right.school.cds ? -1 : 1));

/** The school's newest result in the fit over years; `undefined` where that year has none. */
function ofPanel({ own, fit }: JudgedPanelSchool, year: number, scale: Scale): Standing | undefined {
	const last = own.years.indexOf(year);
	const [response, expected, sampling] = [own.response[last], own.expected[last], own.sampling[last]];
	if (response === undefined || expected === undefined || sampling === undefined) return undefined;
	return {
		school: own.school,
		tested: own.tested[last] ?? 0,
		difference: response - expected,
		sampling,
		phi: fit.phi,
		lasting: fit.tauDistrict2 + fit.tauSchool2,
		ofYear: fit.tauYear2,
		slope: scale.slope(expected + own.district),
	};
}

/** The page's own prediction, made without the school's district; without the school where there is no other district. */
function ofPrediction(
	{ school, working }: SchoolPrediction,
	model: FittedModel | undefined,
	scale: Scale,
): Standing | undefined {
	const { tested } = school.current;
	if (working === undefined || model === undefined || !isKnown(tested)) return undefined;
	const { within, anywhere, values, fittedTo, samplingVariance } = working();
	const side = anywhere ?? within;
	const shown = model.coefficients.reduce((sum, { name, estimate }) => {
		const value = name === interceptName ? 1 : values[name];
		return typeof value === "number" ? sum + estimate * value : sum;
	}, 0);
	const expected = shown + side.adjustment;
	return {
		school,
		tested,
		difference: fittedTo - expected,
		// Within one year φ can hardly be told from true differences between schools: known sampling variances serve as they are.
		sampling: samplingVariance + Math.max(0, side.line),
		phi: 1,
		lasting: (anywhere === undefined ? side.district : model.tauDistrict ** 2) + model.tauSchool ** 2,
		ofYear: undefined,
		slope: scale.slope(expected),
	};
}
