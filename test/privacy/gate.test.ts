/** The gate passes the committed report, and finds each kind of leak planted in it without repeating the value. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type FinishedFile, Gate, type GateRule, gateRules, type Violation } from "../../src/privacy/gate/index.js";
import { internalNotice } from "../../src/privacy/internal-notice.js";
import { folderContents, repository } from "../helpers/workdir.js";

const sample: FinishedFile[] = [...folderContents(join(repository, "reports", "sample"))].map(([path, content]) => ({
	path,
	content,
}));

const contentOf = (path: string): string => sample.find((file) => file.path === path)?.content ?? "";
const page = "index.html";

function found(...folders: readonly (readonly FinishedFile[])[]): readonly Violation[] {
	const gate = new Gate();
	for (const [index, files] of folders.entries()) gate.folder(folders.length > 1 ? `${index}/` : "", files);
	return gate.report("whole").violations;
}

/** The sample with one file changed or added. */
const planted = (path: string, content: string): FinishedFile[] => [
	...sample.filter((file) => file.path !== path),
	{ path, content },
];

const inPage = (text: string): FinishedFile[] => planted(page, contentOf(page).replace("</main>", `${text}</main>`));
const inHead = (text: string): FinishedFile[] => planted(page, contentOf(page).replace("<title>", `${text}<title>`));
const csv = (header: string, row: string): FinishedFile[] => planted("tables/more.csv", `${header}\n${row}\n`);

type Entry = Record<string, unknown>;
interface Results extends Entry {
	readonly schools: Entry[];
	readonly inputs: Entry[];
	readonly findings: Entry[];
	readonly reconciliation: Entry[];
}

/** results.json with something changed. */
function results(change: (root: Results) => void): FinishedFile[] {
	const root = JSON.parse(contentOf("results.json")) as Results;
	change(root);
	return planted("results.json", JSON.stringify(root, null, 2));
}

/** Changes the first entry of a list. */
function set(list: Entry[], change: Entry): void {
	Object.assign(list[0] ?? {}, change);
}

const leaks: readonly (readonly [rule: GateRule, what: string, files: FinishedFile[], secret?: string])[] = [
	["internal", "by what it says", planted("tables/more.csv", `note\n${internalNotice}\n`)],
	["internal", "by its name", planted("audit.internal.json", "{}")],
	["internal", "by its manifest", planted("more/manifest.json", '{"internal": true}')],
	["small-count", "in a table", csv("school,tested", "A,7")],
	["small-count", "behind a quoted cell", csv("school,held_back", '"A, ""the"" school",10')],
	["small-count", "in a sentence", inPage("<p>3 of 7 students were held back</p>"), "7 students"],
	["small-count", "in results.json", results(({ schools }) => set(schools, { tested: 3 }))],
	["small-count", "in a finding", results(({ findings }) => set(findings, { counts: { tested: 9 } }))],
	[
		"subtraction",
		"of schools from their district",
		results(({ reconciliation }) => set(reconciliation, { withheldSchools: 1, schools: 3450, difference: 8 })),
		"3450",
	],
	["student-column", "in a table", csv("Student ID,grade", "a,9")],
	["student-column", "in JSON", results(({ schools }) => set(schools, { birthDate: "x" }))],
	["student-id", "in a page", inPage("<p>1234567890</p>"), "1234567890"],
	["student-id", "in a table", csv("key,grade", "9876543210,9"), "9876543210"],
	["student-id", "hashed to 64 digits", inPage(`<p>${"0123456789abcdef".repeat(4)}</p>`), "0123456789abcdef"],
	["student-id", "hashed to 40 digits", csv("key", "0123456789".repeat(4)), "0123456789"],
	["student-id", "hashed to 32 digits", results(({ schools }) => set(schools, { name: "0123456789ABCDEF".repeat(2) }))],
	["birth-date", "year first", csv("key,date", "1,2011-04-30"), "2011-04-30"],
	["birth-date", "month first", inPage("<p>4/30/2011</p>"), "4/30/2011"],
	["script", "with raw rows", inPage('<script type="application/json">[1,2]</script>')],
	["script", "as an attribute", inPage('<p onclick="f()">x</p>')],
	[
		"script",
		"in a drawing",
		planted("figures/x.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>f()</script></svg>'),
	],
	["hidden-text", "in a comment", inPage("<!-- seven -->"), "seven"],
	["hidden-text", "in a data attribute", inPage('<p data-tested="7">*</p>')],
	["hidden-text", "in a tooltip", inPage('<p title="seven">*</p>'), "seven"],
	["source-map", "in a page", inPage("<p>//# sourceMappingURL=x.map</p>")],
	["path", "of a Unix user", results(({ inputs }) => set(inputs, { file: "/home/someone/results.csv" })), "someone"],
	["path", "of a Windows user", csv("file", "C:\\Users\\someone\\roster.csv"), "someone"],
	["policy", "missing", planted(page, contentOf(page).replace(/<meta http-equiv[^>]*>/, ""))],
	[
		"policy",
		"loose",
		planted(page, contentOf(page).replace("style-src 'sha256-", "style-src 'unsafe-inline' 'sha256-")),
	],
	["policy", "with scripts", planted(page, contentOf(page).replace("base-uri", "script-src 'self'; base-uri"))],
	["loading", "a picture", inPage('<img src="https://example.org/x.png" alt="">')],
	["loading", "a style sheet", inHead('<link rel="stylesheet" href="x.css">')],
	["loading", "in a style", inHead("<style>p{background:url(x.png)}</style>")],
	["raw", "a database", planted("students.sqlite", "SQLite format 3")],
	["raw", "broken JSON", planted("data.json", "{")],
];

describe("the gate", () => {
	it("passes the committed report", () => {
		expect(found(sample)).toEqual([]);
	});

	it.each(leaks.map((leak) => [leak[0], leak[1], leak] as const))(
		"finds %s: %s",
		(rule, _what, [, , files, secret]) => {
			const violations = found(files);
			expect([...new Set(violations.map((violation) => violation.rule))]).toEqual([rule]);
			if (secret !== undefined) expect(JSON.stringify(violations)).not.toContain(secret);
		},
	);

	it("has a planted leak for every rule but those of counts that add up, and between folders", () => {
		const tried = new Set(leaks.map(([rule]) => rule));
		expect(Object.keys(gateRules).filter((rule) => !tried.has(rule as GateRule))).toEqual([
			// test/privacy/releases.test.ts
			"recovered",
			"contradiction",
			"elsewhere",
			"differencing",
		]);
	});

	it("finds counts that differ by a few students between two folders, and no other difference", () => {
		const apart = (students: number): FinishedFile[] =>
			results(({ schools }) => set(schools, { tested: Number(schools[0]?.tested) + students }));
		expect(found(sample, sample)).toEqual([]);
		expect(found(sample, apart(11))).toEqual([]);
		const violations = found(sample, apart(4));
		expect(violations.map(({ rule, file }) => [rule, file])).toEqual([["differencing", "1/results.json"]]);
	});

	it("allows what the folder declares: hashes of inputs, its own date, sizes of files", () => {
		expect(found(results((root) => Object.assign(root, { date: "2016-05-01" })))).toEqual([]);
		expect(found(results(({ inputs }) => set(inputs, { bytes: 1234567890 })))).toEqual([]);
	});

	it("does not take codes, decimals or words for ids and dates", () => {
		const text = "01990019900002 0.1234567890 12345678901 sha256-1234567890abcdef 2024-25 spring 2015 11/12 of 13";
		expect(found(inPage(`<p>${text}</p>`))).toEqual([]);
	});

	it("does not take an escaped name for markup", () => {
		const name = "&lt;b onclick=f() title=x data-y=1 src=z&gt;&lt;!-- url(x) @import --&gt;";
		expect(found(inPage(`<p aria-label="${name}">${name}</p>`))).toEqual([]);
	});

	it("is listed rule by rule in docs/security.md", () => {
		const text = readFileSync(join(repository, "docs", "security.md"), "utf8");
		for (const [rule, meaning] of Object.entries(gateRules)) expect(text).toContain(`| \`${rule}\` | ${meaning} |`);
	});
});
