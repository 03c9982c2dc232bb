import type { Command } from "../command.js";

export const doctorCommand: Command = {
	name: "doctor",
	summary: "what is wrong with these files, in plain words; repaired copies with --fix",
	arguments: "<files...>",
	argumentHelp:
		"results files, entities, companion tables, archives, or folders of them, in any order; - is standard input",
	description: [
		"Says what each file is and every kind of problem once, with its count, its first place and what to do: stop (the file can't be read), fix (rows are left out, or were changed to be read), note (good to know). Files are only read. Each file is looked at by itself, and one that is refused keeps nothing from the others; copies of rows are also found across the files given together, and the results of districts are compared with those of their schools.",
		"With --fix, writes a repaired copy of every file that can be read, as plain text in UTF-8, and repairs.csv with a receipt for every change: zeros that codes lost, lines in another encoding, repeated headers, copies of rows, blank lines, titles above the header, blanks around codes. Rows with any other problem stay as they are, and a file whose lines are in two encodings gets no copy. Codes in scientific notation have lost their digits for good: proposals.csv lists the schools of the same name and district that they may stand for. Write yes beside the right ones, and give the file with --accept.",
		"Exit code 0: no problem; 1: problems found; 4: a file was refused.",
	],
	examples: [
		["cimp doctor results.txt", "one file"],
		["cimp doctor downloads/ --fix mended", "a folder; repaired copies go to mended/"],
		["cimp doctor damaged.csv entities.txt --fix first", "with entities, from which codes are proposed"],
		["cimp doctor damaged.csv entities.txt --fix mended --accept first/proposals.csv", "apply what you accepted"],
	],
	options: [
		{ flags: "--fix <dir>", description: "write repaired copies and repairs.csv to this folder" },
		{ flags: "--accept <file>", description: "proposals.csv with your answers; with --fix" },
		{ flags: "--map <file>", description: "column names → roles, for a file of another shape" },
		{ flags: "--json", description: "the report as JSON on stdout (schema cimp/doctor/1)" },
		{ flags: "-q, --quiet", description: "the report alone" },
		{ flags: "-v, --verbose", description: "up to five places of each problem" },
		{ flags: "--force", description: "write into a folder that cimp did not make, or over answered proposals" },
	],
	next: ["cimp explain <code>", "cimp analyze DIR", "cimp layouts"],
	run: async (operands, flags, context) => (await import("./doctor-run.js")).run(operands, flags, context),
};
