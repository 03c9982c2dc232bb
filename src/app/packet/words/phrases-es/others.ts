/** Schools to learn with, similar districts, other models, and the districts side by side. */

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
