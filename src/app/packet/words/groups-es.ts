/** Names of student groups in Spanish, by the state's English label of any year. */

import { plainName } from "../../../domain/suggest.js";

const pairs: readonly (readonly [english: string, spanish: string])[] = [
	["all students", "todos los estudiantes"],
	["all other students", "todos los demás estudiantes"],
	["reported disabilities", "con discapacidades"],
	["no reported disabilities", "sin discapacidades"],
	["socioeconomically disadvantaged", "en desventaja socioeconómica"],
	["economically disadvantaged", "en desventaja económica"],
	["not socioeconomically disadvantaged", "sin desventaja socioeconómica"],
	["not economically disadvantaged", "sin desventaja económica"],
	[
		"IFEP, RFEP, and EO (Fluent English proficient and English only)",
		"con dominio del inglés o que solo hablan inglés (IFEP, RFEP y EO)",
	],
	["EL (English learner, excluding RFEP)", "aprendices de inglés (EL, sin RFEP)"],
	["EL (English learner)", "aprendices de inglés (EL)"],
	["EO (English only)", "solo inglés (EO)"],
	["American Indian or Alaska Native", "indígenas americanos o nativos de Alaska"],
	["Asian", "asiáticos"],
	["Black or African American", "negros o afroamericanos"],
	["Filipino", "filipinos"],
	["Hispanic or Latino", "hispanos o latinos"],
	["Native Hawaiian or Pacific Islander", "nativos de Hawái o de las islas del Pacífico"],
	["White", "blancos"],
	["Two or more races", "dos o más razas"],
	["Female", "mujeres"],
	["Male", "hombres"],
	["Migrant education", "educación migrante"],
	["Not migrant education", "sin educación migrante"],
	["Homeless", "sin hogar"],
	["Not homeless", "con hogar"],
	["Foster youth", "jóvenes en hogares de acogida"],
	["Not foster youth", "que no están en hogares de acogida"],
];

const byName: ReadonlyMap<string, string> = new Map(pairs.map(([english, spanish]) => [plainName(english), spanish]));

/** The group in Spanish; the state's own label where there is no translation. */
export const spanishGroup = (name: string): string => byName.get(plainName(name)) ?? name;
