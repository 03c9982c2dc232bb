/** Questions of a district: the standing ones with prompts that follow from its numbers, then the convening's own. */

import { isAbsent } from "../../domain/measured.js";
import type { Block, Text } from "../../report/index.js";
import { notesOf, type Packet, type PartRun, profileOf } from "./packet.js";
import { commonWords } from "./words/common.js";
import { spanishGroup } from "./words/groups-es.js";
import { mostlyChance, questionWords } from "./words/questions.js";

type Questions = Extract<Block, { block: "questions" }>["questions"];

/** At most this many schools are named in a prompt. */
const mostNamed = 4;

/** One part's standing questions with its prompts. */
export function questionsOf(packet: Packet, part: PartRun, code: string): Questions {
	const words = questionWords[packet.lang];
	return [
		{ question: words.shape, prompts: shapePrompts(packet, part, code) },
		{ question: words.spread, prompts: spreadPrompts(packet, part, code) },
		{ question: words.prediction, prompts: predictionPrompts(packet, part, code) },
		{ question: words.progress, prompts: progressPrompts(packet, part, code) },
	];
}

/** The convening's own questions; one blank where it has none. */
export const ownQuestions = ({ convening, lang }: Packet): Questions =>
	(convening.questions.length > 0 ? convening.questions : [questionWords[lang].own]).map((question) => ({
		question,
		prompts: [],
	}));

function shapePrompts(packet: Packet, part: PartRun, code: string): Text[] {
	const words = questionWords[packet.lang];
	const profile = profileOf(part, code);
	const regular = profile.schools.filter(
		({ school }) => school.kind === "regular" && typeof school.current.value === "number",
	);
	const levels = new Set(regular.map(({ school }) => school.level));
	return [
		...(regular.length > 1 ? [[words.strip(regular.length)]] : []),
		...(levels.size > 1 ? [[words.levels(levels.size)]] : []),
	];
}

function spreadPrompts(packet: Packet, { run }: PartRun, code: string): Text[] {
	const words = questionWords[packet.lang];
	const spread = run.answers.variation.get(code)?.spread;
	if (spread === undefined) return [[words.few]];
	const { reliability } = spread;
	return [[1 - reliability >= mostlyChance ? words.chance(100 * (1 - reliability)) : words.real(100 * reliability)]];
}

function predictionPrompts(packet: Packet, part: PartRun, code: string): Text[] {
	const words = questionWords[packet.lang];
	const profile = profileOf(part, code);
	const { judged, higher, lower } = profile;
	const outside = [...higher, ...lower];
	const clear = outside.filter(({ evidence }) => evidence === "clear").map(({ school }) => school.name);
	const named = clear.sort().slice(0, mostNamed);
	const { specifications } = part.run.input;
	const depends = outside.filter(({ school }) => specifications.schools.get(school.cds)?.dependsOnModel === true);
	const noted = new Set(notesOf(packet, code).map(({ cds }) => cds));
	return [
		...(judged.length === 0
			? []
			: [[outside.length === 0 ? words.inside : words.outside(outside.length, judged.length)]]),
		...(named.length > 0 ? [[words.clear(commonWords[packet.lang].list(named))]] : []),
		...(depends.length > 0 ? [[words.depends(depends.length)]] : []),
		...(noted.size > 0 ? [[words.notes(noted.size)]] : []),
	];
}

function progressPrompts(packet: Packet, { run }: PartRun, code: string): Text[] {
	const words = questionWords[packet.lang];
	const { frame } = run.input;
	const own = run.answers.progress.districts.get(code);
	const groups = groupPrompt(packet, run, code);
	if (frame.baselineYear === undefined) return [[words.noEarlier], ...groups];
	const moved = own === undefined ? 0 : own.up.length + own.down.length;
	const said =
		own === undefined || own.judged.length === 0
			? []
			: [[moved === 0 ? words.unmoved(own.judged.length) : words.moved(own.up.length, own.down.length)]];
	const two = run.answers.progress.years.length > 2 ? [] : [[words.twoYears(frame.year, frame.baselineYear)]];
	return [...said, ...two, ...groups];
}

/** The widest difference between groups that is clear. */
function groupPrompt({ lang }: Packet, { answers, input }: PartRun["run"], code: string): Text[] {
	const clear = (answers.groupGaps.get(code) ?? []).flatMap(({ comparison, difference, evidence }) =>
		evidence !== "clear" || isAbsent(difference) ? [] : [{ comparison, size: Math.abs(difference.value) }],
	);
	const [widest] = clear.sort((a, b) => b.size - a.size || (a.comparison.id < b.comparison.id ? -1 : 1));
	if (widest === undefined) return [];
	const { group, referenceName } = widest.comparison;
	const [first, second] = [group.name, referenceName].map((name) => (lang === "es" ? spanishGroup(name) : name));
	const versus = lang === "es" ? "en comparación con" : "compared with";
	const size = commonWords[lang].difference(widest.size, input.predictions.unit);
	return [[questionWords[lang].groups(`${first} ${versus} ${second}`, size)]];
}
