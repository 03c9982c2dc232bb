/** Moments of empirical logits, averaged over normal true logits: weighted sums over the points of a grid. */

import { type AveragingRule, ruleOf } from "./logit-rules.js";
import { addTable, fillTable, MOMENTS, type MomentTable, momentsOutside, tablesOf } from "./logit-tables.js";

/** Averages over normal true logits θ of moments of the empirical logit Z, one entry per row. */
export interface AveragedMoments {
	/** Of E(Z | θ) - θ. */
	readonly bias: Float64Array;
	/** Of the derivative of E(Z | θ). */
	readonly slope: Float64Array;
	/** Of Var(Z | θ), and of the squared distance of E(Z | θ) from its best straight line in θ: what Z varies around that line. */
	readonly beside: Float64Array;
}

/** Students and mean true logit of each row, and the standard deviation of true logits around the means. */
export interface LogitRows {
	readonly tested: ArrayLike<number>;
	readonly means: ArrayLike<number>;
	readonly tau: number;
}

/**
 * The averages of all rows; not a number where a mean is so far out that no count but none, or all, has a chance.
 *
 * @internal
 */
export function averagedMoments({ tested, means, tau }: LogitRows): AveragedMoments {
	const rows = means.length;
	const to = { bias: new Float64Array(rows), slope: new Float64Array(rows), beside: new Float64Array(rows) };
	const rule = ruleOf(tau);
	const tables = tablesOf(rule.width);
	const averages = new Float64Array(MOMENTS);
	for (let row = 0; row < rows; row++) {
		const students = tested[row]!;
		const table = tables.get(students) ?? addTable(tables, students, rule.width);
		rule.place(means[row]!);
		average(table, rule, averages);
		to.bias[row] = averages[0]!;
		to.slope[row] = averages[1]!;
		to.beside[row] = averages[2]!;
	}
	return to;
}

/** Writes bias, slope and what varies beside the line. */
function average(table: MomentTable, rule: AveragingRule, to: Float64Array): void {
	const { values, reach } = table;
	const from = MOMENTS * (reach + rule.first);
	if (from >= 0 && from + MOMENTS * rule.count <= values.length) {
		sumUp(values, from, rule, to);
		if (!Number.isNaN(to[0]!)) return;
		// A point that was not asked for before is not a number, and neither are the sums.
		fillTable(table, rule);
		sumUp(values, from, rule, to);
	} else {
		sumUp(momentsOutside(table, rule), 0, rule, to);
	}
}

/**
 * Sums over points whose moments stand from some place on. Of the bias, what lies beside its tangent in the middle point: where
 * it runs nearly straight, squares of all of it would leave few digits for what is beside the line.
 */
function sumUp(moments: Float64Array, from: number, rule: AveragingRule, to: Float64Array): void {
	const { weights, growth, count, middle, offset, width, tau } = rule;
	const origin = moments[from + MOMENTS * middle]!;
	const tangent = moments[from + MOMENTS * middle + 1]! - 1;
	const rise = tangent * width;
	let power = 1;
	let line = origin - middle * rise;
	let [total, first, second, slopes, within] = [0, 0, 0, 0, 0];
	for (let k = 0, at = from; k < count; k++, at += MOMENTS) {
		const weight = weights[k]! * power;
		const beside = moments[at]! - line;
		total += weight;
		first += weight * beside;
		second += weight * beside * beside;
		slopes += weight * moments[at + 1]!;
		within += weight * moments[at + 2]!;
		power *= growth;
		line += rise;
	}
	const [mean, slope] = [first / total, slopes / total];
	// By Stein's lemma Cov(bias, θ) / τ² is the average derivative; so much of the squares is the best straight line's.
	const bent = second / total - mean ** 2 - (tau * (slope - 1 - tangent)) ** 2;
	to[0] = origin + tangent * offset + mean;
	to[1] = slope;
	to[2] = within / total + Math.max(0, bent);
}
