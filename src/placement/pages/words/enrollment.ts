/** What the page says where there is no policy. */

export const enrollmentWords = {
	lead: "The law’s question is about students who qualify under the district’s own policy. Without a policy file nobody can be counted as qualified, so no rate of being held back is shown, and nothing here answers the question.",
	whyTitle: "Why the question is not answered",
	why: [
		"The policy names the measures, the cuts and the courses. Who was held back can’t be said without it.",
		"Differences in enrollment below may come from the courses and scores that students bring, from placement, or from both.",
		"To answer the question, write the policy down with “cimp placement init” and run the audit again with --policy.",
	],
	tablesTitle: "Who is enrolled where",
} as const;
