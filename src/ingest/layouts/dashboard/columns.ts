/** Dashboard academic indicators, as the state publishes them: one row a place and student group, one subject a file. */

import { displayMinimum } from "../../../domain/evidence.js";
import { allGrades } from "../../../domain/tests.js";
import { column, type Layout, type LayoutColumn, unread } from "../layout.js";

const numbers = (...headers: string[]): LayoutColumn[] => headers.map((header) => unread(header, "points"));

/** Codes that mean what an id of the research files means; the README says why the others do not. */
const groupWords = {
	all: 1,
	aa: 74,
	ai: 75,
	as: 76,
	fi: 77,
	hi: 78,
	pi: 79,
	wh: 80,
	mr: 144,
	elo: 160,
	eo: 180,
	sed: 31,
	swd: 128,
	fos: 240,
	hom: 52,
} as const;

const shared = {
	family: "results",
	suppressionMarks: ["*"],
	blankMarks: ["N/A", "No Data", "--"],
	reader: "bulk",
	writing: { delimiter: "\t", quoting: "none", lineEnding: "\r\n", encoding: "utf-8" },
	source: "https://www.cde.ca.gov/ta/ac/cm/acaddatafiles.asp",
	groupWords,
	groupsSetAside: ["el", "rfp", "ltel", "sba", "caa"],
	blankIsWithheldBelow: displayMinimum,
	namedBySubjectAndYear: true,
	fixed: { grade: allGrades },
} as const;

export const dashboard2023: Layout = {
	id: "dashboard-2023-2025",
	title: "Dashboard academic indicator, 2023 to 2025",
	years: "2023–2025",
	columns: [
		column("cds", "cds"),
		unread("rtype"),
		column("schoolname", "schoolName"),
		column("districtname", "districtName"),
		unread("countyname"),
		...["charter_flag", "coe_flag", "dass_flag"].map((header) => unread(header)),
		column("studentgroup", "group"),
		column("currdenom", "scored"),
		column("currstatus", "distanceFromStandard"),
		...numbers("priordenom", "priorstatus", "change", "statuslevel", "changelevel", "color", "box"),
		...["currnsizemet", "priornsizemet", "accountabilitymet", "hscutpoints", "pairshare_method"].map((header) =>
			unread(header),
		),
		...numbers("currprate_enrolled", "currprate_tested", "currprate"),
		...numbers("currnumPRLOSS", "currdenom_withoutPRLOSS", "currstatus_withoutPRLOSS"),
		...numbers("priorprate_enrolled", "priorprate_tested", "priorprate"),
		...numbers("priornumPRLOSS", "priordenom_withoutPRLOSS", "priorstatus_withoutPRLOSS"),
		column("indicator", "subject"),
		column("reportingyear", "year"),
	],
	...shared,
};

export const dashboard2017: Layout = {
	id: "dashboard-2017",
	title: "Dashboard academic indicator, 2017, eight columns",
	years: "2017",
	columns: [
		column("cds", "cds"),
		unread("rtype"),
		column("studentgroup", "group"),
		column("currdenom", "scored"),
		unread("priordenom", "points"),
		column("currstatus", "distanceFromStandard"),
		...numbers("priorstatus", "change"),
	],
	...shared,
};
