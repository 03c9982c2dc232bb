/** Words of the interactive page. */

import type { Catalogue } from "./common.js";

const en = {
	title: "Explore",
	answer: (subject: string, year: number): string => `${subject} ${year}: results against predictions`,
	lead: "An extra for the screen: the packet’s other pages are complete without it. Choose a district or a level; point at a school or its name, or go through the names with the arrow keys, to see its prediction and interval. The figure draws the numbers of the table beside it, rounded as they stand there.",
	label: (subject: string, year: number): string =>
		`Dots: each school’s result of ${subject}, ${year}, above its prediction; all numbers stand in the table`,
	filters: "Schools that are shown",
	off: "This page draws with a script, which does not run here. The table below is complete without it.",
	how: "Circle: the result lies within its 95 % prediction interval, the upright line; diamond: outside it. Dashed line: result and prediction are the same. Of many schools, one in twenty lies outside by chance.",
	allDistricts: "All districts",
	allLevels: "All levels",
	level: "Level",
	caption: (subject: string): string => `${subject}: schools of the packet’s districts, in the order of codes`,
	actual: (year: number): string => `Result ${year}`,
	predicted: "Predicted",
	lower: "Interval from",
	upper: "Interval to",
	reading: "Reading",
	none: "no prediction; the district’s page says why",
	note: "Intervals: 95 % prediction intervals. Schools without a prediction stand in the table and are not drawn.",
	link: "Explore on the screen",
	linkWhat: (subject: string): string => `: ${subject}, results against predictions, by district and level.`,
};

type ExploreWords = typeof en;

const es: ExploreWords = {
	title: "Explorar",
	answer: (subject, year) => `${subject} ${year}: resultados frente a predicciones`,
	lead: "Un complemento para la pantalla: las demás páginas de la carpeta están completas sin él. Elijan un distrito o un nivel; señalen una escuela o su nombre, o recorran los nombres con las flechas del teclado, para ver su predicción y su intervalo. La figura dibuja los números de la tabla que está a su lado, redondeados como allí.",
	label: (subject, year) =>
		`Puntos: resultado de cada escuela en ${subject}, ${year}, sobre su predicción; todo está en la tabla`,
	filters: "Escuelas que se muestran",
	off: "Esta página dibuja con un script, que aquí no se ejecuta. La tabla de abajo está completa sin él.",
	how: "Círculo: el resultado está dentro de su intervalo de predicción del 95 %, la línea vertical; rombo: fuera de él. Línea discontinua: resultado y predicción son iguales. De muchas escuelas, una de cada veinte queda fuera por azar.",
	allDistricts: "Todos los distritos",
	allLevels: "Todos los niveles",
	level: "Nivel",
	caption: (subject) => `${subject}: escuelas de los distritos de la carpeta, en el orden de los códigos`,
	actual: (year) => `Resultado ${year}`,
	predicted: "Predicho",
	lower: "Intervalo desde",
	upper: "Intervalo hasta",
	reading: "Lectura",
	none: "sin predicción; la página del distrito dice por qué",
	note: "Intervalos: intervalos de predicción del 95 %. Las escuelas sin predicción están en la tabla y no se dibujan.",
	link: "Explorar en pantalla",
	linkWhat: (subject) => `: ${subject}, resultados frente a predicciones, por distrito y nivel.`,
};

export const exploreWords: Catalogue<ExploreWords> = { en, es };
