/** Fits one level's schools and predicts each without its own result. */

import { blups, fitTwoLevel, leaveOut, type TwoLevelFit, type TwoLevelInput } from "../../stats/index.js";
import type { School } from "../frame/school.js";
import { type DesignPlan, designRow, interceptName } from "./design.js";
import { type Scale, type Students, usable } from "./scale.js";

/** What the fit hands on, one entry per school in the order given; everything on the model's scale. */
export interface LevelFit {
	readonly plan: DesignPlan;
	readonly schools: readonly School[];
	readonly tested: Float64Array;
	readonly response: Float64Array;
	/** Sampling variances that the fit used, before the factor phi. */
	readonly variances: Float64Array;
	/** False where fit and sampling variances still moved each other when the rounds ran out. */
	readonly agreed: boolean;
	readonly fit: TwoLevelFit;
	readonly left: ReturnType<typeof leaveOut>;
	readonly effects: ReturnType<typeof blups>;
}

/** The sampling variance depends on what the model expects, and the other way round: rounds until they agree. */
const mostRounds = 60;
const agreement = 1e-9;

/** Where results lie far apart, full steps swing from one side to the other: later rounds go a part of the way. */
const freeRounds = 10;
const dampedStep = 0.3;

/**
 * Fits the plan to schools of which nothing is lacking.
 *
 * @param schools in CDS order, so that the order of the input rows can't change a digit
 * @returns `undefined` where the schools don't determine a fit (no variation, or as many coefficients as schools)
 */
export function fitLevel(plan: DesignPlan, schools: readonly School[], scale: Scale): LevelFit | undefined {
	const results = schools.map((school) => {
		const result = usable(school.current);
		if (result === undefined) throw new Error(`school ${school.cds} has no result and can't be fitted`);
		return result;
	});
	const tested = Float64Array.from(results, (result) => result.tested);
	const response = Float64Array.from(results, (result) => scale.toModel(result.value, result.tested));
	const districts = [...new Set(schools.map((school) => school.district))];
	const shape = {
		response,
		design: Float64Array.from(schools.flatMap((school) => designRow(school, plan, scale))),
		names: plan.names,
		intercept: interceptName,
		groups: Int32Array.from(schools, (school) => districts.indexOf(school.district)),
		phi: { minimum: scale.phiMinimum },
	};
	const reached = agree(shape, results, scale);
	if (reached === undefined) return undefined;
	const { fit } = reached;
	return { plan, schools, tested, response, ...reached, left: leaveOut(fit), effects: blups(fit) };
}

type Reached = Pick<LevelFit, "fit" | "variances" | "agreed">;

/** Alternates between fit and sampling variances until they agree. */
function agree(
	shape: Omit<TwoLevelInput, "variances">,
	results: readonly Students[],
	scale: Scale,
): Reached | undefined {
	const average = shape.response.reduce((sum, value) => sum + value, 0) / shape.response.length;
	let expected: Float64Array = new Float64Array(results.length).fill(average);
	let between = 0;
	let reached: Reached | undefined;
	for (let round = 0; round < mostRounds; round++) {
		const before = reached?.variances;
		const variances = Float64Array.from(results, (students, row) => {
			const wanted = scale.samplingVariance(expected[row] ?? average, between, students);
			const former = before?.[row];
			return former === undefined || round < freeRounds ? wanted : former * (wanted / former) ** dampedStep;
		});
		if (reached && before?.every((value, row) => Math.abs((variances[row] ?? 0) / value - 1) < agreement)) {
			return { ...reached, agreed: true };
		}
		const fit = fitTwoLevel({ ...shape, variances });
		if (fit.kind === "undefined") return undefined;
		reached = { fit, variances, agreed: false };
		expected = fit.fitted;
		between = fit.tauDistrict2 + fit.tauSchool2;
	}
	return reached;
}
