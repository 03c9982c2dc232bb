/** Schools to learn with, and the districts side by side. */

import type { Phrases } from "./phrases.js";

export const otherPhrases: Phrases = [
	["@1: not enough data", "@1: datos insuficientes"],
	["@1: #2 of @3 with enough data", "@1: #2 de @3 con datos suficientes"],
	[
		"Lastingly above prediction for these students too.",
		"De forma duradera por encima de la predicción también para estos estudiantes.",
	],
	["@1: results lastingly above prediction", "@1: resultados de forma duradera por encima de la predicción"],
	["One school to learn with", "Una escuela de la que aprender"],
	["@1 to learn with", "@1 de las que aprender"],
	[
		"@1, @2, @3: lasting difference from schools of the level with a like student mix, in @4; lines show 95 % intervals. @5 of #6 judged.",
		"@1, @2, @3: diferencia duradera frente a escuelas del nivel con una composición parecida, en @4; las líneas muestran intervalos del 95 %. @5 de #6 juzgadas.",
	],
	[
		"Dots with intervals of @1 by student group: lasting differences from prediction.",
		"Puntos con intervalos de @1 por grupo de estudiantes: diferencias duraderas de la predicción.",
	],
	[
		"Filled dot: the chance that the lasting difference exceeds @1 is @2 or more. Hollow dot: the data do not distinguish it. Differences are drawn in towards zero, the more the fewer students and years there are.",
		"Punto lleno: la probabilidad de que la diferencia duradera supere @1 es @2 o más. Punto hueco: los datos no la distinguen. Las diferencias se acercan a cero, tanto más cuantos menos estudiantes y años hay.",
	],
	[
		"Withheld: fewer than 11 students in the newest year. Too few: fewer than two years with 30 or more students.",
		"Reservado: menos de 11 estudiantes en el año más nuevo. Muy pocos: menos de dos años con 30 o más estudiantes.",
	],
	["Withheld: fewer than 11 students in the newest year.", "Reservado: menos de 11 estudiantes en el año más nuevo."],
	["Too few: fewer than two years with 30 or more students.", "Muy pocos: menos de dos años con 30 o más estudiantes."],
	["one row a school, @1 of @2", "una fila por escuela, @1 de @2"],
	["one row a school, #1 of #2 schools", "una fila por escuela, #1 de #2 escuelas"],
	[
		"Solid line: as predicted. Dashed line: @1, the smallest difference worth naming.",
		"Línea continua: lo predicho. Línea discontinua: @1, la menor diferencia que vale la pena nombrar.",
	],
	["No school of this district is named by that rule.", "Esa regla no nombra ninguna escuela de este distrito."],
	[
		"Before a visit, check the data: who was tested in which year, how students are admitted, whether the school changed its grades or its code. Then ask what the school and its students do. The numbers can't say.",
		"Antes de una visita, revisen los datos: a quién se examinó en qué año, cómo se admite a los estudiantes, si la escuela cambió de grados o de código. Después pregunten qué hacen la escuela y sus estudiantes. Los números no pueden decirlo.",
	],
	[
		"no school of the district has two years with 30 or more students and a prediction",
		"ninguna escuela del distrito tiene dos años con 30 o más estudiantes y una predicción",
	],
	[
		"no school of the district has two years with 30 or more students and a prediction (@1 looked at)",
		"ninguna escuela del distrito tiene dos años con 30 o más estudiantes y una predicción (@1 examinadas)",
	],
	[
		"One good year may be chance. This part asks which schools lie above prediction lastingly, over @1.",
		"Un buen año puede ser azar. Esta parte pregunta qué escuelas están de forma duradera por encima de la predicción, en @1.",
	],
	[
		"the files hold results of one year, and what lasts shows over two or more",
		"los archivos tienen resultados de un año, y lo que dura se ve en dos o más",
	],
	[
		"With the years at hand, no lasting difference above @1 could have been seen.",
		"Con los años disponibles no se habría podido ver ninguna diferencia duradera mayor que @1.",
	],
	[
		"Of a typical school judged, a lasting difference of about @1 would have been seen four times in five; a smaller one more often not.",
		"En una escuela juzgada típica, una diferencia duradera de unos @1 se habría visto cuatro de cada cinco veces; una menor, las más de las veces no.",
	],
	["One good year may be chance.", "Un buen año puede ser azar."],
	[
		"Here the student mix has no part in it, because too few schools have results or the files don't give it: what is named may lie in whom a school serves.",
		"Aquí no interviene la composición del alumnado, porque muy pocas escuelas tienen resultados o los archivos no la dan: lo que se nombra puede deberse a quiénes atiende una escuela.",
	],
	[
		"This part asks which schools lie above prediction lastingly, over @1.",
		"Esta parte pregunta qué escuelas están de forma duradera por encima de la predicción, en @1.",
	],
	[
		"Each year's results are set beside schools of the level with a like student mix in the same year, within this district; a school's own results have no part in what it is set beside.",
		"Los resultados de cada año se comparan con escuelas del nivel con una composición parecida en el mismo año, dentro de este distrito; los resultados de la propia escuela no intervienen en aquello con lo que se compara.",
	],
	[
		"Each year's results are set beside schools of the level with a like student mix in the same year, within this district;",
		"Los resultados de cada año se comparan con escuelas del nivel con una composición parecida en el mismo año, dentro de este distrito;",
	],
	[
		"a school's own results have no part in what it is set beside.",
		"los resultados de la propia escuela no intervienen en aquello con lo que se compara.",
	],
	[
		"A school is named where the chance that its lasting difference exceeds @1 is @2 or more.",
		"Se nombra una escuela donde la probabilidad de que su diferencia duradera supere @1 es @2 o más.",
	],
	["How much lasts at all?", "¿Cuánto dura en realidad?"],
	[
		"If differences from expectation were chance or passing, results some years apart would not go together.",
		"Si las diferencias con lo esperado fueran azar o pasajeras, los resultados separados por algunos años no irían juntos.",
	],
	[
		"Of #1 pairs of a school's results in one test year and the next, #2 lie above the middle 80 % of what is expected in both years, #3 in the first alone, #4 in the second alone and #5 in neither.",
		"De #1 pares de resultados de una escuela en un año de pruebas y el siguiente, #2 están por encima del 80 % central de lo esperado en ambos años, #3 solo en el primero, #4 solo en el segundo y #5 en ninguno.",
	],
	[
		"If one year said nothing of the other, #1 would lie above in both.",
		"Si un año no dijera nada del otro, #1 estarían por encima en ambos.",
	],
	[
		"Schools to learn with: lasting differences from prediction, @1",
		"Escuelas de las que aprender: diferencias duraderas de la predicción, @1",
	],
	["Years with results", "Años con resultados"],
	["Students, newest year", "Estudiantes, año más nuevo"],
	["Lasting difference", "Diferencia duradera"],
	["Chance that it is worth naming", "Probabilidad de que valga la pena nombrarla"],
	["lastingly above", "de forma duradera por encima"],
	["lastingly above prediction", "de forma duradera por encima de la predicción"],
	[
		"In alphabetical order. A student may be in several groups. Each group has a fit of its own: it is set beside the same group elsewhere.",
		"En orden alfabético. Un estudiante puede estar en varios grupos. Cada grupo tiene su propio ajuste: se compara con el mismo grupo en otros lugares.",
	],
	[
		"How results minus expectations go together over the years, all districts of this run",
		"Cómo van juntos los resultados menos lo esperado a lo largo de los años, todos los distritos de esta ejecución",
	],
	["Years apart", "Años de distancia"],
	["Pairs of results", "Pares de resultados"],
	["Correlation", "Correlación"],
	["With chance taken out", "Sin el azar"],
	["no interval without a correlation", "ningún intervalo sin una correlación"],
	[
		"Chance is taken out as if other students were tested each year, and the result is held at 1 at most. Neighboring years share students, so the first rows are too high by an unknown part.",
		"El azar se quita como si cada año se examinara a otros estudiantes, y el resultado se limita a 1. Los años vecinos comparten estudiantes, así que las primeras filas son demasiado altas en una parte desconocida.",
	],
	[
		"not enough data: fewer than two years with #1 or more students",
		"datos insuficientes: menos de dos años con #1 o más estudiantes",
	],
	// Districts side by side
	[
		"@1: schools differ more within districts than districts do",
		"@1: las escuelas difieren más dentro de los distritos que los distritos entre sí",
	],
	["@1: results of the districts and of their schools", "@1: resultados de los distritos y de sus escuelas"],
	[
		"@1, @2, @3, #4. Dot with line: the district with its 95 % interval of chance among students; thin marks: its schools, @5.",
		"@1, @2, @3, #4. Punto con línea: el distrito con su intervalo del 95 % del azar entre estudiantes; marcas finas: sus escuelas, @5.",
	],
	[
		"Dots with intervals for #1 districts and marks for their schools, on one axis.",
		"Puntos con intervalos de #1 distritos y marcas de sus escuelas, en un mismo eje.",
	],
	[
		"The districts lie from @1 to @2. Marks of single schools spread more than the schools truly do: few students stand behind each. Schools with fewer than 11 students have no mark.",
		"Los distritos van de @1 a @2. Las marcas de escuelas sueltas se dispersan más que las escuelas en verdad: detrás de cada una hay pocos estudiantes. Las escuelas con menos de 11 estudiantes no tienen marca.",
	],
	["Schools drawn", "Escuelas dibujadas"],
	["Schools drawn: @1", "Escuelas dibujadas: @1"],
];
