import type { Method } from "../analysis.js";
import { methodId } from "./anchors.js";

export const method: Method = {
	id: methodId,
	title: "Differences between student groups",
	what: "The result of a group minus that of students who are not in it, for the district and for its schools, and the parts of the difference that lie within schools and between them.",
	formula: [
		"Percents: p(A) − p(B), with Newcombe’s hybrid score interval (his method 10); distance from standard: m(A) − m(B) ± 1.96·s·√(1/n(A) + 1/n(B))",
		"V = (μ(A) − μ(B)) / √((σ(A)² + σ(B)²)/2), from an ordered probit of the counts in four levels with each grade’s own cuts (estimated where none are published); pooled over grades with weights 1/SE²",
		"All other students: (all − group), only where the total minus all published groups of the category is no withheld group and no 1 to 10 students",
		"With a(j), b(j) the shares of either side’s students in school j and A(j), B(j) their results there: Σ a·A − Σ b·B = Σ ½(a + b)·(A − B), within schools, + Σ (a − b)·½(A + B), from attending different schools",
		"“Clear” also needs a Benjamini–Hochberg q of 0.05 or less among the district’s comparisons",
	],
	assumptions: [
		"For V: scores of either group are normal on some scale that both share, and grades have one difference in common.",
		"Students’ results vary independently; schools are taken as they are, not as a sample.",
		"Where the files have no row of the district’s own, the schools that publish both sides stand for it, and the page says so.",
	],
	notFor: [
		"It does not say why groups differ. Groups differ in much besides their name, and a student is in several.",
		"Comparing schools by the size of a difference: few students stand behind each, and a small difference may mean two low results.",
		"Following children: who is in a group changes from year to year, as when English learners are reclassified.",
	],
	references: [
		"Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine, 17, 873–890.",
		"Ho, A. D., & Reardon, S. F. (2012). Estimating achievement gaps from test scores reported in ordinal “proficiency” categories. Journal of Educational and Behavioral Statistics, 37, 489–517.",
		"Kitagawa, E. M. (1955). Components of a difference between two rates. Journal of the American Statistical Association, 50, 1168–1194.",
		"Ho, A. D. (2008). The problem with “proficiency”: Limitations of statistics and policy under No Child Left Behind. Educational Researcher, 37, 351–360.",
	],
};
