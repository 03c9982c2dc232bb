/** The model card: what was fitted, to what, how well it holds, and when not to use it. It reports against itself. */

import { covariateLabels } from "../../analyses/frame/school.js";
import type { FittedModel } from "../../analyses/prediction/types.js";
import { extraVariation } from "../../analyses/prediction/variance-table.js";
import { method as predictionMethod } from "../../analyses/school-profile/method.js";
import { predictedFrom } from "../../analyses/words.js";
import {
	type Block,
	formatCount,
	formatList,
	formatNumber,
	formatRange,
	type Section,
	type Text,
} from "../../report/index.js";
import type { Run } from "../run.js";
import { modelTables } from "./model-tables.js";
import { levelName, predictorName } from "./model-words.js";
import { spreadFacts } from "./student-spread.js";

const percent = (share: number): string => `${formatNumber(100 * share)} %`;

/** Anchor of the card. */
export const modelSectionId = "model";

/** @param methodsHref address of the page of methods from this page */
export function modelSection(run: Run, methodsHref: string): Section {
	const { models } = run.input.predictions;
	return {
		id: modelSectionId,
		title: "Model card",
		blocks: [
			...(models.length === 0
				? [{ block: "paragraph", text: ["No model was fitted: too few schools can be compared."] } satisfies Block]
				: [
						{
							block: "facts",
							id: "model-fit",
							title: "How the prediction is made",
							facts: modelFacts(run),
						} satisfies Block,
						...verdictCallouts(models),
						...modelTables(run).map((table) => ({ block: "table", table }) satisfies Block),
					]),
			{ block: "code", label: `Formula: ${predictionMethod.title}`, lines: predictionMethod.formula },
			{
				block: "paragraph",
				text: [
					"What each method assumes, what it is not for, and its sources: ",
					{ text: "the methods of these reports", href: methodsHref },
					".",
				],
			},
		],
	};
}

function modelFacts(run: Run): { term: string; text: Text }[] {
	const { predictions, frame } = run.input;
	const first = predictions.models[0];
	const predictors = [...new Set(predictions.models.flatMap((model) => model.predictors))];
	const dropped = [...new Set(predictions.models.flatMap((model) => model.dropped))];
	return [
		{
			term: "Predicts",
			text: [
				`Each school's ${frame.year} result from ${formatList(predictors.map((name) => predictorName(name, run))) || "the level alone"}. Schools of one level share one line over all districts in the files. It knows ${predictedFrom(predictions.kind)}, and nothing else.`,
			],
		},
		{
			term: "A school never predicts itself",
			text: ["Every school is predicted by a fit without its own result."],
		},
		{
			term: "The 95 % interval holds",
			text: [
				"chance among the school's students, true differences between schools, and the uncertainty of the line. It is where one more result of a school like this would lie, not how well the line is known.",
				first?.scale === "logit"
					? " A percent is judged as a number of students: at a limit, the chance of fewer (or of more) students than that is the one that Student's t leaves."
					: "",
			],
		},
		...spreadFacts(run),
		...(dropped.length > 0
			? [
					{
						term: "Left out for lack of schools",
						text: [
							`${formatList(dropped.map((name) => predictorName(name, run)))}: about eight schools are needed for each predictor.`,
						],
					},
				]
			: []),
		...covariateFacts(run),
		...varianceFacts(predictions.models),
		{ term: "The search for the variances", text: [predictions.models.map(searchWords).join(" ")] },
		...(first?.kind === "progress"
			? [
					{
						term: "The earlier result",
						text: [
							"has chance in it too; the line allows for that on average. A high school's earlier result is of other students.",
						],
					},
				]
			: []),
	];
}

/** Said only of fits whose data ask for it. */
function varianceFacts(models: readonly FittedModel[]): { term: string; text: Text }[] {
	const extra = models.filter((model) => model.phi > extraVariation);
	if (extra.length === 0) return [];
	const list = formatList(extra.map((model) => `φ = ${formatNumber(model.phi, { digits: 2 })} (${levelName(model)})`));
	return [
		{
			term: "Extra small-school variation",
			text: [
				`Results vary more than chance among students makes them, the more the smaller the school: ${list}. The intervals allow for it.`,
			],
		},
	];
}

/** Where a search that counts in standard errors has arrived for every purpose. */
const arrived = 1e-6;

/** How the search for the variances of a fit ended. */
function searchWords(model: FittedModel): string {
	const distance =
		model.gradientNorm < arrived
			? "less than a millionth of a standard error"
			: `${formatNumber(model.gradientNorm, { digits: 6 })} standard errors`;
	const bound = model.atBoundary.map((name) => boundaryWords[name] ?? name);
	const end = model.converged ? "arrived" : "stopped short";
	return `${levelName(model)}: ${end} after ${formatCount(model.iterations, "step")}, ${distance} from the optimum${bound.length > 0 ? `; ${formatList(bound)}` : ""}.`;
}

const boundaryWords: Readonly<Record<string, string>> = {
	tauDistrict2: "no spread between districts beyond chance was found",
	tauSchool2: "no spread between schools beyond chance was found",
	phi: "φ is the least allowed",
};

function covariateFacts(run: Run): { term: string; text: Text }[] {
	const { covariates } = run.input.frame;
	if (run.input.predictions.kind === "level") return [];
	return covariates.map((source) => ({
		term: source.name === "percentFrpm" ? "Meal eligibility" : covariateLabels[source.name],
		text: [
			source.vintage === ""
				? `from ${source.from}${source.from.startsWith("the file") ? ", the same year" : ", which does not state its year"}.`
				: `from ${source.from}, ${source.vintage}.`,
			source.smallGroups > 0
				? ` In ${formatCount(source.smallGroups, "school")} the group is too small to be published; two students were entered there for the prediction alone.`
				: "",
			source.name === "percentFrpm" ? " It stands in for socioeconomic disadvantage." : "",
		],
	}));
}

/** Words for the rule's outcomes that a reader must not miss. */
function verdictCallouts(models: readonly FittedModel[]): Block[] {
	return models.flatMap((model): Block[] => {
		const { calibration } = model;
		if (calibration.verdict === "calibrated") return [];
		const range = formatRange({ lower: 100 * calibration.interval.lower, upper: 100 * calibration.interval.upper });
		const text =
			calibration.verdict === "off"
				? `Of ${formatCount(model.schools, "school")}, ${percent(calibration.overall.at95)} lie inside their 95 % interval (${range}). The intervals do not hold, so no school of this fit gets a reading.`
				: `${percent(calibration.overall.at95)} of ${formatCount(model.schools, "school")} lie inside their 95 % interval (${range}). With this many schools and districts the data do not show whether the intervals hold; read them with care.`;
		return [
			{
				block: "callout",
				title: `${levelName(model)}: ${calibration.verdict === "off" ? "the 95 % intervals do not hold" : "too few to tell whether the 95 % intervals hold"}`,
				text: [text],
			},
		];
	});
}
