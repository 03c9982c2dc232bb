/** Files large enough for workers and for several pieces: the same rows and the same lines, whoever reads what. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openInputs } from "../../src/ingest/index.js";
import { cimp, repository } from "../helpers/workdir.js";

let home = "";
let lines: string[] = [];

beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), "cimp-test-"));
	const file = join(home, "sound.txt");
	const generate = join(repository, "test", "bench", "generate.mjs");
	execFileSync(process.execPath, [generate, "--out", file, "--rows", "260000", "--year", "2022"]);
	lines = readFileSync(file, "latin1").split("\r\n");
});
afterAll(() => rmSync(home, { recursive: true }));

const write = (name: string, changed: readonly string[]): string => {
	const path = join(home, name);
	writeFileSync(path, changed.join("\r\n"), "latin1");
	return path;
};

/** Every so many lines, a change to the line. */
const changed = (
	every: number,
	change: (line: string, number: number) => string,
): { lines: string[]; at: number[] } => {
	const at: number[] = [];
	const all = lines.map((line, index) => {
		if (index === 0 || line === "" || index % every !== 0) return line;
		const damaged = change(line, index + 1);
		if (damaged !== line) at.push(index + 1);
		return damaged;
	});
	return { lines: all, at };
};

const tidyWords = [
	"--no-cache",
	"--subject",
	"math",
	"--grade",
	"all",
	"--group",
	"1",
	"--group",
	"31",
	"--force",
	"-q",
];

/** The tidy rows by the built program, with so many threads. */
function tidy(path: string, threads: number): string {
	const out = join(home, "tidy.csv");
	const { code, stderr } = cimp(["tidy", path, ...tidyWords, "--threads", String(threads), "--out", out], home);
	expect([code, stderr]).toEqual([0, ""]);
	return readFileSync(out, "utf8");
}

test("no worker, one, two or five, the same rows", () => {
	const path = write("threads.txt", lines);
	const one = tidy(path, 1);
	expect(one.split("\n").length).toBeGreaterThan(1000);
	expect(tidy(path, 0)).toBe(one);
	expect(tidy(path, 2)).toBe(one);
	expect(tidy(path, 5)).toBe(one);
});

const keyColumns = ["Test Year", "Test ID", "Grade", "Student Group ID"];

/** What the tidy rows of the lines start with and are ordered by, in their order. */
function keysInOrder(data: readonly string[]): string[] {
	const header = (lines[0] ?? "").split("^");
	const codes = ["County Code", "District Code", "School Code"].map((name) => header.indexOf(name));
	const numbers = keyColumns.map((name) => header.indexOf(name));
	const keys = data.map((line) => {
		const cells = line.split("^");
		return [codes.map((at) => cells[at]).join(""), ...numbers.map((at) => Number(cells[at]))] as const;
	});
	const compare = (a: (typeof keys)[number], b: (typeof keys)[number]): number => {
		const at = a.findIndex((cell, index) => cell !== b[index]);
		return at < 0 ? 0 : (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
	};
	return keys.sort(compare).map((key) => key.join(" "));
}

test("all rows of two files come out by key, whatever their order was, and alike in each format", async () => {
	const data = lines.slice(1).filter((line) => line !== "");
	expect(data.length).toBeGreaterThan(250_000);
	// Every place has rows in both files, and the files run from the last code to the first.
	const backwards = [...data].reverse();
	const halves = [0, 1].map((half) => {
		const rows = backwards.filter((_, index) => index % 2 === half);
		return write(`half-${half}.txt`, [lines[0] ?? "", ...rows, ""]);
	});
	for (const ending of ["csv", "parquet", "jsonl"]) {
		const words = ["tidy", ...halves, "--no-cache", "-q", "--out", `all.${ending}`];
		expect(cimp(words, home)).toEqual({ code: 0, stdout: "", stderr: "" });
	}
	const text = readFileSync(join(home, "all.csv"), "utf8");

	const instance = await DuckDBInstance.create(":memory:");
	const connection = await instance.connect();
	const path = (name: string): string => `'${join(home, name)}'`;
	const rowsOf = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRows();
	const columns = await rowsOf(`select name, duckdb_type from parquet_schema(${path("all.parquet")}) where type <> ''`);
	const typed = columns.map(([name, type]) => `'${name}': '${type}'`).join(", ");
	const texts = columns.map(([name]) => `'${name}': 'VARCHAR'`).join(", ");
	await connection.run(`copy (select * from ${path("all.parquet")}) to ${path("parquet.csv")} (header)`);
	await connection.run(
		`copy (select * from read_json(${path("all.jsonl")}, columns = {${typed}})) to ${path("jsonl.csv")} (header)`,
	);
	for (const name of ["parquet.csv", "jsonl.csv"]) {
		// Compared before they are looked at: nobody reads a difference of 20 MB.
		expect(readFileSync(join(home, name), "utf8") === text, name).toBe(true);
	}

	const keys = (
		await rowsOf(
			`select cds || ' ' || year || ' ' || test || ' ' || case grade when 'all' then '13' else grade end || ' ' || "group"
			from read_csv(${path("all.csv")}, header = true, columns = {${texts}})`,
		)
	).map(([key]) => key);
	instance.closeSync();
	const expected = keysInOrder(data);
	expect(keys.length).toBe(expected.length);
	const first = expected.findIndex((key, index) => keys[index] !== key);
	expect([first, keys[first]]).toEqual([-1, undefined]);
});

test("interrupted while it writes, it ends with the reason and leaves nothing", async () => {
	const place = mkdtempSync(join(home, "interrupted-"));
	const controller = new AbortController();
	const reason = new Error("SIGINT");
	const options = { temporaryFolder: place, interrupted: controller.signal };
	const inputs = await openInputs([{ path: join(home, "sound.txt"), name: "sound.txt" }], options);
	const writing = inputs.writeTidy({}, join(place, "rows.csv"), "csv");
	setTimeout(() => controller.abort(reason), 50);
	await expect(writing).rejects.toBe(reason);
	await inputs.close();
	expect(readdirSync(place)).toEqual([]);
});

test("a record of several lines in the middle is read by all of them alike", () => {
	const quoted = lines.map((line, index) => (index === 0 ? line.replaceAll("^", ",") : line.replaceAll("^", ",")));
	const middle = quoted.length >> 1;
	for (const [offset, mark] of [-2, -1, 0, 1, 2].entries()) {
		const cells = (quoted[middle + mark] ?? "").split(",");
		cells[4] = `"20${"\r\n".repeat(offset % 2)}22"`;
		quoted[middle + mark] = cells.join(",");
	}
	const path = write("several.txt", quoted);
	const [one, two] = [1, 2].map((threads) => {
		const words = ["tidy", path, ...tidyWords.filter((word) => word !== "-q"), "--threads", String(threads)];
		const { code, stderr } = cimp([...words, "--out", join(home, "several.csv")], home);
		return { code, stderr, text: readFileSync(join(home, "several.csv"), "utf8") };
	});
	expect(two).toEqual(one);
	expect(one?.code).toBe(0);
});

test("damages of a large file are reported at their lines, each time", async () => {
	const damages = changed(1117, (line) => line.replace(/^0(\d)/, "$1"));
	expect(damages.at.length).toBeGreaterThan(20);
	const path = write("damaged.txt", damages.lines);
	for (let time = 0; time < 3; time++) {
		const inputs = await openInputs([{ path, name: "damaged.txt" }], { temporaryFolder: home });
		const { problems } = inputs;
		await inputs.close();
		expect(problems.map((entry) => `${entry.code} ${entry.place.line}`)).toEqual(
			damages.at.map((line) => `CIMP-R112 ${line}`),
		);
	}
});

test("bad lines, copies, impossible values and foreign bytes of a large file are reported at their lines", async () => {
	const kinds = [
		(line: string) => line.slice(0, 20),
		(line: string) => line.replace(/\^B\^/, "^B\u0000^"),
		(line: string) => line.replace(/\^2022\^/, "^2020^"),
		(line: string, number: number) => lines[number - 2] ?? line,
	];
	const codes = ["CIMP-E110", "CIMP-E116", "CIMP-E117", "CIMP-R111"];
	const planted: string[] = [];
	const all = changed(4001, (line, number) => {
		const kind = planted.length % kinds.length;
		const damaged = kinds[kind]?.(line, number) ?? line;
		if (damaged !== line) planted.push(`${codes[kind]} ${number}`);
		return damaged;
	});
	expect(planted.length).toBeGreaterThan(40);
	const path = write("mixed.txt", all.lines);
	const inputs = await openInputs([{ path, name: "mixed.txt" }], { temporaryFolder: home });
	const { problems, summaries } = inputs;
	await inputs.close();
	expect(problems.map((entry) => `${entry.code} ${entry.place.line}`)).toEqual(planted);
	expect(summaries[0]).toMatchObject({ rowsRead: lines.length - 2, rowsRefused: planted.length });
});
