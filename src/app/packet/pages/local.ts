/** What the district's people bring: notes beside their school's result, and events beside the years. */

import { schoolAnchor } from "../../../analyses/school-profile/anchors.js";
import { standing } from "../../../analyses/school-profile/index.js";
import { isKnown } from "../../../domain/measured.js";
import type { Cell } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import type { Section } from "../../../report/index.js";
import { eventsOf, firstPart, notesOf, type Packet, profileOf } from "../packet.js";
import { commonWords } from "../words/common.js";
import { pageWords } from "../words/pages.js";

/** Each note beside what the first part shows of its school. */
export function notesSection(packet: Packet, code: string): Section[] {
	const notes = notesOf(packet, code);
	if (notes.length === 0) return [];
	const words = pageWords[packet.lang];
	const common = commonWords[packet.lang];
	const first = firstPart(packet);
	const { schools } = profileOf(first, code);
	const all = packet.notes?.notes ?? [];
	const rows = notes.map((note): Cell[] => {
		const entry = schools.find(({ school }) => school.cds === note.cds);
		const value = entry?.school.current.value;
		return [
			entry?.school.name ?? note.cds,
			`[${all.indexOf(note) + 1}]`,
			value !== undefined && isKnown(value) ? common.level(value, first.run.input.predictions.unit) : "—",
			readingOf(packet, entry),
			[note.year, note.tag].filter((part) => part !== "").join(", ") || "—",
			note.text,
			note.author || "—",
		];
	});
	const column = (key: string, label: string) => ({ key, label, unit: "text" as const });
	const table = releaseTable({
		id: "table-notes",
		caption: words.notesCaption,
		columns: [
			column("school", common.school),
			column("note", words.note),
			column("result", words.result),
			column("reading", words.reading),
			column("about", words.about),
			column("text", words.what),
			column("from", words.from),
		],
		rows,
	});
	const rowHrefs = notes.map(({ cds }) =>
		schools.some(({ school }) => school.cds === cds) ? `#${schoolAnchor(cds)}` : "",
	);
	return [
		{
			id: "notes",
			title: words.notes,
			blocks: [
				{ block: "paragraph", text: [words.notesLead] },
				{ block: "table", table, rowHrefs },
			],
		},
	];
}

type Entry = ReturnType<typeof profileOf>["schools"][number];

/** What a school's result says beside its prediction, in words of the packet's language. */
export function readingOf({ lang }: Pick<Packet, "lang">, entry: Entry | undefined): string {
	const words = pageWords[lang];
	if (entry?.within === undefined) return words.notPredicted;
	if (entry.evidence === "not enough data") return words.tooFew;
	return { higher: words.higher, lower: words.lower, within: words.within }[standing(entry)];
}

/** Events in their year, between the years whose tests are compared. */
export function timelineSection(packet: Packet, code: string): Section[] {
	const events = eventsOf(packet, code);
	if (events.length === 0) return [];
	const words = pageWords[packet.lang];
	const common = commonWords[packet.lang];
	const tests = packet.parts.flatMap(({ run }) => {
		const { year, baselineYear, subject } = run.input.frame;
		return [baselineYear, year].flatMap((one) =>
			one === undefined ? [] : [{ year: one, text: common.subjectTitle(subject) }],
		);
	});
	const years = [...new Set([...events, ...tests].map(({ year }) => year))].sort((a, b) => a - b);
	const rows = years.map((year): Cell[] => [
		year,
		events
			.filter((event) => event.year === year)
			.map(({ text }) => text)
			.join("; ") || "—",
		tests
			.filter((test) => test.year === year)
			.map(({ text }) => text)
			.join(", ") || "—",
	]);
	const table = releaseTable({
		id: "table-timeline",
		caption: words.timelineCaption,
		columns: [
			{ key: "year", label: words.year, unit: "year" },
			{ key: "event", label: words.event, unit: "text" },
			{ key: "test", label: words.test, unit: "text" },
		],
		rows,
	});
	return [
		{
			id: "timeline",
			title: words.timeline,
			blocks: [
				{ block: "paragraph", text: [words.timelineLead] },
				{ block: "table", table },
			],
		},
	];
}
