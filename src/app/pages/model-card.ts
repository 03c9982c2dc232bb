/** The model card: what was fitted, to what, how well it holds, and when not to use it. It reports against itself. */

import { covariateLabels } from "../../analyses/frame/school.js";
import type { Method } from "../../analyses/index.js";
import { termName } from "../../analyses/prediction/term-name.js";
import type { Calibration, FittedModel } from "../../analyses/prediction/types.js";
import { predictedFrom, unitWords } from "../../analyses/words.js";
import { notDefined } from "../../domain/measured.js";
import type { Cell, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
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
import { levelName } from "./level-name.js";
import { spreadFacts } from "./student-spread.js";

/** Coverage in fewer schools than this says little: a perfect interval of 50 schools shows 90 to 100 %. */
const smallestShown = 50;

const percent = (share: number): string => `${formatNumber(100 * share)} %`;

/** A predictor in words. */
export const predictorName = (name: string, run: Run): string => termName(name, run.input.frame.baselineYear);

export function modelSection(run: Run, methods: readonly Method[]): Section {
	const { models } = run.input.predictions;
	return {
		id: "model",
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
						{ block: "table", table: modelTable(run) } satisfies Block,
						{ block: "table", table: coefficientTable(run) } satisfies Block,
						{ block: "table", table: coverageTable(run) } satisfies Block,
					]),
			...methods.flatMap(methodBlocks),
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

function modelTable(run: Run): ReleasedTable {
	const { models, unit } = run.input.predictions;
	const words = unitWords(unit);
	const rules = [...new Set(models.map((model) => model.rival.name))].join("; ");
	const { modelDigits: digits, modelScale: scaleNote } = words;
	return releaseTable({
		id: "table-models",
		caption: "The fits, one per level",
		columns: [
			{ key: "level", label: "Schools of", unit: "text" },
			{ key: "schools", label: "Schools in the fit", unit: "schools" },
			{ key: "districts", label: "Districts", unit: "number", digits: 0 },
			{ key: "rmse", label: "Typical miss", unit: words.differenceColumn, digits: words.fineDigits },
			{
				key: "rival",
				label: "Typical miss of the simple rule",
				unit: words.differenceColumn,
				digits: words.fineDigits,
			},
			{ key: "r2", label: "Predictive R²", unit: "number" },
			{ key: "tauDistrict", label: "τ district", unit: "number", digits },
			{ key: "tauSchool", label: "τ school", unit: "number", digits },
			{ key: "phi", label: "φ", unit: "number" },
			{ key: "reliability", label: "Reliability", unit: "share" },
		],
		rows: models.map((model): Cell[] => [
			levelName(model),
			model.schools,
			model.districts,
			model.rmse,
			model.rival.rmse,
			model.r2,
			model.tauDistrict,
			model.tauSchool,
			model.phi,
			model.reliability,
		]),
		notes: [
			`τ: true standard deviation between districts and between schools after the prediction, ${scaleNote}. φ: factor by which results vary more than chance among students; above 1.3 is extra variation of small schools.`,
			`Typical miss: root mean square of result minus prediction, the school left out. The simple rule: ${rules}. Where its miss is smaller, it would have predicted better.`,
			"R² with the school left out: 0 is no better than the average, 1 is perfect.",
		],
	});
}

/** The lines of the fits, a row per predictor; what a fit could not estimate stands there too. */
function coefficientTable(run: Run): ReleasedTable {
	const { models, unit } = run.input.predictions;
	const rows = models.flatMap((model): Cell[][] => [
		...model.coefficients.map(({ name, estimate, standardError }): Cell[] => [
			levelName(model),
			predictorName(name, run),
			estimate,
			standardError,
		]),
		...model.aliased.map((name): Cell[] => {
			const absent = notDefined("the schools do not tell it apart from other predictors");
			return [levelName(model), predictorName(name, run), absent, absent];
		}),
	]);
	const stopped = models.filter((model) => !model.converged).map(levelName);
	return releaseTable({
		id: "table-coefficients",
		caption: `The lines: what a difference of one in each predictor goes with, ${unitWords(unit).modelScale}`,
		columns: [
			{ key: "level", label: "Schools of", unit: "text" },
			{ key: "predictor", label: "Predictor", unit: "text" },
			{ key: "estimate", label: "Coefficient", unit: "number", digits: 3, signed: true },
			{ key: "standardError", label: "Standard error", unit: "number", digits: 3 },
		],
		rows,
		notes: [
			"Coefficients describe the schools of these files together; they are no effects.",
			...(stopped.length > 0 ? [`The search for the variances stopped short: ${formatList(stopped)}.`] : []),
		],
	});
}

/** Coverage of the 50, 80 and 95 % intervals, by fit and stratum. */
function coverageTable(run: Run): ReleasedTable {
	const rows = run.input.predictions.models.flatMap((model): Cell[][] => {
		const { calibration } = model;
		return [
			coverageRow(
				levelName(model),
				calibration.districtLeftOut ? "district left out" : "school left out",
				calibration.overall,
			),
			coverageRow(levelName(model), "school left out", calibration.overallWithin),
			...calibration.strata
				.filter((stratum) => stratum.schools >= smallestShown)
				.map((stratum) => coverageRow(levelName(model), stratum.label, stratum)),
		];
	});
	return releaseTable({
		id: "table-coverage",
		caption: "Do the intervals hold? Percent of schools inside their own interval",
		columns: [
			{ key: "level", label: "Schools of", unit: "text" },
			{ key: "stratum", label: "Which", unit: "text" },
			{ key: "schools", label: "Schools", unit: "schools" },
			{ key: "at50", label: "50 % interval", unit: "percent" },
			{ key: "at80", label: "80 % interval", unit: "percent" },
			{ key: "at95", label: "95 % interval", unit: "percent" },
		],
		rows,
		notes: [
			`Strata are with the district left out where the run has other districts; those of fewer than ${smallestShown} schools stand in results.json alone.`,
		],
	});
}

const coverageRow = (level: string, which: string, coverage: Calibration["overall"]): Cell[] => [
	level,
	which,
	coverage.schools,
	100 * coverage.at50,
	100 * coverage.at80,
	100 * coverage.at95,
];

function methodBlocks(method: Method): Block[] {
	const items = (lines: readonly string[]): Text[] => lines.map((line) => [line]);
	return [
		{ block: "heading", id: method.id, text: method.title },
		{ block: "paragraph", text: [method.what] },
		{ block: "code", label: `Formula: ${method.title}`, lines: method.formula },
		{
			block: "columns",
			columns: [
				{ title: "Assumes", items: items(method.assumptions) },
				{ title: "Not for", items: items(method.notFor) },
			],
		},
		{ block: "list", items: items(method.references) },
	];
}
