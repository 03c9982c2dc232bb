/** Tables of what happened after day 1 and beside it: moves, recourse, repeats, over-placement, courses, reasons, years. */

import { isAbsent } from "../../../domain/measured.js";
import type { ReleasedTable } from "../../../domain/table.js";
import type { Audit, ReleasedAudit } from "../../result.js";
import { allYears, type PlacementPages, rowIdOf } from "../input.js";
import { cell, percentCell, rangeCell } from "../said.js";
import { stageWords } from "../words/groups.js";
import { verdictLook } from "../words/verdicts.js";
import { number, percentOf, students, tableOf, text, whole } from "./columns.js";

type Known<T> = Exclude<T, { readonly absent: string }>;
type Keyed = { readonly key: Audit["coverage"][number]["key"] };

const groupOf = ({ key }: Keyed): string => (isAbsent(key) ? "All students" : key.group);
const idOf = (id: string, { key }: Keyed): string => (isAbsent(key) ? `${id}-all` : rowIdOf(id, key));

export function movesTable(audit: ReleasedAudit, { entries }: Known<Audit["moves"]>): ReleasedTable {
	return tableOf(audit, {
		id: "moves",
		caption: "Moves between day 1 and the checkpoint",
		columns: [
			text("group", "Group"),
			students("students", "Placed at both"),
			students("movedUp", "Moved up"),
			percentOf("movedUpPercent", "Moved up, of 100"),
			students("movedDown", "Moved down"),
			students("released", "Qualified: no longer held back"),
			students("newlyHeldBack", "Qualified: newly held back"),
			number("mcNemarP", "Exact McNemar p", { digits: 4 }),
		],
		rows: entries.map((entry) => [
			groupOf(entry),
			cell(entry.students),
			cell(entry.movedUp),
			percentCell(entry.movedUpShare),
			...[entry.movedDown, entry.released, entry.newlyHeldBack, entry.mcNemarP].map(cell),
		]),
		rowIds: entries.map((entry) => idOf("moves", entry)),
	});
}

export function recourseTable(audit: ReleasedAudit, entries: Known<Audit["recourse"]>): ReleasedTable {
	return tableOf(audit, {
		id: "recourse",
		caption: "Requests to have a placement looked at again",
		columns: [
			text("group", "Group"),
			students("enrolled", "Enrolled"),
			students("requests", "Requests"),
			number("requestsPer100", "Per 100 students", { digits: 1 }),
			students("granted", "Granted"),
			students("denied", "Denied"),
			students("pending", "Pending"),
			percentOf("grantedPercent", "Granted, of 100 decided"),
			number("medianDays", "Median days to a decision", { digits: 0 }),
			students("inTime", "Decided in time"),
			students("dated", "Of those with both dates"),
		],
		rows: entries.map((entry) => [
			groupOf(entry),
			...[entry.enrolled, entry.requests, entry.requestsPer100, entry.granted, entry.denied, entry.pending].map(cell),
			percentCell(entry.grantedShare),
			...[entry.medianDays, entry.inTime, entry.dated].map(cell),
		]),
		rowIds: entries.map((entry) => idOf("recourse", entry)),
	});
}

export function repeatsTable(audit: ReleasedAudit, entries: Known<Audit["repeats"]>): ReleasedTable {
	return tableOf(audit, {
		id: "repeats",
		caption: "Placed on day 1 in a course already completed",
		columns: [
			text("group", "Group"),
			students("enrolled", "Enrolled"),
			students("repeated", "Same course again"),
			percentOf("sharePercent", "Of 100 enrolled"),
			students("withConsent", "With consent on record"),
			students("withoutConsent", "Without consent"),
			students("consentNotRecorded", "Consent not recorded"),
			students("sameLevel", "Another course of the level"),
			students("gradeUnknown", "Grade missing"),
		],
		rows: entries.map((entry) => [
			groupOf(entry),
			cell(entry.enrolled),
			cell(entry.repeated),
			percentCell(entry.share),
			...[entry.withConsent, entry.withoutConsent, entry.consentNotRecorded, entry.sameLevel, entry.gradeUnknown].map(
				cell,
			),
		]),
		rowIds: entries.map((entry) => idOf("repeats", entry)),
	});
}

export function overPlacementTable(audit: ReleasedAudit): ReleasedTable {
	const { overPlacement } = audit;
	return tableOf(audit, {
		id: "over-placement",
		caption: "Placed above the level that the policy’s rule qualifies for",
		columns: [
			text("group", "Group"),
			text("stage", "When"),
			students("enrolled", "Enrolled"),
			students("overPlaced", "Placed above"),
			percentOf("sharePercent", "Of 100 enrolled"),
		],
		rows: overPlacement.map((entry) => [
			groupOf(entry),
			stageWords[entry.stage],
			cell(entry.enrolled),
			cell(entry.overPlaced),
			percentCell(entry.share),
		]),
		rowIds: overPlacement.map((entry) => `${idOf("over-placement", entry)}-${entry.stage}`),
	});
}

export function flowTable(audit: ReleasedAudit): ReleasedTable {
	const { flow } = audit;
	return tableOf(audit, {
		id: "flow",
		caption: "From the course before to the course placed in",
		columns: [text("from", "From"), text("to", "To"), text("when", "When"), students("students", "Students")],
		rows: flow.links.map(({ from, to, students: number }) => [
			from.label,
			to.label,
			stageWords[to.stage],
			cell(number),
		]),
		rowIds: flow.links.map((_, index) => `flow-${index}`),
	});
}

export function coursesTable(audit: ReleasedAudit): ReleasedTable {
	const { flow } = audit;
	return tableOf(audit, {
		id: "courses",
		caption: "Courses placed in, by level of the ladder",
		columns: [
			text("course", "Course"),
			whole("level", "Level"),
			students("day1Students", "On day 1"),
			students("checkpointStudents", "After the checkpoint"),
		],
		rows: flow.courses.map((entry) => [entry.course, entry.level, cell(entry.day1), cell(entry.checkpoint)]),
	});
}

export function reasonsTable(audit: ReleasedAudit, entries: Known<Audit["reasons"]>): ReleasedTable {
	return tableOf(audit, {
		id: "reasons",
		caption: "Reasons recorded for qualified students held back on day 1",
		columns: [
			text("reason", "Reason"),
			students("students", "Students"),
			percentOf("sharePercent", "Of 100 held back"),
		],
		rows: entries.map(({ reason, students: number, share }) => [reason, cell(number), percentCell(share)]),
		rowIds: entries.map((_, index) => `reasons-${index}`),
	});
}

export const yearRowId = (year: number, group: { readonly basis: string; readonly code: string }): string =>
	`${rowIdOf("years", group)}_${year}`;

export function yearsTable(input: PlacementPages): ReleasedTable {
	const { audit } = input;
	const rows = allYears(input).flatMap((entry) =>
		entry.day1.groups.filter(({ statutory }) => statutory).map((group) => ({ entry, group })),
	);
	return tableOf(audit, {
		id: "years",
		caption: "Held back on day 1, year by year",
		columns: [
			text("group", "Group"),
			text("schoolYear", "Year"),
			students("qualified", "Qualified"),
			students("heldBack", "Held back"),
			percentOf("ratePercent", "Held back, of 100"),
			text("rateRange", "95 % interval"),
			text("verdict", "Verdict"),
		],
		rows: rows.map(({ entry, group }) => [
			group.group,
			entry.schoolYear,
			cell(group.qualified),
			cell(group.heldBack),
			percentCell(group.rate),
			rangeCell(group.rateInterval, { times: 100 }),
			verdictLook(group.verdict).word,
		]),
		rowIds: rows.map(({ entry, group }) => yearRowId(entry.year, group)),
	});
}
