import type { Command } from "../../command.js";
import { dryRunOption, quietOption, readingOptions, verboseOption } from "./shared.js";

export const buildCommand: Command = {
	name: "packet build",
	summary: "one folder for the convening: pages, sheets, posters, comparison, guide, data",
	arguments: "[convening]",
	argumentHelp: "the file that cimp packet init wrote; convening.yml in this folder if none is named",
	description: [
		"Makes an index; for each district a page, a sheet to predict on before any result is seen, and a wall poster; all districts side by side without a ranking; counties and regions; a guide for the facilitator; data and figures for reuse; a manifest. Paths in the file are relative to it. All pages share their axes, work without a network, and are made for paper.",
	],
	examples: [
		["cimp packet build convening.yml --out packet", "the folder"],
		["cimp packet build convening.yml --out paquete --lang es", "findings, labels and glossary in Spanish"],
		["cimp packet build convening.yml --out packet --pdf print", "and every page as PDF, where a Chromium is present"],
		["cimp packet build convening.yml --out packet --explore", "and pages to explore on the screen, without a network"],
		["cimp packet build convening.yml --out packet --locked", "again, from the same inputs or not at all"],
	],
	options: [
		{ flags: "-o, --out <dir>", description: "folder for the packet", default: "packet" },
		{ flags: "--lang <language>", description: "language, instead of the file's", choices: ["en", "es"] },
		{
			flags: "--explore",
			description: "also interactive pages in explore/, as explore: true in the file; all others stay without a script",
		},
		{
			flags: "--pdf <dir>",
			description: "also print every page into this folder, with Chromium (PATH or CIMP_CHROMIUM)",
		},
		{ flags: "--locked", description: "build only from the inputs that the manifest in the folder names" },
		{ flags: "--strict", description: "stop at any problem, also a repaired one" },
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		dryRunOption,
		...readingOptions,
		{ flags: "--json", description: "what was built as JSON on stdout, problems as JSON lines on stderr" },
		quietOption,
		verboseOption,
	],
	next: ["cimp packet check packet", "cimp packet verify packet"],
	run: async (operands, flags, context) => (await import("./build-run.js")).run(operands, flags, context),
};
