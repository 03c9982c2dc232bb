/** What goes wrong around a run: other runs, changing files, remains of killed ones. Kills are in faults.slow.test.ts. */

import { spawnSync } from "node:child_process";
import {
	appendFileSync,
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkOutput, manifestName, producer, writeFolder } from "../../src/app/output.js";
import { Refusal } from "../../src/domain/problem.js";
import { makeAside, removeAside } from "../../src/ingest/aside.js";
import { storeCached } from "../../src/ingest/cache.js";
import { openInputs } from "../../src/ingest/index.js";
import { fewSchools, writeResults } from "../helpers/data.js";
import { folderContents, workdir } from "../helpers/workdir.js";

/** A process that is gone, and the name that a folder of its would have. */
const gone = spawnSync(process.execPath, ["-e", ""]).pid;
function abandoned(parent: string, stem: string): string {
	mkdirSync(parent, { recursive: true });
	const mine = makeAside(parent, stem);
	const path = mine.replace(`-${process.pid}-`, `-${gone}-`);
	renameSync(mine, path);
	removeAside(mine);
	return path;
}

async function* report(words: string) {
	yield { path: "index.html", content: words };
	yield { path: manifestName, content: JSON.stringify({ producer, outputs: ["index.html"] }) };
}
const write = (out: string, words: string): Promise<void> => writeFolder(out, report(words), { force: false });
const page = (out: string): string | undefined => folderContents(out).get("index.html");

describe("remains of killed runs", () => {
	it("are removed by the next run: folders in the making, former ones, copies and cache entries", async () => {
		const home = workdir();
		const out = join(home, "out");
		await write(out, "old");
		const remains = [".out-new-", ".out-former-"].map((stem) => abandoned(home, stem));
		writeFileSync(join(remains[0] ?? "", "index.html"), "half");
		await write(out, "new");
		expect([readdirSync(home), page(out)]).toEqual([["out"], "new"]);
	});

	it("in the temporary folder and in the cache go, too; those of runs that go on stay", async () => {
		const home = workdir();
		const [temporaryFolder, cache] = [join(home, "tmp"), join(home, "cache")];
		writeResults(join(home, "a.txt"), fewSchools(12));
		abandoned(temporaryFolder, "cimp-ingest-");
		abandoned(join(cache, "rows"), ".new-");
		const alive = makeAside(temporaryFolder, "cimp-ingest-");
		const file = { path: join(home, "a.txt"), name: "a.txt" };
		await (await openInputs([file], { temporaryFolder })).close();
		expect(readdirSync(temporaryFolder).map((name) => join(temporaryFolder, name))).toEqual([alive]);
		removeAside(alive);
		const fingerprint = { sha256: "0".repeat(64), bytes: 1 };
		const made = { reading: { records: 0 }, rowsPath: join(home, "a.txt") } as unknown as Parameters<
			typeof storeCached
		>[2];
		await storeCached("key", { file, fingerprint }, made, { folder: cache, version: "1" });
		expect(readdirSync(join(cache, "rows"))).toEqual(["key"]);
	});

	it("give the former folder back, where a run was killed between its two renames", async () => {
		const home = workdir();
		const out = join(home, "out");
		await write(out, "old");
		const former = abandoned(home, ".out-former-");
		renameSync(out, join(former, "out"));
		checkOutput(out, false);
		expect([readdirSync(home), page(out)]).toEqual([["out"], "old"]);
	});
});

describe("remains behind a link", () => {
	it("come back, too", async () => {
		const home = workdir();
		const [real, link] = [join(home, "real"), join(home, "link")];
		await write(real, "old");
		symlinkSync("real", link);
		renameSync(real, join(abandoned(home, ".real-former-"), "real"));
		checkOutput(link, false);
		expect([readdirSync(home).sort(), page(link)]).toEqual([["link", "real"], "old"]);
	});
});

describe("two runs", () => {
	it("that write one folder at once both end well, and it is one of theirs, whole", async () => {
		const home = workdir();
		const out = join(home, "out");
		for (let round = 0; round < 30; round++) {
			await Promise.all(["a", "b", "c"].map((words) => write(out, `${words}${round}`)));
			expect(["a", "b", "c"].map((words) => `${words}${round}`)).toContain(page(out));
			expect(readdirSync(home)).toEqual(["out"]);
		}
	});
});

describe("an input that changes while it is read", () => {
	it.each([
		["grows", (path: string) => appendFileSync(path, "01^99001\r\n")],
		["is touched", (path: string) => utimesSync(path, 1, 1)],
		[
			"is replaced",
			(path: string) => {
				renameSync(path, `${path}.old`);
				writeResults(path, fewSchools(3));
			},
		],
	])("%s: the run is refused and says so", async (_what, change) => {
		const home = workdir();
		const path = writeResults(join(home, "a.txt"), fewSchools(12));
		// Standard input is read behind the first file: by then that one is open.
		const content = async function* (): AsyncGenerator<Uint8Array> {
			change(path);
			yield Buffer.from("a line\n");
		};
		const files = [
			{ path, name: "a.txt" },
			{ path: "-", name: "-", content: content(), offered: "found" as const },
		];
		const refused = await openInputs(files, { temporaryFolder: home }).then(
			() => undefined,
			(error: unknown) => error,
		);
		expect(
			refused instanceof Refusal ? refused.problems.map(({ code, place }) => [code, place.file]) : refused,
		).toEqual([["CIMP-E137", "a.txt"]]);
		expect(readdirSync(home).filter((name) => name.startsWith("cimp-ingest-"))).toEqual([]);
	});
});

const asRoot = process.getuid?.() === 0;
if (asRoot)
	process.stderr.write("skipped: a closed folder, as root (test/cli/bad-input.test.ts tries it as another user)\n");
describe.skipIf(asRoot)("a folder that is closed to writing", () => {
	it("leaves the former report whole", async () => {
		const home = mkdtempSync(join(tmpdir(), "cimp-test-"));
		await write(join(home, "out"), "old");
		chmodSync(home, 0o555);
		await expect(write(join(home, "out"), "new")).rejects.toThrow("CIMP-E302");
		chmodSync(home, 0o755);
		expect(page(join(home, "out"))).toBe("old");
	});
});
