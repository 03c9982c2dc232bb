/** Where a number of a report comes from, as a person reads it. Numbers are printed so that they can be put in again. */

import type {
	FigureExplanation,
	FindingExplanation,
	ReportExplanation,
	SchoolExplanation,
	TableExplanation,
} from "../../app/schemas/explain.js";
import { isAbsent } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { Cell } from "../../domain/table.js";
import { formatAbsent } from "../../report/format.js";
import { lineInWords, printed } from "./explain-line-words.js";
import { wrapped } from "./explain-words.js";

const valueWords: Readonly<Record<OutcomeScale, string>> = {
	percent: "percent met or exceeded",
	dfs: "distance from standard",
	z: "standard score",
};

export function explanationInWords(explanation: ReportExplanation): string {
	switch (explanation.kind) {
		case "school":
			return schoolInWords(explanation);
		case "figure":
			return figureInWords(explanation);
		case "table":
			return tableInWords(explanation);
		case "finding":
			return findingInWords(explanation);
	}
}

const part = (title: string, lines: readonly string[]): string[] =>
	lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];

const fileLine = ({ file, layout, sha256 }: { file: string; layout: string; sha256: string }): string =>
	`${file}  (${layout}, sha256 ${sha256})`;

function schoolInWords(school: SchoolExplanation): string {
	const { name, cds, district, level, groupName, subject, unit, rows, covariates, prediction, evidence } = school;
	const read = rows.flatMap((row) => [
		`${row.what} ${row.year}: ${valueWords[unit]} ${printed(row.value)}; students with scores ${printed(row.tested)}`,
		`    code ${row.codes.join(", ")}, all grades, group ${row.group} (${groupName})`,
		...row.files.map((file, index) => `    ${row.files.length === 1 || index === 0 ? "in" : "or"} ${fileLine(file)}`),
	]);
	const facts = covariates.flatMap((entry) => [
		`${entry.label}: from ${entry.from}${entry.vintage === "" ? "" : `, ${entry.vintage}`}`,
		...entry.files.map((file) => `    in ${fileLine(file)}`),
	]);
	return [
		`${name} (${cds})`,
		`${district.name === "" ? district.code : `${district.name} (${district.code})`}; level ${level}; ${subject}`,
		...part("Rows read", read),
		...part("Facts about the students", facts),
		...(isAbsent(prediction)
			? part("Prediction", [`none: ${formatAbsent(prediction)}`])
			: lineInWords(prediction, unit).flatMap(({ title, lines }) => part(title, lines))),
		...part("Evidence", [
			...evidence.steps.map(
				(step, index) =>
					`${index + 1} ${step.question}: ${step.holds ? "yes" : `no, so "${step.otherwise}"`} (${step.numbers})`,
			),
			`word: ${evidence.word}`,
		]),
		"",
	].join("\n");
}

type Shown = Pick<FigureExplanation, "id" | "district" | "page" | "method" | "inputs" | "findings">;

/** What all things on a page have: method, inputs, findings. */
const background = (shown: Shown): string[] => [
	...(isAbsent(shown.method)
		? part("Formula", [formatAbsent(shown.method)])
		: part(`Formula (method ${shown.method.id}: ${shown.method.title})`, [
				...shown.method.formula,
				...shown.method.assumptions.map((text) => `assumes: ${text}`),
			])),
	...part("Inputs", shown.inputs.map(fileLine)),
	...part("Findings that rest on it", shown.findings),
];

const where = (shown: Shown, kind: string): string =>
	`${kind} ${shown.id}, ${isAbsent(shown.district) ? "of the whole run" : `${shown.district.name} (${shown.district.code})`}, on ${shown.page}`;

function figureInWords(figure: FigureExplanation): string {
	return [
		where(figure, "Figure"),
		"",
		...wrapped(figure.headline),
		...wrapped(figure.subtitle),
		...part("Interval", [figure.interval]),
		...part("Source", [figure.source]),
		...part("Files", figure.files),
		...numbers(figure.table),
		...background(figure),
		"",
	].join("\n");
}

const tableInWords = (table: TableExplanation): string =>
	[where(table, "Table"), "", ...wrapped(table.caption), ...numbers(table), ...background(table), ""].join("\n");

function findingInWords(finding: FindingExplanation): string {
	const { interval, measure, counts, source } = finding;
	const found = Object.entries(finding.numbers).map(([key, value]) => `${key} = ${printed(value)}`);
	const behind = Object.entries(counts).map(([key, value]) => `${key}: ${printed(value)}`);
	return [
		where(finding, "Finding"),
		"",
		...wrapped(finding.sentence),
		...part("Numbers in it", found),
		...part("Counts behind it", behind),
		...part(`95 % interval${isAbsent(measure) ? "" : `: ${measure}`}`, [
			isAbsent(interval) ? formatAbsent(interval) : `${printed(interval.lower)} to ${printed(interval.upper)}`,
		]),
		...part("Evidence", [`${finding.evidence}: ${finding.evidenceMeaning}`]),
		...part("Check it against", [
			`${source.id}: ${isAbsent(source.caption) ? formatAbsent(source.caption) : source.caption}`,
			...(isAbsent(source.csv) ? [] : [`numbers in ${source.csv}; cimp explain ${source.id} prints them`]),
		]),
		...background(finding),
		"",
	].join("\n");
}

const cellText = (cell: Cell): string => (isAbsent(cell) ? cell.absent : printed(cell));

/** The rows of a table under their labels, columns aligned. */
function numbers({ id, caption, csv, columns, rows, notes }: FigureExplanation["table"]): string[] {
	const cells = [columns.map(({ label }) => label), ...rows.map((row) => row.map(cellText))];
	const widths = columns.map((_, index) => Math.max(...cells.map((row) => [...(row[index] ?? "")].length)));
	const lines = cells.map((row) =>
		row
			.map((text, index) => text + " ".repeat((widths[index] ?? 0) - [...text].length))
			.join("  ")
			.trimEnd(),
	);
	return [...part(`Numbers: ${caption} (table ${id}, ${csv})`, lines), ...part("Notes", notes)];
}
