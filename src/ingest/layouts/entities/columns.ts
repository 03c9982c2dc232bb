/** Entities files: which places there are in a test year, their types and their names. */

import { column, filler, type Layout, unread } from "../layout.js";

const source = "https://caaspp-elpac.ets.org/caaspp/ResearchFileListSB";

const codes = [column("County Code", "county"), column("District Code", "district"), column("School Code", "school")];
const names = [
	column("County Name", "countyName"),
	column("District Name", "districtName"),
	column("School Name", "schoolName"),
	unread("Zip Code"),
];
const year = column("Test Year", "year");

const shared = { family: "entities", suppressionMarks: [], reader: "exact", source } as const;

export const entities2015: Layout = {
	id: "entities-2015-2019",
	title: "Entities file, 2015 to 2019",
	years: "2015–2019",
	testYears: [2015, 2019],
	columns: [...codes, filler, year, column("Type Id", "entityType"), ...names],
	writing: { delimiter: ",", quoting: "all", lineEnding: "\r\n", encoding: "windows-1252" },
	...shared,
};

export const entities2021: Layout = {
	id: "entities-2021-2023",
	title: "Entities file, 2021 to 2023",
	years: "2021–2023",
	testYears: [2021, 2023],
	columns: [...codes, filler, year, column("Type ID", "entityType"), ...names],
	writing: { delimiter: "^", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" },
	...shared,
};

export const entities2024: Layout = {
	id: "entities-2024-2025",
	title: "Entities file, since 2024",
	years: "2024–2025",
	testYears: [2024, 2025],
	columns: [...codes, column("Type ID", "entityType"), filler, year, ...names],
	writing: { delimiter: "^", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" },
	...shared,
};
