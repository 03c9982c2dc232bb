/** Chronic absenteeism by school and student group (DataQuest). */

import { dataQuest, placeColumns } from "../dataquest.js";
import { column, type Layout, unread } from "../layout.js";

export const chronicAbsenteeism: Layout = {
	id: "chronic-absenteeism",
	title: "Chronic absenteeism",
	family: "companion",
	years: "since 2016–17",
	columns: [
		...placeColumns,
		{ ...column("Charter School", "charterSelection"), aliases: ["CharterYN"] },
		column("DASS", "alternativeSelection"),
		column("Reporting Category", "reportingCategory"),
		unread("ChronicAbsenteeismEligibleCumulativeEnrollment", "count"),
		unread("ChronicAbsenteeismCount", "count"),
		column("ChronicAbsenteeismRate", "percentChronicallyAbsent"),
	],
	optional: ["DASS"],
	...dataQuest,
	source: "https://www.cde.ca.gov/ds/ad/filesabd.asp",
};
