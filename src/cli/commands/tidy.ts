import type { Command } from "../command.js";

export const tidyCommand: Command = {
	name: "tidy",
	summary: "checked, tidy rows of results for R, Python, DuckDB or a spreadsheet",
	arguments: "[files...]",
	argumentHelp: "results files and their entities, or folders of them, in any order",
	description: [
		"Writes one row per school, district, county or state, year, test, grade and student group, whatever the file's layout was: codes as text, absent values blank with the reason in the column `state` (known, suppressed, none_tested, missing). Suppressed rows are kept.",
		"The structure of every line is checked, and every value of the rows and columns that are written. With the cache (the default), every value of the file is checked once, and later runs are instant; --no-cache reads only what is asked for.",
		"Memory: under 300 MB for a statewide file, whatever its size.",
	],
	examples: [
		["cimp tidy results.txt --subject math --level school --grade all --out math.csv", "math, all grades, schools"],
		['cimp tidy downloads/ --group 1 --group "Hispanic or Latino" --out groups.parquet', "two groups, every year"],
		["cimp tidy results.txt --level district | head", "to standard output"],
	],
	options: [
		{ flags: "-o, --out <file>", description: "a .csv, .parquet or .jsonl file; - is standard output", default: "-" },
		{
			flags: "-s, --subject <subject>",
			description: "which test",
			choices: ["math", "ela", "science"],
			repeatable: true,
			default: "all",
		},
		{ flags: "-y, --year <year>", description: "spring of the test", repeatable: true, default: "all" },
		{
			flags: "--grade <grade>",
			description: "a grade, or all for the rows of all grades",
			repeatable: true,
			default: "every",
		},
		{ flags: "-g, --group <group>", description: "student group, by id or name", repeatable: true, default: "all" },
		{
			flags: "-l, --level <level>",
			description: "level of the rows",
			choices: ["state", "county", "district", "school"],
			repeatable: true,
			default: "all",
		},
		{ flags: "--map <file>", description: "column names → roles, for a file of another shape" },
		{ flags: "--force", description: "replace a file that is there" },
		{ flags: "--no-cache", description: "do not keep checked rows, and do not use kept ones" },
		{ flags: "--threads <number>", description: "threads for reading; 0 starts none", default: "2" },
		{
			flags: "--json",
			description: "the account of the inputs as JSON on stdout (with --out), problems as JSON lines",
		},
		{ flags: "-q, --quiet", description: "errors only" },
		{ flags: "-v, --verbose", description: "say what was decided and why" },
	],
	next: ["cimp analyze FILE", "cimp doctor FILE"],
	run: async (operands, flags, context) => (await import("./tidy-run.js")).run(operands, flags, context),
};
