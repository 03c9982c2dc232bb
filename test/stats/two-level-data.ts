/** Made-up two-level data, and dense textbook formulas to check the fast ones against. */

import { createRandom, type TwoLevelInput } from "../../src/stats/index.js";

export interface Truth {
	readonly districts: number;
	readonly perDistrict: number;
	readonly tauDistrict2: number;
	readonly tauSchool2: number;
	readonly phi: number;
}

/** One data set with two covariates and sampling variances that vary tenfold; sizes of districts vary too. */
export function simulate(seed: string, truth: Truth): Omit<TwoLevelInput, "phi"> {
	const random = createRandom(seed);
	const groups: number[] = [];
	for (let d = 0; d < truth.districts; d++) {
		const size = Math.max(1, truth.perDistrict + random.integer(truth.perDistrict) - Math.floor(truth.perDistrict / 2));
		for (let k = 0; k < size; k++) groups.push(d);
	}
	const effects = Array.from({ length: truth.districts }, () => Math.sqrt(truth.tauDistrict2) * random.normal());
	const rows = groups.length;
	const design = new Float64Array(rows * 3);
	const response = new Float64Array(rows);
	const variances = new Float64Array(rows);
	for (let i = 0; i < rows; i++) {
		const poverty = 100 * random.beta(2, 1.5);
		const prior = random.normal();
		variances[i] = 20 * 10 ** random.uniform();
		design.set([1, poverty, prior], i * 3);
		const noise =
			Math.sqrt(truth.tauSchool2) * random.normal() + Math.sqrt(truth.phi * variances[i]!) * random.normal();
		response[i] = 500 - 0.6 * poverty + 12 * prior + effects[groups[i]!]! + noise;
	}
	const names = ["one", "poverty", "prior"];
	return { response, design, names, intercept: "one", groups: Int32Array.from(groups), variances };
}

/** Rows in another order. */
export function reorder<Input extends Omit<TwoLevelInput, "phi">>(input: Input, order: readonly number[]): Input {
	const columns = input.names.length;
	const design = new Float64Array(order.length * columns);
	order.forEach((i, position) => {
		design.set(input.design.subarray(i * columns, (i + 1) * columns), position * columns);
	});
	return {
		...input,
		design,
		response: Float64Array.from(order, (i) => input.response[i]!),
		groups: Int32Array.from(order, (i) => input.groups[i]!),
		variances: Float64Array.from(order, (i) => input.variances[i]!),
	};
}

/** Solves A X = B for dense A by elimination with pivoting; B may have several columns. */
function solveDense(a: number[][], b: number[][]): number[][] {
	const order = a.length;
	const work = a.map((row, i) => [...row, ...b[i]!]);
	for (let k = 0; k < order; k++) {
		let pivot = k;
		for (let i = k + 1; i < order; i++) if (Math.abs(work[i]![k]!) > Math.abs(work[pivot]![k]!)) pivot = i;
		[work[k], work[pivot]] = [work[pivot]!, work[k]!];
		for (let i = 0; i < order; i++) {
			if (i === k) continue;
			const factor = work[i]![k]! / work[k]![k]!;
			for (let j = k; j < work[i]!.length; j++) work[i]![j]! -= factor * work[k]![j]!;
		}
	}
	return work.map((row, i) => row.slice(order).map((value) => value / row[i]!));
}

/** Prediction of one row from other rows by the textbook formula, the variance parameters given. */
export function predictFromOthers(
	input: Omit<TwoLevelInput, "phi">,
	theta: readonly [number, number, number],
	row: number,
	others: readonly number[],
): { predicted: number; variance: number } {
	const { design, names, groups, variances, response } = input;
	const p = names.length;
	const same = (i: number, j: number): number => (groups[i] === groups[j] ? theta[0] : 0);
	const own = (i: number): number => theta[1] + theta[2] * variances[i]!;
	const v = others.map((i) => others.map((j) => same(i, j) + (i === j ? own(i) : 0)));
	const x = (i: number): number[] => Array.from(design.subarray(i * p, (i + 1) * p));
	// Columns: X, y and the covariance with the row to be predicted.
	const right = others.map((i) => [...x(i), response[i]!, same(i, row)]);
	const solved = solveDense(v, right);
	const cross = (a: (k: number) => number, b: number): number =>
		others.reduce((sum, _, k) => sum + a(k) * solved[k]![b]!, 0);
	const xvx = names.map((_, a) => names.map((__, b) => cross((k) => right[k]![a]!, b)));
	const xvy = names.map((_, a) => cross((k) => right[k]![a]!, p));
	const target = x(row).map((value, a) => value - cross((k) => right[k]![a]!, p + 1));
	const both = solveDense(
		xvx,
		names.map((_, a) => [xvy[a]!, target[a]!]),
	);
	const beta = both.map((line) => line[0]!);
	const fixed = x(row).reduce((sum, value, a) => sum + value * beta[a]!, 0);
	const fromError = others.reduce((sum, _, k) => {
		const fitted = right[k]!.slice(0, p).reduce((total, value, a) => total + value * beta[a]!, 0);
		return sum + solved[k]![p + 1]! * (right[k]![p]! - fitted);
	}, 0);
	const explained = cross((k) => right[k]![p + 1]!, p + 1);
	const fromBeta = target.reduce((sum, value, a) => sum + value * both[a]![1]!, 0);
	return { predicted: fixed + fromError, variance: theta[0] + own(row) - explained + fromBeta };
}
