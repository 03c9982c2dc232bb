import type { Command } from "../../command.js";
import { policyOption, rosterOptions } from "./shared.js";

export const powerCommand: Command = {
	name: "placement power",
	summary: "what this district's numbers can and can't find",
	arguments: "",
	argumentHelp: "",
	description: [
		"For every group: the smallest true difference that the audit's rule would flag four times in five, the chance of a FLAG for true ratios from 1 to 4, and the number of qualified students with whom a clear difference would be found. All of it follows from the sizes of the groups and the rate of the others, never from the difference seen.",
	],
	examples: [["cimp placement power -p policy.yml -s roster.csv", "before anybody reads the verdicts"]],
	options: [
		policyOption,
		...rosterOptions,
		{ flags: "-o, --out <dir>", description: "folder for power.json, its page and tables" },
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		{ flags: "--json", description: "the result as JSON (docs/schemas/placement-power-1.schema.json)" },
		{ flags: "-q, --quiet", description: "errors only" },
	],
	next: ["cimp placement audit"],
	run: async (operands, flags, context) => (await import("./replay-run.js")).runPower(operands, flags, context),
};
