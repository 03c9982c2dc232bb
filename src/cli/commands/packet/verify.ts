import type { Command } from "../../command.js";
import { quietOption, readingOptions, verboseOption } from "./shared.js";

export const verifyCommand: Command = {
	name: "packet verify",
	summary: "is a packet what its inputs give?",
	arguments: "<packet>",
	argumentHelp: "a folder that cimp packet build wrote",
	description: [
		"Makes the packet again from its inputs and compares bytes; nothing in the folder changes. Changed inputs are told apart from changed output.",
		"Exit code 0: the same bytes; 1: something differs, with a list.",
	],
	examples: [
		["cimp packet verify packet --config convening.yml", "is the folder what its inputs give?"],
		["cimp packet verify packet --json", "with convening.yml here or beside the packet"],
	],
	options: [
		{ flags: "--config <file>", description: "the convening.yml", default: "here or beside the packet" },
		...readingOptions,
		{ flags: "--json", description: "what was found as JSON on stdout (docs/schemas/packet-verify-1.schema.json)" },
		quietOption,
		verboseOption,
	],
	next: ["cimp packet build convening.yml --out packet --locked", "cimp packet check packet"],
	run: async (operands, flags, context) => (await import("./verify-run.js")).run(operands, flags, context),
};
