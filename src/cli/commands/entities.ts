import type { Command } from "../command.js";

export const entitiesCommand: Command = {
	name: "entities",
	summary: "schools and districts that opened, closed, moved or changed between two years",
	arguments: "<action> <from> <to> [files...]",
	argumentHelp:
		"`diff`, the earlier and the later year, then the state's entities files of both, or folders of them, in any order",
	description: [
		"Compares the places of two years by the 14-digit code, and by the school code where it is unique in both years. Every row of both years is accounted for: unchanged, changed, closed or opened. Spellings (case, punctuation, names cut short) are counted apart from new names.",
		"With --out it writes crosswalk.csv for review: moves of one name are accepted; a closed and an opened school of the same or nearly the same name are a proposal, for a person to answer with yes or no under `accepted`. Mergers are added by hand, one line for each former code. `cimp analyze --crosswalk` follows the lines accepted.",
	],
	examples: [
		["cimp entities diff 2018 2025 entities_2018.txt entities_2025.txt", "what became of every place"],
		["cimp entities diff 2024 2025 downloads --out review", "and review/crosswalk.csv, to look at"],
		["cimp entities diff 2024 2025 downloads --json", "for programs"],
	],
	options: [
		{ flags: "-o, --out <place>", description: "write crosswalk.csv into this folder, or this .csv file" },
		{
			flags: "--json",
			description:
				"the comparison as JSON (docs/schemas/entities-diff-1.schema.json), problems as JSON lines on stderr",
		},
		{ flags: "-q, --quiet", description: "errors only" },
		{ flags: "--force", description: "replace a crosswalk that is there" },
	],
	next: ["cimp analyze FILES --crosswalk crosswalk.csv", "cimp explain CIMP-W128"],
	run: async (operands, flags, context) => (await import("./entities-run.js")).run(operands, flags, context),
};
