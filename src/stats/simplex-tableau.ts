/** The full tableau of the primal simplex method with bounded variables; kept between objectives. */

import { StatsError } from "./errors.js";
import type { Equation, LinearSystem } from "./linear-program.js";

/** Numbers below this are rounding: data are counts and coefficients are 1 and -1. */
const TINY = 1e-9;
/** Entries below this are no pivots. */
const PIVOT = 1e-7;
/** Entries below this are what rounding left of zero. */
const DUST = 1e-12;
/** Sum of violations, relative to the right sides, above which a system has no solution. */
const VIOLATED = 1e-7;
/** After so many steps without gain, the choice that cannot cycle is taken. */
const PATIENCE = 40;

/** B⁻¹A, with an artificial variable per equation where no point is known; nonbasic variables rest where they are. */
export class Tableau {
	steps = 0;
	private readonly variables: number;
	/** Equations that say something new; a known point shows which do not. */
	private rows: number;
	private readonly width: number;
	/** Flat rows × width. */
	private readonly matrix: Float64Array;
	private readonly lower: Float64Array;
	private readonly upper: Float64Array;
	/** Values of all columns, artificial ones included. */
	private readonly values: Float64Array;
	/** Column that is basic in each row, and the row of each column or -1. */
	private readonly basis: Int32Array;
	private readonly rowOf: Int32Array;
	private readonly filled: Int32Array;
	private readonly scale: number;
	/** Columns that may still move: artificial ones are out once a first point is found. */
	private active: number;

	constructor({ lower, upper, equations }: LinearSystem, start: Float64Array | undefined) {
		this.variables = lower.length;
		this.rows = equations.length;
		this.width = this.variables + (start === undefined ? this.rows : 0);
		this.matrix = new Float64Array(this.rows * this.width);
		this.lower = new Float64Array(this.width);
		this.upper = new Float64Array(this.width);
		this.lower.set(lower);
		this.upper.set(upper);
		this.values = Float64Array.from(this.lower);
		this.basis = new Int32Array(this.rows).fill(-1);
		this.rowOf = new Int32Array(this.width).fill(-1);
		this.filled = new Int32Array(this.width);
		this.scale = equations.reduce((most, { right }) => Math.max(most, Math.abs(right)), 1);
		this.active = this.width;
		equations.forEach(({ variables, coefficients }, i) => {
			variables.forEach((j, k) => {
				this.matrix[i * this.width + j]! += coefficients[k]!;
			});
		});
		if (start === undefined) this.addArtificial(equations);
		else {
			this.values.set(start);
			this.eliminate();
		}
	}

	/** An artificial variable takes up what is missing in each equation; its sign makes it start at or above zero. */
	private addArtificial(equations: readonly Equation[]): void {
		equations.forEach(({ variables, coefficients, right }, i) => {
			let missing = right;
			variables.forEach((j, k) => {
				missing -= coefficients[k]! * this.lower[j]!;
			});
			const artificial = this.variables + i;
			if (missing < 0) {
				for (let j = 0; j < this.variables; j++) this.matrix[i * this.width + j]! *= -1;
				missing = -missing;
			}
			this.matrix[i * this.width + artificial] = 1;
			this.upper[artificial] = missing;
			this.values[artificial] = missing;
			this.basis[i] = artificial;
			this.rowOf[artificial] = i;
		});
	}

	/** Gauss-Jordan elimination; an equation that follows from the others is dropped. */
	private eliminate(): void {
		const none = new Float64Array(this.width);
		for (let i = 0; i < this.rows; ) {
			const column = this.widestColumn(i);
			if (column >= 0) {
				this.pivot(i, column, none);
				i++;
				continue;
			}
			this.rows--;
			this.matrix.copyWithin(i * this.width, this.rows * this.width, (this.rows + 1) * this.width);
		}
	}

	/** The column with most room that can be basic in a row, or -1. */
	private widestColumn(row: number): number {
		let best = -1;
		let most = -1;
		for (let j = 0; j < this.width; j++) {
			if (this.rowOf[j]! >= 0 || Math.abs(this.matrix[row * this.width + j]!) < PIVOT) continue;
			const room = Math.min(this.values[j]! - this.lower[j]!, this.upper[j]! - this.values[j]!);
			if (room <= most) continue;
			best = j;
			most = room;
		}
		return best;
	}

	limit(variable: number, upper: number): void {
		if (!(upper >= this.values[variable]! - VIOLATED)) {
			throw new StatsError("out-of-range", `variable ${variable} is above its new bound`);
		}
		this.values[variable] = Math.min(upper, this.values[variable]!);
		this.upper[variable] = upper;
	}

	/** Drives the artificial variables to zero and holds them there; false when that can't be done. */
	makeFeasible(): boolean {
		const cost = new Float64Array(this.width).fill(0);
		cost.fill(1, this.variables);
		this.optimize(cost);
		let left = 0;
		for (let i = this.variables; i < this.width; i++) left += this.values[i]!;
		if (left > VIOLATED * this.scale) return false;
		this.upper.fill(0, this.variables);
		this.values.fill(0, this.variables);
		this.active = this.variables;
		return this.lower.every((low, j) => low <= this.upper[j]!);
	}

	minimize(cost: Float64Array): void {
		const padded = new Float64Array(this.width);
		padded.set(cost);
		this.optimize(padded);
	}

	point(): Float64Array {
		return this.values.slice(0, this.variables);
	}

	private optimize(cost: Float64Array): void {
		const reduced = this.reducedCosts(cost);
		let idle = 0;
		for (let step = 0; step < 50 * (this.width + 10); step++) {
			const entering = this.chooseEntering(reduced, idle > PATIENCE);
			if (entering < 0) return;
			const gain = this.move(entering, reduced);
			this.steps++;
			idle = gain > TINY ? 0 : idle + 1;
		}
		throw new StatsError("out-of-range", "the simplex method did not end: the system is too badly scaled");
	}

	/** c - c_B B⁻¹A. */
	private reducedCosts(cost: Float64Array): Float64Array {
		const reduced = Float64Array.from(cost);
		for (let i = 0; i < this.rows; i++) {
			const price = cost[this.basis[i]!]!;
			if (price === 0) continue;
			for (let j = 0; j < this.active; j++) reduced[j]! -= price * this.matrix[i * this.width + j]!;
		}
		return reduced;
	}

	/** The nonbasic column whose move pays most, or the first that pays. */
	private chooseEntering(reduced: Float64Array, first: boolean): number {
		let best = -1;
		let most = TINY;
		for (let j = 0; j < this.active; j++) {
			if (this.rowOf[j]! >= 0) continue;
			const gain = Math.abs(reduced[j]!);
			if (gain <= most) continue;
			const room = reduced[j]! < 0 ? this.upper[j]! - this.values[j]! : this.values[j]! - this.lower[j]!;
			if (room <= TINY) continue;
			if (first) return j;
			best = j;
			most = gain;
		}
		return best;
	}

	/** Moves a column as far as bounds allow, and pivots unless it goes from bound to bound; returns the gain. */
	private move(entering: number, reduced: Float64Array): number {
		const direction = reduced[entering]! < 0 ? 1 : -1;
		let length =
			direction > 0 ? this.upper[entering]! - this.values[entering]! : this.values[entering]! - this.lower[entering]!;
		let leaving = -1;
		for (let i = 0; i < this.rows; i++) {
			const slope = -direction * this.matrix[i * this.width + entering]!;
			if (Math.abs(slope) <= TINY) continue;
			const column = this.basis[i]!;
			const room = slope > 0 ? this.upper[column]! - this.values[column]! : this.values[column]! - this.lower[column]!;
			const reach = Math.max(0, room) / Math.abs(slope);
			const tie = leaving >= 0 && Math.abs(reach - length) <= TINY && column < this.basis[leaving]!;
			if (reach < length - TINY || tie) {
				length = Math.min(length, reach);
				leaving = i;
			}
		}
		for (let i = 0; i < this.rows; i++) {
			this.values[this.basis[i]!]! -= direction * length * this.matrix[i * this.width + entering]!;
		}
		if (leaving < 0) {
			this.values[entering] = direction > 0 ? this.upper[entering]! : this.lower[entering]!;
		} else {
			this.values[entering]! += direction * length;
			const out = this.basis[leaving]!;
			const toUpper = -direction * this.matrix[leaving * this.width + entering]! > 0;
			this.values[out] = toUpper ? this.upper[out]! : this.lower[out]!;
			this.pivot(leaving, entering, reduced);
		}
		return length * Math.abs(reduced[entering]!);
	}

	/** Columns with an entry in a row: few, where the equations are sums. */
	private filledColumns(row: number): Int32Array {
		const start = row * this.width;
		let count = 0;
		for (let j = 0; j < this.active; j++) if (this.matrix[start + j] !== 0) this.filled[count++] = j;
		return this.filled.subarray(0, count);
	}

	private pivot(row: number, column: number, reduced: Float64Array): void {
		const { matrix, width } = this;
		const own = row * width;
		const head = matrix[own + column]!;
		const filled = this.filledColumns(row);
		for (const j of filled) matrix[own + j]! /= head;
		for (let i = 0; i < this.rows; i++) {
			const start = i * width;
			const factor = matrix[start + column]!;
			if (i === row || factor === 0) continue;
			for (const j of filled) {
				const value = matrix[start + j]! - factor * matrix[own + j]!;
				// What rounding leaves of a zero would fill the table.
				matrix[start + j] = Math.abs(value) < DUST ? 0 : value;
			}
			matrix[start + column] = 0;
		}
		const price = reduced[column]!;
		if (price !== 0) for (const j of filled) reduced[j]! -= price * matrix[own + j]!;
		reduced[column] = 0;
		const out = this.basis[row]!;
		if (out >= 0) this.rowOf[out] = -1;
		this.basis[row] = column;
		this.rowOf[column] = row;
	}
}
