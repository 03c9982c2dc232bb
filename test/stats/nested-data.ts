/** Made-up nested data, and the dense textbook formulas the fast ones are checked against. */

import { createRandom, type NestedFit, type NestedInput } from "../../src/stats/index.js";

export interface NestedTruth {
	readonly districts: number;
	readonly schools: number;
	readonly grades: number;
	readonly years: number;
	readonly district2: number;
	readonly school2: number;
	readonly grade2: number;
	readonly phi: number;
}

/** Districts, schools in them, grades in schools, years: one row per grade and year; sizes vary. */
export function simulateNested(seed: string, truth: NestedTruth): Omit<NestedInput, "phi"> & { years: Float64Array } {
	const random = createRandom(seed);
	const lines: number[][] = [];
	let school = 0;
	let grade = 0;
	for (let d = 0; d < truth.districts; d++) {
		const district = Math.sqrt(truth.district2) * random.normal();
		const schools = 1 + random.integer(2 * truth.schools - 1);
		for (let s = 0; s < schools; s++, school++) {
			const inSchool = district + Math.sqrt(truth.school2) * random.normal();
			const poverty = 100 * random.beta(2, 1.5);
			for (let g = 0; g < truth.grades; g++, grade++) {
				const inGrade = inSchool + Math.sqrt(truth.grade2) * random.normal();
				for (let t = 0; t < truth.years; t++) {
					const variance = 20 * 10 ** random.uniform();
					const noise = Math.sqrt(truth.phi * variance) * random.normal();
					const year = 5 + t + 0.1 * random.integer(5);
					const y = 500 - 0.6 * poverty + 2 * year + inGrade + noise;
					lines.push([d, school, grade, poverty, year, variance, y]);
				}
			}
		}
	}
	const column = (k: number): Float64Array => Float64Array.from(lines, (line) => line[k]!);
	const codes = (k: number): Int32Array => Int32Array.from(lines, (line) => line[k]!);
	return {
		response: column(6),
		design: Float64Array.from(lines.flatMap((line) => [1, line[3]!, line[4]!])),
		names: ["one", "poverty", "year"],
		intercept: "one",
		levels: [
			{ name: "district", groups: codes(0) },
			{ name: "school", groups: codes(1) },
			{ name: "grade", groups: codes(2) },
		],
		variances: column(5),
		years: column(4),
	};
}

/** A panel with variance at every level. */
export const ordinaryTruth: NestedTruth = {
	districts: 12,
	schools: 3,
	grades: 2,
	years: 3,
	district2: 60,
	school2: 90,
	grade2: 25,
	phi: 1.3,
};

/** Three shapes: condensed rows, a row effect, a slope of the schools on the year. */
export function shaped(seed: string, shape: "condensed" | "row" | "slope"): NestedInput {
	const { years, ...plain } = simulateNested(seed, ordinaryTruth);
	const phi = { minimum: 0.05 };
	if (shape === "condensed") return { ...plain, phi };
	if (shape === "row") return { ...plain, levels: plain.levels.slice(0, 2), rowEffect: true, phi };
	const [district, school] = plain.levels;
	return { ...plain, levels: [district!, { ...school!, slope: years }], phi };
}

/** Rows in another order. */
export function reorderNested<Input extends Omit<NestedInput, "phi">>(input: Input, order: readonly number[]): Input {
	const columns = input.names.length;
	const take = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]!);
	return {
		...input,
		response: take(input.response),
		variances: take(input.variances),
		design: Float64Array.from(order.flatMap((i) => [...input.design.subarray(i * columns, (i + 1) * columns)])),
		levels: input.levels.map((level) => ({
			...level,
			groups: Int32Array.from(order, (i) => level.groups[i]!),
			...(level.slope === undefined ? {} : { slope: take(level.slope) }),
		})),
		...(input.phiClasses === undefined ? {} : { phiClasses: Int32Array.from(order, (i) => input.phiClasses![i]!) }),
	};
}

type Matrix = number[][];

/** Inverse and log determinant of a symmetric positive definite matrix by elimination. */
function invert(a: Matrix): { inverse: Matrix; log: number } {
	const order = a.length;
	const work = a.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
	let log = 0;
	for (let k = 0; k < order; k++) {
		log += Math.log(work[k]![k]!);
		for (let i = 0; i < order; i++) {
			if (i === k) continue;
			const factor = work[i]![k]! / work[k]![k]!;
			for (let j = k; j < 2 * order; j++) work[i]![j]! -= factor * work[k]![j]!;
		}
	}
	return { inverse: work.map((row, i) => row.slice(order).map((value) => value / row[i]!)), log };
}

const product = (a: Matrix, b: Matrix): Matrix =>
	a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
const transpose = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));

/** Components in the order of a fit, as plain numbers. */
export const estimatesOf = (fit: NestedFit): number[] => fit.components.map(({ estimate }) => estimate);

/** Everything about the model at given components, by dense matrices. */
export function dense(input: NestedInput, components: readonly number[]) {
	const rows = input.response.length;
	const p = input.names.length;
	const indices = Array.from({ length: rows }, (_, i) => i);
	const x = indices.map((i) => Array.from(input.design.subarray(i * p, (i + 1) * p)));
	const derivatives = derivativeMatrices(input);
	const v = indices.map((i) =>
		indices.map((j) => derivatives.reduce((sum, d, k) => sum + components[k]! * d[i]![j]!, 0)),
	);
	const { inverse, log } = invert(v);
	const vx = product(inverse, x);
	const { inverse: covariance, log: logCross } = invert(product(transpose(x), vx));
	const fixed = product(product(vx, covariance), transpose(vx));
	const projector = inverse.map((row, i) => row.map((value, j) => value - fixed[i]![j]!));
	const y = Array.from(input.response, (value) => [value]);
	const py = product(projector, y).map((row) => row[0]!);
	const square = py.reduce((sum, value, i) => sum + value * input.response[i]!, 0);
	const ml = input.method === "ML";
	const constant = (rows - (ml ? 0 : p)) * Math.log(2 * Math.PI);
	return {
		v,
		derivatives,
		inverse,
		covariance,
		projector,
		py,
		x,
		criterion: log + (ml ? 0 : logCross) + square + constant,
	};
}

/** ∂V / ∂component, in the order of a fit's components. */
function derivativeMatrices(input: NestedInput): Matrix[] {
	const rows = input.response.length;
	const indices = Array.from({ length: rows }, (_, i) => i);
	const matrix = (entry: (i: number, j: number) => number): Matrix =>
		indices.map((i) => indices.map((j) => entry(i, j)));
	const out: Matrix[] = input.levels.flatMap(({ groups, slope }) => {
		const same = (i: number, j: number): number => (groups[i] === groups[j] ? 1 : 0);
		if (slope === undefined) return [matrix(same)];
		return [
			matrix(same),
			matrix((i, j) => same(i, j) * (slope[i]! + slope[j]!)),
			matrix((i, j) => same(i, j) * slope[i]! * slope[j]!),
		];
	});
	if (input.rowEffect === true) out.push(matrix((i, j) => (i === j ? 1 : 0)));
	const classes = input.phiClasses ?? new Int32Array(rows);
	for (let c = 0; c <= Math.max(...classes); c++) {
		out.push(matrix((i, j) => (i === j && classes[i] === c ? input.variances[i]! : 0)));
	}
	return out;
}

/** Predictions and prediction error covariance of the effects of one group, textbook formulas. */
export function denseEffects(input: NestedInput, components: readonly number[], level: number, code: number) {
	const { projector, py } = dense(input, components);
	const before = input.levels.slice(0, level).reduce((sum, { slope }) => sum + (slope === undefined ? 1 : 3), 0);
	const { groups, slope } = input.levels[level]!;
	const g =
		slope === undefined
			? [[components[before]!]]
			: [
					[components[before]!, components[before + 1]!],
					[components[before + 1]!, components[before + 2]!],
				];
	const z = Array.from(groups, (group, i) => {
		const inside = group === code ? 1 : 0;
		return slope === undefined ? [inside] : [inside, inside * slope[i]!];
	});
	const gz = product(g, transpose(z));
	const explained = product(product(gz, projector), transpose(gz));
	return {
		effect: product(
			gz,
			py.map((value) => [value]),
		).map((row) => row[0]!),
		error: g.map((row, i) => row.map((value, j) => value - explained[i]![j]!)),
	};
}
