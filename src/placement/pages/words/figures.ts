/** Words of the figures: headline, subtitle, alternative text, description. */

import { formatCount, formatNumber } from "../../../report/index.js";
import type { Verdict } from "../../result.js";

/** From the CAASPP scoring and reporting guide; printed in every placement report. */
export const caasppCaution =
	"Comparisons of groups should not be used for diagnostic, placement, promotion or retention decisions about a student (CAASPP scoring and reporting guide).";

const are = (count: number, words: string): string => `${formatNumber(count)} ${words}`;

/** "1 group flagged, 2 to watch, 5 without a flag, 5 not settled" */
export function verdictCounts(counts: ReadonlyMap<Verdict | "hidden", number>): string {
	const of = (verdict: Verdict | "hidden"): number => counts.get(verdict) ?? 0;
	const open = of("NOT ENOUGH DATA") + of("NOT DEFINED");
	// Where verdicts are hidden, "no group flagged" would say too much.
	const none = of("hidden") > 0 ? "No flag among the groups shown" : "No group flagged";
	const parts = [
		of("FLAG") === 0 ? none : `${formatCount(of("FLAG"), "group")} flagged`,
		...(of("WATCH") > 0 ? [are(of("WATCH"), "to watch")] : []),
		...(of("NO FLAG") > 0 ? [are(of("NO FLAG"), "without a flag")] : []),
		...(open > 0 ? [are(open, "can’t be told")] : []),
		...(of("hidden") > 0 ? [are(of("hidden"), "not shown")] : []),
	];
	return parts.join(", ");
}

export const rateWords = {
	subtitle: (when: string, qualified: string, year: string): string =>
		`Students held back ${when}, in percent of those who qualified, by group; ${qualified} qualified students, ${year}. Thick line: 95 % interval. Gray band: where 95 of 100 groups of this size would lie by chance, at the rate of all other students.`,
	alt: (groups: number, when: string): string =>
		`Dots with intervals: percent of qualified students held back ${when}, for ${formatCount(groups, "group")}; every value is in the table.`,
	interval: "Wilson’s 95 % interval of the rate",
	description: (groups: number): string[] => [
		`${formatCount(groups, "group")} of students, each compared with all other students. A dot to the right of its band: held back more often than chance explains. A dot inside it: these numbers of students can’t tell. The band is wide where a group is small. Groups stand in the state’s order, not by result.`,
	],
};

export const funnelWords = {
	headline: (qualified: string, enrolled: string): string =>
		`${qualified} of ${enrolled} students reach the question of the law`,
	/** Where one of the two numbers may not be shown. */
	withheldHeadline: "Who reaches the question of the law",
	subtitle: (year: string): string =>
		`From entering grade 9 to the outcome, numbers of students, ${year}. Dark: the students of the step. Outlined: qualified and held back.`,
	alt: "Bars: students in each step from entering grade 9 to the outcome; every number is in the table.",
	none: "the steps are counts of all students, not a sample",
	key: { filled: "students of the step", outlined: "qualified, and held back", light: "not yet reached the question" },
	description: [
		"The law asks about those who qualified. What lies above that step, such as who was given algebra by grade 8 and who was tested, is not in the held-back rates: an even answer below does not mean equal access.",
	],
};

export const bandWords = {
	headline: "The same score, and the course placed in",
	subtitle: (measure: string, year: string): string =>
		`Students placed above the lowest level on day 1, in percent, by band of the prior score (${measure}), one panel a group, ${year}. Gray: the groups, together, where shown. Dashed line: the policy’s cut.`,
	alt: (measure: string): string =>
		`Small panels of dots: percent placed above the lowest level by band of ${measure}, for each group; every value is in the table.`,
	none: "the bands are small, and other measures also decide; the tests stand in the tables below",
	description: (held: number): string[] => [
		"Read along one upright line: students with like scores. This describes; it does not explain, because the policy’s other measures also decide.",
		...(held > 0 ? [`Bands with fewer than 11 students of a group, or that would give others away, have no dot.`] : []),
	],
};

export const moveWords = {
	headline: "Held back on day 1, and after the checkpoint",
	subtitle: (year: string): string =>
		`Held back, in percent of qualified students, by group, ${year}. Hollow: day 1. Filled: after the checkpoint, with its 95 % interval.`,
	alt: "Hollow and filled dots: percent of qualified students held back on day 1 and after the checkpoint, by group.",
	description: (groups: number): string[] => [
		`${formatCount(groups, "group")} of students. The way from the hollow to the filled dot is what the checkpoint moved in that group.`,
	],
};

export const placeWords = {
	headline: {
		chance: "The schools’ rates differ no more than chance would make them",
		more: "The schools’ rates differ by more than chance",
		unknown: "Held back on day 1, school by school",
	},
	subtitle: (who: string, year: string): string =>
		`Held back on day 1, in percent of qualified students, by ${who}, ${year}. Filled: rate with its 95 % interval.`,
	steadied:
		" Hollow: the rate as counted; filled: steadied toward the rate of all schools, the more so the fewer students.",
	alt: (who: string): string =>
		`Dots with intervals: percent of qualified students held back on day 1, by ${who}; in the table too.`,
	description: ["Schools stand by name. No order is meant: the intervals of most neighbors overlap."],
};

export const flowWords = {
	headline: "Where students came from, and where they were placed",
	subtitle: (year: string): string =>
		`From the grade 8 course to the course of day 1, and from there to the checkpoint; numbers of students, ${year}. Dark: placed in the level above the lowest or higher.`,
	alt: "Bars: students by the course they came from and the course they were placed in; every number is in the table.",
	none: "the bars are counts of all students, not a sample",
	key: { filled: "above the lowest level", light: "lowest level, below or outside the ladder" },
	description: (ways: number): string =>
		`${formatNumber(ways)} ways that students went from course to course. Each heading is where students came from; each bar, where they were placed.`,
};

export const reasonWords = {
	headline: "Reasons recorded for placements below qualification",
	subtitle: (year: string): string =>
		`Qualified students held back on day 1 by the reason in the file, numbers of students, ${year}.`,
	alt: "Bars: numbers of qualified students held back on day 1 by recorded reason; every number is in the table.",
	none: "the bars are counts of all students, not a sample",
	count: (reasons: number): string => `${formatNumber(reasons)} reasons are recorded for students held back.`,
	description: ["A recorded reason is what someone wrote down. Missing reasons are a reason to ask."],
};

export const yearWords = {
	headline: (years: number): string => `Held back on day 1 over ${formatNumber(years)} years, group by group`,
	subtitle: (first: string, last: string): string =>
		`Held back on day 1, in percent of qualified students, one panel a group, ${first} to ${last}. Lines show 95 % intervals.`,
	alt: (years: number): string =>
		`Small panels of dots with intervals: percent held back over ${years} years, for each group.`,
	description: ["With few years a run can’t be told from chance; the line breaks where a year is not shown."],
};

export const sweepWords = {
	headline: (measure: string): string => `What another cut of ${measure} would change`,
	subtitle: (what: string, year: string): string =>
		`${what}, by the cut tried, ${year}. Dashed line: the policy’s cut.`,
	alt: (measure: string, what: string): string =>
		`Dots along the cuts tried for ${measure}: ${what}; every value is in the table.`,
	none: "every point is a count of the same students under another rule",
	groupsHeadline: "Who of them was placed below, group by group",
	groupsDescription: (groups: number): string =>
		`${formatNumber(groups)} groups with 50 students or more who would qualify at some cut are drawn.`,
	lead: "The same students and the same placements, read under other values of one number of the policy. Counts are rounded to tens, so that neighboring values do not tell the few students between them apart.",
	qualifyTitle: "How many would qualify",
	groupsTitle: "Held back under each cut",
	limitsTitle: "What this can’t tell you",
	limits: [
		"What people would have decided under another rule. Placements stay as they were.",
		"Whether another cut is better. It shows how much hangs on the number.",
	],
	description: [
		"Counts are of the same students, rounded to 10 students. What people would have decided otherwise is not in it.",
	],
};
