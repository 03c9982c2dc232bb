/** The models of results.json. */

import type { SchoolFrame } from "../../analyses/frame/school.js";
import type { FittedModel, VarianceTable } from "../../analyses/prediction/types.js";
import { notDefined } from "../../domain/measured.js";
import type { AnalyzeResults } from "../schemas/analyze.js";

type ModelEntry = AnalyzeResults["models"][number];

export function modelEntry(model: FittedModel, frame: SchoolFrame): ModelEntry {
	return {
		id: model.id,
		kind: model.kind,
		subject: frame.subject,
		year: frame.year,
		baselineYear: baselineOf(model, frame),
		scale: model.scale,
		level: model.level,
		predictors: [...model.predictors],
		dropped: [...model.dropped],
		coefficients: model.coefficients.map((entry) => ({ ...entry })),
		countsPhi: model.countsPhi,
		schools: model.schools,
		districts: model.districts,
		judges: model.judges,
		r2: model.r2,
		rmse: model.rmse,
		rival: { ...model.rival },
		averageRmse: model.averageRmse,
		...calibrationEntry(model),
		variance: { tauDistrict: model.tauDistrict, tauSchool: model.tauSchool, phi: model.phi },
		varianceTable: tableEntry(model.varianceTable),
		reliability: model.reliability,
		aliased: [...model.aliased],
		atBoundary: [...model.atBoundary],
		converged: model.converged,
		iterations: model.iterations,
		gradientNorm: model.gradientNorm,
	};
}

function baselineOf(model: FittedModel, frame: SchoolFrame): ModelEntry["baselineYear"] {
	if (model.kind !== "progress") return notDefined("the model uses no earlier result");
	return frame.baselineYear ?? notDefined("no earlier year is compared");
}

type CalibrationKeys =
	| "coverage95"
	| "coverage95Interval"
	| "coverage95Within"
	| "coverage"
	| "coverageStrata"
	| "pit"
	| "tails"
	| "families"
	| "calibration"
	| "farOut";

function calibrationEntry({ calibration, families }: FittedModel): Pick<ModelEntry, CalibrationKeys> {
	const { overall, overallWithin, districtLeftOut } = calibration;
	const out = districtLeftOut ? "district left out" : "district left out where other districts can predict";
	return {
		coverage95: districtLeftOut ? overall.at95 : notDefined("no other district can predict these schools"),
		coverage95Interval: calibration.interval,
		coverage95Within: overallWithin.at95,
		coverage: [
			{ ...overall, label: out },
			{ ...overallWithin, label: "school left out" },
		],
		coverageStrata: calibration.strata.map((stratum) => ({ ...stratum })),
		pit: [...calibration.pit],
		tails: { ...calibration.tails },
		families: families.map((family) => ({ ...family })),
		calibration: calibration.verdict,
		farOut: calibration.farOut,
	};
}

const tableEntry = (table: VarianceTable): ModelEntry["varianceTable"] => ({
	...table,
	lines: table.lines.map((line) => ({ ...line })),
});
