import type { Method } from "../analysis.js";

export const method: Method = {
	id: "progress",
	title: "Movement over the years",
	what: "Whether a school’s results move, beside schools of the level with a like student mix, by more than chance among students and the wobble of single years; and which part of a change was to be expected.",
	formula: [
		"r(i, t) = y(i, t) − average of level and year − b·(student mix of the year), from the fit over years",
		"r(i, t) = a(i) + slope(i)·(t − mean year) + w(i, t) + e; slope ~ N(0, τ²slope), w ~ N(0, τ²year), e with variance φ·v and the correlation that shared students give neighboring years",
		"Random slopes in two steps, with known errors: a line through each school by generalized least squares; τ²year such that the distances of results from their lines equal their degrees of freedom; τ²slope and its 95 % interval by Paule and Mandel and Q-profile; slope drawn in by λ = τ²slope/(τ²slope + error²)",
		"Continued progress: P(slope > 0) > 0.9, and only where the interval of τ²slope excludes zero; the expected share of false ones is the mean of 1 − P",
		"With two years there is no slope. The change y(2) − y(1), beside the level’s, is drawn in the same way; it is named where P > 0.975, and not called progress",
		"Expected part of a change: (μ2 − μ1) + (b(i) − 1)·(y1 − μ1), b(i) = (τ²district + τ²school)/(τ²district + τ²school + τ²year + φ·v(i, 1)): smaller for small schools, which regress more",
	],
	assumptions: [
		"A cohort is tested for three years in elementary and middle schools, so that neighboring springs share two thirds of their students and those two years apart one third; high schools test one grade and share none. A student's scores in two years correlate 0.8. Where φ was found from differences between years, it is divided by one minus the average correlation, because shared students make those differences smaller.",
		"Drawn from pure noise with cohorts that stay, 120 schools each, 7 of 200 runs of three years and 3 of 200 runs of six years named any school, 33 and 5 of 24,000 schools together; the rule allows 2.5 % of runs, and a few more where the noise is itself found with error.",
		"Slopes are straight; the average of each level in each year is taken out, so that a break in the series (no test in 2020, a shorter test since 2020–21) counts for no school.",
		"Results of 2021 are left out, when few students were tested; years are counted as years.",
	],
	notFor: [
		"It follows no children: other students are tested each year.",
		"It does not say why results move; who enrolls is part of it beyond the student mix.",
		"A movement that all schools of the level share is not seen here.",
	],
	references: [
		"Raudenbush, S. W., & Bryk, A. S. (2002). Hierarchical linear models (2nd ed.), chapter 7 (known variances). Sage.",
		"Paule, R. C., & Mandel, J. (1982). Consensus values and weighting factors. Journal of Research of the National Bureau of Standards, 87, 377–385.",
		"Smith, G., & Smith, J. (2005). Regression to the mean in average test scores. Educational Assessment, 10, 377–399.",
		"Kane, T. J., & Staiger, D. O. (2002). The promise and pitfalls of using imprecise school accountability measures. Journal of Economic Perspectives, 16(4), 91–114.",
	],
};
