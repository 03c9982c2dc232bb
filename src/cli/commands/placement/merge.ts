import type { Command } from "../../command.js";

export const mergeCommand: Command = {
	name: "placement merge",
	summary: "several districts' audits as one view of the county, without a row of a student",
	arguments: "<aggregates...>",
	argumentHelp: "aggregate.json of several audits, or the folders that hold them",
	description: [
		"Every district runs its own audit and hands over aggregate.json, which holds nothing but counts of groups that may be published. Each group is compared with all others inside its own district, and the districts are put together (Mantel–Haenszel). What a district withheld stays withheld; the result says how many districts it rests on.",
	],
	examples: [
		["cimp placement merge north/aggregate.json south/aggregate.json --json", "two districts"],
		["cimp placement merge audits/* -o county", "aggregate.json of the county in a folder"],
	],
	options: [
		{ flags: "-o, --out <dir>", description: "folder for aggregate.json of all districts" },
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		{ flags: "--json", description: "the result as JSON (docs/schemas/placement-aggregate-1.schema.json)" },
		{ flags: "-q, --quiet", description: "errors only" },
	],
	next: ["cimp privacy check DIR"],
	run: async (operands, flags, context) => (await import("./replay-run.js")).runMerge(operands, flags, context),
};
