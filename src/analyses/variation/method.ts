import type { Method } from "../analysis.js";

export const method: Method = {
	id: "true-variation",
	title: "True variation and chance",
	what: "The spread between schools, around the average of their level, with the part that chance among students would show taken out.",
	formula: [
		"Q(τ²) = Σ (y(i) − level average)² / (τ² + v(i)), with weighted averages; the true variance is the τ² at which Q equals its degrees of freedom (Paule and Mandel)",
		"Its 95 % interval holds every τ² at which Q lies between the 2.5th and 97.5th percentiles of chi-square (Q-profile)",
		"By chance alone, the squared standard deviation as seen is a sum of squares of normal errors: its 95 % band is that of the chi-square with the same mean and variance (Satterthwaite)",
		"Between districts, a value is the student-weighted average distance of a district’s schools from the averages of their levels, Σ n·(y − level average)/Σ n, with variance Σ n²·v/(Σ n)²",
		"v(i) is the sampling variance: 100²·p(1 − p)/n for a percent, s²/n for an average of scores with s known from level shares, φ·100²/n where the input has only means",
	],
	assumptions: [
		"Students' results vary independently within a school.",
		"Schools of a level spread around one average.",
		"Where the input has only means: students of a school spread with a standard deviation of 100 points times the square root of φ, which the fits find.",
	],
	notFor: [
		"Fewer than five schools.",
		"Comparing spreads of districts without their intervals.",
		"Reading a course over the years as of the same students, or of schools that have closed since.",
		"Judging one school: the profile does that.",
	],
	references: [
		"Paule, R. C., & Mandel, J. (1982). Consensus values and weighting factors. Journal of Research of the National Bureau of Standards, 87, 377–385.",
		"Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin, 2, 110–114.",
		"Viechtbauer, W. (2007). Confidence intervals for the amount of heterogeneity in meta-analysis. Statistics in Medicine, 26, 37–52.",
	],
};
