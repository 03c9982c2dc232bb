/** What others say of a school whose own result was left out. */

import { normalQuantile } from "../../stats/index.js";
import type { Limits, Predictive } from "./predictive.js";
import { chanceOf, halfOf } from "./tails.js";
import type { Prediction, Question, Tail } from "./types.js";

/** What the other schools say of a row on the model's scale, before it is known how heavy the tails are. */
export interface LeftOutRow {
	readonly predictive: Predictive;
	/** The result's deviate in that distribution. */
	readonly z: number;
	readonly df: number;
	/** See `Reach`; by Student's t. */
	readonly deviate: number;
	readonly p: number;
}

/**
 * A prediction whose limits are found when they are first asked for: of a state's schools, pages and tables show those of a
 * few districts, and a count's limits take longer to find than the fit.
 */
export class LeftOutPrediction implements Prediction {
	readonly question: Question;
	readonly z: number;
	readonly df: number;
	readonly p: number;
	readonly #row: LeftOutRow;
	readonly #tail: Tail | undefined;
	/** The result, in the unit that people read. */
	readonly #actual: number;
	#predicted: number | undefined;
	#found: Limits | undefined;

	constructor(row: LeftOutRow, tail: Tail | undefined, actual: number, question: Question) {
		this.question = question;
		this.z = row.z;
		this.df = tail?.df ?? row.df;
		this.p = chanceOf(row, tail);
		this.#row = row;
		this.#tail = tail;
		this.#actual = actual;
	}

	get #half(): number {
		return halfOf(this.#row.df, this.#tail);
	}

	get #limits(): Limits {
		this.#found ??= this.#row.predictive.limitsAt(this.#half);
		return this.#found;
	}

	get predicted(): number {
		// No quantile of Student's t is nearer than the normal one, and finding it takes longer than all else.
		const least = this.#tail === undefined ? normalQuantile(0.975) : this.#half;
		this.#predicted ??= this.#row.predictive.centerWithin(least) ?? this.#limits.predicted;
		return this.#predicted;
	}

	get lower(): number {
		return this.#limits.lower;
	}

	get upper(): number {
		return this.#limits.upper;
	}

	get residual(): number {
		return this.#actual - this.predicted;
	}
}
