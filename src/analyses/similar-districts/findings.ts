/** How a district's result lies among those of the districts most like it. */

import type { Finding } from "../../report/document.js";
import { digitsOf, formatCount, formatList, formatNumber, formatRange } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { unitWords } from "../words.js";
import { methodId, tableId } from "./anchors.js";
import type { SimilarDistricts } from "./compute.js";

export function findings(result: SimilarDistricts, input: AnalysisInput, district: string): Finding[] {
	const own = result.byDistrict.get(district);
	const beside = own?.beside;
	if (own === undefined || beside === undefined || own.alone || !result.knowsStudents) return [];
	const words = unitWords(input.predictions.unit);
	const digits = digitsOf(words.differenceColumn);
	const names = own.neighbors.map((neighbor) => neighbor.result?.label ?? neighbor.district).sort();
	const tested = own.result?.tested ?? 0;
	const count = own.neighbors.length;
	const open = beside.evidence === "not distinguishable" || beside.evidence === "not enough data";
	return [
		{
			id: "finding-similar",
			template: `similar.${open ? "open" : "difference"}`,
			params: { districts: count, difference: beside.value },
			sentence: open
				? [
						`The data do not distinguish the result from those of the ${count} districts in the files most like this one.`,
					]
				: [
						`The result is ${beside.value > 0 ? "higher" : "lower"} than those of the ${count} districts in the files most like this one lead one to expect, by `,
						{ text: words.difference(Math.abs(beside.value)), strong: true },
						" from their average.",
					],
			evidence: beside.evidence,
			counts: { tested },
			interval: beside.interval,
			measure: `difference from the average of similar districts, ${words.differenceUnit}`,
			detail: [
				`Difference from their average ${formatNumber(beside.value, { signed: true, digits })}; 95 % interval for one more district like them ${formatRange(beside.interval, { signed: true, digits })}; ${formatList(names)}; ${formatCount(tested, "student")} here.`,
			],
			source: tableId,
			method: methodId,
		},
	];
}
