import type { Command } from "../../command.js";
import { quietOption } from "./shared.js";

export const checkCommand: Command = {
	name: "packet check",
	summary: "links, accessibility, print and privacy of a finished packet",
	arguments: "<packet>",
	argumentHelp: "a folder that cimp packet build wrote",
	description: [
		"Looks at the folder as it stands: links, accessibility by rules that need no browser (axe runs in cimp's own tests), print, and privacy.",
		"Exit code 0: nothing found; 1: something is wrong, with a list.",
	],
	examples: [
		["cimp packet check packet", "before it is printed and sent"],
		["cimp packet check packet --json", "the list for a program"],
	],
	options: [
		{ flags: "--json", description: "what was found as JSON on stdout (docs/schemas/packet-check-1.schema.json)" },
		quietOption,
	],
	next: ["cimp privacy check packet"],
	run: async (operands, flags, context) => (await import("./check-run.js")).run(operands, flags, context),
};
