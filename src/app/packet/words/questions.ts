/** The standing questions of a data conversation, and prompts that follow from the numbers by stated rules. */

import { formatNumber } from "../../../report/index.js";
import type { Catalogue } from "./common.js";

const number = (value: number): string => formatNumber(value);
const schools = (count: number): string => `${number(count)} ${count === 1 ? "school" : "schools"}`;
const escuelas = (count: number): string => `${number(count)} ${count === 1 ? "escuela" : "escuelas"}`;

/** Smallest share of chance in the spread from which the prompt asks about next year: it is printed in the guide. */
export const mostlyChance = 0.5;

const en = {
	title: "Questions to discuss",
	shape: "What is the shape of achievement across the district, relative to the reference bars?",
	spread: "How much spread is there within the district?",
	prediction: "How are schools performing relative to the prediction?",
	progress: "Which schools are making continued progress, and which are not?",
	own: "Your own question",
	strip: (count: number): string =>
		`Look at the strip of ${number(count)} dots above the first panel before any name. What did your sheet expect?`,
	levels: (count: number): string =>
		`The profile has ${number(count)} levels. Does the shape repeat from level to level?`,
	chance: (percent: number): string =>
		`About ${number(percent)} of 100 parts of the variance as seen are chance among students. What would you expect to see next year?`,
	real: (percent: number): string =>
		`About ${number(percent)} of 100 parts of the variance as seen are more than chance. What differs between the schools that you can name?`,
	few: "Fewer than five schools can be compared, so the spread can’t be told from chance. What else do you know of them?",
	outside: (count: number, judged: number): string =>
		`${schools(count)} of ${number(judged)} ${count === 1 ? "lies" : "lie"} outside the range predicted. What do people there know that the model does not?`,
	clear: (names: string): string =>
		`After allowing for the number of comparisons, these stand apart: ${names}. Check the data first; then ask what happened there.`,
	inside: "No school lies outside its range. What would you have predicted?",
	depends: (count: number): string =>
		`The reading of ${schools(count)} depends on the model (‡). Which model would you trust, and why?`,
	notes: (count: number): string => `${schools(count)} sent a note. Does the note fit what the figure shows?`,
	noEarlier: "No earlier year is compared, so the page can’t say. Which earlier results would you bring?",
	twoYears: (year: number, before: number): string =>
		`Two years show a change, not yet a course. Which changes from ${before} to ${year} would you expect to last?`,
	moved: (up: number, down: number): string =>
		`${schools(up)} moved up beside schools like ${up === 1 ? "it" : "them"} by more than chance, ${number(down)} moved down. What was done there, and when?`,
	unmoved: (count: number): string =>
		`The data do not distinguish the movement of any of ${schools(count)} from that of schools like them. What smaller sign of progress would you look for?`,
	groups: (group: string, difference: string): string =>
		`The widest difference that the data show clearly: ${group}, ${difference}. Which part of it lies within schools, and which between them?`,
};

type QuestionWords = typeof en;

const es: QuestionWords = {
	title: "Preguntas para conversar",
	shape: "¿Qué forma tiene el logro en el distrito, en relación con las barras de referencia?",
	spread: "¿Cuánta dispersión hay dentro del distrito?",
	prediction: "¿Cómo están los resultados de las escuelas en relación con la predicción?",
	progress: "¿Qué escuelas muestran un progreso continuo y cuáles no?",
	own: "Su propia pregunta",
	strip: (count) =>
		`Miren la franja de ${number(count)} puntos sobre el primer panel antes de leer nombres. ¿Qué esperaba su hoja?`,
	levels: (count) => `El perfil tiene ${number(count)} niveles. ¿Se repite la forma de un nivel a otro?`,
	chance: (percent) =>
		`Unas ${number(percent)} de cada 100 partes de la varianza observada son azar entre estudiantes. ¿Qué esperarían ver el próximo año?`,
	real: (percent) =>
		`Unas ${number(percent)} de cada 100 partes de la varianza observada son más que azar. ¿Qué difiere entre las escuelas que pueden nombrar?`,
	few: "Se pueden comparar menos de cinco escuelas, así que la dispersión no se distingue del azar. ¿Qué más saben de ellas?",
	outside: (count, judged) =>
		`${escuelas(count)} de ${number(judged)} ${count === 1 ? "queda" : "quedan"} fuera del rango predicho. ¿Qué sabe la gente de allí que el modelo no sabe?`,
	clear: (names) =>
		`Teniendo en cuenta el número de comparaciones, se apartan: ${names}. Revisen primero los datos; luego pregunten qué pasó allí.`,
	inside: "Ninguna escuela queda fuera de su rango. ¿Qué habrían predicho ustedes?",
	depends: (count) => `La lectura de ${escuelas(count)} depende del modelo (‡). ¿En qué modelo confiarían, y por qué?`,
	notes: (count) =>
		`${escuelas(count)} ${count === 1 ? "envió" : "enviaron"} una nota. ¿Concuerda la nota con lo que muestra la figura?`,
	noEarlier:
		"No se compara ningún año anterior, así que la página no puede decirlo. ¿Qué resultados anteriores traerían?",
	twoYears: (year, before) =>
		`Dos años muestran un cambio, todavía no un rumbo. ¿Qué cambios de ${before} a ${year} esperarían que duren?`,
	moved: (up, down) =>
		`${escuelas(up)} ${up === 1 ? "subió" : "subieron"} más de lo que daría el azar, comparadas con escuelas parecidas; ${number(down)} ${down === 1 ? "bajó" : "bajaron"}. ¿Qué se hizo allí, y cuándo?`,
	unmoved: (count) =>
		`Los datos no distinguen el movimiento de ninguna de ${escuelas(count)} del de escuelas parecidas. ¿Qué señal más pequeña de progreso buscarían?`,
	groups: (group, difference) =>
		`La mayor diferencia que los datos muestran con claridad: ${group}, ${difference}. ¿Qué parte está dentro de las escuelas y qué parte entre ellas?`,
};

export const questionWords: Catalogue<QuestionWords> = { en, es };
