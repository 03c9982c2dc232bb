/**
 * Names of columns that are in no known layout and are known all the same: for files that are read by role.
 *
 * Short on purpose, and exact. The words for the levels are published; the headings of 2026 are not, so those that the
 * habits of the files allow are listed. A name stands here only if it can mean nothing else.
 */

import type { LayoutFamily } from "./layout.js";
import type { Role } from "./roles.js";

/** Achievement levels go by these names from spring 2026 on, highest first. */
const levelWords = ["Advanced", "Proficient", "Developing", "Minimal"] as const;

const percentRoles = ["percentLevel4", "percentLevel3", "percentLevel2", "percentLevel1"] as const satisfies Role[];
const countRoles = ["countLevel4", "countLevel3", "countLevel2", "countLevel1"] as const satisfies Role[];

const heads = ["Percentage", "Percent"];

type Entry = readonly [header: string, role: Role];

const levels = levelWords.flatMap((word, place): Entry[] => {
	const [percent, count] = [percentRoles[place], countRoles[place]];
	if (percent === undefined || count === undefined) return [];
	return ["", "Standard "].flatMap((standard): Entry[] => [
		...heads.map((head): Entry => [`${head} ${standard}${word}`, percent]),
		[`Count ${standard}${word}`, count],
	]);
});

const met = heads.flatMap((head) =>
	["", "Standard "].flatMap((standard) =>
		["and Above", "or Above", "and Advanced", "or Advanced"].map(
			(more): Entry => [`${head} ${standard}Proficient ${more}`, "percentMet"],
		),
	),
);

/** Further names by family. */
export const lexicon: Readonly<Record<LayoutFamily, readonly Entry[]>> = {
	results: [...levels, ...met, ["CAST Reported Enrollment", "enrolled"]],
	entities: [],
	companion: [
		["Total Enrollment", "enrolled"],
		["Total Enrollment (K-12)", "enrolled"],
	],
	lookup: [],
};
