/** Options that several packet commands have. */

import type { CommandOption } from "../../command.js";

export const readingOptions: readonly CommandOption[] = [
	{ flags: "--no-cache", description: "do not keep checked rows, and do not use kept ones" },
	{
		flags: "--threads <number>",
		description: "threads for reading and for fits over years; 0 starts none",
		default: "2",
	},
];

export const quietOption: CommandOption = { flags: "-q, --quiet", description: "errors only" };

export const verboseOption: CommandOption = {
	flags: "-v, --verbose",
	description: "say what was decided and why",
};

export const dryRunOption: CommandOption = {
	flags: "-n, --dry-run",
	description: "read, choose and compute, but write nothing",
};
