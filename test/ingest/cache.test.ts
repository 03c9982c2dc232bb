/** The cache of checked rows: used only while it is whole and says what the file says; made again otherwise. */

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clearCache, listCache, openInputs } from "../../src/ingest/index.js";
import { repository } from "../helpers/workdir.js";

let home = "";
let cache = "";
let file = "";
/** More than the cache thinks worth keeping, with a damaged code, a copied row and an unknown group. */
let content = "";

beforeAll(async () => {
	home = await mkdtemp(join(tmpdir(), "cimp-test-"));
	cache = join(home, "cache");
	file = join(home, "results.txt");
	execFileSync(process.execPath, [join(repository, "test", "bench", "generate.mjs"), "--out", file, "--rows", "25000"]);
	const lines = (await readFile(file, "latin1")).split("\r\n");
	lines[100] = (lines[100] ?? "").replace(/^"0?(\d)\d?"/, '"$1"');
	lines[200] = lines[199] ?? "";
	content = lines.join("\r\n");
	await writeFile(file, content, "latin1");
});
afterAll(() => rm(home, { recursive: true }));

/** What a run makes of a file, and whether it took it from the cache. */
async function run(path = file, version = "1", name = "results.txt") {
	const inputs = await openInputs([{ path, name }], { temporaryFolder: home, cache: { folder: cache, version } });
	try {
		const [summary] = inputs.summaries;
		const rows = await inputs.results({ subject: "math", years: [2019], groups: [1, 31] });
		if (summary === undefined) throw new Error("no account");
		const { cached, ...account } = summary;
		return { cached, account, problems: inputs.problems, rows };
	} finally {
		await inputs.close();
	}
}

const entries = async (): Promise<string[]> => (await readdir(join(cache, "rows"))).sort();

test("a second run takes the rows from the cache, and says the same", async () => {
	const first = await run();
	expect(first.cached).toBe(false);
	expect(first.rows.length).toBeGreaterThan(100);
	expect(first.problems.length).toBeGreaterThan(0);
	expect(await run()).toEqual({ ...first, cached: true });
	expect((await stat(cache)).mode & 0o077).toBe(0);
	const [listed] = await listCache(cache);
	expect(listed).toMatchObject({ file: "results.txt", layout: "sb-2017-2019", years: [2019], version: "1" });
});

test("the same content under another name is known, and its problems bear the new name", async () => {
	const other = join(home, "renamed.txt");
	await writeFile(other, content, "latin1");
	const { cached, problems } = await run(other, "1", "renamed.txt");
	expect(cached).toBe(true);
	expect(new Set(problems.map((entry) => entry.place.file))).toEqual(new Set(["renamed.txt"]));
	expect(problems.map((entry) => entry.found).filter((found) => found.includes("results.txt"))).toEqual([]);
	expect(problems.filter((entry) => entry.code === "CIMP-R111").map((entry) => entry.found)).toEqual([
		"a copy of renamed.txt:200",
	]);
});

test("a file that changed is read again, also where its length and its time are as before", async () => {
	const { atime, mtime } = await stat(file);
	const before = await run();
	const changed = content.replace(/"31","B"/, '"74","B"');
	expect(changed.length).toBe(content.length);
	await writeFile(file, changed, "latin1");
	await utimes(file, atime, mtime);
	const after = await run();
	expect([before.cached, after.cached]).toEqual([true, false]);
	expect(after.account.sha256).not.toBe(before.account.sha256);
	await writeFile(file, content, "latin1");
});

test("another version of the program does not use what this one kept", async () => {
	expect((await run(file, "2")).cached).toBe(false);
	expect((await run(file, "2")).cached).toBe(true);
});

// Each of these leaves a whole entry behind for the next.
let sound: Awaited<ReturnType<typeof run>> | undefined;
test.each<[string, (folder: string) => Promise<void>]>([
	[
		"rows with a byte changed",
		async (folder) => {
			const rows = await readFile(join(folder, "rows.parquet"));
			rows[rows.length >> 1] = (rows[rows.length >> 1] ?? 0) ^ 1;
			await writeFile(join(folder, "rows.parquet"), rows);
		},
	],
	[
		"rows that were cut",
		async (folder) => {
			await writeFile(join(folder, "rows.parquet"), (await readFile(join(folder, "rows.parquet"))).subarray(0, 5000));
		},
	],
	["no rows", (folder) => rm(join(folder, "rows.parquet"))],
	["an account that is none", (folder) => writeFile(join(folder, "account.json"), "{")],
	["an account of something else", (folder) => writeFile(join(folder, "account.json"), '{"schema":"other"}')],
	["no account", (folder) => rm(join(folder, "account.json"))],
])("a damaged entry is made again, never trusted: %s", async (_, damage) => {
	if (sound === undefined) {
		await clearCache(cache);
		sound = await run();
	}
	const [entry = ""] = await entries();
	await damage(join(cache, "rows", entry));
	expect(await run()).toEqual(sound);
	expect(await run()).toEqual({ ...sound, cached: true });
	expect(await entries()).toEqual([entry]);
});

test("remains of an interrupted run are no entry, and go when the cache is cleared", async () => {
	await clearCache(cache);
	await mkdir(join(cache, "rows", ".new-abc"), { recursive: true });
	await writeFile(join(cache, "rows", ".new-abc", "rows.parquet"), "half");
	expect(await listCache(cache)).toEqual([]);
	expect((await run()).cached).toBe(false);
	await clearCache(cache);
	expect(await readdir(cache)).toEqual([]);
});

test("a cache that can't be written costs nothing but time", async () => {
	await rm(cache, { recursive: true, force: true });
	await writeFile(cache, "a file where the folder should be");
	expect((await run()).cached).toBe(false);
	expect((await run()).rows.length).toBeGreaterThan(100);
	await rm(cache);
});

test("a small file is not worth keeping", async () => {
	const small = join(home, "small.txt");
	await writeFile(small, content.split("\r\n").slice(0, 2000).join("\r\n"), "latin1");
	expect((await run(small)).cached).toBe(false);
	expect((await run(small)).cached).toBe(false);
});
