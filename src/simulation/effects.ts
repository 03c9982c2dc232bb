/** True effects of districts and schools, per subject and year, in points of the latent scale. */

import type { Subject } from "../domain/tests.js";
import type { Random } from "../stats/index.js";
import { effectInCommon, persistentShare } from "./score-model.js";

/** An effect that lasts, per subject. */
export type SubjectEffects = Readonly<Record<Subject, number>>;

export interface SchoolEffects {
	readonly persistent: SubjectEffects;
	/** Effects of single years, one per simulated year in order. */
	readonly transient: readonly SubjectEffects[];
}

function drawSubjects(sd: number, inCommon: number, random: Random): SubjectEffects {
	const common = Math.sqrt(inCommon) * random.normal();
	const own = Math.sqrt(1 - inCommon);
	const effect = (): number => sd * (common + own * random.normal());
	return { ela: effect(), math: effect(), science: effect() };
}

export const drawDistrictEffects = (tauDistrict: number, random: Random): SubjectEffects =>
	drawSubjects(tauDistrict, effectInCommon, random);

/** In every year, persistent and transient part together have standard deviation `tauSchool`. */
export function drawSchoolEffects(tauSchool: number, years: number, random: Random): SchoolEffects {
	const persistent = drawSubjects(tauSchool * Math.sqrt(persistentShare), effectInCommon, random);
	const transientSd = tauSchool * Math.sqrt(1 - persistentShare);
	const transient = Array.from({ length: years }, () => drawSubjects(transientSd, 0, random));
	return { persistent, transient };
}
