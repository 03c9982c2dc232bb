/** Differences between student groups. */

import type { Phrases } from "./phrases.js";

export const groupPhrases: Phrases = [
	[
		"Each group is set beside students who are not in it: its counterpart where the state publishes one, else all other students. Groups stand in the state's order. The differences describe results and the opportunities behind them, not children, and say nothing of why.",
		"Cada grupo se compara con estudiantes que no están en él: su contraparte donde el estado la publica; si no, todos los demás estudiantes. Los grupos están en el orden del estado. Las diferencias describen resultados y las oportunidades detrás de ellos, no a los niños, y no dicen nada del porqué.",
	],
	[
		"#1 of #2 comparisons between student groups show a clear difference",
		"#1 de #2 comparaciones entre grupos de estudiantes muestran una diferencia clara",
	],
	[
		"#1 of #2 comparisons between student groups shows a clear difference",
		"#1 de #2 comparaciones entre grupos de estudiantes muestra una diferencia clara",
	],
	[
		"#1 of 1 comparison between student groups shows a clear difference",
		"#1 de 1 comparación entre grupos de estudiantes muestra una diferencia clara",
	],
	[
		"#1 of 1 comparison between student groups show a clear difference",
		"#1 de 1 comparación entre grupos de estudiantes muestra una diferencia clara",
	],
	[
		"@1, @2, #3: group minus those it is compared with. Dots: @4; thick lines: 95 % intervals; thin marks: single schools that publish both.",
		"@1, @2, #3: el grupo menos aquellos con quienes se compara. Puntos: @4; líneas gruesas: intervalos del 95 %; marcas finas: escuelas sueltas que publican ambos.",
	],
	["all schools drawn together", "todas las escuelas dibujadas, juntas"],
	["the district", "el distrito"],
	[
		"Dots with intervals of differences between student groups, #1 of #2 clearly different from zero.",
		"Puntos con intervalos de diferencias entre grupos de estudiantes, #1 de #2 claramente distintas de cero.",
	],
	["compared with @1", "frente a @1"],
	["all other students", "todos los demás estudiantes"],
	["difference, @1", "diferencia, @1"],
	["Students: group · compared with", "Estudiantes: grupo · comparados"],
	["Students: group · compared with: @1", "Estudiantes: grupo · comparados: @1"],
	["Schools drawn, of those with any of the group", "Escuelas dibujadas, de las que tienen estudiantes del grupo"],
	[
		"Schools drawn, of those with any of the group: @1",
		"Escuelas dibujadas, de las que tienen estudiantes del grupo: @1",
	],
	["True spread, with its range: @1", "Dispersión verdadera, con su rango: @1"],
	["Differences run from #1 to #2 @3.", "Las diferencias van de #1 a #2 @3."],
	[
		"A mark left of zero is a lower result of the group, right of it a higher one.",
		"Una marca a la izquierda del cero es un resultado más bajo del grupo; a la derecha, uno más alto.",
	],
	[
		"#1 marks of single schools: few students stand behind each, so they spread more than the schools truly do.",
		"#1 marcas de escuelas sueltas: detrás de cada una hay pocos estudiantes, así que se dispersan más que las escuelas en verdad.",
	],
	[
		"#1 mark of single schools: few students stand behind each, so they spread more than the schools truly do.",
		"#1 marca de escuelas sueltas: detrás de cada una hay pocos estudiantes, así que se dispersan más que las escuelas en verdad.",
	],
	["Not shown, with the reason in their row: @1", "No se muestran, con el motivo en su fila: @1"],
	["Not shown, with the reason in their row: @1.", "No se muestran, con el motivo en su fila: @1."],
	["Differences between student groups, #1 to #2", "Diferencias entre grupos de estudiantes, #1 a #2"],
	[
		"@1, difference in @2, group minus those it is compared with, students of #3 to #4. Thick lines: 95 % intervals. No line runs over years without a test that most students took.",
		"@1, diferencia en @2, el grupo menos aquellos con quienes se compara, estudiantes de #3 a #4. Líneas gruesas: intervalos del 95 %. Ninguna línea cruza años sin una prueba que hiciera la mayoría de los estudiantes.",
	],
	[
		"Small panels of differences between student groups by year, #1 to #2, with intervals.",
		"Pequeños paneles de diferencias entre grupos por año, #1 a #2, con intervalos.",
	],
	[
		"@1, each with its own panel and all on one scale; behind each value stand #2 to #3 students of the group. Other students are tested each year, and whom the state counts in a group changes: a course is of results, not of children.",
		"@1, cada una con su propio panel y todas en una misma escala; detrás de cada valor hay de #2 a #3 estudiantes del grupo. Cada año se examina a otros estudiantes, y cambia a quién cuenta el estado en un grupo: es un curso de resultados, no de niños.",
	],
	["#1 comparisons", "#1 comparaciones"],
	["#1 comparison", "#1 comparación"],
	[
		"Differences are of averages in @1, so they do not hang on how many students sit near a cut. Their intervals take the spread of students' scores from the model card.",
		"Las diferencias son de promedios en @1, así que no dependen de cuántos estudiantes estén cerca de un corte. Sus intervalos toman la dispersión de los puntajes de la ficha del modelo.",
	],
	[
		"It can't be found here: the files have no counts by level for both sides in any grade of the district.",
		"Aquí no puede hallarse: los archivos no tienen conteos por nivel de ambos lados en ningún grado del distrito.",
	],
	[
		"For “@1” and “@2” it is #3 (between #4 and #5): the two averages lie that many standard deviations of students apart.",
		"Para «@1» y «@2» es #3 (entre #4 y #5): los dos promedios están a esa distancia, en desviaciones estándar de estudiantes.",
	],
	[
		"Two measures stand in the table, because a difference of percents changes with the cut: the same difference in scores moves many students over the standard where many stand near it, and few where few do.",
		"La tabla tiene dos medidas, porque una diferencia de porcentajes cambia con el corte: la misma diferencia de puntajes pasa a muchos estudiantes sobre el estándar donde muchos están cerca de él, y a pocos donde hay pocos.",
	],
	[
		"V compares the whole distributions, from the counts in all four levels, grade by grade.",
		"V compara las distribuciones completas, con los conteos de los cuatro niveles, grado por grado.",
	],
	["Within and between schools", "Dentro de las escuelas y entre ellas"],
	[
		"Two groups can differ because they do in the same schools, or because they attend different ones.",
		"Dos grupos pueden diferir porque difieren en las mismas escuelas, o porque asisten a escuelas distintas.",
	],
	[
		"The table divides each difference into the two, exactly, over the schools that publish both groups.",
		"La tabla divide cada diferencia en esas dos partes, exactamente, sobre las escuelas que publican ambos grupos.",
	],
	[
		"No two schools here publish both sides of any comparison.",
		"Aquí no hay dos escuelas que publiquen ambos lados de alguna comparación.",
	],
	[
		"For “@1” and “@2”, #3 @4 in @5 are #6 within schools (between #7 and #8) and #9 from attending different schools (@0).",
		"Para «@1» y «@2», #3 @4 en @5 son #6 dentro de las escuelas (entre #7 y #8) y #9 por asistir a escuelas distintas (@0).",
	],
	[
		"The files have no results of these groups in single schools.",
		"Los archivos no tienen resultados de estos grupos en escuelas sueltas.",
	],
	[
		"Counting each comparison in each school that has any students of the group, #1 of #2 (#3) can't be seen, mostly because fewer than 11 students are on one side.",
		"Contando cada comparación en cada escuela que tiene estudiantes del grupo, #1 de #2 (#3) no pueden verse, sobre todo porque en un lado hay menos de 11 estudiantes.",
	],
	[
		"The published schools are not all schools: a group that is small everywhere is missing from most of them.",
		"Las escuelas publicadas no son todas: un grupo que es pequeño en todas partes falta en la mayoría.",
	],
	[
		"What is withheld is not worked out by subtraction; where all other students together would show a withheld group, they are left out.",
		"Lo reservado no se calcula por resta; donde todos los demás estudiantes juntos mostrarían un grupo reservado, se omiten.",
	],
	["What is withheld is not worked out by subtraction;", "Lo reservado no se calcula por resta;"],
	[
		"where all other students together would show a withheld group, they are left out.",
		"donde todos los demás estudiantes juntos mostrarían un grupo reservado, se omiten.",
	],
	[
		"The files hold no student groups that can be set side by side.",
		"Los archivos no tienen grupos de estudiantes que puedan compararse.",
	],
	[
		"No comparison of student groups can be shown: one side of each is withheld or missing in the files.",
		"No puede mostrarse ninguna comparación de grupos: un lado de cada una está reservado o falta en los archivos.",
	],
	["Differences between student groups, #1: @2", "Diferencias entre grupos de estudiantes, #1: @2"],
	["Students of the group", "Estudiantes del grupo"],
	["Students compared with", "Estudiantes comparados"],
	["Result of the group", "Resultado del grupo"],
	["Result compared with", "Resultado comparado"],
	["V, 95 % limits, low", "V, límites del 95 %, inferior"],
	["V, 95 % limits, high", "V, límites del 95 %, superior"],
	[
		"Differences are the group minus those it is compared with. A student is in several groups, but never on both sides of a row.",
		"Las diferencias son el grupo menos aquellos con quienes se compara. Un estudiante está en varios grupos, pero nunca en ambos lados de una fila.",
	],
	[
		"V is the difference in units of students' own spread, from the counts in all four levels, pooled over grades.",
		"V es la diferencia en unidades de la propia dispersión de los estudiantes, con los conteos de los cuatro niveles, reunida sobre los grados.",
	],
	[
		"The files have no row of the district's own: results are of the schools that publish both sides, weighted by students.",
		"Los archivos no tienen fila propia del distrito: los resultados son de las escuelas que publican ambos lados, ponderados por estudiantes.",
	],
	[
		"Results are of the district's own published rows, which hold no direct-funded charters.",
		"Los resultados son de las filas publicadas del propio distrito, que no incluyen escuelas chárter de financiamiento directo.",
	],
	[
		"V in single grades, #1: differences in units of students' own spread, 95 % limits, students of either side",
		"V en grados sueltos, #1: diferencias en unidades de la propia dispersión de los estudiantes, límites del 95 %, estudiantes de cada lado",
	],
	[
		"The same differences within and between schools, #1",
		"Las mismas diferencias dentro de las escuelas y entre ellas, #1",
	],
	["Schools that publish both", "Escuelas que publican ambos"],
	["Schools that do not", "Escuelas que no"],
	["Share of the group's students in the former", "Proporción de los estudiantes del grupo en las primeras"],
	["Difference in these schools", "Diferencia en esas escuelas"],
	["Within schools", "Dentro de las escuelas"],
	["From attending different schools", "Por asistir a escuelas distintas"],
	[
		"Within and between add up to the difference in the schools that publish both. Schools that do not are those with students of the group where one side is withheld.",
		"Dentro y entre suman la diferencia en las escuelas que publican ambos. Las escuelas que no son las que tienen estudiantes del grupo y un lado reservado.",
	],
	[
		"Differences year by year, @1: 95 % limits, students of either side",
		"Diferencias año por año, @1: límites del 95 %, estudiantes de cada lado",
	],
	["a side is withheld, or would show a group that is", "un lado está reservado, o mostraría un grupo que lo está"],
	["no grade publishes counts by level for both sides", "ningún grado publica conteos por nivel de ambos lados"],
	["fewer than two schools publish both", "menos de dos escuelas publican ambos"],
	["the groups add up to more than all students", "los grupos suman más que todos los estudiantes"],
	["the schools add up to more students than the district", "las escuelas suman más estudiantes que el distrito"],
	["it would show the students of a withheld school", "mostraría a los estudiantes de una escuela reservada"],
	[
		"with the published groups it would show a group that is withheld",
		"con los grupos publicados mostraría un grupo reservado",
	],
	[
		"in every school a side has fewer than 11 students or would show a withheld group",
		"en cada escuela un lado tiene menos de 11 estudiantes o mostraría un grupo reservado",
	],
	[
		"a grade of one side is withheld, so all others would hold students of the group",
		"un grado de un lado está reservado, así que todos los demás incluirían estudiantes del grupo",
	],
	[
		"the rows of single grades that are published hold fewer than half of the students",
		"las filas publicadas de grados sueltos tienen menos de la mitad de los estudiantes",
	],
	[
		"too few other students beside the rounding of the published averages",
		"muy pocos otros estudiantes frente al redondeo de los promedios publicados",
	],
];
