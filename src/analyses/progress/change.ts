/** The parts of a school's change from its first year to its last: what was to be expected, and what is left. */

import type { PanelFit, PanelSchool } from "../prediction/panel-types.js";
import type { Scale } from "../prediction/scale.js";

/** In the unit that people read; `common`, `regression` and `rest` add up to `change`. */
export interface ChangeParts {
	readonly from: number;
	readonly to: number;
	readonly first: number;
	readonly last: number;
	readonly change: number;
	/** What schools of the level with the same change in student mix moved. */
	readonly common: number;
	/** Regression to the mean: part of an unusual first result does not come again, the more the fewer students. */
	readonly regression: number;
	readonly rest: number;
}

/**
 * The expected part is (μ₂ − μ₁) + (b − 1)(y₁ − μ₁) with b = Cov(y₁, y₂)/Var(y₁) of the school itself.
 *
 * @param own school with two years or more
 */
export function changeParts(own: PanelSchool, fit: PanelFit, scale: Scale): ChangeParts {
	const last = own.years.length - 1;
	const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;
	const [before, after] = [at(own.observed, 0), at(own.observed, last)];
	const common = at(own.expected, last) - at(own.expected, 0);
	const lasting = fit.tauDistrict2 + fit.tauSchool2;
	const kept = lasting / (lasting + fit.tauYear2 + at(own.sampling, 0));
	const regression = (kept - 1) * (at(own.response, 0) - at(own.expected, 0));
	// As published: a count's steps are taken at the students of each year, so that first and last are the file's own values.
	const first = scale.toUnit(before, at(own.tested, 0));
	const result = scale.toUnit(after, at(own.tested, last));
	const moved = scale.toUnit(before + common, at(own.tested, 0)) - first;
	const expected = scale.toUnit(before + common + regression, at(own.tested, 0)) - first;
	return {
		from: at(own.years, 0),
		to: at(own.years, last),
		first,
		last: result,
		change: result - first,
		common: moved,
		regression: expected - moved,
		rest: result - first - expected,
	};
}
