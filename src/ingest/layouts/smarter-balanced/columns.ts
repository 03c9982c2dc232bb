/** Smarter Balanced research files, 2015 to 2025, in five layouts. */

import { column, filler, type Layout, type LayoutColumn, unread } from "../layout.js";

const source = "https://caaspp-elpac.ets.org/caaspp/ResearchFileListSB";

const codes = [column("County Code", "county"), column("District Code", "district"), column("School Code", "school")];

const group = (header: string): LayoutColumn => column(header, "group", { kind: "integer" });

/** Mean and percents: the same ten headings from 2015 to 2023. */
const scores = [
	column("Students Tested", "tested"),
	column("Mean Scale Score", "meanScaleScore"),
	column("Percentage Standard Exceeded", "percentLevel4"),
	column("Percentage Standard Met", "percentLevel3"),
	column("Percentage Standard Met and Above", "percentMet"),
	column("Percentage Standard Nearly Met", "percentLevel2"),
	column("Percentage Standard Not Met", "percentLevel1"),
	column("Students with Scores", "scored"),
];

/** Percents of the four claims, 2015 to 2023; the middle heading changed after 2015. */
const areas = (middle: "At or Near" | "Near"): LayoutColumn[] =>
	[1, 2, 3, 4].flatMap((area) =>
		["Above", middle, "Below"].map((place) => unread(`Area ${area} Percentage ${place} Standard`, "percent")),
	);

const firstEra = (middle: "At or Near" | "Near", scoredAllGrades: LayoutColumn): LayoutColumn[] => [
	...codes,
	filler,
	column("Test Year", "year"),
	group("Subgroup ID"),
	unread("Test Type"),
	unread("Total CAASPP Enrollment", "count"),
	unread("Total Tested At Entity Level", "count"),
	scoredAllGrades,
	column("Grade", "grade"),
	column("Test Id", "test"),
	column("CAASPP Reported Enrollment", "enrolled"),
	...scores,
	...areas(middle),
];

const shared = { family: "results", suppressionMarks: ["*"], reader: "bulk", source } as const;

const quoted = { delimiter: ",", quoting: "all", lineEnding: "\r\n", encoding: "windows-1252" } as const;
const caret = { delimiter: "^", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" } as const;

export const sb2015: Layout = {
	id: "sb-2015",
	title: "Smarter Balanced research file, 2015",
	years: "2015",
	columns: firstEra("At or Near", unread("Total Tested at Subgroup Level", "count")),
	writing: quoted,
	wholePercents: true,
	zeroMeanIsMissing: true,
	enrollmentOfAll: true,
	...shared,
};

export const sb2016: Layout = {
	id: "sb-2016",
	title: "Smarter Balanced research file, 2016",
	years: "2016",
	columns: firstEra("Near", {
		...unread("Total Tested at Subgroup Level", "count"),
		aliases: ["Total Tested with Scores"],
	}),
	writing: quoted,
	wholePercents: true,
	zeroMeanIsMissing: true,
	...shared,
};

export const sb2017: Layout = {
	id: "sb-2017-2019",
	title: "Smarter Balanced research file, 2017 to 2019",
	years: "2017–2019",
	columns: [
		...codes,
		filler,
		column("Test Year", "year"),
		group("Subgroup ID"),
		unread("Test Type"),
		unread("Total Tested At Entity Level", "count"),
		unread("Total Tested with Scores", "count"),
		column("Grade", "grade"),
		column("Test Id", "test"),
		column("CAASPP Reported Enrollment", "enrolled"),
		...scores,
		...areas("Near"),
	],
	writing: quoted,
	zeroMeanIsMissing: true,
	...shared,
};

export const sb2021: Layout = {
	id: "sb-2021-2023",
	title: "Smarter Balanced research file, 2021 to 2023",
	years: "2021–2023",
	columns: [
		...codes,
		filler,
		column("Test Year", "year"),
		group("Student Group ID"),
		unread("Test Type"),
		unread("Total Tested at Reporting Level", "count"),
		unread("Total Tested with Scores at Reporting Level", "count"),
		column("Grade", "grade"),
		column("Test ID", "test"),
		column("Students Enrolled", "enrolled"),
		...scores,
		...areas("Near"),
		column("Type ID", "entityType"),
	],
	writing: caret,
	...shared,
};

/** The first 27 columns from 2024 on: the same in Smarter Balanced and science files. */
export const since2024: readonly LayoutColumn[] = [
	column("County Code", "county"),
	column("District Code", "district"),
	column("District Name", "districtName"),
	column("School Code", "school"),
	column("School Name", "schoolName"),
	column("Type ID", "entityType"),
	filler,
	column("Test Year", "year"),
	unread("Test Type"),
	column("Test ID", "test"),
	group("Student Group ID"),
	column("Grade", "grade"),
	column("Total Students Enrolled", "enrolled"),
	column("Total Students Tested", "tested"),
	column("Total Students Tested with Scores", "scored"),
	column("Mean Scale Score", "meanScaleScore"),
	column("Percentage Standard Exceeded", "percentLevel4"),
	column("Count Standard Exceeded", "countLevel4"),
	column("Percentage Standard Met", "percentLevel3"),
	column("Count Standard Met", "countLevel3"),
	column("Percentage Standard Met and Above", "percentMet"),
	unread("Count Standard Met and Above", "count"),
	column("Percentage Standard Nearly Met", "percentLevel2"),
	column("Count Standard Nearly Met", "countLevel2"),
	column("Percentage Standard Not Met", "percentLevel1"),
	column("Count Standard Not Met", "countLevel1"),
	unread("Overall Total", "count"),
];

const sevenOf = (area: string): LayoutColumn[] => [
	...["Above", "Near", "Below"].flatMap((place) => [
		unread(`${area} Percentage ${place} Standard`, "percent"),
		unread(`${area} Count ${place} Standard`, "count"),
	]),
	unread(`${area} Total`, "count"),
];

export const sb2024: Layout = {
	id: "sb-2024-2025",
	title: "Smarter Balanced research file, since 2024",
	years: "2024–2025",
	columns: [
		...since2024,
		...["Area 1", "Area 2", "Area 3", "Area 4", "Composite Area 1", "Composite Area 2"].flatMap(sevenOf),
	],
	writing: caret,
	...shared,
};
