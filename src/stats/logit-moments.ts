/** Moments of an empirical logit given the true one: sums over counts, kept as polynomials for each number of students. */

/** Averages over normal true logits θ of moments of the empirical logit Z. */
export interface AveragedMoments {
	/** Of E(Z | θ) - θ. */
	readonly bias: number;
	/** Of the derivative of E(Z | θ). */
	readonly slope: number;
	/** Of Var(Z | θ). */
	readonly within: number;
	/** Of the squared distance of E(Z | θ) from its best straight line in θ. */
	readonly bent: number;
}

/**
 * Moments averaged by the trapezoidal rule, whose error falls faster than any power of the step.
 *
 * @internal
 */
export function averagedMoments(tested: number, { mean, tau }: { mean: number; tau: number }): AveragedMoments {
	const rule = ruleOf(tau);
	const { bias, biasSquared, biasByPlace, slope, within } = averages(tableOf(tested), rule, mean);
	const straight = tau > 0 ? biasByPlace ** 2 / rule.variance : 0;
	return { bias, slope, within, bent: Math.max(0, biasSquared - straight - bias ** 2) };
}

interface Averages {
	readonly bias: number;
	readonly biasSquared: number;
	/** Of bias times place, in standard deviations from the mean. */
	readonly biasByPlace: number;
	readonly slope: number;
	readonly within: number;
}

/** In one piece: as functions of single logits it would take several times as long. */
function averages(table: MomentTable, { tau, places, shares }: Rule, mean: number): Averages {
	const { pieces } = table;
	let bias = 0;
	let biasSquared = 0;
	let biasByPlace = 0;
	let slope = 0;
	let within = 0;
	for (let k = 0; k < places.length; k++) {
		const share = shares[k]!;
		const theta = mean + tau * places[k]!;
		const cells = Math.abs(theta) / GRID;
		const cell = Math.floor(cells);
		const inTable = PIECE * cell < pieces.length;
		const polynomials = inTable ? pieces : beyondTable(table.tested, Math.abs(theta));
		const first = inTable ? PIECE * cell : 0;
		if (Number.isNaN(polynomials[first]!)) writePiece(table, cell);
		const part = cells - cell;
		let ownBias = polynomials[first + POINTS - 1]!;
		let ownSlope = polynomials[first + 2 * POINTS - 1]!;
		let ownWithin = polynomials[first + 3 * POINTS - 1]!;
		for (let at = first + POINTS - 2; at >= first; at--) {
			ownBias = ownBias * part + polynomials[at]!;
			ownSlope = ownSlope * part + polynomials[at + POINTS]!;
			ownWithin = ownWithin * part + polynomials[at + 2 * POINTS]!;
		}
		if (theta < 0) ownBias = -ownBias;
		bias += share * ownBias;
		biasSquared += share * ownBias * ownBias;
		biasByPlace += share * places[k]! * ownBias;
		slope += share * ownSlope;
		within += share * ownWithin;
	}
	return { bias, biasSquared, biasByPlace, slope, within };
}

/** Places on the standard normal distribution with shares that add up to 1. */
interface Rule {
	readonly tau: number;
	readonly places: Float64Array;
	readonly shares: Float64Array;
	/** Of the places. */
	readonly variance: number;
}

/** All schools of a fit share their rule. */
let lastRule: Rule = { tau: 0, places: Float64Array.of(0), shares: Float64Array.of(1), variance: 0 };

function ruleOf(tau: number): Rule {
	if (tau === lastRule.tau) return lastRule;
	const step = Math.min(LONGEST.deviations, LONGEST.logits / Math.min(WIDEST, tau));
	const most = tau > 0 ? Math.floor(REACH / step) : 0;
	const places = Float64Array.from({ length: 2 * most + 1 }, (_, k) => (k - most) * step);
	const weights = places.map((z) => Math.exp(-0.5 * z * z));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const shares = weights.map((weight) => weight / total);
	const variance = shares.reduce((sum, share, k) => sum + share * places[k]! ** 2, 0);
	lastRule = { tau, places, shares, variance };
	return lastRule;
}

/** The trapezoidal rule over true logits: its longest step in standard deviations and in logits, and how far it goes. */
const LONGEST = { deviations: 0.9, logits: 0.45 } as const;
const REACH = 6;
/** Wider distributions than this are seen as coarsely as this one: only the ends count, where moments run straight. */
const WIDEST = 64;

/** Moments for one number of students, at logits from 0 on; all flat, the moments of a point or cell together. */
interface MomentTable {
	readonly tested: number;
	/** At grid points: bias, slope and variance; 0 where not asked for yet. */
	readonly values: Float64Array;
	/** Polynomials between neighboring grid points, coefficients from the constant up; not a number where not asked for yet. */
	readonly pieces: Float64Array;
}

/** Bias, slope and variance. */
const MOMENTS = 3;
/** Moments run smoothly: a polynomial through eight grid points gives them to seven digits. */
const GRID = 0.125;
const POINTS = 8;
const PIECE = MOMENTS * POINTS;
/** Beyond so many logits from that of one student in n, a sum over counts has next to no terms and needs no table. */
const TABLE_BEYOND = 4;

/** Moments depend on the number of students alone, and are asked for again in every round of every fit. */
const tables = new Map<number, MomentTable>();

function tableOf(tested: number): MomentTable {
	const known = tables.get(tested);
	if (known !== undefined) return known;
	const cells = Math.ceil((Math.log(tested) + TABLE_BEYOND) / GRID);
	const values = new Float64Array(MOMENTS * (cells + POINTS));
	const table = { tested, values, pieces: new Float64Array(cells * PIECE).fill(Number.NaN) };
	tables.set(tested, table);
	return table;
}

/** Beyond the table: the sums themselves, as polynomials that are constant. */
function beyondTable(tested: number, theta: number): Float64Array {
	const constant = new Float64Array(PIECE);
	const sums = new Float64Array(MOMENTS);
	writeSums(tested, theta, sums);
	for (let moment = 0; moment < MOMENTS; moment++) constant[moment * POINTS] = sums[moment]!;
	return constant;
}

/** The polynomials between two grid points, through four on either side; on the other side of 0 the bias is the opposite. */
function writePiece({ tested, values, pieces }: MomentTable, cell: number): void {
	pieces.fill(0, cell * PIECE, (cell + 1) * PIECE);
	for (let point = 0; point < POINTS; point++) {
		const k = cell + FIRST_POINT + point;
		const from = MOMENTS * Math.abs(k);
		// The slope is above 0 at every point of the grid.
		if (values[from + 1] === 0) writeSums(tested, Math.abs(k) * GRID, values.subarray(from, from + MOMENTS));
		for (let moment = 0; moment < MOMENTS; moment++) {
			const value = k < 0 && moment === 0 ? -values[from]! : values[from + moment]!;
			for (let power = 0; power < POINTS; power++) {
				pieces[cell * PIECE + moment * POINTS + power]! += THROUGH_POINTS[point * POINTS + power]! * value;
			}
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

/**
 * Sums over counts, outward from the likeliest one, for a logit of at least 0: x of those who did not meet the standard. The
 * derivative of an average over binomial counts is its covariance with the count.
 */
function writeSums(n: number, theta: number, to: Float64Array): void {
	const odds = Math.exp(-theta);
	const likeliest = Math.floor(((n + 1) * odds) / (1 + odds));
	const origin = logitOf(likeliest, n);
	let [total, first, second, count, product] = [0, 0, 0, 0, 0];
	const add = (x: number, chance: number): void => {
		// Both from the likeliest count on, so that no digits are lost where nearly all chance is there.
		const [away, fewer] = [logitOf(x, n) - origin, likeliest - x];
		total += chance;
		first += chance * away;
		second += chance * away * away;
		count += chance * fewer;
		product += chance * away * fewer;
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
	const away = first / total;
	to[0] = origin + away - theta;
	to[1] = product / total - away * (count / total);
	to[2] = second / total - away * away;
}

const logitOf = (x: number, n: number): number => logOfHalf(n - x) - logOfHalf(x);

/** log(x + ½) for the counts of most schools. */
const LOGS = Float64Array.from({ length: 4096 }, (_, x) => Math.log(x + 0.5));

const logOfHalf = (x: number): number => LOGS[x] ?? Math.log(x + 0.5);
