/** Words of the predict-first sheet and of the poster. */

import type { Catalogue } from "./common.js";

const en = {
	title: "Predict first",
	answer: (district: string): string => `${district}: what do you expect to see?`,
	lead: (minutes: number): string =>
		`Before any result is shown, ${minutes} minutes, first alone, then as a team. There is no data on this sheet, and no wrong answer: what matters is what surprises you afterwards.`,
	marks: "Mark what you expect",
	how: (year: number): string =>
		`For each school, put a dot where you expect its result of ${year}, on the same axis as in the packet. Then draw one upright line through each panel where you expect the district’s own result.`,
	write: "Write before you look",
	sentences: [
		"I predict that the schools of our district are … (close together, spread out, in groups) because …",
		"I predict that these schools will be higher than one would expect of a school like them: …",
		"I predict that these schools will be lower than one would expect of a school like them: …",
		"I assume … and I wonder whether …",
		"The part of our work that I expect to see in these results is …",
		"What would change my mind is …",
	],
	label: "Names of schools and an empty axis, to mark expectations on",
	back: "Afterwards: the packet",
	poster: {
		key: "How to read a row",
		keyItems: (year: number, before: number | undefined, standard: boolean, axis: string): readonly string[] => [
			`Filled dot: result of ${year}.${before === undefined ? "" : ` Hollow dot: result of ${before}.`}`,
			"Upright tick with a band: predicted for a school like it, with its 95 % prediction interval.",
			"▲ ▼ and a bold name: the result lies above or below its interval. ‡ depends on the model.",
			`Long lines: the district and the wider comparison${standard ? "; thin line: the standard" : ""}. † charter school. Axis: ${axis}.`,
			"In alphabetical order within a level: no ranking.",
		],
		asks: [
			"What shape do you see, and what did you expect?",
			"What was happening at the schools in bold?",
			"What would we try, and where would it show next year?",
		],
		higher: "higher",
		within: "within their range",
		lower: "lower",
		counts: "Results against predictions",
		countsNote: (expected: string): string => `If no school were unusual, ${expected} would lie outside all the same.`,
		few: "fewer than one",
		about: (count: string): string => `about ${count}`,
		foot: (schools: string, students: string): string =>
			`${schools}, ${students} behind the results. A school never predicts itself; nothing here says why a result is what it is. Level words that a heading repeats (“Elementary”, “Middle”, “High”) are left off names.`,
		label: "School profile: results against predictions",
		open: "The packet has the tables behind this poster.",
	},
};

type PredictWords = typeof en;

const es: PredictWords = {
	title: "Primero, predecir",
	answer: (district) => `${district}: ¿qué esperan ver?`,
	lead: (minutes) =>
		`Antes de mostrar ningún resultado, ${minutes} minutos, primero a solas y luego en equipo. En esta hoja no hay datos ni respuestas equivocadas: lo que importa es lo que sorprenda después.`,
	marks: "Marquen lo que esperan",
	how: (year) =>
		`Para cada escuela, pongan un punto donde esperan su resultado de ${year}, en el mismo eje que en la carpeta. Después tracen en cada panel una línea vertical donde esperan el resultado del propio distrito.`,
	write: "Escriban antes de mirar",
	sentences: [
		"Predigo que las escuelas de nuestro distrito están … (juntas, dispersas, en grupos) porque …",
		"Predigo que estas escuelas quedarán por encima de lo que se esperaría de una escuela así: …",
		"Predigo que estas escuelas quedarán por debajo de lo que se esperaría de una escuela así: …",
		"Supongo que … y me pregunto si …",
		"La parte de nuestro trabajo que espero ver en estos resultados es …",
		"Lo que me haría cambiar de opinión es …",
	],
	label: "Nombres de las escuelas y un eje vacío para marcar lo que se espera",
	back: "Después: la carpeta",
	poster: {
		key: "Cómo leer una fila",
		keyItems: (year, before, standard, axis) => [
			`Punto lleno: resultado de ${year}.${before === undefined ? "" : ` Punto hueco: resultado de ${before}.`}`,
			"Marca vertical con banda: lo predicho para una escuela así, con su intervalo de predicción del 95 %.",
			"▲ ▼ y nombre en negrita: el resultado queda por encima o por debajo de su intervalo. ‡ depende del modelo.",
			`Líneas largas: el distrito y la comparación más amplia${standard ? "; línea fina: el estándar" : ""}. † escuela chárter. Eje: ${axis}.`,
			"En orden alfabético dentro de cada nivel: no es una clasificación.",
		],
		asks: [
			"¿Qué forma ven, y qué esperaban?",
			"¿Qué pasaba en las escuelas en negrita?",
			"¿Qué probaríamos, y dónde se vería el próximo año?",
		],
		higher: "por encima",
		within: "dentro de su rango",
		lower: "por debajo",
		counts: "Resultados frente a predicciones",
		countsNote: (expected) => `Si ninguna escuela fuera inusual, de todos modos quedarían fuera ${expected}.`,
		few: "menos de una",
		about: (count) => `unas ${count}`,
		foot: (schools, students) =>
			`${schools}, ${students} detrás de los resultados. Ninguna escuela se predice a sí misma; nada aquí dice por qué un resultado es el que es. Las palabras de nivel que el título repite («Elementary», «Middle», «High») se omiten en los nombres.`,
		label: "Perfil de las escuelas: resultados frente a predicciones",
		open: "La carpeta tiene las tablas detrás de este cartel.",
	},
};

export const predictWords: Catalogue<PredictWords> = { en, es };
