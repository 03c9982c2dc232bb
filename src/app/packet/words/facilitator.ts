/** Words of the facilitator's guide. */

import type { Step } from "../pages/agenda.js";
import type { Catalogue } from "./common.js";

interface StepWords {
	readonly name: string;
	readonly what: string;
	readonly material: string;
}

const en = {
	title: "Guide for the facilitator",
	answer: "How to run the session, what will be misread, and what the data say",
	lead: (minutes: number): string =>
		`For whoever leads the room; not for handing out, since it holds the answers. The session takes ${minutes} minutes and starts without data.`,
	agenda: "Agenda",
	agendaCaption: "Steps and minutes",
	start: "Start",
	minutes: "Minutes",
	step: "Step",
	what: "What happens",
	material: "On the table",
	steps: {
		open: {
			name: "Open",
			what: "Why we are here, and the rules: results describe systems, not children; no ranking; say what you see before what it means.",
			material: "–",
		},
		predict: {
			name: "Predict",
			what: "First alone, then as a team: dots where each school is expected, sentences beside. Collect nothing.",
			material: "Predict-first sheet",
		},
		read: {
			name: "Read",
			what: "Three answers, then the profile against the sheet: what surprises? Say numbers with their range.",
			material: "Packet",
		},
		compare: {
			name: "Walk",
			what: "Teams stand at each other’s posters and leave questions, no judgments. Same axes on all walls.",
			material: "Posters, notes to stick on",
		},
		discuss: {
			name: "Discuss",
			what: "The questions with their prompts; notes from the schools beside their results. Which explanation could data test?",
			material: "Packet, questions",
		},
		plan: {
			name: "Plan",
			what: "One thing to find out, one to try, and where it would show next year. Write it on the poster.",
			material: "Poster",
		},
	} satisfies Record<Step, StepWords> as Record<Step, StepWords>,
	misreadings: "Likely misreadings",
	misreadingsLead: "What people say, and what you can answer.",
	said: [
		[
			"“Lower than predicted means bad teaching.”",
			"The prediction knows earlier results and whom a school serves, nothing of teaching. It says unusual, not why; about one school in twenty lies outside when nothing is unusual.",
		],
		[
			"“This school is higher than that one.”",
			"If the bands overlap, the data do not order them. That is why schools stand in alphabetical order.",
		],
		[
			"“Within its range means as it should be.”",
			"Similar to what is predicted is no target: all schools of a kind may be far from the standard.",
		],
		[
			"“They went up two years in a row.”",
			"Chance alone gives that to one school in six. Other students are tested each year.",
		],
		[
			"“The small school jumps around.”",
			"It does: with 30 students chance moves a result by many points. Look at the width of its band.",
		],
		[
			"“Not distinguishable means there is nothing.”",
			"It means that these data can’t tell. Few students make it the usual answer.",
		],
		["“The withheld group did badly.”", "Withheld means fewer than 11 students, whatever their results."],
		[
			"“District A does better than district B.”",
			"They serve different students; the comparison page shows intervals and no order. Ask what the schools within each look like.",
		],
		[
			"“The new program did it.”",
			"An event before a result is not its cause. Ask what would have been expected without it, and who else moved.",
		],
	] as readonly (readonly [string, string])[],
	notConclude: "What not to conclude",
	notConcludeItems: [
		"Nothing about single students or teachers.",
		"No order of schools or districts.",
		"No cause: neither from a difference nor from a note nor from the timeline.",
		"No decision about placement, promotion or evaluation from these pages alone.",
	],
	predicted: "“How is predicted computed?”",
	predictedText: (from: string): string =>
		`From ${from}: a line shared by all schools of a level in the files, fitted without the school’s own result. The band holds chance among its students, true differences between schools, and the uncertainty of the line. It is cimp’s own model, printed with its checks under `,
	predictedLink: "methods and model card",
	key: "Answer key",
	keyLead: "What the data say to each standing question, district by district. Let teams find it first.",
	shape: "Shape",
	spread: "Spread",
	prediction: "Against the prediction",
	progress: "Progress",
	groups: "Student groups",
	withoutPrediction: "Shown without a prediction",
	higher: (names: string): string => `Higher than their range: ${names}. `,
	lower: (names: string): string => `Lower than their range: ${names}. `,
	nobody: "No school lies outside its range. ",
	clear: (names: string): string => `Clear after allowing for all comparisons: ${names}.`,
	noClear: "None is clear once the number of comparisons is allowed for: chance could explain each.",
	cannotTell: "These data can’t tell.",
	rules: "Rules of the prompts",
	rulesItems: (percent: number): readonly string[] => [
		`Spread: if ${percent} of 100 parts or more of the variance as seen are chance among students, the prompt asks what to expect next year; else what differs.`,
		"Prediction: schools outside their own 95 % interval with 30 or more students; names only where the evidence is clear (false-discovery rate 5 %).",
		"‡: another reasonable model puts the school on the other side of its prediction.",
		"Progress: schools named as moving by more than chance beside schools with a like student mix.",
		"Groups: the widest difference whose evidence is clear.",
	],
};

type FacilitatorWords = typeof en;

const es: FacilitatorWords = {
	title: "Guía para quien facilita",
	answer: "Cómo llevar la sesión, qué se leerá mal y qué dicen los datos",
	lead: (minutes) =>
		`Para quien dirige la sala; no se reparte, porque contiene las respuestas. La sesión dura ${minutes} minutos y empieza sin datos.`,
	agenda: "Programa",
	agendaCaption: "Pasos y minutos",
	start: "Inicio",
	minutes: "Minutos",
	step: "Paso",
	what: "Qué se hace",
	material: "Sobre la mesa",
	steps: {
		open: {
			name: "Abrir",
			what: "Por qué estamos aquí y las reglas: los resultados describen sistemas, no niños; nada de clasificaciones; primero lo que se ve, después lo que significa.",
			material: "–",
		},
		predict: {
			name: "Predecir",
			what: "Primero a solas, luego en equipo: puntos donde se espera cada escuela y frases al lado. No se recoge nada.",
			material: "Hoja para predecir",
		},
		read: {
			name: "Leer",
			what: "Tres respuestas, después el perfil frente a la hoja: ¿qué sorprende? Los números se dicen con su rango.",
			material: "Carpeta",
		},
		compare: {
			name: "Recorrer",
			what: "Los equipos miran los carteles de los demás y dejan preguntas, no juicios. Los mismos ejes en todas las paredes.",
			material: "Carteles, notas adhesivas",
		},
		discuss: {
			name: "Conversar",
			what: "Las preguntas con sus pistas; las notas de las escuelas junto a sus resultados. ¿Qué explicación se podría comprobar con datos?",
			material: "Carpeta, preguntas",
		},
		plan: {
			name: "Planear",
			what: "Una cosa que averiguar, una que probar y dónde se vería el próximo año. Se escribe en el cartel.",
			material: "Cartel",
		},
	},
	misreadings: "Malentendidos probables",
	misreadingsLead: "Lo que la gente dice y lo que se puede responder.",
	said: [
		[
			"«Por debajo de lo predicho significa mala enseñanza.»",
			"La predicción conoce los resultados anteriores y a quién atiende la escuela, nada de la enseñanza. Dice inusual, no por qué; cerca de una de cada veinte escuelas queda fuera aunque nada sea inusual.",
		],
		[
			"«Esta escuela está más alta que aquella.»",
			"Si las bandas se superponen, los datos no las ordenan. Por eso las escuelas van en orden alfabético.",
		],
		[
			"«Dentro de su rango significa como debe ser.»",
			"Parecido a lo predicho no es una meta: todas las escuelas de un tipo pueden estar lejos del estándar.",
		],
		[
			"«Subieron dos años seguidos.»",
			"El azar por sí solo da eso a una de cada seis escuelas. Cada año se examina a otros estudiantes.",
		],
		[
			"«La escuela pequeña salta de un lado a otro.»",
			"Así es: con 30 estudiantes el azar mueve un resultado muchos puntos. Miren el ancho de su banda.",
		],
		[
			"«No distinguible significa que no hay nada.»",
			"Significa que estos datos no pueden decirlo. Con pocos estudiantes es la respuesta habitual.",
		],
		[
			"«Al grupo reservado le fue mal.»",
			"Reservado significa menos de 11 estudiantes, sean cuales sean sus resultados.",
		],
		[
			"«Al distrito A le va mejor que al B.»",
			"Atienden a estudiantes distintos; la página de comparación muestra intervalos y ningún orden. Pregunten cómo son las escuelas dentro de cada uno.",
		],
		[
			"«Lo logró el programa nuevo.»",
			"Un hecho anterior a un resultado no es su causa. Pregunten qué se habría esperado sin él y quién más se movió.",
		],
	],
	notConclude: "Lo que no se puede concluir",
	notConcludeItems: [
		"Nada sobre estudiantes o maestros en particular.",
		"Ningún orden de escuelas o distritos.",
		"Ninguna causa: ni por una diferencia, ni por una nota, ni por la cronología.",
		"Ninguna decisión de colocación, promoción o evaluación solo con estas páginas.",
	],
	predicted: "«¿Cómo se calcula lo predicho?»",
	predictedText: (from) =>
		`A partir de ${from}: una línea común a todas las escuelas de un nivel en los archivos, ajustada sin el resultado de la propia escuela. La banda contiene el azar entre sus estudiantes, las diferencias verdaderas entre escuelas y la incertidumbre de la línea. Es el modelo propio de cimp, impreso con sus comprobaciones en `,
	predictedLink: "métodos y ficha del modelo (en inglés)",
	key: "Clave de respuestas",
	keyLead:
		"Lo que los datos dicen a cada pregunta, distrito por distrito. Dejen que los equipos lo encuentren primero.",
	shape: "Forma",
	spread: "Dispersión",
	prediction: "Frente a la predicción",
	progress: "Progreso",
	groups: "Grupos de estudiantes",
	withoutPrediction: "Se muestran sin predicción",
	higher: (names) => `Por encima de su rango: ${names}. `,
	lower: (names) => `Por debajo de su rango: ${names}. `,
	nobody: "Ninguna escuela queda fuera de su rango. ",
	clear: (names) => `Claras, teniendo en cuenta todas las comparaciones: ${names}.`,
	noClear: "Ninguna es clara si se tiene en cuenta el número de comparaciones: el azar podría explicar cada una.",
	cannotTell: "Estos datos no pueden decirlo.",
	rules: "Reglas de las pistas",
	rulesItems: (percent) => [
		`Dispersión: si ${percent} de cada 100 partes o más de la varianza observada son azar entre estudiantes, la pista pregunta qué esperar el próximo año; si no, qué difiere.`,
		"Predicción: escuelas fuera de su propio intervalo del 95 % con 30 o más estudiantes; nombres solo donde la evidencia es clara (tasa de hallazgos falsos del 5 %).",
		"‡: otro modelo razonable pone la escuela al otro lado de su predicción.",
		"Progreso: escuelas nombradas por moverse más que el azar junto a escuelas con una composición estudiantil parecida.",
		"Grupos: la mayor diferencia cuya evidencia es clara.",
	],
};

export const facilitatorWords: Catalogue<FacilitatorWords> = { en, es };
