/** Who goes to a school: true shares of student groups, drawn per district and school, and what they imply. */

import type { Random } from "../stats/index.js";
import type { Purpose } from "./school-shapes.js";
import { ethnicGroups, everElRatio, stillLearning } from "./score-model.js";

/** True shares, 0–1. A school's students are drawn with these probabilities, grade by grade and year by year. */
export interface Composition {
	readonly sed: number;
	/** Ever English learners: English learners and reclassified students together. */
	readonly everEl: number;
	readonly swd: number;
	/** In the order of `ethnicGroups`; they sum to 1. */
	readonly ethnicity: readonly number[];
}

/** What the schools of a district have in common, in standard deviations. */
export interface DistrictLeaning {
	readonly sed: number;
	readonly everEl: number;
	readonly ethnicity: readonly number[];
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

export function drawLeaning(random: Random): DistrictLeaning {
	return { sed: random.normal(), everEl: random.normal(), ethnicity: ethnicGroups.map(() => random.normal()) };
}

/** Composition of one school: poorer schools have more English learners and fewer students of some groups. */
export function drawComposition(leaning: DistrictLeaning, purpose: Purpose, random: Random): Composition {
	const extra = purpose === "alternative" ? 0.8 : 0;
	const poverty = 0.75 * leaning.sed + 0.6 * random.normal() + extra;
	const everEl = logistic(-0.85 + 0.55 * poverty + 0.3 * leaning.everEl + 0.35 * random.normal());
	const swd = logistic(-1.95 + 0.1 * poverty + 0.25 * random.normal());
	const weights = ethnicGroups.map(({ share, tilt }, position) => {
		const lean = 0.5 * (leaning.ethnicity[position] ?? 0) + 0.25 * random.normal();
		return share * Math.exp(tilt * poverty + lean);
	});
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return {
		sed: between(0.04, logistic(0.5 + poverty), 0.97),
		everEl: between(0.02, everEl, 0.85),
		swd: between(0.04, swd, 0.4),
		ethnicity: weights.map((weight) => weight / total),
	};
}

/** Shares of ever-English-learners among SED and among other students of a school; they average to `everEl`. */
export function everElBySed({ sed, everEl }: Composition): { readonly sed: number; readonly notSed: number } {
	const amongSed = Math.min(0.97, everEl / (sed + (1 - sed) * everElRatio));
	return { sed: amongSed, notSed: (everEl - sed * amongSed) / (1 - sed) };
}

/** Share of English learners in a grade. */
export const elShare = (composition: Composition, grade: number): number => composition.everEl * stillLearning(grade);

/** Mean share of English learners over grades, each counting the same. */
export const meanElShare = (composition: Composition, grades: readonly number[]): number =>
	grades.length === 0
		? elShare(composition, 3)
		: grades.reduce((sum, grade) => sum + elShare(composition, grade), 0) / grades.length;
