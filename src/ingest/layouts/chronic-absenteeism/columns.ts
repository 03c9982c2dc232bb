/** Chronic absenteeism by school and student group (DataQuest). */

import { column, type Layout, unread } from "../layout.js";

export const chronicAbsenteeism: Layout = {
	id: "chronic-absenteeism",
	title: "Chronic absenteeism",
	family: "companion",
	years: "since 2016–17",
	columns: [
		column("Academic Year", "schoolYear"),
		column("Aggregate Level", "aggregateLevel"),
		column("County Code", "county"),
		column("District Code", "district", { blankAboveSchools: true }),
		column("School Code", "school", { blankAboveSchools: true }),
		column("County Name", "countyName"),
		column("District Name", "districtName"),
		column("School Name", "schoolName"),
		{ ...column("Charter School", "charterSelection"), aliases: ["CharterYN"] },
		column("DASS", "alternativeSelection"),
		column("Reporting Category", "reportingCategory"),
		unread("ChronicAbsenteeismEligibleCumulativeEnrollment", "count"),
		unread("ChronicAbsenteeismCount", "count"),
		column("ChronicAbsenteeismRate", "percentChronicallyAbsent"),
	],
	optional: ["DASS"],
	suppressionMarks: ["*"],
	blankMarks: ["N/A", "No Data", "--"],
	reader: "bulk",
	writing: { delimiter: "\t", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" },
	source: "https://www.cde.ca.gov/ds/ad/filesabd.asp",
};
