import type { Method } from "../analysis.js";

export const method: Method = {
	id: "specifications",
	title: "Reasonable models, side by side",
	what: "Every school's result minus its prediction, under each combination of scale, student mix, earlier result and charter schools that the data allow.",
	formula: [
		"scale: that of the page, and a second one where the rows allow it",
		"student mix: known or not; earlier result: none, the school's own, shrunken by its reliability, or the mean of two years; charters: in the fit or out of it",
		"e(i) = (Py)i / Pii, the school left out; outside: |e(i)| > t · sqrt((df − e(i)²·Pii) / (df − 1) / Pii), with t at 97.5 % and df − 1 degrees of freedom, df being schools minus coefficients",
		"in student standard deviations: a difference of logits times √3/π; points of distance from standard over 100; standard scores as they stand",
		"shrunken earlier result: the best linear unbiased prediction of the school's level in the baseline year, from a fit to that year alone",
	],
	assumptions: [
		"Sampling variances of the main fit serve all models of a scale: they follow from the students tested and from what is expected of the school, not from the predictors.",
		"Variances between schools and districts, and φ, are found anew for each model.",
		"The page's own model stands in the strip with the exact interval of the page.",
	],
	notFor: [
		"Choosing the model that gives the result one would like.",
		"Counting models as evidence: they share the same results, so 20 of 20 is not twenty times as sure as one.",
		"The average of a level, without student mix and earlier result, is not among the models: it predicts nothing of a school.",
	],
	references: [
		"Simonsohn, U., Simmons, J. P., & Nelson, L. D. (2020). Specification curve analysis. Nature Human Behaviour, 4, 1208–1214.",
		"Hasselblad, V., & Hedges, L. V. (1995). Meta-analysis of screening and diagnostic tests. Psychological Bulletin, 117, 167–178.",
	],
};
