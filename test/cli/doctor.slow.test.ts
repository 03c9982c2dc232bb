/** A large file with few damages: exactly those are found and repaired, by the real program with its workers. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { receiptsOf } from "../helpers/receipts.js";
import { cimp, workdir } from "../helpers/workdir.js";

const rows = 230_000;
const layout = layoutById("sb-2024-2025");

/** Rows of a statewide file; names have letters that Windows-1252 writes in one byte. */
function lineOf(row: number): string {
	const values: Readonly<Record<string, string>> = {
		county: String(1 + (row % 9)).padStart(2, "0"),
		district: "99901",
		school: String(1_000_001 + Math.floor(row / 10)),
		entityType: "7",
		year: "2025",
		test: "2",
		group: String([1, 3, 4, 31, 128][row % 5]),
		grade: String([5, 13][Math.floor(row / 5) % 2]),
		tested: String(11 + (row % 900)),
		scored: String(11 + (row % 900)),
		percentMet: "45.00",
		percentLevel3: "25.00",
		percentLevel4: "20.00",
		countyName: "Condado de la Muestra",
		districtName: "Sample Unified School District \u2013 A\u00F1o",
		schoolName: `Escuela Primaria de los Ni\u00F1os, No. ${row}`,
	};
	return (layout?.columns ?? [])
		.map(({ role, kind }) => (role && values[role]) ?? (kind === "text" || role !== undefined ? "" : "12"))
		.join("^");
}

/** Windows-1252, as far as these rows need it. */
const bytesOf = (text: string): Buffer => Buffer.from(text.replaceAll("\u2013", "\u0096"), "latin1");

it("231 codes without their zero in 230,000 rows: the same lines three times over, and the same copy", () => {
	const folder = workdir();
	const header = (layout?.columns ?? []).map((column) => column.header).join("^");
	const lines = [header, ...Array.from({ length: rows }, (_, row) => lineOf(row))];
	const planted = Array.from({ length: 231 }, (_, place) => 2 + ((place * 7919 * 31) % rows)).sort((a, b) => a - b);
	expect(new Set(planted).size).toBe(231);
	const hurt = [...lines];
	for (const line of planted) hurt[line - 1] = (lines[line - 1] ?? "").replace(/^0/, "");
	writeFileSync(join(folder, "state.txt"), bytesOf(`${hurt.join("\r\n")}\r\n`));
	const good = `${lines.join("\r\n")}\r\n`;
	for (const run of [1, 2, 3]) {
		const { code, stdout } = cimp(["doctor", "state.txt", "--json", "--fix", `fixed-${run}`], folder);
		expect(code).toBe(1);
		const { files } = JSON.parse(stdout) as { files: { rows: number; problems: { code: string; count: number }[] }[] };
		expect(files.map((file) => [file.rows, file.problems.map((one) => `${one.code} ${one.count}`)])).toEqual([
			[rows, ["CIMP-R112 231"]],
		]);
		const receipts = receiptsOf(join(folder, `fixed-${run}`, "repairs.csv")).get("state.txt") ?? [];
		const [form, ...zeros] = receipts;
		expect(form).toEqual({ code: "CIMP-R136", before: "windows-1252", after: "utf-8" });
		expect(zeros.map(({ code: one, line }) => `${one} ${line}`)).toEqual(planted.map((line) => `CIMP-R112 ${line}`));
		expect(readFileSync(join(folder, `fixed-${run}`, "state.txt"), "utf8") === good).toBe(true);
	}
});
