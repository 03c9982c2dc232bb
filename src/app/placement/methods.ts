/** Which method made which number of audit.json, in a line each. */

export const auditMethods: Readonly<Record<string, string>> = {
	rateInterval: "Wilson score interval, 95 % (Wilson 1927)",
	gap: "Newcombe hybrid score interval, 95 % (Newcombe 1998, method 10)",
	gapUpperOneSided: "upper end of Newcombe's 90 % interval",
	riskRatio: "Koopman score interval, 95 % (Koopman 1984)",
	rateBounds: "least and greatest rate over all ways in which undetermined students could turn out",
	fisherP: "Fisher's exact test, two-sided by minimum likelihood",
	midP: "mid-p of Fisher's test, two-sided by minimum likelihood (Lancaster 1961)",
	q: "Benjamini–Hochberg (1995) within the family of tests; a basis of two groups is one test",
	stratifiedP: "Cochran–Mantel–Haenszel with the school as stratum; exact conditional test below Mantel–Fleiss 5",
	stratified: "Mantel–Haenszel estimates; risk difference with Sato's variance; Breslow–Day with Tarone's correction",
	sensitivity: "Firth's penalized logistic regression; average marginal effect with delta-method limits",
	oddsRatioLimits:
		"profile limits of the penalized likelihood below 10 events per parameter (Heinze & Schemper 2002), else by the standard error",
	ladderSteps: "Wilcoxon's rank-sum test of steps placed below or above, ties corrected",
	betweenWithin: "symmetric Kitagawa decomposition over schools (Kitagawa 1955)",
	shrunken: "beta-binomial empirical Bayes by moments, six schools and more (Kleinman 1973)",
	detectable: "smallest true gap that is flagged with 80 % probability under the whole rule, exact binomial sums",
	mcNemarP: "exact McNemar test of students released against students newly held back",
	idea: "34 CFR 300.647: ratio strictly above the threshold, both minimums met",
};
