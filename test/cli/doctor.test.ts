/** `cimp doctor` as a user calls it: what it says of every broken fixture, what it writes, and what it leaves alone. */

import { spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { broken, sample } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { csvRowsOf } from "../helpers/receipts.js";
import { repository, workdir } from "../helpers/workdir.js";
import { bytesIn, repairedCopies, reportOf } from "./doctor-runs.js";

describe("every broken fixture", async () => {
	const golden = join(broken, "doctor.json");
	const files = readdirSync(broken).filter((name) => /^CIMP-[A-Z]\d{3}-/.test(name));
	if (process.env.CIMP_UPDATE_GOLDENS === "1") {
		const all: unknown[] = [];
		for (const name of files) all.push([name, await reportOf([name], broken)]);
		writeFileSync(golden, `${JSON.stringify(Object.fromEntries(all as [string, unknown][]), null, "\t")}\n`);
	}
	const expected = JSON.parse(readFileSync(golden, "utf8")) as Record<string, unknown>;

	it("has its expectation", () => {
		expect(Object.keys(expected).sort()).toEqual([...files].sort());
	});

	it.each(files)("%s is diagnosed: exit code and JSON", async (name) => {
		expect(await reportOf([name], broken)).toEqual(expected[name]);
	});

	const isRead = (name: string): boolean => (expected[name] as { code: number } | undefined)?.code !== 4;

	it("of lines in two encodings, no copy is made", async () => {
		const folder = workdir();
		const name = "CIMP-W132-two-encodings.txt";
		copyFileSync(join(broken, name), join(folder, name));
		const { code, stderr } = await cimpHere(["doctor", name, "--fix", "fixed"], folder);
		expect([code, stderr]).toEqual([
			1,
			`wrote   fixed/ with 0 copies; repairs.csv has 0 receipts\nno copy ${name}  its lines are in two encodings\n`,
		]);
		expect(readdirSync(join(folder, "fixed")).sort()).toEqual(["manifest.json", "repairs.csv"]);
	});

	it.each(files.filter((name) => isRead(name) && !name.includes("W132")))(
		"%s is repaired, and not changed itself",
		async (name) => {
			const folder = workdir();
			copyFileSync(join(broken, name), join(folder, name));
			await repairedCopies(folder);
		},
	);
});

describe("what people read", () => {
	it("names what the file is, each kind of problem, its first place, and what to do next", async () => {
		const { code, stdout, stderr } = await cimpHere(
			["doctor", "CIMP-R112-lost-zeros.txt", "CIMP-E103-empty.txt"],
			broken,
		);
		expect(code).toBe(4);
		expect(stdout.split("\n")).toEqual([
			"CIMP-E103-empty.txt",
			"  stop  CIMP-E103: file is empty",
			"        found     0 bytes",
			"        expected  a header line and data lines",
			"        help      download the file again",
			"",
			"CIMP-R112-lost-zeros.txt",
			"  is        Smarter Balanced research file, 2021 to 2023 (sb-2021-2023); caret, utf-8",
			"  holds     2022; mathematics; schools",
			"  rows      2 rows: all kept",
			"  withheld  none of the values",
			"  fix   CIMP-R112: code has lost its leading zeros (2 times)",
			'        first     line 2, column 1, "County Code"',
			"        found     1 (1 of 2 digits)",
			"        expected  01",
			"        help      --fix restores the zeros; better download the file again, and import codes as text",
			"",
			"2 files: 0 without a problem, 1 with problems, 1 refused",
			"",
		]);
		expect(stderr).toBe("next    --fix DIR writes repaired copies, and a receipt for every change\n");
	});

	it("with --verbose has more places, with --quiet nothing beside the report; never a color in a pipe", async () => {
		const file = "CIMP-R112-lost-zeros.txt";
		const plain = await cimpHere(["doctor", file], broken);
		const verbose = await cimpHere(["doctor", file, "--verbose"], broken);
		const quiet = await cimpHere(["doctor", file, "-q", "--no-color"], broken);
		expect([quiet.stdout, quiet.stderr, quiet.code]).toEqual([plain.stdout, "", 1]);
		expect(verbose.stdout.split("\n").filter((line) => !plain.stdout.split("\n").includes(line))).toEqual([
			'        also      line 2, column 9, "School Code": 99901 (5 of 7 digits)',
		]);
		expect(`${plain.stdout}${verbose.stderr}`).not.toContain("\u001b");
	});

	it("is exit 0 for files without a problem, companion tables and entities alone among them", async () => {
		const { code, stdout } = await cimpHere(["doctor", "frpm.csv", "entities-2024.txt"], sample);
		expect([code, stdout.split("\n").at(-2)]).toEqual([0, "2 files: 2 without a problem"]);
		expect((await reportOf([sample], repository)).code).toBe(0);
	});

	it("needs a file, and a path that leads somewhere", async () => {
		const none = await cimpHere(["doctor"], broken);
		expect([none.code, none.stdout]).toEqual([2, ""]);
		expect(none.stderr).toContain("missing required argument 'files'");
		const gone = await cimpHere(["doctor", "gone.txt"], broken);
		expect([gone.code, gone.stdout]).toEqual([3, ""]);
		expect(gone.stderr).toContain("gone.txt: error CIMP-E101: file not found");
		const accept = await cimpHere(["doctor", "CIMP-E103-empty.txt", "--accept", "x.csv"], broken);
		expect([accept.code, accept.stdout]).toEqual([2, ""]);
		expect(accept.stderr).toContain("--accept: error CIMP-E303");
	});
});

describe("the folder of copies", () => {
	const put = (): string => {
		const folder = workdir();
		for (const name of ["CIMP-R112-lost-zeros.csv", "CIMP-E113-scientific-notation.csv"]) {
			copyFileSync(join(broken, name), join(folder, name));
		}
		return folder;
	};

	it("has a manifest, can be written again, and is read by cimp without its receipts", async () => {
		const folder = put();
		const words = ["doctor", "CIMP-R112-lost-zeros.csv", "--fix", "fixed"];
		const run = await cimpHere(words, folder);
		expect([run.code, run.stderr]).toEqual([1, "wrote   fixed/ with 1 copy; repairs.csv has 1 receipt\n"]);
		const first = bytesIn(join(folder, "fixed"));
		expect(JSON.parse(first.get("manifest.json") ?? "")).toEqual({
			schema: "cimp/manifest/1",
			producer: "cimp",
			version: expect.stringMatching(/^\d/),
			command: "doctor",
			inputs: [
				{ file: "CIMP-R112-lost-zeros.csv", layout: "dashboard-panel", sha256: expect.stringMatching(/^\w{64}$/) },
			],
			outputs: ["CIMP-R112-lost-zeros.csv", "repairs.csv"],
		});
		expect((await cimpHere(words, folder)).code).toBe(1);
		expect(bytesIn(join(folder, "fixed"))).toEqual(first);
		expect((await reportOf(["fixed"], folder)).report.files.map((file) => file.file)).toEqual([
			"CIMP-R112-lost-zeros.csv",
		]);
	});

	it("is not written over other files, inputs, the working folder, or a person's answers", async () => {
		const folder = put();
		const file = "CIMP-E113-scientific-notation.csv";
		const said = async (...words: string[]): Promise<[number, string]> => {
			const { code, stderr } = await cimpHere(["doctor", ...words], folder);
			return [code, stderr.split("\n").slice(0, 2).join(" ")];
		};
		mkdirSync(join(folder, "mine"));
		writeFileSync(join(folder, "mine", "notes.md"), "mine");
		expect(await said(file, "--fix", "mine")).toEqual([
			3,
			"mine: error CIMP-E301: output folder was not written by cimp   found     files that cimp did not write, such as notes.md",
		]);
		expect((await said(file, "--fix", "."))[0]).toBe(3);
		expect((await cimpHere(["doctor", file, "--fix", "fixed"], folder)).code).toBe(1);
		const answers = join(folder, "fixed", "proposals.csv");
		writeFileSync(answers, readFileSync(answers, "utf8").replace(/,\r\n$/, ",yes\r\n"));
		expect(await said(file, "--fix", "fixed")).toEqual([
			3,
			"fixed: error CIMP-E301: output folder was not written by cimp   found     proposals.csv with answers in it",
		]);
		expect(await said(file, "--fix", "fixed", "--accept", "fixed/proposals.csv")).toEqual([
			3,
			"fixed: error CIMP-E301: output folder was not written by cimp   found     proposals.csv, a file that this run reads",
		]);
		expect(readFileSync(answers, "utf8")).toContain(",yes\r\n");
		expect(readdirSync(folder).sort()).toEqual([...readdirSync(put()), "fixed", "mine"].sort());
	});

	it("is not written where that is not allowed", () => {
		const folder = put();
		mkdirSync(join(folder, "closed"), { mode: 0o555 });
		chmodSync(folder, 0o755);
		// Permission bits do not stop root, so the program then runs as nobody.
		const asRoot = process.getuid?.() === 0;
		const words = ["doctor", "CIMP-R112-lost-zeros.csv", "--fix", "closed/fixed"];
		const run = spawnSync(process.execPath, [join(repository, "bin", "cimp.js"), ...words], {
			cwd: folder,
			encoding: "utf8",
			...(asRoot ? { uid: 65534, gid: 65534 } : {}),
		});
		expect([run.status, run.stdout]).toEqual([3, ""]);
		expect(run.stderr).toMatch(
			/^fixed: error CIMP-E302: output can't be written\n {2}found {5}EACCES: permission denied/,
		);
		expect(readdirSync(join(folder, "closed"))).toEqual([]);
	});

	it("a file in the place of the folder, or above it, is E302", async () => {
		const folder = put();
		writeFileSync(join(folder, "taken"), "");
		const { code, stderr } = await cimpHere(["doctor", "CIMP-R112-lost-zeros.csv", "--fix", "taken/fixed"], folder);
		expect([code, stderr]).toEqual([3, expect.stringContaining("error CIMP-E302: output can't be written")]);
		expect(readFileSync(join(folder, "taken"), "utf8")).toBe("");
	});

	it("nothing is written where every file is refused", async () => {
		const folder = workdir();
		copyFileSync(join(broken, "CIMP-E103-empty.txt"), join(folder, "a.txt"));
		expect((await cimpHere(["doctor", "a.txt", "--fix", "fixed"], folder)).code).toBe(4);
		expect(readdirSync(folder)).toEqual(["a.txt"]);
	});

	it("nothing is left of an interrupted run", async () => {
		const folder = workdir();
		const temporary = workdir();
		const [header = "", ...rows] = readFileSync(join(sample, "results-2025.txt"), "latin1").split("\r\n");
		const many = Array.from({ length: 60 }, (_, year) =>
			rows.filter(Boolean).map((row) => row.replace("^2025^", `^${2021 + year}^`)),
		);
		writeFileSync(join(folder, "big.txt"), [header, ...many.flat(), ""].join("\r\n"), "latin1");
		const run = spawn(process.execPath, [join(repository, "bin", "cimp.js"), "doctor", "big.txt", "--fix", "fixed"], {
			cwd: folder,
			env: { ...process.env, TMPDIR: temporary },
		});
		let said = "";
		run.stderr.on("data", (text) => {
			said += String(text);
		});
		const ended = new Promise<number | null>((resolve) => run.on("exit", resolve));
		while (readdirSync(temporary).length === 0 && run.exitCode === null)
			await new Promise((wait) => setTimeout(wait, 5));
		run.kill("SIGINT");
		expect([await ended, said]).toEqual([130, "interrupted; nothing was written\n"]);
		expect([readdirSync(folder), readdirSync(temporary)]).toEqual([["big.txt"], []]);
	});
});

describe("odd files", () => {
	it("names that are hostile, the same twice, or those of cimp's own files", async () => {
		const folder = workdir();
		const odd = ["-q.csv", "=cmd|' '!A1.csv", "repairs.csv", "Ni\u00F1os \u001b[31m.csv", "new\nline.csv"];
		mkdirSync(join(folder, "other"));
		const table = readFileSync(join(broken, "CIMP-R112-lost-zeros.csv"));
		// Not the same bytes: such files are read once.
		for (const [index, name] of odd.entries())
			writeFileSync(join(folder, name), Buffer.concat([table, Buffer.from("\n".repeat(index))]));
		copyFileSync(join(broken, "CIMP-R112-lost-zeros.txt"), join(folder, "other", "repairs.csv"));
		const paths = [...odd.map((name) => `./${name}`), "other/repairs.csv"];
		const { code, stdout } = await cimpHere(["doctor", ...paths, "--fix", "fixed"], folder);
		expect(code).toBe(1);
		expect(stdout).not.toContain("\u001b");
		// One of five copies of one table keeps its row; the others hold nothing else, and need no copy.
		const written = readdirSync(join(folder, "fixed")).sort();
		expect(written).toEqual(["-q.csv", "manifest.json", "repairs-3.csv", "repairs.csv"].sort());
		const files = csvRowsOf(join(folder, "fixed", "repairs.csv")).map(({ file, code: one }) => [file, one]);
		expect(files).toContainEqual(["'=cmd|' '!A1.csv", "CIMP-R111"]);
		expect(files).toContainEqual(["repairs-3.csv", "CIMP-R112"]);
	});

	it("cells that a spreadsheet would run stay as they are in the copy, and are escaped in the receipts", async () => {
		const folder = workdir();
		const text =
			"cds,year,indicator,studentgroup,value,numerator,denominator,reliability\r\n =1+1,2024,math,all,1,,60,x\r\n";
		const good = " 01999010999011 ,2024,math,all,-12.5,,60,@SUM(1)\r\n";
		writeFileSync(join(folder, "a.csv"), `=HYPERLINK(1)\r\n${text}${good}`);
		expect((await cimpHere(["doctor", "a.csv", "--fix", "fixed"], folder)).code).toBe(1);
		expect(readFileSync(join(folder, "fixed", "a.csv"), "utf8")).toBe(`${text}${good.replaceAll(/ (?=01|,)/g, "")}`);
		expect(csvRowsOf(join(folder, "fixed", "repairs.csv"))).toEqual([
			{ file: "a.csv", line: "1", column: "", code: "CIMP-R133", before: "'=HYPERLINK(1)", after: "" },
			{ file: "a.csv", line: "4", column: "1", code: "CIMP-R135", before: " 01999010999011 ", after: "01999010999011" },
		]);
	});

	it("a file whose rows all stand in another is said, and gets no copy", async () => {
		const folder = workdir();
		mkdirSync(join(folder, "again"));
		const table = readFileSync(join(broken, "CIMP-E209-percent.txt"));
		writeFileSync(join(folder, "results.txt"), Buffer.concat([table, Buffer.from("\n")]));
		writeFileSync(join(folder, "again", "results (1).txt"), table);
		const both = await cimpHere(["doctor", "results.txt", "again", "--fix", "fixed"], folder);
		expect([both.code, both.stderr]).toEqual([
			1,
			"wrote   fixed/ with 1 copy; repairs.csv has 2 receipts\nno copy results.txt  every row stands in another file\n",
		]);
	});

	it("standard input is read once, and copied too", async () => {
		const folder = workdir();
		const table = readFileSync(join(broken, "CIMP-R112-lost-zeros.csv"));
		const { code, stdout, stderr } = await cimpHere(["doctor", "-", "--fix", "fixed"], folder, {}, gzipSync(table));
		expect([code, stderr]).toEqual([1, "wrote   fixed/ with 1 copy; repairs.csv has 1 receipt\n"]);
		expect(stdout.split("\n").slice(0, 2)).toEqual([
			"-",
			"  is        Dashboard distance from standard, long table (dashboard-panel); comma, utf-8",
		]);
		expect(csvRowsOf(join(folder, "fixed", "repairs.csv"))).toEqual([
			{
				...{ file: "standard-input.txt", line: "2", column: "1", code: "CIMP-R112" },
				...{ before: "1999010999011", after: "01999010999011" },
			},
		]);
	});

	it("files with the same bytes are copied once", async () => {
		const folder = workdir();
		for (const name of ["a.txt", "b.txt"]) copyFileSync(join(broken, "CIMP-E209-percent.txt"), join(folder, name));
		const { code, stdout, stderr } = await cimpHere(["doctor", "a.txt", "b.txt", "--fix", "fixed"], folder);
		expect([code, stderr]).toEqual([1, "wrote   fixed/ with 1 copy; repairs.csv has 0 receipts\n"]);
		expect(stdout.split("\n").slice(-8)).toEqual([
			"b.txt",
			"  fix   CIMP-R126: file is given twice",
			"        found     the same bytes as a.txt",
			"        expected  each file once",
			"        help      --fix makes one copy of them",
			"",
			"2 files: 1 without a problem, 1 with problems",
			"",
		]);
		expect(readdirSync(join(folder, "fixed")).sort()).toEqual(["a.txt", "manifest.json", "repairs.csv"]);
	});
});
