/** Similar districts, and what other models say. */

import type { Phrases } from "./phrases.js";

export const neighborPhrases: Phrases = [
	// Similar districts
	["Results in @1 most like this one", "Resultados en los @1 más parecidos a este"],
	[
		"@1, @2, @3, #4. This district first, then the nearest; lines: 95 % intervals of chance among students.",
		"@1, @2, @3, #4. Primero este distrito, después los más cercanos; líneas: intervalos del 95 % del azar entre estudiantes.",
	],
	[
		"Dots with intervals of the results of @1, this one first.",
		"Puntos con intervalos de los resultados de @1, este primero.",
	],
	[
		"Results run from @1 to @2 among @3 with #4 or more students each. The nearest district stands first, whatever its result.",
		"Los resultados van de @1 a @2 entre @3 con #4 o más estudiantes cada uno. El distrito más cercano está primero, sea cual sea su resultado.",
	],
	[
		"Similar districts are looked for among those in the files. There is @1, fewer than the #2 it takes.",
		"Los distritos parecidos se buscan entre los de los archivos. Hay @1, menos de los #2 que hacen falta.",
	],
	[
		"Similar districts are looked for among those in the files.",
		"Los distritos parecidos se buscan entre los de los archivos.",
	],
	["There is @1, fewer than the #2 it takes.", "Hay @1, menos de los #2 que hacen falta."],
	[
		"There are @1, of which #2 can be compared, fewer than the #3 it takes.",
		"Hay @1, de los que #2 pueden compararse, menos de los #3 que hacen falta.",
	],
	["There are @1, fewer than the #2 it takes.", "Hay @1, menos de los #2 que hacen falta."],
	[
		"The files do not tell enough of this district's students to find districts like it.",
		"Los archivos no dicen lo suficiente de los estudiantes de este distrito para hallar distritos parecidos.",
	],
	[
		"This district has no near neighbor: the nearest, @1, is #2 times as far away as is usual (more than #3), so the results below are of districts unlike it.",
		"Este distrito no tiene vecino cercano: el más próximo, @1, está #2 veces más lejos de lo usual (más de #3), así que los resultados de abajo son de distritos distintos.",
	],
	[
		"The files tell nothing of whom the districts serve, so these are alike in size and kinds of schools only; a table of student groups or of meal eligibility among the inputs would change that.",
		"Los archivos no dicen nada de a quién atienden los distritos, así que estos se parecen solo en tamaño y tipos de escuelas; una tabla de grupos de estudiantes o de derecho a comidas lo cambiaría.",
	],
	[
		"The files tell nothing of whom the districts serve, so these are alike in size and kinds of schools only;",
		"Los archivos no dicen nada de a quién atienden los distritos, así que estos se parecen solo en tamaño y tipos de escuelas;",
	],
	[
		"a table of student groups or of meal eligibility among the inputs would change that.",
		"una tabla de grupos de estudiantes o de derecho a comidas lo cambiaría.",
	],
	[
		"These are the #1 districts nearest to this one among the #2 in the files that can be compared, by @3.",
		"Estos son los #1 distritos más cercanos a este entre los #2 de los archivos que pueden compararse, por @3.",
	],
	[
		"Each fact is put in standard deviations and counts the same; the usual distance from a district to its nearest one is #1.",
		"Cada dato se expresa en desviaciones estándar y cuenta igual; la distancia usual de un distrito al más cercano es #1.",
	],
	[
		"Each fact is put in standard deviations and counts the same;",
		"Cada dato se expresa en desviaciones estándar y cuenta igual;",
	],
	[
		"the usual distance from a district to its nearest one is #1.",
		"la distancia usual de un distrito al más cercano es #1.",
	],
	["Results play no part in the choice.", "Los resultados no intervienen en la elección."],
	["The districts most like this one, #1: @2", "Los distritos más parecidos a este, #1: @2"],
	["In usual nearest distances", "En distancias usuales al más cercano"],
	["Students behind the result", "Estudiantes detrás del resultado"],
	["This district minus that one", "Este distrito menos aquel"],
	[
		"Nearest first, whatever the result. A distance of 1 is one standard deviation of the districts in the files in every fact. The limits of a difference are of chance among students alone.",
		"Primero el más cercano, sea cual sea el resultado. Una distancia de 1 es una desviación estándar de los distritos de los archivos en cada dato. Los límites de una diferencia son solo del azar entre estudiantes.",
	],
	["What makes these districts similar", "Qué hace parecidos a estos distritos"],
	["@1, not in the distance", "@1, no cuenta en la distancia"],
	["@1, @2, @3, @4 and @5", "@1, @2, @3, @4 y @5"],
	["@1, @2, @3 and @4", "@1, @2, @3 y @4"],
	["percent socioeconomically disadvantaged", "porcentaje en desventaja socioeconómica"],
	[
		"percent eligible for free or reduced-price meals",
		"porcentaje con derecho a comidas gratuitas o de precio reducido",
	],
	["percent English learners", "porcentaje de aprendices de inglés"],
	["percent students with disabilities", "porcentaje de estudiantes con discapacidades"],
	["Percent socioeconomically disadvantaged", "Porcentaje en desventaja socioeconómica"],
	[
		"Percent eligible for free or reduced-price meals",
		"Porcentaje con derecho a comidas gratuitas o de precio reducido",
	],
	["Percent English learners", "Porcentaje de aprendices de inglés"],
	["Percent students with disabilities", "Porcentaje de estudiantes con discapacidades"],
	["students tested", "estudiantes examinados"],
	["Students tested", "Estudiantes examinados"],
	["percent of students in elementary and K–8 schools", "porcentaje de estudiantes en escuelas primarias y K–8"],
	["percent of students in high schools", "porcentaje de estudiantes en preparatorias"],
	["percent of students in charter schools", "porcentaje de estudiantes en escuelas chárter"],
	["Percent of students in elementary and K–8 schools", "Porcentaje de estudiantes en escuelas primarias y K–8"],
	["Percent of students in high schools", "Porcentaje de estudiantes en preparatorias"],
	["Percent of students in charter schools", "Porcentaje de estudiantes en escuelas chárter"],
	[
		"Percents of students are averages over schools, each student tested counted once. A fact that is the same in all districts, or that most lack, is not in the distance.",
		"Los porcentajes de estudiantes son promedios sobre escuelas, cada estudiante examinado contado una vez. Un dato que es igual en todos los distritos, o que falta en la mayoría, no cuenta en la distancia.",
	],
	// Other models
	["#1 models", "#1 modelos"],
	["#1 others", "#1 otros"],
	["#1 other", "#1 otro"],
	[
		"@1: result minus prediction under @2, in student standard deviations. One row a school, one mark a model, @3. Filled: outside that model's 95 % prediction interval.",
		"@1: resultado menos predicción con @2, en desviaciones estándar de estudiantes. Una fila por escuela, una marca por modelo, @3. Lleno: fuera del intervalo de predicción del 95 % de ese modelo.",
	],
	[
		"@1, @2, #3 and #4: result minus prediction under @5, in student standard deviations. One row a school, one mark a model, @6. Filled: outside that model's 95 % prediction interval.",
		"@1, @2, #3 y #4: resultado menos predicción con @5, en desviaciones estándar de estudiantes. Una fila por escuela, una marca por modelo, @6. Lleno: fuera del intervalo de predicción del 95 % de ese modelo.",
	],
	[
		"@1, @2, #3: result minus prediction under @4, in student standard deviations. One row a school, one mark a model, @5. Filled: outside that model's 95 % prediction interval.",
		"@1, @2, #3: resultado menos predicción con @4, en desviaciones estándar de estudiantes. Una fila por escuela, una marca por modelo, @5. Lleno: fuera del intervalo de predicción del 95 % de ese modelo.",
	],
	[
		"Dot strips of @1 under @2: #3 on one side of their prediction in all.",
		"Tiras de puntos de @1 con @2: #3 de un mismo lado de su predicción en todos.",
	],
	[
		"Marks to the right of the line: higher than that model predicts.",
		"Marcas a la derecha de la línea: por encima de lo que predice ese modelo.",
	],
	[
		"Schools stand in alphabetical order within their level.",
		"Las escuelas están en orden alfabético dentro de su nivel.",
	],
	[
		"@1 of #2 lies on the same side under every model that judges them.",
		"@1 de #2 queda del mismo lado con todos los modelos que las juzgan.",
	],
	[
		"@1 of #2 lie on the same side under every model that judges them.",
		"@1 de #2 quedan del mismo lado con todos los modelos que las juzgan.",
	],
	[
		"Where marks stand on both sides, the side says more of the choice of model than of the school.",
		"Donde hay marcas a ambos lados, el lado dice más de la elección del modelo que de la escuela.",
	],
	[
		"Bold: outside its interval by the page's own model, and on the other side of its prediction by another. Its reading depends on the model.",
		"Negrita: fuera de su intervalo según el modelo de la página, y al otro lado de su predicción según otro. Su lectura depende del modelo.",
	],
	[
		"The school outside its range keeps its side under every model",
		"La escuela fuera de su rango conserva su lado con todos los modelos",
	],
	[
		"The school outside its range changes sides under another model",
		"La escuela fuera de su rango cambia de lado con otro modelo",
	],
	[
		"Schools outside their range keep their side under every model",
		"Las escuelas fuera de su rango conservan su lado con todos los modelos",
	],
	[
		"No school outside its range keeps its side under every model",
		"Ninguna escuela fuera de su rango conserva su lado con todos los modelos",
	],
	[
		"Some schools outside their range change sides under another model",
		"Algunas escuelas fuera de su rango cambian de lado con otro modelo",
	],
	[
		"Most schools lie on the same side under every model",
		"La mayoría de las escuelas queda del mismo lado con todos los modelos",
	],
	[
		"For most schools, the side of the prediction depends on the model",
		"En la mayoría de las escuelas, el lado de la predicción depende del modelo",
	],
	["#1 above", "#1 por encima"],
	["as predicted", "según lo predicho"],
	["Above", "Encima"],
	["Below", "Debajo"],
	["Outside", "Fuera"],
	[
		"Result minus prediction, student standard deviations",
		"Resultado menos predicción, desviaciones estándar de estudiantes",
	],
	[
		"Small circles: @1. Squares: @2. Large: the page's own model. Filled: outside its interval.",
		"Círculos pequeños: @1. Cuadrados: @2. Grande: el modelo de la página. Lleno: fuera de su intervalo.",
	],
	[
		"Small circles: @1. Large: the page's own model. Filled: outside its interval.",
		"Círculos pequeños: @1. Grande: el modelo de la página. Lleno: fuera de su intervalo.",
	],
	["percent met or exceeded", "porcentaje que alcanzó o superó"],
	["distance from standard", "distancia al estándar"],
	["standard score within grade and year", "puntaje estandarizado por grado y año"],
	[
		"The page's predictions come from one model; @1 would be as reasonable. They answer two questions: what results do schools with such students have, and what results do schools with such earlier results have?",
		"Las predicciones de la página salen de un modelo; @1 serían igual de razonables. Responden a dos preguntas: ¿qué resultados tienen las escuelas con estudiantes así, y qué resultados tienen las escuelas con resultados anteriores así?",
	],
	["The page's predictions come from one model;", "Las predicciones de la página salen de un modelo;"],
	["@1 would be as reasonable.", "@1 serían igual de razonables."],
	[
		"They answer two questions: what results do schools with such students have, and what results do schools with such earlier results have?",
		"Responden a dos preguntas: ¿qué resultados tienen las escuelas con estudiantes así, y qué resultados tienen las escuelas con resultados anteriores así?",
	],
	[
		"A school can stand apart by one and not by the other.",
		"Una escuela puede distinguirse según una y no según la otra.",
	],
	[
		"The files hold results on one scale only: a standard score made from them would be the same numbers over a constant.",
		"Los archivos tienen resultados en una sola escala: un puntaje estandarizado hecho de ellos serían los mismos números sobre una constante.",
	],
	["A second scale, @1, is among them.", "Una segunda escala, @1, está entre ellos."],
	[
		"The reading of a school outside its range depends on the model where any other one puts it on the other side of its prediction; no such school is called clear.",
		"La lectura de una escuela fuera de su rango depende del modelo donde cualquier otro la pone al otro lado de su predicción; ninguna de esas escuelas se llama clara.",
	],
	[
		"The reading of a school outside its range depends on the model where any other one puts it on the other side of its prediction;",
		"La lectura de una escuela fuera de su rango depende del modelo donde cualquier otro la pone al otro lado de su predicción;",
	],
	["no such school is called clear.", "ninguna de esas escuelas se llama clara."],
	[
		"What each school's prediction says under all models: result minus prediction, student standard deviations",
		"Qué dice la predicción de cada escuela con todos los modelos: resultado menos predicción, desviaciones estándar de estudiantes",
	],
	["Outside the 95 % interval", "Fuera del intervalo del 95 %"],
	["The page's own model", "El modelo de la página"],
	["Lowest of all", "El más bajo de todos"],
	["Highest of all", "El más alto de todos"],
	["not the same side in all", "no del mismo lado en todos"],
	["same side in all", "mismo lado"],
	["depends on the model", "según el modelo"],
	["not predicted by the page's own model", "sin predicción del modelo de la página"],
	[
		"Depends on the model: outside its interval by the page's own model, and on the other side of its prediction by at least one other.",
		"Depende del modelo: fuera de su intervalo según el modelo de la página, y al otro lado de su predicción según al menos otro.",
	],
	[
		"† charter school; models that learn without charters say nothing of it.",
		"† escuela chárter; los modelos que aprenden sin escuelas chárter no dicen nada de ella.",
	],
	["The models tried", "Los modelos probados"],
	["Student mix", "Composición estudiantil"],
	["Earlier result", "Resultado anterior"],
	["Learns from charters", "Aprende de escuelas chárter"],
	["Schools judged", "Escuelas juzgadas"],
	["#1, the page's own", "#1, el de la página"],
	["the school's own", "el de la propia escuela"],
	["shrunken by its reliability", "reducido por su fiabilidad"],
	["mean of two earlier years", "media de dos años anteriores"],
	[
		"The average of a level, without student mix and earlier result, is no prediction and is not among them.",
		"El promedio de un nivel, sin composición estudiantil ni resultado anterior, no es una predicción y no está entre ellos.",
	],
];
