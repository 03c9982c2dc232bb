/** The lines of the fits, each coefficient with the two checks beside it. */

import { checkedAgainst } from "../../analyses/prediction/checks.js";
import type { FittedModel } from "../../analyses/prediction/types.js";
import { unitWords } from "../../analyses/words.js";
import { isKnown, notDefined } from "../../domain/measured.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import { formatList, formatNumber } from "../../report/index.js";
import type { Run } from "../run.js";
import { levelName, predictorName } from "./model-words.js";

const number = (key: string, label: string): Column => ({ key, label, unit: "number", digits: 3, signed: true });
const error = (key: string, label: string): Column => ({ key, label, unit: "number", digits: 3 });

/** A row per predictor; what a fit could not estimate stands there too. */
export function coefficientTable(run: Run): ReleasedTable {
	const { models, unit } = run.input.predictions;
	const counted = unit === "percent";
	return releaseTable({
		id: "table-coefficients",
		caption: `The lines: what a difference of one in each predictor goes with, ${unitWords(run.input.predictions.unit).modelScale}`,
		columns: [
			{ key: "level", label: "Schools of", unit: "text" },
			{ key: "predictor", label: "Predictor", unit: "text" },
			number("estimate", "Coefficient"),
			error("standardError", "Standard error"),
			number("weighted", "Check 1: coefficient"),
			error("clusterError", "Check 1: standard error"),
			{ key: "clusterDf", label: "Check 1: degrees of freedom", unit: "number", digits: 1 },
			...(counted ? [number("counts", "Check 2: coefficient"), error("countsError", "Check 2: standard error")] : []),
		],
		rows: models.flatMap((model): Cell[][] => coefficientRows(model, run, counted)),
		notes: notesOf(models),
	});
}

function coefficientRows(model: FittedModel, run: Run, counted: boolean): Cell[][] {
	const { coefficients, aliased } = model;
	const absent = notDefined("the schools do not tell it apart from other predictors");
	return [
		...coefficients.map(({ name, estimate, standardError, robust, counts }): Cell[] => [
			levelName(model),
			predictorName(name, run),
			estimate,
			standardError,
			...(isKnown(robust) ? [robust.estimate, robust.standardError, robust.df] : [robust, robust, robust]),
			...(!counted ? [] : isKnown(counts) ? [counts.estimate, counts.standardError] : [counts, counts]),
		]),
		...aliased.map((name): Cell[] => [
			levelName(model),
			predictorName(name, run),
			...Array.from({ length: counted ? 7 : 5 }, () => absent),
		]),
	];
}

function notesOf(models: readonly FittedModel[]): string[] {
	const stopped = models.filter((model) => !model.converged).map(levelName);
	const factors = models.flatMap((model) =>
		isKnown(model.countsPhi) ? [`${formatNumber(model.countsPhi, { digits: 1 })} (${levelName(model)})`] : [],
	);
	return [
		"Coefficients describe the schools of these files together; they are no effects.",
		checkedAgainst.regression,
		...(factors.length > 0 ? [`${checkedAgainst.counts} Its φ: ${formatList(factors)}.`] : []),
		...(stopped.length > 0 ? [`The search for the variances stopped short: ${formatList(stopped)}.`] : []),
	];
}
