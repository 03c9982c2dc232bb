import type { Method } from "../analysis.js";

export const method: Method = {
	id: "school-prediction",
	title: "Predicted and actual school results",
	what: "Each school's result is set beside what the results of other schools lead one to expect of a school of its level, with its earlier result and its students. The model is cimp's own and is printed on every page.",
	formula: [
		"y = b0 + b1·(earlier result) + b2·(percent socioeconomically disadvantaged) + b3·(percent English learners) + b4·(percent students with disabilities) + u(district) + s(school) + e",
		"u ~ N(0, τ²district), s ~ N(0, τ²school), e ~ N(0, φ·v): v is the sampling variance, known from the number of students",
		"Percents: with Z = log((x + ½)/(n − x + ½)), μ what the line expects and τ² = τ²district + τ²school, the line is fitted to the working response y = μ + (Z − E Z)/λ, λ = Cov(Z, θ)/τ², with v = Var(Z)/λ² − τ², over binomial counts x with logit θ and over θ ~ N(μ, τ²); μ, τ² and y are worked out in turn until they agree. Distance from standard and standard scores as they stand, with v = s²/n: s² is the variance of scores within schools, found by grade from level shares (ordered probit, cuts and mean held) and averaged over the students, or 100² points where the input has only means",
		"Earlier results in percents enter the line as Z",
		"The prediction of a school leaves its own result out: e(i) = (Py)i / Pii with variance V = 1 / Pii",
		"The variances τ² and φ were estimated from all schools; the school's own part in V is taken out, V(i) = V·(df − e²/V)/(df − 1), and Student's t has df − 1 degrees of freedom (Satterthwaite)",
		"Where results of schools left out have heavier tails than that, a scaled t fitted to those of the other districts takes its place; the card says where",
		"In numbers: center = Σ coefficient × value + adjustment for leaving out; variance = (what is left of τ²district + τ²school + φ·v + part of the line) × own part taken out; reach = t(0.975; df − 1)",
		"Averages: limits = center ± reach × √variance; z = (y − center)/√variance",
		"Percents are judged as counts: x of n students is binomial, its logit N(center, variance − v), at least 0; with G = P(X < x) + ½·P(X = x), z is the normal deviate of G, and the limits are the numbers of students at which G is Φ(−reach) and Φ(reach), between whole numbers too; the predicted percent is 100/(1 + exp(−center)), the middle of the true percents that are expected. The count x itself is judged, not y",
		"p = 2·P(T < −|z|), T being that t: p is below 0.05 exactly where the result lies outside its limits",
	],
	assumptions: [
		"Schools of one level share one line; a level with fewer than 30 schools borrows from a fit over all levels.",
		"Students' results vary independently within a school; the factor φ takes up what varies more than that. An estimate of φ below 1 is kept where the sizes of schools can tell it (0.25 at least), because one cut off at 1 is too large on average and makes the differences between schools too small; no count is judged with less than its own binomial variance.",
		"A result in percents is a whole number of students. In small schools these lie far apart, so that their intervals hold about 95 of 100 results over schools, not at each number of students, and more where few meet the standard (96 of 100 in schools of 30 to 60 students of whom 8 % are expected to).",
		"The covariates stand for the students who were tested.",
	],
	notFor: [
		"It does not say why a school differs from its prediction.",
		"It does not measure what a school adds: other students are tested each year.",
		"It says nothing of schools that are left out of the fit, such as alternative schools.",
		"About half of all schools lie above their prediction by construction.",
	],
	references: [
		"Fay, R. E., & Herriot, R. A. (1979). Estimates of income for small places. Journal of the American Statistical Association, 74, 269–277.",
		"Aitchison, J., & Shen, S. M. (1980). Logistic-normal distributions: some properties and uses. Biometrika, 67, 261–272.",
		"Lancaster, H. O. (1961). Significance tests in discrete distributions. Journal of the American Statistical Association, 56, 223–234.",
		"Breslow, N. E., & Clayton, D. G. (1993). Approximate inference in generalized linear mixed models. Journal of the American Statistical Association, 88, 9–25.",
		"McCullagh, P., & Nelder, J. A. (1989). Generalized linear models (2nd ed.), section 2.5. Chapman and Hall.",
		"Harville, D. A. (1977). Maximum likelihood approaches to variance component estimation. Journal of the American Statistical Association, 72, 320–338.",
		"Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B, 57, 289–300.",
		"Leckie, G., & Goldstein, H. (2011). Understanding uncertainty in school league tables. Fiscal Studies, 32, 207–224.",
	],
};
