/** Results of several years as rows for a fit: one per school and year, with the student mix of that year, as columns. */

import { groupBy } from "../../domain/group-by.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { thinYear } from "../../domain/tests.js";
import { isLeftOut } from "../frame/left-out.js";
import type { CovariateName, School } from "../frame/school.js";
import { codesOf } from "./columns.js";
import { type MixColumn, panelMix } from "./panel-mix.js";
import type { PanelSource } from "./panel-types.js";
import { scaleOf } from "./scale.js";

/**
 * Rows level after level, in the order of schools (CDS) and years; arrays run over the rows if nothing else is said. Numbers
 * and names alone, which threads can hand one another.
 */
export interface PanelRows {
	readonly years: readonly number[];
	readonly covariates: readonly CovariateName[];
	/** Of all schools of the frame, whether they have rows or not: places among `schoolLevels`. */
	readonly levels: Uint8Array;
	/** Districts of all schools of the frame, codes 0, 1, 2, … in order of appearance. */
	readonly districts: Int32Array;
	/** Place of the row's school among the frame's; rows of one school stand together. */
	readonly school: Int32Array;
	readonly year: Int32Array;
	readonly value: Float64Array;
	readonly tested: Float64Array;
	/** Standard deviation of the students' scores: the scale's assumed one where the files don't tell. */
	readonly studentSd: Float64Array;
	/** Percents of students, flat rows × covariates. */
	readonly mix: Float64Array;
}

/** Share of rows that must have a covariate's value for it to serve. */
const fewestShare = 0.5;

/** Years that a question over years uses: the one in which hardly anyone was tested is none. */
export const usableYears = ({ panel }: PanelSource): number[] => panel.years.filter((year) => year !== thinYear);

/**
 * The rows of a student group that a fit may use, by the same rules as the frame of one year: kinds of schools that stand
 * apart, floor values, withheld results and thin participation stay out, year by year. What all groups share is found once.
 *
 * @returns the rows of a group by its id
 */
export function panelRowsOf(source: PanelSource): (group: number) => PanelRows {
	const years = usableYears(source);
	const { schools } = source.frame;
	const mix = panelMix(source, years);
	const levels = Uint8Array.from(schools, ({ level }) => schoolLevels.indexOf(level));
	const districts = codesOf(schools.map(({ district }) => district));
	const shared = { years, regular: regularSchools(schools) };
	return (group) => ({ ...rowsWith(mix, usableResults(source, group, shared), years), levels, districts });
}

/** What the rows of all groups share. */
interface Shared {
	readonly years: readonly number[];
	/** Places of the schools that do not stand apart, those of one level together. */
	readonly regular: Int32Array;
}

function regularSchools(schools: readonly School[]): Int32Array {
	const places = groupBy(schools.keys(), (at) => schools[at]?.level);
	return Int32Array.from(
		schoolLevels.flatMap((level) => (places.get(level) ?? []).filter((at) => schools[at]?.kind === "regular")),
	);
}

/** The results that have all the covariates that serve. */
function rowsWith(
	mix: readonly MixColumn[],
	found: Found,
	years: readonly number[],
): Omit<PanelRows, "levels" | "districts"> {
	const kept = serving(mix, found.places);
	const complete = withAll(kept, found.places);
	const places = pick(found.places, complete);
	const year = places.map((place) => years[place % years.length] ?? 0);
	const percents = new Float64Array(places.length * kept.length);
	kept.forEach(({ values }, k) => {
		for (let row = 0; row < places.length; row++) percents[row * kept.length + k] = values[places[row] ?? 0] ?? 0;
	});
	const present = new Set(year);
	return {
		years: years.filter((one) => present.has(one)),
		covariates: kept.map(({ name }) => name),
		school: places.map((place) => Math.floor(place / years.length)),
		year,
		value: pick(found.value, complete),
		tested: pick(found.tested, complete),
		studentSd: pick(found.studentSd, complete),
		mix: percents,
	};
}

/** The rows of a level, which stand together. */
export function rowsOfLevel(rows: PanelRows, level: SchoolLevel): PanelRows {
	const own = schoolLevels.indexOf(level);
	const isOwn = (row: number): boolean => rows.levels[rows.school[row] ?? -1] === own;
	let first = 0;
	while (first < rows.school.length && !isOwn(first)) first++;
	let end = first;
	while (isOwn(end)) end++;
	const width = rows.covariates.length;
	return {
		...rows,
		school: rows.school.subarray(first, end),
		year: rows.year.subarray(first, end),
		value: rows.value.subarray(first, end),
		tested: rows.tested.subarray(first, end),
		studentSd: rows.studentSd.subarray(first, end),
		mix: rows.mix.subarray(first * width, end * width),
	};
}

interface Found {
	/** school × years + year. */
	readonly places: Int32Array;
	readonly value: Float64Array;
	readonly tested: Float64Array;
	readonly studentSd: Float64Array;
}

/** The regular schools' results of a group, school after school and year after year. */
function usableResults({ frame, panel }: PanelSource, group: number, { years, regular }: Shared): Found {
	const { schools } = frame;
	const { assumedSd } = scaleOf(frame.outcome);
	const results = panel.numbers(schools, years, group);
	const most = schools.length * years.length;
	const places = new Int32Array(most);
	const [value, tested, studentSd] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
	let count = 0;
	for (const school of regular) {
		for (let place = school * years.length; place < (school + 1) * years.length; place++) {
			const students = results.tested[place] ?? 0;
			if (isLeftOut(results, place, frame) || students < 1) continue;
			const sd = results.studentSd[place] ?? Number.NaN;
			places[count] = place;
			value[count] = results.value[place] ?? 0;
			tested[count] = students;
			studentSd[count++] = Number.isNaN(sd) ? assumedSd : sd;
		}
	}
	const cut = (numbers: Float64Array): Float64Array => numbers.subarray(0, count);
	return { places: places.subarray(0, count), value: cut(value), tested: cut(tested), studentSd: cut(studentSd) };
}

/** Covariates that enough rows have. Meal eligibility stands in for disadvantage where that is not known, never beside it. */
function serving(columns: readonly MixColumn[], places: Int32Array): MixColumn[] {
	const served = columns.filter(({ known }) => {
		let have = 0;
		for (const place of places) have += known[place] ?? 0;
		return have > 0 && have >= fewestShare * places.length;
	});
	const disadvantage = served.some(({ name }) => name === "percentSed");
	return served.filter(({ name }) => name !== "percentFrpm" || !disadvantage);
}

/** Which of the rows have all of the covariates. */
function withAll(columns: readonly MixColumn[], places: Int32Array): Int32Array {
	const lacking = new Uint8Array(places.length);
	for (const { known } of columns) {
		for (let row = 0; row < places.length; row++) if (known[places[row] ?? 0] !== 1) lacking[row] = 1;
	}
	const found = new Int32Array(places.length);
	let count = 0;
	for (let row = 0; row < places.length; row++) if (lacking[row] === 0) found[count++] = row;
	return found.subarray(0, count);
}

function pick<Column extends Float64Array | Int32Array>(column: Column, indices: Int32Array): Column {
	const out = column.slice(0, indices.length);
	for (let at = 0; at < indices.length; at++) out[at] = column[indices[at] ?? 0] ?? 0;
	return out as Column;
}
