import type { Command } from "../command.js";

export const cacheCommand: Command = {
	name: "cache",
	summary: "what is kept of files that were read, and how to clear it",
	arguments: "<action>",
	argumentHelp: "list or clear",
	description: [
		"Checked rows of statewide files are kept in the user's cache folder, by the content of the file and the layout, so that a second run need not read the file again. A damaged entry is made again, never trusted. CIMP_CACHE_DIR names another folder.",
	],
	examples: [
		["cimp cache list", "files, years, rows and sizes"],
		["cimp cache clear", "remove all of it"],
	],
	options: [{ flags: "--json", description: "the list as JSON" }],
	next: ["cimp tidy FILE --no-cache"],
	run: async (operands, flags, context) => (await import("./cache-run.js")).run(operands, flags, context),
};
