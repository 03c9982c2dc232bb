/** Census-day enrollment by school and student group. */

import { dataQuest, placeColumns } from "../dataquest.js";
import { column, type Layout, unread } from "../layout.js";

const grades = ["TK", "KN", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

export const censusEnrollment: Layout = {
	id: "census-enrollment",
	title: "Census-day enrollment",
	family: "companion",
	years: "since 2023–24",
	columns: [
		...placeColumns,
		column("Charter", "charterSelection"),
		column("Reporting Category", "reportingCategory"),
		column("TOTAL_ENR", "enrolled"),
		...grades.map((grade) => unread(`GR_${grade}`, "count")),
	],
	...dataQuest,
	source: "https://www.cde.ca.gov/ds/ad/filesenrcensus.asp",
};
