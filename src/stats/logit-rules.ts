/** Averages over normal true logits as weighted sums over points of a grid. */

/** Points and weights for one spread of true logits, and for the mean that `place` was last told. */
export interface AveragingRule {
	/** Standard deviation of true logits. */
	readonly tau: number;
	/** Distance of the grid's points, in logits; one of them lies at 0. */
	readonly width: number;
	/** Points, and the one of them next to the mean, counted from the first. */
	readonly count: number;
	readonly middle: number;
	/** The first point's number on the grid. */
	readonly first: number;
	/** From the middle point to the mean, in logits. */
	readonly offset: number;
	/** Point k weighs `weights[k] * growth ** k`, in units of the sum over all points. */
	readonly weights: Float64Array;
	readonly growth: number;
	place(mean: number): void;
}

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

class TrapezoidalRule implements AveragingRule {
	readonly tau: number;
	readonly width: number;
	readonly middle: number;
	readonly count: number;
	readonly weights: Float64Array;
	first = 0;
	offset = 0;
	growth = 1;

	constructor(tau: number) {
		this.tau = tau;
		const longest = LONGEST.logits * Math.max(1, tau / WIDEST);
		this.width = GRID * Math.floor(Math.min(LONGEST.deviations * tau, longest) / GRID);
		this.middle = Math.ceil((REACH * tau) / this.width);
		this.count = 2 * this.middle + 1;
		const square = -0.5 * (this.width / tau) ** 2;
		this.weights = Float64Array.from({ length: this.count }, (_, k) => Math.exp(square * (k - this.middle) ** 2));
	}

	/** A normal curve that moves by an offset is multiplied by a power for each step. */
	place(mean: number): void {
		const nearest = Math.round(mean / this.width);
		this.first = nearest - this.middle;
		this.offset = mean - nearest * this.width;
		this.growth = Math.exp((this.offset * this.width) / this.tau ** 2);
	}
}

/** Where true logits hardly vary: the average of a polynomial through eight points, four on either side of the mean. */
const POINTS = 8;
const LEFT = POINTS / 2 - 1;

class PolynomialRule implements AveragingRule {
	readonly tau: number;
	readonly width = GRID;
	readonly middle = LEFT;
	readonly count = POINTS;
	readonly weights = new Float64Array(POINTS);
	readonly growth = 1;
	readonly #basis: Float64Array;
	#mean = Number.NaN;
	first = 0;
	offset = 0;

	constructor(tau: number) {
		this.tau = tau;
		this.#basis = averagedBasis(tau / GRID);
	}

	/** A fit begins with one mean for all rows. */
	place(mean: number): void {
		if (mean === this.#mean) return;
		this.#mean = mean;
		const cell = Math.floor(mean / GRID);
		this.first = cell - LEFT;
		this.offset = mean - cell * GRID;
		const part = this.offset / GRID;
		for (let point = 0; point < POINTS; point++) {
			const constant = point * POINTS;
			let weight = 0;
			for (let at = constant + POINTS - 1; at >= constant; at--) weight = weight * part + this.#basis[at]!;
			this.weights[point] = weight;
		}
	}
}

/** All rows of a fit share their rule. */
let last: AveragingRule = new PolynomialRule(0);

export function ruleOf(tau: number): AveragingRule {
	if (tau !== last.tau) last = LONGEST.deviations * tau < GRID ? new PolynomialRule(tau) : new TrapezoidalRule(tau);
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
