/** The command line's front door: parses, runs, and turns every ending into words and an exit code. */

import { homedir, tmpdir } from "node:os";
import { addAbortSignal } from "node:stream";
import { isatty } from "node:tty";
import { CommanderError, type Command as Program } from "commander";
import { cacheFolderOf } from "../app/cache-folder.js";
import { version } from "../app/version.js";
import { type Problem, problem, Refusal } from "../domain/problem.js";
import type { CommandContext } from "./command.js";
import { type Amount, Console } from "./console.js";
import { exitCodes } from "./exit-codes.js";
import { exitOfProblems, printProblems, problemsAsJsonLines } from "./problems.js";
import { makeProgram, shortHelpOf } from "./program.js";
import { ProgressLine } from "./progress.js";

const shortHelp = `cimp: predicted and actual school results, honestly uncertain

  $ cimp analyze results.txt --out out     reports from the state's results
  $ cimp doctor downloads/                 what is wrong with these files
  $ cimp tidy results.txt --out tidy.csv   checked rows for R, Python or a spreadsheet
  $ cimp simulate --out sample             invented data to try it on
  $ cimp explain CIMP-E113                 what a problem means
  $ cimp help analyze                      all options

`;

const amountOf = (flags: Readonly<Record<string, unknown>>): Amount =>
	flags.quiet === true ? "quiet" : flags.verbose === true ? "verbose" : "normal";

/**
 * Runs the command line.
 *
 * @param words arguments without the program's name
 * @returns the exit code
 */
export async function main(words: readonly string[]): Promise<number> {
	endQuietlyOnClosedPipe();
	const interrupted = listenForInterruption();
	const streams = { stdout: process.stdout, stderr: process.stderr, env: process.env };
	if (words.length === 0) {
		process.stderr.write(shortHelp);
		return exitCodes.usage;
	}
	let code: number = exitCodes.done;
	let doing = "reading the command line";
	let console = new Console({ ...streams, color: !words.includes("--no-color") }, "normal");
	let json = words.includes("--json");
	const program = makeProgram(async (command, operands, flags) => {
		json = flags.json === true;
		doing = `cimp ${command.name}`;
		console = new Console({ ...streams, color: !words.includes("--no-color") }, amountOf(flags));
		const { cwd, env, platform } = process;
		const places = { cwd: cwd(), env, temporaryFolder: tmpdir(), cacheFolder: cacheFolderOf(env, platform, homedir()) };
		const watched = process.stderr.isTTY === true && process.stdout.isTTY === true && console.amount !== "quiet";
		const bar = watched && !json ? new ProgressLine(process.stderr) : undefined;
		const world = { ...places, ...pipedIn(interrupted), ...(bar ? { progress: bar.show } : {}) };
		const context = { console, ...world, json, interrupted, shortHelp: shortHelpOf(command) };
		code = await command.run(operands, flags, context).finally(() => bar?.clear());
	});
	for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
		// With --json, stderr holds JSON lines alone.
		const write = (text: string): void => void (json ? undefined : process.stderr.write(text));
		command.exitOverride().configureOutput({ writeErr: write });
	}
	try {
		await program.parseAsync(knownTopic(words, program), { from: "user" });
		return code;
	} catch (error) {
		if (interrupted.aborted && error === interrupted.reason) {
			console.complain("interrupted; nothing was written\n");
			return exitCodes.interrupted;
		}
		if (error instanceof CommanderError) {
			if (error.exitCode === 0) return exitCodes.done;
			if (json) console.complain(problemsAsJsonLines([usageProblem(error)]));
			return exitCodes.usage;
		}
		if (error instanceof Refusal) {
			console.complain(json ? problemsAsJsonLines(error.problems) : printProblems(error.problems, console.paint));
			return exitOfProblems(error.problems);
		}
		console.complain(bugReport(error, doing, words.includes("--debug")));
		return exitCodes.bug;
	}
}

/** Standard input where it is no terminal; it is touched only when it is read, and an interruption ends the waiting. */
const pipedIn = (interrupted: AbortSignal): Pick<CommandContext, "stdin"> =>
	isatty(0) ? {} : { stdin: { content: () => addAbortSignal(interrupted, process.stdin) } };

/** `help nonsense` is answered as `nonsense` is: with the nearest command; `help group command` as the command's help. */
function knownTopic(words: readonly string[], program: Program): string[] {
	const [first, topic, inner] = words;
	if (first === "help" && inner !== undefined) return [...words.slice(1), "--help"];
	const unknown = topic !== undefined && !program.commands.some((command) => command.name() === topic);
	return first === "help" && unknown && topic !== "help" ? words.slice(1) : [...words];
}

const usageProblem = (error: CommanderError): Problem =>
	problem("CIMP-E303", { file: "cimp" }, { found: error.message.replace(/^error: /, "") });

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

function bugReport(error: unknown, doing: string, debug: boolean): string {
	const what = error instanceof Error ? error.message : String(error);
	const trace = error instanceof Error && debug ? `${error.stack}\n` : "run again with --debug for the trace\n";
	return `cimp ${version}: a bug stopped ${doing}: ${what}\nplease report it with the command and, if you may, the file\n${trace}`;
}
