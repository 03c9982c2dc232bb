/** Differences between student groups for results.json. */

import type { Difference, GroupGap } from "../../analyses/group-gaps/index.js";
import { isAbsent, type Measured, notDefined } from "../../domain/measured.js";
import { releaseCount } from "../../privacy/release.js";
import type { AnalyzeResults } from "../schemas/analyze.js";

type Entry = AnalyzeResults["districts"][number]["gaps"][number];

const released = (count: number): Measured => releaseCount(count) as Measured;

const sides = ({ group, reference, value, interval }: Omit<Difference, "schools">) => ({
	tested: released(group.tested),
	referenceTested: released(reference.tested),
	result: group.value,
	referenceResult: reference.value,
	difference: value,
	...interval,
});

const difference = (found: GroupGap["difference"]): Entry["difference"] =>
	isAbsent(found)
		? found
		: { ...sides(found), schools: found.schools ?? notDefined("the district's own published rows") };

/** One entry per comparison, in the state's order of groups. */
export function groupEntries(gaps: readonly GroupGap[]): Entry[] {
	return gaps.map((gap): Entry => {
		const { comparison, coverage, parts, levels } = gap;
		return {
			group: comparison.group.id,
			groupName: comparison.group.name,
			category: comparison.category,
			reference: comparison.reference?.id ?? notDefined("all other students"),
			referenceName: comparison.referenceName,
			difference: difference(gap.difference),
			evidence: gap.evidence,
			q: gap.q ?? notDefined("no difference to judge"),
			v: isAbsent(levels)
				? levels
				: {
						value: levels.value,
						...levels.interval,
						grades: levels.grades.map(({ grade, value, interval, tested, referenceTested }) => ({
							grade,
							value,
							...interval,
							tested: released(tested),
							referenceTested: released(referenceTested),
						})),
					},
			years: gap.years.map((entry) => ({ year: entry.year, difference: difference(entry.difference) })),
			bySchool: gap.schools.map((school) => ({ cds: school.cds, ...sides(school) })),
			coverage: {
				schools: coverage.schools,
				schoolsWithheld: coverage.withheld,
				schoolsWithout: coverage.without,
				studentShare: coverage.students,
			},
			parts: isAbsent(parts)
				? parts
				: {
						schools: parts.schools,
						difference: parts.difference,
						within: { value: parts.within.value, ...parts.within.interval },
						between: { value: parts.between.value, ...parts.between.interval },
					},
		};
	});
}
