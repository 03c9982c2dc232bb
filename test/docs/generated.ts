/** Pages of docs/ that are made from the program, so that they can't lag behind it. `npm run docs` writes them. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyses } from "../../src/analyses/index.js";
import { analyzeJsonSchema } from "../../src/app/schemas/analyze.js";
import { doctorJsonSchema } from "../../src/app/schemas/doctor.js";
import { entitiesDiffJsonSchema } from "../../src/app/schemas/entities-diff.js";
import { privacyCheckJsonSchema } from "../../src/app/schemas/privacy-check.js";
import { settingNames } from "../../src/app/settings.js";
import type { Command } from "../../src/cli/command.js";
import { commands } from "../../src/cli/commands/index.js";
import { exitMeanings, exitOf } from "../../src/cli/exit-codes.js";
import { problemCatalogueEntry } from "../../src/domain/problem.js";
import { problemCodes } from "../../src/domain/problem-codes.js";
import { readByRole, refused } from "../../src/ingest/layouts/coverage.js";
import { fixedWidthTwins } from "../../src/ingest/layouts/fixed-widths.js";
import { type Layout, layouts } from "../../src/ingest/layouts/index.js";
import { lexicon } from "../../src/ingest/layouts/lexicon.js";
import * as stats from "../../src/stats/index.js";
import { repository } from "../helpers/workdir.js";

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

/** Exported functions of the statistics with the first sentence of their docstring and their source. */
function statistics(): string[] {
	const folder = join(repository, "src", "stats");
	const published = new Set(Object.keys(stats));
	const rows = readdirSync(folder)
		.filter((name) => name.endsWith(".ts") && name !== "index.ts")
		.flatMap((name) => {
			const text = readFileSync(join(folder, name), "utf8");
			return [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport function (\w+)/g)].map((found) => {
				const lines = (found[1] ?? "").split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
				const plain = lines.join(" ").trim();
				const what = /^(.*?\.)(?:\s|$)/.exec(plain)?.[1] ?? plain;
				const source = /@reference ((?:(?!@).)*)/.exec(plain)?.[1] ?? "";
				return { name: found[2] ?? "", what, source };
			});
		})
		.filter(({ name }) => published.has(name))
		.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
	return rows.map(({ name, what, source }) => `| \`${name}\` | ${cell(what)} | ${cell(source)} |`);
}

function methodsPage(): string {
	const methods = Object.values(analyses).flatMap(({ method }) => [
		`## ${method.title}`,
		"",
		method.what,
		"",
		"Formula:",
		"",
		...method.formula.map((line) => `    ${line}`),
		"",
		...method.assumptions.map((line) => `* Assumes: ${line}`),
		...method.notFor.map((line) => `* Not for: ${line}`),
		...method.references.map((line) => `* Reference: ${line}`),
		"",
	]);
	return [
		made("Methods"),
		"The questions that cimp answers, and the statistics behind them. Every statistic is checked against numbers that nobody here wrote:",
		"see `fixtures/reference`.",
		"",
		...methods,
		"## Statistics, importable from `cimp/stats`",
		"",
		"| Function | What it is | Source |",
		"|---|---|---|",
		...statistics(),
		"",
	].join("\n");
}

/** Path below docs/ → content. */
export const generatedDocs = (): ReadonlyMap<string, string> =>
	new Map([
		["cli.md", cliPage()],
		["problems.md", problemsPage()],
		["layouts.md", layoutsPage()],
		["methods.md", methodsPage()],
		["schemas/analyze-1.schema.json", `${JSON.stringify(analyzeJsonSchema(), null, 2)}\n`],
		["schemas/doctor-1.schema.json", `${JSON.stringify(doctorJsonSchema(), null, 2)}\n`],
		["schemas/entities-diff-1.schema.json", `${JSON.stringify(entitiesDiffJsonSchema(), null, 2)}\n`],
		["schemas/privacy-check-1.schema.json", `${JSON.stringify(privacyCheckJsonSchema(), null, 2)}\n`],
	]);
