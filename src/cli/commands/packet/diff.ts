import type { Command } from "../../command.js";
import { dryRunOption, quietOption } from "./shared.js";

export const diffCommand: Command = {
	name: "packet diff",
	summary: "what changed from one packet to the next, and what is noise",
	arguments: "<old> <new>",
	argumentHelp: "two finished packets, the older first",
	description: [
		"Says which schools moved beyond the uncertainty of both years, how much is noise, which places opened, closed, moved or were renamed, and what changed because data or method changed. Reads the two folders and nothing else; writes diff.html, diff.md and diff.json (docs/schemas/packet-diff-1.schema.json).",
	],
	examples: [
		["cimp packet diff packet-2024 packet-2025 --out changes", "what changed since last year"],
		["cimp packet diff packet-2024 packet-2025 --json --dry-run", "as JSON, without a folder"],
	],
	options: [
		{
			flags: "-o, --out <dir>",
			description: "folder for diff.html, diff.md and diff.json",
			default: "packet-diff",
		},
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		dryRunOption,
		{ flags: "--json", description: "what diff.json holds, on stdout" },
		quietOption,
	],
	next: ["cimp privacy check packet-2024 packet-2025"],
	run: async (operands, flags, context) => (await import("./diff-run.js")).run(operands, flags, context),
};
