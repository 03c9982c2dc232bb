/** The page of a comparison of two packets: moved, noise, places, data, method; each on its own. */

import { betweenYearsMethod } from "../../../analyses/between-years/method.js";
import { capitalized, subjectName, unitWords } from "../../../analyses/words.js";
import { isAbsent } from "../../../domain/measured.js";
import {
	type Block,
	formatCount,
	formatList,
	formatNumber,
	type ReportDocument,
	type Section,
	type Text,
} from "../../../report/index.js";
import { areInvented, inventedWords } from "../../pages/invented.js";
import type { DiffChange, PacketDiff } from "../../schemas/packet-diff.js";
import { noiseSection } from "./section-noise.js";
import { placesSection } from "./section-places.js";
import { dataSection, methodSection } from "./sections-made.js";
import { changesTable, rowOf } from "./table-changes.js";

type Part = PacketDiff["parts"][number];

export function diffPage(diff: PacketDiff): ReportDocument {
	const { before, after } = diff.packets;
	const invented = areInvented([...before.districts, ...after.districts]);
	return {
		lang: "en",
		title: `What changed: ${before.title} and ${after.title}`,
		meta: ["cimp packet diff", `${before.title}, ${before.year}`, `${after.title}, ${after.year}`],
		...(invented ? { banner: inventedWords } : {}),
		answer: answer(diff),
		lead: lead(diff),
		sections: [
			...diff.parts.map((part) => movedSection(diff, part)),
			noiseSection(diff),
			placesSection(diff),
			dataSection(diff),
			methodSection(diff),
			limitsSection,
			aboutMethod,
			...allSections(diff),
		],
		running: `What changed: ${before.title} and ${after.title}`,
	};
}

const compared = ({ noise }: PacketDiff): number => noise.parts.reduce((sum, part) => sum + part.compared, 0);

function answer(diff: PacketDiff): string {
	const { before, after } = diff.packets;
	if (compared(diff) === 0) return `What changed between the packets of ${before.year} and ${after.year}`;
	const all = formatCount(compared(diff), diff.parts.length > 1 ? "result" : "school");
	return diff.moved.length === 0
		? `Of ${all} compared, none moved by more than chance and an ordinary year would give`
		: `Of ${all} compared, ${formatNumber(diff.moved.length)} moved by more than chance and an ordinary year would give`;
}

/** Movement, noise and places, in a sentence each. */
function lead(diff: PacketDiff): Text {
	const { opened, closed, renamed, moved } = diff.entities;
	const places = [
		[opened.length, "opened"],
		[closed.length, "closed"],
		[renamed.length, "renamed"],
		[moved.length, "moved to another district"],
	] as const;
	const happened = places.filter(([count]) => count > 0).map(([count, word]) => `${formatNumber(count)} ${word}`);
	const ofPlaces =
		happened.length === 0
			? "No district or school opened, closed, moved or changed its name."
			: `Places: ${formatList(happened)}.`;
	const rate = formatNumber(100 * diff.noise.falseDiscoveryRate);
	const noise =
		compared(diff) === 0
			? "Changes of schools were not tested; why is said below."
			: diff.moved.length === 0
				? "For every school, the data do not distinguish movement from noise."
				: `At most ${rate} % of the changes named are expected to be chance; for the others the data do not distinguish movement from noise.`;
	const made = diff.method.length + diff.data.revisions.length;
	const change =
		made === 0
			? "Settings and models are the same, and no result was revised."
			: "Revised data and changes of method stand apart from what schools did.";
	return [`${noise} ${ofPlaces} ${change}`];
}

function movedSection(diff: PacketDiff, part: Part): Section {
	const title = `${capitalized(subjectName(part.subject))}, ${part.fromYear} and ${part.toYear}: what moved`;
	const own = diff.moved.filter((entry) => entry.part === part.part);
	const id = `moved-${part.part}`;
	if (isAbsent(part.tested)) {
		const because: Block = { block: "paragraph", text: [`No change of a school was tested: ${part.tested.reason}.`] };
		return { id, title, blocks: [because, ...sameYear(part)] };
	}
	if (own.length === 0) {
		const text =
			"The data do not show that any school moved. That is not to say that none did: a small school has to move far before it can be told.";
		return { id, title, blocks: [{ block: "paragraph", text: [text] }] };
	}
	const words = unitWords(part.unit);
	const sentences = own.map((entry): Text => {
		const ends = [entry.lower, entry.upper].map(Math.abs).sort((low, high) => low - high);
		const range = ends.map((end) => formatNumber(end, { digits: words.fineDigits })).join(" and ");
		return [
			{ text: entry.name, href: `#${rowOf(entry)}` },
			` (${students(entry)}) is ${entry.direction} by ${words.difference(Math.abs(entry.change), words.fineDigits)} beside schools like it, with 95 % limits of ${range}.`,
		];
	});
	return {
		id,
		title,
		blocks: [
			{
				block: "paragraph",
				text: [
					`${formatCount(own.length, "school")} of ${formatNumber(comparedIn(diff, part))} moved beyond the uncertainty of both years. Schools stand in the order of their codes.`,
				],
			},
			{ block: "list", items: sentences },
			{ block: "table", table: changesTable(part, own, "moved") },
		],
	};
}

const students = ({ beforeTested, afterTested }: DiffChange): string =>
	isAbsent(beforeTested) || isAbsent(afterTested)
		? "students: withheld"
		: `${formatNumber(beforeTested)} and ${formatNumber(afterTested)} students`;

const comparedIn = ({ noise }: PacketDiff, { part }: Part): number =>
	noise.parts.find((entry) => entry.part === part)?.compared ?? 0;

function sameYear({ sameYear }: Part): Block[] {
	if (isAbsent(sameYear)) return [];
	const { results, predictions, because } = sameYear;
	const text = `${formatCount(results, "school has", "schools have")} another result, and ${formatCount(predictions, "school", "schools")} with the same result another prediction: ${because}.`;
	return [{ block: "paragraph", text: [text] }];
}

/** Everything compared and not named, at the end of the page. */
function allSections(diff: PacketDiff): Section[] {
	return diff.parts.flatMap((part): Section[] => {
		const own = diff.noise.parts.find((entry) => entry.part === part.part);
		if (own === undefined || own.schools.length === 0) return [];
		const title = `${capitalized(subjectName(part.subject))}: schools whose movement the data do not distinguish from noise`;
		const short = `All others, ${subjectName(part.subject)}`;
		return [
			{
				id: `others-${part.part}`,
				title,
				short,
				blocks: [{ block: "table", table: changesTable(part, own.schools, "others") }],
			},
		];
	});
}

const limitsSection: Section = {
	id: "limits",
	title: "What this can and can’t tell",
	blocks: [
		{
			block: "list",
			items: [
				...betweenYearsMethod.notFor,
				"Limits hold chance among students and the ordinary movement of a year. They do not hold who was tested, nor the choice of the model.",
			].map((item) => [item]),
		},
	],
};

const aboutMethod: Section = {
	id: "method",
	title: "How moved and noise are told apart",
	blocks: [
		{ block: "paragraph", text: [betweenYearsMethod.what] },
		{
			block: "facts",
			id: betweenYearsMethod.id,
			title: betweenYearsMethod.title,
			facts: [
				...betweenYearsMethod.formula.map((text, index) => ({ term: `Step ${index + 1}`, text: [text] })),
				...betweenYearsMethod.assumptions.map((text) => ({ term: "Taken for granted", text: [text] })),
				...betweenYearsMethod.references.map((text) => ({ term: "Reference", text: [text] })),
			],
		},
	],
};
