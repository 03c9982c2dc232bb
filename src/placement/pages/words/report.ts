/** The team's report, sentence by sentence: titles, openings and cautions of its sections. */

import { formatCount, formatNumber } from "../../../report/index.js";

export const inventedWords = "Invented data. This district, its schools and its students do not exist.";

/** Education Code 51224.7 (b)(3), the question. */
export const statuteQuestion =
	"whether pupils “who are qualified to progress in mathematics courses based on their performance on objective academic measures selected for inclusion in the policy … are not held back in a disproportionate manner on the basis of their race, ethnicity, gender, or socioeconomic background”";

export const statuteTitle = "The question the law asks the district to examine every year";

export const sectionTitles = {
	verdicts: "The statute’s bases, group by group",
	also: "Also examined, not named in the statute",
	notExamined: "What could not be examined",
	limits: "What this can and can’t tell you",
	bounds: "Students whose qualification is not known",
	funnel: "Who reaches the question",
	levels: "By the level that students qualify for",
	alike: "Among students who are alike",
	schools: "Schools",
	feeders: "Sending schools",
	measures: "The measures, and who has them",
	checkpoint: "The checkpoint",
	recourse: "Recourse",
	repeats: "Courses taken again",
	over: "Placed above qualification",
	flow: "Courses",
	reasons: "Recorded reasons",
	years: "Years",
	policy: "The policy, item by item",
	method: "How the verdicts are made",
	data: "About the data",
	reproduce: "How to reproduce this",
	questions: "Questions for the conversation",
} as const;

export const canTell = [
	"Say how often qualified students of each group were placed below the course they qualified for, and how sure that is.",
	"Say where these numbers of students are too small to tell, and how many would be needed.",
	"Show at which step, school, or level the numbers part.",
];

export const cannotTell = [
	"Say why a student was placed where they were, or what anyone intended.",
	"Say whether access is equal. The rates begin with those who qualified; who was offered algebra by grade 8, and who was tested, comes before.",
	"Say whether the policy or the district meets the law. The law names no number; every threshold here is a convention with its source.",
	"Compare the district with others. A ratio against the county or the state needs their counts under the same definition of “qualified”, which no public file has.",
	"Decide on any one student. Comparisons of groups should not be used for diagnostic, placement, promotion or retention decisions (CAASPP scoring and reporting guide).",
];

export const openings = {
	verdicts:
		"Each group is compared with all other students, among those who qualified. A roster holds everybody, so an interval does not speak of a sample: it says what even-handed, independent decisions about so many students could give.",
	also: "The statute does not name these bases. They are shown because the same question can be asked of them; their tests are a family of their own. Groups within groups, such as female students of one ethnicity, are in audit.internal.json, which stays with the team.",
	funnelCaution:
		"Looking only at those who qualified hides what lies before: who was enrolled in algebra by grade 8, how courses were graded, who was tested. The steps stand here beside the verdicts for that reason.",
	levels: "The same comparison for each level that students qualify for. Its tests are a family of their own.",
	steps:
		"“Held back” does not say how far. This counts the steps of the ladder between the level a student qualifies for and the level placed in, and compares each group with all other qualified students by Wilcoxon’s test.",
	alike:
		"Groups differ in the scores and courses they bring. These tables compare each group with all others among students with the same prior course and score band, and within the same school.",
	sensitivity:
		"A regression with Firth’s correction asks the same question a second way. It leaves out teacher recommendation, the present course, and everything decided after placement, because those may carry the very difference that is asked about.",
	homogeneity:
		"Where the test says that the odds ratio is not the same in all strata, one common number is no answer; the strata are in audit.internal.json, which stays with the team.",
	schools: "A school with few qualified students moves far by chance.",
	notSteadied: (reason: string): string => `The rates are not steadied: ${reason}.`,
	noSpread: "The schools’ rates differ no more than chance would make them differ; every school gets the rate of all.",
	betweenWithin:
		"Between: the groups are in different schools, and schools place differently. Within: in the same school, the groups are placed differently. The two add up to the difference.",
	feeders:
		"In districts that are not unified, the law asks for a policy that is consistent between elementary and high school districts. This is where students came from.",
	measures:
		"A student without a measure may be undetermined. Where one group lacks measures more often, the verdicts rest on fewer of its students.",
	checkpoint:
		"The policy must have a checkpoint within the first month of the school year. The law does not say in days what a month is; the policy does.",
	repeats:
		"Education Code 51228.2 restricts assigning a student to a course already completed with a sufficient grade. It is a question of its own, beside being held back.",
	over: "Not in the statute’s question. It belongs beside it: a rule that is set aside in one direction may be set aside in the other.",
	flow: "Where students came from and where they were placed. Counts of seats, not judgments of courses.",
	reasons: "As the file records them.",
	years: "The same audit of each year in the files.",
	oneYear:
		"The files hold one year. A pattern over three years is asked of other public standards, and can’t be seen here.",
	policy: "“Found” means that the policy file says something on the item; “not found”, that it does not.",
	tested: "Tests are adjusted for how many were made (Benjamini and Hochberg), within these families:",
} as const;

/** Undetermined students, with how much depends on them. */
export function boundsOpening(undetermined: string, dependent: readonly string[]): string {
	const open = `For ${undetermined} a missing measure could still decide. Missing is never taken as “not met”. The table shows the lowest and the highest rate that are possible, whatever these students would turn out to be.`;
	const depends =
		dependent.length === 0
			? " No verdict shown depends on them."
			: ` ${dependent.length === 1 ? "One verdict depends" : `${formatNumber(dependent.length)} verdicts depend`} on them: ${dependent.join("; ")}.`;
	return `${open}${depends}`;
}

/** What a group's small numbers can show. */
export const detectableOpening =
	"“Not enough data” is not a clean answer. The table says how large a true difference would have to be to be flagged four times in five with these numbers of students, and whether more students would help. It is made from the numbers of students and the others’ rate, never from the difference that was seen.";

export const timingSentence = (
	inTime: string,
	dated: string,
	withinDays: number,
	medianDays: string | undefined,
): string =>
	`${inTime} of ${dated} students with a date were looked at again within ${formatCount(withinDays, "day")} of the first day${medianDays === undefined ? "" : `, half of them within ${medianDays} days`}.`;

export const clockSentence = (clockDays: number): string =>
	`In time: decided within ${formatCount(clockDays, "calendar day")} of the request, which stands for the policy’s school days.`;

export const notExaminedLine = (basis: string, reason: string): string =>
	`${basis}: not examined; ${reason.replace(/^not examined: /, "")}.`;

export const unknownLine = (basis: string, students: string): string =>
	`${basis}: ${students} with no value, or one that is not known. They are counted apart, never with a group.`;

/** What is missing from the files, each as a sentence. */
export const absentParts = {
	checkpoint: "The files have no placements after the checkpoint.",
	dates: "The files have no dates of the checkpoint, so that the first month can’t be checked.",
	timing: "When students were looked at again is not shown, to protect students, or not in the files.",
	recourse: "The files have no requests, decisions or their dates.",
	repeats: "The files don’t show whether consent to repeat a course is on record.",
	reasons: "The files record no reasons for placements.",
	feeders: "The files name no sending schools.",
	schools: "The files name fewer than two schools, so that schools can’t be compared.",
	bands:
		"No measure of the policy is a score, or too few students have one, so that students with like scores can’t be compared.",
} as const;

/** The same in a word or two, for the board's one line. */
export const absentNames: Readonly<Record<keyof typeof absentParts | "years", string>> = {
	checkpoint: "placements after the checkpoint",
	dates: "dates of the checkpoint",
	timing: "dates of the checkpoint",
	recourse: "requests for another look and their dates",
	repeats: "consent to repeat a course",
	reasons: "reasons for placements",
	feeders: "sending schools",
	schools: "more than one school",
	bands: "scores of enough students",
	years: "earlier years",
};

export const absentLine = (names: readonly string[]): string => `Not in the files: ${names.join("; ")}.`;

/** Rows of which nothing may be shown are counted, not listed. */
export const leftOut = (rows: number): string[] =>
	rows === 0 ? [] : [`${formatNumber(rows)} more are not listed, since nothing of them may be shown.`];

export const suppressionNote =
	"Groups with fewer than 11 students are not shown, and nothing from which they could be worked out. “Withheld” and “not shown” do not mean zero.";
