import type { Command } from "../command.js";

export const analyzeCommand: Command = {
	name: "analyze",
	summary: "results files → predicted versus actual, variation → reports",
	arguments: "[files...]",
	argumentHelp:
		"results files and companion tables in any order: files, archives (.zip, .gz), workbooks (.xlsx), folders, - for standard input",
	description: [
		"Reads the state's results, joins companion tables on the 14-digit code, predicts every school without its own result, and writes one page per district with tables, figures and results.json.",
		"Files are recognized by their header, never by their name; archives, workbooks and folders are opened, and what is no table in them is left out with a warning. - is standard input. Memory: about 1.5 GB for two statewide years with a page for each of a thousand districts, a few hundred megabytes for a county. Checked rows of statewide files are kept, so that a second run need not read them again (cimp help cache).",
	],
	examples: [
		["cimp analyze results_2024.txt results_2025.txt --out out/math", "two years of the state's results"],
		["cimp analyze results.txt --covariates frpm.csv --subject science", "with meal eligibility as a covariate"],
		['cimp analyze downloads/ --district "Sample Unified"', "a folder; a page for one district"],
		["zcat results.txt.gz | cimp analyze - entities.zip", "standard input, and an archive"],
		["cimp analyze own.csv --map map.yml", "a file of another shape (see cimp layouts --map-template)"],
	],
	options: [
		{
			flags: "-c, --covariates <file>",
			description: "companion table: FRPM, enrollment, school facts",
			repeatable: true,
		},
		{ flags: "--map <file>", description: "column names → roles, for a file of another shape" },
		{
			flags: "--crosswalk <file>",
			description: "schools that stood under another code in the earlier year (see cimp entities diff)",
		},
		{
			flags: "-s, --subject <subject>",
			description: "which test",
			choices: ["math", "ela", "science"],
			default: "math where the files have it",
		},
		{ flags: "-y, --year <year>", description: "spring of the test", default: "the newest in the files" },
		{
			flags: "--baseline-year <year>",
			description: "the earlier year",
			default: "the one before it that the files have",
		},
		{ flags: "-g, --group <group>", description: "student group, by the state's id or name", default: "all students" },
		{
			flags: "-d, --district <district>",
			description: "pages for this district only, by code or name",
			repeatable: true,
		},
		{
			flags: "--model <model>",
			description: "what the prediction knows",
			choices: ["context", "progress", "auto"],
			default: "auto",
		},
		{
			flags: "--scale <scale>",
			description:
				"unit of results: percent met, distance from standard in points, or standard score within grade and year",
			choices: ["auto", "percent", "dfs", "z"],
			default: "percent where the files count students, else distance from standard",
		},
		{
			flags: "--charters <how>",
			description: "charter schools",
			choices: ["include", "exclude", "separate"],
			default: "include",
		},
		{ flags: "-o, --out <dir>", description: "folder for the report", default: "out" },
		{ flags: "--date <yyyy-mm-dd>", description: "a date to print; no clock is read" },
		{ flags: "--json", description: "results.json on stdout, problems as JSON lines on stderr" },
		{ flags: "-q, --quiet", description: "errors only" },
		{ flags: "-v, --verbose", description: "say what was decided and why" },
		{ flags: "--strict", description: "stop at any problem, also a repaired one" },
		{ flags: "-n, --dry-run", description: "read, choose, compute and check, but write nothing" },
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		{ flags: "--no-cache", description: "do not keep checked rows, and do not use kept ones" },
		{
			flags: "--threads <number>",
			description: "threads for reading and for fits over years; 0 starts none",
			default: "2",
		},
	],
	next: ["cimp layouts", "cimp explain <code>", "cimp simulate --out DIR"],
	run: async (operands, flags, context) => (await import("./analyze-run.js")).run(operands, flags, context),
};
