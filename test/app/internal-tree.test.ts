/** The folder for the district's own eyes: apart from the public one, closed to others, and known to the gate. */

import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkInternal, internalNotice, noticeName, writeInternal } from "../../src/app/internal-tree.js";
import type { OutputFile } from "../../src/app/output.js";
import { checkPrivacy } from "../../src/app/privacy-check.js";
import { Refusal } from "../../src/domain/problem.js";
import { folderContents, workdir } from "../helpers/workdir.js";
import { inWords, refusalOf } from "./effects.js";

const list = "student_id,name\n1,A\n";
const made: readonly OutputFile[] = [
	{ path: "students.csv", content: list },
	{
		path: "schools/one/list.csv",
		content: [Buffer.from(list)],
	},
	{ path: "audit.internal.json", content: "{}\n" },
	{ path: "report.html", content: `<p>${internalNotice}</p>` },
];
const one = made.slice(0, 1);

function places(): {
	home: string;
	internal: string;
	options: { force: false; publicFolder: string; command: string };
} {
	const home = workdir();
	const publicFolder = join(home, "out");
	return { home, internal: join(home, "internal"), options: { force: false, publicFolder, command: "test" } };
}

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe("the internal folder", () => {
	it("holds what it was given, its notice and a manifest, for its owner alone, whatever the umask", async () => {
		const { internal, options } = places();
		const before = process.umask(0);
		try {
			await writeInternal(internal, made, options);
		} finally {
			process.umask(before);
		}
		const files = folderContents(internal);
		expect([...files.keys()]).toEqual([
			noticeName,
			"audit.internal.json",
			"manifest.json",
			"report.html",
			"schools/one/list.csv",
			"students.csv",
		]);
		expect(files.get(noticeName)).toBe(`${internalNotice}\n`);
		expect(files.get("schools/one/list.csv")).toBe(list);
		expect(JSON.parse(files.get("manifest.json") ?? "")).toMatchObject({
			producer: "cimp",
			command: "test",
			internal: true,
			outputs: [...files.keys()].filter((path) => path !== "manifest.json"),
		});
		expect([...files.keys()].map((path) => mode(join(internal, path)))).toEqual([...files.keys()].map(() => "600"));
		expect(["", "schools", "schools/one"].map((path) => mode(join(internal, path)))).toEqual(["700", "700", "700"]);
	});

	it("is written again, closed also where it was open, and what is not cimp's stays", async () => {
		const { home, internal, options } = places();
		await writeInternal(internal, made.slice(2), options);
		writeFileSync(join(internal, "notes.txt"), "mine");
		chmodSync(internal, 0o755);
		await writeInternal(internal, one, options);
		expect([...folderContents(internal).keys()]).toEqual([noticeName, "manifest.json", "notes.txt", "students.csv"]);
		expect([mode(internal), readFileSync(join(internal, "notes.txt"), "utf8")]).toEqual(["700", "mine"]);
		expect(readdirSync(home)).toEqual(["internal"]);
	});

	it("never takes the place of files that cimp did not write", async () => {
		const { internal, options } = places();
		mkdirSync(internal);
		writeFileSync(join(internal, "students.csv"), "mine");
		await expect(writeInternal(internal, one, options)).rejects.toThrow("CIMP-E301");
		expect(folderContents(internal)).toEqual(new Map([["students.csv", "mine"]]));
		await writeInternal(internal, one, { ...options, force: true });
		expect(readFileSync(join(internal, "students.csv"), "utf8")).toBe(list);
	});

	it("needs its notice on every page", async () => {
		const { home, internal, options } = places();
		const page = { path: "report.html", content: "<p>words</p>" };
		await expect(writeInternal(internal, [page], options)).rejects.toThrow("does not say that it is internal");
		expect(readdirSync(home)).toEqual([]);
	});
});

describe("a folder that is not apart from the public one", () => {
	it.each([
		["is the public one", "out", "the public folder"],
		["lies in it", "out/internal", "a folder in the public one"],
		["lies around it", ".", "a folder around the public one"],
		["is the public one behind a link", "link", "the public folder"],
		["lies in it behind a link", "link/more/internal", "a folder in the public one"],
	])("%s: refused before anything is written", (_what, path, found) => {
		const { home, options } = places();
		mkdirSync(join(home, "out"));
		symlinkSync("out", join(home, "link"));
		const folder = join(home, path);
		expect(refusalOf(() => checkInternal(folder, options))[0]).toContain(
			` ${found} | a folder apart from the public one`,
		);
		expect(existsSync(join(home, "out", "internal"))).toBe(false);
	});

	it("does not mean one whose name begins alike", () => {
		const { home, options } = places();
		expect(() => checkInternal(join(home, "out-internal"), options)).not.toThrow();
		expect(() => checkInternal(join(home, "..internal"), options)).not.toThrow();
	});

	it("is refused by the writer, too", async () => {
		const { options } = places();
		const refused = await writeInternal(join(options.publicFolder, "x"), one, options).catch((error: unknown) => error);
		expect(refused instanceof Refusal ? inWords(refused)[0] : refused).toContain("a folder in the public one");
	});
});

it("the gate refuses an internal folder, file by file", async () => {
	const { home, internal, options } = places();
	await writeInternal(internal, made, options);
	const { violations } = checkPrivacy(["internal"], { cwd: home });
	const marked = violations.filter(({ rule }) => rule === "internal").map(({ file }) => file);
	expect(marked).toEqual([noticeName, "audit.internal.json", "manifest.json", "report.html"]);
	expect(violations.filter(({ rule }) => rule === "student-column").map(({ file }) => file)).toEqual([
		"schools/one/list.csv",
		"students.csv",
	]);
});
