/** Public-schools table with enrollment by group, for the newest year. */

import { type LayoutColumn, layoutById } from "../ingest/layouts/index.js";
import { countyNames } from "./counties.js";
import { type PrintedShares, printedShares, type SchoolInYear, schoolsInYear, studentsOf } from "./school-counts.js";
import { gradeWord, schoolWords } from "./school-words.js";
import { type CellWriter, type RecordTable, recordTable } from "./table-file.js";
import type { World } from "./world.js";

type Writer = CellWriter<SchoolInYear>;

const truth = (value: boolean): string => (value ? "True" : "False");

const writers: Readonly<Record<string, Writer>> = {
	id: ({ school }) => school.cds,
	name: ({ name }) => name,
	countyCode: ({ school }) => school.cds.slice(0, 2),
	county: ({ district }) => countyNames[district.county - 1] ?? "",
	districtId: ({ district }) => district.cds,
	district: ({ district }) => district.name,
	city: () => "Nowhere",
	gradeSpan: ({ school }) => `${gradeWord(school.shape.low)}–${gradeWord(school.shape.high)}`,
	schoolType: ({ school }) => schoolWords(school.shape).type,
	schoolLevel: ({ school }) => schoolWords(school.shape).level,
	charter: ({ school }) => truth(school.shape.charter !== "none"),
	virtualType: ({ school }) => (school.shape.purpose === "virtual" ? "V" : "N"),
	magnet: () => "False",
	titleI: ({ school }) => truth(school.composition.sed >= 0.4),
	dass: ({ school }) => truth(school.shape.purpose === "alternative"),
	enrollment: ({ enrolled }) => String(enrolled),
	status: () => "active",
};

const shareByGroup: Readonly<Record<string, (shares: PrintedShares) => number>> = {
	"African American": ({ ethnicity }) => ethnicity.get(74) ?? 0,
	"American Indian": ({ ethnicity }) => ethnicity.get(75) ?? 0,
	Asian: ({ ethnicity }) => ethnicity.get(76) ?? 0,
	"English Learner": ({ el }) => el,
	Filipino: ({ ethnicity }) => ethnicity.get(77) ?? 0,
	Foster: ({ foster }) => foster,
	"Free/Reduced Meal Eligible": ({ frpm }) => frpm,
	Hispanic: ({ ethnicity }) => ethnicity.get(78) ?? 0,
	Homeless: ({ homeless }) => homeless,
	Migrant: ({ migrant }) => migrant,
	"Not Reported": () => 0,
	"Pacific Islander": ({ ethnicity }) => ethnicity.get(79) ?? 0,
	"Socioeconomically Disadvantaged": ({ sed }) => sed,
	"Students with Disabilities": ({ swd }) => swd,
	"Two or More Races": ({ ethnicity }) => ethnicity.get(144) ?? 0,
	White: ({ ethnicity }) => ethnicity.get(80) ?? 0,
};

/** "Asian count" and "Asian pct": whole students, and their percent with one decimal. */
function groupWriter(header: string): Writer | undefined {
	const [, name = "", measure] = /^(.*) (count|pct)$/.exec(header) ?? [];
	const share = shareByGroup[name];
	if (share === undefined) return undefined;
	return ({ school, enrolled }) => {
		const students = studentsOf(share(printedShares(school)), enrolled);
		return measure === "count" ? String(students) : ((100 * students) / enrolled).toFixed(1);
	};
}

/** The table of the newest year: one row per open school. */
export function covariatesTable(world: World): RecordTable {
	const layout = layoutById("school-covariates");
	if (layout === undefined) throw new RangeError("there is no layout school-covariates");
	const year = world.options.years.at(-1) ?? 0;
	const choose = (column: LayoutColumn): Writer | undefined => writers[column.header] ?? groupWriter(column.header);
	return recordTable(layout, choose, () => schoolsInYear(world, year));
}
