/**
 * Reading by role: a header that is no known layout's, whose columns are known one by one.
 *
 * Only exact names count: those of the known layouts of the family and those of the lexicon. Every role that is needed
 * must be there exactly once, and no role twice; else the file is refused as before.
 */

import { type Problem, problem } from "../domain/problem.js";
import { layouts } from "./layouts/index.js";
import { type Layout, type LayoutColumn, type LayoutFamily, plainHeader, unread } from "./layouts/layout.js";
import { lexicon } from "./layouts/lexicon.js";
import { type Role, roleFacts } from "./layouts/roles.js";
import { compareWith } from "./nearest.js";
import { type FileColumn, type HeaderRecord, headerRecords, type Recognition, spellings } from "./recognise.js";

const codes: readonly Role[] = ["county", "district", "school"];
const percents: readonly Role[] = ["percentLevel1", "percentLevel2", "percentLevel3", "percentLevel4", "percentMet"];
const counts: readonly Role[] = ["enrolled", "tested", "scored"];

/** A kind of table that is read by role. */
interface Kind {
	readonly family: LayoutFamily;
	/** Layouts that lend their names, and of which the nearest lends what is not in the header. */
	readonly models: readonly Layout[];
	/** Roles that must be there, besides the place. */
	readonly needs: readonly Role[];
}

const has = (layout: Layout, role: Role): boolean => layout.columns.some((column) => column.role === role);

const modelsOf = (family: LayoutFamily, role: Role): Layout[] =>
	layouts.filter((layout) => layout.family === family && has(layout, role));

/** Tables with several rows a school are read in known layouts alone: which rows to take is no matter of names. */
const severalRows = new Set(
	layouts
		.filter((layout) => has(layout, "aggregateLevel"))
		.flatMap((layout) => layout.columns.filter((column) => isSelector(column)).flatMap(spellings)),
);

function isSelector({ role }: LayoutColumn): boolean {
	return role === "aggregateLevel" || role === "reportingCategory";
}

const kinds: readonly Kind[] = [
	{
		family: "results",
		models: modelsOf("results", "percentMet"),
		needs: ["year", "test", "grade", "group", ...counts, "meanScaleScore", ...percents],
	},
	{
		family: "results",
		models: modelsOf("results", "distanceFromStandard"),
		needs: ["group", "scored", "distanceFromStandard"],
	},
	{
		family: "entities",
		models: modelsOf("entities", "entityType"),
		needs: ["year", "entityType", "countyName", "districtName", "schoolName"],
	},
	{
		family: "companion",
		models: modelsOf("companion", "schoolYear").filter((layout) => !has(layout, "aggregateLevel")),
		needs: ["schoolYear", "schoolName", "schoolType", "charter"],
	},
];

/** Columns by name: the newest layout that has a name says how its cells are written. */
function namesOf({ family, models }: Kind): ReadonlyMap<string, LayoutColumn> {
	const fromLexicon = lexicon[family].map(([header, role]): [string, LayoutColumn] => {
		const { kind, width } = roleFacts(role);
		return [plainHeader(header), { header, role, kind, ...(width === undefined ? {} : { width }) }];
	});
	const known = models.flatMap((layout) =>
		layout.columns.flatMap((column) => spellings(column).map((name) => [name, column] as const)),
	);
	return new Map([...fromLexicon, ...known]);
}

interface Reading {
	readonly columns: readonly FileColumn[];
	readonly nearest: Layout;
}

/** The columns of a header as one kind of table; `undefined` where a role is missing or there twice. */
function readAs(kind: Kind, header: HeaderRecord): Reading | undefined {
	const names = namesOf(kind);
	const columns = header.names.map((name, position): FileColumn => {
		const known = names.get(plainHeader(name));
		return { number: position + 1, header: name, column: known?.role === undefined ? unread(name) : known };
	});
	const roles = columns.flatMap(({ column }) => (column.role === undefined ? [] : [column.role]));
	const found = new Set(roles);
	if (found.size < roles.length || !kind.needs.every((role) => found.has(role))) return undefined;
	if (!found.has("cds") && !codes.every((role) => found.has(role))) return undefined;
	const [nearest] = kind.models
		.map((layout) => compareWith(layout, header))
		.sort((a, b) => b.score - a.score)
		.map((entry) => entry.layout);
	if (nearest === undefined) return undefined;
	const lacks = (role: Role): boolean => has(nearest, role) && !found.has(role);
	if (!nearest.namedBySubjectAndYear && (lacks("subject") || lacks("year"))) return undefined;
	return { columns, nearest };
}

/** What the nearest layout says of all its files, and no header does. */
const lent = [
	"fixed",
	"groupWords",
	"groupsSetAside",
	"blankIsWithheldBelow",
	"namedBySubjectAndYear",
	"enrollmentOfAll",
] as const satisfies (keyof Layout)[];

/** The layout of a file read by role: its own columns, and what the nearest layout says of all its files. */
function layoutOf(kind: Kind, { columns, nearest }: Reading): Layout {
	return {
		id: "by-role",
		title: "File read by the names of its columns",
		family: kind.family,
		years: "",
		columns: columns.map((entry) => entry.column),
		suppressionMarks: ["*", "**"],
		blankMarks: ["N/A", "No Data", "--"],
		reader: nearest.reader,
		writing: nearest.writing,
		source: nearest.source,
		// No scale has a score of zero, and nothing says that percents have decimals.
		zeroMeanIsMissing: true,
		wholePercents: true,
		...Object.fromEntries(lent.map((key) => [key, nearest[key]]).filter(([, value]) => value !== undefined)),
	};
}

const quoted = (name: string): string => `"${name.replace(/\s+/g, " ").trim()}"`;

/** Problem CIMP-W124: the nearest layout, and every column with what it is read as. */
function report({ columns, nearest }: Reading, header: HeaderRecord, file: string): Problem {
	const read = columns.flatMap((entry) =>
		entry.column.role === undefined ? [] : [`${quoted(entry.header)} as ${entry.column.role}`],
	);
	const others = columns.filter((entry) => entry.column.role === undefined).map((entry) => quoted(entry.header));
	const found = [
		`nearest layout: ${nearest.id}`,
		`read: ${read.join(", ")}`,
		...(others.length > 0 ? [`not read: ${others.join(", ")}`] : []),
	].join("; ");
	// The names of the columns are the message: they are not cut like a user's cell.
	return { ...problem("CIMP-W124", { file, line: header.firstLine }, { found }), found };
}

/**
 * Reads a file's head by role.
 *
 * @returns the recognition, with the warning that says how the columns are read; `undefined` where names do not decide
 */
export function recogniseByRole(
	text: string,
	file: string,
): { readonly recognition: Recognition; readonly warnings: readonly Problem[] } | undefined {
	for (const header of headerRecords(text)) {
		if (header.names.some((name) => severalRows.has(plainHeader(name)))) continue;
		for (const kind of kinds) {
			const reading = readAs(kind, header);
			if (reading === undefined) continue;
			const recognition = { candidates: [layoutOf(kind, reading)], header, columns: reading.columns } as const;
			return { recognition, warnings: [report(reading, header, file)] };
		}
	}
	return undefined;
}
