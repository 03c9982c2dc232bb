/** Where the search for the variances of a fit may begin: at those of the fit before it that is most like it. */

import type { SchoolLevel } from "../../domain/school-level.js";
import type { Predictors } from "./specification.js";

type FittedLevel = SchoolLevel | "all";

/** The variances of fits on one scale: (τ² of districts, τ² of schools, φ). */
export class Starts {
	readonly #found = new Map<FittedLevel, { readonly predictors: Predictors; readonly variances: Float64Array }[]>();

	keep(level: FittedLevel, predictors: Predictors, variances: Float64Array): void {
		const kept = this.#found.get(level) ?? [];
		kept.push({ predictors, variances });
		this.#found.set(level, kept);
	}

	/**
	 * The variances of the fit to the level whose predictors are most like these, the first of several; `undefined` where
	 * none has an earlier result as these have, or none as these have none: what is then left between schools is another thing.
	 */
	near(level: FittedLevel, predictors: Predictors): Float64Array | undefined {
		let nearest: Float64Array | undefined;
		let least = unlike;
		for (const kept of this.#found.get(level) ?? []) {
			const apart = difference(kept.predictors, predictors);
			if (apart >= least) continue;
			least = apart;
			nearest = kept.variances;
		}
		return nearest;
	}
}

const unlike = 8;

/** How unlike two sets of predictors are: which schools are in the fit matters least to what it finds, then the student mix. */
function difference(one: Predictors, other: Predictors): number {
	if ((one.prior === "none") !== (other.prior === "none")) return unlike;
	const [charters, mix] = [one.charters !== other.charters, one.studentMix !== other.studentMix];
	return (charters ? 1 : 0) + (mix ? 2 : 0) + (one.prior === other.prior ? 0 : 4);
}
