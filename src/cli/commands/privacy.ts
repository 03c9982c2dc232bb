import type { Command } from "../command.js";

export const privacyCommand: Command = {
	name: "privacy",
	summary: "may these folders be published: what gives students away in finished output",
	arguments: "<action> <folders...>",
	argumentHelp: "check, and folders of finished output; several are also compared with one another",
	description: [
		"Looks at every file of the folders as it will be published: counts of 1 to 10 students, numbers that are left over when published ones are subtracted, counts that differ by a few students from one folder to the next, columns and ids of students, birth dates, scripts, text that pages hide, paths, and content policies. What is found is named by file, table and rule; the value itself is never printed.",
		"docs/security.md lists the rules, what they guarantee and what they do not.",
		"Exit code 0: nothing found; 6: refused.",
	],
	examples: [
		["cimp privacy check report", "one folder"],
		["cimp privacy check packet-2024 packet-2025", "last year's and this year's together"],
	],
	options: [{ flags: "--json", description: "the result as JSON on stdout (schema cimp/privacy-check/1)" }],
	next: ["cimp explain CIMP-E402"],
	run: async (operands, flags, context) => (await import("./privacy-run.js")).run(operands, flags, context),
};
