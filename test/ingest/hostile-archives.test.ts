/** Archives that are damaged, locked, or made to do harm: refused with the reason, and nothing written outside. */

import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Problem, Refusal } from "../../src/domain/problem.js";
import { Budget, type Limits, usualLimits } from "../../src/ingest/containers/limits.js";
import { type Unpacked, Unpacker } from "../../src/ingest/containers/unpack.js";
import { type ZipEntry, zip } from "../helpers/archives.js";

/** A result of unpacking one file, with everything that was written, by folder. */
interface Attempt {
	readonly unpacked: Unpacked | undefined;
	readonly problems: readonly Problem[];
	readonly contents: readonly string[];
	/** Names in the work folder, and beside it. */
	readonly written: readonly string[];
	readonly beside: readonly string[];
}

async function attempt(bytes: Buffer, name = "a.zip", limits?: Limits): Promise<Attempt> {
	const home = await mkdtemp(join(tmpdir(), "cimp-test-"));
	try {
		const workFolder = await mkdtemp(join(home, "work-"));
		const path = join(home, "input");
		await writeFile(path, bytes);
		const end = async (unpacked: Unpacked | undefined, problems: readonly Problem[]): Promise<Attempt> => {
			const beside = (await readdir(home)).map((entry) => entry.replace(/^work-.*/, "work")).sort();
			const contents = (unpacked?.files ?? []).map((file) => readFileSync(file.path, "latin1"));
			return { unpacked, problems, contents, written: (await readdir(workFolder)).sort(), beside };
		};
		try {
			return await end(await new Unpacker({ workFolder, ...(limits ? { limits } : {}) }).unpack({ path, name }), []);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return await end(undefined, error.problems);
		}
	} finally {
		await rm(home, { recursive: true });
	}
}

const namesOf = ({ unpacked }: Attempt): string[] | undefined => unpacked?.files.map((file) => file.name);

/** The refusal with CIMP-E125, whole, and nothing beside the work folder. */
async function refuses(bytes: Buffer, found: string, name = "a.zip", limits?: Limits): Promise<void> {
	const { written: _, contents: _none, ...outcome } = await attempt(bytes, name, limits);
	expect(outcome).toEqual({
		unpacked: undefined,
		problems: [
			{
				code: "CIMP-E125",
				severity: "error",
				message: "archive can't be used",
				place: { file: name },
				found,
				expected: "a whole archive without password, with at most one archive inside another",
				help: "download it again, or unpack it yourself and give the folder",
			},
		],
		beside: ["input", "work"],
	});
}

const table = "a,b\n1,2\n".repeat(20_000);
const member: ZipEntry = { name: "results.txt", data: table };

describe("names", () => {
	test("paths out of the folder, absolute paths and drives are names like any other, and nothing is written there", async () => {
		const names = [
			"../../escaped.txt",
			"/absolute.txt",
			"C:\\drive.txt",
			"..\\windows.txt",
			"x/../../..",
			"deep/er/in.txt",
		];
		const done = await attempt(zip(names.map((name, index) => ({ name, data: `${index}${table}` }))));
		expect(done.problems).toEqual([]);
		expect(namesOf(done)).toEqual(
			["escaped.txt", "absolute.txt", "drive.txt", "windows.txt", "..", "in.txt"].map((name) => `a.zip/${name}`),
		);
		expect(done.written).toEqual([1, 2, 3, 4, 5, 6].map((number) => `unpacked-${number}`));
		expect(done.beside).toEqual(["input", "work"]);
	});

	test("markup, control characters, bytes that are no text, nothing at all, and too much", async () => {
		const names = [
			"<img src=x onerror=alert(1)>.txt",
			"two\nlines\u001b[31m\u202Etxt.exe",
			Buffer.from([0x52, 0xff, 0x81]),
			"folder/ ",
			"x".repeat(5000),
		];
		const done = await attempt(zip(names.map((name) => ({ name, data: table }))));
		expect(namesOf(done)).toEqual([
			"a.zip/<img src=x onerror=alert(1)>.txt",
			"a.zip/two lines [31m txt.exe",
			"a.zip/R\u00A0ü",
			"a.zip/unnamed",
			`a.zip/${"x".repeat(79)}…`,
		]);
	});

	test("names that come twice stay apart", async () => {
		const done = await attempt(zip([member, { name: "2024/results.txt", data: "x" }, member]));
		expect(namesOf(done)).toEqual(["a.zip/results.txt", "a.zip/results.txt (2)", "a.zip/results.txt (3)"]);
		expect(new Set(done.unpacked?.files.map((file) => file.path)).size).toBe(3);
	});

	test("links are not followed", async () => {
		const done = await attempt(zip([member, { name: "link.txt", data: "../../../etc/passwd", mode: 0o120777 }]));
		expect(namesOf(done)).toEqual(["a.zip/results.txt"]);
		expect(done.unpacked?.strangers.map((entry) => [entry.code, entry.place.file, entry.found])).toEqual([
			["CIMP-E104", "a.zip/file 2 (.txt)", "a link to another place, which is not followed"],
		]);
		expect(done.written).toEqual(["unpacked-1"]);
	});
});

describe("damage", () => {
	const sound = zip([member]);
	const changed = (bytes: Buffer, place: number): Buffer => {
		const copy = Buffer.from(bytes);
		copy.writeUInt8((copy[place] ?? 0) ^ 0x55, place);
		return copy;
	};

	test("cut anywhere", async () => {
		for (const length of [4, 40, sound.length >> 1, sound.length - 30, sound.length - 1]) {
			await refuses(sound.subarray(0, length), "an archive that was cut");
		}
		const packed = gzipSync(table);
		for (const length of [2, 12, packed.length >> 1, packed.length - 1]) {
			await refuses(packed.subarray(0, length), "an archive that was cut", "a.gz");
		}
	});

	test("a wrong checksum and a wrong size", async () => {
		const checksum = "damaged data: the checksum does not agree";
		await refuses(zip([{ ...member, crc: 1 }]), checksum);
		await refuses(zip([{ ...member, crc: 1, method: 0 }]), checksum);
		const short = "damaged data: not enough bytes in the stream. expected 160001. got only 160000";
		await refuses(zip([{ ...member, size: table.length + 1 }]), short);
		await refuses(
			zip([{ ...member, size: 10 }]),
			"damaged data: too many bytes in the stream. expected 10. got at least 16384",
		);
		await refuses(changed(gzipSync(table), gzipSync(table).length - 1), "damaged data: incorrect length check", "a.gz");
		await refuses(changed(gzipSync(table), gzipSync(table).length - 8), "damaged data: incorrect data check", "a.gz");
	});

	test("every byte of a small archive changed: a refusal, or the same content", async () => {
		const small = zip([{ name: "r.txt", data: "a,b\n1,2\n" }]);
		const outcomes = { refused: 0, read: 0 };
		for (let place = 4; place < small.length; place++) {
			const { problems, unpacked, contents } = await attempt(changed(small, place));
			expect(problems.map((entry) => entry.code)).toEqual(unpacked === undefined ? ["CIMP-E125"] : []);
			expect(contents).toEqual(unpacked === undefined ? [] : ["a,b\n1,2\n"]);
			outcomes[unpacked === undefined ? "refused" : "read"]++;
		}
		// What can change in silence are names, dates, versions and the second copies of what the directory says.
		expect(outcomes).toEqual({ refused: 57, read: 57 });
	});

	test("locked with a password, and packed in other ways", async () => {
		await refuses(zip([{ ...member, encrypted: true }]), "encrypted with a password");
		await refuses(zip([{ ...member, method: 9 }]), "packed with Deflate64, not with Deflate");
		await refuses(zip([{ ...member, method: 77 }]), "packed with method 77, not with Deflate");
	});
});

describe("size", () => {
	test("a bomb is stopped at 500 times its size, beyond 256 MB", async () => {
		const packed = gzipSync(Buffer.alloc(260 * 1024 ** 2, 0x61));
		await refuses(packed, "more than 500 times its size when unpacked", "a.gz");
	});

	const limits = { ...usualLimits, ratio: 50, ratioFrom: 1_000_000 };
	const found = "more than 50 times its size when unpacked";
	const two = Buffer.alloc(2_000_000, 0x61);

	test("a bomb in a zip, in a zip inside a zip, in a workbook", async () => {
		const packed = zip([{ name: "bomb.txt", data: two }]);
		const xml = `<w>${" ".repeat(2_000_000)}</w>`;
		await refuses(packed, found, "a.zip", limits);
		await refuses(zip([{ name: "inner.zip", data: packed }]), found, "a.zip", limits);
		await refuses(
			zip([
				{ name: "xl/workbook.xml", data: xml },
				{ name: "xl/_rels/workbook.xml.rels", data: xml },
			]),
			found,
			"a.xlsx",
			limits,
		);
		expect(namesOf(await attempt(packed))).toEqual(["a.zip/bomb.txt"]);
	});

	test("members that share their bytes count each time", async () => {
		const mixed = Buffer.from(
			Array.from({ length: 5000 }, (_, i) => ((i * 2_654_435_761) % 2 ** 32).toString(36)).join(""),
		);
		const one = zip([{ name: "a.txt", data: Buffer.concat([mixed, two.subarray(0, 500_000)]), method: 8 }]);
		expect((await attempt(one, "a.zip", limits)).problems).toEqual([]);
		await refuses(overlapping(one, 4), found, "a.zip", limits);
	});

	test("so many bytes and no more", () => {
		const budget = new Budget("a.zip", 1, { members: 1, bytes: 5_000_000, ratio: 1e9, ratioFrom: 0 });
		budget.take(5_000_000);
		expect(() => budget.take(1)).toThrow(
			expect.objectContaining({ problems: [expect.objectContaining({ found: "more than 5 MB when unpacked" })] }),
		);
	});

	test("ten thousand members", async () => {
		const many = Array.from({ length: 10_000 }, (_, index) => ({ name: `${index}.txt`, data: "x", method: 0 }));
		await refuses(zip(many), "10,000 members");
	});

	test("archives inside archives inside archives", async () => {
		const twice = zip([{ name: "b.zip", data: zip([member]) }]);
		expect(namesOf(await attempt(twice))).toEqual(["a.zip/b.zip/results.txt"]);
		const found = "an archive inside an archive inside an archive";
		const thrice = await attempt(zip([{ name: "c.zip", data: twice }]));
		expect(thrice.problems.map((entry) => [entry.code, entry.place.file, entry.found])).toEqual([
			["CIMP-E125", "a.zip/c.zip/b.zip", found],
		]);
		await refuses(gzipSync(gzipSync(gzipSync(table))), found, "a.gz");
	});
});

/** The archive of one member with its directory entry repeated: all entries point to the same bytes. */
function overlapping(archive: Buffer, times: number): Buffer {
	const end = archive.subarray(-22);
	const offset = end.readUInt32LE(16);
	const entry = archive.subarray(offset, archive.length - 22);
	const closing = Buffer.from(end);
	closing.writeUInt16LE(times, 8);
	closing.writeUInt16LE(times, 10);
	closing.writeUInt32LE(entry.length * times, 12);
	return Buffer.concat([archive.subarray(0, offset), ...Array<Buffer>(times).fill(entry), closing]);
}
