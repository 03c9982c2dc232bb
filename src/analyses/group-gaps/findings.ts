/** What the differences say in sentences: for the groups of the state's funding formula, where they can be compared. */

import { isAbsent } from "../../domain/measured.js";
import { groupIds } from "../../domain/student-groups.js";
import type { Finding } from "../../report/document.js";
import { formatCount, formatRange } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { capitalized, unitWords } from "../words.js";
import { methodId, tableId } from "./anchors.js";
import type { GroupGap, GroupGaps } from "./compute.js";

/** Groups that a finding speaks of; all others stand in the table. */
const named: readonly number[] = [groupIds.sed, groupIds.el];

export function findings(result: GroupGaps, input: AnalysisInput, district: string): Finding[] {
	const gaps = result.get(district) ?? [];
	return named.flatMap((id) => {
		const gap = gaps.find(({ comparison }) => comparison.group.id === id);
		return gap === undefined ? [] : findingOf(gap, input);
	});
}

function findingOf({ comparison, difference, evidence }: GroupGap, input: AnalysisInput): Finding[] {
	if (isAbsent(difference)) return [];
	const words = unitWords(input.predictions.unit);
	const { group, reference, value, interval, schools } = difference;
	const [first, second] = [comparison.group.name, comparison.referenceName];
	const open = evidence === "not distinguishable" || evidence === "not enough data";
	return [
		{
			id: `finding-group-${comparison.id}`,
			template: open ? "groups.open" : "groups.difference",
			params: {
				group: first,
				reference: second,
				value: group.value,
				referenceValue: reference.value,
				difference: value,
			},
			sentence: open
				? [
						`The data ${evidence === "not enough data" ? "are too few to compare" : "do not distinguish"} the results of students in “${first}” and in “${second}”.`,
					]
				: [
						`${capitalized(first)}: ${words.level(group.value)}; ${second}: ${words.level(reference.value)}. The difference is `,
						{ text: words.difference(Math.abs(value)), strong: true },
						".",
					],
			evidence,
			counts: { tested: group.tested + reference.tested, ...(schools === undefined ? {} : { schools }) },
			interval,
			measure: `difference between groups, ${words.differenceUnit}`,
			detail: [
				`First minus second: 95 % interval ${formatRange(interval, { signed: true })}; ${formatCount(group.tested, "student")} and ${formatCount(reference.tested, "student")}`,
				schools === undefined ? "." : `, in the ${formatCount(schools, "school")} that publish both.`,
			],
			source: tableId,
			method: methodId,
		},
	];
}
