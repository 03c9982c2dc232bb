/** What people have on their disk, through the command line: a folder of downloads, archives, a workbook, a pipe. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { Console } from "../../src/cli/console.js";
import { xlsx, zip } from "../helpers/archives.js";
import { sample } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { folderContents, repository, workdir } from "../helpers/workdir.js";

interface Results {
	readonly inputs: {
		readonly file: string;
		readonly layout: string;
		readonly sha256: string;
		readonly rowsKept: number;
	}[];
	readonly schools: unknown[];
}

const bytesOf = (name: string): Buffer => readFileSync(join(sample, name));
const resultsIn = (folder: string): Results => JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
const problemLines = (folder: string): string[] =>
	(parse(readFileSync(join(folder, "problems.csv")), { columns: true, bom: true }) as Record<string, string>[]).map(
		(row) => `${row.file} ${row.code} ${row.found}`,
	);

let home: string;
let temporary: string;
let plain: Results;
beforeAll(async () => {
	home = workdir();
	temporary = join(home, "temporary");
	mkdirSync(temporary);
	const done = await run([sample, "--out", "plain", "--quiet"]);
	expect(done).toEqual({ code: 0, stdout: "", stderr: "" });
	plain = resultsIn(join(home, "plain"));
});

/** Pages of one district are enough. */
const one = ["--district", "Sample Unified"];
const run = (words: readonly string[], input?: Buffer | string) =>
	cimpHere(["analyze", ...words, ...one], home, { TMPDIR: temporary, TMP: temporary, TEMP: temporary }, input);

describe("a folder of downloads", () => {
	beforeAll(() => {
		const folder = join(home, "downloads");
		mkdirSync(join(folder, "older"), { recursive: true });
		const frpm = parse(bytesOf("frpm.csv"), { bom: true }) as string[][];
		const percents = (cell: string): string | number => (/^0\.\d+$/.test(cell) ? Number(cell) : cell);
		const rows = [["Free or Reduced-Price Meals"], ...frpm.map((row) => row.map(percents))];
		const files: Record<string, Buffer | string> = {
			"2025.zip": zip([
				{ name: "sb_ca2025/results-2025.txt", data: bytesOf("results-2025.txt") },
				{ name: "sb_ca2025/entities-2025.txt", data: bytesOf("entities-2025.txt") },
				{ name: "sb_ca2025/<b>readme.txt", data: "Research files.\n" },
			]),
			"2024.txt.gz": gzipSync(bytesOf("results-2024.txt")),
			"results-2024 (1).txt": bytesOf("results-2024.txt"),
			"entities.txt": bytesOf("entities-2024.txt"),
			"frpm2425.xlsx": xlsx([{ name: "FRPM School-Level Data ", rows }]),
			"covariates.csv": bytesOf("covariates.csv"),
			"layout.pdf": "%PDF-1.7 words",
			"README.txt": "Downloaded in fall.\nFrom the department's page.\n",
			".hidden": "x",
		};
		for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
		copyFileSync(join(sample, "results-2024.txt"), join(folder, "older", "results-2024.txt"));
	});

	it("is read as a whole: archives opened, copies once, strangers left out with their reasons", async () => {
		const { code, stdout, stderr } = await run(["downloads", "--out", "whole"]);
		expect([code, stdout]).toEqual([0, ""]);
		expect(stderr.split("\n").filter((line) => line.startsWith("read "))).toEqual([
			"read    2024.txt.gz  sb-2024-2025, 1,987 rows",
			"read    2025.zip/entities-2025.txt  entities-2024-2025, 105 rows",
			"read    2025.zip/results-2025.txt  sb-2024-2025, 2,013 rows",
			"read    covariates.csv  school-covariates, 96 rows",
			"read    entities.txt  entities-2024-2025, 105 rows",
			"read    frpm2425.xlsx/FRPM School-Level Data  frpm, 96 rows",
		]);
		const whole = join(home, "whole");
		expect(problemLines(whole).filter((line) => /E1|W125|R126/.test(line))).toEqual([
			"downloads/file 2 (.zip)/file 3 (.txt) CIMP-W125 header not recognised: one column",
			"downloads/file 3 (.txt) CIMP-W125 header not recognised: one column",
			"downloads/file 7 (.pdf) CIMP-W125 file is not a text table: a PDF",
			"results-2024 (1).txt CIMP-R126 the same bytes as 2024.txt.gz",
		]);
		const left = "3 more files in the folders or archives given are no known table and were not read. <a ";
		const pages = [...folderContents(whole)].filter(([path]) => path.endsWith("index.html"));
		expect(pages.filter(([, text]) => !text.includes(left)).map(([path]) => path)).toEqual([]);
		expect(readdirSync(temporary)).toEqual([]);
	});

	it("gives the same schools and hashes as the plain files, and a command that names the archives", () => {
		const whole = resultsIn(join(home, "whole"));
		expect(whole.schools).toEqual(plain.schools);
		const hashes = ({ inputs }: Results) =>
			inputs.filter((input) => input.layout !== "frpm").map((input) => input.sha256);
		expect(hashes(whole).sort()).toEqual(hashes(plain).sort());
		const page = folderContents(join(home, "whole")).get("index.html") ?? "";
		const pages = [
			page,
			...[...folderContents(join(home, "whole"))].filter(([path]) => path.endsWith(".html")).map(([, text]) => text),
		];
		expect(
			pages.some((text) =>
				text.includes("cimp analyze 2024.txt.gz 2025.zip covariates.csv entities.txt frpm2425.xlsx"),
			),
		).toBe(true);
		expect(pages.filter((text) => text.includes("<b>readme"))).toEqual([]);
	});

	it("stops where the same files are named and one of them is no table", async () => {
		const names = readdirSync(join(home, "downloads")).filter((name) => /\.(?:pdf|zip|gz)$/.test(name));
		const { code, stdout, stderr } = await run([...names.map((name) => join("downloads", name)), "--out", "named"]);
		expect({ code, stdout, stderr }).toEqual({
			code: 4,
			stdout: "",
			stderr:
				"layout.pdf: error CIMP-E104: file is not a text table\n  found     a PDF\n  expected  delimited text, also in a .zip or .gz archive, or an .xlsx workbook\n  help      save an old spreadsheet as .xlsx, or as CSV with codes as text\n",
		});
		expect(readdirSync(temporary)).toEqual([]);
	});

	it("is refused where an archive in it was cut, and leaves nothing behind", async () => {
		const folder = join(home, "cut");
		mkdirSync(folder);
		copyFileSync(join(home, "downloads", "2024.txt.gz"), join(folder, "2024.txt.gz"));
		const archive = readFileSync(join(home, "downloads", "2025.zip"));
		writeFileSync(join(folder, "2025.zip"), archive.subarray(0, archive.length >> 1));
		const { code, stderr } = await run(["cut", "--out", "never"]);
		expect([code, stderr.split("\n").slice(0, 2)]).toEqual([
			4,
			["2025.zip: error CIMP-E125: archive can't be used", "  found     an archive that was cut"],
		]);
		expect([readdirSync(temporary), readdirSync(home).includes("never")]).toEqual([[], false]);
	});
});

describe("standard input", () => {
	it("is read as a file named -, plain or packed, beside other files", async () => {
		const others = ["entities-2025.txt", "frpm.csv", "covariates.csv"].map((name) => join(sample, name));
		for (const [name, bytes] of [
			["text", bytesOf("results-2025.txt")],
			["packed", gzipSync(bytesOf("results-2025.txt"))],
		] as const) {
			const { code, stderr } = await run(["-", ...others, "--out", name], bytes);
			expect([code, stderr.split("\n").filter((line) => line.startsWith("read    -"))]).toEqual([
				0,
				["read    -  sb-2024-2025, 2,013 rows"],
			]);
		}
		const [text, packed] = ["text", "packed"].map((name) => folderContents(join(home, name)));
		expect(packed).toEqual(text);
		expect([...(text ?? [])].filter(([, content]) => content.includes("from standard input;")).length).toBeGreaterThan(
			0,
		);
		expect(readdirSync(temporary)).toEqual([]);
	});

	it("is read once, however often it is named, and not where nobody names it", async () => {
		const twice = await run(["-", "-", "--out", "twice", "--quiet"], bytesOf("results-2025.txt"));
		expect(twice).toEqual({ code: 0, stdout: "", stderr: "" });
		const unnamed = await run(["--out", "none"], bytesOf("results-2025.txt"));
		expect([unnamed.code, unnamed.stderr.split("\n")[0]]).toEqual([
			2,
			"analyze: error CIMP-E303: settings are not valid",
		]);
	});

	it("ends at once when it is interrupted while it waits, and leaves nothing behind", async () => {
		const child = spawn(process.execPath, [join(repository, "bin", "cimp.js"), "analyze", "-", "--out", "waiting"], {
			cwd: home,
			env: { ...process.env, TMPDIR: temporary },
		});
		let stderr = "";
		child.stderr.on("data", (chunk: Buffer) => {
			stderr += chunk.toString();
		});
		child.stdin.write(bytesOf("results-2025.txt").subarray(0, 5000));
		for (let tries = 0; readdirSync(temporary).length === 0 && tries < 200; tries++) {
			await new Promise((done) => setTimeout(done, 50));
		}
		expect(readdirSync(temporary)).toHaveLength(1);
		child.kill("SIGINT");
		const [code] = await once(child, "close");
		expect([code, stderr, readdirSync(temporary)]).toEqual([130, "interrupted; nothing was written\n", []]);
	});

	it.each([[["-"]], [[]]])(
		"a terminal and %j: short help and a problem, not a program that waits",
		async (operands) => {
			const { run: body } = await import("../../src/cli/commands/analyze-run.js");
			const said: string[] = [];
			const stream = { write: (text: string) => void said.push(text) };
			const console = new Console({ stdout: stream, stderr: stream, env: {}, color: false }, "normal");
			const places = { cwd: home, temporaryFolder: temporary, cacheFolder: home };
			const world = { ...places, env: {}, interrupted: new AbortController().signal };
			const context = { console, ...world, shortHelp: "how to call it\n" };
			const found = operands.length === 0 ? "no file" : "standard input is a terminal";
			const refusal = { problems: [expect.objectContaining({ code: "CIMP-E303", found })] };
			await expect(body(operands, {}, { ...context, json: false })).rejects.toMatchObject(refusal);
			expect(said).toEqual(["how to call it\n"]);
			// With --json, stderr holds JSON lines alone.
			await expect(body(operands, {}, { ...context, json: true })).rejects.toMatchObject(refusal);
			expect(said).toEqual(["how to call it\n"]);
		},
	);
});
