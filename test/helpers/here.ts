/**
 * The command line in this process: the same words, files and exit codes as a run of the program, without its start. What a
 * test says of the process itself (signals, pipes, memory, the built files) needs `cimp` of workdir.ts.
 */

import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { main } from "../../src/cli/main.js";
import type { Finished } from "./workdir.js";

/** As `cimp`; `input` is piped in. */
export async function cimpHere(
	words: readonly string[],
	cwd: string,
	env: Record<string, string> = {},
	input: Buffer | string = "",
): Promise<Finished> {
	const stdout = new Words();
	const stderr = new Words();
	const code = await main(words, {
		cwd,
		env: { ...env },
		temporaryFolder: env.TMPDIR ?? tmpdir(),
		cacheFolder: env.CIMP_CACHE_DIR ?? join(cwd, "cache"),
		stdin: { content: () => Readable.from(input.length === 0 ? [] : [Buffer.from(input)]) },
		stdout,
		stderr,
		interrupted: new AbortController().signal,
	});
	return { code, stdout: stdout.text, stderr: stderr.text };
}

class Words {
	text = "";
	write(text: string): void {
		this.text += text;
	}
}
