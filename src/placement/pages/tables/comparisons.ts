/** Tables of groups compared with all other students: verdicts, tests, what the numbers can detect, bounds. */

import { isAbsent } from "../../../domain/measured.js";
import type { Cell, ReleasedTable } from "../../../domain/table.js";
import type { AuditComparison, AuditStage, ReleasedAudit } from "../../result.js";
import { rowIdOf, sameGroup } from "../input.js";
import { cell, percentCell, rangeCell, rateCell, yesNo } from "../said.js";
import { verdictLook, whyOf } from "../words/verdicts.js";
import { fileOnly, number, percentOf, pointsOf, students, tableOf, text, whole } from "./columns.js";

const adviceWords = {
	enough: "enough students",
	"more students or years": "more students, or several years together",
	"more students would not help": "more students would not help",
} as const;

const limitCells = (
	{ lower, upper }: AuditComparison["rateInterval"],
	cellOf: (value: typeof lower) => Cell,
): Cell[] => [cellOf(lower), cellOf(upper)];

const shownColumns = [
	text("group", "Group"),
	students("qualified", "Qualified"),
	students("heldBack", "Held back"),
	percentOf("ratePercent", "Held back, of 100"),
	text("rateRange", "95 % interval"),
	percentOf("othersRatePercent", "All others, of 100"),
	pointsOf("gapPoints", "Difference, points"),
	text("gapRange", "95 % interval of the difference"),
	number("riskRatio", "Ratio"),
	text("verdict", "Verdict"),
	text("why", "Why", fileOnly),
];

const fileColumns = [
	text("basis", "Basis", fileOnly),
	text("code", "Code", fileOnly),
	percentOf("rateLower", "Rate, lower limit", fileOnly),
	percentOf("rateUpper", "Rate, upper limit", fileOnly),
	pointsOf("gapLower", "Difference, lower limit", fileOnly),
	pointsOf("gapUpper", "Difference, upper limit", fileOnly),
	number("riskRatioLower", "Ratio, lower limit", fileOnly),
	number("riskRatioUpper", "Ratio, upper limit", fileOnly),
	students("othersQualified", "Others qualified", fileOnly),
	students("othersHeldBack", "Others held back", fileOnly),
];

function comparisonRow(group: AuditComparison): Cell[] {
	return [
		group.group,
		cell(group.qualified),
		cell(group.heldBack),
		rateCell(group.rate, group.heldBack, group.qualified),
		rangeCell(group.rateInterval, { times: 100 }),
		percentCell(group.othersRate),
		percentCell(group.gap.value),
		rangeCell(group.gap, { times: 100, signed: true }),
		cell(group.riskRatio.value),
		verdictLook(group.verdict).word,
		whyOf(group),
		group.basis,
		group.code,
		...limitCells(group.rateInterval, percentCell),
		...limitCells(group.gap, percentCell),
		...limitCells(group.riskRatio, cell),
		cell(group.othersQualified),
		cell(group.othersHeldBack),
	];
}

/** Rates, differences and verdicts of one stage. */
export function comparisonsTable(
	audit: ReleasedAudit,
	{ id, caption }: { readonly id: string; readonly caption: string },
	groups: readonly AuditComparison[],
	later?: AuditStage,
): ReleasedTable {
	const afterwards = later === undefined ? [] : [text("checkpointVerdict", "After the checkpoint")];
	return tableOf(audit, {
		id,
		caption,
		columns: [...shownColumns, ...afterwards, ...fileColumns],
		rows: groups.map((group) => {
			const row = comparisonRow(group);
			const same = sameGroup(later, group);
			const word = later === undefined ? [] : [same === undefined ? "–" : verdictLook(same.verdict).word];
			return [...row.slice(0, shownColumns.length), ...word, ...row.slice(shownColumns.length)];
		}),
		rowIds: groups.map((group) => rowIdOf(id, group)),
	});
}

/** What stands behind the verdicts: tests, ratios of other kinds, and the federal rule as an example. */
export function testsTable(
	audit: ReleasedAudit,
	id: string,
	caption: string,
	groups: readonly AuditComparison[],
): ReleasedTable {
	return tableOf(audit, {
		id,
		caption,
		columns: [
			text("group", "Group"),
			number("fisherP", "Fisher p", { digits: 4 }),
			number("midP", "Mid-p", { digits: 4 }),
			number("q", "Adjusted q", { digits: 4 }),
			number("stratifiedP", "Within schools, p", { digits: 4 }),
			text("withinSchoolVerdict", "Within schools"),
			number("placedRatio", "Placed ratio"),
			number("selectionRatio", "Selection ratio"),
			number("compositionIndex", "Composition index"),
			text("ideaCell", "10 or more held back"),
			text("ideaStudents", "30 or more qualified"),
			text("ideaExceeds", "Ratio above 3"),
			whole("ideaYears", "Years in a row"),
		],
		rows: groups.map((group) => [
			group.group,
			...[group.fisherP, group.midP, group.q, group.stratifiedP].map(cell),
			isAbsent(group.withinSchoolVerdict) ? group.withinSchoolVerdict : verdictLook(group.withinSchoolVerdict).word,
			...[group.placedRatio, group.selectionRatio, group.compositionIndex].map(cell),
			yesNo(group.idea.cellMet),
			yesNo(group.idea.studentsMet),
			yesNo(group.idea.exceeds),
			cell(group.idea.yearsInARow),
		]),
		rowIds: groups.map((group) => rowIdOf(id, group)),
	});
}

/** What these numbers of students can and can't show. */
export function detectableTable(
	audit: ReleasedAudit,
	id: string,
	caption: string,
	groups: readonly AuditComparison[],
): ReleasedTable {
	return tableOf(audit, {
		id,
		caption,
		columns: [
			text("group", "Group"),
			students("qualified", "Qualified"),
			pointsOf("detectablePoints", "Smallest difference that would be flagged 4 times in 5, points"),
			number("detectableRatio", "As a ratio"),
			percentOf("powerPercent", "A difference at the threshold would be flagged, of 100 times"),
			whole("neededForRatio3", "Qualified needed to flag a ratio of 3"),
			whole("yearsNeeded", "Years like this one"),
			text("advice", "So"),
		],
		rows: groups.map(({ group, qualified, detectable }) => [
			group,
			cell(qualified),
			percentCell(detectable.gap),
			cell(detectable.riskRatio),
			percentCell(detectable.powerAtThreshold),
			cell(detectable.studentsNeeded),
			cell(detectable.yearsNeeded),
			isAbsent(detectable.advice) ? detectable.advice : adviceWords[detectable.advice],
		]),
		rowIds: groups.map((group) => rowIdOf(id, group)),
	});
}

/** Whatever the undetermined would turn out to be. */
export function boundsTable(
	audit: ReleasedAudit,
	id: string,
	caption: string,
	groups: readonly AuditComparison[],
): ReleasedTable {
	return tableOf(audit, {
		id,
		caption,
		columns: [
			text("group", "Group"),
			percentOf("ratePercent", "Held back, of 100"),
			percentOf("lowestRate", "At least"),
			percentOf("highestRate", "At most"),
			pointsOf("gapPoints", "Difference, points"),
			pointsOf("lowestGap", "At least"),
			pointsOf("highestGap", "At most"),
			text("depends", "Verdict depends on them"),
		],
		rows: groups.map((group) => [
			group.group,
			percentCell(group.rate),
			percentCell(group.rateBounds.lower),
			percentCell(group.rateBounds.upper),
			percentCell(group.gap.value),
			percentCell(group.gapBounds.lower),
			percentCell(group.gapBounds.upper),
			yesNo(group.dependsOnMissing),
		]),
		rowIds: groups.map((group) => rowIdOf(id, group)),
	});
}

/** Day 1 beside the checkpoint: the rows of the figure of moves. */
export function stagesTable(
	audit: ReleasedAudit,
	groups: readonly AuditComparison[],
	later: AuditStage,
): ReleasedTable {
	const id = "stages";
	return tableOf(audit, {
		id,
		caption: "Held back on day 1 and after the checkpoint, of 100 who qualified",
		columns: [
			text("group", "Group"),
			students("qualified", "Qualified"),
			percentOf("day1Percent", "On day 1"),
			percentOf("checkpointPercent", "After the checkpoint"),
			text("checkpointRange", "95 % interval"),
			text("checkpointVerdict", "Verdict after the checkpoint"),
		],
		rows: groups.map((group) => {
			const after = sameGroup(later, group);
			return [
				group.group,
				cell(group.qualified),
				rateCell(group.rate, group.heldBack, group.qualified),
				...(after === undefined
					? ["", "", ""]
					: [
							rateCell(after.rate, after.heldBack, after.qualified),
							rangeCell(after.rateInterval, { times: 100 }),
							verdictLook(after.verdict).word,
						]),
			];
		}),
		rowIds: groups.map((group) => rowIdOf(id, group)),
	});
}
