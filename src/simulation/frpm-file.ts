/** Meal file (free or reduced-price) of the newest year, as saved from the state's workbook. */

import { type LayoutColumn, layoutById } from "../ingest/layouts/index.js";
import { countyNames } from "./counties.js";
import { printedShares, type SchoolInYear, schoolsInYear, studentsOf } from "./school-counts.js";
import { gradeWord, schoolWords } from "./school-words.js";
import { type CellWriter, type RecordTable, recordTable } from "./table-file.js";
import type { World } from "./world.js";

type Writer = CellWriter<SchoolInYear>;

const fundingWords = { none: "", direct: "Directly funded", local: "Locally funded" } as const;
const districtTypeWords = {
	unified: "Unified School District",
	elementary: "Elementary School District",
	high: "High School District",
} as const;

const count =
	(share: "free" | "frpm"): Writer =>
	({ school, enrolled }) =>
		String(studentsOf(printedShares(school)[share], enrolled));

/** A share between 0 and 1 with all its digits, as spreadsheets save them. */
const fraction =
	(share: "free" | "frpm"): Writer =>
	({ school, enrolled }) =>
		String(studentsOf(printedShares(school)[share], enrolled) / enrolled);

const enrolled: Writer = (row) => String(row.enrolled);

/** Writers by heading, line breaks folded; the last five repeat for ages 5–17 what stands for K–12. */
const writers: Readonly<Record<string, Writer>> = {
	"Academic Year": ({ year }) => `${year - 1}-${year}`,
	"County Code": ({ school }) => school.cds.slice(0, 2),
	"District Code": ({ school }) => school.cds.slice(2, 7),
	"School Code": ({ school }) => school.cds.slice(7),
	"County Name": ({ district }) => countyNames[district.county - 1] ?? "",
	"District Name": ({ district }) => district.name,
	"School Name": ({ name }) => name,
	"District Type": ({ district }) => districtTypeWords[district.type],
	"School Type": ({ school }) => schoolWords(school.shape).mealFileType,
	"Educational Option Type": ({ school }) => schoolWords(school.shape).educationalOption,
	// The state writes a blank behind "No".
	"Charter School (Y/N)": ({ school }) => (school.shape.charter === "none" ? "No " : "Yes"),
	"Charter School Number": ({ school }) => (school.shape.charter === "none" ? "" : school.cds.slice(-4)),
	"Charter Funding Type": ({ school }) => fundingWords[school.shape.charter],
	IRC: ({ school }) => (school.shape.charter === "none" ? "N" : "Y"),
	"Low Grade": ({ school }) => gradeWord(school.shape.low),
	"High Grade": ({ school }) => gradeWord(school.shape.high),
	"Enrollment (K-12)": enrolled,
	"Free Meal Count (K-12)": count("free"),
	"Percent (%) Eligible Free (K-12)": fraction("free"),
	"FRPM Count (K-12)": count("frpm"),
	"Percent (%) Eligible FRPM (K-12)": fraction("frpm"),
	"Enrollment (Ages 5-17)": enrolled,
	"Free Meal Count (Ages 5-17)": count("free"),
	"Percent (%) Eligible Free (Ages 5-17)": fraction("free"),
	"FRPM Count (Ages 5-17)": count("frpm"),
	"Percent (%) Eligible FRPM (Ages 5-17)": fraction("frpm"),
	"CALPADS Fall 1 Certification Status": () => "Y",
};

/** The meal table of the newest year: one row per open school. */
export function frpmTable(world: World): RecordTable {
	const layout = layoutById("frpm");
	if (layout === undefined) throw new RangeError("there is no layout frpm");
	const year = world.options.years.at(-1) ?? 0;
	const choose = (column: LayoutColumn): Writer | undefined => writers[column.header.replace(/\s+/g, " ")];
	return recordTable(layout, choose, () => schoolsInYear(world, year));
}
