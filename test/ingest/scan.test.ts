/** The independent count: ranges of a file scanned apart say what the whole file says, and each line is judged alike. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { RangeScanner } from "../../src/ingest/scan/range-scanner.js";
import { judgeOf, type RowFilter } from "../../src/ingest/scan/row-filter.js";
import { mergeScans, type RangeScan, type Scan } from "../../src/ingest/scan/scan.js";

const readerOf =
	(bytes: Buffer) =>
	(buffer: Uint8Array, offset: number, length: number, position: number): number =>
		bytes.copy(buffer, offset, position, position + length);

interface Cut {
	readonly delimiter?: string;
	readonly fields?: number;
	readonly lineFeed?: "\n" | "\r";
	/** Positions from which ranges begin, besides the start; each is moved to the next start of a line. */
	readonly at?: readonly number[];
}

function ranges(bytes: Buffer, { delimiter = ",", fields = 3, lineFeed = "\n", at = [] }: Cut): RangeScan[] {
	const starts = [0];
	for (const position of [...at].sort((a, b) => a - b)) {
		const end = bytes.indexOf(lineFeed, position);
		if (end >= 0 && end + 1 < bytes.length && end + 1 > (starts.at(-1) ?? 0)) starts.push(end + 1);
	}
	return starts.map((from, index) => {
		const to = starts[index + 1] ?? bytes.length;
		const scanner = new RangeScanner({ delimiter, fields, headerEnd: index === 0 ? 1 : 0, lineFeed });
		return scanner.scan(readerOf(bytes), { from, to, whole: to === bytes.length });
	});
}

const scan = (bytes: Buffer, cut: Cut = {}): Scan =>
	mergeScans(ranges(bytes, cut), { lineFeed: cut.lineFeed ?? "\n", marked: false });

/** Cells as files have them, and as no file should have them. */
const cell = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom("1", "", "*", "Sample", "12_3", "Ni\u00f1os", "x y") },
	{ weight: 2, arbitrary: fc.constantFrom('"a"', '"a, b"', '"say ""so"""', '""') },
	{
		weight: 1,
		arbitrary: fc.constantFrom('"open', 'in"side', '"a"b', "lone\rreturn", "zero\0byte", "\u0096", '"two\nlines"'),
	},
);
const line = fc
	.tuple(fc.array(cell, { minLength: 1, maxLength: 4 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
	.map(([cells, end, three]) => `${(three ? [...cells, "a", "b"].slice(0, 3) : cells).join(",")}${end}`);
const file = fc
	.tuple(
		fc.array(line, { maxLength: 40 }),
		fc.constantFrom("latin1", "utf8"),
		fc.constantFrom("", "a,b,c", "\n", " \r\n"),
	)
	.map(([lines, encoding, tail]) => Buffer.from(`a,b,c\r\n${lines.join("")}${tail}`, encoding as BufferEncoding));

test("ranges say what the whole says, wherever they are cut", () => {
	fc.assert(
		fc.property(file, fc.array(fc.nat(2000), { maxLength: 4 }), (bytes, at) => {
			const parts = ranges(bytes, { at });
			// A range that ends inside quotes can't be read apart: the program scans such a file as one.
			if (parts.some((part) => part.open)) return;
			expect(mergeScans(parts, { lineFeed: "\n", marked: false })).toEqual(scan(bytes));
		}),
		{ numRuns: 2000, seed: 20_250_601 },
	);
});

test("every line is a record, a line of one, or blank", () => {
	fc.assert(
		fc.property(file, (bytes) => {
			const { records, badCount, skipped, spans } = scan(bytes);
			const text = bytes.toString("latin1");
			const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
			const further = [...spans.values()].reduce((sum, length) => sum + length - 1, 0);
			const blank = skipped.lines.length - badCount - further;
			expect(records + further + blank).toBe(lines - 1);
			expect(skipped.lines).toEqual([...skipped.lines].sort((a, b) => a - b));
			for (const [index, from] of skipped.from.entries()) {
				expect(text.slice(0, from).split("\n").length).toBe(skipped.lines[index]);
			}
		}),
		{ numRuns: 1000, seed: 20_250_602 },
	);
});

test("what the parts of a scan mean", () => {
	const bytes = Buffer.from(
		'a,b,c\r\n1,2,3\r\n"x, y",2_0,3\r\n1,2\r\n\r\n"open,2,3\r\nNi\u00f1o,2,3\r\n"two\r\nlines",2,3\r\n',
		"latin1",
	);
	expect(scan(bytes)).toEqual({
		encoding: "windows-1252",
		plain: false,
		linesBeyondAscii: { utf8: 0, other: 1 },
		beyondLatin1: false,
		underscores: true,
		lineFeed: "\n",
		lineEnding: "\r\n",
		records: 6,
		bad: [
			{ line: 4, code: "CIMP-E110", found: "2 fields", expected: "3 fields" },
			{ line: 6, code: "CIMP-E110", found: "a quote that is never closed", expected: "a closing quote" },
		],
		badCount: 2,
		skipped: { lines: [4, 5, 6, 9], from: [28, 33, 35, 62], to: [33, 35, 46, 74] },
		spans: new Map([[8, 2]]),
		quoting: "around",
		endless: false,
	});
});

test("a range that ends inside quotes says so", () => {
	const bytes = Buffer.from('a,b,c\n1,2,3\n"two\nlines",2,3\n4,5,6\n');
	const [first, second] = ranges(bytes, { at: [12] });
	expect([first?.open, second?.open]).toEqual([true, false]);
	expect(scan(bytes).spans).toEqual(new Map([[3, 2]]));
});

test("a line longer than any table's ends the scan", () => {
	const bytes = Buffer.concat([Buffer.from("a,b,c\n"), Buffer.alloc(5 << 20, "x"), Buffer.from("\n1,2,3\n")]);
	expect(scan(bytes).endless).toBe(true);
});

test("more bad lines than anyone reads are counted, not listed", () => {
	const { bad, badCount, records } = scan(Buffer.from(`a,b,c\n${"1,2\n".repeat(12_345)}`));
	expect([bad.length, badCount, records]).toEqual([10_000, 12_345, 12_345]);
});

/** Whether a record passes, by its cells; all starts and ends are worked out here. */
function passes(filter: RowFilter, cells: readonly string[]): boolean {
	const bytes = Buffer.from(cells.join(","));
	const starts: number[] = [];
	const ends: number[] = [];
	let position = 0;
	for (const text of cells) {
		starts.push(position);
		position += text.length;
		ends.push(position++);
	}
	return judgeOf(filter)(bytes, Int32Array.from(starts), Int32Array.from(ends));
}

const byNumber: RowFilter = { numbers: [{ field: 2, wanted: [2, 13] }] };
const byPlace = (...wanted: NonNullable<RowFilter["places"]>["wanted"]): RowFilter => ({
	numbers: [],
	places: { fields: [1, 2, 3], wanted },
});

test.each<[string, RowFilter, readonly string[], boolean]>([
	["a wanted number", byNumber, ["x", "2"], true],
	["in quotes", byNumber, ["x", '"13"'], true],
	["with zeros before it", byNumber, ["x", "013"], true],
	["another number", byNumber, ["x", "3"], false],
	["another number in quotes", byNumber, ["x", '"131"'], false],
	["a blank cell goes on to the checker", byNumber, ["x", ""], true],
	["a blank before the number does", byNumber, ["x", " 3"], true],
	["a word does", byNumber, ["x", "all"], true],
	["a decimal does", byNumber, ["x", "3.0"], true],
	["a number of five digits does", byNumber, ["x", "12345"], true],
	["a school", byPlace("school"), ["19", "64725", "0112607"], true],
	["a district's row is none", byPlace("school"), ["19", "64725", "0000000"], false],
	["a county's row", byPlace("county"), ["19", "00000", "0000000"], true],
	["the state's row", byPlace("county", "district"), ["00", "00000", "0000000"], false],
	["a code that lost its zeros goes on to the checker", byPlace("school"), ["1", "61259", "0000000"], true],
	["so does one in scientific notation", byPlace("state"), ["19", "64725", "1.1E+05"], true],
	[
		"a whole code in one cell",
		{ numbers: [], places: { fields: [1], wanted: ["district"] } },
		["19647250000000"],
		true,
	],
	["a school's whole code", { numbers: [], places: { fields: [1], wanted: ["district"] } }, ["19647250112607"], false],
])("the filter on raw records: %s", (_, filter, cells, kept) => {
	expect(passes(filter, cells)).toBe(kept);
});
