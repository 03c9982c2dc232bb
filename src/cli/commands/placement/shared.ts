/** Options that several placement commands have, and what the flags say of the roster. */

import type { PlacementWishes } from "../../../app/placement/read.js";
import type { CommandOption, Flags } from "../../command.js";

export const policyOption: CommandOption = {
	flags: "-p, --policy <file>",
	description: "the district's policy, as YAML or JSON (`cimp placement init` writes one)",
};

export const rosterOptions: readonly CommandOption[] = [
	{
		flags: "-s, --students <file>",
		description: "roster of grade 9: CSV, .xlsx, .zip, .gz, a folder, or - for standard input",
		repeatable: true,
	},
	{ flags: "--year <year>", description: "school year of rows that do not say theirs, as 2025-26" },
	{
		flags: "--dup <which>",
		description: "of rows of one student that differ, keep the first or the last; without it they are refused",
		choices: ["first", "last"],
	},
	{
		flags: "--unmapped <what>",
		description: "students in courses that the policy does not place: refuse the roster, or exclude them, counted",
		choices: ["refuse", "exclude"],
		default: "refuse",
	},
];

export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The wishes of the flags above; what was not given is not there. */
export function rosterWishes(flags: Flags): PlacementWishes {
	const students = Array.isArray(flags.students) ? flags.students.map(String) : [];
	const [policy, year] = [text(flags.policy), text(flags.year)];
	const { dup, unmapped } = flags;
	return {
		students,
		...(policy === undefined ? {} : { policy }),
		...(year === undefined ? {} : { year }),
		...(dup === "first" || dup === "last" ? { dup } : {}),
		...(unmapped === "refuse" || unmapped === "exclude" ? { unmapped } : {}),
	};
}
