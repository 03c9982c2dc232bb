import type { Command } from "../command.js";

export const packetCommand: Command = {
	name: "packet",
	summary: "a convening's packet: sheets to predict on, district pages, posters, comparison, guide",
	arguments: "<action> [paths...]",
	argumentHelp: "init; build with a convening.yml; diff with two packets; verify or check with one",
	description: [
		"init writes a commented convening.yml: title, date, districts, files, years, subjects, questions, notes of the schools, events, paper and language.",
		"build makes one folder from it: an index; for each district a page, a sheet to predict on before any result is seen, and a wall poster; all districts side by side without a ranking; counties and regions; a guide for the facilitator; data and figures for reuse; a manifest. Paths in the file are relative to it. All pages share their axes, work without a network, and are made for paper.",
		"diff compares two finished packets, the older first: which schools moved beyond the uncertainty of both years, how much is noise, which places opened, closed, moved or were renamed, and what changed because data or method changed. It writes diff.html, diff.md and diff.json.",
		"verify makes a packet again from its inputs and compares bytes; exit code 1 where they differ, with a list, and changed inputs told apart from changed output. build --locked refuses inputs that are not those of the manifest in the folder.",
		"check looks at a finished folder: links, accessibility by rules that need no browser (axe runs in cimp's own tests), print, and privacy; exit code 1 with a list where something is found.",
		"docs/schemas/convening-1.schema.json describes the file.",
	],
	examples: [
		["cimp packet init", "a convening.yml to fill in"],
		["cimp packet build convening.yml --out packet", "the folder"],
		["cimp packet build convening.yml --out paquete --lang es", "findings, labels and glossary in Spanish"],
		["cimp packet diff packet-2024 packet-2025 --out changes", "what changed since last year"],
		["cimp packet verify packet --config convening.yml", "is the folder what its inputs give?"],
		["cimp packet check packet", "before it is printed and sent"],
		["cimp packet build convening.yml --out packet --pdf print", "and every page as PDF, where a Chromium is present"],
	],
	options: [
		{
			flags: "-o, --out <path>",
			description: "folder for the packet, or for diff's pages; for init a file or folder, - for standard output",
			default: "packet; for init convening.yml, for diff packet-diff",
		},
		{ flags: "--lang <language>", description: "language, instead of the file's", choices: ["en", "es"] },
		{
			flags: "--pdf <dir>",
			description: "also print every page into this folder, with Chromium (PATH or CIMP_CHROMIUM)",
		},
		{ flags: "--locked", description: "build only from the inputs that the manifest in the folder names" },
		{ flags: "--config <file>", description: "verify: the convening.yml", default: "here or beside the packet" },
		{
			flags: "--json",
			description: "what was built, compared or found as JSON on stdout, problems as JSON lines on stderr",
		},
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
