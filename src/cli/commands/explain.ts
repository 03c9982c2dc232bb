import type { Command } from "../command.js";

export const explainCommand: Command = {
	name: "explain",
	summary: "what a problem code means and what to do",
	arguments: "<code>",
	argumentHelp: "a code such as CIMP-E113, or E113",
	description: ["Prints meaning, usual causes and remedy, from the same catalogue as docs/problems.md."],
	examples: [["cimp explain CIMP-E113", "codes in scientific notation"]],
	options: [],
	next: ["cimp analyze"],
	run: async (operands, flags, context) => (await import("./explain-run.js")).run(operands, flags, context),
};
