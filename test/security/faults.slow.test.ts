/** A run killed at 50 moments, and a disk that is full: the old or the new report is whole, and the next run succeeds. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createRandom } from "../../src/stats/index.js";
import { fewSchools, writeResults } from "../helpers/data.js";
import { folderContents, workdir } from "../helpers/workdir.js";
import { pause, start } from "./runs.js";

const kills = 50;
const words = (input: string): string[] => ["analyze", input, "--out", "out", "--quiet"];

function homeWithInputs(home: string): string {
	mkdirSync(join(home, "tmp"), { recursive: true });
	writeResults(join(home, "a.txt"), fewSchools(12));
	writeResults(join(home, "b.txt"), fewSchools(14));
	return home;
}

async function whole(input: string, home: string): Promise<ReadonlyMap<string, string>> {
	expect(await start(words(input), home).ended).toEqual({ code: 0, stderr: "" });
	return folderContents(join(home, "out"));
}

const same = (left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean =>
	left.size === right.size && [...left].every(([path, content]) => right.get(path) === content);

/** What is in the home besides inputs, cache and report, and in the folder for temporary files. */
const remains = (home: string): string[] => [
	...readdirSync(home).filter((name) => !["a.txt", "b.txt", "out", "tmp", "cache"].includes(name)),
	...readdirSync(join(home, "tmp")),
];

describe("a run that is killed", () => {
	it(`at ${kills} moments leaves the old or the new report whole, and nothing piles up`, async () => {
		const home = homeWithInputs(workdir());
		const made = { a: await whole("a.txt", home), b: await whole("b.txt", home) };
		const started = performance.now();
		await whole("a.txt", home);
		const usual = performance.now() - started;
		const random = createRandom(50);
		const seen = { old: 0, fresh: 0, between: 0 };
		let most = 0;
		for (let kill = 0; kill < kills; kill++) {
			const delay = random.uniform() * 1.1 * usual;
			const { child, ended } = start(words("b.txt"), home);
			// Half of them where the folder is being written, which is the shorter part of a run.
			while (kill % 2 === 1 && child.exitCode === null && !readdirSync(home).some((name) => name.startsWith(".out-"))) {
				await pause(1);
			}
			await pause(kill % 2 === 1 ? delay / 4 : delay);
			child.kill("SIGKILL");
			await ended;
			const out = join(home, "out");
			const aside = readdirSync(home).filter((name) => name.startsWith(".out-former-"));
			if (!existsSync(out)) {
				// Between the two renames: the former report is whole beside, and the next run puts it back.
				seen.between++;
				expect(aside.length).toBe(1);
				expect(same(folderContents(join(home, aside[0] ?? "", "out")), made.a)).toBe(true);
			} else {
				const found = folderContents(out);
				expect([same(found, made.a), same(found, made.b)]).toContain(true);
				seen[same(found, made.a) ? "old" : "fresh"]++;
			}
			most = Math.max(most, remains(home).length);
			expect(same(await whole("a.txt", home), made.a)).toBe(true);
			expect(remains(home)).toEqual([]);
		}
		process.stderr.write(
			`killed ${kills} times: old ${seen.old}, new ${seen.fresh}, between ${seen.between}; at most ${most} remains\n`,
		);
		expect(seen.old).toBeGreaterThan(5);
	});
});

describe("two runs of the program on one folder", () => {
	it("both end well, and the folder is one of theirs, whole", async () => {
		const home = homeWithInputs(workdir());
		const both = ["a.txt", "b.txt"].map((input) => start(words(input), home).ended);
		expect(await Promise.all(both)).toEqual(both.map(() => ({ code: 0, stderr: "" })));
		const found = folderContents(join(home, "out"));
		expect(remains(home)).toEqual([]);
		const alone = { a: await whole("a.txt", home), b: await whole("b.txt", home) };
		expect([same(found, alone.a), same(found, alone.b)]).toContain(true);
	});
});

describe("a full disk", () => {
	const place = workdir();
	const tools = { mount: "mount", unmount: "umount" };
	const mounted = spawnSync(tools.mount, ["-t", "tmpfs", "-o", "size=1500k", "tmpfs", place]).status === 0;
	if (!mounted) process.stderr.write("skipped: a full disk (no file system can be mounted here)\n");
	afterAll(() => {
		if (mounted) spawnSync(tools.unmount, [place]);
	});

	it.skipIf(!mounted)("leaves the former report whole and says so", async () => {
		const home = homeWithInputs(place);
		const before = await whole("a.txt", home);
		spawnSync("dd", ["if=/dev/zero", `of=${join(home, "tmp", "ballast")}`, "bs=1k"]);
		const { code, stderr } = await start(words("b.txt"), home).ended;
		expect([code, stderr]).toEqual([3, expect.stringContaining("CIMP-E302")]);
		expect(same(folderContents(join(home, "out")), before)).toBe(true);
		expect(remains(home)).toEqual(["ballast"]);
	});
});
