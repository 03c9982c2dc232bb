/** Words of the pages of what-if and power: the same students under another rule, and what their numbers can find. */

export const whatIfWords = {
	headline: (path: string): string => `What another value of ${path} would change`,
	answer: (before: string, after: string): string =>
		`Qualified for a course above the lowest level: ${before} under the policy, ${after} under the change`,
	lead: "The same students and the same placements, read under a changed policy. What people would have decided otherwise is not in it.",
	changeTitle: "The change",
	byGroupTitle: "Who would newly qualify, and who no longer would",
	bySchoolTitle: "The same by school",
	seatsTitle: "Seats: students who qualify for each level",
	seatsNote:
		"Seats are students who qualify for a level, whatever course they were placed in. A course has more or fewer, because students come and go and because not everybody takes what they qualify for.",
	limitsTitle: "What this can’t tell you",
	limits: [
		"What people would have decided under another rule. Placements stay as they were.",
		"Whether another rule is better. It shows how much hangs on the number.",
		"How the students who would gain would fare in the course. The files say nothing of a placement that was not made.",
	],
	figure: {
		headline: "Who would newly qualify, group by group",
		subtitle: (year: string): string =>
			`Students who would newly qualify for a course above the lowest level, numbers of students, ${year}.`,
		alt: "Bars: numbers of students who would newly qualify, by group; every number is in the table.",
		none: "the bars are counts of the same students under another rule, not a sample",
		description: (groups: number): string[] => [
			`${groups} groups of students. Groups stand in the state’s order, not by size.`,
		],
	},
} as const;

export const powerWords = {
	headline: "What these numbers of students can and can’t find",
	answer: (able: number, all: number): string => {
		if (all === 0) return "No group’s numbers may be shown, so that nothing can be said of what they could find";
		const which = able === 0 ? "none is" : `${able} ${able === 1 ? "is" : "are"}`;
		const groups = all === 1 ? "the one group" : `the ${all} groups`;
		return `Of ${groups} of the statute whose numbers may be shown, ${which} large enough for a doubled rate to be flagged four times in five`;
	},
	lead: "Before anybody reads a verdict: how large a true difference would have to be for the rule to flag it. All of it follows from the sizes of the groups and the rate of the others, never from the difference seen.",
	tableTitle: "Group by group",
	curveTitle: "The chance of a flag, by how large the true difference is",
	limitsTitle: "How to read this",
	limits: [
		"A group that is not flagged may still be held back more often, where its numbers are too small to show it. That is not a clean answer.",
		"A true ratio of 1 is even-handed placement. The chance of a flag there is the rate of false alarms.",
		"Where the practical threshold is itself the limit, more students do not help: a true difference at the threshold is flagged about half the time with any number of students.",
	],
	figure: {
		headline: "The chance of a flag, group by group",
		subtitle: (year: string): string =>
			`Chance that a group is flagged, in percent, by the true ratio of its rate to that of all other students, one panel a group, ${year}. Dashed line: twice the rate.`,
		alt: "Small panels of dots: the chance of a flag by the true ratio of rates, for each group; every value is in the table.",
		none: "the chances are computed from the numbers of students, not from results",
		description: (groups: number): string[] => [
			`${groups} groups of students whose numbers may be shown. A curve that stays low says that these numbers can’t tell.`,
		],
		line: "twice the rate",
		xTitle: "true ratio of the group’s rate to that of all others",
	},
} as const;
