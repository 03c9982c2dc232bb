import { isAbsent, isKnown } from "../../domain/measured.js";
import type { Block, Section, Text } from "../../report/document.js";
import { formatCount, formatNumber, formatRange } from "../../report/format.js";
import type { AnalysisInput, DistrictAnswer } from "../analysis.js";
import { unitWords } from "../words.js";
import { figureId, tableId, yearsFigureId, yearsTableId } from "./anchors.js";
import type { GroupGap, GroupGaps } from "./compute.js";
import { gapsFigure, yearsFigure } from "./figures.js";
import { courses, gapsTable, gradesTable, partsTable, withLevels, yearsTable } from "./tables.js";

const title = "Differences between student groups";

/** The section on student groups; files without groups, or where all are withheld, get a sentence that says so. */
export function answer(result: GroupGaps, input: AnalysisInput, district: string): DistrictAnswer {
	const gaps = result.get(district) ?? [];
	if (!gaps.some(({ difference }) => isKnown(difference))) return { figures: [], sections: [without(gaps)] };
	const figure = gapsFigure(gaps, result, input);
	const years = yearsFigure(gaps, result, input);
	const blocks: Block[] = [
		{ block: "paragraph", text: introduction },
		{ block: "figure", chart: figure, tableHref: `#${tableId}` },
		{ block: "paragraph", text: cutWords(gaps, input) },
		{ block: "table", table: gapsTable(gaps, input), figureHref: `#${figureId}` },
		...(withLevels(gaps).length > 0
			? [{ block: "table", table: gradesTable(gaps, input), figureHref: `#${figureId}` } satisfies Block]
			: []),
		{ block: "heading", id: "groups-schools", text: "Within and between schools" },
		{ block: "paragraph", text: partsWords(gaps, input) },
		{ block: "paragraph", text: hiddenWords(gaps) },
		{ block: "table", table: partsTable(gaps, input), figureHref: `#${figureId}` },
		...(years === undefined
			? []
			: ([
					{ block: "figure", chart: years, tableHref: `#${yearsTableId}` },
					{ block: "table", table: yearsTable(courses(gaps), input), figureHref: `#${yearsFigureId}` },
				] satisfies Block[])),
		{ block: "questions", questions },
	];
	return {
		figures: years === undefined ? [figure] : [figure, years],
		sections: [{ id: "groups", title, short: "Student groups", blocks }],
	};
}

const introduction: Text = [
	"Each group is set beside students who are not in it: its counterpart where the state publishes one, else all other students. Groups stand in the state’s order. The differences describe results and the opportunities behind them, not children, and say nothing of why.",
];

/** Why two measures stand beside each other, with an example from the table. */
function cutWords(gaps: readonly GroupGap[], input: AnalysisInput): Text {
	if (input.predictions.unit !== "percent") {
		return [
			`Differences are of averages in ${unitWords(input.predictions.unit).differenceUnit}, so they do not hang on how many students sit near a cut. Their intervals take the spread of students’ scores from the model card.`,
		];
	}
	const [first] = withLevels(gaps);
	const found = first?.levels;
	const example =
		first === undefined || found === undefined || isAbsent(found)
			? "It can’t be found here: the files have no counts by level for both sides in any grade of the district."
			: `For “${first.comparison.group.name}” and “${first.comparison.referenceName}” it is ${formatNumber(found.value, { digits: 2, signed: true })} (${formatRange(found.interval, { digits: 2, signed: true })}): the two averages lie that many standard deviations of students apart.`;
	return [
		"Two measures stand in the table, because a difference of percents changes with the cut: the same difference in scores moves many students over the standard where many stand near it, and few where few do. V compares the whole distributions, from the counts in all four levels, grade by grade. ",
		example,
	];
}

/** The widest comparison in words, as an example of how to read the table. */
function partsWords(gaps: readonly GroupGap[], input: AnalysisInput): Text {
	const words = unitWords(input.predictions.unit);
	const known = gaps.flatMap(({ comparison, parts }) => (isAbsent(parts) ? [] : [{ comparison, parts }]));
	const [most] = [...known].sort((a, b) => b.parts.schools - a.parts.schools);
	const general =
		"Two groups can differ because they do in the same schools, or because they attend different ones. The table divides each difference into the two, exactly, over the schools that publish both groups. ";
	if (most === undefined) return [general, "No two schools here publish both sides of any comparison."];
	const { comparison, parts } = most;
	const signed = (value: number): string => formatNumber(value, { signed: true, digits: words.fineDigits });
	return [
		general,
		`For “${comparison.group.name}” and “${comparison.referenceName}”, ${signed(parts.difference)} ${words.differenceUnit} in ${formatCount(parts.schools, "school")} are ${signed(parts.within.value)} within schools (${formatRange(parts.within.interval, { signed: true, digits: words.fineDigits })}) and ${signed(parts.between.value)} from attending different schools (${formatRange(parts.between.interval, { signed: true, digits: words.fineDigits })}).`,
	];
}

/** What can't be seen, so that nobody takes the published schools for all. */
function hiddenWords(gaps: readonly GroupGap[]): Text {
	const sum = (pick: (gap: GroupGap) => number): number => gaps.reduce((total, gap) => total + pick(gap), 0);
	const shown = sum(({ coverage }) => coverage.schools);
	const withheld = sum(({ coverage }) => coverage.withheld);
	if (shown + withheld === 0) return ["The files have no results of these groups in single schools."];
	const share = formatNumber((100 * withheld) / (shown + withheld));
	return [
		`Counting each comparison in each school that has any students of the group, ${formatNumber(withheld)} of ${formatNumber(shown + withheld)} (${share} %) can’t be seen, mostly because fewer than 11 students are on one side. `,
		"The published schools are not all schools: a group that is small everywhere is missing from most of them. What is withheld is not worked out by subtraction; where all other students together would show a withheld group, they are left out.",
	];
}

const questions = [
	{
		question: "In which schools are the results of both groups high, and what do students there get to learn?",
		prompts: [
			["Start from a school, not from a group: a difference can be small because both results are low."],
		] as Text[],
	},
];

const without = (gaps: readonly GroupGap[]): Section => ({
	id: "groups",
	title,
	short: "Student groups",
	blocks: [
		{
			block: "paragraph",
			text: [
				gaps.length === 0
					? "The files hold no student groups that can be set side by side."
					: "No comparison of student groups can be shown: one side of each is withheld or missing in the files.",
			],
		},
	],
});
