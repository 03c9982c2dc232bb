/** results.json: what other programs may rely on. */

import type { SchoolPrediction } from "../analyses/prediction/types.js";
import { standing } from "../analyses/school-profile/index.js";
import { type Absent, isKnown, type Measured, missing, notDefined, reasons, suppressed } from "../domain/measured.js";
import type { Released } from "../domain/table.js";
import { releaseCount } from "../privacy/release.js";
import { releaseJson } from "../privacy/release-json.js";
import type { Finding } from "../report/index.js";
import { plainText } from "../report/index.js";
import { analysisMethods, districtFindings } from "./answers.js";
import { brightSpotsOfDistrict, brightSpotsOfSchool, persistenceEntry } from "./entries/bright-spots.js";
import { groupEntries } from "./entries/groups.js";
import { modelEntry } from "./entries/models.js";
import { progressOfDistrict, progressOfSchool } from "./entries/progress.js";
import { similarEntry } from "./entries/similar.js";
import { spreadEntries } from "./entries/spread.js";
import { problemCounts } from "./problem-counts.js";
import { carriedSchools, districtFolder, type Run, shownSchools } from "./run.js";
import { type AnalyzeResults, analyzeSchemaId } from "./schemas/analyze.js";
import { version } from "./version.js";

/** Counts of students leave through the privacy room. */
const releasedCount = (count: Measured): Measured => releaseCount(count) as Measured;

const orAbsent = <T>(value: T | undefined, reason: string): T | Absent => value ?? notDefined(reason);

export const buildResults = (run: Run): Released<AnalyzeResults> => releaseJson(resultsOf(run));

function resultsOf(run: Run): AnalyzeResults {
	const { frame, predictions } = run.input;
	return {
		schema: analyzeSchemaId,
		version,
		subject: frame.subject,
		year: frame.year,
		baselineYear: orAbsent(frame.baselineYear, "no earlier year is compared"),
		group: frame.group,
		groupName: run.input.group,
		unit: predictions.unit,
		charters: run.input.charters,
		date: orAbsent(run.date, "no date was given"),
		inputs: run.inputs.map(inputEntry),
		companions: frame.joins.map((join) => ({
			...join,
			unmatchedRows: [...join.unmatchedRows],
			schoolsWithout: [...join.schoolsWithout],
		})),
		...crosswalkEntry(run),
		reconciliation: run.reconciliation
			.filter((entry) => run.districts.includes(entry.district))
			.map(({ chartersApart, ...entry }) => ({
				...entry,
				published: releasedCount(entry.published),
				// The rest of a district's total would be the number of its withheld schools.
				schools: entry.withheldSchools > 0 ? suppressed(reasons.leftOver) : releasedCount(entry.schools),
				chartersNotInIt: { schools: chartersApart.schools, students: releasedCount(chartersApart.students) },
				difference: entry.withheldSchools > 0 ? suppressed(reasons.leftOver) : releasedCount(entry.difference),
			})),
		covariates: frame.covariates.map((source) => ({ ...source })),
		models: predictions.models.map((model) => modelEntry(model, run.input.frame)),
		secondScale: orAbsent(secondScale(run), "the rows hold results on one scale only"),
		specifications: specificationEntries(run),
		persistence: persistenceEntry(run.answers.brightSpots),
		schools: schoolEntries(run),
		districts: run.districts.map((code) => districtEntry(code, run)),
		findings: run.districts.flatMap((code) =>
			districtFindings(run, code).map((finding) => findingEntry(finding, code)),
		),
		methods: analysisMethods.map((method) => ({
			...method,
			formula: [...method.formula],
			assumptions: [...method.assumptions],
			notFor: [...method.notFor],
			references: [...method.references],
		})),
		problems: problemCounts(run.problems),
	};
}

const secondScale = ({ input }: Run) =>
	input.specifications.list.find(({ scale }) => scale !== input.frame.outcome)?.scale;

/** Every specification with the schools of the run that it judges. */
const specificationEntries = ({ input }: Run): AnalyzeResults["specifications"] =>
	input.specifications.list.map(({ judged, ...entry }) => ({ ...entry, schools: judged }));

function specificationCounts(cds: string, { input }: Run): AnalyzeResults["schools"][number]["specifications"] {
	const said = input.specifications.schools.get(cds);
	if (said === undefined) return notDefined("no model says anything of this school");
	const { above, below, outside, of, dependsOnModel } = said;
	return { above, below, outside, of, dependsOnModel };
}

function crosswalkEntry(run: Run): Pick<AnalyzeResults, "crosswalk"> {
	if (run.crosswalk === undefined) return {};
	const { file, sha256, rowsRead, rows } = run.crosswalk;
	const accepted = rows.filter((row) => row.accepted === "yes").length;
	return { crosswalk: { file, sha256, rows: rowsRead, accepted, schools: carriedSchools(run, run.districts).length } };
}

/** What the file held; not whether its rows came from the cache, so that a second run gives the same bytes. */
const inputEntry = (input: Run["inputs"][number]): AnalyzeResults["inputs"][number] => {
	const { rowsNotSelected: _none, cached: _cached, ...entry } = input;
	return { ...entry, years: [...input.years], refused: [...input.refused] };
};

function schoolEntries(run: Run): AnalyzeResults["schools"] {
	const { brightSpots, progress } = run.answers;
	return shownSchools(run).map((entry) => ({
		...schoolEntry(entry, run),
		brightSpots: brightSpotsOfSchool(brightSpots, entry.school),
		progress: progressOfSchool(progress, entry.school),
	}));
}

type PredictedSchool = Omit<AnalyzeResults["schools"][number], "brightSpots" | "progress">;

function schoolEntry(entry: SchoolPrediction, run: Run): PredictedSchool {
	const { frame, predictions } = run.input;
	const { school, within, anywhere } = entry;
	const without = `not predicted: ${entry.without ?? ""}`;
	return {
		cds: school.cds,
		district: school.district,
		name: school.name,
		level: school.level,
		charter: school.charter,
		kind: school.kind,
		year: frame.year,
		group: frame.group,
		unit: predictions.unit,
		tested: releasedCount(school.current.tested),
		actual: school.current.value,
		baseline: school.baseline.value,
		baselineTested: releasedCount(school.baseline.tested),
		...(school.baselineFrom === undefined ? {} : { baselineFrom: [...school.baselineFrom] }),
		predicted: orAbsent(within?.predicted, without),
		lower: orAbsent(within?.lower, without),
		upper: orAbsent(within?.upper, without),
		residual: orAbsent(within?.residual, without),
		effect: entry.effect,
		effectSe: entry.effectSe,
		question: orAbsent(within?.question, without),
		anywhere:
			anywhere === undefined
				? notDefined(within === undefined ? without : "no other district can predict this school")
				: {
						predicted: anywhere.predicted,
						lower: anywhere.lower,
						upper: anywhere.upper,
						residual: anywhere.residual,
					},
		q: orAbsent(entry.q, without),
		qConservative: orAbsent(entry.qConservative, without),
		evidence: entry.evidence,
		reading:
			within === undefined
				? notDefined(without)
				: entry.evidence === "not enough data"
					? notDefined("not enough data to judge")
					: standing(entry),
		specifications: specificationCounts(school.cds, run),
		model: orAbsent(entry.model, without),
		inModel: within !== undefined,
		leftOut: orAbsent(entry.without, "in the model"),
		working: workingEntry(entry, without),
	};
}

/** Where the number of students is withheld, so are the variances and values that it can be found from. */
function workingEntry(
	{ working, school }: SchoolPrediction,
	without: string,
): AnalyzeResults["schools"][number]["working"] {
	if (working === undefined) return notDefined(without);
	const tested = releasedCount(school.current.tested);
	if (!isKnown(tested)) return tested;
	const { values, within, anywhere, fittedTo: _, ...own } = working();
	return {
		...own,
		values: { ...values },
		within: { ...within },
		anywhere: anywhere === undefined ? notDefined("no other district can predict this school") : { ...anywhere },
	};
}

function districtEntry(code: string, run: Run): AnalyzeResults["districts"][number] {
	const profile = run.answers.schoolProfile.districts.get(code);
	const { frame } = run.input;
	const actual = profile?.actual;
	const noValue = "no school of the district has a result that can be shown";
	return {
		code,
		name: frame.districtNames.get(code) ?? "",
		schools: profile?.schools.length ?? 0,
		predicted: profile?.predicted.length ?? 0,
		judged: profile?.judged.length ?? 0,
		higher: profile?.higher.length ?? 0,
		lower: profile?.lower.length ?? 0,
		tested: actual === undefined ? missing(noValue) : releasedCount(actual.tested),
		actual: actual === undefined ? missing(noValue) : actual.value,
		actualSource: orAbsent(actual === undefined ? undefined : sourceOf(actual.published), noValue),
		baseline: orAbsent(profile?.baseline?.value, "no earlier result"),
		reference: referenceEntry(run),
		brightSpots: brightSpotsOfDistrict(run.answers.brightSpots, code),
		progress: progressOfDistrict(run.answers.progress, code),
		...spreadEntries(run.answers.variation.get(code)),
		gaps: groupEntries(run.answers.groupGaps.get(code) ?? []),
		similar: similarEntry(code, run),
		page: `${districtFolder(run, code)}/index.html`,
	};
}

const sourceOf = (published: boolean) =>
	published ? ("published row" as const) : ("student-weighted average of the schools compared" as const);

function referenceEntry(run: Run): AnalyzeResults["districts"][number]["reference"] {
	const { stateRow } = run.input.frame;
	if (stateRow === undefined || !isKnown(stateRow.current.value)) return missing("the files have no state row");
	return {
		label: "State",
		value: stateRow.current.value,
		tested: releasedCount(stateRow.current.tested),
		source: "published row",
	};
}

function findingEntry(finding: Finding, district: string): AnalyzeResults["findings"][number] {
	return {
		id: finding.id,
		district,
		template: finding.template,
		params: { ...finding.params },
		sentence: plainText(finding.sentence),
		evidence: finding.evidence,
		counts: { ...finding.counts },
		interval: orAbsent(finding.interval, "a count without an interval"),
		measure: orAbsent(finding.measure, "a count"),
		source: finding.source,
		method: finding.method,
	};
}
