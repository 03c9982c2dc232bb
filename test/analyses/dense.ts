/** The two-level model written out with whole matrices: slow, plain, and sharing no code with what it checks. */

export type Matrix = readonly (readonly number[])[];

/** Solves A x = b for each column of B by elimination with pivoting. */
export function solve(a: Matrix, b: Matrix): number[][] {
	const size = a.length;
	const rows = a.map((row, index) => [...row, ...(b[index] ?? [])]);
	for (let column = 0; column < size; column++) {
		let pivot = column;
		for (let row = column; row < size; row++) {
			if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
		}
		[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
		for (let row = 0; row < size; row++) {
			if (row === column) continue;
			const factor = rows[row]![column]! / rows[column]![column]!;
			for (let k = column; k < rows[row]!.length; k++) rows[row]![k]! -= factor * rows[column]![k]!;
		}
	}
	return rows.map((row, index) => row.slice(size).map((value) => value / row[index]!));
}

export const transpose = (a: Matrix): number[][] => (a[0] ?? []).map((_, column) => a.map((row) => row[column]!));

export const multiply = (a: Matrix, b: Matrix): number[][] =>
	a.map((row) => transpose(b).map((column) => row.reduce((sum, value, k) => sum + value * column[k]!, 0)));

export interface Dense {
	readonly x: Matrix;
	readonly y: readonly number[];
	readonly district: readonly string[];
	/** Sampling variances with phi in them. */
	readonly noise: readonly number[];
	readonly tauDistrict2: number;
	readonly tauSchool2: number;
}

const covariance = (data: Dense, i: number, j: number): number =>
	(data.district[i] === data.district[j] ? data.tauDistrict2 : 0) + (i === j ? data.tauSchool2 + data.noise[i]! : 0);

/** Generalized least squares over some rows: coefficients and their covariance. */
export function fitDense(data: Dense, rows: readonly number[]): { beta: number[][]; cov: number[][]; v: number[][] } {
	const v = rows.map((i) => rows.map((j) => covariance(data, i, j)));
	const x = rows.map((i) => data.x[i]!);
	const y = rows.map((i) => [data.y[i]!]);
	const information = multiply(transpose(x), solve(v, x));
	const identity = information.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
	return { beta: solve(information, multiply(transpose(x), solve(v, y))), cov: solve(information, identity), v };
}

/** Predicts a row from other rows, its district's effect included where they know it. */
export function predictDense(data: Dense, row: number, others: readonly number[]): { mean: number; variance: number } {
	const { beta, cov, v } = fitDense(data, others);
	const shared = others.map((j) => [covariance(data, row, j)]);
	const weights = solve(v, shared);
	const x = others.map((j) => data.x[j]!);
	const errors = others.map((j, k) => [data.y[j]! - multiply([x[k]!], beta)[0]![0]!]);
	const left = data.x[row]!.map(
		(value, a) => value - others.reduce((sum, _, k) => sum + weights[k]![0]! * x[k]![a]!, 0),
	);
	const spread = covariance(data, row, row) - multiply(transpose(shared), weights)[0]![0]!;
	return {
		mean: multiply([data.x[row]!], beta)[0]![0]! + multiply(transpose(weights), errors)[0]![0]!,
		variance: spread + multiply(multiply([left], cov), transpose([left]))[0]![0]!,
	};
}

const parameters = ["tauDistrict2", "tauSchool2", "phi"] as const;
export type Parameter = (typeof parameters)[number];

/** The same data with one variance parameter changed by a factor. */
const scaled = (data: Dense, name: Parameter, factor: number): Dense =>
	name === "phi"
		? { ...data, noise: data.noise.map((value) => value * factor) }
		: { ...data, [name]: data[name] * factor };

/** Inverse average information ½ y'P V_k P V_l P y of the logarithms of some variance parameters, all rows in. */
export function informationInverse(data: Dense, free: readonly Parameter[]): number[][] {
	const all = data.y.map((_, row) => row);
	const { cov, v } = fitDense(data, all);
	const identity = all.map((i) => all.map((j) => (i === j ? 1 : 0)));
	const inverse = solve(v, identity);
	const half = multiply(inverse, data.x);
	const fixed = multiply(multiply(half, cov), transpose(half));
	const p = inverse.map((row, i) => row.map((value, j) => value - fixed[i]![j]!));
	const py = multiply(
		p,
		data.y.map((value) => [value]),
	);
	const vpy = free.map((name) => {
		const part = { ...data, tauDistrict2: 0, tauSchool2: 0, noise: data.noise.map(() => 0) };
		const only = name === "phi" ? { ...part, noise: data.noise } : { ...part, [name]: data[name] };
		return multiply(
			all.map((i) => all.map((j) => covariance(only, i, j))),
			py,
		);
	});
	const information = vpy.map((k) => vpy.map((l) => 0.5 * multiply(transpose(k), multiply(p, l))[0]![0]!));
	return solve(
		information,
		free.map((_, i) => free.map((__, j) => (i === j ? 1 : 0))),
	);
}

/** Satterthwaite's degrees of freedom 2V² / g'AI⁻¹g of a left-out variance, its gradient by differences. */
export function degreesOfFreedom(
	data: Dense,
	row: number,
	others: readonly number[],
	estimated: { readonly free: readonly Parameter[]; readonly inverse: Matrix },
): number {
	const step = 1e-4;
	const at = (name: Parameter, sign: number): number =>
		predictDense(scaled(data, name, 1 + sign * step), row, others).variance;
	const gradient = estimated.free.map((name) => [(at(name, 1) - at(name, -1)) / (2 * step)]);
	const { variance } = predictDense(data, row, others);
	const uncertainty = multiply(multiply(transpose(gradient), estimated.inverse), gradient)[0]![0]!;
	return (2 * variance ** 2) / uncertainty;
}

/** Student's t by plain integration: with t = √df·tan(u) its density is a power of a cosine. */
export function upperTail(t: number, df: number): number {
	const integral = (from: number, to: number): number => {
		const steps = 2000;
		const width = (to - from) / steps;
		let sum = 0;
		for (let k = 0; k <= steps; k++) {
			const weight = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2;
			sum += weight * Math.max(0, Math.cos(from + k * width)) ** (df - 1);
		}
		return (sum * width) / 3;
	};
	return integral(Math.atan(t / Math.sqrt(df)), Math.PI / 2) / integral(-Math.PI / 2, Math.PI / 2);
}

/** The t that has a tail of 2.5 % above it. */
export function tLimit(df: number): number {
	let [low, high] = [1, 20];
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		if (upperTail(middle, df) > 0.025) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/** P(X < x) + ½ P(X = x) of a binomial count whose logit is normal: sums over counts, Simpson's rule over the logit. */
export function countBelow(x: number, { trials, mean, sd }: { trials: number; mean: number; sd: number }): number {
	const given = (logit: number): number => {
		const share = 1 / (1 + Math.exp(-logit));
		let chance = (1 - share) ** trials;
		let sum = 0;
		for (let k = 0; k < x; k++) {
			sum += chance;
			chance *= ((trials - k) / (k + 1)) * (share / (1 - share));
		}
		return sum + chance / 2;
	};
	return simpson((z) => given(mean + sd * z) * normalDensity(z), -8, 8);
}

/**
 * What a fit is to in place of an empirical logit Z, μ + (Z - E Z)/λ with λ = Cov(Z, θ)/τ², and its variance Var(Z)/λ² - τ²,
 * the count being binomial with logit θ and θ normal: sums over counts, Simpson's rule.
 */
export function workingLogit(
	observed: number,
	{ mean, tau2, tested }: { mean: number; tau2: number; tested: number },
): { response: number; variance: number } {
	// Counted from the end where more of the chance is, which no number of students takes below the smallest number.
	const given = (theta: number, of: (logit: number) => number): number => {
		const side = theta > 0 ? -1 : 1;
		const odds = Math.exp(-Math.abs(theta));
		let chance = (1 + odds) ** -tested;
		let sum = 0;
		for (let k = 0; k <= tested; k++) {
			sum += chance * of(side * Math.log((k + 0.5) / (tested - k + 0.5)));
			chance *= ((tested - k) / (k + 1)) * odds;
		}
		return sum;
	};
	const tau = Math.sqrt(tau2);
	const average = (of: (logit: number, z: number) => number): number =>
		simpson((z) => given(mean + tau * z, (logit) => of(logit, z)) * normalDensity(z), -8, 8);
	const expected = average((logit) => logit);
	const slope = average((logit, z) => (logit - expected) * z) / tau;
	const variance = average((logit) => (logit - expected) ** 2) / slope ** 2 - tau2;
	return { response: mean + (observed - expected) / slope, variance };
}

/** The standard normal deviate that has a chance below it. */
export function deviateOf(below: number): number {
	let [low, high] = [-8, 8];
	for (let step = 0; step < 50; step++) {
		const middle = (low + high) / 2;
		if (normalBelow(middle) < below) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

export const normalBelow = (z: number): number => simpson(normalDensity, -12, z);

function simpson(of: (z: number) => number, from: number, to: number): number {
	const steps = 400;
	const width = (to - from) / steps;
	let sum = of(from) + of(to);
	for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * of(from + k * width);
	return (sum * width) / 3;
}
