/** Which files a run reads, from what the user typed. */

import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { findFiles } from "../../src/app/files.js";
import { workdir } from "../helpers/workdir.js";
import { effectsIn, refusalOf } from "./effects.js";

const names = ["b.txt", "a.pdf", ".hidden", "cimp.config.yml", "manifest.json", "truth.json", "map.yml", "notes.md"];

function folderWith(): string {
	const home = workdir();
	mkdirSync(join(home, "in", "deeper"), { recursive: true });
	for (const name of [...names, join("deeper", "c.txt")]) writeFileSync(join(home, "in", name), "x");
	return home;
}

const shown = (files: ReturnType<typeof findFiles>): string[] => files.map(({ name, offered }) => `${name} ${offered}`);

test("all files of a folder, one level deep, but hidden ones, cimp's own, and the map", () => {
	const home = folderWith();
	const effects = effectsIn(home);
	const map = join(home, "in", "map.yml");
	expect(shown(findFiles(["in"], effects, [map]))).toEqual(["a.pdf found", "b.txt found", "notes.md found"]);
	expect(findFiles(["in"], effects).map((file) => basename(file.path))).toEqual([
		"a.pdf",
		"b.txt",
		"map.yml",
		"notes.md",
	]);
});

test("a file that is named besides its folder, before or after it, counts as named, and once", () => {
	const effects = effectsIn(folderWith());
	const expected = ["a.pdf found", "b.txt named", "map.yml found", "notes.md found"];
	expect(shown(findFiles(["in", "in/b.txt"], effects))).toEqual(expected);
	expect(shown(findFiles(["in/b.txt", "./in/../in"], effects))).toEqual(expected);
	expect(shown(findFiles(["in/truth.json"], effects))).toEqual(["truth.json named"]);
});

test("standard input, once, and not where there is none", async () => {
	const effects = effectsIn(workdir());
	const content = async function* () {
		yield Buffer.from("words");
	};
	const [piped, ...others] = findFiles(["-", "-"], { ...effects, stdin: { content } });
	expect([piped?.name, piped?.offered, others]).toEqual(["-", "named", []]);
	const pieces: string[] = [];
	for await (const piece of piped?.content ?? []) pieces.push(piece.toString());
	expect(pieces).toEqual(["words"]);
	expect(refusalOf(() => findFiles(["-", "gone.txt"], effects))).toEqual([
		"CIMP-E303 - standard input is a terminal | data from another command",
		"CIMP-E101 gone.txt gone.txt | the path of a file that exists",
	]);
});
