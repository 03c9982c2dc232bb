/** Differences as dots with intervals, schools as thin marks; and the same over the years. */

import { type Chart, intervalsChart, trendsChart } from "../../charts/index.js";
import { groupBy } from "../../domain/group-by.js";
import { isAbsent } from "../../domain/measured.js";
import { digitsOf, formatAbsent, formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { sideBySide } from "../side-by-side.js";
import { measureWords, subjectTitle, unitWords } from "../words.js";
import { figureId, yearsFigureId } from "./anchors.js";
import type { GroupGap, GroupGaps } from "./compute.js";
import { courses, gapsTable, yearsTable } from "./tables.js";

const intervalWords = (input: AnalysisInput): string =>
	input.predictions.unit === "percent"
		? "95 % interval of the difference, by Newcombe’s method"
		: "95 % interval of the difference, from the spread of students’ scores";

const known = (gaps: readonly GroupGap[]): GroupGap[] => gaps.filter(({ difference }) => !isAbsent(difference));

function rowOf({ comparison, difference, schools, coverage }: GroupGap) {
	const row = {
		id: comparison.id,
		label: comparison.group.name,
		words: `compared with ${comparison.referenceName}`,
		strong: false,
		counts: "",
		note: "",
	};
	if (isAbsent(difference)) return { ...row, withheld: formatAbsent(difference) };
	return {
		...row,
		counts: `${formatNumber(difference.group.tested)} · ${formatNumber(difference.reference.tested)}`,
		note: `${formatNumber(coverage.schools)} of ${formatNumber(coverage.schools + coverage.withheld)}`,
		value: difference.value,
		interval: difference.interval,
		ticks: schools.map((school) => school.value),
	};
}

/** Everything drawn of differences. */
const extremes = (differences: readonly GroupGap["difference"][]): number[] =>
	differences.flatMap((difference) =>
		isAbsent(difference) ? [] : [difference.value, difference.interval.lower, difference.interval.upper],
	);

const gapsReach = (result: GroupGaps, input: AnalysisInput): number[] =>
	sideBySide(input, (code) =>
		known(result.get(code) ?? []).flatMap(({ difference, schools }) => [
			...extremes([difference]),
			...schools.map(({ value }) => value),
		]),
	);

export function gapsFigure(gaps: readonly GroupGap[], result: GroupGaps, input: AnalysisInput): Chart {
	const words = unitWords(input.predictions.unit);
	const shown = known(gaps);
	const summed = shown.some(({ difference }) => !isAbsent(difference) && difference.schools !== undefined);
	const clear = shown.filter((gap) => gap.evidence === "clear").length;
	const blocks = [...groupBy(gaps, (gap) => gap.comparison.category)];
	return intervalsChart({
		id: figureId,
		headline: `${formatNumber(clear)} of ${formatCount(shown.length, "comparison")} between student groups ${clear === 1 ? "shows" : "show"} a clear difference`,
		subtitle: `${subjectTitle(input.frame.subject)}, ${measureWords(input.predictions.unit, input.frame.year)}, ${input.frame.year}: group minus those it is compared with. Dots: ${summed ? "all schools drawn together" : "the district"}; thick lines: 95 % intervals; thin marks: single schools that publish both.`,
		alt: `Dots with intervals of differences between student groups, ${formatNumber(clear)} of ${formatNumber(shown.length)} clearly different from zero.`,
		description: describe(gaps, input),
		source: input.source,
		interval: { drawn: intervalWords(input) },
		// A category of one row is told by the row.
		blocks: blocks.map(([heading, rows]) => ({ heading: rows.length > 1 ? heading : "", rows: rows.map(rowOf) })),
		axis: {
			unit: words.column,
			signed: true,
			title: `difference, ${words.differenceUnit}`,
			lines: [0],
			reach: gapsReach(result, input),
		},
		headers: { counts: "Students: group · compared with", note: "Schools drawn, of those with any of the group" },
		table: gapsTable(gaps, input),
	});
}

function describe(gaps: readonly GroupGap[], input: AnalysisInput): string[] {
	const words = unitWords(input.predictions.unit);
	const shown = known(gaps);
	const values = shown.flatMap(({ difference }) => (isAbsent(difference) ? [] : [difference.value]));
	const absent = gaps.filter(({ difference }) => isAbsent(difference)).map(({ comparison }) => comparison.group.name);
	const single = gaps.flatMap((gap) => gap.schools).length;
	const digits = digitsOf(words.differenceColumn);
	return [
		`Differences run from ${formatNumber(Math.min(...values), { signed: true, digits })} to ${formatNumber(Math.max(...values), { signed: true, digits })} ${words.differenceUnit}. A mark left of zero is a lower result of the group, right of it a higher one. ${formatCount(single, "mark")} of single schools: few students stand behind each, so they spread more than the schools truly do.`,
		...(absent.length > 0 ? [`Not shown, with the reason in their row: ${absent.join("; ")}.`] : []),
	];
}

/** The years, where at least two have a difference; `undefined` otherwise. */
export function yearsFigure(gaps: readonly GroupGap[], result: GroupGaps, input: AnalysisInput): Chart | undefined {
	const drawn = courses(gaps);
	if (drawn.length === 0) return undefined;
	const words = unitWords(input.predictions.unit);
	const students = drawn.flatMap((gap) =>
		gap.years.flatMap(({ difference }) => (isAbsent(difference) ? [] : [difference.group.tested])),
	);
	const years = drawn.flatMap((gap) =>
		gap.years.filter(({ difference }) => !isAbsent(difference)).map(({ year }) => year),
	);
	const [first, last] = [Math.min(...years), Math.max(...years)];
	return trendsChart({
		id: yearsFigureId,
		headline: `Differences between student groups, ${first} to ${last}`,
		subtitle: `${subjectTitle(input.frame.subject)}, difference in ${words.differenceUnit}, group minus those it is compared with, students of ${first} to ${last}. Thick lines: 95 % intervals. No line runs over years without a test that most students took.`,
		alt: `Small panels of differences between student groups by year, ${first} to ${last}, with intervals.`,
		description: [
			`${formatCount(drawn.length, "comparison")}, each with its own panel and all on one scale; behind each value stand ${formatNumber(Math.min(...students))} to ${formatNumber(Math.max(...students))} students of the group. Other students are tested each year, and whom the state counts in a group changes: a course is of results, not of children.`,
		],
		source: input.source,
		interval: { drawn: intervalWords(input) },
		trends: drawn.map(({ comparison, years: all }) => ({
			id: comparison.id,
			title: comparison.group.name,
			words: `compared with ${comparison.referenceName}`,
			points: all.flatMap(({ year, difference }) =>
				isAbsent(difference) ? [] : [{ year, value: difference.value, interval: difference.interval }],
			),
		})),
		unit: words.column,
		signed: true,
		zero: true,
		reach: sideBySide(input, (code) =>
			courses(result.get(code) ?? []).flatMap(({ years: all }) => extremes(all.map(({ difference }) => difference))),
		),
		table: yearsTable(drawn, input),
	});
}
