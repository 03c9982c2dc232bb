import type { Method } from "../analysis.js";

export const method: Method = {
	id: "bright-spots",
	title: "Schools to learn with",
	what: "Schools whose results lie above what schools of the level with a like student mix lead one to expect, lastingly over the years, by more than the smallest difference worth naming (0.1 of a student standard deviation: 5 percentage points, or 10 points of distance from standard).",
	formula: [
		"y(i, t) = average of level and year t + b·(student mix of the year) + u(district) + s(school) + w(school, t) + e",
		"u ~ N(0, τ²district), s ~ N(0, τ²school): what lasts; w ~ N(0, τ²year): what belongs to one year; e ~ N(0, φ·v), v known from the number of students",
		"ŝ = τ²school·1'(Py), with variance τ²school − τ⁴school·1'P1. The rows S of one school, left out with their district known, differ from their prediction by e(S) = P(SS)⁻¹(Py)(S), so that ŝ = τ²school·1'P(SS)·e(S): the same judgment without the school's own results, drawn in towards zero",
		"So the school's own difference is 1'P(SS)·e(S)/1'P(SS)1, with error variance 1/(1'P(SS)1) − τ²school. To it is added what years with shared students add to an average, c = (average correlation of sampling errors between years)·φ·v, and c, averaged over schools, is taken out of τ²school; the difference is then drawn in by κ = τ²/(τ² + error variance), with variance τ²(1 − κ)",
		"P = mean of Φ((ŝ − δ)/standard deviation) over the posterior of all variances and φ: points of the restricted likelihood, with a prior that is flat in standard deviations; the difference shown and its interval are those of the same mixture. A school is named where P ≥ 0.8; the expected share of false ones among the named is the mean of 1 − P",
		"What could have been seen: the true s for which P ≥ 0.8 comes about four times in five",
		"Persistence: correlation of (y − average − mix) t and t + lag years, and the same divided by √(reliability·reliability), at most 1",
	],
	assumptions: [
		"A cohort is tested for three years in elementary and middle schools, so that neighboring springs share two thirds of their students and those two years apart one third; high schools test one grade and share none. A student's scores in two years correlate 0.8. Schools with other spans of grades share more or fewer.",
		"What lasts is one number per school over all years; slow change is in w or in the question on progress.",
		"The variances are found from the schools of the run, and their error is part of every chance, difference and interval; with several hundred schools of a level they are taken for known. Before the data, every standard deviation is taken for equally likely.",
		"Drawn from a known truth with cohorts that stay, three years, schools that differ by 18 points: of 400 schools 6.5 % of the named were false ones where 6.9 % were stated, of 100 schools 8.6 % (7.5 % stated), of 30 schools 7.8 % (9.0 %). Where schools differ by no more than the smallest difference worth naming, few are named, and the stated share is somewhat too small: 15.9 % where 11.5 % were stated, of 100 schools. Of a dozen schools it is too large, and the student mix has no part in what they are set beside.",
		"Results of 2021, when few students were tested, are left out; 2020 had no test, and lags count years.",
		"Each student group has a fit of its own, and is judged where two years or more have 30 or more students.",
	],
	notFor: [
		"It does not say why a school lies above its prediction, nor that a visit will show it.",
		"A school that is not named may lie as far above: see what could have been seen.",
		"An order of schools: they are listed by name.",
		"It follows schools under one code; a school with a new code starts anew.",
	],
	references: [
		"Robinson, G. K. (1991). That BLUP is a good thing: the estimation of random effects. Statistical Science, 6, 15–32.",
		"Gelman, A. (2006). Prior distributions for variance parameters in hierarchical models. Bayesian Analysis, 1, 515–533.",
		"Rue, H., Martino, S., & Chopin, N. (2009). Approximate Bayesian inference for latent Gaussian models by using integrated nested Laplace approximations. Journal of the Royal Statistical Society B, 71, 319–392.",
		"Haslett, J., & Hayes, K. (1998). Residuals for the linear model with general covariance structure. Journal of the Royal Statistical Society B, 60, 201–215.",
		"Kane, T. J., & Staiger, D. O. (2002). The promise and pitfalls of using imprecise school accountability measures. Journal of Economic Perspectives, 16(4), 91–114.",
		"Leckie, G., & Goldstein, H. (2009). The limitations of using school league tables to inform school choice. Journal of the Royal Statistical Society A, 172, 835–851.",
	],
};
