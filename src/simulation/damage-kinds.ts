/** What can happen to a file between the state and an analyst, one damage at a time. */

import type { ProblemCode } from "../domain/problem-codes.js";
import type { Layout, Role } from "../ingest/layouts/index.js";
import { headerRecord } from "./table-file.js";

/** What becomes of one record. */
export interface Edit {
	/** Records that stand in its place, in order. */
	readonly records: readonly (readonly string[])[];
	/** Which of them cimp should name: position in `records`. */
	readonly named: number;
	/** Heading of the field concerned; empty where the whole line is. */
	readonly field: string;
	readonly before: string;
	readonly after: string;
	/** The line is written in Windows-1252 in a UTF-8 file. */
	readonly foreignBytes?: true;
}

export interface DamageKind {
	readonly name: string;
	/** The problem that cimp should report. */
	readonly code: ProblemCode;
	/** How many are planted in a file. */
	readonly times: number;
	/** How many rows of the damaged file cannot be kept. */
	readonly refuses: 0 | 1 | 2;
	/** The edit; `undefined` where the record does not lend itself to the damage. */
	readonly edit: (layout: Layout, record: readonly string[]) => Edit | undefined;
}

const columnOf = (layout: Layout, role: Role): number => layout.columns.findIndex((column) => column.role === role);

/** Replaces the field of the first role that the layout has. */
function replaceField(
	layout: Layout,
	record: readonly string[],
	roles: readonly Role[],
	change: (before: string) => string | undefined,
): Edit | undefined {
	const position = roles.map((role) => columnOf(layout, role)).find((found) => found >= 0);
	const before = position === undefined ? undefined : record[position];
	const after = before === undefined ? undefined : change(before);
	if (position === undefined || before === undefined || after === undefined) return undefined;
	const field = layout.columns[position]?.header ?? "";
	return { records: [record.with(position, after)], named: 0, field, before, after };
}

/** As a spreadsheet prints a number that does not fit: 9.90E+06. */
function scientific(code: string): string {
	const [mantissa = "", exponent = "0"] = Number(code).toExponential(2).split("e+");
	return `${mantissa}E+${exponent.padStart(2, "0")}`;
}

/** Enough students that the value is shown and no reader takes it for a masked one. */
const isShownCount = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= 30;

const wholeLine = { field: "", before: "", after: "" } as const;

/** Those that few records lend themselves to come first: each record is damaged once. */
export const damageKinds: readonly DamageKind[] = [
	{
		name: "line in another encoding",
		code: "CIMP-E116",
		times: 1,
		refuses: 1,
		edit: (layout, record) =>
			layout.writing.encoding === "utf-8" && record.some((field) => /[^\0-\x7f]/.test(field))
				? { records: [record], named: 0, ...wholeLine, foreignBytes: true }
				: undefined,
	},
	{
		name: "leading zero lost",
		code: "CIMP-R112",
		times: 3,
		refuses: 0,
		edit: (layout, record) =>
			replaceField(layout, record, ["cds", "county"], (code) =>
				/^0[1-9]/.test(code) ? code.replace(/^0/, "") : undefined,
			),
	},
	{
		name: "code in scientific notation",
		code: "CIMP-E113",
		times: 2,
		refuses: 1,
		edit: (layout, record) =>
			replaceField(layout, record, ["cds", "school"], (code) => (Number(code) > 0 ? scientific(code) : undefined)),
	},
	{
		name: "row twice",
		code: "CIMP-R111",
		times: 2,
		refuses: 1,
		edit: (_, record) => ({ records: [record, record], named: 1, ...wholeLine }),
	},
	{
		name: "row twice with different values",
		code: "CIMP-E111",
		times: 1,
		refuses: 2,
		edit: (layout, record) => {
			const edit = replaceField(layout, record, ["tested", "enrolled"], (text) =>
				isShownCount(text) ? String(Number(text) + 1) : undefined,
			);
			return edit && { ...edit, records: [record, ...edit.records], named: 1 };
		},
	},
	{
		name: "line cut short",
		code: "CIMP-E110",
		times: 1,
		refuses: 1,
		edit: (_, record) => ({ records: [record.slice(0, -3)], named: 0, ...wholeLine }),
	},
	{
		name: "line with a field too many",
		code: "CIMP-E110",
		times: 1,
		refuses: 1,
		edit: (_, record) => ({ records: [[...record, "0"]], named: 0, ...wholeLine }),
	},
	{
		name: "impossible percent",
		code: "CIMP-E114",
		times: 1,
		refuses: 1,
		edit: (layout, record) =>
			replaceField(layout, record, ["percentMet", "percentSed"], (text) => (/^\d/.test(text) ? "147.30" : undefined)),
	},
	{
		name: "word in place of a number",
		code: "CIMP-E115",
		times: 1,
		refuses: 1,
		edit: (layout, record) =>
			replaceField(layout, record, ["enrolled", "scored"], (text) => (isShownCount(text) ? "twelve" : undefined)),
	},
	{
		name: "unknown grade",
		code: "CIMP-E117",
		times: 1,
		refuses: 1,
		edit: (layout, record) => replaceField(layout, record, ["grade"], () => "45"),
	},
	{
		name: "header repeated",
		code: "CIMP-R118",
		times: 1,
		refuses: 1,
		edit: (layout, record) => ({ records: [headerRecord(layout), record], named: 0, ...wholeLine }),
	},
];
