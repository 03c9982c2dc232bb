/** Everything that the pages of a packet know: the convening, a run for each part, the notes. */

import { type AnalysisName, findingsBy } from "../../analyses/index.js";
import type { DistrictProfile } from "../../analyses/school-profile/index.js";
import { printedDistrict } from "../../domain/cds-code.js";
import type { Finding } from "../../report/index.js";
import { districtFolder, type Run } from "../run.js";
import type { shownQuestions } from "../schemas/convening.js";
import type { PacketPart, ReadConvening } from "./convening.js";
import type { Notes, SchoolNote } from "./notes.js";
import type { Language } from "./words/common.js";
import { inSpanish } from "./words/findings-es.js";

export interface PartRun {
	readonly part: PacketPart;
	readonly run: Run;
}

export interface Packet {
	readonly convening: ReadConvening;
	readonly lang: Language;
	readonly parts: readonly PartRun[];
	readonly notes: Notes | undefined;
	/** Seven-digit codes in order: the order of every list, so that none is a ranking. */
	readonly districts: readonly string[];
}

/** The part that a packet opens with. */
export function firstPart({ parts }: Packet): PartRun {
	const [first] = parts;
	if (first === undefined) throw new Error("a packet without a part");
	return first;
}

/** The district's name, or its code where the files have none. */
export function districtName({ parts }: Packet, code: string): string {
	const names = parts.map(({ run }) => run.input.frame.districtNames.get(code) ?? "");
	return names.find((name) => name !== "") ?? printedDistrict(code);
}

/** `districts/0199001-sample-unified`. */
export const folderOf = (packet: Packet, code: string): string => districtFolder(firstPart(packet).run, code);

export const notesOf = ({ notes }: Packet, code: string): SchoolNote[] =>
	(notes?.notes ?? []).filter(({ cds }) => cds.startsWith(code));

/** Events of the packet, and those of one district, by year. */
export const eventsOf = (packet: Packet, code: string) =>
	packet.convening.events
		.filter(({ district }) => district === undefined || namesDistrict(packet, district, code))
		.sort((a, b) => a.year - b.year);

const namesDistrict = (packet: Packet, typed: string, code: string): boolean =>
	typed.replace(/[\s-]/g, "") === code || typed.toLowerCase() === districtName(packet, code).toLowerCase();

type Shown = (typeof shownQuestions)[number];
const analysisOf: Readonly<Record<Shown, AnalysisName>> = {
	variation: "variation",
	progress: "progress",
	groups: "groupGaps",
	"bright-spots": "brightSpots",
	similar: "similarDistricts",
	specifications: "specifications",
};

/** The analyses whose sections a district's page shows, in the order of the convening; each once. */
export const shownAnalyses = ({ convening }: Packet): AnalysisName[] => [
	...new Set(convening.show.map((name) => analysisOf[name])),
];

/** A part's findings about a district, in the language of the packet. */
export function findingsOfPart(packet: Packet, { run }: PartRun, code: string): Finding[] {
	const names: AnalysisName[] = ["schoolProfile", ...shownAnalyses(packet)];
	const found = names.flatMap((name) => [...findingsBy(name, run.answers, run.input, code)]);
	return packet.lang === "en" ? found : found.map((finding) => inSpanish(finding, run, code));
}

/** Templates that open a page, most telling first: the level, how many lie outside, the spread. */
const opening: readonly (readonly string[])[] = [
	["profile.level", "profile.change"],
	["profile.count"],
	["variation.spread", "profile.elsewhere", "progress.trend", "progress.change"],
];

/** Three findings to open with, and the others. */
export function openingFindings(findings: readonly Finding[]): { first: Finding[]; further: Finding[] } {
	const first = opening.flatMap((templates) => {
		const found = templates.map((template) => findings.find((finding) => finding.template === template));
		return found.find((finding) => finding !== undefined) ?? [];
	});
	return { first, further: findings.filter((finding) => !first.includes(finding)) };
}

export function profileOf({ run }: PartRun, code: string): DistrictProfile {
	const profile = run.answers.schoolProfile.districts.get(code);
	if (profile === undefined) throw new Error(`district ${code} is not in the run`);
	return profile;
}
