/** Groups, bases and stages as pages call them. */

import type { StageId } from "../../result.js";
import type { BasisId } from "../../roster.js";

/** Bases as headings, in the statute's words where it has them. */
export const basisTitles: Readonly<Record<BasisId, string>> = {
	ethnicity: "Race or ethnicity",
	gender: "Gender",
	sed: "Socioeconomic background",
	el: "English learner status",
	ltel: "Long-term English learner status",
	swd: "Disability status",
	foster: "Foster youth status",
	homeless: "Housing status",
};

export const stageWords: Readonly<Record<StageId, string>> = { day1: "on day 1", checkpoint: "after the checkpoint" };

/** Words of labels that already name people. */
const people = /\b(?:students?|learners?|youth|homeless|experiencing|disabilit|reported|unrecognized)/i;

/**
 * Students of a group, for a sentence.
 *
 * @example studentsOf("Hispanic or Latino") // → "Hispanic or Latino students"
 */
export const studentsOf = (label: string): string => (people.test(label) ? label : `${label} students`);
