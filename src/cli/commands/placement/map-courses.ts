import type { Command } from "../../command.js";
import { policyOption, rosterOptions } from "./shared.js";

export const mapCoursesCommand: Command = {
	name: "placement map-courses",
	summary: "course titles of a roster that the policy does not place",
	arguments: "",
	argumentHelp: "",
	description: [
		'Lists every course title of the roster that is neither on the policy\'s ladder nor below or outside it, and every prior course that no rule names, with the number of rows and the nearest titles of the policy. Nothing is guessed and nothing is changed: what a title means, only people know. Counts under 11 are shown as "fewer than 11".',
		"A title of fewer than 11 rows is named only where it is made of words of course titles: a misplaced cell could hold a student's name. --internal writes all titles to a folder for the district's own eyes.",
		"Exit code 0: every title has its place; 1: some have none.",
	],
	examples: [
		["cimp placement map-courses --policy policy.yml --students roster.csv", "titles to add to the policy"],
		["cimp placement map-courses --policy policy.yml --students roster.csv --json", "for programs"],
	],
	options: [
		policyOption,
		...rosterOptions.filter(({ flags }) => flags.startsWith("-s")),
		{
			flags: "--json",
			description: "the list as JSON (docs/schemas/placement-courses-1.schema.json), problems as JSON lines on stderr",
		},
		{ flags: "--internal <dir>", description: "folder for the district's own eyes: courses.csv with every title" },
		{ flags: "--force", description: "overwrite files in that folder that cimp did not write" },
		{ flags: "-q, --quiet", description: "errors only" },
	],
	next: ["cimp explain CIMP-E145"],
	run: async (operands, flags, context) => (await import("./map-courses-run.js")).run(operands, flags, context),
};
