import type { Command } from "../command.js";

export const packetCommand: Command = {
	name: "packet",
	summary: "a convening's packet: sheets to predict on, district pages, posters, comparison, guide",
	arguments: "<action> [file]",
	argumentHelp: "init, or build with a convening.yml",
	description: [
		"init writes a commented convening.yml: title, date, districts, files, years, subjects, questions, notes of the schools, events, paper and language.",
		"build makes one folder from it: an index; for each district a page, a sheet to predict on before any result is seen, and a wall poster; all districts side by side without a ranking; counties and regions; a guide for the facilitator; data and figures for reuse; a manifest. Paths in the file are relative to it. All pages share their axes, work without a network, and are made for paper.",
		"docs/schemas/convening-1.schema.json describes the file.",
	],
	examples: [
		["cimp packet init", "a convening.yml to fill in"],
		["cimp packet build convening.yml --out packet", "the folder"],
		["cimp packet build convening.yml --out paquete --lang es", "findings, labels and glossary in Spanish"],
		["cimp packet build convening.yml --out packet --pdf print", "and every page as PDF, where a Chromium is present"],
	],
	options: [
		{
			flags: "-o, --out <path>",
			description: "folder for the packet; for init a file or folder, - for standard output",
			default: "packet; for init convening.yml",
		},
		{ flags: "--lang <language>", description: "language, instead of the file's", choices: ["en", "es"] },
		{
			flags: "--pdf <dir>",
			description: "also print every page into this folder, with Chromium (PATH or CIMP_CHROMIUM)",
		},
		{ flags: "--json", description: "what was built as JSON on stdout, problems as JSON lines on stderr" },
		{ flags: "-q, --quiet", description: "errors only" },
		{ flags: "-v, --verbose", description: "say what was decided and why" },
		{ flags: "--strict", description: "stop at any problem, also a repaired one" },
		{ flags: "-n, --dry-run", description: "read, choose and compute, but write nothing" },
		{ flags: "--force", description: "write into a folder that cimp did not make, or over a convening.yml" },
		{ flags: "--no-cache", description: "do not keep checked rows, and do not use kept ones" },
		{ flags: "--threads <number>", description: "threads for reading", default: "2" },
	],
	next: ["cimp privacy check packet", "cimp help analyze"],
	run: async (operands, flags, context) => (await import("./packet-run.js")).run(operands, flags, context),
};
