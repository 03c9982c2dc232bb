/** What a page says of places over the years, and of districts beside the sum of their schools. */

import { isAbsent } from "../../domain/measured.js";
import { formatCount, formatList, formatNumber, type Text } from "../../report/index.js";
import { carriedSchools, type Run } from "../run.js";

/** Items of the list under "About the data". */
export const placeFacts = (run: Run, codes: readonly string[]): Text[] => [
	...reconciliationFact(run, codes),
	...crosswalkFacts(run, codes),
];

function reconciliationFact(run: Run, codes: readonly string[]): Text[] {
	const entries = run.reconciliation.filter((entry) => codes.includes(entry.district));
	if (entries.length === 0) return [];
	const compared = entries.filter((entry) => !isAbsent(entry.explained));
	const agree = compared.filter((entry) => entry.explained === true).length;
	const years = [...new Set(entries.map((entry) => entry.year))].sort().join(" and ");
	const whose = codes.length === 1 ? "district’s own row" : "own row of each district";
	const sentences = [
		`Students with scores in the ${whose}, all students and all grades, were compared with the sum over its schools without direct-funded charters (${years}).`,
		outcome(compared.length, agree),
		...notCompared(entries.flatMap(({ explained }) => (isAbsent(explained) ? [explained.reason] : []))),
	];
	return [[sentences.filter((sentence) => sentence !== "").join(" ")]];
}

/** How many comparisons agree; one alone is not counted. */
function outcome(compared: number, agree: number): string {
	if (compared === 0) return "";
	const different = compared - agree;
	const where = "CIMP-W131 in the list of problems has both numbers";
	if (compared === 1)
		return different === 0
			? "The two agree, or schools whose numbers are withheld can account for the difference."
			: `They do not agree, and schools whose numbers are withheld can not account for the difference: ${where}.`;
	const same = `In ${formatNumber(agree)} of ${formatCount(compared, "comparison")} the two agree, or schools whose numbers are withheld can account for the difference.`;
	return different === 0 ? same : `${same} In ${formatNumber(different)} they can not: ${where}.`;
}

const notCompared = (reasons: readonly string[]): string[] =>
	reasons.length === 0
		? []
		: [`Not comparable: ${formatNumber(reasons.length)} (${[...new Set(reasons)].sort().join("; ")}).`];

function crosswalkFacts(run: Run, codes: readonly string[]): Text[] {
	if (run.crosswalk === undefined) return [];
	const carried = carriedSchools(run, codes);
	if (carried.length === 0) {
		return [[`The crosswalk ${run.crosswalk.file} changes the earlier result of no school on this page.`]];
	}
	const schools = carried.map(({ name, cds, baselineFrom = [] }) =>
		baselineFrom.length === 0
			? `${name} (${cds}), of whose former codes none has earlier results`
			: `${name} (${cds}) from ${formatList(baselineFrom)}`,
	);
	const merged = carried.some(({ baselineFrom = [] }) => baselineFrom.length > 1);
	return [
		[
			`By the crosswalk ${run.crosswalk.file}, the earlier result of ${formatCount(carried.length, "school")} ${carried.length === 1 ? "comes" : "come"} from other codes: ${schools.join("; ")}.`,
			merged
				? " Results of several former schools are put together with their students as weights, and are missing where one of them is not known."
				: "",
		],
	];
}
