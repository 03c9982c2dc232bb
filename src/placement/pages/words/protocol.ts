/** The conversation's protocol: headings, instructions, and the problem statement. */

import { isKnown } from "../../../domain/measured.js";
import { day1Of, districtName, type PlacementPages, schoolYear, statutory } from "../input.js";
import { count, ofHundred } from "../said.js";
import { studentsOf } from "./groups.js";

export const protocolTitles = {
	title: "A conversation about grade 9 mathematics placement",
	before: "Before you begin",
	notice: "1. Notice",
	wonder: "2. Wonder",
	map: "3. Process map: students and losses at each step",
	pareto: "4. Recorded reasons, from most to fewest",
	fishbone: "5. Fishbone: leave causes open until you have asked",
	statement: "6. Problem statement",
	run: "7. Run chart",
	codes: "8. Groups and Dashboard codes",
	questions: "Questions the numbers raise",
} as const;

export const beforeLines = [
	"About an hour; four to eight people who know the process, among them a counselor and someone who builds schedules.",
	"Bring the board’s page, the team’s report, and the policy. No list of students.",
	"Say what you see before you say why. The numbers show placements, not reasons or intent.",
];

export const blank = "____________________________________________";

/** One sentence: who, how many, how often, against whom, when. Blank where the data can't fill it. */
export function problemStatements(input: PlacementPages): string[] {
	const stage = day1Of(input);
	const groups = statutory(stage).filter(
		({ verdict, rate }) => (verdict === "FLAG" || verdict === "WATCH") && isKnown(rate),
	);
	if (groups.length === 0) {
		return [
			`In ${schoolYear(input)}, ___ of ___ qualified ______________ in ${districtName(input)} were placed below the course they qualified for, against ___ of 100 other qualified students.`,
		];
	}
	return groups.map(
		({ group, qualified, rate, othersRate }) =>
			`In ${schoolYear(input)}, ${ofHundred(rate)} of 100 ${studentsOf(group)} who qualified (n ${count(qualified)}) in ${districtName(input)} were placed below the course they qualified for on day 1, against ${ofHundred(othersRate)} of 100 other qualified students. We do not know why yet.`,
	);
}

export const runNeedsYears = (years: number): string =>
	`The files hold ${years === 1 ? "one year" : `${years} years`}; a run chart begins to say something with three.`;

export const noReasons = "The file records no reasons. Who would know them, and could they be recorded from now on?";
