/** A table with random damages, and what must be true of its repaired copy. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { type Diagnosis, examine, type InputFile, type Proposal, type Receipt } from "../../src/ingest/index.js";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { applied, decodedBy } from "../helpers/receipts.js";
import { workdir } from "../helpers/workdir.js";
import { withContents } from "./helpers.js";

export interface Repaired {
	readonly copy: Buffer;
	readonly receipts: readonly Receipt[];
	readonly proposals: readonly Proposal[];
}

/** Repairs contents; nothing temporary may be left, and the inputs stay as they are. */
export async function repair(
	contents: Readonly<Record<string, Buffer>>,
	accept?: string,
): Promise<Map<string, Repaired>> {
	const [inputs, temporaryFolder] = [workdir(), workdir()];
	const files = Object.entries(contents).map(([name, bytes]): InputFile => {
		writeFileSync(join(inputs, name), bytes);
		return { path: join(inputs, name), name };
	});
	const path = join(workdir(), "answers.csv");
	if (accept !== undefined) writeFileSync(path, accept);
	const accepted = accept === undefined ? {} : { accepted: { path, name: "answers.csv" } };
	const examination = await examine(files, { temporaryFolder, forRepair: true });
	try {
		const done = new Map<string, Repaired>();
		const repairs = await examination.repairs({ taken: ["repairs.csv"], ...accepted });
		for (const file of repairs) {
			const whole = { pieces: [] as Buffer[], receipts: [] as Receipt[], proposals: [] as Proposal[] };
			for await (const piece of file.pieces()) {
				whole.pieces.push(piece.bytes);
				whole.receipts.push(...piece.receipts);
				whole.proposals.push(...piece.proposals);
			}
			done.set(file.name, { copy: Buffer.concat(whole.pieces), receipts: whole.receipts, proposals: whole.proposals });
		}
		return done;
	} finally {
		await examination.close();
		expect(readdirSync(temporaryFolder)).toEqual([]);
		for (const [name, bytes] of Object.entries(contents)) expect(readFileSync(join(inputs, name))).toEqual(bytes);
	}
}

export async function diagnosed(contents: Readonly<Record<string, Buffer>>): Promise<readonly Diagnosis[]> {
	const inputs = workdir();
	const files = Object.entries(contents).map(([name, bytes]): InputFile => {
		writeFileSync(join(inputs, name), bytes);
		return { path: join(inputs, name), name };
	});
	const examination = await examine(files, { temporaryFolder: workdir() });
	await examination.close();
	return examination.diagnoses;
}

const countsOf = (diagnosis: Diagnosis | undefined): Record<string, number> =>
	Object.fromEntries(diagnosis?.problems.map(({ code, count }) => [code, count]) ?? []);

const layoutOf = (id: string) => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(`no layout ${id}`);
	return layout;
};

type Damage =
	| "none"
	| "zeros"
	| "blanks"
	| "copy"
	| "header"
	| "blank line"
	| "blank line of spaces"
	| "foreign bytes"
	| "word"
	| "short";

interface Draft {
	readonly id: "sb-2021-2023" | "sb-2017-2019" | "sb-2024-2025" | "dashboard-panel";
	readonly damages: readonly Damage[];
	readonly title: boolean;
	readonly encoding: "utf-8" | "utf-8 with mark" | "utf-16le" | "windows-1252";
	readonly lineEnding: "\n" | "\r\n";
	readonly lastEnds: boolean;
	readonly quoted: boolean;
}

const values: Record<string, (row: number) => string> = {
	cds: (row) => `0109901${String(9001 + row).padStart(7, "0")}`,
	county: () => "01",
	district: () => "09901",
	school: (row) => String(9001 + row).padStart(7, "0"),
	year: () => "2022",
	schoolYear: () => "2021-22",
	test: () => "2",
	subject: () => "math",
	grade: () => "5",
	group: () => "1",
	entityType: () => "7",
	districtName: () => "Sample Unified",
	tested: (row) => String(60 + row),
	scored: () => "60",
	percentMet: () => "45.00",
	percentLevel3: () => "25.00",
	percentLevel4: () => "20.00",
	distanceFromStandard: () => "-12.5",
};

/** The records of a draft, and its text with every damage in it. */
function built(draft: Draft): { readonly bytes: Buffer; readonly foreign: number; readonly removed: number } {
	const { columns, writing } = layoutOf(draft.id);
	const codes = columns.flatMap((column, index) => (column.kind === "code" ? [index] : []));
	const count = columns.findIndex((column) => ["tested", "distanceFromStandard"].includes(column.role ?? ""));
	// A text that every row has, and that makes no difference to what the row says.
	const names = columns.findIndex(
		(column) => column.role === "schoolName" || ["reliability", "Test Type"].includes(column.header),
	);
	const recordOf = (row: number): string[] =>
		columns.map((column, index) => (index === names ? `Ni\u00F1os ${row}` : (values[column.role ?? ""]?.(row) ?? "")));
	const wide = draft.encoding === "utf-16le";
	const lineOf = (cells: readonly string[]): Buffer => {
		const text = cells.map((cell) => (draft.quoted ? `"${cell}"` : cell)).join(writing.delimiter) + draft.lineEnding;
		return wide
			? Buffer.from(text, "utf16le")
			: Buffer.from(text, draft.encoding === "windows-1252" ? "latin1" : "utf8");
	};
	const header = columns.map((column) => column.header);
	const lines: Buffer[] = [...(draft.title ? [lineOf(["A title", "of an export"]), lineOf([])] : []), lineOf(header)];
	let foreign = 0;
	let removed = draft.title ? 2 : 0;
	const changed = (cells: readonly string[], at: number, change: (cell: string) => string): string[] =>
		cells.map((cell, index) => (index === at ? change(cell) : cell));
	for (const [row, damage] of draft.damages.entries()) {
		const cells = recordOf(row);
		const code = codes[row % codes.length] ?? 0;
		if (damage === "zeros") lines.push(lineOf(changed(cells, code, (cell) => cell.replace(/^0/, ""))));
		else if (damage === "blanks") lines.push(lineOf(changed(cells, code, (cell) => ` ${cell}  `)));
		else if (damage === "word") lines.push(lineOf(changed(cells, count, () => "=1+1 twelve")));
		else if (damage === "short") lines.push(lineOf(cells.slice(0, -2)));
		else if (damage === "foreign bytes" && draft.encoding.startsWith("utf-8")) {
			foreign++;
			// The file's own encoding stays the commoner one.
			lines.push(lineOf(cells), lineOf(recordOf(row + 500)));
			const hurt = lineOf(changed(recordOf(row + 700), names, () => "Caf@"));
			hurt[hurt.indexOf("Caf@") + 3] = 0x96;
			lines.push(hurt);
		} else lines.push(lineOf(cells));
		const extra: Partial<Record<Damage, Buffer>> = {
			copy: lines.at(-1) ?? Buffer.alloc(0),
			header: lineOf(header),
			"blank line": wide ? Buffer.from(draft.lineEnding, "utf16le") : Buffer.from(draft.lineEnding),
			"blank line of spaces": wide
				? Buffer.from(`  ${draft.lineEnding}`, "utf16le")
				: Buffer.from(`  ${draft.lineEnding}`),
		};
		const added = extra[damage];
		if (added !== undefined) {
			removed++;
			lines.push(added);
		}
	}
	const mark = draft.encoding === "utf-8 with mark" ? [0xef, 0xbb, 0xbf] : wide ? [0xff, 0xfe] : [];
	const whole = Buffer.concat([Buffer.from(mark), ...lines]);
	const end = draft.lineEnding.length * (wide ? 2 : 1);
	return {
		bytes: draft.lastEnds || lines.at(-1)?.length === end ? whole : whole.subarray(0, whole.length - end),
		foreign,
		removed,
	};
}

const drafts: fc.Arbitrary<Draft> = fc.record({
	id: fc.constantFrom("sb-2021-2023", "sb-2017-2019", "sb-2024-2025", "dashboard-panel"),
	damages: fc.array(
		fc.constantFrom<Damage>(
			"none",
			"zeros",
			"blanks",
			"copy",
			"header",
			"blank line",
			"blank line of spaces",
			"foreign bytes",
			"word",
			"short",
		),
		{ minLength: 3, maxLength: 12 },
	),
	title: fc.boolean(),
	encoding: fc.constantFrom("utf-8", "utf-8 with mark", "utf-16le", "windows-1252"),
	lineEnding: fc.constantFrom("\n", "\r\n"),
	lastEnds: fc.boolean(),
	quoted: fc.boolean(),
});

const decoders = {
	"utf-8": "utf-8",
	"utf-8 with mark": "utf-8",
	"utf-16le": "utf-16le",
	"windows-1252": "windows-1252",
} as const;

/** Result rows by code and whatever else tells them apart. */
const rowsOf = (bytes: Buffer): Promise<Map<string, unknown>> =>
	withContents({ "a.txt": bytes }, async (inputs) => {
		const rows = await inputs.results({ subject: "math", years: [2022], groups: [1] });
		return new Map(rows.map((row) => [`${row.cds} ${row.grade}`, row]));
	});

const repairable = ["CIMP-R111", "CIMP-R112", "CIMP-R118", "CIMP-E116"];

/** Copy = original with its receipts; the same values; nothing left to repair; nothing else changed. */
export const repairProperty = fc.asyncProperty(drafts, async (draft) => {
	// A file without one readable row is refused as a whole, and not repaired.
	fc.pre(draft.damages.some((damage) => damage !== "word" && damage !== "short"));
	const { bytes, foreign, removed } = built(draft);
	const [before] = await diagnosed({ "a.txt": bytes });
	const done = (await repair({ "a.txt": bytes })).get("a.txt");
	if (done === undefined || before?.kind !== "read") throw new Error("refused");
	const { copy, receipts } = done;

	expect(copy.toString("utf8")).toBe(applied(decodedBy(bytes, decoders[draft.encoding]), receipts));
	expect(receipts.filter(({ line, column }) => line !== undefined && column === undefined)).toHaveLength(removed);

	const [after] = await diagnosed({ "a.txt": copy });
	const rest = (counts: Record<string, number>): Record<string, number> =>
		Object.fromEntries(Object.entries(counts).filter(([code]) => !repairable.includes(code)));
	expect(Object.keys(countsOf(after)).filter((code) => repairable.includes(code))).toEqual([]);
	expect(rest(countsOf(after))).toEqual(rest(countsOf(before)));

	const [was, is] = [await rowsOf(bytes), await rowsOf(copy)];
	expect(is.size).toBe(was.size + foreign);
	for (const [key, row] of was) expect(is.get(key)).toEqual(row);
	expect((await repair({ "a.txt": copy })).get("a.txt")).toEqual({ copy, receipts: [], proposals: [] });
});
