/** Pages of docs/ that are made from the program, so that they can't lag behind it. `npm run docs` writes them. */

import { betweenYearsMethod } from "../../src/analyses/between-years/method.js";
import { analyses } from "../../src/analyses/index.js";
import { analyzeJsonSchema } from "../../src/app/schemas/analyze.js";
import { conveningJsonSchema } from "../../src/app/schemas/convening.js";
import { doctorJsonSchema } from "../../src/app/schemas/doctor.js";
import { entitiesDiffJsonSchema } from "../../src/app/schemas/entities-diff.js";
import { explainJsonSchema } from "../../src/app/schemas/explain.js";
import { manifestJsonSchema } from "../../src/app/schemas/manifest.js";
import { packetCheckJsonSchema } from "../../src/app/schemas/packet-check.js";
import { packetDiffJsonSchema } from "../../src/app/schemas/packet-diff.js";
import { packetManifestJsonSchema } from "../../src/app/schemas/packet-manifest.js";
import { packetPlacesJsonSchema, packetStandingJsonSchema } from "../../src/app/schemas/packet-standing.js";
import { packetVerifyJsonSchema } from "../../src/app/schemas/packet-verify.js";
import { enrollmentJsonSchema, placementJsonSchema } from "../../src/app/schemas/placement.js";
import { aggregateJsonSchema } from "../../src/app/schemas/placement-aggregate.js";
import { placementCoursesJsonSchema } from "../../src/app/schemas/placement-courses.js";
import { placementPolicyJsonSchema } from "../../src/app/schemas/placement-policy.js";
import { powerJsonSchema, sweepJsonSchema, whatIfJsonSchema } from "../../src/app/schemas/placement-replay.js";
import { sumsJsonSchema } from "../../src/app/schemas/placement-sums.js";
import { privacyCheckJsonSchema } from "../../src/app/schemas/privacy-check.js";
import { settingNames } from "../../src/app/settings.js";
import type { Command } from "../../src/cli/command.js";
import { commands } from "../../src/cli/commands/index.js";
import { exitMeanings, exitOf } from "../../src/cli/exit-codes.js";
import { glossary } from "../../src/domain/glossary/index.js";
import { problemCatalogueEntry } from "../../src/domain/problem.js";
import { problemCodes } from "../../src/domain/problem-codes.js";
import { rosterColumns } from "../../src/domain/roster-columns.js";
import { readByRole, refused } from "../../src/ingest/layouts/coverage.js";
import { fixedWidthTwins } from "../../src/ingest/layouts/fixed-widths.js";
import { type Layout, layouts } from "../../src/ingest/layouts/index.js";
import { lexicon } from "../../src/ingest/layouts/lexicon.js";
import { exportedStatistics } from "./statistics.js";
import { checkWords, statisticsChecks, testsOf } from "./statistics-checks.js";

const made = (title: string): string =>
	`# ${title}\n\n<!-- Made by \`npm run docs\`. Change the program, not this page. -->\n`;

/** Pipes would end a cell, and angle brackets would be taken for markup. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ").replaceAll("<", "&lt;");

function commandPage(command: Command): string {
	const options = command.options.map((option) => {
		const choices = option.choices ? ` (${option.choices.join(", ")})` : "";
		const usual = option.default === undefined ? "" : `; default: ${option.default}`;
		return `| \`${option.flags.replaceAll("|", "\\|")}\` | ${cell(`${option.description}${choices}${usual}${option.repeatable ? "; repeatable" : ""}`)} |`;
	});
	return [
		`## cimp ${command.name}`,
		"",
		`${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.`,
		"",
		...command.description.flatMap((text) => [text, ""]),
		"```",
		...command.examples.flatMap(([line, what]) => [`$ ${line}`, `    ${what}`]),
		"```",
		"",
		...(command.arguments === "" ? [] : [`Arguments: \`${command.arguments}\`: ${command.argumentHelp}.`, ""]),
		...(options.length === 0 ? [] : ["| Option | |", "|---|---|", ...options, ""]),
	].join("\n");
}

function cliPage(): string {
	const exits = exitMeanings.map(([code, meaning]) => `| ${code} | ${meaning} |`);
	const settings = settingNames.map((name) => `\`${name}\``).join(", ");
	return [
		made("Command line"),
		"Results go to stdout, everything else to stderr. Color only on a terminal, and not with `NO_COLOR` or `--no-color`. No network, no",
		"telemetry, no clock.",
		"",
		...commands.map(commandPage),
		"## Settings of `cimp analyze`",
		"",
		`Flags win over environment variables, these over \`cimp.config.yml\` in the working folder, this over the defaults. Keys of the file:\n${settings}.`,
		"A variable is the key in capitals: `baselineYear` is `CIMP_BASELINE_YEAR`. `--verbose` prints each value and where it came from.",
		"",
		"## Exit codes",
		"",
		"| Code | Meaning |",
		"|---|---|",
		...exits,
		"",
		"## Layouts",
		"",
		"Files are recognized by their header, in any order of columns and any usual delimiter. [layouts.md](layouts.md) lists what is read.",
		"",
	].join("\n");
}

function rosterPage(): string {
	const rows = rosterColumns.map(({ name, required, synonyms, values }) => {
		const statutory = ["ethnicity", "gender", "sed"].includes(name);
		const need = required ? "required" : statutory ? "one of three" : "";
		return `| \`${name}\` | ${need} | ${synonyms.join(", ")} | ${cell(values)} |`;
	});
	return [
		made("Placement rosters"),
		"What `cimp placement` reads with `--students`: one row for each student and school year, a header, any usual delimiter and encoding,",
		"also as .xlsx, .zip or .gz, in several files or from standard input. Headings are compared without regard to capitals, blanks, `_`",
		"and `-`. The policy names the columns of its measures. Other columns are not read; names and birth dates are of no use here.",
		"",
		"| Column | Need | Other headings | Cells |",
		"|---|---|---|---|",
		...rows,
		"| measures | per policy | as the policy writes them under `column` | a number (1,234 and 85% are read), a letter grade or a level; blank, `*`, `--` and `<11` are missing |",
		"",
		"Of ethnicity, gender and sed at least one must be there; the report says which was not examined. A word that nobody knows puts its",
		'student into a group of its own, "unrecognized". Every row is a student or is counted under the reason why it is none.',
		"",
	].join("\n");
}

/** How a layout is written, for people who look for their file. */
function writtenAs({ writing, headless }: Layout): string {
	const delimiter = { ",": "comma", "^": "caret", "\t": "tab" }[writing.delimiter];
	return headless === undefined ? delimiter : `${delimiter}, no header`;
}

function layoutsPage(): string {
	const exact = layouts.map((layout) => {
		const { id, family, title, years, columns } = layout;
		return `| \`${id}\` | ${family} | ${cell(title)} | ${cell(years)} | ${columns.length} | ${writtenAs(layout)} |`;
	});
	const twins = fixedWidthTwins.map(({ layout, testYears, widths }) => {
		const [first, last] = testYears;
		return `| \`${layout.id}\` | ${first}–${last} | ${widths.reduce((sum, width) => sum + width, 0)} |`;
	});
	const others = (rows: typeof readByRole): string[] =>
		rows.map(({ what, years, why }) => `| ${cell(what)} | ${cell(years)} | ${cell(why)} |`);
	const words = Object.values(lexicon)
		.flat()
		.map(([header, role]) => `| ${cell(header)} | ${role} |`);
	return [
		made("Layouts"),
		"A file is recognized by its header, never by its name, in any order of columns and with any usual delimiter. `cimp layouts ID` prints",
		"the columns of a layout and what they are read as. Each layout has its own page in `src/ingest/layouts`.",
		"",
		"## Known in every column",
		"",
		"| Id | Family | What | Years | Columns | Delimiter as published |",
		"|---|---|---|---|---|---|",
		...exact,
		"",
		"## Fixed-width twins",
		"",
		"Read as the delimited layout of which they are a twin. Every line must have the length given.",
		"",
		"| Twin of | Test years | Characters a line |",
		"|---|---|---|",
		...twins,
		"",
		"## Read by the names of their columns",
		"",
		"A header of no known layout is read where its columns, by their exact names, give everything that is needed, each exactly once. Warning",
		"CIMP-W124 says which layout is nearest, what each column is read as, and which are not read. Otherwise the file is refused (CIMP-E106),",
		"and the nearest layout is named.",
		"",
		"| Files | Years | Why |",
		"|---|---|---|",
		...others(readByRole),
		"",
		"Besides the names of the known layouts of a family, these are known:",
		"",
		"| Name | Read as |",
		"|---|---|",
		...words,
		"",
		"## Refused",
		"",
		"| Files | Years | Why, and what to do |",
		"|---|---|---|",
		...others(refused),
		"",
	].join("\n");
}

function problemsPage(): string {
	const entries = problemCodes.flatMap((code) => {
		const entry = problemCatalogueEntry(code);
		const leads =
			entry.outcome === "row"
				? "the row is left out and counted; the run goes on"
				: exitOf[entry.outcome] === 0
					? "the run goes on"
					: `the run stops with exit code ${exitOf[entry.outcome]}`;
		return [
			`## ${code}: ${entry.title}`,
			"",
			`${entry.meaning} (${entry.severity}; ${leads}.)`,
			"",
			`* Usual causes: ${entry.causes}.`,
			`* Expected: ${entry.expected}.`,
			`* What to do: ${entry.help}.`,
			"",
		];
	});
	return [
		made("Problems"),
		"What cimp says of files and requests, and what to do. `cimp explain <code>` prints the same.",
		"",
		...entries,
	].join("\n");
}

/** Exported functions of the statistics: what each takes and gives, where it is from, and what checks it. */
function statistics(): string[] {
	return exportedStatistics().functions.flatMap(({ name, words, parameters, returns, throws, source }) => [
		`### ${name}`,
		"",
		cell(words),
		"",
		...parameters.map((entry) => `* Takes \`${entry.name}\` (${typeWords(entry.type)}): ${cell(entry.words)}.`),
		`* Gives ${givenWords(returns)}.`,
		...(throws === "" ? [] : [`* Throws ${cell(throws)}.`]),
		...(source === "" ? [] : [`* Source: ${cell(source).replace(/\.$/, "")}.`]),
		`* Checked against: ${checkWords(statisticsChecks[name])}.`,
		`* Tests: ${[...testsOf(name), "examples.test.ts"].map((file) => `\`${file}\``).join(", ")}.`,
		"",
	]);
}

const typeWords = (type: string): string => `\`${type.replace("<ArrayBufferLike>", "")}\``;

function givenWords(returns: string): string {
	const [type = "", ...rest] = returns.split(": ");
	return `${typeWords(type)}: ${cell(rest.join(": "))}`;
}

/** The shapes that the functions take and give. */
function shapes(): string[] {
	return exportedStatistics().shapes.flatMap(({ name, words, fields, is }) => [
		`### ${name}`,
		"",
		...(words === "" ? [] : [cell(words), ""]),
		...(is === "" ? [] : [`Is ${typeWords(is)}.`, ""]),
		...(fields.length === 0
			? []
			: [
					"| Field | Type | |",
					"|---|---|---|",
					...fields.map(
						(field) => `| \`${field.name}\` | ${typeWords(field.type.replaceAll("|", "\\|"))} | ${cell(field.words)} |`,
					),
					"",
				]),
	]);
}

function glossaryPage(): string {
	return [
		made("Glossary"),
		"Terms of the field and of cimp's pages. `cimp explain TERM` prints the same; `cimp explain glossary` lists them.",
		"",
		...glossary.flatMap(({ term, aliases, short, long, unit, seeAlso }) => [
			`## ${term}`,
			"",
			cell(short),
			"",
			cell(long),
			"",
			...(aliases.length === 0 ? [] : [`* Also: ${cell(aliases.join(", "))}.`]),
			...(unit === undefined ? [] : [`* Unit: ${cell(unit)}.`]),
			...(seeAlso.length === 0 ? [] : [`* See also: ${seeAlso.join(", ")}.`]),
			"",
		]),
	].join("\n");
}

function methodsPage(): string {
	const methods = [...Object.values(analyses).map(({ method }) => method), betweenYearsMethod].flatMap((method) => [
		`## ${method.title}`,
		"",
		method.what,
		"",
		"Formula:",
		"",
		...method.formula.map((line) => `    ${line}`),
		"",
		`Its id in \`results.json\`: \`${method.id}\`.`,
		"",
		...method.assumptions.map((line) => `* Assumes: ${line}`),
		...method.notFor.map((line) => `* Not for: ${line}`),
		...method.references.map((line) => `* Reference: ${line}`),
		"",
	]);
	return [
		made("Methods"),
		"The questions that cimp answers, and the statistics behind them. `cimp explain` prints the same formulas with the numbers of a report put",
		"in; [glossary.md](glossary.md) has the words.",
		"",
		...methods,
		"## Statistics, importable from `cimp/stats`",
		"",
		"Flat typed arrays and plain numbers in and out; matrices are row by row. Nothing here is ever `NaN`: what the data do not determine is an",
		"`UndefinedResult` with a reason, and impossible input throws a `StatsError`. Every function has an example in its docstring that",
		"`test/stats/examples.test.ts` runs. References are made by other programs or published by others: `fixtures/reference/README.md` has",
		"their origin, versions and tolerances. Tests stand in `test/stats`.",
		"",
		...statistics(),
		"## What they take and give",
		"",
		...shapes(),
	].join("\n");
}

/** Path below docs/ → content. */
export const generatedDocs = (): ReadonlyMap<string, string> =>
	new Map([
		["cli.md", cliPage()],
		["problems.md", problemsPage()],
		["layouts.md", layoutsPage()],
		["methods.md", methodsPage()],
		["glossary.md", glossaryPage()],
		["schemas/analyze-1.schema.json", `${JSON.stringify(analyzeJsonSchema(), null, 2)}\n`],
		["schemas/manifest-1.schema.json", `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`],
		["schemas/explain-1.schema.json", `${JSON.stringify(explainJsonSchema(), null, 2)}\n`],
		["schemas/doctor-1.schema.json", `${JSON.stringify(doctorJsonSchema(), null, 2)}\n`],
		["schemas/entities-diff-1.schema.json", `${JSON.stringify(entitiesDiffJsonSchema(), null, 2)}\n`],
		["placement-roster.md", rosterPage()],
		["schemas/placement-policy-1.schema.json", `${JSON.stringify(placementPolicyJsonSchema(), null, 2)}\n`],
		["schemas/placement-courses-1.schema.json", `${JSON.stringify(placementCoursesJsonSchema(), null, 2)}\n`],
		["schemas/placement-1.schema.json", `${JSON.stringify(placementJsonSchema(), null, 2)}\n`],
		["schemas/placement-enrollment-1.schema.json", `${JSON.stringify(enrollmentJsonSchema(), null, 2)}\n`],
		["schemas/placement-sums-1.schema.json", `${JSON.stringify(sumsJsonSchema(), null, 2)}\n`],
		["schemas/placement-aggregate-1.schema.json", `${JSON.stringify(aggregateJsonSchema(), null, 2)}\n`],
		["schemas/placement-whatif-1.schema.json", `${JSON.stringify(whatIfJsonSchema(), null, 2)}\n`],
		["schemas/placement-sweep-1.schema.json", `${JSON.stringify(sweepJsonSchema(), null, 2)}\n`],
		["schemas/placement-power-1.schema.json", `${JSON.stringify(powerJsonSchema(), null, 2)}\n`],
		["schemas/convening-1.schema.json", `${JSON.stringify(conveningJsonSchema(), null, 2)}\n`],
		["schemas/packet-manifest-1.schema.json", `${JSON.stringify(packetManifestJsonSchema(), null, 2)}\n`],
		["schemas/packet-diff-1.schema.json", `${JSON.stringify(packetDiffJsonSchema(), null, 2)}\n`],
		["schemas/packet-verify-1.schema.json", `${JSON.stringify(packetVerifyJsonSchema(), null, 2)}\n`],
		["schemas/packet-check-1.schema.json", `${JSON.stringify(packetCheckJsonSchema(), null, 2)}\n`],
		["schemas/packet-standing-1.schema.json", `${JSON.stringify(packetStandingJsonSchema(), null, 2)}\n`],
		["schemas/packet-places-1.schema.json", `${JSON.stringify(packetPlacesJsonSchema(), null, 2)}\n`],
		["schemas/privacy-check-1.schema.json", `${JSON.stringify(privacyCheckJsonSchema(), null, 2)}\n`],
	]);
