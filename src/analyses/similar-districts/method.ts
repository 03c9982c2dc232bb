import type { Method } from "../analysis.js";
import { methodId } from "./anchors.js";

export const method: Method = {
	id: methodId,
	title: "Similar districts",
	what: "The five districts in the files that are nearest to a district in whom and how many they serve, with their results beside its own.",
	formula: [
		"d(i, j) = √( Σ ((x(i,k) − x(j,k))/s(k))² / K ) over K facts, s(k) the standard deviation of fact k over the districts in the files",
		"Facts: the student mix known to the run, each student counted once; the logarithm of students tested; percent of students in elementary, in high and in charter schools",
		"A district has no near neighbor where its nearest is more than twice as far as the median over districts of the nearest distance",
		"Beside the average of the five, the interval is t(4)·s·√(1 + 1/5), with s the standard deviation of their results: where one more district like them would lie",
	],
	assumptions: [
		"All facts count the same; facts that go together, such as poverty and English learners, count together.",
		"Districts in the files stand for those one would look among.",
	],
	notFor: [
		"Putting districts in an order. The five are chosen by whom they serve, not by results.",
		"Reading a difference as the work of a district: the facts leave out much.",
	],
	references: [
		"Gower, J. C. (1971). A general coefficient of similarity and some of its properties. Biometrics, 27, 857–871.",
	],
};
