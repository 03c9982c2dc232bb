/** The output folder: nothing that cimp did not write is overwritten or lost, and a failure changes nothing. */

import {
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import {
	checkGround,
	checkOutput,
	manifestName,
	type OutputFile,
	producer,
	writeFolder,
} from "../../src/app/output.js";
import { Refusal } from "../../src/domain/problem.js";
import { folderContents, workdir } from "../helpers/workdir.js";
import { inWords, refusalOf } from "./effects.js";

const put = (folder: string, files: Readonly<Record<string, string>>): void => {
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
};

/** Files as a command yields them: the manifest last. */
function* made(files: Readonly<Record<string, string>>): Generator<OutputFile> {
	for (const [path, content] of Object.entries(files)) yield { path, content };
	yield { path: manifestName, content: JSON.stringify({ producer, outputs: Object.keys(files) }) };
}

const write = (folder: string, files: Readonly<Record<string, string>>, force = false): Promise<void> =>
	writeFolder(folder, made(files), { force });

const refused = async (work: Promise<unknown>): Promise<string[]> => {
	const error: unknown = await work.then(
		() => new Error("nothing was refused"),
		(reason: unknown) => reason,
	);
	if (error instanceof Refusal) return inWords(error);
	throw error;
};

const plain = (folder: string): Record<string, string> => {
	const { [manifestName]: _manifest, ...files } = Object.fromEntries(folderContents(folder));
	return files;
};

describe("a folder of its own", () => {
	it("is made with its parents, readable as any folder, and nothing beside it", async () => {
		const home = workdir();
		await write(join(home, "a", "b", "out"), { "index.html": "1", "tables/schools.csv": "2" });
		expect(plain(join(home, "a", "b", "out"))).toEqual({ "index.html": "1", "tables/schools.csv": "2" });
		expect(readdirSync(join(home, "a", "b"))).toEqual(["out"]);
		expect(statSync(join(home, "a", "b", "out")).mode & 0o777).toBe(0o777 & ~process.umask());
	});

	it("is replaced whole: what the new run does not write is gone", async () => {
		const out = join(workdir(), "out");
		await write(out, { "index.html": "old", "districts/gone/index.html": "old" });
		await write(out, { "index.html": "new" });
		expect(plain(out)).toEqual({ "index.html": "new" });
		expect(readdirSync(out).sort()).toEqual(["index.html", manifestName]);
		expect(readdirSync(dirname(out))).toEqual(["out"]);
	});

	it("keeps files and empty folders that someone put there", async () => {
		const out = join(workdir(), "out");
		await write(out, { "index.html": "old", "districts/a/index.html": "old" });
		put(out, { "notes.md": "mine", "districts/a/photo.txt": "mine", ".git/HEAD": "ref" });
		mkdirSync(join(out, ".git", "refs", "tags"), { recursive: true });
		await write(out, { "index.html": "new" });
		expect(plain(out)).toEqual({
			"index.html": "new",
			"notes.md": "mine",
			"districts/a/photo.txt": "mine",
			".git/HEAD": "ref",
		});
		expect(statSync(join(out, ".git", "refs", "tags")).isDirectory()).toBe(true);
	});

	it("is filled where it stands empty", async () => {
		const out = workdir();
		await write(out, { "index.html": "new" });
		expect(plain(out)).toEqual({ "index.html": "new" });
	});

	it("is reached through a link, which stays one", async () => {
		const home = workdir();
		mkdirSync(join(home, "real"));
		symlinkSync("real", join(home, "link"));
		await write(join(home, "link"), { "index.html": "1" });
		await write(join(home, "link"), { "index.html": "2" });
		expect(lstatSync(join(home, "link")).isSymbolicLink()).toBe(true);
		expect(plain(join(home, "real"))).toEqual({ "index.html": "2" });
		expect(readdirSync(home).sort()).toEqual(["link", "real"]);
	});
});

describe("a folder of someone else", () => {
	const foreign = { "thesis.txt": "years of work", "sub/data.csv": "a,b" };

	it("is refused, named, and left as it was", async () => {
		const out = join(workdir(), "mine");
		put(out, { "thesis.txt": "years of work" });
		const problem =
			"CIMP-E301 mine files that cimp did not write, such as thesis.txt | an empty or new folder, or one that cimp wrote";
		expect(refusalOf(() => checkOutput(out, false))).toEqual([problem]);
		expect(await refused(write(out, { "index.html": "new" }))).toEqual([problem]);
		expect(plain(out)).toEqual({ "thesis.txt": "years of work" });
		expect(readdirSync(dirname(out))).toEqual(["mine"]);
	});

	it("is written into by force, with its other files kept", async () => {
		const out = join(workdir(), "mine");
		put(out, { ...foreign, "index.html": "my page" });
		await write(out, { "index.html": "new" }, true);
		expect(plain(out)).toEqual({ ...foreign, "index.html": "new" });
	});

	it.each([
		["no JSON", "{"],
		["null", "null"],
		["a list", "[]"],
		["another producer's", JSON.stringify({ producer: "npm", outputs: ["thesis.txt"] })],
		["without a list of outputs", JSON.stringify({ producer, outputs: "thesis.txt" })],
	])("does not become cimp's by a manifest that is %s", (_what, manifest) => {
		const out = join(workdir(), "mine");
		put(out, { ...foreign, [manifestName]: manifest });
		expect(refusalOf(() => checkOutput(out, false))[0]).toMatch(/^CIMP-E301 mine files that cimp did not write/);
	});

	it("outside the output is never touched, whatever the manifest claims", async () => {
		const home = workdir();
		const out = join(home, "out");
		put(home, { "outside.txt": "mine" });
		put(out, {
			"kept.txt": "mine",
			[manifestName]: JSON.stringify({ producer, outputs: ["../outside.txt", join(home, "outside.txt"), 7, null] }),
		});
		await write(out, { "index.html": "new" });
		expect(readFileSync(join(home, "outside.txt"), "utf8")).toBe("mine");
		expect(plain(out)).toEqual({ "index.html": "new", "kept.txt": "mine" });
	});

	it("with a file in the way of a new one stops the run; force gives that file up alone", async () => {
		const out = join(workdir(), "out");
		await write(out, { "index.html": "old" });
		put(out, { "results.json": "mine", tables: "mine", "notes.md": "mine" });
		const next = { "index.html": "new", "results.json": "new", "tables/schools.csv": "new" };
		expect(await refused(write(out, next))).toEqual([
			"CIMP-E301 out results.json | an empty or new folder, or one that cimp wrote",
		]);
		rmSync(join(out, "results.json"));
		expect(await refused(write(out, next))).toEqual([
			"CIMP-E301 out tables | an empty or new folder, or one that cimp wrote",
		]);
		expect(plain(out)).toEqual({ "index.html": "old", tables: "mine", "notes.md": "mine" });
		await write(out, next, true);
		expect(plain(out)).toEqual({ ...next, "notes.md": "mine" });
		expect(readdirSync(dirname(out))).toEqual(["out"]);
	});
});

describe("a failure", () => {
	const old = { "index.html": "old", "tables/schools.csv": "old" };

	async function afterFailure(files: Iterable<OutputFile>, interrupted?: AbortSignal) {
		const out = join(workdir(), "out");
		await write(out, old);
		put(out, { "notes.md": "mine" });
		const error: unknown = await writeFolder(out, files, {
			force: false,
			...(interrupted ? { interrupted } : {}),
		}).then(
			() => undefined,
			(reason: unknown) => reason,
		);
		expect(plain(out)).toEqual({ ...old, "notes.md": "mine" });
		expect(readdirSync(dirname(out))).toEqual(["out"]);
		return error;
	}

	it("in the middle of making files leaves the former folder whole, and keeps its own shape", async () => {
		const bug = new TypeError("a page could not be made");
		const files = function* (): Generator<OutputFile> {
			yield { path: "index.html", content: "new" };
			throw bug;
		};
		expect(await afterFailure(files())).toBe(bug);
	});

	it("of the file system is the user's to mend", async () => {
		const error = await afterFailure([
			{ path: "a", content: "a file" },
			{ path: "a/b", content: "in a file" },
		]);
		expect(error).toBeInstanceOf(Refusal);
		expect(inWords(error as Refusal)[0]).toMatch(/^CIMP-E302 out E(?:EXIST|NOTDIR)/);
	});

	it("by an interruption stops at the next file", async () => {
		const controller = new AbortController();
		let files = 0;
		const endless = function* (): Generator<OutputFile> {
			for (;;) {
				files += 1;
				if (files === 3) controller.abort(new Error("stop"));
				yield { path: `${files}.html`, content: "new" };
			}
		};
		expect(await afterFailure(endless(), controller.signal)).toBe(controller.signal.reason);
		expect(files).toBe(3);
	});

	it("of a place where nothing can be made says so and leaves nothing", async () => {
		const home = workdir();
		put(home, { file: "a file" });
		expect((await refused(write(join(home, "file"), { a: "b" })))[0]).toMatch(/^CIMP-E302 file ENOTDIR/);
		expect((await refused(write(join(home, "file", "out"), { a: "b" })))[0]).toMatch(
			/^CIMP-E302 out E(?:EXIST|NOTDIR)/,
		);
		expect((await refused(write(join(home, "o".repeat(300)), { a: "b" })))[0]).toMatch(/ENAMETOOLONG/);
		expect(Object.fromEntries(folderContents(home))).toEqual({ file: "a file" });
		expect(existsSync(join(home, "o".repeat(300)))).toBe(false);
	});

	const asRoot = process.getuid?.() === 0;
	if (asRoot)
		process.stderr.write("skipped: a closed folder, as root (test/cli/bad-input.test.ts tries it as another user)\n");
	it.skipIf(asRoot)("of a folder that is closed to writing leaves nothing", async () => {
		const closed = join(workdir(), "closed");
		mkdirSync(closed, { mode: 0o555 });
		expect((await refused(write(join(closed, "out"), { a: "b" })))[0]).toMatch(/^CIMP-E302 out EACCES/);
		expect(readdirSync(closed)).toEqual([]);
	});
});

describe("the ground a run stands on", () => {
	it("is not replaced: neither its inputs, through links too, nor the working folder", () => {
		const home = workdir();
		put(home, { "in/results.txt": "x", "elsewhere/other.txt": "x", "work/sub/a": "x" });
		symlinkSync(join(home, "in"), join(home, "link"));
		const results = join(home, "in", "results.txt");
		const input = "CIMP-E301 in results.txt, a file that this run reads | a folder that holds no input";
		expect(refusalOf(() => checkGround(join(home, "in"), home, [results]))).toEqual([
			"CIMP-E301 in results.txt, a file that this run reads | a folder that holds no input",
		]);
		expect(refusalOf(() => checkGround(join(home, "link"), home, [results]))).toEqual([
			input.replace(" in ", " link "),
		]);
		const working = "CIMP-E302 work the working folder, or one above it | a folder that can be replaced as a whole";
		expect(refusalOf(() => checkGround(join(home, "work"), join(home, "work"), []))).toEqual([working]);
		expect(refusalOf(() => checkGround(join(home, "work"), join(home, "work", "sub"), []))).toEqual([working]);
		checkGround(join(home, "new"), home, [results]);
		checkGround(join(home, "in", "out"), join(home, "in"), [results]);
		checkGround(join(home, "elsewhere"), home, [results]);
	});
});
