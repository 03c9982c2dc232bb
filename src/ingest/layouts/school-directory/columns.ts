/** The state's directory of public schools (pubschls.txt): one row a school, closed ones too. */

import { column, type Layout, unread } from "../layout.js";

const texts = (...headers: string[]) => headers.map((header) => unread(header));

export const schoolDirectory: Layout = {
	id: "school-directory",
	title: "Public schools directory",
	family: "companion",
	years: "a snapshot; the file does not say",
	columns: [
		column("CDSCode", "cds"),
		...texts("NCESDist", "NCESSchool", "StatusType"),
		column("County", "countyName"),
		column("District", "districtName"),
		column("School", "schoolName"),
		...texts("Street", "StreetAbr", "City", "Zip", "State"),
		...texts("MailStreet", "MailStrAbr", "MailCity", "MailZip", "MailState"),
		...texts("Phone", "Ext", "FaxNumber", "Email", "Website", "OpenDate", "ClosedDate"),
		column("Charter", "charter"),
		unread("CharterNum"),
		column("FundingType", "charterFunding"),
		...texts("DOC", "DOCType", "SOC"),
		column("SOCType", "schoolType"),
		unread("EdOpsCode"),
		column("EdOpsName", "educationalOption"),
		...texts("EILCode", "EILName", "GSoffered"),
		column("GSserved", "gradeSpan"),
		column("Virtual", "virtualType"),
		...texts("Magnet", "FederalDFCDistrictID"),
		...["Latitude", "Longitude"].map((header) => unread(header, "points")),
		unread("LastUpDate"),
	],
	optional: ["FaxNumber", "Email", "FederalDFCDistrictID"],
	tolerates: ["Adm"],
	suppressionMarks: [],
	blankMarks: ["N/A", "No Data", "--"],
	reader: "exact",
	writing: { delimiter: "\t", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" },
	source: "https://www.cde.ca.gov/ds/si/ds/pubschls.asp",
};
