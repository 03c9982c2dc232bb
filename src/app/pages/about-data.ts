/** What was read, what was used, what was left out and why, and how to make the page again. */

import { printedDistrict } from "../../domain/cds-code.js";
import { isKnown } from "../../domain/measured.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { Cell, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import { type Block, formatCount, formatList, formatNumber, type Section, type Text } from "../../report/index.js";
import type { Run } from "../run.js";
import { shownFile } from "../source-line.js";
import { version } from "../version.js";
import { placeFacts } from "./place-facts.js";

/** Characters of a hash that a page prints; the manifest has all. */
const hashDigits = 12;

/**
 * @param codes seven-digit codes of the districts that the page is about
 * @param problemsCsv address of problems.csv from the page
 */
export function aboutDataSection(run: Run, codes: readonly string[], problemsCsv: string): Section {
	const refused = run.inputs.reduce((sum, input) => sum + input.rowsRefused, 0);
	const strangers = run.problems.filter(({ code }) => code === "CIMP-W125").length;
	const { joins } = run.input.frame;
	return {
		id: "data",
		title: "About the data",
		blocks: [
			{ block: "table", table: inputsTable(run) },
			{
				block: "paragraph",
				text: [
					refused === 0
						? "Every row of the files passed the checks. "
						: `${formatCount(refused, "row")} did not pass the checks and ${refused === 1 ? "was" : "were"} left out. `,
					strangers === 0
						? ""
						: `${formatCount(strangers, "more file")} in the folders or archives given ${strangers === 1 ? "is" : "are"} no known table and ${strangers === 1 ? "was" : "were"} not read. `,
					{ text: "All problems and repairs, with file and line", href: problemsCsv },
					".",
				],
			},
			...(joins.length > 0 ? [{ block: "table", table: joinsTable(run) } satisfies Block] : []),
			{ block: "list", items: [...facts(run), ...placeFacts(run, codes)] },
		],
	};
}

function inputsTable(run: Run): ReleasedTable {
	return releaseTable({
		id: "table-inputs",
		caption: "Files read",
		columns: [
			{ key: "file", label: "File", unit: "text" },
			{ key: "layout", label: "Layout", unit: "text" },
			{ key: "rowsRead", label: "Rows", unit: "number", digits: 0 },
			{ key: "rowsKept", label: "Kept", unit: "number", digits: 0 },
			{ key: "rowsRefused", label: "Left out", unit: "number", digits: 0 },
			{ key: "why", label: "Why", unit: "text" },
			{ key: "sha256", label: "SHA-256, start", unit: "code" },
		],
		rows: run.inputs.map((input): Cell[] => [
			shownFile(input.file),
			input.layout,
			input.rowsRead,
			input.rowsKept,
			input.rowsRefused,
			input.refused.map((entry) => `${entry.reason}: ${formatNumber(entry.rows)}`).join("; ") || "—",
			input.sha256.slice(0, hashDigits),
		]),
	});
}

function joinsTable(run: Run): ReleasedTable {
	return releaseTable({
		id: "table-joins",
		caption: "Companion tables, joined on the 14-digit code",
		columns: [
			{ key: "layout", label: "Table", unit: "text" },
			{ key: "vintage", label: "Year", unit: "text" },
			{ key: "rows", label: "Schools in it", unit: "schools" },
			{ key: "joined", label: "Joined", unit: "schools" },
			{ key: "unmatched", label: "In the table only", unit: "schools" },
			{ key: "without", label: "In the results only", unit: "schools" },
		],
		rows: run.input.frame.joins.map((join): Cell[] => [
			join.layout,
			join.vintage || "not stated",
			join.rows,
			join.joined,
			join.unmatchedRows.length,
			join.schoolsWithout.length,
		]),
	});
}

function facts(run: Run): Text[] {
	const { frame, charters, group } = run.input;
	const direct = frame.schools.some((school) => school.charter === "direct");
	const unknown = frame.schools.every((school) => school.charter === "unknown");
	const charterWords = {
		include: "Charter schools stand in the district whose code they carry.",
		exclude: "Charter schools are left out (--charters exclude).",
		separate: "Charter schools stand in a panel of their own and count in no average (--charters separate).",
	}[charters];
	return [
		[
			`Student group: ${group}. Results are of all grades tested, and of the students with scores where the file says so.`,
		],
		[
			charterWords,
			direct && frame.districtRows.size > 0
				? " The published district row holds locally funded charters and no direct-funded ones."
				: "",
			unknown ? " The files do not say which schools are charters." : "",
		],
		["A value withheld by the state stays withheld; counts of fewer than 11 students are shown as withheld."],
		...scaleFacts(run),
		...(frame.baselineYear === undefined ? [["No earlier year is compared, so no change is shown."]] : []),
	];
}

/** What the scale is, how it was put together, and for whom it speaks. */
function scaleFacts({ input }: Run): Text[] {
	const { outcome, schools, standardSources = [] } = input.frame;
	const partial = schools.filter(({ current }) => current.someGradesOnly === true && isKnown(current.value)).length;
	const meaning: Readonly<Record<OutcomeScale, Text[]>> = {
		percent: [],
		dfs: [
			[
				"Distance from standard is the average of the students' scores minus the lowest score that meets the standard of their grade.",
			],
		],
		z: [
			[
				`A standard score is a mean scale score minus the mean of all students of the grade and year, over the standard deviation of those students, averaged over the grades with their students as weights; means and spreads come from ${formatList(standardSources)}. It says nothing of whether all students together gained.`,
			],
		],
	};
	return [
		...meaning[outcome],
		...(partial > 0
			? [
					[
						`In ${formatCount(partial, "school")} the rows of some grades are withheld: the result and its number of students are those of the grades published.`,
					],
				]
			: []),
	];
}

/** Options that differ from their defaults, as a user would type them. */
function optionWords(run: Run): string[] {
	const { settings } = run;
	const { frame } = run.input;
	const flag = (name: string, value: string | undefined): string[] =>
		value === undefined ? [] : [`--${name} ${value}`];
	const unless = (value: string, usual: string): string | undefined => (value === usual ? undefined : value);
	return [
		...flag("subject", frame.subject),
		...flag("year", String(frame.year)),
		...flag("baseline-year", frame.baselineYear === undefined ? undefined : String(frame.baselineYear)),
		...flag("group", unless(String(frame.group), "1")),
		...settings.district.flatMap((district) => flag("district", quoted(district))),
		...flag("model", unless(settings.model, "auto")),
		...flag("scale", unless(settings.scale, "auto")),
		...flag("charters", unless(settings.charters, "include")),
		...flag("map", settings.map === undefined ? undefined : "map.yml"),
		...flag("crosswalk", run.crosswalk === undefined ? undefined : quoted(run.crosswalk.file)),
		...flag("date", run.date),
	];
}

const quoted = (text: string): string => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "’")}'`);

export function reproduceSection(run: Run): Section {
	// What an archive holds is named archive/member; the command takes the archive, once.
	const given = run.inputs.map((input) => input.file.split("/")[0] ?? "");
	const files = [...new Set(given)].map(quoted).join(" ");
	return {
		id: "reproduce",
		title: "How to reproduce",
		blocks: [
			{
				block: "code",
				label: "The command",
				lines: [`cimp analyze ${files} \\`, `  ${optionWords(run).join(" ")} --out DIR`],
			},
			{
				block: "paragraph",
				text: [
					`The same files and options give the same bytes (cimp ${version}). The page needs no network and no script; a PDF is made by printing it. For the rows, the formula and the value behind a school’s numbers or a figure: cimp explain "School name" --from DIR, or cimp explain "figure 1" --from DIR.`,
				],
			},
		],
	};
}

/** "Sample Unified (01-99001)", or the code alone. */
export function districtTitle(run: Run, code: string): string {
	const name = run.input.frame.districtNames.get(code) ?? "";
	return name === "" ? `District ${printedDistrict(code)}` : name;
}
