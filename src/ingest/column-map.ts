/** Column maps: files of another shape, described by their reader (`--map`). */

import { type Problem, problem } from "../domain/problem.js";
import { suggest } from "../domain/suggest.js";
import { isPlainHeading } from "./known-headings.js";
import type { FixedValues } from "./layouts/layout.js";
import { type Layout, type LayoutColumn, plainHeader, unread } from "./layouts/layout.js";
import { type Role, roleFacts, roleNames, roles } from "./layouts/roles.js";
import { type HeaderRecord, headerRecords, type Recognition } from "./recognise.js";

/** What the user says about a file: which column has which role, and what is the same for all rows. */
export interface ColumnMap {
	readonly roles: Partial<Record<Role, string>>;
	readonly constants?: FixedValues;
	/** How percents are written: 0–100 (default) or 0–1. */
	readonly percentScale?: "percent" | "share";
}

const outcomes: readonly Role[] = ["percentMet", "distanceFromStandard"];

/** What a map leaves out, in words; empty when it is whole. */
function lacking(map: ColumnMap): string[] {
	const has = (role: Role): boolean => map.roles[role] !== undefined;
	const { constants } = map;
	const needs: string[] = [];
	if (!has("cds") && !(has("county") && has("district") && has("school"))) needs.push("cds");
	if (!outcomes.some(has)) return needs;
	if (!has("year") && !has("schoolYear") && constants?.year === undefined) needs.push("year");
	if (!has("subject") && !has("test") && constants?.subject === undefined) needs.push("subject");
	if (!has("grade") && constants?.grade === undefined) needs.push("grade");
	if (!has("group") && constants?.group === undefined) needs.push("group");
	return needs;
}

/** Percents of one map are written in one way. */
function mappedColumn(header: string, role: Role, map: ColumnMap): LayoutColumn {
	const { kind, width } = roleFacts(role);
	const scaled = kind === "percent" && map.percentScale === "share" ? "share" : kind;
	return { header, role, kind: scaled, ...(width === undefined ? {} : { width }) };
}

function layoutOf(map: ColumnMap, columns: readonly LayoutColumn[]): Layout {
	return {
		id: "map",
		title: "File described by a column map",
		family: outcomes.some((role) => map.roles[role] !== undefined) ? "results" : "companion",
		years: "",
		columns,
		suppressionMarks: ["*", "**"],
		blankMarks: ["N/A", "NA", "No Data", "--"],
		reader: "exact",
		writing: { delimiter: ",", quoting: "minimal", lineEnding: "\r\n", encoding: "utf-8" },
		source: "",
		...(map.constants === undefined ? {} : { fixed: map.constants }),
	};
}

const entriesOf = (map: ColumnMap): [Role, string][] =>
	roleNames.flatMap((role): [Role, string][] => {
		const header = map.roles[role];
		return header === undefined ? [] : [[role, header]];
	});

/** The record that has most of the map's columns, and which it lacks. */
function bestHeader(map: ColumnMap, text: string): { header: HeaderRecord; missing: string[] } | undefined {
	const wanted = entriesOf(map).map(([, header]) => header);
	const compared = headerRecords(text).map((header) => {
		const names = new Set(header.names.map(plainHeader));
		return { header, missing: wanted.filter((name) => !names.has(plainHeader(name))) };
	});
	return compared.sort((a, b) => a.missing.length - b.missing.length)[0];
}

/**
 * Reads a file's head by the user's map.
 *
 * @returns the recognition, or problem CIMP-E108 naming the columns or roles that are missing
 */
export function recogniseByMap(map: ColumnMap, text: string, file: string): Recognition | Problem {
	const needs = lacking(map);
	if (needs.length > 0) {
		return problem("CIMP-E108", { file }, { found: `no column or constant for ${needs.join(", ")}` });
	}
	const best = bestHeader(map, text);
	if (best === undefined || best.missing.length > 0) {
		const missing = best?.missing ?? entriesOf(map).map(([, header]) => header);
		const near = missing.flatMap((name) => suggest(name, (best?.header.names ?? []).filter(isPlainHeading), 1));
		return problem(
			"CIMP-E108",
			{ file, line: best?.header.firstLine ?? 1 },
			{
				found: `no column ${missing.map((name) => `"${name}"`).join(", ")} in the header`,
				...(near.length > 0 ? { help: `correct the map; near: ${near.map((name) => `"${name}"`).join(", ")}` } : {}),
			},
		);
	}
	const { header } = best;
	const roleOf = new Map(entriesOf(map).map(([role, name]) => [plainHeader(name), role]));
	const columns = header.names.map((name, position) => {
		const role = roleOf.get(plainHeader(name));
		return { number: position + 1, header: name, column: role ? mappedColumn(name, role, map) : unread(name) };
	});
	const layout = layoutOf(
		map,
		columns.map((entry) => entry.column),
	);
	return { candidates: [layout], header, columns };
}

const wordsOf = (role: Role): string => role.replace(/([A-Z])/g, " $1");

/** The column that fits a role by name, where the role is also the one that fits the column best. */
function columnFor(role: Role, header: readonly string[]): string | undefined {
	const [column] = suggest(wordsOf(role), header, 1);
	const [best] = column === undefined ? [] : suggest(column, roleNames.map(wordsOf), 1);
	return best === wordsOf(role) ? column : undefined;
}

/**
 * A column map to fill in, as YAML: every role with its meaning; columns of a header that fit a role by name are
 * filled in.
 *
 * @param header column names of the user's file, if there is one
 */
export function mapTemplate(header: readonly string[] = []): string {
	const lines = roleNames.map((role) => {
		const near = columnFor(role, header);
		const value = near === undefined ? `# ${role}: ` : `${role}: ${JSON.stringify(near)}`;
		return `  ${value}  # ${roles[role].description}`;
	});
	return [
		"# Which column of the file has which role. Take the number sign off the roles that the file has.",
		"roles:",
		...lines,
		"# What is the same for all rows and stands in no column.",
		"# constants: { year: 2025, subject: math, grade: 13, group: 1 }",
		"# How percents are written: percent (0-100) or share (0-1).",
		"percentScale: percent",
		"",
	].join("\n");
}
