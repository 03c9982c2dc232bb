/** True variation and chance, and movement over the years. */

import type { Phrases } from "./phrases.js";

export const spreadPhrases: Phrases = [
	[
		"Even if all schools of a level were alike, results would differ, because few students are tested and not the same ones each year. This part asks how much of the spread is more than that. What is left includes whom the schools serve.",
		"Aunque todas las escuelas de un nivel fueran iguales, los resultados diferirían, porque se examina a pocos estudiantes y no a los mismos cada año. Esta parte pregunta cuánto de la dispersión es más que eso. Lo que queda incluye a quiénes atienden las escuelas.",
	],
	[
		"Fewer than five schools can be compared, too few to tell a true spread from chance.",
		"Pueden compararse menos de cinco escuelas: muy pocas para distinguir una dispersión verdadera del azar.",
	],
	["Schools differ by more than chance alone would show", "Las escuelas difieren más de lo que mostraría el puro azar"],
	[
		"The spread between schools is about what chance would show",
		"La dispersión entre escuelas es más o menos la que mostraría el azar",
	],
	[
		"@1, @2, @3, #4: each school's distance from the average of its level. One brick a school, @5; 95 % interval of the true spread.",
		"@1, @2, @3, #4: distancia de cada escuela al promedio de su nivel. Un bloque por escuela, @5; intervalo del 95 % de la dispersión verdadera.",
	],
	[
		"Mirrored histograms of @1: seen above, chance alone below; #2 of the variance is more than chance.",
		"Histogramas en espejo de @1: arriba lo visto, abajo el puro azar; el #2 de la varianza es más que azar.",
	],
	[
		"Above the line: the schools as seen, with a standard deviation of @1. Below it: one draw of what chance among students would show if all schools of a level were alike, @2.",
		"Sobre la línea: las escuelas tal como se ven, con una desviación estándar de @1. Debajo: un sorteo de lo que mostraría el azar entre estudiantes si todas las escuelas de un nivel fueran iguales, @2.",
	],
	[
		"With chance taken out, the true spread is about @1. #2 of the variance as seen is more than chance among students. If schools of a level were alike, a spread as seen of #3 to @4 would be usual (95 of 100 times).",
		"Sin el azar, la dispersión verdadera es de unos @1. El #2 de la varianza vista es más que azar entre estudiantes. Si las escuelas de un nivel fueran iguales, lo usual sería ver una dispersión de #3 a @4 (95 de 100 veces).",
	],
	["#1 of variance is beyond chance", "el #1 de la varianza va más allá del azar"],
	["each school's distance from the average of its level", "distancia de cada escuela al promedio de su nivel"],
	[
		"one brick a school; above the line what we saw, below it one draw of chance alone",
		"un bloque por escuela; sobre la línea lo que vimos, debajo un sorteo de puro azar",
	],
	["what we saw", "lo que vimos"],
	["chance alone", "puro azar"],
	["true spread", "dispersión verdadera"],
	["#1 what we saw · #2 chance alone", "#1 lo que vimos · #2 puro azar"],
	["#1 true spread, @2", "#1 dispersión verdadera, @2"],
	["Standard deviation, @1", "Desviación estándar, @1"],
	["Numbers are standard deviations, @1", "Los números son desviaciones estándar, @1"],
	["Results in #1", "Resultados en #1"],
	[
		"In #1 of #2 rows, the spread is more than chance alone would show",
		"En #1 de #2 filas, la dispersión es más de lo que mostraría el puro azar",
	],
	[
		"@1, standard deviations in @2, #3, around the average of the level. Filled: true spread of schools with its 95 % interval; hollow: as seen; grey: where chance alone would put it, 95 of 100 times.",
		"@1, desviaciones estándar en @2, #3, alrededor del promedio del nivel. Lleno: dispersión verdadera de las escuelas con su intervalo del 95 %; hueco: la vista; gris: donde la pondría el puro azar, 95 de 100 veces.",
	],
	[
		"Dots with intervals of the true spread of schools by level and student group; #1 of #2 beyond chance.",
		"Puntos con intervalos de la dispersión verdadera de las escuelas por nivel y grupo; #1 de #2 más allá del azar.",
	],
	[
		"A hollow dot inside its grey band is a spread that chance among students would show if all were alike. Groups with fewer students have wider bands. The first row stands on @1; groups that fewer than ten schools publish are left out.",
		"Un punto hueco dentro de su banda gris es una dispersión que mostraría el azar entre estudiantes si todas fueran iguales. Los grupos con menos estudiantes tienen bandas más anchas. La primera fila se apoya en @1; los grupos que publican menos de diez escuelas se omiten.",
	],
	["Schools of this district", "Escuelas de este distrito"],
	["Districts in the files", "Distritos de los archivos"],
	["Schools of this district, for one student group", "Escuelas de este distrito, para un grupo de estudiantes"],
	["Between the districts in the files", "Entre los distritos de los archivos"],
	["standard deviation, @1", "desviación estándar, @1"],
	["Schools or districts", "Escuelas o distritos"],
	["Schools or districts: @1", "Escuelas o distritos: @1"],
	["True spread, with its range", "Dispersión verdadera, con su rango"],
	[
		"The true spread between schools is wider in #1 than in #2",
		"La dispersión verdadera entre escuelas es más ancha en #1 que en #2",
	],
	[
		"The true spread between schools is narrower in #1 than in #2",
		"La dispersión verdadera entre escuelas es más estrecha en #1 que en #2",
	],
	["The true spread between schools, #1 to #2", "La dispersión verdadera entre escuelas, #1 a #2"],
	[
		"@1, true standard deviation between schools of a level in @2, @3, #4 to #5. Thick lines: 95 % intervals. No line runs over years without a test that most students took.",
		"@1, desviación estándar verdadera entre escuelas de un nivel en @2, @3, #4 a #5. Líneas gruesas: intervalos del 95 %. Ninguna línea cruza años sin una prueba que hiciera la mayoría de los estudiantes.",
	],
	[
		"Line of the true spread between schools, #1 to #2, with intervals.",
		"Línea de la dispersión verdadera entre escuelas, #1 a #2, con intervalos.",
	],
	["In #1 about @2 between @3, in #4 about @5 between @6.", "En #1, unos @2 entre @3; en #4, unos @5 entre @6."],
	["The two intervals do not meet.", "Los dos intervalos no se tocan."],
	[
		"The two intervals meet, so the data do not distinguish the two years.",
		"Los dos intervalos se tocan, así que los datos no distinguen los dos años.",
	],
	[
		"Only schools that are in the newest file are followed back.",
		"Solo se siguen hacia atrás las escuelas que están en el archivo más nuevo.",
	],
	["true spread around the average of the level", "dispersión verdadera alrededor del promedio del nivel"],
	["As seen", "Tal como se ve"],
	["By chance alone", "Por puro azar"],
	["By chance, 95 % band, low", "Por azar, banda del 95 %, inferior"],
	["By chance, 95 % band, high", "Por azar, banda del 95 %, superior"],
	["True spread", "Dispersión verdadera"],
	["Share of variance beyond chance", "Proporción de la varianza más allá del azar"],
	[
		"Spread between schools around the average of their level, standard deviations",
		"Dispersión entre escuelas alrededor del promedio de su nivel, desviaciones estándar",
	],
	[
		"Between districts, each counts once, with the student-weighted average distance of its schools from the averages of their levels; the number of schools is then that of districts.",
		"Entre distritos, cada uno cuenta una vez, con la distancia promedio de sus escuelas a los promedios de sus niveles, ponderada por estudiantes; el número de escuelas es entonces el de distritos.",
	],
	[
		"Spread between schools over the years, standard deviations",
		"Dispersión entre escuelas a lo largo de los años, desviaciones estándar",
	],
	["schools do not differ beyond chance", "las escuelas no difieren más allá del azar"],
	["nothing to explain: the raw spread is zero", "nada que explicar: la dispersión vista es cero"],
	// Movement over the years
	["Not answered here: @1.", "No se responde aquí: @1."],
	[
		"no school of the district has enough years with 30 or more students",
		"ninguna escuela del distrito tiene suficientes años con 30 o más estudiantes",
	],
	[
		"the files hold results of one year, and change needs two or more",
		"los archivos tienen resultados de un año, y un cambio necesita dos o más",
	],
	["No movement of @1 is told apart from chance", "Ningún movimiento de @1 se distingue del azar"],
	["@1 with continued progress, #2 with continued decrease", "@1 con progreso continuo, #2 con descenso continuo"],
	["@1 higher by more than chance, #2 lower", "@1 más alto por más que azar, #2 más bajo"],
	[
		"@1, @2, @3, @4: results minus what schools of the level with a like student mix lead one to expect, in @5; @6. Upright lines show 95 % intervals of chance among students.",
		"@1, @2, @3, @4: resultados menos lo que hacen esperar las escuelas del nivel con una composición parecida, en @5; @6. Las líneas verticales muestran intervalos del 95 % del azar entre estudiantes.",
	],
	[
		"Small line charts of @1 over the years; #2 with a movement told apart from chance.",
		"Pequeñas líneas de @1 a lo largo de los años; #2 con un movimiento distinguible del azar.",
	],
	[
		"The line across each picture is zero: the movement of schools of the level with a like student mix.",
		"La línea que cruza cada dibujo es cero: el movimiento de las escuelas del nivel con una composición parecida.",
	],
	[
		"Filled dots and bold names: a slope told apart from chance, #1 upward and #2 downward.",
		"Puntos llenos y nombres en negrita: una pendiente distinguible del azar, #1 hacia arriba y #2 hacia abajo.",
	],
	[
		"Filled dots and bold names: a change told apart from chance, #1 upward and #2 downward.",
		"Puntos llenos y nombres en negrita: un cambio distinguible del azar, #1 hacia arriba y #2 hacia abajo.",
	],
	["Hollow dots: the data do not distinguish it.", "Puntos huecos: los datos no lo distinguen."],
	[
		"All pictures have the same axes, in alphabetical order.",
		"Todos los dibujos tienen los mismos ejes, en orden alfabético.",
	],
	[
		"A change from one year to another is partly the movement of all schools and of the student mix, and partly regression to the mean: an unusual first result is unlikely to come again, the more so the fewer students there are. Only what is left could be the school's own, and it too holds chance.",
		"Un cambio de un año a otro es en parte el movimiento de todas las escuelas y de la composición estudiantil, y en parte regresión a la media: un primer resultado inusual difícilmente se repite, tanto menos cuantos menos estudiantes hay. Solo lo que queda podría ser propio de la escuela, y también contiene azar.",
	],
	[
		"Progress is called continued only where the chance of a true slope above zero is more than @1: two raw gains in a row are no sign, since chance alone gives them to one school in six.",
		"El progreso se llama continuo solo donde la probabilidad de una pendiente verdadera mayor que cero supera @1: dos subidas seguidas no son señal, pues el puro azar se las da a una de cada seis escuelas.",
	],
	[
		"With two years, a change is named where the chance that it is more than the luck of who was tested exceeds @1.",
		"Con dos años, se nombra un cambio donde la probabilidad de que sea más que la suerte de a quién se examinó supera @1.",
	],
	[
		"Two years can't tell a change that lasts from the wobble of a single year: nothing here is called continued progress.",
		"Dos años no distinguen un cambio que dura de la oscilación de un solo año: nada aquí se llama progreso continuo.",
	],
	["#1 in 100", "#1 de 100"],
	[
		"Which schools move beside schools of the level with a like student mix, @1?",
		"¿Qué escuelas se mueven junto a escuelas del nivel con una composición parecida, @1?",
	],
	["@1 could be judged, #2 could not.", "@1 se pudieron juzgar; #2 no."],
	[
		"Neighboring years share students in schools that test several grades; the intervals allow for that.",
		"Los años vecinos comparten estudiantes en las escuelas que examinan varios grados; los intervalos lo tienen en cuenta.",
	],
	[
		"There was no test in 2020, and few students were tested in 2021, which is left out; the test has been shorter since 2020–21. Lines break there, and every year has its own average of the level, so that no break in the series counts as movement.",
		"No hubo prueba en 2020, y en 2021 se examinó a pocos estudiantes, así que se omite; la prueba es más corta desde 2020–21. Las líneas se interrumpen ahí, y cada año tiene su propio promedio del nivel, de modo que ningún corte de la serie cuenta como movimiento.",
	],
	[
		"There was no test in 2020, and few students were tested in 2021, which is left out;",
		"No hubo prueba en 2020, y en 2021 se examinó a pocos estudiantes, así que se omite;",
	],
	["the test has been shorter since 2020–21.", "la prueba es más corta desde 2020–21."],
	[
		"Lines break there, and every year has its own average of the level, so that no break in the series counts as movement.",
		"Las líneas se interrumpen ahí, y cada año tiene su propio promedio del nivel, de modo que ningún corte de la serie cuenta como movimiento.",
	],
	["2015 was the first year of the test.", "2015 fue el primer año de la prueba."],
	[
		"Results minus what schools of the level with a like student mix lead one to expect, in @1, @2",
		"Resultados menos lo que hacen esperar las escuelas del nivel con una composición parecida, en @1, @2",
	],
	["Slope per year", "Pendiente por año"],
	["Chance that it is above zero", "Probabilidad de que sea mayor que cero"],
	["continued progress", "progreso continuo"],
	["continued decrease", "descenso continuo"],
	["higher, by more than chance", "más alto, por más que azar"],
	["lower, by more than chance", "más bajo, por más que azar"],
	[
		"@1: drawn in towards zero, the more the fewer students and years there are. Zero is the movement of schools of the level with the same change in student mix.",
		"@1: acercado a cero, tanto más cuantos menos estudiantes y años hay. Cero es el movimiento de las escuelas del nivel con el mismo cambio de composición estudiantil.",
	],
	[
		"Change from a school's first year to its newest, and its parts",
		"Cambio del primer año de una escuela al más nuevo, y sus partes",
	],
	["First year", "Primer año"],
	["First result", "Primer resultado"],
	["Newest result", "Resultado más nuevo"],
	["Moved with the level", "Movido con el nivel"],
	["Regression to the mean", "Regresión a la media"],
	["What is left", "Lo que queda"],
	[
		"Moved with the level: what schools of the level moved, with the school's change in student mix. Regression to the mean: the part of an unusual first result that was not to be expected again. What is left holds chance among students too, and no cause.",
		"Movido con el nivel: lo que se movieron las escuelas del nivel, con el cambio de composición de la escuela. Regresión a la media: la parte de un primer resultado inusual que no cabía esperar de nuevo. Lo que queda también contiene azar entre estudiantes, y ninguna causa.",
	],
];
