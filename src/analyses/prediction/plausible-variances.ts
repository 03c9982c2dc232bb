/** What the data leave open of the variances of a fit over years, and what schools' own results say under each possibility. */

import { isUndefinedResult, type NestedFit, nestedEffects, plausibleFits } from "../../stats/index.js";
import type { PanelRows } from "./panel-rows.js";
import { type FittedRows, type OwnDifferences, ownDifferences } from "./panel-schools.js";

/**
 * With a smaller standard error of the variance between schools, as a share of it, the variances are taken for known: of
 * 400 schools, the share of false ones moves by 0.0005 or less.
 */
const knownFrom = 0.1;

export interface PlausibleDifferences {
	/** Of the points, the estimates first; all add up to 1. */
	readonly weights: readonly number[];
	readonly own: readonly OwnDifferences[];
	readonly atEstimate: FittedRows;
}

/** @param fit of districts, schools, rows and one φ */
export function plausibleDifferences(fit: NestedFit, rows: PanelRows): PlausibleDifferences {
	const atEstimate = fittedRows(fit);
	const first = ownDifferences(rows, atEstimate);
	const points = isKnown(fit) ? [] : plausibleFits(fit);
	if (isUndefinedResult(points) || points.length < 2) return { weights: [1], own: [first], atEstimate };
	return {
		weights: points.map(({ weight }) => weight),
		own: [first, ...points.slice(1).map((point) => ownDifferences(rows, fittedRows(point.fit)))],
		atEstimate,
	};
}

/** The sampling variances are those of the fit at every point: of percents they would follow the components a little. */
function fittedRows(fit: NestedFit): FittedRows {
	const { variances } = fit.working.input;
	const phi = fit.components.find(({ kind }) => kind === "phi");
	return {
		fit,
		effects: nestedEffects(fit, { rowEffects: false }),
		sampling: variances.map((variance) => (phi?.estimate ?? 1) * variance),
		phiMoved: phi !== undefined && !phi.atBoundary && !phi.held,
	};
}

function isKnown({ components }: NestedFit): boolean {
	const school = components.find(({ name }) => name === "school");
	return school?.standardError !== undefined && school.standardError < knownFrom * school.estimate;
}
