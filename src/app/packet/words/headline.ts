/** The page's answer, in both languages. */

import type { DistrictProfile } from "../../../analyses/school-profile/index.js";
import { formatNumber } from "../../../report/index.js";
import { headline } from "../../pages/district.js";
import type { Run } from "../../run.js";
import { type Catalogue, commonWords } from "./common.js";

type Headline = (run: Run, profile: DistrictProfile, name: string) => string;

const spanish: Headline = (run, profile, name) => {
	const { subject, year } = run.input.frame;
	const judged = profile.judged.length;
	const results = `resultados de ${commonWords.es.subject(subject)} de ${year}`;
	if (judged === 0)
		return `${name}: ${results} de ${commonWords.es.schools(profile.schools.length)}, ninguna juzgada frente a una predicción`;
	const near = judged - profile.higher.length - profile.lower.length;
	return `En ${formatNumber(near)} de ${formatNumber(judged)} escuelas de ${name}, los ${results} están dentro del rango predicho`;
};

export const headlineOf: Catalogue<Headline> = { en: headline, es: spanish };
