/** Formulas in cells: written so that no spreadsheet runs them, and read back as they were. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withGuard, withoutGuard } from "../../src/domain/formula-guard.js";
import { harmlessName } from "../../src/domain/harmless-name.js";
import type { Column } from "../../src/domain/table.js";
import { releaseTable } from "../../src/privacy/release.js";
import { renderCsv } from "../../src/report/index.js";
import { readCsv } from "../../src/report/read-csv.js";

const columns: readonly Column[] = [
	{ key: "name", label: "name", unit: "text" },
	{ key: "id", label: "id", unit: "code" },
];
const table = (rows: readonly (readonly [string, string])[]) =>
	releaseTable({ id: "t", caption: "t", columns, rows: rows.map((row) => [...row]) });

describe("formula cells", () => {
	it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1+1", "''-1", '=HYPERLINK("http://x","y")', "'plain"])(
		"%j is written as text and comes back",
		(text) => {
			const written = renderCsv(table([[text, text]]));
			const [, line = ""] = written.split(/\r\n/);
			expect(line.replace(/^"/, "")).not.toMatch(/^[=+\-@\t\r]/);
			expect(readCsv(written, columns)).toEqual([[text, text]]);
		},
	);

	it("any text comes back", () => {
		const start = fc.constantFrom("", "'", "''", "=", "+", "-", "@", "\t", "\r");
		fc.assert(
			fc.property(start, fc.string(), (first, rest) => {
				const text = first + rest;
				expect(withoutGuard(withGuard(text))).toBe(text);
				expect(withGuard(text)).not.toMatch(/^[=+\-@\t\r]/);
			}),
		);
	});
});

describe("a harmless name", () => {
	it("is left as it is where it is one", () => {
		for (const name of ["Peña/Ñandú K–8 Elementary", "P.S. 3: A–B", "<b>Bold</b>", "👩‍👩‍👧 School", "אבג"]) {
			expect(harmlessName(name)).toBe(name);
		}
	});

	it("has no controls, no turning marks, no path and no more than 200 characters", () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(
						fc.string({ unit: "binary" }),
						fc.constantFrom("\u202E", "/home/a", "C:\\x", "\u0000", "\n", "file:///"),
					),
				),
				(parts) => {
					const name = harmlessName(parts.join(""));
					expect(name).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F]/u);
					expect(name).not.toMatch(/(?<![\w.:/-])\/(?:home|tmp)\/|\b[A-Z]:\\|file:\/\//);
					expect([...name].length).toBeLessThanOrEqual(200);
				},
			),
		);
	});
});
