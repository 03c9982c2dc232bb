/** Averages over normal true logits as weighted sums over points of a grid. */

/** Widths of grids are multiples of this, so that fits with spreads of their own share tables; in logits. */
const GRID = 0.1;

/**
 * The trapezoidal rule, whose error falls faster than any power of the step, wherever the mean lies between points: its longest
 * step in standard deviations and in logits, and how many deviations it goes.
 */
const LONGEST = { deviations: 0.9, logits: 4 * GRID } as const;
const REACH = 6.5;
/** Wider distributions than this are seen as coarsely as this one: only the ends count, where moments run straight. */
const WIDEST = 64;

/** Where true logits hardly vary: the average of a polynomial through eight points, four on either side of the mean. */
const POINTS = 8;
const LEFT = POINTS / 2 - 1;

/**
 * Points and weights for one spread of true logits, and for the mean that `place` was last told. One class for both ways of
 * weighting: the loops over rows are compiled for one kind of object.
 */
export class AveragingRule {
	/** Standard deviation of true logits. */
	readonly tau: number;
	/** Distance of the grid's points, in logits; one of them lies at 0. */
	readonly width: number;
	/** Points, and the one of them next to the mean, counted from the first. */
	readonly count: number;
	readonly middle: number;
	/** Point k weighs `weights[k] * growth ** k`, in units of the sum over all points. */
	readonly weights: Float64Array;
	growth = Number.NaN;
	/** The first point's number on the grid. */
	first = 0;
	/** From the middle point to the mean, in logits. */
	offset = Number.NaN;
	/** Of the polynomial, where it serves. */
	readonly #basis: Float64Array | undefined;
	#mean = Number.NaN;

	constructor(tau: number) {
		this.tau = tau;
		const narrow = LONGEST.deviations * tau < GRID;
		const longest = LONGEST.logits * Math.max(1, tau / WIDEST);
		this.width = narrow ? GRID : GRID * Math.floor(Math.min(LONGEST.deviations * tau, longest) / GRID);
		this.middle = narrow ? LEFT : Math.ceil((REACH * tau) / this.width);
		this.count = narrow ? POINTS : 2 * this.middle + 1;
		this.weights = narrow ? new Float64Array(POINTS) : trapezoidalWeights(this.count, this.width / tau);
		this.#basis = narrow ? averagedBasis(tau / GRID) : undefined;
	}

	/** A fit begins with one mean for all rows. */
	place(mean: number): void {
		if (mean === this.#mean) return;
		this.#mean = mean;
		if (this.#basis === undefined) this.#slide(mean);
		else this.#interpolate(mean, this.#basis);
	}

	/** A normal curve that moves by an offset is multiplied by a power for each step. */
	#slide(mean: number): void {
		const nearest = Math.round(mean / this.width);
		this.first = nearest - this.middle;
		this.offset = mean - nearest * this.width;
		this.growth = Math.exp((this.offset * this.width) / this.tau ** 2);
	}

	#interpolate(mean: number, basis: Float64Array): void {
		const cell = Math.floor(mean / GRID);
		this.first = cell - LEFT;
		this.offset = mean - cell * GRID;
		this.growth = 1;
		const part = this.offset / GRID;
		for (let point = 0; point < POINTS; point++) {
			const constant = point * POINTS;
			let weight = 0;
			for (let at = constant + POINTS - 1; at >= constant; at--) weight = weight * part + basis[at]!;
			this.weights[point] = weight;
		}
	}
}

function trapezoidalWeights(count: number, step: number): Float64Array {
	const middle = (count - 1) / 2;
	return Float64Array.from({ length: count }, (_, k) => Math.exp(-0.5 * step ** 2 * (k - middle) ** 2));
}

/** All rows of a fit share their rule. */
let last = new AveragingRule(0);

export function ruleOf(tau: number): AveragingRule {
	if (tau !== last.tau) last = new AveragingRule(tau);
	return last;
}

/**
 * For each point, the coefficients of the polynomial that is 1 there and 0 at the others (Lagrange's), averaged over a normal
 * distribution around its argument; flat, from the constant up.
 *
 * @param deviation of that distribution, in points
 */
function averagedBasis(deviation: number): Float64Array {
	const all = new Float64Array(POINTS * POINTS);
	for (let point = 0; point < POINTS; point++) {
		const own = lagrange(point);
		for (let power = 0; power < POINTS; power++) {
			// E (t + dz) ** power: every second power of z has an average, 1, 1, 3, 15, …
			let share = own[power]!;
			for (let lost = 0; lost <= power; lost += 2) {
				all[point * POINTS + power - lost]! += share;
				share *= ((power - lost) * (power - lost - 1) * deviation ** 2) / (lost + 2);
			}
		}
	}
	return all;
}

function lagrange(point: number): Float64Array {
	const own = new Float64Array(POINTS);
	own[0] = 1;
	for (let other = 0; other < POINTS; other++) {
		if (other === point) continue;
		// Times (t - other) / (point - other), points being counted from the left one of the middle two.
		for (let power = POINTS - 1; power >= 0; power--) {
			const lower = power > 0 ? own[power - 1]! : 0;
			own[power] = (lower - (other - LEFT) * own[power]!) / (point - other);
		}
	}
	return own;
}
