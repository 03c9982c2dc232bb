import type { Command } from "../../command.js";
import { quietOption } from "./shared.js";

export const initCommand: Command = {
	name: "packet init",
	summary: "a commented convening.yml to start from",
	arguments: "",
	argumentHelp: "",
	description: [
		"Writes every key with its meaning: title, date, districts, files, years, subjects, questions, notes of the schools, events, paper and language; those that one seldom needs are comments. docs/schemas/convening-1.schema.json describes the file.",
	],
	examples: [
		["cimp packet init", "a convening.yml to fill in"],
		["cimp packet init --out -", "to look at it first"],
	],
	options: [
		{
			flags: "-o, --out <path>",
			description: "a file or a folder, or - for standard output",
			default: "convening.yml",
		},
		{ flags: "--force", description: "replace a file that is there" },
		quietOption,
	],
	next: ["cimp packet build convening.yml --out packet"],
	run: async (operands, flags, context) => (await import("./init-run.js")).run(operands, flags, context),
};
