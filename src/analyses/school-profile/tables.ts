/** The tables behind the profile: the same rows as the marks, passed by the privacy room. */

import type { Reading } from "../../charts/profile-input.js";
import { isCharter } from "../../domain/entity.js";
import { isKnown, notDefined } from "../../domain/measured.js";
import { schoolLevelNames, schoolLevelShort } from "../../domain/school-level.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import { digitsOf, formatCount, formatPercent } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import type { SchoolPrediction } from "../prediction/types.js";
import { countAtStart, measureWords, unitWords } from "../words.js";
import { profileTableId, schoolAnchor, unusualTableId } from "./anchors.js";
import { type DistrictProfile, standing } from "./compute.js";

/** Behind a reading that another reasonable model turns around. */
const dependsMark = "‡";

/** The reading of a school in a word or two; empty where it lies inside its interval or has no prediction. */
export function readingOf(entry: SchoolPrediction, { specifications }: AnalysisInput): Reading {
	const side = standing(entry);
	if (side === "within" || entry.evidence === "not enough data") return "";
	if (specifications.schools.get(entry.school.cds)?.dependsOnModel === true) return `${side} ${dependsMark}`;
	return entry.evidence === "clear" ? `clearly ${side}` : side;
}

/** Names in alphabetical order, case ignored; the code decides between equal names. */
export const byName = (left: SchoolPrediction, right: SchoolPrediction): number => {
	const [a, b] = [left.school.name.toLowerCase(), right.school.name.toLowerCase()];
	return a < b ? -1 : a > b ? 1 : left.school.cds < right.school.cds ? -1 : 1;
};

export const charterMark = (entry: SchoolPrediction): string => (isCharter(entry.school.charter) ? " †" : "");

const inWords = (entry: SchoolPrediction, input: AnalysisInput): string => {
	if (entry.within === undefined) return `not predicted: ${entry.without}`;
	if (entry.evidence === "not enough data") return "not enough data";
	const reading = readingOf(entry, input);
	return reading.replace(` ${dependsMark}`, "; depends on the model") || "similar";
};

function columns(input: AnalysisInput): Column[] {
	const { frame, predictions } = input;
	const { column: unit, differenceColumn } = unitWords(predictions.unit);
	return [
		{ key: "school", label: "School", unit: "text" },
		{ key: "cds", label: "CDS code", unit: "code", csvOnly: true },
		{ key: "level", label: "Level", unit: "text" },
		{ key: "tested", label: `Students, ${frame.year}`, unit: "students" },
		...(frame.baselineYear === undefined
			? []
			: [{ key: "earlier", label: `${frame.baselineYear}`, unit } satisfies Column]),
		{ key: "actual", label: `${frame.year}`, unit },
		{ key: "predicted", label: "Predicted", unit },
		{ key: "lower", label: "95 % limits, low", unit },
		{ key: "upper", label: "95 % limits, high", unit },
		{ key: "residual", label: "Difference", unit: differenceColumn, signed: true },
		{ key: "anywhere", label: "Predicted, district left out", unit },
		{ key: "reading", label: "Reading", unit: "text" },
	];
}

function row(entry: SchoolPrediction, input: AnalysisInput): Cell[] {
	const { school, within } = entry;
	const absent = notDefined(`not predicted: ${entry.without ?? ""}`);
	return [
		`${school.name}${charterMark(entry)}`,
		school.cds,
		schoolLevelShort[school.level],
		school.current.tested,
		...(input.frame.baselineYear === undefined ? [] : [school.baseline.value]),
		school.current.value,
		within?.predicted ?? absent,
		within?.lower ?? absent,
		within?.upper ?? absent,
		within?.residual ?? absent,
		entry.anywhere?.predicted ?? (within === undefined ? absent : notDefined("no other district can predict it")),
		inWords(entry, input),
	];
}

/** Every school of the district: the data of both figures. */
export function profileTable(profile: DistrictProfile, input: AnalysisInput): ReleasedTable {
	const schools = [...profile.schools].sort(byName);
	return releaseTable({
		id: profileTableId,
		caption: `All schools: results and predictions, ${measureWords(input.predictions.unit, input.frame.year)}`,
		columns: columns(input),
		rows: schools.map((entry) => row(entry, input)),
		rowIds: schools.map((entry) => schoolAnchor(entry.school.cds)),
		notes: [
			...(schools.some((entry) => charterMark(entry) !== "") ? ["† charter school."] : []),
			"Similar: inside the school's 95 % prediction interval. Clearly: outside by more than the smallest difference worth naming, after allowing for the number of schools. Depends on the model: another reasonable model puts it on the other side of its prediction.",
		],
	});
}

const isMeasure = ({ unit }: Column): boolean =>
	unit === "percent" || unit === "percentagePoints" || unit === "points" || unit === "studentSds";

/** Schools outside their interval. */
export function unusualTable(profile: DistrictProfile, input: AnalysisInput): ReleasedTable | undefined {
	const schools = profile.judged.filter((entry) => readingOf(entry, input) !== "").sort(byName);
	if (schools.length === 0) return undefined;
	return releaseTable({
		id: unusualTableId,
		caption: "Schools outside their 95 % prediction interval, in alphabetical order",
		// One more digit than elsewhere: whole numbers could put a result on the limit that it lies beyond.
		columns: columns(input).map((column) =>
			isMeasure(column) ? { ...column, digits: digitsOf(column.unit) + 1 } : column,
		),
		rows: schools.map((entry) => row(entry, input)),
		notes: [
			"An unusual result may be a change in who was tested, how students are admitted, a code, or the school's work. Check the data first.",
			...familyNotes(input),
		],
	});
}

/** Among how many schools of all districts clearly unusual results were looked for, and what share of them may be chance. */
function familyNotes({ predictions }: AnalysisInput): string[] {
	const families = predictions.models.flatMap((model) => model.families);
	return families.flatMap(({ level, schools, unusual, falseShare }) => {
		if (!isKnown(falseShare)) return [];
		const found = `${countAtStart(unusual, "result")} of ${formatCount(schools, "school")} in the files`;
		const share = formatPercent(100 * falseShare, 1);
		return [
			`${schoolLevelNames[level]}: ${lowerFirst(found)} ${unusual === 1 ? "is" : "are"} clearly unusual; ${share} of such a list are expected to be false.`,
		];
	});
}

const lowerFirst = (text: string): string => `${(text[0] ?? "").toLowerCase()}${text.slice(1)}`;

/** The tested count as the figure prints it. */
export const printedStudents = (entry: SchoolPrediction, format: (count: number) => string): string => {
	const { tested } = entry.school.current;
	return isKnown(tested) && (tested === 0 || tested >= 11) ? format(tested) : "—";
};
