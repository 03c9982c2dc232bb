/** From what the user typed to the files that are read. */

import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { type Problem, problem, Refusal } from "../domain/problem.js";
import { suggest } from "../domain/suggest.js";
import { subjects } from "../domain/tests.js";
import type { ColumnMap } from "../ingest/column-map.js";
import { aliasOf } from "../ingest/containers/names.js";
import { roleNames } from "../ingest/layouts/roles.js";
import type { InputFile } from "../ingest/source.js";
import type { Effects } from "./effects.js";
import { manifestName } from "./output.js";
import { configName, parseSettingsFile, unknownWord } from "./settings.js";

/** Files of a folder that nobody means: hidden ones, cimp's settings, and what it writes beside simulated data. */
const isUnmeant = (name: string): boolean =>
	name.startsWith(".") || [configName, manifestName, "truth.json"].includes(name);

/** How the user calls standard input, and messages do too. */
const standardInput = "-";

/**
 * Files named, the files in folders named (one level deep), and standard input for `-`, each once.
 *
 * @param others paths that are used otherwise, such as the column map: no inputs, where a folder holds them
 * @throws Refusal with CIMP-E101 or CIMP-E102 for every path that leads nowhere, E303 where standard input holds nothing
 */
export function findFiles(paths: readonly string[], effects: Effects, others: readonly string[] = []): InputFile[] {
	const problems: ReturnType<typeof problem>[] = [];
	const found = new Map<string, InputFile>();
	for (const typed of paths) {
		if (typed === standardInput) {
			if (effects.stdin === undefined) problems.push(nothingPiped());
			else found.set(typed, { path: typed, name: typed, offered: "named", content: effects.stdin.content() });
			continue;
		}
		const path = resolve(effects.cwd, typed);
		const name = basename(path);
		try {
			const isFolder = statSync(path).isDirectory();
			const files = isFolder ? filesIn(path).filter((file) => !others.includes(file)) : [path];
			if (files.length === 0) {
				problems.push(
					problem("CIMP-E101", { file: name }, { found: "a folder without files", expected: "files in it" }),
				);
			}
			for (const [position, file] of files.entries()) {
				// A file that is named besides its folder counts as named.
				const offered = isFolder && found.get(file)?.offered !== "named" ? "found" : "named";
				const alias = { alias: aliasOf(name, position + 1, file) };
				found.set(file, { path: file, name: basename(file), offered, ...(offered === "found" ? alias : {}) });
			}
		} catch (error) {
			const gone = (error as NodeJS.ErrnoException).code === "ENOENT";
			problems.push(problem(gone ? "CIMP-E101" : "CIMP-E102", { file: name }, { found: typed }));
		}
	}
	if (problems.length > 0) throw new Refusal(problems);
	return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.path < b.path ? -1 : 1));
}

/** What `cimp doctor --fix` writes beside its copies. */
const receiptNames = ["repairs.csv", "proposals.csv"];

function filesIn(folder: string): string[] {
	const receipts = existsSync(join(folder, manifestName)) ? receiptNames : [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry: Dirent) => entry.isFile() && !isUnmeant(entry.name) && !receipts.includes(entry.name))
		.map((entry) => join(folder, entry.name))
		.sort();
}

const nothingPiped = (): Problem =>
	problem(
		"CIMP-E303",
		{ file: standardInput },
		{
			found: "standard input is a terminal",
			expected: "data from another command",
			help: "pipe the data in, e.g. zcat results.txt.gz | cimp analyze - (a file called - is ./-)",
		},
	);

const constants = z.strictObject({
	year: z.number().int().min(2015).max(2099).optional(),
	subject: z.enum(subjects as ["ela", "math", "science"]).optional(),
	grade: z.number().int().optional(),
	group: z.number().int().optional(),
});

const mapSchema = z.strictObject({
	roles: z.partialRecord(z.enum(roleNames as [string, ...string[]]), z.string()).default({}),
	constants: constants.optional(),
	percentScale: z.enum(["percent", "share"]).optional(),
});

/** Where the map and the crosswalk are, if they are given: files that are read beside the tables. */
export const besidePaths = (
	{ map, crosswalk }: { readonly map?: string | undefined; readonly crosswalk?: string | undefined },
	effects: Effects,
): string[] => [map, crosswalk].flatMap((path) => (path === undefined ? [] : [resolve(effects.cwd, path)]));

/** Reads a column map. */
export function readMap(path: string, effects: Effects): ColumnMap {
	const name = basename(path);
	let text: string;
	try {
		text = readFileSync(resolve(effects.cwd, path), "utf8");
	} catch (error) {
		const gone = (error as NodeJS.ErrnoException).code === "ENOENT";
		throw new Refusal([problem(gone ? "CIMP-E101" : "CIMP-E102", { file: name }, { found: path })]);
	}
	const parsed = mapSchema.safeParse(parseSettingsFile(text, name));
	if (parsed.success) return parsed.data as ColumnMap;
	throw new Refusal(
		parsed.error.issues.flatMap((issue) =>
			issue.code === "unrecognized_keys"
				? issue.keys.map((key) => unknownKey(name, [...issue.path, key].join("."), key))
				: [problem("CIMP-E303", { file: name }, { found: issue.path.join(".") || "the map", expected: issue.message })],
		),
	);
}

function unknownKey(file: string, found: string, key: string): Problem {
	const [near] = suggest(key, [...roleNames, ...Object.keys(mapSchema.shape), ...Object.keys(constants.shape)], 1);
	const expected = near === undefined ? "a role that `cimp layouts --map-template` prints" : `did you mean "${near}"?`;
	return problem("CIMP-E303", { file }, { found: near === undefined ? unknownWord : found, expected });
}
