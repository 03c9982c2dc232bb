/** Words that all pages of a packet share, in both languages. `es: typeof en` keeps the two complete. */

import { subjectName, subjectTitle, unitWords } from "../../../analyses/words.js";
import type { OutcomeScale } from "../../../domain/outcome-scale.js";
import { schoolLevelNames } from "../../../domain/school-level.js";
import { formatCount, formatList, formatNumber } from "../../../report/index.js";
import { inventedWords } from "../../pages/invented.js";

export type Language = "en" | "es";

/** A catalogue of messages: the same keys in every language. */
export type Catalogue<Words> = Readonly<Record<Language, Words>>;

type Subject = "math" | "ela" | "science";

const en = {
	subject: (subject: Subject): string => subjectName(subject),
	subjectTitle: (subject: Subject): string => subjectTitle(subject),
	schools: (count: number): string => formatCount(count, "school"),
	students: (count: number): string => formatCount(count, "student"),
	districts: (count: number): string => formatCount(count, "district"),
	list: (items: readonly string[]): string => formatList(items),
	years: (years: readonly number[]): string => formatList(years.map(String)),
	level: (value: number, unit: OutcomeScale): string => unitWords(unit).level(value),
	difference: (size: number, unit: OutcomeScale, digits = 0): string => unitWords(unit).difference(size, digits),
	/** The measure as an axis says it. */
	measure: (unit: OutcomeScale): string =>
		({
			percent: "percent of students who met or exceeded the standard",
			dfs: "average distance from standard, in points",
			z: "average standard score, in student standard deviations",
		})[unit],
	range: (lower: string, upper: string): string => `between ${lower} and ${upper}`,
	interval95: "95 % interval",
	panelTitle: (id: string, title: string): string =>
		id in schoolLevelNames ? schoolLevelNames[id as keyof typeof schoolLevelNames] : title,
	school: "School",
	studentsHead: "Students",
	stripWords: (count: number): readonly [string, string] => [`${count} results at a glance`, "one dot a school"],
	district: "District",
	code: "Code",
	invented: inventedWords,
	home: "All pages of the packet",
	allGroups: (group: string): string => group,
};

type CommonWords = typeof en;

const spanishLevels: Readonly<Record<string, string>> = {
	elementary: "Escuelas primarias y K–8",
	middle: "Escuelas intermedias",
	high: "Escuelas preparatorias (high school)",
	combined: "Escuelas con los grados 6–12 o K–12",
	unknown: "Escuelas",
	charters: "Escuelas chárter",
	apart: "Escuelas alternativas, de educación especial y virtuales, y programas: se muestran, sin predicción",
};

const counted = (count: number, one: string, many: string): string =>
	`${formatNumber(count)} ${count === 1 ? one : many}`;

/** "A, B y C"; "e" before the sound of i. */
function spanishList(items: readonly string[]): string {
	const last = items.at(-1) ?? "";
	const and = /^h?i(?!e)/i.test(last) ? "e" : "y";
	return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${and} ${last}`;
}

const spanishDifference = (size: number, unit: OutcomeScale, digits: number): string => {
	const text = formatNumber(size, { digits: unit === "z" ? 2 : digits });
	const one = text === "1";
	if (unit === "z") return `${text} desviaciones estándar de estudiantes`;
	return `${text} ${one ? "punto" : "puntos"}${unit === "percent" ? (one ? " porcentual" : " porcentuales") : ""}`;
};

function spanishLevel(value: number, unit: OutcomeScale): string {
	if (unit === "percent") return `${formatNumber(value)} %`;
	const size = spanishDifference(Math.abs(value), unit, 0);
	const from = unit === "dfs" ? "del estándar" : "del promedio de todos los estudiantes de esos grados";
	if (!/[1-9]/.test(size))
		return unit === "dfs" ? "en el estándar" : "en el promedio de todos los estudiantes de esos grados";
	return `${size} ${value < 0 ? "por debajo" : "por encima"} ${from}`;
}

const es: CommonWords = {
	subject: (subject) => ({ math: "matemáticas", ela: "inglés (ELA)", science: "ciencias" })[subject],
	subjectTitle: (subject) => ({ math: "Matemáticas", ela: "Inglés (ELA)", science: "Ciencias" })[subject],
	schools: (count) => counted(count, "escuela", "escuelas"),
	students: (count) => counted(count, "estudiante", "estudiantes"),
	districts: (count) => counted(count, "distrito", "distritos"),
	list: spanishList,
	years: (years) => spanishList(years.map(String)),
	level: spanishLevel,
	difference: (size, unit, digits = 0) => spanishDifference(size, unit, digits),
	measure: (unit) =>
		({
			percent: "porcentaje de estudiantes que alcanzaron o superaron el estándar",
			dfs: "distancia promedio al estándar, en puntos",
			z: "puntaje estandarizado promedio, en desviaciones estándar de estudiantes",
		})[unit],
	range: (lower, upper) => `entre ${lower} y ${upper}`,
	interval95: "intervalo del 95 %",
	panelTitle: (id, title) => {
		const [, level = id, part] = /^(.*?)(-\d+)?$/.exec(id) ?? [];
		const letters = part === undefined ? "" : title.slice(title.lastIndexOf(","));
		const known = spanishLevels[level];
		return known === undefined ? title : known + letters;
	},
	school: "Escuela",
	studentsHead: "Estudiantes",
	stripWords: (count) => [`${count} resultados`, "un punto por escuela"],
	district: "Distrito",
	code: "Código",
	invented: "Datos inventados. Estos distritos y escuelas no existen.",
	home: "Todas las páginas de la carpeta",
	allGroups: (group) => (group === "All Students" ? "Todos los estudiantes" : group),
};

export const commonWords: Catalogue<CommonWords> = { en, es };
