/** Which schools a code in scientific notation may stand for: those of the same name and district that it rounds. */

import { readCode, roundsTo } from "../../domain/cds-code.js";
import { plainName } from "../../domain/suggest.js";
import type { Engine } from "../engine.js";
import type { Role } from "../layouts/roles.js";
import type { FileColumn } from "../recognise.js";
import { trimmedCell } from "./record-edit.js";

/** A place that other rows name. */
interface KnownPlace {
	readonly cds: string;
	/** Plain name of its county; empty where no file says it. */
	readonly county: string;
	/** Name of a file that names it so. */
	readonly file: string;
}

/** Places by the plain names of district and school, each once by its code. */
export type KnownPlaces = ReadonlyMap<string, ReadonlyMap<string, KnownPlace>>;

const keyOf = (district: string, school: string): string => `${plainName(district)}|${plainName(school)}`;

const placesQuery = `
	select cds, district, school, max(county), min(file) from (
		select cds, district, school, '' as county, file from results where fault is null
		union all select cds, district, school, county, file from entities where fault is null
		union all select cds, "districtName", "schoolName", '', file from companions where fault is null
	) where district <> '' group by all order by cds, district, school`;

/** All places that intact rows name; `files` are the names of the files. */
export async function knownPlaces(files: readonly string[], engine: Engine): Promise<KnownPlaces> {
	const places = new Map<string, Map<string, KnownPlace>>();
	for (const [cds, district, school, county, file] of await engine.rows(placesQuery)) {
		const key = keyOf(`${district}`, `${school}`);
		const name = files[Number(file)] ?? "";
		const named = places.get(key) ?? new Map<string, KnownPlace>();
		if (!named.has(`${cds}`)) named.set(`${cds}`, { cds: `${cds}`, county: plainName(`${county}`), file: name });
		places.set(key, named);
	}
	return places;
}

/** A row's codes and names, as its cells hold them. */
export interface DamagedRow {
	readonly codes: readonly CodeCell[];
	readonly school: string;
	readonly district: string;
	readonly county: string;
}

export interface CodeCell {
	/** Number of the field. */
	readonly field: number;
	readonly text: string;
	/** Where its digits stand in the 14. */
	readonly from: number;
	readonly width: number;
}

const offsets: Partial<Record<Role, number>> = { cds: 0, county: 0, district: 2, school: 7 };

/** The codes and names of a row. */
export function damagedRow(fields: readonly string[], columns: readonly FileColumn[]): DamagedRow {
	const cell = (role: Role): string => {
		const entry = columns.find((column) => column.column.role === role);
		return entry === undefined ? "" : trimmedCell(fields[entry.number - 1] ?? "");
	};
	const codes = columns.flatMap(({ number, column }): CodeCell[] => {
		const from = column.role === undefined ? undefined : offsets[column.role];
		if (column.kind !== "code" || from === undefined) return [];
		return [{ field: number, text: trimmedCell(fields[number - 1] ?? ""), from, width: column.width ?? 14 }];
	});
	return { codes, school: cell("schoolName"), district: cell("districtName"), county: cell("countyName") };
}

export const isScientific = ({ text, width }: CodeCell): boolean => readCode(text, width).kind === "scientific";

/** The digits of a code that belong into a cell. */
export const partOf = (cds: string, { from, width }: CodeCell): string => cds.slice(from, from + width);

/** True for a code that every code cell of the row allows: whole ones by their digits, notation by what it rounds. */
export const fitsCodes = (cds: string, codes: readonly CodeCell[]): boolean =>
	codes.every((cell) => {
		const reading = readCode(cell.text, cell.width);
		if (reading.kind === "scientific") return roundsTo(cell.text, partOf(cds, cell));
		return reading.kind !== "malformed" && reading.code === partOf(cds, cell);
	});

export interface Candidate {
	readonly cds: string;
	/** Why it is proposed, or why nothing is. */
	readonly basis: string;
}

function basisOf(place: KnownPlace, county: string): string {
	const names =
		place.county === "" || county === "" ? "school and district names" : "school, district and county names";
	return `${names} as in ${place.file}; the digits left agree`;
}

/** The places that a damaged row may stand for, by code. */
export function candidatesFor(row: DamagedRow, places: KnownPlaces): { found: Candidate[]; basis: string } {
	if (row.district === "") return { found: [], basis: "the row names no district and school" };
	const named = [...(places.get(keyOf(row.district, row.school))?.values() ?? [])];
	if (named.length === 0) return { found: [], basis: "no intact row has these names" };
	const county = plainName(row.county);
	const fitting = named
		.filter((place) => place.county === "" || county === "" || place.county === county)
		.filter((place) => fitsCodes(place.cds, row.codes));
	if (fitting.length === 0) return { found: [], basis: "rows with these names have other digits" };
	return { found: fitting.map((place) => ({ cds: place.cds, basis: basisOf(place, county) })), basis: "" };
}
