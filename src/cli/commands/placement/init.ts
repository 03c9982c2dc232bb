import type { Command } from "../../command.js";

export const initCommand: Command = {
	name: "placement init",
	summary: "a commented policy.yml to start from",
	arguments: "",
	argumentHelp: "",
	description: [
		"Writes a policy with measures, cuts, the rule that combines them, the course ladder, the checkpoint, the recourse clock, minimums and thresholds, each with a comment and a place for the district's reason. It is an example: change it until it says what your board adopted.",
	],
	examples: [
		["cimp placement init", "policy.yml in this folder"],
		["cimp placement init --out -", "to look at it first"],
	],
	options: [
		{ flags: "-o, --out <file>", description: "where to write it, or - for standard output", default: "policy.yml" },
		{ flags: "--force", description: "replace a file that is there" },
		{ flags: "-q, --quiet", description: "errors only" },
	],
	next: ["cimp placement map-courses --policy policy.yml --students roster.csv"],
	run: async (operands, flags, context) => (await import("./init-run.js")).run(operands, flags, context),
};
