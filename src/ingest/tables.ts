/** What a typed row of each family holds, and how a file's cells fill it. */

import { groupIds } from "../domain/student-groups.js";
import { testOfSubject } from "../domain/tests.js";
import { readingOf, stateOf, states } from "./cells.js";
import { identifier, literal } from "./engine.js";
import type { Layout } from "./layouts/layout.js";
import type { Role } from "./layouts/roles.js";
import type { FileColumn } from "./recognise.js";

/** A column of a target table: its type, and the expression over the checked cells that fills it. */
interface TargetColumn {
	readonly name: string;
	readonly type: "integer" | "double" | "utinyint" | "varchar";
	readonly sql: string;
	/** Why a value is there or not; expressions of other columns may name it. */
	readonly isState?: true;
}

export interface Target {
	/** View of all files' rows. */
	readonly table: "results" | "entities" | "companions" | "lookups";
	readonly columns: readonly TargetColumn[];
	/** Columns that make a row unique. */
	readonly key: readonly string[];
	/** Columns in which two rows of one key contradict each other. */
	readonly content: readonly string[];
}

/** Values of a result that may be absent, in the order of the table. */
export const resultValues = [
	"enrolled",
	"tested",
	"scored",
	"meanScaleScore",
	"percentMet",
	"distanceFromStandard",
	"countLevel1",
	"countLevel2",
	"countLevel3",
	"countLevel4",
] as const satisfies readonly Role[];

/** Values of a companion row that may be absent. */
export const companionValues = [
	"enrolled",
	"percentSed",
	"percentFrpm",
	"percentEl",
	"percentSwd",
	"percentChronicallyAbsent",
] as const satisfies readonly Role[];

/** Texts of a companion row, as they stand in the file. */
export const companionTexts = [
	"schoolYear",
	"districtName",
	"schoolName",
	"charter",
	"charterFunding",
	"schoolType",
	"educationalOption",
	"lowGrade",
	"highGrade",
	"gradeSpan",
	"alternativeStatus",
	"virtualType",
	"aggregateLevel",
	"charterSelection",
	"alternativeSelection",
	"reportingCategory",
] as const satisfies readonly Role[];

export const stateColumn = (role: Role): string => `${role}_state`;

type Has = (role: Role) => boolean;

const cdsSql = (has: Has): string =>
	has("cds") ? readingOf("cds") : `${readingOf("county")} || ${readingOf("district")} || ${readingOf("school")}`;

const textSql = (has: Has, role: Role): string => (has(role) ? readingOf(role) : "''");

/** Why a result is absent, where its cell is blank or holds the zero of nobody tested. */
function resultState(role: Role, has: Has, layout: Layout): string {
	const { suppressed, notTested, notReported, ofAllStudents } = states;
	const value = readingOf(role);
	const noneTested = has("tested") ? `coalesce(${readingOf("tested")} = 0, false)` : "false";
	const noneScored = has("scored") ? `coalesce(${readingOf("scored")} = 0, false)` : "false";
	const whens: string[] = [];
	if (role !== "enrolled" && role !== "tested") {
		whens.push(`when ${stateOf(role)} = ${notReported} and ${noneTested} then ${notTested}`);
	}
	if (role === "meanScaleScore" || role === "percentMet") {
		whens.push(`when ${value} = 0 and (${noneTested} or ${noneScored}) then ${notTested}`);
	}
	if (role === "meanScaleScore" && layout.zeroMeanIsMissing) whens.push(`when ${value} = 0 then ${notReported}`);
	if (role === "enrolled" && layout.enrollmentOfAll) {
		whens.push(
			`when ${stateOf(role)} = ${states.known} and ${readingOf("group")} <> ${groupIds.all} then ${ofAllStudents}`,
		);
	}
	if (role === "distanceFromStandard" && layout.blankIsWithheldBelow !== undefined) {
		const few = `coalesce(${readingOf("scored")} < ${layout.blankIsWithheldBelow}, false)`;
		whens.push(`when ${stateOf(role)} = ${notReported} and ${noneScored} then ${notTested}`);
		whens.push(`when ${stateOf(role)} = ${notReported} and ${few} then ${suppressed}`);
	}
	if (role === "distanceFromStandard" && has("reliability")) {
		const withheld = `lower(${readingOf("reliability")}) = 'suppressed'`;
		whens.push(`when ${stateOf(role)} = ${notReported} and ${withheld} then ${suppressed}`);
	}
	return whens.length > 0 ? `case ${whens.join(" ")} else ${stateOf(role)} end` : stateOf(role);
}

/** A value and its state; a role that the file lacks is not reported. */
function measuredColumns(role: Role, source: Role | undefined, state: string): TargetColumn[] {
	// A cell without a number has no value; only a state that the cell alone does not decide can take one away.
	const decided = source !== undefined && state === stateOf(source);
	const value = (from: Role): string =>
		decided
			? readingOf(from)
			: `case when ${identifier(stateColumn(role))} = ${states.known} then ${readingOf(from)} end`;
	const stateSql = source === undefined ? String(states.notReported) : state;
	return [
		{ name: role, type: "double", sql: source === undefined ? "null" : value(source) },
		{ name: stateColumn(role), type: "utinyint", sql: stateSql, isState: true },
	];
}

function resultColumns(has: Has, layout: Layout): TargetColumn[] {
	const { fixed } = layout;
	const subject = fixed?.subject === undefined ? "null" : String(testOfSubject[fixed.subject]);
	const key = (role: Role, constant: number | undefined): string =>
		has(role) ? readingOf(role) : String(constant ?? "null");
	return [
		{ name: "cds", type: "varchar", sql: cdsSql(has) },
		{ name: "year", type: "integer", sql: has("schoolYear") ? readingOf("schoolYear") : key("year", fixed?.year) },
		{
			name: "test",
			type: "integer",
			sql: has("test") ? readingOf("test") : has("subject") ? readingOf("subject") : subject,
		},
		{ name: "grade", type: "integer", sql: key("grade", fixed?.grade) },
		{ name: "grp", type: "integer", sql: key("group", fixed?.group) },
		{ name: "type", type: "integer", sql: has("entityType") ? readingOf("entityType") : "null" },
		{ name: "district", type: "varchar", sql: textSql(has, "districtName") },
		{ name: "school", type: "varchar", sql: textSql(has, "schoolName") },
		...resultValues.flatMap((role) => {
			// A file with one count of students has it under "scored": these students were tested, too.
			const source = has(role) ? role : role === "tested" && has("scored") ? "scored" : undefined;
			return measuredColumns(role, source, source === undefined ? "" : resultState(source, has, layout));
		}),
	];
}

const entityColumns = (has: Has): TargetColumn[] => [
	{ name: "cds", type: "varchar", sql: cdsSql(has) },
	{ name: "year", type: "integer", sql: readingOf("year") },
	{ name: "type", type: "integer", sql: readingOf("entityType") },
	{ name: "county", type: "varchar", sql: textSql(has, "countyName") },
	{ name: "district", type: "varchar", sql: textSql(has, "districtName") },
	{ name: "school", type: "varchar", sql: textSql(has, "schoolName") },
];

const companionColumns = (has: Has, layout: Layout): TargetColumn[] => [
	{ name: "layout", type: "varchar", sql: literal(layout.id) },
	{ name: "cds", type: "varchar", sql: cdsSql(has) },
	...companionValues.flatMap((role) =>
		measuredColumns(role, has(role) ? role : undefined, has(role) ? stateOf(role) : ""),
	),
	...companionTexts.map((role): TargetColumn => ({ name: role, type: "varchar", sql: textSql(has, role) })),
];

const lookupColumns = (has: Has, layout: Layout): TargetColumn[] => [
	{ name: "layout", type: "varchar", sql: literal(layout.id) },
	{ name: "id", type: "integer", sql: readingOf("lookupId") },
	{ name: "name", type: "varchar", sql: textSql(has, "lookupName") },
	{ name: "category", type: "varchar", sql: textSql(has, "lookupCategory") },
];

/** The table that a layout's rows go into. */
export function targetOf(layout: Layout, columns: readonly FileColumn[]): Target {
	const has: Has = (role) => columns.some((entry) => entry.column.role === role);
	const target = (
		table: Target["table"],
		key: readonly string[],
		all: readonly TargetColumn[],
		content: readonly string[],
	) => ({
		table,
		key,
		columns: all,
		content,
	});
	switch (layout.family) {
		case "results": {
			const content = resultValues.flatMap((role) => [role, stateColumn(role)]);
			return target("results", ["cds", "year", "test", "grade", "grp"], resultColumns(has, layout), content);
		}
		case "entities":
			return target("entities", ["cds", "year"], entityColumns(has), ["type", "county", "district", "school"]);
		case "companion": {
			const all = companionColumns(has, layout);
			const selection = ["aggregateLevel", "charterSelection", "alternativeSelection", "reportingCategory"];
			const key = ["layout", "cds", "schoolYear", ...selection];
			const content = all.map((entry) => entry.name).filter((name) => !key.includes(name));
			return target("companions", key, all, content);
		}
		case "lookup":
			return target("lookups", ["layout", "id", "name"], lookupColumns(has, layout), ["category"]);
	}
}
