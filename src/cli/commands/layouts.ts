import type { Command } from "../command.js";

export const layoutsCommand: Command = {
	name: "layouts",
	summary: "known layouts, and a map template for others",
	arguments: "[layout]",
	argumentHelp: "print the columns of this layout",
	description: [
		"Lists the file layouts that cimp recognizes by their header. Later years are read by the names of their columns, with a warning, where those give everything that is needed. A file of another shape is read with --map.",
	],
	examples: [
		["cimp layouts", "all layouts"],
		["cimp layouts sb-2024-2025", "the columns of one"],
		["cimp layouts --map-template > map.yml", "a start for --map, to fill in"],
	],
	options: [{ flags: "--map-template", description: "print a column map with all roles, to fill in" }],
	next: ["cimp analyze FILE --map map.yml"],
	run: async (operands, flags, context) => (await import("./layouts-run.js")).run(operands, flags, context),
};
