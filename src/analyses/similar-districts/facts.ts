/** What districts are compared on: whom they serve, how many, in what kinds of schools. */

import { isCharter } from "../../domain/entity.js";
import { groupBy } from "../../domain/group-by.js";
import { isKnown } from "../../domain/measured.js";
import { groupIds } from "../../domain/student-groups.js";
import type { AnalysisInput } from "../analysis.js";
import { covariateLabels, covariateNames, type School } from "../frame/school.js";

/** One fact, named on the page. */
export interface Fact {
	readonly id: string;
	readonly label: string;
	/** The number as people read it is a percent; otherwise a count, of which the logarithm is compared. */
	readonly unit: "percent" | "students";
}

/** A district's facts, in the order of `Facts.names`; as people read them. */
export type DistrictFacts = readonly (number | undefined)[];

export interface Facts {
	readonly names: readonly Fact[];
	readonly byDistrict: ReadonlyMap<string, DistrictFacts>;
}

/** A school with the students who were tested in it, whatever group is analyzed. */
interface Weighed {
	readonly school: School;
	readonly tested: number;
}

const shareWhere = (schools: readonly Weighed[], holds: (school: School) => boolean): number | undefined => {
	const all = total(schools);
	return all > 0 ? (100 * total(schools.filter(({ school }) => holds(school)))) / all : undefined;
};

const total = (schools: readonly Weighed[]): number => schools.reduce((sum, { tested }) => sum + tested, 0);

/** The average over schools that know it, each student counted once. */
function weighted(schools: readonly Weighed[], pick: (school: School) => number | undefined): number | undefined {
	const knowing = schools.flatMap(({ school, tested }) => {
		const value = pick(school);
		return value === undefined || tested === 0 ? [] : [{ value, tested }];
	});
	const students = knowing.reduce((sum, { tested }) => sum + tested, 0);
	if (students === 0) return undefined;
	return knowing.reduce((sum, { value, tested }) => sum + (tested / students) * value, 0);
}

type Measure = Fact & { readonly of: (schools: readonly Weighed[]) => number | undefined };

/** The facts of every district; those that the files know of no district are left out. */
export function factsOf(input: AnalysisInput): Facts {
	const { frame, panel } = input;
	const measures: Measure[] = [
		...covariateNames
			.filter((name) => frame.covariates.some((source) => source.name === name))
			.map(
				(name): Measure => ({
					id: name,
					label: covariateLabels[name],
					unit: "percent",
					of: (schools) => weighted(schools, (school) => school.covariates[name]),
				}),
			),
		{ id: "students", label: "students tested", unit: "students", of: (schools) => total(schools) || undefined },
		...(["elementary", "high"] as const).map(
			(level): Measure => ({
				id: `percent-${level}`,
				label: `percent of students in ${level === "elementary" ? "elementary and K–8" : "high"} schools`,
				unit: "percent",
				of: (schools) => shareWhere(schools, (school) => school.level === level),
			}),
		),
		{
			id: "percent-charter",
			label: "percent of students in charter schools",
			unit: "percent",
			of: (schools) => shareWhere(schools, (school) => isCharter(school.charter)),
		},
	];
	const districts = groupBy(frame.schools, (school) => school.district);
	const rows = [...districts.keys()].sort().map((code) => {
		const schools = (districts.get(code) ?? []).map((school): Weighed => {
			const all = panel.result(school.cds, frame.year, groupIds.all).tested;
			const { tested } = school.current;
			return { school, tested: isKnown(all) ? all : isKnown(tested) ? tested : 0 };
		});
		return [code, measures.map((measure) => measure.of(schools))] as const;
	});
	const used = measures.map((_, index) => rows.some(([, values]) => values[index] !== undefined));
	return {
		names: measures.filter((_, index) => used[index]).map(({ id, label, unit }) => ({ id, label, unit })),
		byDistrict: new Map(rows.map(([code, values]) => [code, values.filter((_, index) => used[index])])),
	};
}
