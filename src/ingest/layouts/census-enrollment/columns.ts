/** Census-day enrollment by school and student group. */

import { column, type Layout, unread } from "../layout.js";

const grades = ["TK", "KN", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

export const censusEnrollment: Layout = {
	id: "census-enrollment",
	title: "Census-day enrollment",
	family: "companion",
	years: "since 2023–24",
	columns: [
		column("Academic Year", "schoolYear"),
		column("Aggregate Level", "aggregateLevel"),
		column("County Code", "county"),
		column("District Code", "district", { blankAboveSchools: true }),
		column("School Code", "school", { blankAboveSchools: true }),
		column("County Name", "countyName"),
		column("District Name", "districtName"),
		column("School Name", "schoolName"),
		column("Charter", "charterSelection"),
		column("Reporting Category", "reportingCategory"),
		column("TOTAL_ENR", "enrolled"),
		...grades.map((grade) => unread(`GR_${grade}`, "count")),
	],
	suppressionMarks: ["*"],
	blankMarks: ["N/A", "No Data", "--"],
	reader: "bulk",
	writing: { delimiter: "\t", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" },
	source: "https://www.cde.ca.gov/ds/ad/filesenrcensus.asp",
};
