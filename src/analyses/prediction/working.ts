/** The numbers behind each prediction: what entered the line, what leaving out changed, and the parts of the variance. */

import { type Measured, suppressed } from "../../domain/measured.js";
import type { CovariateName, School } from "../frame/school.js";
import type { LevelFit } from "./fit.js";
import type { SideWorking, Tail, Working } from "./types.js";

const at = (values: ArrayLike<number>, row: number): number => values[row] ?? 0;

/**
 * How to find the working of a school of the fit, by its row.
 *
 * The district's effect is known from its other schools with precision Σ w, w = 1/(τ²school + φ·v); what is left of its
 * variance is τ²district / (1 + τ²district Σ w). What then remains of the leave-out variance is the line's.
 */
export function workingsOf(
	level: LevelFit,
	tails: Readonly<Record<"schoolOut" | "districtOut", readonly (Tail | undefined)[]>>,
): (row: number) => Working {
	const { fit, plan, schools, observed, response, design, variances, left } = level;
	const noise = (row: number): number => fit.phi * at(variances, row);
	const precision = new Map<string, number>();
	schools.forEach(({ district }, row) => {
		precision.set(district, (precision.get(district) ?? 0) + 1 / (fit.tauSchool2 + noise(row)));
	});
	return (row) => {
		const school = schools[row] as School;
		const values: Record<string, Measured> = {};
		let shown = 0;
		plan.names.forEach((name, column) => {
			const coefficient = fit.coefficients[name];
			if (coefficient === undefined) return;
			const value = shownValue(school, name, at(design, row * plan.names.length + column));
			if (column > 0) values[name] = value;
			if (typeof value === "number") shown += coefficient * value;
		});
		const others = (precision.get(school.district) ?? 0) - 1 / (fit.tauSchool2 + noise(row));
		const side = (name: "schoolOut" | "districtOut", known: number): SideWorking | undefined => {
			const { residual, variance, externalVariance, externalDf } = left[name];
			const total = at(variance, row);
			if (!Number.isFinite(total)) return undefined;
			const tail = tails[name][row];
			const district = fit.tauDistrict2 / (1 + fit.tauDistrict2 * Math.max(0, known));
			return {
				adjustment: at(response, row) - at(residual, row) - shown,
				district,
				line: total - district - fit.tauSchool2 - noise(row),
				ownPart: at(externalVariance, row) / total,
				df: at(externalDf, row),
				...(tail === undefined ? {} : { tail }),
			};
		};
		const within = side("schoolOut", others);
		if (within === undefined) throw new Error(`school ${school.cds} is judged and has no working`);
		return {
			response: at(observed, row),
			fittedTo: at(response, row),
			samplingVariance: at(variances, row),
			values,
			within,
			anywhere: side("districtOut", 0),
		};
	};
}

/** A value as it may be shown. */
function shownValue(school: School, name: string, value: number): Measured {
	const reason = school.withheldCovariates?.[name as CovariateName];
	return reason === undefined ? value : suppressed(reason);
}
