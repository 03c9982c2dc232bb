/** Reading a crosswalk: every line is a row or has a problem with its place. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeCrosswalk } from "../../src/app/crosswalk-output.js";
import { type CrosswalkRow, crosswalkColumns } from "../../src/domain/places/crosswalk.js";
import { Refusal } from "../../src/domain/problem.js";
import { type Crosswalk, readCrosswalk } from "../../src/ingest/index.js";
import { workdir } from "../helpers/workdir.js";

const [A, B, C] = ["01990010000011", "01990020000011", "01990020000012"];
const header = crosswalkColumns.join(",");
const line = (rest: Partial<Record<(typeof crosswalkColumns)[number], string>> = {}): string => {
	const cells: Record<string, string> = {
		from_year: "2018",
		to_year: "2021",
		from_cds: A,
		to_cds: B,
		accepted: "yes",
		...rest,
	};
	return crosswalkColumns.map((name) => cells[name] ?? "").join(",");
};
const row = (rest: Partial<CrosswalkRow> = {}): CrosswalkRow => ({
	fromYear: 2018,
	toYear: 2021,
	fromCds: A,
	toCds: B,
	fromName: "",
	toName: "",
	change: "",
	basis: "",
	accepted: "yes",
	...rest,
});

async function read(content: string | Buffer): Promise<Crosswalk> {
	const path = join(workdir(), "crosswalk.csv");
	writeFileSync(path, content);
	return readCrosswalk({ path, name: "crosswalk.csv" });
}

/** The problems in short, and the number of rows that are left. */
async function reading(...lines: string[]): Promise<[rows: number, ...problems: string[]]> {
	const { rows, rowsRead, problems } = await read(`${[header, ...lines].join("\n")}\n`);
	expect(rowsRead).toBe(lines.filter((text) => text !== "").length);
	return [
		rows.length,
		...problems.map(({ code, place, found, expected }) => {
			const field = place.field === undefined ? "" : ` ${place.field.number} ${place.field.name}`;
			return `${code} ${place.line}:${place.column ?? "-"}${field}: ${found} | ${expected}`;
		}),
	];
}

describe("a crosswalk", () => {
	it("comes back as it was written, and as a spreadsheet saves it again", async () => {
		const rows = [
			row({ fromName: 'Sample "A", Elementary', toName: "Peña", change: "moved", basis: "same name, one district" }),
			row({ fromCds: C, accepted: "" }),
			row({ fromCds: B, toCds: C, accepted: "no" }),
		];
		const path = join(workdir(), "crosswalk.csv");
		writeCrosswalk(path, rows, false);
		const first = await readCrosswalk({ path, name: "crosswalk.csv" });
		expect([first.rows, first.problems, first.rowsRead]).toEqual([rows, [], 3]);
		const cells = rows.map((entry) => [
			entry.fromYear,
			entry.toYear,
			entry.fromCds,
			entry.toCds,
			entry.toName,
			entry.accepted.toUpperCase(),
		]);
		const text = [["from_year", "to_year", "from_cds", "to_cds", "To_Name", "accepted"], ...cells]
			.map((entry) => entry.join(";"))
			.join("\r\n");
		const plain = rows.map((entry) => ({ ...entry, fromName: "", change: "", basis: "" }));
		expect((await read(Buffer.from(text, "latin1"))).rows).toEqual(plain);
		expect((await read(Buffer.from(`\uFEFF${text}`, "utf16le"))).rows).toEqual(plain);
	});

	it("is whole with its hash", async () => {
		expect(await read(`${header}\n${line()}\n`)).toEqual({
			file: "crosswalk.csv",
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
			rowsRead: 1,
			rows: [row()],
			problems: [],
		});
	});

	it.each<[string, string, string]>([
		["a damaged year", line({ from_year: "18" }), "CIMP-E127 2:1 1 from_year: 18 | a test year from 2015 on"],
		[
			"years that do not follow",
			line({ to_year: "2018" }),
			"CIMP-E127 2:6 2 to_year: 2018, not later than 2018 | a year later than from_year",
		],
		[
			"a rounded code",
			line({ from_cds: "1.99E+12" }),
			"CIMP-E113 2:11 3 from_cds: a number in scientific notation | 14 digits, e.g. 01611190130229",
		],
		["a cut code", line({ to_cds: "0199" }), "CIMP-E112 2:26 4 to_cds: 4 digits | 14 digits"],
		["no code", line({ to_cds: "" }), "CIMP-E112 2:26 4 to_cds: a blank cell | 14 digits"],
		[
			"the code of a district",
			line({ to_cds: "01990020000000" }),
			"CIMP-E127 2:26 4 to_cds: 01990020000000 | the code of a school, not of a district",
		],
		[
			"another answer",
			line({ accepted: "perhaps" }),
			"CIMP-E127 2:45 9 accepted: text of 7 characters | yes, no, or nothing",
		],
		["a field too many", `${line()},x`, "CIMP-E110 2:-: 10 fields | 9 fields"],
	])("leaves out %s", async (_name, text, expected) => {
		expect(await reading(text, "", line({ from_cds: C }))).toEqual([1, expected]);
	});

	it("says once for a line what its first fault is", async () => {
		expect(await reading(line({ from_year: "x", from_cds: "y", accepted: "z" }))).toEqual([
			0,
			"CIMP-E127 2:1 1 from_year: text of 1 character | a test year from 2015 on",
		]);
	});

	it("reads nothing below a quote that is never closed", async () => {
		expect(await reading(line(), `2018,2021,"${C},`)).toEqual([
			1,
			"CIMP-E110 3:-: a quote that is never closed, down to the end of the file | 9 fields",
		]);
	});

	it("restores a lost zero, with a receipt", async () => {
		const { rows, problems } = await read(`${header}\n${line({ from_cds: A.slice(1) })}\n`);
		expect(rows).toEqual([row()]);
		expect(problems.map(({ code, repair }) => [code, repair])).toEqual([
			["CIMP-R112", { before: A.slice(1), after: A }],
		]);
	});

	it("leaves out copies, contradictions and a school that goes to two codes", async () => {
		expect(await reading(line(), line())).toEqual([
			1,
			"CIMP-R111 3:-: a copy of crosswalk.csv:2 | one row for each key",
		]);
		expect(await reading(line(), line({ accepted: "no" }))).toEqual([
			0,
			"CIMP-E111 3:-: the codes of crosswalk.csv:2 with another answer | one row for each key",
		]);
		const goes = (to: string, other: string, at: number) => `${A} to ${to} here, to ${other} in crosswalk.csv:${at}`;
		expect(await reading(line(), line({ to_cds: C, from_year: "2019" }))).toEqual([
			0,
			`CIMP-E127 2:11 3 from_cds: ${goes(B, C, 3)} | one later code for a school`,
			`CIMP-E127 3:11 3 from_cds: ${goes(C, B, 2)} | one later code for a school`,
		]);
		expect(
			await reading(
				line(),
				line({ to_cds: C, accepted: "no" }),
				line({ from_year: "2021", to_year: "2022", to_cds: C }),
			),
		).toEqual([3]);
	});

	it.each<[string, string | Buffer, string]>([
		["an empty file", "", "CIMP-E103 crosswalk.csv: 0 bytes"],
		["a spreadsheet", Buffer.from("PK\u0003\u0004 and more"), "CIMP-E104"],
		[
			"another table",
			"cds,name\n1,2\n",
			"CIMP-E106 crosswalk.csv: no column from_year, to_year, from_cds, to_cds, accepted",
		],
	])("refuses %s", async (_name, content, expected) => {
		const error = await read(content).catch((caught: unknown) => caught);
		if (!(error instanceof Refusal)) throw new Error("nothing was refused");
		const [first] = error.problems;
		expect(`${first?.code} ${first?.place.file}: ${first?.found}`.startsWith(expected)).toBe(true);
	});

	it("says that the file is not there", async () => {
		await expect(readCrosswalk({ path: join(workdir(), "none.csv"), name: "none.csv" })).rejects.toThrow("CIMP-E101");
	});
});
