/** Tables of who is counted: exclusions, qualification, the funnel, coverage of measures. */

import { isAbsent } from "../../../domain/measured.js";
import type { ReleasedTable } from "../../../domain/table.js";
import type { ReleasedAudit } from "../../result.js";
import { rowIdOf } from "../input.js";
import { cell, percentCell } from "../said.js";
import { stepWords } from "../words/funnel.js";
import { percentOf, students, tableOf, text, whole } from "./columns.js";

export function populationTable(audit: ReleasedAudit): ReleasedTable {
	const { population } = audit;
	return tableOf(audit, {
		id: "population",
		caption: "Rows of the files, and why some are not among the students",
		columns: [text("what", "Rows"), whole("rows", "Number")],
		rows: [
			["in the files", population.rows],
			...population.excluded.map(({ reason, rows }) => [`left out: ${reason}`, cell(rows)]),
			["students entering grade 9, in the audit", cell(population.analysed)],
		],
	});
}

export function qualificationTable(audit: ReleasedAudit): ReleasedTable {
	const { qualification, qualificationByGroup } = audit;
	const entries = [{ group: "All students", basis: "all", code: "all", ...qualification }, ...qualificationByGroup];
	return tableOf(audit, {
		id: "qualification",
		caption: "Who qualified under the policy, by group",
		columns: [
			text("group", "Group"),
			students("enrolled", "Enrolled in grade 9"),
			students("qualified", "Qualified"),
			students("notQualified", "Not qualified"),
			students("undetermined", "Undetermined"),
			percentOf("undeterminedPercent", "Undetermined, of 100"),
			students("entryLevel", "Entry level"),
			students("entryBelowLadder", "Of these, placed below the ladder"),
		],
		rows: entries.map((entry) => [
			entry.group,
			cell(entry.enrolled),
			cell(entry.qualified),
			cell(entry.notQualified),
			cell(entry.undetermined),
			percentCell(entry.undeterminedShare),
			cell(entry.entryLevel),
			cell(entry.entryBelowLadder),
		]),
		rowIds: entries.map((entry) => rowIdOf("qualification", entry)),
		notes: [
			"Qualified: the policy’s rule qualifies the student for a level above the ladder’s lowest. Entry level: for the lowest level only. Undetermined: a measure that is missing could still decide.",
		],
	});
}

/** All students, step by step: the rows of the figure. */
export function funnelTable(audit: ReleasedAudit): ReleasedTable {
	const { funnel } = audit;
	const all = funnel.find(({ key }) => isAbsent(key));
	const steps = all?.steps ?? [];
	return tableOf(audit, {
		id: "funnel",
		caption: "From entering grade 9 to the outcome, all students",
		columns: [
			text("step", "Step"),
			students("students", "Students"),
			percentOf("sharePercent", "Of 100 enrolled"),
			students("fewerStudents", "Fewer than in the step before"),
		],
		rows: steps.map(({ step, reached: number, share, lost }) => [
			stepWords[step],
			cell(number),
			percentCell(share),
			cell(lost),
		]),
		rowIds: steps.map(({ step }) => `funnel-${step}`),
	});
}

export function funnelByGroupTable(audit: ReleasedAudit): ReleasedTable {
	const { funnel } = audit;
	const groups = funnel.flatMap(({ key, steps }) => (isAbsent(key) ? [] : [{ key, steps }]));
	const steps = [...new Set(groups.flatMap(({ steps }) => steps.map(({ step }) => step)))];
	return tableOf(audit, {
		id: "funnel-groups",
		caption: "The same steps by group, of 100 students enrolled in grade 9",
		columns: [
			text("group", "Group"),
			students("enrolled", "Enrolled"),
			...steps.filter((step) => step !== "enrolled").map((step) => percentOf(`${step}Percent`, stepWords[step])),
		],
		rows: groups.map(({ key, steps: own }) => {
			const of = (step: string) => own.find((entry) => entry.step === step);
			const enrolled = of("enrolled")?.reached;
			return [
				key.group,
				enrolled === undefined ? "" : cell(enrolled),
				...steps
					.filter((step) => step !== "enrolled")
					.map((step) => {
						const share = of(step)?.share;
						return share === undefined ? "" : percentCell(share);
					}),
			];
		}),
		rowIds: groups.map(({ key }) => rowIdOf("funnel-groups", key)),
	});
}

export function measuresTable(audit: ReleasedAudit): ReleasedTable {
	const { measures } = audit;
	return tableOf(audit, {
		id: "measures",
		caption: "The measures that the policy names, in the files",
		columns: [
			text("measure", "Measure"),
			text("column", "Column"),
			text("cut", "Cut"),
			students("knownStudents", "Known"),
			students("blankStudents", "Blank"),
			students("withheldStudents", "Withheld in the file"),
			students("outOfRangeStudents", "Out of range"),
			students("unreadableStudents", "Not readable"),
		],
		rows: measures.map((entry) => [
			entry.measure,
			entry.column,
			entry.cut,
			...[entry.known, entry.blank, entry.withheldByFile, entry.outOfRange, entry.unreadable].map(cell),
		]),
		notes: [
			"A value that is missing, withheld, out of range or not readable is missing to the rule. It is never “not met”.",
		],
	});
}

export function coverageTable(audit: ReleasedAudit): ReleasedTable {
	const { coverage } = audit;
	const measures = coverage[0]?.measures.map(({ measure }) => measure) ?? [];
	return tableOf(audit, {
		id: "coverage",
		caption: "Students who have each measure, of 100 enrolled in the group",
		columns: [
			text("group", "Group"),
			students("enrolled", "Enrolled"),
			...measures.map((measure) => percentOf(`${measure}Percent`, measure)),
			percentOf("twoOrMorePercent", "Two measures or more"),
		],
		rows: coverage.map((entry) => [
			isAbsent(entry.key) ? "All students" : entry.key.group,
			cell(entry.enrolled),
			...entry.measures.map(({ share }) => percentCell(share)),
			percentCell(entry.twoOrMoreShare),
		]),
		rowIds: coverage.map(({ key }) => (isAbsent(key) ? "coverage-all" : rowIdOf("coverage", key))),
	});
}
