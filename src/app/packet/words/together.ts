/** Words of the pages about all districts: side by side, and summed by county and region. */

import type { Catalogue } from "./common.js";

const en = {
	compare: {
		title: "Districts side by side",
		answer: (districts: number): string => `${districts} districts on the same axis, in the order of their codes`,
		lead: "To study each other’s results, not to order them. Districts serve different students, and the intervals of most overlap: the figure shows how widely the schools of each lie, which is the better question.",
		resultsHead: (subject: string): string => `${subject}: schools differ more within districts than districts do`,
		resultsPlain: (subject: string): string => `${subject}: results of the districts and of their schools`,
		resultsSub: (subject: string, measure: string, group: string, years: string, schools: string): string =>
			`${subject}, ${measure}, ${group}, ${years}. Dot with line: the district with its 95 % interval of chance among students; thin marks: its schools, ${schools}.`,
		alt: (districts: number): string =>
			`Dots with intervals for ${districts} districts and marks for their schools, on one axis.`,
		description: (low: string, high: string): string =>
			`The districts lie from ${low} to ${high}. Marks of single schools spread more than the schools truly do: few students stand behind each. Schools with fewer than 11 students have no mark.`,
		interval: "95 % interval of chance among students; it says nothing of who was not tested",
		counts: "Students",
		note: "Schools drawn",
		spreadHead: "True spread of schools within each district",
		table: (subject: string): string => `${subject}: the districts, in the order of their codes`,
		schools: "Schools",
		tested: "Students behind the result",
		result: "Result",
		low: "95 % limits, low",
		high: "95 % limits, high",
		judged: "Judged",
		higher: "Higher than predicted",
		lower: "Lower than predicted",
		spread: "True spread of schools",
		spreadLow: "Spread, low",
		spreadHigh: "Spread, high",
		drawn: "Schools drawn",
		tableNote:
			"The result is the published row of the district, which holds no direct-funded charters, else the average over the schools compared, each student counted once.",
		none: "no school has a result that can be shown",
		few: "fewer than five schools can be compared",
		ask: "Questions to ask each other",
		asks: [
			"Where does the other team’s profile have a shape that yours has not?",
			"What do they do that you would need to see for yourselves?",
			"What would you have to know before you said that one district does better?",
		],
		askPrompts: [
			"Compare schools of one level; levels differ everywhere.",
			"Compare improvement structures, not results alone.",
			"Whom does each serve? Who was not tested? What would chance alone show?",
		],
	},
	regions: {
		title: "Counties and regions",
		answer: (counties: number, regions: number): string =>
			`Counts summed over the schools in the files: ${counties} of 58 counties, ${regions} of 11 regions`,
		lead: "Only counts are added, never percents: a county’s percent is its students who met the standard over its students with scores. Rows of schools alone are summed, never together with rows of districts.",
		rule: "County and region are those of the code: a charter school counts where its authorizer is, though it may serve students elsewhere. Charter schools are in the sums unless the packet leaves them out.",
		withheld:
			"Schools whose result is withheld are counted in a column of their own and add nothing to the sums: the true totals are larger.",
		notAll: (count: number): string =>
			`${count} of the 58 counties have no school in the files; that is not a result of zero.`,
		assigned:
			"Regions are the eleven of the county superintendents (CCSESA). Those of 49 counties were confirmed from pages of the counties and of CDE; the other nine follow because every other region is complete.",
		countyTable: (subject: string): string => `${subject}: counties`,
		regionTable: (subject: string): string => `${subject}: regions`,
		county: "County",
		region: "Region",
		counties: "Counties of the region",
		districts: "Districts",
		schools: "Schools with a result",
		hidden: "Schools withheld",
		tested: "Students with scores",
		met: "Students who met or exceeded",
		percent: "Percent of the sums",
		mean: "Average of all students",
		none: "no school in the files has a result that can be summed",
		regionName: (number: number): string => `Region ${number}`,
	},
};

type TogetherWords = typeof en;

const es: TogetherWords = {
	compare: {
		title: "Los distritos lado a lado",
		answer: (districts) => `${districts} distritos en el mismo eje, en el orden de sus códigos`,
		lead: "Para estudiar los resultados de los demás, no para ordenarlos. Los distritos atienden a estudiantes distintos y la mayoría de los intervalos se superponen: la figura muestra cuán dispersas están las escuelas de cada uno, que es la mejor pregunta.",
		resultsHead: (subject) => `${subject}: schools differ more within districts than districts do`,
		resultsPlain: (subject) => `${subject}: results of the districts and of their schools`,
		resultsSub: en.compare.resultsSub,
		alt: en.compare.alt,
		description: en.compare.description,
		interval: en.compare.interval,
		counts: "Estudiantes",
		note: "Escuelas dibujadas",
		spreadHead: "Dispersión verdadera de las escuelas dentro de cada distrito",
		table: (subject) => `${subject}: los distritos, en el orden de sus códigos`,
		schools: "Escuelas",
		tested: "Estudiantes detrás del resultado",
		result: "Resultado",
		low: "Límites del 95 %, inferior",
		high: "Límites del 95 %, superior",
		judged: "Juzgadas",
		higher: "Por encima de lo predicho",
		lower: "Por debajo de lo predicho",
		spread: "Dispersión verdadera de las escuelas",
		spreadLow: "Dispersión, límite inferior",
		spreadHigh: "Dispersión, límite superior",
		drawn: "Escuelas dibujadas",
		tableNote:
			"El resultado es la fila publicada del distrito, que no incluye las escuelas chárter de financiamiento directo; si no la hay, el promedio de las escuelas comparadas, cada estudiante contado una vez.",
		none: "ninguna escuela tiene un resultado que se pueda mostrar",
		few: "se pueden comparar menos de cinco escuelas",
		ask: "Preguntas para hacerse unos a otros",
		asks: [
			"¿Dónde tiene el perfil del otro equipo una forma que el de ustedes no tiene?",
			"¿Qué hacen ellos que ustedes tendrían que ver en persona?",
			"¿Qué habría que saber antes de decir que a un distrito le va mejor?",
		],
		askPrompts: [
			"Comparen escuelas de un mismo nivel; los niveles difieren en todas partes.",
			"Comparen las estructuras de mejora, no solo los resultados.",
			"¿A quién atiende cada uno? ¿A quién no se examinó? ¿Qué mostraría el azar por sí solo?",
		],
	},
	regions: {
		title: "Condados y regiones",
		answer: (counties, regions) =>
			`Conteos sumados de las escuelas de los archivos: ${counties} de 58 condados, ${regions} de 11 regiones`,
		lead: "Solo se suman conteos, nunca porcentajes: el porcentaje de un condado son sus estudiantes que alcanzaron el estándar entre sus estudiantes con puntaje. Se suman solo filas de escuelas, nunca junto con filas de distritos.",
		rule: "El condado y la región son los del código: una escuela chárter cuenta donde está su autorizador, aunque atienda a estudiantes de otro lugar. Las escuelas chárter están en las sumas, salvo que la carpeta las deje fuera.",
		withheld:
			"Las escuelas cuyo resultado está reservado se cuentan en una columna propia y no añaden nada a las sumas: los totales verdaderos son mayores.",
		notAll: (count) =>
			`${count} de los 58 condados no tienen escuelas en los archivos; eso no es un resultado de cero.`,
		assigned:
			"Las regiones son las once de los superintendentes de condado (CCSESA). Las de 49 condados se confirmaron en páginas de los condados y del CDE; las otras nueve se deducen porque todas las demás regiones están completas.",
		countyTable: (subject) => `${subject}: condados`,
		regionTable: (subject) => `${subject}: regiones`,
		county: "Condado",
		region: "Región",
		counties: "Condados de la región",
		districts: "Distritos",
		schools: "Escuelas con resultado",
		hidden: "Escuelas reservadas",
		tested: "Estudiantes con puntaje",
		met: "Estudiantes que alcanzaron o superaron",
		percent: "Porcentaje de las sumas",
		mean: "Promedio de todos los estudiantes",
		none: "ninguna escuela de los archivos tiene un resultado que se pueda sumar",
		regionName: (number) => `Región ${number}`,
	},
};

export const togetherWords: Catalogue<TogetherWords> = { en, es };
