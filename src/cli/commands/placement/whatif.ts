import type { Command } from "../../command.js";
import { policyOption, rosterOptions } from "./shared.js";

export const whatIfCommand: Command = {
	name: "placement whatif",
	summary: "the same students under a changed policy: who would gain, and the seats it would take",
	arguments: "",
	argumentHelp: "",
	description: [
		"Changes values of the policy and applies it to the same students again; their placements stay as they were. Says who would newly qualify or no longer qualify, by group and by school, and how many students would qualify for each level.",
		"A path has the keys of the policy file; entries of a list go by their id. With --out, whatif.json and a page (whatif.html) with its tables are written to a folder, through the privacy gate.",
	],
	examples: [
		["cimp placement whatif -p policy.yml -s roster.csv --set measures.caaspp8.cut=2550", "a lower cut"],
		[
			"cimp placement whatif -p policy.yml -s roster.csv --set rules.2.require.at_least=1 --json",
			"fewer measures asked for",
		],
	],
	options: [
		policyOption,
		...rosterOptions,
		{ flags: "--set <path=value>", description: "a value of the policy to change", repeatable: true },
		{ flags: "-o, --out <dir>", description: "folder for whatif.json, its page and tables" },
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		{ flags: "--json", description: "the result as JSON (docs/schemas/placement-whatif-1.schema.json)" },
		{ flags: "-q, --quiet", description: "errors only" },
	],
	next: ["cimp placement sweep"],
	run: async (operands, flags, context) => (await import("./replay-run.js")).runWhatIf(operands, flags, context),
};
