/** A folder of its own for a test, and the real program run in it. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

const made: string[] = [];

/** Called after each test file (setup.ts); test files share this module. */
export function removeWorkdirs(): void {
	for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** An empty folder that is gone after the test file. */
export function workdir(): string {
	const folder = mkdtempSync(join(tmpdir(), "cimp-test-"));
	made.push(folder);
	return folder;
}

export interface Finished {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the built program as a user would; `input` is piped in. */
export function cimp(
	words: readonly string[],
	cwd: string,
	env: Record<string, string> = {},
	input: Buffer | string = "",
): Finished {
	const { NODE_OPTIONS: _ignored, ...inherited } = process.env;
	const run = spawnSync(process.execPath, [join(repository, "bin", "cimp.js"), ...words], {
		cwd,
		env: { ...inherited, CIMP_CACHE_DIR: join(cwd, "cache"), ...env },
		encoding: "utf8",
		input,
		maxBuffer: 256 * 1024 * 1024,
	});
	return { code: run.status ?? -1, stdout: run.stdout, stderr: run.stderr };
}

/** All files below a folder as path → content, for comparing folders whole. */
export function folderContents(folder: string): Map<string, string> {
	const paths = (readdirSync(folder, { recursive: true, withFileTypes: true }) as import("node:fs").Dirent[])
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	return new Map(paths.map((path) => [relative(folder, path).replaceAll("\\", "/"), readFileSync(path, "utf8")]));
}
