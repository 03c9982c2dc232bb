/** The team's report: the answer first, then everything it rests on, and questions at the end. */

import type { Block, ReportDocument, Section } from "../../report/index.js";
import { bannerOf, districtName, type PlacementPages, schoolYear } from "./input.js";
import {
	absentLines,
	checkpointSection,
	flowSection,
	overSection,
	reasonsSection,
	recourseSection,
	repeatsSection,
	yearsSection,
} from "./sections/afterwards.js";
import { dataSection, methodSection, policySection, questionsSection, reproduceSection } from "./sections/rules.js";
import {
	alikeSection,
	feedersSection,
	funnelSection,
	levelsSection,
	measuresSection,
	schoolsSection,
} from "./sections/upstream.js";
import {
	alsoSection,
	answerSection,
	boundsSection,
	limitsSection,
	notExaminedSection,
	verdictsSection,
} from "./sections/verdicts.js";
import { answerLead, answerTitle } from "./words/answer.js";

/** Sections in reading order; those that the files can't fill are named under "what could not be examined". */
export function reportSections(input: PlacementPages): Section[] {
	const sections: (Section | undefined)[] = [
		answerSection(input),
		verdictsSection(input),
		limitsSection(),
		funnelSection(input),
		boundsSection(input),
		notExaminedSection(input, absentLines(input)),
		alsoSection(input),
		levelsSection(input),
		alikeSection(input),
		schoolsSection(input),
		feedersSection(input),
		measuresSection(input),
		checkpointSection(input),
		recourseSection(input),
		repeatsSection(input),
		overSection(input),
		flowSection(input),
		reasonsSection(input),
		yearsSection(input),
		policySection(input),
		methodSection(input),
		dataSection(input),
		reproduceSection(input),
	];
	return sections.filter((section) => section !== undefined);
}

/** What all pages of the program do alike, and this room does not know. */
export interface Housekeeping {
	/** The terms that sections use. */
	readonly glossary: (sections: readonly Section[]) => Section | undefined;
	/** Takes long tables that stand behind figures out of the sections. */
	readonly withoutLongTables: (sections: readonly Section[]) => { sections: Section[]; tables: Block[] };
}

/** The report, with its questions at the end. */
export function reportDocument(input: PlacementPages, { glossary, withoutLongTables }: Housekeeping): ReportDocument {
	const texts = withoutLongTables(reportSections(input));
	const sections = [
		...texts.sections,
		...(texts.tables.length > 0 ? [{ id: "tables", title: "Long tables", blocks: texts.tables }] : []),
	];
	const terms = glossary(sections);
	const title = `${districtName(input)}: grade 9 mathematics placement, ${schoolYear(input)}`;
	return {
		lang: "en",
		title,
		meta: [
			"cimp placement report",
			districtName(input),
			`Students entering grade 9, ${schoolYear(input)}`,
			"For the district’s team",
			...(input.date === undefined ? [] : [input.date]),
		],
		...bannerOf(input.policy),
		answer: answerTitle(input),
		lead: [answerLead(input)],
		sections: [...sections, ...(terms === undefined ? [] : [terms]), questionsSection(input)],
		running: title,
	};
}
