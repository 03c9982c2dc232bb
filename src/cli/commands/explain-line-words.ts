/** A prediction as arithmetic that a person can follow on paper. */

import { unitWords } from "../../analyses/words.js";
import type { PredictionLine } from "../../app/schemas/explain.js";
import { isAbsent } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { Cell } from "../../domain/table.js";
import { formatAbsent } from "../../report/format.js";

/** Digits that are enough to make every printed result again. */
const digits = 10;

/** A number with the digits that matter, or words. */
export const printed = (cell: Cell): string =>
	isAbsent(cell)
		? formatAbsent(cell)
		: typeof cell === "number"
			? String(Number(cell.toPrecision(digits))).replace("-", "−")
			: cell;

interface Part {
	readonly title: string;
	readonly lines: readonly string[];
}

export function lineInWords(line: PredictionLine, unit: OutcomeScale): Part[] {
	return [
		{
			title: `The model's line: ${line.model}, ${unitWords(unit).modelScale}`,
			lines: [
				`result on this scale  ${printed(line.response)}  = ${line.responseFrom}`,
				...line.terms.map(({ label, coefficient, value, contribution }) =>
					isAbsent(contribution)
						? `${label}: ${formatAbsent(contribution)}; its part is in the adjustment`
						: `${label}: ${printed(coefficient)} × ${printed(value)} = ${printed(contribution)}`,
				),
			],
		},
		...line.predictions.map((prediction) => predictionPart(line, prediction, unit)),
		{ title: "From the model's scale to the unit that people read", lines: [line.backTransform] },
		{ title: `Formula (method ${line.method.id})`, lines: line.method.formula },
	];
}

function predictionPart(
	line: PredictionLine,
	prediction: PredictionLine["predictions"][number],
	unit: OutcomeScale,
): Part {
	const { variance, adjustment, center, sd, df, tail, t, half, z, p } = prediction;
	const left = prediction.question === "within this district" ? "the school left out" : "its district left out";
	const sum = line.terms.flatMap(({ contribution }) => (isAbsent(contribution) ? [] : [printed(contribution)]));
	const known = line.tauDistrict === 0 ? "τ district is 0" : "what is left of τ² district";
	const difference = unitWords(unit).differenceUnit;
	const reach =
		tail === undefined
			? `t(0.975; ${printed(df)})`
			: `the reach of a t with ${printed(tail.df)} degrees of freedom, scale ${printed(tail.scale)}, fitted to the other districts`;
	return {
		title: `Prediction ${prediction.question}, ${left}`,
		lines: [
			`adjustment for leaving out   ${printed(adjustment)}`,
			`center                       ${[...sum, printed(adjustment)].join(" + ")} = ${printed(center)}`,
			`variance: district           ${printed(variance.district)}  (${known})`,
			`          school             ${printed(variance.school)}  = τ² school, τ = ${printed(line.tauSchool)}`,
			`          sampling           ${printed(variance.sampling)}  = φ·v = ${printed(line.phi)} × ${printed(line.samplingVariance)}`,
			`          line               ${printed(variance.line)}`,
			`          own part taken out × ${printed(variance.ownPart)}`,
			`          together           ${printed(variance.total)}, standard deviation ${printed(sd)}`,
			`half the interval            ${reach} × ${printed(sd)} = ${printed(t)} × ${printed(sd)} = ${printed(half)}`,
			`limits                       ${printed(center)} ± ${printed(half)} = ${printed(center - half)} and ${printed(center + half)}`,
			`predicted                    ${printed(prediction.predicted)}`,
			`95 % prediction interval     ${printed(prediction.lower)} to ${printed(prediction.upper)}`,
			`result minus prediction      ${printed(prediction.residual)} ${difference}; z = (${printed(line.response)} − ${printed(center)}) / ${printed(sd)} = ${printed(z)}, p = ${printed(p)}`,
		],
	};
}
