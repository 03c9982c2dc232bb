/** Where a school's numbers come from: the rows read, the model's line with the numbers put in, the interval, the evidence. */

import { weighEvidence } from "../../analyses/prediction/evidence-rule.js";
import { logitSd } from "../../analyses/prediction/predictive.js";
import { scaleOf } from "../../analyses/prediction/scale.js";
import { reachOf } from "../../analyses/prediction/tails.js";
import { termName } from "../../analyses/prediction/term-name.js";
import { method as predictionMethod } from "../../analyses/school-profile/method.js";
import { unitWords } from "../../analyses/words.js";
import { displayMinimum } from "../../domain/evidence.js";
import { isAbsent } from "../../domain/measured.js";
import { normalCdf } from "../../stats/index.js";
import type { AnalyzeResults } from "../schemas/analyze.js";
import { explainSchemaId, type PredictionLine, type SchoolExplanation } from "../schemas/explain.js";
import { type Folder, notOfThisShape, there } from "./folder.js";
import { methodOf } from "./method.js";

type School = AnalyzeResults["schools"][number];
type Model = AnalyzeResults["models"][number];
type Side = Exclude<Exclude<School["working"], { absent: unknown }>["within"], { absent: unknown }>;
type Input = AnalyzeResults["inputs"][number];

/** Digits in which a printed number can be put in again. */
const printed = (value: number): string => String(Number(value.toPrecision(10))).replace("-", "−");

const fileOf = ({ file, layout, sha256 }: Input): { file: string; layout: string; sha256: string } => ({
	file,
	layout,
	sha256,
});

const resultFiles = ({ results }: Folder, year: number) =>
	results.inputs.filter((input) => input.family === "results" && input.years.includes(year)).map(fileOf);

export function explainSchool(school: School, folder: Folder): SchoolExplanation {
	const { results } = folder;
	const district = results.districts.find(({ code }) => code === school.district);
	const model = results.models.find(({ id }) => id === school.model);
	return {
		schema: explainSchemaId,
		kind: "school",
		cds: school.cds,
		name: school.name,
		district: { code: school.district, name: district?.name ?? "" },
		level: school.level,
		subject: results.subject,
		unit: school.unit,
		groupName: results.groupName,
		rows: rowsOf(school, folder),
		covariates: model === undefined ? [] : covariatesOf(model, folder),
		prediction: model === undefined ? notPredicted(school) : lineOf(school, model, folder),
		q: school.q,
		evidence: evidenceOfSchool(school, model),
	};
}

const notPredicted = (school: School) =>
	isAbsent(school.predicted) ? school.predicted : { absent: "missing" as const, reason: "the model is not listed" };

function rowsOf(school: School, folder: Folder): SchoolExplanation["rows"] {
	const { group, year } = school;
	const common = { grades: "all" as const, group };
	const { baselineYear } = folder.results;
	return [
		{
			what: "result",
			codes: [school.cds],
			year,
			...common,
			tested: school.tested,
			value: school.actual,
			files: resultFiles(folder, year),
		},
		...(!isAbsent(baselineYear)
			? [
					{
						what: "earlier result" as const,
						codes: school.baselineFrom ?? [school.cds],
						year: baselineYear,
						...common,
						tested: school.baselineTested,
						value: school.baseline,
						files: resultFiles(folder, baselineYear),
					},
				]
			: []),
	];
}

function covariatesOf(model: Model, folder: Folder): SchoolExplanation["covariates"] {
	const { results } = folder;
	return results.covariates
		.filter(({ name }) => model.predictors.includes(name))
		.map(({ name, from, vintage }) => {
			const table = results.inputs.filter((input) => input.layout === from && input.vintage === vintage).map(fileOf);
			return {
				name,
				label: termName(name, undefined),
				from,
				vintage,
				files: table.length > 0 ? table : resultFiles(folder, results.year),
			};
		});
}

function lineOf(school: School, model: Model, folder: Folder): SchoolExplanation["prediction"] {
	const { working, tested } = school;
	if (isAbsent(working)) return working;
	if (isAbsent(tested)) return tested;
	const year = there(folder.results.baselineYear);
	const terms = model.coefficients.map(({ name, estimate }) => {
		const value = name === "intercept" ? 1 : working.values[name];
		if (value === undefined) throw notOfThisShape("results.json", `${school.cds} without a value for ${name}`);
		return {
			name,
			label: termName(name, year),
			coefficient: estimate,
			value,
			contribution: !isAbsent(value) ? estimate * value : value,
		};
	});
	const shown = terms.reduce((sum, { contribution }) => sum + (there(contribution) ?? 0), 0);
	const made = { school, model, working, tested, shown };
	const within = predictionOf(made, working.within, "within");
	const { anywhere } = working;
	return {
		model: model.id,
		scale: model.scale,
		method: methodOf(predictionMethod.id, folder),
		response: working.response,
		responseFrom: responseWords(school, tested),
		samplingVariance: working.samplingVariance,
		phi: model.variance.phi,
		tauSchool: model.variance.tauSchool,
		tauDistrict: model.variance.tauDistrict,
		terms,
		predictions: [
			within,
			...(isAbsent(anywhere) || within.question === "against similar schools anywhere"
				? []
				: [predictionOf(made, anywhere, "anywhere")]),
		],
		backTransform:
			school.unit === "percent"
				? `predicted percent = 100/(1 + exp(−center)), kept within the limits; limits = 100·students/n, with n = ${tested}`
				: `none: the model works in ${unitWords(school.unit).differenceUnit}`,
	};
}

function responseWords({ unit, actual }: School, tested: number): string {
	if (unit === "z") return "the mean standard score, pooled over the grades' own rows";
	if (unit === "dfs") return "the mean distance from standard, as published or pooled over the grades' own rows";
	const percent = there(actual) ?? 0;
	const count = Math.round((percent * tested) / 100);
	// A published percent may be repeated; a count of few students is not spelled out.
	const few = [count, tested - count].some((students) => students > 0 && students < displayMinimum);
	if (few) return `log((x + ½)/(${tested} − x + ½)), x = ${percent} % of ${tested} students, as a whole number`;
	return `log((${count} + ½)/(${tested - count} + ½)): ${count} of ${tested} students`;
}

interface Made {
	readonly school: School;
	readonly model: Model;
	readonly working: Exclude<School["working"], { absent: unknown }>;
	readonly tested: number;
	/** Sum of the contributions that are shown. */
	readonly shown: number;
}

/** Makes a prediction again from the numbers of the folder, and refuses a folder in which they do not agree. */
function predictionOf(made: Made, side: Side, which: "within" | "anywhere"): PredictionLine["predictions"][number] {
	const { school, model, working, tested, shown } = made;
	const stored = which === "within" ? school : there(school.anywhere);
	const scale = scaleOf(school.unit);
	const center = shown + side.adjustment;
	const parts = {
		district: side.district,
		school: model.variance.tauSchool ** 2,
		sampling: model.variance.phi * working.samplingVariance,
		line: side.line,
	};
	const total = side.ownPart * (parts.district + parts.school + parts.sampling + parts.line);
	const sd = Math.sqrt(total);
	const expected = { center, sd, samplingVariance: working.samplingVariance, tested };
	const predictive = scale.predictive(expected);
	const z = predictive.deviateOf(working.response);
	const { half: t, p } = reachOf(z, side.df, side.tail);
	const { predicted, lower, upper } = predictive.limitsAt(t);
	const result = {
		question:
			which === "within" ? (there(school.question) ?? "within this district") : "against similar schools anywhere",
		adjustment: side.adjustment,
		center,
		variance: { ...parts, ownPart: side.ownPart, total },
		sd,
		df: side.df,
		...(side.tail === undefined ? {} : { tail: side.tail }),
		t,
		...(school.unit === "percent"
			? {
					count: {
						logitSd: logitSd(expected),
						beyond: normalCdf(-t),
						lower: (lower * tested) / 100,
						upper: (upper * tested) / 100,
					},
				}
			: { half: t * sd }),
		z,
		p,
		predicted,
		lower,
		upper,
		residual: scale.toUnit(working.response, tested) - predicted,
	} satisfies PredictionLine["predictions"][number];
	for (const key of ["predicted", "lower", "upper", "residual"] as const) {
		const wanted = stored?.[key];
		if (typeof wanted !== "number" || Math.abs(wanted - result[key]) > 1e-6 * (1 + Math.abs(wanted))) {
			throw notOfThisShape("results.json", `${school.cds}: ${key} does not follow from the numbers beside it`);
		}
	}
	return result;
}

function evidenceOfSchool(school: School, model: Model | undefined): SchoolExplanation["evidence"] {
	const { predicted, residual, lower, upper, specifications } = school;
	if (model === undefined || isAbsent(predicted) || isAbsent(residual) || isAbsent(lower) || isAbsent(upper)) {
		const numbers = isAbsent(predicted) ? predicted.reason : "no";
		const step = { question: "the school has a prediction", numbers, holds: false, otherwise: school.evidence };
		return { word: school.evidence, steps: [step] };
	}
	const actual = predicted + residual;
	const { word, steps } = weighEvidence({
		tested: there(school.tested),
		verdict: model.calibration,
		difference: { lower: actual - upper, upper: actual - lower },
		smallest: scaleOf(school.unit).smallest,
		q: there(school.q),
		borrowed: model.level === "all",
		dependsOnModel: !isAbsent(specifications) && specifications.dependsOnModel,
	});
	if (word !== school.evidence) {
		throw notOfThisShape("results.json", `${school.cds}: the evidence word does not follow from the numbers beside it`);
	}
	const beyond = Math.max(lower - actual, actual - upper);
	const numbers = [
		!isAbsent(school.tested) ? `${school.tested} students` : school.tested.reason,
		`${model.id}: ${model.calibration}`,
		`result ${printed(actual)}, interval ${printed(lower)} to ${printed(upper)}`,
		`${printed(beyond)} beyond the nearer limit`,
		!isAbsent(school.q) ? `q = ${printed(school.q)}` : school.q.reason,
		`the model is for ${model.level === "all" ? "all levels together" : `${model.level} schools`}`,
		isAbsent(specifications)
			? specifications.reason
			: `of ${specifications.of} models, ${specifications.above} put it above its prediction and ${specifications.below} below`,
	];
	return { word, steps: steps.map((step, index) => ({ ...step, numbers: numbers[index] ?? "" })) };
}
