/** What chance does to an empirical logit, before the count is seen: exact sums over counts, averaged over true logits. */

import { StatsError } from "./errors.js";

/** Where a school's logit lies before its own result is seen. */
export interface LogitVarianceInput {
	/** Mean of the logit, from the model. */
	readonly mean: number;
	/** Variance of true logits around that mean (between districts plus between schools). */
	readonly tau2: number;
	/** Students tested with scores, a whole number of at least 1. */
	readonly tested: number;
}

/**
 * Sampling variance of an empirical logit, averaged over the fitted distribution of true logits: E[(Z - θ)²] with
 * Z = log((x + ½) / (n - x + ½)), x binomial, θ ~ N(mean, tau2). The bias of the empirical logit counts as error, so that
 * a count which tells next to nothing weighs next to nothing.
 *
 * The usual 1 / (n p (1 - p)) goes without end where few are expected to meet the standard, while the half student keeps
 * the logit itself from going there: with one of thirty expected it is nearly twice the truth, with three to nine up to a
 * tenth too little. Use neither that nor the plug-in 1/(x+½) + 1/(n-x+½), which depends on the result itself: weighting by
 * it pulls estimates toward results near one half.
 *
 * @param input mean, tau2 ≥ 0 and tested, a whole number of at least 1
 * @returns variance on the squared logit scale, to six digits
 * @throws StatsError `out-of-range` or `non-finite`
 * @reference definition; Gart & Zweifel (1967) Biometrika 54:181–187 and Gart, Pettigrew & Thomas (1985) Biometrika
 *   72:179–190 on bias and variance of the empirical logit; Trefethen & Weideman (2014) SIAM Review 56:385–458 (trapezoidal
 *   rule); Berrut & Trefethen (2004) SIAM Review 46:501–517 (polynomial through points)
 * @example
 * expectedLogitVariance({ mean: 0, tau2: 0, tested: 1 }) // → 1.206948961
 */
export function expectedLogitVariance(input: LogitVarianceInput): number {
	const { mean, tau2, tested } = input;
	if (!(tau2 >= 0 && tau2 < Number.POSITIVE_INFINITY) || !(Number.isSafeInteger(tested) && tested >= 1)) {
		throw new StatsError("out-of-range", `tau2 must be at least 0 and tested whole, got ${tau2} and ${tested}`);
	}
	const errors = tableOf(tested);
	if (tau2 === 0) return requireVariance(squaredError(errors, mean), input);
	const tau = Math.sqrt(tau2);
	const step = Math.min(LONGEST.deviations, LONGEST.logits / Math.min(WIDEST, tau));
	let [sum, weights] = [squaredError(errors, mean), 1];
	for (let k = 1; k * step <= REACH; k++) {
		const weight = Math.exp(-0.5 * (k * step) ** 2);
		const away = tau * k * step;
		sum += weight * (squaredError(errors, mean - away) + squaredError(errors, mean + away));
		weights += 2 * weight;
	}
	return requireVariance(sum / weights, input);
}

function requireVariance(variance: number, { mean, tau2 }: LogitVarianceInput): number {
	if (!Number.isFinite(variance)) {
		throw new StatsError("non-finite", `no finite variance at mean ${mean}, tau2 ${tau2}`);
	}
	return variance;
}

/** The trapezoidal rule over true logits: its longest step in standard deviations and in logits, and how far it goes. */
const LONGEST = { deviations: 0.9, logits: 0.45 } as const;
const REACH = 6;
/** Wider distributions than this are seen as coarsely as this one: only the ends count, where the error is a parabola. */
const WIDEST = 64;

/** Squared errors for one number of students, at logits from 0 on. */
interface ErrorTable {
	readonly tested: number;
	/** At grid points; 0 where none has been asked for yet. */
	readonly values: Float64Array;
	/** Polynomials between neighboring grid points, coefficients from the constant up; not a number at first where not asked for. */
	readonly pieces: Float64Array;
}

/** The error runs smoothly: a polynomial through eight grid points gives it to seven digits. */
const GRID = 0.125;
const POINTS = 8;
/** Beyond so many logits from that of one student in n, a sum over counts has next to no terms and needs no table. */
const TABLE_BEYOND = 4;

/** Errors depend on the number of students alone, and are asked for again in every round of every fit. */
const tables = new Map<number, ErrorTable>();

function tableOf(tested: number): ErrorTable {
	const known = tables.get(tested);
	if (known !== undefined) return known;
	const cells = Math.ceil((Math.log(tested) + TABLE_BEYOND) / GRID);
	const values = new Float64Array(cells + POINTS);
	const table = { tested, values, pieces: new Float64Array(cells * POINTS).fill(Number.NaN) };
	tables.set(tested, table);
	return table;
}

/** E[(Z - θ)²] at one true logit: from the grid where it reaches, else summed. It is the same for -θ. */
function squaredError(table: ErrorTable, theta: number): number {
	const { pieces, tested } = table;
	const place = Math.abs(theta) / GRID;
	const cell = Math.floor(place);
	const from = cell * POINTS;
	if (!(from < pieces.length)) return summedError(tested, Math.abs(theta));
	if (Number.isNaN(pieces[from]!)) writePiece(table, cell);
	const part = place - cell;
	let value = pieces[from + POINTS - 1]!;
	for (let power = POINTS - 2; power >= 0; power--) value = value * part + pieces[from + power]!;
	return value;
}

/** The polynomial between two grid points, through four on either side; on the other side of 0 the errors are the same. */
function writePiece({ tested, values, pieces }: ErrorTable, cell: number): void {
	pieces.fill(0, cell * POINTS, (cell + 1) * POINTS);
	for (let point = 0; point < POINTS; point++) {
		const k = Math.abs(cell + FIRST_POINT + point);
		if (values[k] === 0) values[k] = summedError(tested, k * GRID);
		for (let power = 0; power < POINTS; power++) {
			pieces[cell * POINTS + power]! += THROUGH_POINTS[point * POINTS + power]! * values[k]!;
		}
	}
}

/** Where the points of a piece begin, counted from its left end. */
const FIRST_POINT = 1 - POINTS / 2;

/** For each point, the coefficients of the polynomial that is 1 there and 0 at the others (Lagrange's); flat. */
const THROUGH_POINTS = lagrangeBasis();

function lagrangeBasis(): Float64Array {
	const all = new Float64Array(POINTS * POINTS);
	for (let point = 0; point < POINTS; point++) {
		const own = all.subarray(point * POINTS, (point + 1) * POINTS);
		own[0] = 1;
		for (let other = 0; other < POINTS; other++) {
			if (other === point) continue;
			// Times (t - other) / (point - other).
			for (let power = POINTS - 1; power >= 0; power--) {
				const lower = power > 0 ? own[power - 1]! : 0;
				own[power] = (lower - (other + FIRST_POINT) * own[power]!) / (point - other);
			}
		}
	}
	return all;
}

/** Counts with less than this share of the likeliest one's chance no longer count. */
const NEGLIGIBLE = 1e-14;

/** The sum over counts, outward from the likeliest one, for a logit of at least 0: of those who did not meet the standard. */
function summedError(n: number, theta: number): number {
	const odds = Math.exp(-theta);
	const likeliest = Math.floor(((n + 1) * odds) / (1 + odds));
	let [total, sum] = [0, 0];
	const add = (x: number, chance: number): void => {
		const error = logOfHalf(n - x) - logOfHalf(x) - theta;
		total += chance;
		sum += chance * error * error;
	};
	add(likeliest, 1);
	for (let x = likeliest, chance = 1; x < n; x++) {
		chance *= ((n - x) / (x + 1)) * odds;
		if (chance < NEGLIGIBLE) break;
		add(x + 1, chance);
	}
	for (let x = likeliest, chance = 1; x > 0; x--) {
		chance *= x / ((n - x + 1) * odds);
		if (chance < NEGLIGIBLE) break;
		add(x - 1, chance);
	}
	return sum / total;
}

/** log(x + ½) for the counts of most schools. */
const LOGS = Float64Array.from({ length: 4096 }, (_, x) => Math.log(x + 0.5));

const logOfHalf = (x: number): number => LOGS[x] ?? Math.log(x + 0.5);
