/** Results of several years as rows for a fit: one per school and year, with the student mix of that year, as columns. */

import { thinYear } from "../../domain/tests.js";
import type { AnalysisInput } from "../analysis.js";
import { type LeftOutContext, reasonToLeaveOut } from "../frame/left-out.js";
import type { CovariateName, School } from "../frame/school.js";
import { type MixColumn, panelMix } from "./panel-mix.js";
import { scaleOf, usable } from "./scale.js";

/** Rows in the order of schools (CDS) and years; arrays run over the rows. */
export interface PanelRows {
	readonly years: readonly number[];
	readonly covariates: readonly CovariateName[];
	/** All schools of the frame, whether they have rows or not. */
	readonly schools: readonly School[];
	/** Place of the row's school among `schools`; rows of one school stand together. */
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
export const usableYears = (input: AnalysisInput): number[] => input.panel.years.filter((year) => year !== thinYear);

/**
 * The rows of a student group that a fit may use, by the same rules as the frame of one year: kinds of schools that stand
 * apart, floor values, withheld results and thin participation stay out, year by year.
 *
 * @param group id of the student group whose results are meant
 */
export function panelRows(input: AnalysisInput, group: number): PanelRows {
	const years = usableYears(input);
	const { schools } = input.frame;
	const found = usableResults(input, group, years);
	const kept = serving(panelMix(input, years), found.places);
	const covariates = kept.map(({ name }) => name);
	const complete = indicesWhere(found.places.length, (row) =>
		kept.every(({ known }) => known[found.places[row] ?? 0] === 1),
	);
	const places = pick(found.places, complete);
	const year = places.map((place) => years[place % years.length] ?? 0);
	const mix = new Float64Array(places.length * kept.length);
	places.forEach((place, row) => {
		kept.forEach(({ values }, k) => {
			mix[row * kept.length + k] = values[place] ?? 0;
		});
	});
	const present = new Set(year);
	return {
		years: years.filter((one) => present.has(one)),
		covariates,
		schools,
		school: places.map((place) => Math.floor(place / years.length)),
		year,
		value: pick(found.value, complete),
		tested: pick(found.tested, complete),
		studentSd: pick(found.studentSd, complete),
		mix,
	};
}

/**
 * Some of the rows.
 *
 * @param keep whether a row of this school stays
 */
export function rowsOf(rows: PanelRows, keep: (school: School) => boolean): PanelRows {
	const kept = Uint8Array.from(rows.schools, (school) => (keep(school) ? 1 : 0));
	const own = indicesWhere(rows.school.length, (row) => kept[rows.school[row] ?? 0] === 1);
	const width = rows.covariates.length;
	const mix = new Float64Array(own.length * width);
	own.forEach((row, to) => {
		for (let k = 0; k < width; k++) mix[to * width + k] = rows.mix[row * width + k] ?? 0;
	});
	return {
		...rows,
		school: pick(rows.school, own),
		year: pick(rows.year, own),
		value: pick(rows.value, own),
		tested: pick(rows.tested, own),
		studentSd: pick(rows.studentSd, own),
		mix,
	};
}

interface Found {
	/** school × years + year. */
	readonly places: Int32Array;
	readonly value: Float64Array;
	readonly tested: Float64Array;
	readonly studentSd: Float64Array;
}

function usableResults(input: AnalysisInput, group: number, years: readonly number[]): Found {
	const { frame, panel } = input;
	const { assumedSd } = scaleOf(frame.outcome);
	const most = frame.schools.length * years.length;
	const places = new Int32Array(most);
	const [value, tested, studentSd] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
	let count = 0;
	frame.schools.forEach((school, at) => {
		const context = contextOf(school, input);
		for (let k = 0; k < years.length; k++) {
			const result = panel.result(school.cds, years[k] ?? 0, group);
			const own = reasonToLeaveOut(result, context) === undefined ? usable(result) : undefined;
			if (own === undefined) continue;
			places[count] = at * years.length + k;
			value[count] = own.value;
			tested[count] = own.tested;
			studentSd[count++] = own.studentSd ?? assumedSd;
		}
	});
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

function indicesWhere(count: number, holds: (index: number) => boolean): Int32Array {
	const found = new Int32Array(count);
	let at = 0;
	for (let index = 0; index < count; index++) if (holds(index)) found[at++] = index;
	return found.subarray(0, at);
}

function pick<Column extends Float64Array | Int32Array>(column: Column, indices: Int32Array): Column {
	const out = column.slice(0, indices.length);
	for (let at = 0; at < indices.length; at++) out[at] = column[indices[at] ?? 0] ?? 0;
	return out as Column;
}

const contextOf = ({ kind }: School, { frame }: AnalysisInput): LeftOutContext => ({
	outcome: frame.outcome,
	subject: frame.subject,
	baselineYear: undefined,
	enrollment: undefined,
	kind: { kind, because: "" },
});
