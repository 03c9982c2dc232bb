/** Lookup tables that the state publishes beside its research files: what the ids in them stand for. */

import { column, type Layout, unread } from "../layout.js";

const source = "https://caaspp-elpac.ets.org/caaspp/ResearchFileListSB";

const shared = { family: "lookup", suppressionMarks: [], reader: "exact", source } as const;
const caret = { delimiter: "^", quoting: "none", lineEnding: "\r\n", encoding: "windows-1252" } as const;

/** Layouts that name student groups. */
export const groupLookupIds: readonly string[] = ["student-groups", "subgroups"];

export const studentGroups: Layout = {
	id: "student-groups",
	title: "Student groups lookup, since 2019",
	years: "since 2019",
	columns: [
		unread("Demographic ID"),
		column("Demographic ID Num", "lookupId"),
		column("Demographic Name", "lookupName"),
		column("Student Group", "lookupCategory"),
	],
	writing: caret,
	...shared,
};

export const tests: Layout = {
	id: "tests",
	title: "Tests lookup",
	years: "since 2019",
	columns: [unread("Test ID"), column("Test ID Num", "lookupId"), column("Test Name", "lookupName")],
	writing: caret,
	...shared,
};

/** Without a header: an id of three digits, the same id without its zeros, a name, a category. */
export const subgroups: Layout = {
	id: "subgroups",
	title: "Student groups lookup, to 2018, without a header",
	years: "2015–2018",
	columns: [
		unread("Padded Id"),
		column("Id", "lookupId"),
		column("Name", "lookupName"),
		column("Category", "lookupCategory"),
	],
	headless: /^(?=\d{3}\n)0*([1-9]\d*)\n\1\n[^\n\d][^\n]*\n[^\n\d][^\n]*$/,
	writing: { delimiter: ",", quoting: "all", lineEnding: "\r\n", encoding: "windows-1252" },
	...shared,
};
