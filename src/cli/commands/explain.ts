import type { Command } from "../command.js";

export const explainCommand: Command = {
	name: "explain",
	summary: "what a problem code or a term means; where a number of a report comes from",
	arguments: "<what...>",
	argumentHelp:
		"a code such as CIMP-E113, or E113; a term such as dfs, or `glossary` for all; with --from: a school's code or name, or the id of a figure, table or finding",
	description: [
		"A problem code: meaning, usual causes and remedy, from the same catalogue as docs/problems.md. A term: what it is, in plain words, as in docs/glossary.md.",
		"With --from and the folder of a finished report: the rows that were read, the formula with the numbers put in, and the value, for any school, figure, table or finding. Ids are those in the address of the page (#spread); figure 2 or table 3 will do. What the report withholds stays withheld.",
	],
	examples: [
		["cimp explain CIMP-E113", "codes in scientific notation"],
		["cimp explain dfs", "a term; cimp explain glossary lists them"],
		["cimp explain 01612590100065 --from out", "how a school's prediction, interval and evidence word were made"],
		['cimp explain "Sample Elementary" --from out --json', "by name, for programs"],
		['cimp explain figure 2 --from out --district "Sample Unified"', "what a figure shows, and its numbers"],
	],
	options: [
		{ flags: "--from <dir>", description: "folder that `cimp analyze` wrote" },
		{
			flags: "-d, --district <district>",
			description: "whose figure, table or finding, by code or name, where the report has several districts",
		},
		{
			flags: "--json",
			description: "as JSON (docs/schemas/explain-1.schema.json), problems as JSON lines on stderr",
		},
	],
	next: ["cimp explain glossary", "cimp analyze"],
	run: async (operands, flags, context) => (await import("./explain-run.js")).run(operands, flags, context),
};
