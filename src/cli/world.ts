/** What the command line is run in: the process's own streams, places and signals, or those that a test hands in. */

import { homedir, tmpdir } from "node:os";
import { addAbortSignal } from "node:stream";
import { isatty } from "node:tty";
import { cacheFolderOf } from "../app/cache-folder.js";
import type { CommandContext } from "./command.js";
import type { Stream } from "./console.js";
import { exitCodes } from "./exit-codes.js";

export interface World
	extends Pick<CommandContext, "cwd" | "env" | "temporaryFolder" | "cacheFolder" | "stdin" | "interrupted"> {
	readonly stdout: Stream;
	readonly stderr: Stream;
}

/** The world of this process; its signals and closed pipes are seen to from now on. */
export function worldOfProcess(): World {
	endQuietlyOnClosedPipe();
	const interrupted = listenForInterruption();
	const { cwd, env, platform, stdout, stderr } = process;
	const cacheFolder = cacheFolderOf(env, platform, homedir());
	const places = { cwd: cwd(), env, temporaryFolder: tmpdir(), cacheFolder };
	return { ...places, ...pipedIn(interrupted), stdout, stderr, interrupted };
}

/** Standard input where it is no terminal; it is touched only when it is read, and an interruption ends the waiting. */
const pipedIn = (interrupted: AbortSignal): Pick<World, "stdin"> =>
	isatty(0) ? {} : { stdin: { content: () => addAbortSignal(interrupted, process.stdin) } };

/** Ctrl-C ends the work at its next pause, so that temporary files go; a second one ends it at once. */
function listenForInterruption(): AbortSignal {
	const controller = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort(new Error(signal)));
	return controller.signal;
}

/** A reader that has seen enough (`| head`) is no error. */
function endQuietlyOnClosedPipe(): void {
	// Words that nobody reads are no reason to leave the work undone.
	process.stderr.on("error", () => undefined);
	process.stdout.once("error", (error: NodeJS.ErrnoException) => {
		if (error.code === "EPIPE") process.exit(exitCodes.done);
		throw error;
	});
}
