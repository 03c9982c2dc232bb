/** A small table of every layout: cells for every role, in the forms that the layout takes. */

import type { Layout, Role } from "../../src/ingest/layouts/index.js";
import type { Cells } from "../ingest/helpers.js";

/** Cells for every role, of the school with a number. */
export const cellOf = (school: number, layout: Layout): Record<Role, string> => ({
	cds: `580990${school}0990${school}11`.padEnd(14, "0").slice(0, 14),
	county: "58",
	district: `0990${school}`,
	school: `0990${school}11`.padEnd(7, "0"),
	year: String(yearOf(layout)),
	schoolYear: "2022-2023",
	test: layout.id.startsWith("cast") ? "17" : "2",
	subject: "math",
	grade: "5",
	group: groupWord(layout),
	entityType: school % 2 === 0 ? "9" : "7",
	countyName: "Yuba",
	districtName: `Sample & Niño's Unified, No. ${school}`,
	schoolName: `Escuela "Número" ${school}`,
	enrolled: String(100 + school),
	tested: String(90 + school),
	scored: String(80 + school),
	meanScaleScore: `24${school}0.5`,
	distanceFromStandard: `-${school}.5`,
	percentMet: "45.25",
	percentLevel1: "24.75",
	percentLevel2: "30.00",
	percentLevel3: "25.00",
	percentLevel4: "20.25",
	countLevel1: "20",
	countLevel2: "24",
	countLevel3: "20",
	countLevel4: "16",
	reliability: "reliable",
	percentSed: "71.5",
	percentFrpm: layout.id === "frpm" ? "0.7525" : "75.25",
	percentEl: "21.5",
	percentSwd: "11.5",
	percentChronicallyAbsent: "15.5",
	charter: "No ",
	charterFunding: "N/A",
	schoolType: "Elementary",
	educationalOption: "Traditional",
	lowGrade: "K",
	highGrade: "8",
	gradeSpan: "K-8",
	alternativeStatus: "False",
	virtualType: "N",
	aggregateLevel: "S",
	charterSelection: "All",
	alternativeSelection: "All",
	reportingCategory: "TA",
	lookupId: String(300 + school),
	lookupName: `Ever–EL, group ${school}`,
	lookupCategory: "English-Language Fluency",
});

/** What a layout calls group 160. */
function groupWord(layout: Layout): string {
	if (layout.id === "dashboard-panel") return "english_learners";
	return layout.groupWords === undefined ? "160" : "ELO";
}

export const yearOf = (layout: Layout): number => Number(/\d{4}/.exec(layout.years)?.[0] ?? 2024);

/** Three rows of a layout; `unread` fills the columns that it gives no role. */
export const tableOf = (layout: Layout, unread: (header: string) => string = () => ""): Cells[] =>
	[1, 2, 3].map((school) => {
		const cells = cellOf(school, layout);
		const wholeNumbers = layout.wholePercents
			? { percentMet: "45", percentLevel3: "25", percentLevel4: "20", percentLevel2: "30", percentLevel1: "25" }
			: {};
		// A table without a header is known by the shape of its cells.
		const other = (header: string): string => (header === "Padded Id" ? cells.lookupId : unread(header));
		return Object.fromEntries(
			layout.columns.map(({ header, role }) => [
				header,
				role === undefined ? other(header) : { ...cells, ...wholeNumbers }[role],
			]),
		);
	});
