/** The tables of the model card: the fits, their variances and lines, and what was found when they were put to the test. */

import type { FittedModel, VarianceLine } from "../../analyses/prediction/types.js";
import { unitWords } from "../../analyses/words.js";
import { isKnown } from "../../domain/measured.js";
import { schoolLevelNames } from "../../domain/school-level.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import type { Run } from "../run.js";
import { calibrationTables } from "./calibration-tables.js";
import { coefficientTable } from "./coefficient-table.js";
import { levelName } from "./model-words.js";

export const modelTables = (run: Run): ReleasedTable[] => [
	modelTable(run),
	varianceTable(run),
	coefficientTable(run),
	...calibrationTables(run),
	familyTable(run),
];

function modelTable(run: Run): ReleasedTable {
	const { models, unit } = run.input.predictions;
	const words = unitWords(unit);
	const rules = [...new Set(models.map((model) => model.rival.name))].join("; ");
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
			{
				key: "average",
				label: "Typical miss of their average",
				unit: words.differenceColumn,
				digits: words.fineDigits,
			},
			{ key: "r2", label: "Predictive R²", unit: "number" },
			{ key: "phi", label: "φ", unit: "number" },
			{ key: "intraclass", label: "Intraclass correlation", unit: "share" },
			{ key: "reliability", label: "Reliability", unit: "share" },
		],
		rows: models.map((model): Cell[] => [
			levelName(model),
			model.schools,
			model.districts,
			model.rmse,
			model.rival.rmse,
			model.averageRmse,
			model.r2,
			model.phi,
			model.varianceTable.intraclass.adjusted,
			model.reliability,
		]),
		notes: [
			"φ: factor by which results vary more than chance among students; above 1.3 is extra variation of small schools, below 1 an estimate that chance made too small.",
			`Typical miss: root mean square of result minus prediction, the school left out. The simple rule: ${rules}. Where its miss, or that of the average of the same schools, is smaller, it would have predicted better.`,
			"R² with the school left out: 0 is no better than the average, 1 is perfect.",
			"Intraclass correlation: the part of the true spread after prediction that goes with the district, τ²district / (τ²district + τ²school). Reliability: the average share of the spread within a district that is not chance.",
		],
	});
}

const sourceNames: Readonly<Record<VarianceLine["source"], string>> = {
	"between districts": "between districts",
	"between schools": "between schools of a district",
	sampling: "chance among students",
};

function varianceTable(run: Run): ReleasedTable {
	const { models, unit } = run.input.predictions;
	const digits = unit === "percent" ? 2 : 1;
	const side = (key: string, label: string): Column[] => [
		{ key, label, unit: "number", digits },
		{ key: `${key}Low`, label: `${label}: 95 %, low`, unit: "number", digits },
		{ key: `${key}High`, label: `${label}: 95 %, high`, unit: "number", digits },
		{ key: `${key}Share`, label: `${label}: share of variance`, unit: "share" },
	];
	return releaseTable({
		id: "table-variances",
		caption: `Where the spread lies, before and after the prediction: standard deviations ${unitWords(run.input.predictions.unit).modelScale}`,
		columns: [
			{ key: "level", label: "Schools of", unit: "text" },
			{ key: "source", label: "Spread", unit: "text" },
			...side("raw", "Raw"),
			...side("adjusted", "After prediction"),
			{ key: "explained", label: "Explained", unit: "share" },
		],
		rows: models.flatMap((model) => model.varianceTable.lines.map((line) => varianceRow(model, line))),
		notes: [
			"Chance among students: the root of the average of φ·v. Raw: the same schools with terms for levels alone. Explained: the share of the raw variance that the predictors account for; below 0 they set schools apart more.",
			"Intervals are from the profile of the restricted likelihood. One that begins at 0 does not rule out that there is no true spread.",
		],
	});
}

function varianceRow(model: FittedModel, line: VarianceLine): Cell[] {
	const cells = ({ sd, interval, share }: VarianceLine["raw"]): Cell[] => [
		sd,
		isKnown(interval) ? interval.lower : interval,
		isKnown(interval) ? interval.upper : interval,
		share,
	];
	return [levelName(model), sourceNames[line.source], ...cells(line.raw), ...cells(line.adjusted), line.explained];
}

/** How many comparisons were made together, and what share of the unusual results chance may explain. */
function familyTable(run: Run): ReleasedTable {
	const { models } = run.input.predictions;
	return releaseTable({
		id: "table-families",
		caption: "Unusual results: check the data first",
		columns: [
			{ key: "level", label: "Family", unit: "text" },
			{ key: "schools", label: "Schools compared", unit: "schools" },
			{ key: "unusual", label: "Clearly unusual", unit: "schools" },
			{ key: "falseShare", label: "Expected share of false ones, at most", unit: "share", digits: 3 },
		],
		rows: models.flatMap((model) =>
			model.families.map(({ level, schools, unusual, falseShare }): Cell[] => [
				schoolLevelNames[level],
				schools,
				unusual,
				falseShare,
			]),
		),
		notes: [
			"A family holds the schools of one subject, year and level in all districts of the files. The rule of Benjamini and Hochberg keeps the expected share of false ones among the results called clearly unusual at 5 % or less in each.",
			"An unusual result may be a change in who was tested, a code, or another kind of school. The rule that holds under any dependence (Benjamini and Yekutieli) stands in results.json as qConservative.",
		],
	});
}
