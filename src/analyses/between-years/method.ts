import type { Method } from "../analysis.js";

export const betweenYearsMethod: Method = {
	id: "between-packets",
	title: "What moved since the last packet",
	what: "Whether a school’s standing changed from one packet to the next by more than chance among students and by more than schools ordinarily move from year to year.",
	formula: [
		"r(i, t) = y(i, t) − average of level and year − b·(student mix of the year), as the packet of the year has it; no earlier result is among the predictors, so that the two years share none",
		"d(i) = r(i, 2) − r(i, 1), with variance φ·v(i, 1) + φ·v(i, 2) + ordinary movement",
		"Ordinary movement: 2·τ²year of the older packet, whose fit over years knows nothing of this year’s moves, as φ is; or, where it is larger and 20 schools or more are compared, the variance at which half of all changes lie in the middle half of a normal distribution, which few far moves don’t change",
		"φ and τ²year were found from differences between years of the same schools, so that students whom two years share are in them; where the files of the older packet hold one year alone, φ is 1 and the shared part 2·ρ·√(v(1)·v(2)) is taken off",
		"z = d/√variance, p two-sided; q by Benjamini and Hochberg over all schools compared in the subject; moved where q ≤ 0.05",
		"Regression to the mean: of r(i, 1), the share (τ²district + τ²school)/(τ²district + τ²school + τ²year + φ·v) is to be expected again; the rest of it is part of d",
	],
	assumptions: [
		"Chance, ordinary movement and true moves add up, and the first two are normal.",
		"Both packets learned from about the same schools: a change is beside all schools of the level in the files.",
		"Two thirds of the students of an elementary or middle school are tested again a year later, and their scores correlate 0.8; high schools test one grade.",
	],
	notFor: [
		"It does not say why a school moved, and follows no children.",
		"A movement that all schools of a level share is not seen here.",
		"A school that is not named may have moved: a small school has to move far before it can be told.",
	],
	references: [
		"Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B, 57, 289–300.",
		"Kane, T. J., & Staiger, D. O. (2002). The promise and pitfalls of using imprecise school accountability measures. Journal of Economic Perspectives, 16(4), 91–114.",
		"Smith, G., & Smith, J. (2005). Regression to the mean in average test scores. Educational Assessment, 10, 377–399.",
	],
};
