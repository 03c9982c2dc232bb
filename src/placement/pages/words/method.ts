/** The method in words: definitions, rules of the verdicts, sources. */

export const definitions: readonly { readonly term: string; readonly text: string }[] = [
	{
		term: "Qualified",
		text: "The first rule of the policy that names the student’s grade 8 course is met, for a level above the ladder’s lowest. A missing measure is never “not met”: where it could still decide, the student is undetermined.",
	},
	{ term: "Held back", text: "Qualified, and placed below the level that the rule qualifies for." },
	{
		term: "All others",
		text: "All other qualified students of the district. No group is the standard for another.",
	},
	{
		term: "Difference, ratio",
		text: "Rate of the group minus, or divided by, the rate of all others. Intervals: Wilson for a rate, Newcombe for a difference, score interval for a ratio, each 95 %.",
	},
	{
		term: "Test",
		text: "Fisher’s exact test, two-sided by least likelihood, adjusted by Benjamini and Hochberg over the tests that were made. It asks whether even-handed, independent decisions could give such a table.",
	},
	{
		term: "Within schools",
		text: "Cochran–Mantel–Haenszel, or the exact conditional test where numbers are small, with the school as stratum.",
	},
];

export const verdictRules = (limits: {
	readonly q: string;
	readonly placed: string;
	readonly ratio: string;
	readonly points: string;
}): readonly string[] => [
	`Flag: adjusted q of ${limits.q} or less, and a practical size: placed as qualified less than ${limits.placed} times as often as all others, or held back ${limits.ratio} times as often or more with a difference of ${limits.points} points or more.`,
	"Watch: one of the two; or practical in two of three years; or the answers for the district and within schools differ.",
	"No flag: neither, minimums met, and the upper end of the 90 % interval of the difference lies below the practical threshold.",
	"Not enough data: fewer students than the minimums (too few to test), or tested and not settled (inconclusive).",
	"Thresholds are decided in whole numbers of students, not with rounded rates. A group that is held back less often is never flagged.",
];

export const references: readonly string[] = [
	"California Education Code 51224.7 (SB 359, chapter 508, Statutes of 2015) and 51228.2; CDE letter of 13 January 2016.",
	"29 CFR 1607.4 (D): the four-fifths rule.",
	"34 CFR 300.647: significant disproportionality in special education; a worked-out public standard, not this statute’s rule.",
	"NCES 2011-603, SLDS Technical Brief 3: protecting personally identifiable information.",
	"Bollmer and others 2014, Methods for Assessing Racial/Ethnic Disproportionality in Special Education (IDC).",
	"Newcombe 1998; Koopman 1984; Mantel and Haenszel 1959; Tarone 1985; Benjamini and Hochberg 1995; Firth 1993; Kitagawa 1955.",
];

/** Thresholds by their names in the policy file. */
export const thresholdWords: Readonly<Record<string, string>> = {
	publishedStudents: "fewest students of a group that is shown",
	testedStudents: "fewest students on either side of a test",
	heldBackInBoth: "fewest held back on both sides together, for a test",
	expectedHeldBack: "fewest expected held back in the group, for a test",
	placedRatio: "placed ratio below which a difference is practical",
	riskRatio: "ratio from which a difference is practical",
	gapShare: "together with a difference of at least, as a share",
	falseDiscoveryRate: "adjusted q up to which a result is more than chance",
	ideaRiskRatio: "ratio above which the federal example counts",
	ideaCell: "fewest held back, federal example",
	ideaStudents: "fewest students, federal example",
	ideaYears: "years in a row, federal example",
	checkpointWithinDays: "days from the first day to the checkpoint",
	fileWithinSchoolDays: "school days to ask for another look",
	decideWithinSchoolDays: "school days to a decision",
	wantedPower: "chance of a flag that counts as able to detect",
};
