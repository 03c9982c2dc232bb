/** Runs of the real program that a test stops, starts together, or watches. */

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { repository } from "../helpers/workdir.js";

export interface Started {
	readonly child: ChildProcess;
	/** The exit code, or -1 where it was killed; and what it said. */
	readonly ended: Promise<{ readonly code: number; readonly stderr: string }>;
}

/** Starts a run with temporary files and cache in folders of the home. */
export function start(words: readonly string[], home: string): Started {
	const env = { ...process.env, TMPDIR: join(home, "tmp"), CIMP_CACHE_DIR: join(home, "cache") };
	const child = spawn(process.execPath, [join(repository, "bin", "cimp.js"), ...words], {
		cwd: home,
		env,
		stdio: ["ignore", "ignore", "pipe"],
	});
	let stderr = "";
	child.stderr?.on("data", (part: Buffer) => {
		stderr += part.toString();
	});
	return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code: code ?? -1, stderr }))) };
}

export const pause = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));
