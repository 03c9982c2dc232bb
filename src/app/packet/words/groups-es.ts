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
	[
		"IFEP and EO (Initial fluent English proficient and English only)",
		"con dominio inicial del inglés o solo inglés (IFEP y EO)",
	],
	["IFEP (Initial fluent English proficient)", "con dominio inicial del inglés (IFEP)"],
	["RFEP (Reclassified fluent English proficient)", "reclasificados con dominio del inglés (RFEP)"],
	["LTEL (Long-Term English learner)", "aprendices de inglés a largo plazo (LTEL)"],
	["AR–LTEL (At-Risk of becoming LTEL)", "en riesgo de ser aprendices a largo plazo (AR–LTEL)"],
	["ADEL (Adult English learner)", "adultos aprendices de inglés (ADEL)"],
	["ELs enrolled 12 months or more", "aprendices de inglés con 12 meses o más de matrícula"],
	["ELs enrolled less than 12 months", "aprendices de inglés con menos de 12 meses de matrícula"],
	["Ever–EL", "alguna vez aprendices de inglés"],
	["Never–EL", "nunca aprendices de inglés"],
	["Armed forces family member", "familias de las fuerzas armadas"],
	["Not armed forces family member", "sin familia en las fuerzas armadas"],
	["College graduate", "padres con título universitario"],
	["Graduate school/Post graduate", "padres con posgrado"],
	["High school graduate", "padres con preparatoria"],
	["Not a high school graduate", "padres sin preparatoria"],
	["Some college (includes AA degree)", "padres con algunos estudios universitarios"],
	["Declined to state", "no declaran estudios de los padres"],
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
