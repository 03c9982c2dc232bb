/** Tables of rules: thresholds with their sources, the policy's checklist, families of tests, the state's codes. */

import { isAbsent } from "../../../domain/measured.js";
import type { ReleasedTable } from "../../../domain/table.js";
import type { ReleasedAudit } from "../../result.js";
import { checkpointOf, type PlacementPages } from "../input.js";
import { basisTitles } from "../words/groups.js";
import { thresholdWords } from "../words/method.js";
import { number, tableOf, text, whole } from "./columns.js";

export function thresholdsTable(audit: ReleasedAudit): ReleasedTable {
	const { thresholds } = audit;
	return tableOf(audit, {
		id: "thresholds",
		caption: "Every number that decides, with its source",
		columns: [
			text("name", "Number"),
			number("value", "Value", { digits: 2 }),
			text("source", "Source"),
			text("reason", "The district’s reason"),
		],
		rows: thresholds.map(({ name, value, source, reason }) => [
			thresholdWords[name] ?? name,
			value,
			source,
			isAbsent(reason) ? "–" : reason,
		]),
	});
}

export function checklistTable(audit: ReleasedAudit): ReleasedTable {
	const { checklist } = audit;
	return tableOf(audit, {
		id: "checklist",
		caption: "What the policy file says on each item of Education Code 51224.7",
		columns: [
			text("item", "Item"),
			text("statute", "Section"),
			text("state", "In the file"),
			text("found", "What it says"),
		],
		rows: checklist.map(({ item, statute, state, found }) => [item, statute, state, found]),
		notes: ["This is a reading of a file. Whether a policy meets the law is for counsel to say."],
	});
}

export function familiesTable(input: PlacementPages): ReleasedTable {
	const { audit } = input;
	const families = [...input.audit.stages.day1.families, ...(checkpointOf(input)?.families ?? [])];
	return tableOf(audit, {
		id: "families",
		caption: "Tests that were adjusted together",
		columns: [text("family", "Family"), whole("tests", "Tests made")],
		rows: families.map(({ what, tests }) => [what, tests]),
	});
}

export function examinedTable(audit: ReleasedAudit): ReleasedTable {
	const { examined } = audit;
	return tableOf(audit, {
		id: "examined",
		caption: "Which bases were examined",
		columns: [
			text("basis", "Basis"),
			text("statute", "Named in EC 51224.7 (b)(3)"),
			text("examined", "Examined"),
			text("reason", "Why not"),
		],
		rows: examined.map((entry) => [
			basisTitles[entry.basis],
			entry.statutory ? "yes" : "no",
			entry.examined ? "yes" : "not examined",
			entry.examined ? "" : entry.reason.replace(/^not examined: /, ""),
		]),
	});
}

/** Groups beside the codes under which the Dashboard has them. */
export function codesTable(audit: ReleasedAudit): ReleasedTable {
	const { qualificationByGroup } = audit;
	const groups = qualificationByGroup.filter(({ kind }) => kind === "group");
	return tableOf(audit, {
		id: "codes",
		caption: "Groups and the codes that the California School Dashboard uses for them",
		columns: [text("group", "Group"), text("basis", "Basis"), text("code", "Code")],
		rows: groups.map(({ group, basis, code }) => [
			group,
			basisTitles[basis],
			dashboardCodes.has(code) ? code : "no code of its own",
		]),
	});
}

/** Codes of groups in the Dashboard's research files. */
export const dashboardCodes: ReadonlySet<string> = new Set(
	"AA AI AS FI HI PI WH MR EL LTEL SED SWD FOS HOM".split(" "),
);
