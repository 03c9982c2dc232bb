/** What is certain to stay open to a reader: other counts, found and checked, that what is published allows just as well. */

import type { IntegerRange } from "../stats/index.js";
import type { Shape, Way } from "./shape.js";

/** Amounts by which rows move in some way; in whole numbers, and adding up. The true counts are the move of nothing. */
export interface Move {
	readonly way: Way;
	/** Row numbers and their amounts, none of them 0. */
	readonly rows: readonly number[];
	readonly amounts: readonly number[];
}

/** Ranges that the moves found so far reach, per row: a range is never wider than what a reader really can't rule out. */
export class Evidence {
	readonly moves: Move[] = [];
	/** Flat rows × (1 + outcomes): the population first. */
	private readonly low: Float64Array;
	private readonly high: Float64Array;
	/** Flat rows × outcomes: 1 where the outcome may be somebody's, and where it may not be everybody's. */
	private readonly somebody: Uint8Array;
	private readonly notAll: Uint8Array;
	private readonly width: number;

	constructor(private readonly shape: Shape) {
		this.width = shape.outcomes + 1;
		this.low = new Float64Array(shape.rows.length * this.width);
		this.somebody = new Uint8Array(shape.rows.length * shape.outcomes);
		this.notAll = new Uint8Array(shape.rows.length * shape.outcomes);
		shape.rows.forEach(({ population, outcomes }, row) => {
			this.low.set([population, ...outcomes], row * this.width);
			for (const [k, count] of outcomes.entries()) this.note(row, k, count, population);
		});
		this.high = Float64Array.from(this.low);
	}

	private note(row: number, outcome: number, count: number, population: number): void {
		const at = row * this.shape.outcomes + outcome;
		if (count > 0) this.somebody[at] = 1;
		if (count < population) this.notAll[at] = 1;
	}

	take(move: Move): void {
		const { way, rows, amounts } = move;
		this.moves.push(move);
		rows.forEach((row, index) => {
			const amount = amounts[index] ?? 0;
			const own = this.shape.rows[row];
			if (own === undefined) return;
			const population = own.population + (way.population ? amount : 0);
			this.widen(row * this.width, population);
			own.outcomes.forEach((count, k) => {
				const moved = count + (k === way.up ? amount : 0) - (k === way.down ? amount : 0);
				this.widen(row * this.width + k + 1, moved);
				this.note(row, k, moved, population);
			});
		});
	}

	private widen(at: number, value: number): void {
		this.low[at] = Math.min(this.low[at] ?? value, value);
		this.high[at] = Math.max(this.high[at] ?? value, value);
	}

	/** The population's range, or an outcome's. */
	range(row: number, count: number | "population"): IntegerRange {
		const at = row * this.width + (count === "population" ? 0 : count + 1);
		return { lower: this.low[at] ?? 0, upper: this.high[at] ?? 0, exact: false };
	}

	spread(row: number, count: number | "population"): number {
		const { lower, upper } = this.range(row, count);
		return upper - lower;
	}

	/** True where the outcome may be somebody's. */
	maybeSomebody = (row: number, outcome: number): boolean => this.somebody[row * this.shape.outcomes + outcome] === 1;

	/** True where the outcome may not be everybody's. */
	maybeNotAll = (row: number, outcome: number): boolean => this.notAll[row * this.shape.outcomes + outcome] === 1;
}
