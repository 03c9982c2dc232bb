/** A district's page, assembled from what the analyses say. */

import { answerOf, type DistrictAnswer, furtherAnalyses } from "../../analyses/index.js";
import type { DistrictProfile } from "../../analyses/school-profile/index.js";
import {
	countAtStart,
	expectedOutside,
	predictedFrom,
	subjectName,
	subjectTitle,
	type UnitWords,
	unitWords,
	yearsOf,
} from "../../analyses/words.js";
import { metWords } from "../../domain/achievement-levels.js";
import { printedDistrict } from "../../domain/cds-code.js";
import { evidenceOf, smallestWorthNaming } from "../../domain/evidence.js";
import {
	type Block,
	type Finding,
	formatCount,
	formatNumber,
	formatRange,
	type ReportDocument,
	type Section,
	type Text,
} from "../../report/index.js";
import { districtFindings, methodsOf } from "../answers.js";
import type { Methods } from "../contents.js";
import type { Run } from "../run.js";
import { aboutDataSection, districtTitle, reproduceSection } from "./about-data.js";
import { glossarySection } from "./glossary.js";
import { inventedBanner } from "./invented.js";
import { withoutLongTables } from "./long-tables.js";
import { methodsFile } from "./methods-page.js";
import { modelSection } from "./model-card.js";
import { questionSection } from "./questions.js";

export interface DistrictPage {
	readonly document: ReportDocument;
	readonly figures: DistrictAnswer["figures"];
	/** Which method is behind each figure and table. */
	readonly methods: Methods;
}

export function districtPage(run: Run, code: string): DistrictPage {
	const profile = run.answers.schoolProfile.districts.get(code);
	if (profile === undefined) throw new Error(`district ${code} is not in the run`);
	const { input } = run;
	const schools = answerOf("schoolProfile", run.answers, input, code);
	const further = furtherAnalyses.map((name) => answerOf(name, run.answers, input, code));
	const findings = districtFindings(run, code);
	const [glance, profileSection, tables] = splitSections(schools.sections);
	const texts = withoutLongTables(further.flatMap((answer) => answer.sections));
	const name = districtTitle(run, code);
	const sections: Section[] = [
		...glance,
		...(findings.length > 0 ? [findingsSection(findings)] : []),
		limitsSection(run),
		...profileSection,
		...texts.sections,
		questionSection(run, profile),
		aboutDataSection(run, [code], "../../problems.csv"),
		modelSection(run, `../../${methodsFile}`),
		reproduceSection(run),
		...tables.map((section) => ({ ...section, blocks: [...section.blocks, ...texts.tables] })),
	];
	const terms = glossarySection(sections);
	return {
		document: {
			lang: "en",
			title: `${name}: ${subjectName(input.frame.subject)} ${input.frame.year}`,
			meta: metaLine(run, code),
			...inventedBanner(run),
			answer: headline(run, profile, name),
			lead: leadOf(run, profile),
			sections: terms === undefined ? sections : [...sections, terms],
			running: `${name}, ${subjectName(input.frame.subject)} ${input.frame.year}`,
		},
		figures: [schools, ...further].flatMap((answer) => answer.figures),
		methods: methodsOf([
			["schoolProfile", schools],
			...furtherAnalyses.flatMap((name, index) => {
				const answer = further[index];
				return answer === undefined ? [] : [[name, answer] as const];
			}),
		]),
	};
}

function metaLine(run: Run, code: string): string[] {
	const { frame, group } = run.input;
	return [
		"cimp district report",
		`${districtTitle(run, code)} (${printedDistrict(code)})`,
		`${subjectTitle(frame.subject)}, ${yearsOf(frame)}`,
		group,
		...(run.date === undefined ? [] : [run.date]),
	];
}

/** The figures' glance stands first and the long tables last. */
function splitSections(sections: readonly Section[]): [Section[], Section[], Section[]] {
	const of = (id: string): Section[] => sections.filter((section) => section.id === id);
	return [of("glance"), of("schools"), of("tables")];
}

/** The answer, as the page's title. */
export function headline(run: Run, profile: DistrictProfile, name: string): string {
	const { frame } = run.input;
	const judged = profile.judged.length;
	const near = judged - profile.higher.length - profile.lower.length;
	const results = `${frame.year} ${frame.subject === "ela" ? "English" : frame.subject} results`;
	if (judged === 0) {
		return `${name}: ${results} of ${formatCount(profile.schools.length, "school")}, none judged against a prediction`;
	}
	const schools = `${formatNumber(near)} of ${formatNumber(judged)} ${name} ${judged === 1 ? "school" : "schools"}`;
	return `In ${schools}, ${results} lie within the range predicted`;
}

/** Level, change, how many lie outside, and how the district stands to others: each as sure as its finding. */
function leadOf(run: Run, profile: DistrictProfile): Text {
	const words = unitWords(run.input.predictions.unit);
	const sentences = [
		profile.actual === undefined ? "" : `${levelInWords(run, profile.actual)}${changeInWords(run, profile, words)}.`,
		outsideInWords(run, profile),
		elsewhereInWords(run, profile, words),
		profile.judged.length > 0 && anyDoubt(run)
			? "With this few schools the data can’t show whether the ranges hold; the model card has the count."
			: "",
	];
	return [sentences.filter((sentence) => sentence !== "").join(" ")];
}

function levelInWords({ input }: Run, actual: NonNullable<DistrictProfile["actual"]>): string {
	const { year } = input.frame;
	const where = actual.published ? "" : " of the schools compared";
	return input.predictions.unit === "percent"
		? `${formatNumber(actual.value)} of 100 students${where} ${metWords(year)} in ${year}`
		: `Students${where} scored, on average, ${unitWords(input.predictions.unit).level(actual.value)} in ${year}`;
}

function changeInWords({ input }: Run, { change }: DistrictProfile, words: UnitWords): string {
	if (change === undefined) return "";
	const { baselineYear } = input.frame;
	const evidence = evidenceOf(change.interval, smallestWorthNaming[input.predictions.unit]);
	if (evidence === "not distinguishable") return `; the data do not distinguish this from ${baselineYear}`;
	const [low, high] = [Math.abs(change.interval.lower), Math.abs(change.interval.upper)].sort((a, b) => a - b);
	const range = formatRange({ lower: low ?? 0, upper: high ?? 0 }, { digits: words.fineDigits });
	return `, ${words.difference(Math.abs(change.value), 1)} ${change.value < 0 ? "lower" : "higher"} than in ${baselineYear} (${range})`;
}

function outsideInWords({ input }: Run, { judged, higher, lower }: DistrictProfile): string {
	if (judged.length === 0) return "";
	const outside = higher.length + lower.length;
	const falls = countAtStart(outside, "school falls", outside === 0 ? "school falls" : "schools fall");
	return `${falls} outside the range that ${predictedFrom(input.predictions.kind)} predict; if no school were unusual, ${expectedOutside(judged.length)} would all the same.`;
}

function elsewhereInWords({ input }: Run, { elsewhere }: DistrictProfile, words: UnitWords): string {
	if (elsewhere === undefined) return "";
	const evidence = evidenceOf(elsewhere.interval, smallestWorthNaming[input.predictions.unit]);
	if (evidence === "not distinguishable") return "";
	return `Taken together, the schools scored ${words.difference(Math.abs(elsewhere.value))} ${elsewhere.value > 0 ? "higher" : "lower"} than similar schools in other districts.`;
}

const anyDoubt = ({ input }: Run): boolean =>
	input.predictions.models.some((model) => model.calibration.verdict !== "calibrated");

const findingsSection = (findings: readonly Finding[]): Section => ({
	id: "findings",
	title: "Findings, and how sure we are",
	blocks: [{ block: "findings", findings, methodsHref: `../../${methodsFile}` }],
});

function limitsSection(run: Run): Section {
	const kind = run.input.predictions.kind;
	const columns: Block = {
		block: "columns",
		columns: [
			{
				title: "It can",
				items: [
					["Show where each result stands beside those of schools like it, with the uncertainty."],
					["Say how much of the spread between schools is more than chance."],
					["Point to schools worth learning with, and to data worth checking."],
				],
			},
			{
				title: "It can’t",
				items: [
					["Say why. Nothing here is an effect of a school, a program or a teacher."],
					[
						kind === "progress"
							? "Follow children. Other students are tested each year, so an earlier result is of another group."
							: "Say whether a result is enough. Schools with similar students may all be far from the standard.",
					],
					["Put schools in an order. Most neighbors in any such order could change places."],
					["See who was not tested, or how sure each child’s score is; that is not in the intervals."],
				],
			},
		],
	};
	return { id: "limits", title: "What this can and can’t tell you", blocks: [columns] };
}
