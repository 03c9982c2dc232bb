/** What the files of DataQuest have in common: where a row stands, its marks, and how the state writes them. */

import { column, type Layout } from "./layout.js";

export const placeColumns = [
	column("Academic Year", "schoolYear"),
	column("Aggregate Level", "aggregateLevel"),
	column("County Code", "county"),
	column("District Code", "district", { blankAboveSchools: true }),
	column("School Code", "school", { blankAboveSchools: true }),
	column("County Name", "countyName"),
	column("District Name", "districtName"),
	column("School Name", "schoolName"),
] as const;

export const dataQuest = {
	suppressionMarks: ["*"],
	blankMarks: ["N/A", "No Data", "--"],
	reader: "bulk",
	writing: { delimiter: "\t", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" },
} as const satisfies Partial<Layout>;
