/** California Science Test research files. */

import { type Layout, type LayoutColumn, unread } from "../layout.js";
import { since2024 } from "../smarter-balanced/columns.js";

/** Seven columns a domain; from below to above, and "Percent" where the other columns say "Percentage". */
const domain = (name: string): LayoutColumn[] => [
	...["Below", "Near", "Above"].flatMap((place) => [
		unread(`${name} Domain Percent ${place} Standard`, "percent"),
		unread(`${name} Domain Count ${place} Standard`, "count"),
	]),
	unread(`${name} Domain Total`, "count"),
];

export const cast2024: Layout = {
	id: "cast-2024-2025",
	title: "California Science Test research file, since 2024",
	family: "results",
	years: "2024–2025",
	columns: [...since2024, ...["Life Sciences", "Physical Sciences", "Earth and Space Sciences"].flatMap(domain)],
	suppressionMarks: ["*"],
	reader: "bulk",
	writing: { delimiter: "^", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" },
	source: "https://caaspp-elpac.ets.org/caaspp/ResearchFileListCAST",
};
