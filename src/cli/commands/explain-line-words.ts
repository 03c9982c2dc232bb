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
	const { variance, adjustment, center, sd } = prediction;
	const left = prediction.question === "within this district" ? "the school left out" : "its district left out";
	const sum = line.terms.flatMap(({ contribution }) => (isAbsent(contribution) ? [] : [printed(contribution)]));
	const known = line.tauDistrict === 0 ? "τ district is 0" : "what is left of τ² district";
	const difference = unitWords(unit).differenceUnit;
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
			...limitsInWords(line, prediction),
			`predicted                    ${printed(prediction.predicted)}`,
			`95 % prediction interval     ${printed(prediction.lower)} to ${printed(prediction.upper)}`,
			`result minus prediction      ${printed(prediction.residual)} ${difference}; ${chanceInWords(line, prediction)}`,
		],
	};
}

type Prediction = PredictionLine["predictions"][number];

/** From the standard deviation to the limits. */
function limitsInWords(line: PredictionLine, { center, sd, df, tail, t, half, count }: Prediction): string[] {
	const reach =
		tail === undefined
			? `t(0.975; ${printed(df)})`
			: `the reach of a t with ${printed(tail.df)} degrees of freedom, scale ${printed(tail.scale)}, fitted to the other districts`;
	if (count === undefined) {
		const span = printed(half ?? t * sd);
		return [
			`half the interval            ${reach} × ${printed(sd)} = ${printed(t)} × ${printed(sd)} = ${span}`,
			`limits                       ${printed(center)} ± ${span} = ${printed(center - t * sd)} and ${printed(center + t * sd)}`,
		];
	}
	const { logitSd, beyond, lower, upper } = count;
	return [
		`logit of the count           normal around the center, standard deviation √(${printed(sd)}² − v) = ${printed(logitSd)}, v = ${printed(line.samplingVariance)}`,
		`reach                        ${reach} = ${printed(t)}, with Φ(−${printed(t)}) = ${printed(beyond)} beyond either limit`,
		`limits                       ${printed(lower)} and ${printed(upper)} students: there P(X < x) + ½·P(X = x), or that of the other tail, is ${printed(beyond)}`,
	];
}

/** How far out the result lies. */
function chanceInWords({ response }: PredictionLine, { center, sd, z, p, count }: Prediction): string {
	const deviate =
		count === undefined
			? `z = (${printed(response)} − ${printed(center)}) / ${printed(sd)} = ${printed(z)}`
			: `z = ${printed(z)}, the normal deviate with the same P(X < x) + ½·P(X = x)`;
	return `${deviate}, p = ${printed(p)}`;
}
