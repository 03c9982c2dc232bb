/** The run's front page: what was analyzed, and the way to each district. */

import { measureWords, predictedFrom, subjectName, subjectTitle, unitWords, yearsOf } from "../../analyses/words.js";
import { printedDistrict } from "../../domain/cds-code.js";
import { notDefined } from "../../domain/measured.js";
import type { Cell, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import { formatCount, formatNumber, type ReportDocument, type Text } from "../../report/index.js";
import { districtFolder, type Run } from "../run.js";
import { aboutDataSection, districtTitle, reproduceSection } from "./about-data.js";
import { inventedBanner } from "./invented.js";
import { methodsFile } from "./methods-page.js";
import { modelSection } from "./model-card.js";

export function indexPage(run: Run): ReportDocument {
	const { frame, group } = run.input;
	const subject = subjectName(frame.subject);
	const ordered = orderedDistricts(run);
	return {
		lang: "en",
		title: `${subjectTitle(frame.subject)} ${frame.year}: ${formatCount(run.districts.length, "district")}`,
		meta: ["cimp report", `${subjectTitle(frame.subject)}, ${yearsOf(frame)}`, group],
		...inventedBanner(run),
		answer: `Predicted and actual ${subject} results in ${formatCount(run.districts.length, "district")}, ${frame.year}`,
		lead: lead(run),
		sections: [
			{
				id: "districts",
				title: "Districts",
				blocks: [
					{
						block: "table",
						table: districtsTable(run, ordered),
						csvHref: "tables/districts.csv",
						rowHrefs: ordered.map((code) => `${districtFolder(run, code)}/index.html`),
					},
					{
						block: "paragraph",
						voice: "note",
						text: [
							"Districts stand in alphabetical order. Their results depend on whom they serve; the table is no ranking. For other programs: ",
							{ text: "results.json", href: "results.json" },
							", ",
							{ text: "all schools as CSV", href: "tables/schools.csv" },
							".",
						],
					},
				],
			},
			aboutDataSection(run, run.districts, "problems.csv"),
			modelSection(run, methodsFile),
			reproduceSection(run),
		],
		running: `${subjectTitle(frame.subject)} ${frame.year}`,
	};
}

/** By name, case ignored; the code decides between equal names. */
function orderedDistricts(run: Run): string[] {
	const key = (code: string): string => `${districtTitle(run, code).toLowerCase()}\n${code}`;
	return [...run.districts].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function lead(run: Run): Text {
	const { predictions } = run.input;
	const judged = predictions.schools.filter((entry) => entry.within !== undefined).length;
	const all = predictions.schools.length;
	if (judged === 0) return [`${formatCount(all, "school")} in the files; too few can be compared for a prediction.`];
	return [
		`${formatNumber(judged)} of ${formatCount(all, "school")} have a prediction, made from ${predictedFrom(predictions.kind)} without the school’s own result. Each district has a page that says what was found and how sure we are.`,
	];
}

/** The districts of the run, one row each; also tables/districts.csv. */
function districtsTable(run: Run, codes: readonly string[]): ReleasedTable {
	const { unit } = run.input.predictions;
	const { column, differenceColumn, fineDigits: digits } = unitWords(unit);
	const { frame } = run.input;
	return releaseTable({
		id: "table-districts",
		caption: `Districts: ${measureWords(unit, run.input.frame.year)}`,
		columns: [
			{ key: "district", label: "District", unit: "text" },
			{ key: "code", label: "Code", unit: "code" },
			{ key: "schools", label: "Schools", unit: "schools" },
			{ key: "tested", label: `Students behind the result, ${frame.year}`, unit: "students" },
			...(frame.baselineYear === undefined
				? []
				: [{ key: "earlier", label: `${frame.baselineYear}`, unit: column } as const]),
			{ key: "actual", label: `${frame.year}`, unit: column },
			{ key: "judged", label: "Judged", unit: "schools" },
			{ key: "higher", label: "Higher than predicted", unit: "schools" },
			{ key: "lower", label: "Lower than predicted", unit: "schools" },
			{ key: "trueSpread", label: "True spread of schools", unit: differenceColumn, digits },
			{ key: "spreadLower", label: "95 % limits, low", unit: differenceColumn, digits },
			{ key: "spreadUpper", label: "95 % limits, high", unit: differenceColumn, digits },
		],
		rows: codes.map((code): Cell[] => {
			const profile = run.answers.schoolProfile.districts.get(code);
			const spread = run.answers.variation.get(code)?.spread;
			const none = notDefined("no school has a result that can be shown");
			const few = notDefined("fewer than five schools can be compared");
			return [
				districtTitle(run, code),
				printedDistrict(code),
				profile?.schools.length ?? 0,
				profile?.actual?.tested ?? none,
				...(frame.baselineYear === undefined ? [] : [profile?.baseline?.value ?? none]),
				profile?.actual?.value ?? none,
				profile?.judged.length ?? 0,
				profile?.higher.length ?? 0,
				profile?.lower.length ?? 0,
				spread?.true ?? few,
				spread?.lower ?? few,
				spread?.upper ?? few,
			];
		}),
		notes: [
			"The result is the published district row, which holds no direct-funded charters, else the average over the schools that can be compared.",
			"Judged: schools with a prediction and 30 or more students. True spread: standard deviation between schools of a level, with chance among students taken out.",
		],
	});
}
