/** Distance from standard by school, year and student group: a long table derived from the Dashboard's downloads. */

import { column, type Layout, unread } from "../layout.js";

export const dashboardPanel: Layout = {
	id: "dashboard-panel",
	title: "Dashboard distance from standard, long table",
	family: "results",
	years: "2017–2025",
	columns: [
		column("cds", "cds"),
		column("year", "year"),
		column("indicator", "subject"),
		column("studentgroup", "group"),
		column("value", "distanceFromStandard"),
		unread("numerator", "count"),
		column("denominator", "scored"),
		column("reliability", "reliability"),
	],
	suppressionMarks: ["*"],
	reader: "bulk",
	writing: { delimiter: ",", quoting: "minimal", lineEnding: "\r\n", encoding: "utf-8" },
	source: "https://www.cde.ca.gov/ta/ac/cm/acaddatafiles.asp",
	groupsSetAside: ["smarter_balanced_assessment", "alternate_assessment", "english_learners_only"],
	fixed: { grade: 13 },
};
