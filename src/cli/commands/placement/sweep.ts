import type { Command } from "../../command.js";
import { policyOption, rosterOptions } from "./shared.js";

export const sweepCommand: Command = {
	name: "placement sweep",
	summary: "who would qualify, over a range of values of one cut",
	arguments: "",
	argumentHelp: "",
	description: [
		"Applies the policy to the same students for every value of one cut, and says how many would qualify, the share of them placed below their level, and the seats each level would take. Counts are rounded to tens and shares to whole percents, since neighboring values differ by a few students.",
	],
	examples: [
		[
			"cimp placement sweep -p policy.yml -s roster.csv --over measures.caaspp8.cut --from 2530 --to 2650 --step 10",
			"a curve over a cut",
		],
	],
	options: [
		policyOption,
		...rosterOptions,
		{ flags: "--over <path>", description: "the value of the policy that changes" },
		{ flags: "--from <value>", description: "first value" },
		{ flags: "--to <value>", description: "last value" },
		{ flags: "--step <value>", description: "distance of values", default: "10" },
		{ flags: "-o, --out <dir>", description: "folder for sweep.json, its page and tables" },
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		{ flags: "--json", description: "the result as JSON (docs/schemas/placement-sweep-1.schema.json)" },
		{ flags: "-q, --quiet", description: "errors only" },
	],
	next: ["cimp placement whatif"],
	run: async (operands, flags, context) => (await import("./replay-run.js")).runSweep(operands, flags, context),
};
