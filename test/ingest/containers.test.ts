/** Every container times every encoding: the same rows, and every name whole. */

import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../src/domain/problem.js";
import { Spool } from "../../src/ingest/containers/spool.js";
import { Unpacker } from "../../src/ingest/containers/unpack.js";
import { type ColumnMap, type InputFile, openInputs } from "../../src/ingest/index.js";
import { type Layout, layoutById } from "../../src/ingest/layouts/index.js";
import { zip } from "../helpers/archives.js";
import { type Cells, latin, tableText, withContents } from "./helpers.js";

const layoutOf = (id: string): Layout => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return layout;
};

const place: Cells = { "County Code": "58", "District Code": "99901", "School Code": "9990011", "Test Year": "2024" };
const results = tableText(layoutOf("sb-2024-2025"), [
	{
		...place,
		"Student Group ID": "1",
		"Test ID": "2",
		Grade: "5",
		"Type ID": "7",
		"School Name": "Para Los Niños",
		"District Name": "Sample Unified – Ever–EL",
		"Total Students Enrolled": "62",
		"Total Students Tested": "60",
		"Total Students Tested with Scores": "60",
		"Percentage Standard Met and Above": "45.00",
	},
]);
const entities = tableText(layoutOf("entities-2024-2025"), [
	{ ...place, "Type ID": "7", "County Name": "Sample", "School Name": "Para Los Niños", "District Name": "Sample" },
]);

const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
	"windows-1252": (text) => latin(text.replaceAll("–", "\u0096")),
	"utf-8": (text) => Buffer.from(text),
	"utf-8 with byte-order mark": (text) => Buffer.from(`\uFEFF${text}`),
	"utf-16le": (text) => utf16(`\uFEFF${text}`),
	"utf-16be": (text) => utf16(`\uFEFF${text}`).swap16(),
	"utf-16le without a mark": utf16,
	"utf-16be without a mark": (text) => utf16(text).swap16(),
};

/** A container from the bytes of a file named results.txt, and the name of what it holds in messages. */
const containers: Readonly<Record<string, readonly [file: string, shown: string, make: (bytes: Buffer) => Buffer]>> = {
	plain: ["results.txt", "results.txt", (bytes) => bytes],
	gzip: ["results.bin", "results.bin", (bytes) => gzipSync(bytes)],
	"gzip in two streams": [
		"results.gz",
		"results.gz",
		(bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 99)), gzipSync(bytes.subarray(99))]),
	],
	zip: ["all.zip", "all.zip/results.txt", (data) => zip([{ name: "folder/results.txt", data }])],
	"zip, stored": ["all.txt", "all.txt/results.txt", (data) => zip([{ name: "results.txt", data, method: 0 }])],
	"zip in a zip": [
		"all.zip",
		"all.zip/2024.zip/results.txt",
		(data) => zip([{ name: "2024.zip", data: zip([{ name: "results.txt", data }]) }]),
	],
	"gzip in a zip": [
		"all.zip",
		"all.zip/results.txt.gz",
		(data) => zip([{ name: "results.txt.gz", data: gzipSync(data) }]),
	],
	"zip in a gzip": ["all.gz", "all.gz/results.txt", (data) => gzipSync(zip([{ name: "results.txt", data }]))],
};

const cases = Object.keys(containers).flatMap((container) =>
	Object.keys(encodings).map((encoding) => [container, encoding] as const),
);

test.each(cases)("%s, %s", async (container, encoding) => {
	const [name, shown, make] = containers[container] ?? ["", "", (bytes: Buffer) => bytes];
	const bytes = encodings[encoding]?.(results) ?? Buffer.alloc(0);
	await withContents({ [name]: make(bytes) }, async (inputs) => {
		expect(inputs.problems).toEqual([]);
		expect(inputs.summaries.map((entry) => [entry.file, entry.encoding, entry.bytes, entry.rowsKept])).toEqual([
			[shown, encoding.replace(/ without a mark$/, ""), bytes.length, 1],
		]);
		const [row] = await inputs.results({ subject: "math", years: [2024], groups: [1] });
		expect([row?.school, row?.district]).toEqual(["Para Los Niños", "Sample Unified – Ever–EL"]);
	});
});

test("entities inside the same zip are used like any file, and the hash is that of the plain content", async () => {
	const data = Buffer.from(results);
	const together = zip([
		{ name: "entities.txt", data: entities },
		{ name: "results.txt", data },
	]);
	const account = (contents: Record<string, Buffer | string>) =>
		withContents(contents, async (inputs) => ({
			problems: inputs.problems,
			summaries: inputs.summaries.map(({ file, ...rest }) => ({ ...rest, file: basename(file) })),
			rows: await inputs.results({ subject: "math", years: [2024], groups: [1] }),
			entities: await inputs.entities(),
		}));
	const plain = await account({ "entities.txt": entities, "results.txt": data });
	expect(plain.entities.map((row) => row.school)).toEqual(["Para Los Niños"]);
	expect(await account({ "both.zip": together })).toEqual(plain);
});

describe("what is left out", () => {
	const opened = async (
		files: Readonly<Record<string, Buffer | string>>,
		offered: "named" | "found" = "named",
		map?: ColumnMap,
	) => {
		const folder = await mkdtemp(join(tmpdir(), "cimp-test-"));
		try {
			const inputs: InputFile[] = [];
			for (const [name, data] of Object.entries(files)) {
				await writeFile(join(folder, name), data);
				inputs.push({ path: join(folder, name), name, offered });
			}
			const temporaryFolder = join(folder, "temporary");
			try {
				const read = await openInputs(inputs, { temporaryFolder, ...(map ? { map } : {}) });
				await read.close();
				return { read: read.summaries.map((entry) => entry.file), problems: read.problems };
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				return { read: [], problems: error.problems };
			} finally {
				expect(await readdir(temporaryFolder)).toEqual([]);
			}
		} finally {
			await rm(folder, { recursive: true });
		}
	};
	const known = "tables of known layouts (`cimp layouts` lists them)";
	const help =
		"nothing to do, if it is none of the tables that you need; named by itself, it is refused with the reason";
	const notRead = { code: "CIMP-W125", severity: "warning", message: "file is not read", help } as const;
	const pdf = "%PDF-1.4 words";
	const renamed = results.replace("Test ID", "Test Number");

	test("members that are no tables, each with its reason; hidden ones in silence", async () => {
		const archive = zip([
			{ name: "__MACOSX/._results.txt", data: "\u0000\u0001" },
			{ name: ".DS_Store", data: "\u0000" },
			{ name: "docs/", data: "" },
			{ name: "docs/layout.pdf", data: pdf },
			{ name: "readme.txt", data: "Read me.\nPlease.\n" },
			{ name: "empty.txt", data: "" },
			{ name: "letter.docx", data: zip([{ name: "[Content_Types].xml", data: "<Types/>" }]) },
			{ name: "pipe", data: "/etc/hostname", mode: 0o120777 },
			{ name: "renamed.txt", data: renamed },
			{ name: "results.txt", data: results },
		]);
		expect(await opened({ "all.zip": archive })).toEqual({
			read: ["all.zip/results.txt"],
			problems: [
				{
					...notRead,
					place: { file: "all.zip/file 1 (.pdf)" },
					found: "file is not a text table: a PDF",
					expected: known,
				},
				{
					...notRead,
					place: { file: "all.zip/file 2 (.txt)", line: 1 },
					found: "header not recognised: one column",
					expected: "the header of a known layout (`cimp layouts` lists them)",
				},
				{
					...notRead,
					place: { file: "all.zip/file 3 (.txt)" },
					found: "file is empty: 0 bytes",
					expected: known,
				},
				{
					...notRead,
					place: { file: "all.zip/file 4 (.docx)" },
					found: "file is not a text table: an office document",
					expected: known,
				},
				{
					...notRead,
					place: { file: "all.zip/file 5" },
					found: "file is not a text table: a link to another place, which is not followed",
					expected: known,
				},
				{
					...notRead,
					place: { file: "all.zip/file 6 (.txt)", line: 1 },
					found: 'header not recognised: missing: "Test ID"; not of the layout: "Test Number"',
					expected: `the columns of layout sb-2024-2025 (${layoutOf("sb-2024-2025").title})`,
				},
			],
		});
	});

	test("files found in a folder are left out; the same files named are refused", async () => {
		const files = { "notes.pdf": pdf, "results.txt": results };
		const found = await opened(files, "found");
		expect(found).toEqual({
			read: ["results.txt"],
			problems: [
				{ ...notRead, place: { file: "notes.pdf" }, found: "file is not a text table: a PDF", expected: known },
			],
		});
		const refused = {
			code: "CIMP-E104",
			severity: "error",
			message: "file is not a text table",
			place: { file: "notes.pdf" },
			found: "a PDF",
			expected: "delimited text, also in a .zip or .gz archive, or an .xlsx workbook",
			help: "save an old spreadsheet as .xlsx, or as CSV with codes as text",
		};
		expect(await opened(files)).toEqual({ read: [], problems: [refused] });
		// Where nothing is left, the reasons are those of the files.
		expect(await opened({ "notes.pdf": pdf }, "found")).toEqual({ read: [], problems: [refused] });
	});

	test("files of a folder that a column map does not fit", async () => {
		const map: ColumnMap = { roles: { cds: "Code" } };
		const { read, problems } = await opened({ "own.csv": "Key,Value\n1,2\n", "results.txt": results }, "found", map);
		expect(read).toEqual(["results.txt"]);
		expect(problems.map((entry) => [entry.code, entry.place.file, entry.found])).toEqual([
			["CIMP-W125", "own.csv", 'column map does not fit the file: no column "Code" in the header'],
		]);
	});

	test("a known table that is damaged is refused wherever it was found", async () => {
		const [header] = results.split("\r\n");
		const { read, problems } = await opened({ "cut.txt": `${header}\r\n`, "results.txt": results }, "found");
		expect([read, problems.map((entry) => [entry.code, entry.place.file])]).toEqual([[], [["CIMP-E105", "cut.txt"]]]);
	});

	test("a named archive without any table is refused with the reasons of its members", async () => {
		const archive = zip([
			{ name: "b.pdf", data: pdf },
			{ name: "a.txt", data: "words\n" },
		]);
		const { read, problems } = await opened({ "notes.zip": archive, "results.txt": results });
		expect([read, problems.map((entry) => [entry.code, entry.place.file, entry.found])]).toEqual([
			[],
			[
				["CIMP-E104", "notes.zip/file 1 (.pdf)", "a PDF"],
				["CIMP-E106", "notes.zip/file 2 (.txt)", "one column"],
			],
		]);
		expect((await opened({ "none.zip": zip([]) })).problems.map((entry) => [entry.code, entry.found])).toEqual([
			["CIMP-E103", "an archive without files"],
		]);
	});

	test("no results among what is left: the refusal keeps the warnings", async () => {
		const { problems } = await opened({ "entities.txt": entities, "notes.pdf": pdf }, "found");
		expect(problems.map((entry) => [entry.code, entry.place.file])).toEqual([
			["CIMP-W125", "notes.pdf"],
			["CIMP-E109", "entities.txt"],
		]);
	});

	test("the same bytes twice are read once, under the first name", async () => {
		const files = {
			"b.txt": results,
			"a.zip": zip([{ name: "results.txt", data: results }]),
			"c.gz": gzipSync(results),
		};
		const copy = {
			code: "CIMP-R126",
			severity: "repaired",
			message: "file is given twice",
			found: "the same bytes as a.zip/results.txt",
			expected: "each file once",
			help: "nothing to do",
		};
		expect(await opened(files)).toEqual({
			read: ["a.zip/results.txt"],
			problems: [
				{ ...copy, place: { file: "b.txt" } },
				{ ...copy, place: { file: "c.gz" } },
			],
		});
	});

	test("documents that are archives, and old or foreign archives, by what they are", async () => {
		const files = {
			"a.xlsb": zip([{ name: "xl/workbook.bin", data: "x" }]),
			"b.ods": zip([
				{ name: "mimetype", data: "application/vnd.oasis.opendocument.spreadsheet" },
				{ name: "content.xml", data: "<x/>" },
			]),
			"c.xls": Buffer.from("d0cf11e0a1b11ae1", "hex"),
			"d.7z": Buffer.from("377abcaf271c", "hex"),
			"e.tar.gz": gzipSync(Buffer.concat([Buffer.alloc(257), Buffer.from("ustar"), Buffer.alloc(250)])),
		};
		const { problems } = await opened(files);
		expect(problems.map((entry) => [entry.code, entry.place.file, entry.found])).toEqual([
			["CIMP-E104", "a.xlsb", "a binary spreadsheet (.xlsb)"],
			["CIMP-E104", "b.ods", "an OpenDocument file (.ods, .odt)"],
			["CIMP-E104", "c.xls", "an old spreadsheet (.xls)"],
			["CIMP-E104", "d.7z", "a 7z archive"],
			["CIMP-E104", "e.tar.gz", "a tar archive"],
		]);
	});
});

describe("the work folder", () => {
	const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
		const folder = await mkdtemp(join(tmpdir(), "cimp-test-"));
		await work(folder).finally(() => rm(folder, { recursive: true }));
	};
	const piped = (bytes: Buffer): InputFile => ({
		path: "-",
		name: "-",
		content: (async function* () {
			yield bytes.subarray(0, 10);
			yield bytes.subarray(10);
		})(),
	});

	test("standard input is spooled, whatever it holds; the progress is told in bytes", async () => {
		await inFolder(async (workFolder) => {
			const told: [string, number][] = [];
			const unpacker = new Unpacker({ workFolder, progress: (name, bytes) => void told.push([name, bytes]) });
			const bytes = Buffer.from(results);
			const packed = gzipSync(bytes);
			const plain = await unpacker.unpack(piped(bytes));
			const unzipped = await unpacker.unpack(piped(packed));
			expect([plain, unzipped]).toEqual([
				{ files: [{ path: join(workFolder, "unpacked-1"), name: "-" }], strangers: [] },
				{ files: [{ path: join(workFolder, "unpacked-3"), name: "-" }], strangers: [] },
			]);
			const sizes = await Promise.all([1, 2, 3].map((number) => stat(join(workFolder, `unpacked-${number}`))));
			expect(sizes.map((entry) => entry.size)).toEqual([bytes.length, packed.length, bytes.length]);
			expect(told.reduce((sum, [, length]) => sum + length, 0)).toBe(2 * bytes.length + packed.length);
			expect(new Set(told.map(([name]) => name))).toEqual(new Set(["-"]));
		});
	});

	test("a full disk", async () => {
		await inFolder(async (workFolder) => {
			const full: AsyncIterable<Uint8Array> = (async function* () {
				yield Buffer.from("a");
				throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
			})();
			const refusal = await new Spool({ workFolder }).write(full, "all.zip/a.txt").catch((error: unknown) => error);
			expect(refusal instanceof Refusal ? refusal.problems : refusal).toEqual([
				{
					code: "CIMP-E302",
					severity: "error",
					message: "output can't be written",
					place: { file: "all.zip/a.txt" },
					found: "no space for a temporary copy",
					expected: "a place that can be written",
					help: "free some space in the folder for temporary files, or unpack the archive elsewhere",
				},
			]);
			expect(await readdir(workFolder)).toEqual([]);
		});
	});

	test("a plain file stays where it is", async () => {
		await inFolder(async (workFolder) => {
			const file: InputFile = { path: join(workFolder, "results.txt"), name: "results.txt", offered: "found" };
			await writeFile(file.path, results);
			expect(await new Unpacker({ workFolder }).unpack(file)).toEqual({ files: [file], strangers: [] });
			expect(await readdir(workFolder)).toEqual(["results.txt"]);
		});
	});

	test("an interruption ends the unpacking with its own reason and leaves nothing", async () => {
		await inFolder(async (workFolder) => {
			const controller = new AbortController();
			const reason = new Error("SIGINT");
			const unpacker = new Unpacker({
				workFolder,
				interrupted: controller.signal,
				progress: () => controller.abort(reason),
			});
			const archive = join(workFolder, "all.zip");
			await writeFile(archive, zip([{ name: "a.txt", data: "x".repeat(1_000_000) }]));
			await expect(unpacker.unpack({ path: archive, name: "all.zip" })).rejects.toBe(reason);
			expect(await readdir(workFolder)).toEqual(["all.zip"]);
		});
	});
});
