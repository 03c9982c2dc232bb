/** The page's own words, in the languages a document can have. Everything else on a page is the document's. */

import type { Evidence } from "../domain/evidence.js";
import type { Absent } from "../domain/measured.js";
import type { Unit } from "../domain/table.js";
import type { ReportDocument } from "./document.js";
import { absentWords } from "./format.js";

export interface Labels {
	readonly contents: string;
	readonly skip: string;
	readonly figure: string;
	readonly table: string;
	readonly source: string;
	/** Before the link from a figure to its table. */
	readonly dataFor: (figure: string) => string;
	/** A table that is a file beside the page. */
	readonly dataTable: string;
	readonly csv: string;
	/** Before "as CSV", under the table itself. */
	readonly thisTable: string;
	readonly drawnFrom: string;
	readonly noInterval: string;
	readonly checkAgainst: string;
	/** What to check against where it is neither a figure nor a table. */
	readonly data: string;
	readonly method: string;
	readonly part: (index: number, count: number) => string;
	readonly absent: Readonly<Record<Absent["absent"], string>>;
	readonly evidence: Readonly<Record<Evidence, { readonly word: string; readonly meaning: string }>>;
	readonly evidenceKey: string;
	/** Behind a column's heading where the heading does not say it. */
	readonly units: Readonly<Partial<Record<Unit, string>>>;
}

const english: Labels = {
	contents: "Contents",
	skip: "Skip the contents list",
	figure: "Figure",
	table: "Table",
	source: "Source:",
	dataFor: (figure) => `Data for ${figure}:`,
	dataTable: "table in a file",
	csv: "as CSV",
	thisTable: "This table",
	drawnFrom: "Drawn in",
	noInterval: "No interval is drawn:",
	checkAgainst: "Check it against",
	data: "the data",
	method: "method",
	part: (index, count) => `Part ${index} of ${count}:`,
	absent: absentWords,
	evidence: {
		clear: { word: "Clear", meaning: "the interval lies beyond the smallest difference worth naming" },
		some: { word: "Some", meaning: "the interval excludes zero, but may be smaller than is worth naming" },
		"not distinguishable": { word: "Not distinguishable", meaning: "chance alone could give it" },
		"not enough data": { word: "Not enough data", meaning: "too few students or schools to judge" },
	},
	evidenceKey: "How sure we are:",
	units: {
		students: "students",
		schools: "schools",
		percent: "%",
		percentagePoints: "percentage points",
		points: "points",
		studentSds: "student standard deviations",
		share: "share, 0 to 1",
	},
};

const spanish: Labels = {
	contents: "Contenido",
	skip: "Saltar el contenido",
	figure: "Figura",
	table: "Tabla",
	source: "Fuente:",
	dataFor: (figure) => `Datos de la ${figure}:`,
	dataTable: "tabla en un archivo",
	csv: "en CSV",
	thisTable: "Esta tabla",
	drawnFrom: "Dibujada en la",
	noInterval: "No se dibuja ningún intervalo:",
	checkAgainst: "Para comprobarlo:",
	data: "los datos",
	method: "método",
	part: (index, count) => `Parte ${index} de ${count}:`,
	absent: { suppressed: "reservado", missing: "ninguno", undefined: "no definido" },
	evidence: {
		clear: { word: "Clara", meaning: "el intervalo supera la menor diferencia que vale la pena nombrar" },
		some: { word: "Alguna", meaning: "el intervalo excluye el cero, pero la diferencia puede ser muy pequeña" },
		"not distinguishable": { word: "No distinguible", meaning: "el azar por sí solo podría producirla" },
		"not enough data": { word: "Datos insuficientes", meaning: "muy pocos estudiantes o escuelas para juzgar" },
	},
	evidenceKey: "Qué tan seguros estamos:",
	units: {
		students: "estudiantes",
		schools: "escuelas",
		percent: "%",
		percentagePoints: "puntos porcentuales",
		points: "puntos",
		studentSds: "desviaciones estándar de estudiantes",
		share: "proporción, 0 a 1",
	},
};

export const labels: Readonly<Record<ReportDocument["lang"], Labels>> = { en: english, es: spanish };
