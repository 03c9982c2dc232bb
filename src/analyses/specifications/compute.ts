/** What all reasonable specifications say of a district's schools together. */

import { groupBy } from "../../domain/group-by.js";
import type { AnalysisInput } from "../analysis.js";
import type { SchoolSpecifications } from "../prediction/specification.js";
import type { SchoolPrediction } from "../prediction/types.js";

export interface SpecifiedSchool {
	readonly entry: SchoolPrediction;
	readonly said: SchoolSpecifications;
}

export interface DistrictSpecifications {
	/** Schools of which a specification says something, in CDS order. */
	readonly schools: readonly SpecifiedSchool[];
	/** Of these, the ones that all specifications put on the same side of their prediction. */
	readonly steady: number;
	/** Schools that the page reads as outside their interval, and those of them whose side depends on the model. */
	readonly outside: number;
	readonly dependent: number;
}

export type SpecificationAnswers = ReadonlyMap<string, DistrictSpecifications>;

/** True where several specifications judge the school, and all put it on one side. */
export const isSteady = ({ above, below, of }: SchoolSpecifications): boolean =>
	of > 1 && (above === of || below === of);

/** Outside by the page's own model, with enough students and intervals that hold. */
const isRead = ({ entry, said }: SpecifiedSchool): boolean =>
	said.main?.outside === true && entry.evidence !== "not enough data";

export function compute({ predictions, specifications }: AnalysisInput): SpecificationAnswers {
	const specified = predictions.schools.flatMap((entry): SpecifiedSchool[] => {
		const said = specifications.schools.get(entry.school.cds);
		return said === undefined ? [] : [{ entry, said }];
	});
	return new Map(
		[...groupBy(specified, ({ entry }) => entry.school.district)].map(([code, schools]) => {
			const read = schools.filter(isRead);
			return [
				code,
				{
					schools,
					steady: schools.filter(({ said }) => isSteady(said)).length,
					outside: read.length,
					dependent: read.filter(({ said }) => said.dependsOnModel).length,
				},
			];
		}),
	);
}
