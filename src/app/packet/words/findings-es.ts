/**
 * The findings in Spanish: one sentence for each template of the analyses, from the same numbers.
 *
 * English is the language in which the analyses write; this catalogue translates by template, so that both say the same
 * of the same finding and no analysis is written twice. A test holds every template against it.
 */

import { isAbsent } from "../../../domain/measured.js";
import type { OutcomeScale } from "../../../domain/outcome-scale.js";
import { type Finding, formatNumber, type Text } from "../../../report/index.js";
import type { Run } from "../../run.js";
import { commonWords } from "./common.js";
import { spanishGroup } from "./groups-es.js";

interface Context {
	readonly finding: Finding;
	readonly run: Run;
	readonly code: string;
	readonly unit: OutcomeScale;
	/** Parameters of the template; a number that is not there is a mistake of this catalogue. */
	readonly number: (name: string) => number;
}

const words = commonWords.es;
const open = ({ finding }: Context): boolean =>
	finding.evidence === "not distinguishable" || finding.evidence === "not enough data";
const strong = (text: string) => ({ text, strong: true });
const count = (value: number): string => formatNumber(value);
const higher = (value: number): string => (value > 0 ? "más alto" : "más bajo");

const expectedOutside = (schools: number): string => {
	const expected = 0.05 * schools;
	return expected < 1 ? "menos de una" : `unas ${formatNumber(expected)}`;
};

export const fromWords: Readonly<Record<"progress" | "context" | "level", string>> = {
	progress: "los resultados anteriores, la composición estudiantil y las otras escuelas del distrito",
	context: "la composición estudiantil y las otras escuelas del distrito",
	level: "el nivel y las otras escuelas del distrito",
};

const profileOf = ({ run, code }: Context) => run.answers.schoolProfile.districts.get(code);

function level({ run, unit, number, ...context }: Context): Text {
	const all = { run, unit, number, ...context };
	const profile = profileOf(all);
	const { year } = run.input.frame;
	const where = profile?.actual?.published === true ? "" : " de las escuelas comparadas";
	const [value, tested, difference] = [number("value"), number("tested"), number("difference")];
	const start: Text =
		unit === "percent"
			? [
					strong(`${count(Math.round((value * tested) / 100))} de ${count(tested)}`),
					` estudiantes con puntaje${where} alcanzaron o superaron el estándar en ${year} (${words.level(value, unit)})`,
				]
			: [`En promedio, los estudiantes${where} quedaron `, strong(words.level(value, unit)), ` en ${year}`];
	const ofWhole = profile?.wider?.published === true ? "del estado" : "de todos los distritos de los archivos";
	const size = words.difference(Math.abs(difference), unit, Math.abs(difference) < 10 ? 1 : 0);
	return open(all)
		? [...start, `; los datos no lo distinguen ${ofWhole}.`]
		: [...start, `, ${size} ${difference > 0 ? "por encima" : "por debajo"} ${ofWhole}.`];
}

function change(context: Context): Text {
	const { year, baselineYear } = context.run.input.frame;
	if (open(context)) return [`Los datos no distinguen ${year} de ${baselineYear}.`];
	const value = context.number("change");
	const size = words.difference(Math.abs(value), context.unit, 1);
	return ["El resultado del distrito fue ", strong(`${size} ${higher(value)}`), ` en ${year} que en ${baselineYear}.`];
}

function counted({ number, run }: Context): Text {
	const [judged, above, below] = [number("judged"), number("higher"), number("lower")];
	const sides: Text =
		above + below === 0
			? ["Ninguna quedó por encima ni por debajo"]
			: [strong(count(above)), " por encima y ", strong(count(below)), " por debajo"];
	return [
		strong(`${count(judged - above - below)} de ${count(judged)}`),
		` escuelas obtuvieron un resultado dentro del rango que predicen ${fromWords[run.input.predictions.kind]}. `,
		...sides,
		`; si ninguna escuela fuera inusual, de todos modos quedarían fuera ${expectedOutside(judged)}.`,
	];
}

function unusual(side: "higher" | "lower") {
	return ({ finding, unit, run, number }: Context): Text => {
		const cds = finding.id.replace("finding-", "");
		const entry = run.input.predictions.schools.find(({ school }) => school.cds === cds);
		const [name] = finding.sentence;
		const limit = (value: number): string => (unit === "percent" ? `${formatNumber(value)} %` : formatNumber(value));
		const range = `${limit(entry?.within?.lower ?? 0)} a ${limit(entry?.within?.upper ?? 0)}`;
		return [
			name ?? "",
			` (${words.students(finding.counts.tested ?? 0)}): ${words.level(number("value"), unit)}, `,
			strong(`por ${side === "higher" ? "encima" : "debajo"} de su rango predicho`),
			` de ${range}.`,
		];
	};
}

function elsewhere(context: Context): Text {
	if (open(context))
		return [
			"Los datos no distinguen las escuelas del distrito, en conjunto, de escuelas parecidas de otros distritos.",
		];
	const value = context.number("value");
	const size = words.difference(Math.abs(value), context.unit, 1);
	return [
		"En conjunto, las escuelas del distrito quedaron ",
		strong(`${size} ${value > 0 ? "por encima" : "por debajo"}`),
		" de escuelas parecidas de otros distritos.",
	];
}

function spread(context: Context): Text {
	if (open(context)) return ["Los datos no distinguen la dispersión entre escuelas de un mismo nivel del puro azar."];
	return [
		"Las escuelas de un mismo nivel difieren con una dispersión verdadera de unos ",
		strong(words.difference(context.number("true"), context.unit)),
		" (desviación estándar); el azar entre estudiantes por sí solo mostraría ",
		words.difference(context.number("noise"), context.unit),
		".",
	];
}

function progress(kind: "trend" | "change") {
	return ({ number, run }: Context): Text => {
		const [judged, up, down] = [number("judged"), number("up"), number("down")];
		const { years } = run.answers.progress;
		const span = years.length > 2 ? `${years[0]} a ${years.at(-1)}` : words.years(years);
		if (up + down === 0)
			return [
				`Los datos no distinguen el movimiento de ninguna de ${words.schools(judged)} del de escuelas parecidas, ${span}.`,
			];
		return [
			strong(`${count(up)} de ${count(judged)}`),
			` escuelas: ${kind === "trend" ? "progreso continuo" : "un resultado más alto por más que azar"} junto a escuelas del nivel con una composición estudiantil parecida, ${span}; `,
			strong(count(down)),
			` ${kind === "trend" ? "con descenso continuo" : "más bajo por más que eso"}; los datos no distinguen las otras ${count(judged - up - down)}.`,
		];
	};
}

function groups(context: Context): Text {
	const { params, evidence } = context.finding;
	const [first, second] = [spanishGroup(String(params.group)), spanishGroup(String(params.reference))];
	if (open(context)) {
		const how = evidence === "not enough data" ? "no bastan para comparar" : "no distinguen";
		return [`Los datos ${how} los resultados de «${first}» y de «${second}».`];
	}
	const { unit, number } = context;
	return [
		`${first}: ${words.level(number("value"), unit)}; ${second}: ${words.level(number("referenceValue"), unit)}. La diferencia es de `,
		strong(words.difference(Math.abs(number("difference")), unit)),
		".",
	];
}

function brightNamed({ finding, number, run, unit }: Context): Text {
	const names = finding.sentence.filter((span) => typeof span !== "string" && span.href !== undefined);
	const listed = names.flatMap((span, index) => (index === 0 ? [span] : [", ", span]));
	const more = number("named") - names.length;
	const smallest = words.difference(run.answers.brightSpots.smallest, unit);
	return [
		strong(`${count(number("named"))} de ${count(number("judged"))}`),
		` escuelas son lugares de los que aprender: sus resultados están de forma duradera más de ${smallest} por encima de la predicción: `,
		...listed,
		more > 0 ? ` y ${count(more)} más.` : ".",
	];
}

const brightNone = ({ number, run, unit }: Context): Text => [
	`Los datos no distinguen a ninguna de ${words.schools(number("judged"))} como situada de forma duradera más de ${words.difference(run.answers.brightSpots.smallest, unit)} por encima de la predicción.`,
];

function similar(context: Context): Text {
	const districts = count(context.number("districts"));
	if (open(context))
		return [
			`Los datos no distinguen el resultado del de los ${districts} distritos de los archivos más parecidos a este.`,
		];
	const difference = context.number("difference");
	return [
		`El resultado es ${higher(difference)} que lo que hacen esperar los ${districts} distritos de los archivos más parecidos a este, a `,
		strong(words.difference(Math.abs(difference), context.unit)),
		" de su promedio.",
	];
}

function steady({ number }: Context): Text {
	const [outside, dependent] = [number("outside"), number("dependent")];
	return [
		strong(`${count(number("steady"))} de ${count(number("schools"))}`),
		` escuelas quedan del mismo lado de la predicción en todos los modelos razonables que las juzgan, hasta ${count(number("models"))}. `,
		outside === 0
			? "El modelo de la página no pone ninguna escuela fuera de su rango."
			: `De las ${count(outside)} fuera de su rango, ${dependent === 0 ? "todas conservan su lado" : `${count(dependent)} cambian de lado en otro modelo`}.`,
	];
}

/** Template → sentence. */
export const spanishTemplates: Readonly<Record<string, (context: Context) => Text>> = {
	"profile.level": level,
	"profile.change": change,
	"profile.count": counted,
	"profile.higher": unusual("higher"),
	"profile.lower": unusual("lower"),
	"profile.elsewhere": elsewhere,
	"variation.spread": spread,
	"progress.trend": progress("trend"),
	"progress.change": progress("change"),
	"groups.open": groups,
	"groups.difference": groups,
	"bright-spots.named": brightNamed,
	"bright-spots.none": brightNone,
	"similar.open": similar,
	"similar.difference": similar,
	"specifications.steady": steady,
};

/** Counts and interval behind a finding, whatever its template. */
function detail({ finding, unit }: Context): Text {
	const { schools, tested } = finding.counts;
	const counts = [
		...(schools === undefined ? [] : [words.schools(schools)]),
		...(tested === undefined ? [] : [words.students(tested)]),
	];
	const { interval } = finding;
	if (interval === undefined || isAbsent(interval)) return [`${words.list(counts)}.`];
	const share = finding.measure?.startsWith("share") === true;
	const ends = [interval.lower, interval.upper].map((end) =>
		share ? `${formatNumber(100 * end)} %` : formatNumber(end, { digits: unit === "z" ? 2 : 1, signed: true }),
	);
	const what = share ? "intervalo del 95 % de la proporción" : words.interval95;
	return [`${words.list(counts)}; ${what} ${words.range(ends[0] ?? "", ends[1] ?? "")}.`];
}

/**
 * A finding in Spanish: the same numbers, evidence, source and method.
 *
 * @throws Error for a template without a translation or a parameter that it does not carry: a mistake of this catalogue
 */
export function inSpanish(finding: Finding, run: Run, code: string): Finding {
	const template = spanishTemplates[finding.template];
	if (template === undefined) throw new Error(`the finding ${finding.template} has no Spanish`);
	const number = (name: string): number => {
		const value = finding.params[name];
		if (typeof value !== "number") throw new Error(`${finding.template} has no number "${name}"`);
		return value;
	};
	const context = { finding, run, code, unit: run.input.predictions.unit, number };
	return { ...finding, sentence: template(context), detail: detail(context) };
}
