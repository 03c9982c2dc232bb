/** The command line's front door: parses, runs, and turns every ending into words and an exit code. */

import { CommanderError, type Command as Program } from "commander";
import { version } from "../app/version.js";
import { type Problem, problem, Refusal } from "../domain/problem.js";
import { type Amount, Console } from "./console.js";
import { exitCodes } from "./exit-codes.js";
import { exitOfProblems, printProblems, problemsAsJsonLines } from "./problems.js";
import { makeProgram, shortHelpOf } from "./program.js";
import { ProgressLine } from "./progress.js";
import { type World, worldOfProcess } from "./world.js";

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
 * @param world the process's own, if none is given
 * @returns the exit code
 */
export async function main(words: readonly string[], world: World = worldOfProcess()): Promise<number> {
	const { stdout, stderr, interrupted, ...places } = world;
	if (words.length === 0) {
		stderr.write(shortHelp);
		return exitCodes.usage;
	}
	let code: number = exitCodes.done;
	let doing = "reading the command line";
	const consoleOf = (amount: Amount): Console =>
		new Console({ stdout, stderr, env: world.env, color: !words.includes("--no-color") }, amount);
	let console = consoleOf("normal");
	let json = words.includes("--json");
	const program = makeProgram(async (command, operands, flags) => {
		json = flags.json === true;
		doing = `cimp ${command.name}`;
		console = consoleOf(amountOf(flags));
		const watched = stderr.isTTY === true && stdout.isTTY === true && console.amount !== "quiet";
		const bar = watched && !json ? new ProgressLine(stderr) : undefined;
		const shown = bar ? { progress: bar.show } : {};
		const context = { console, ...places, ...shown, json, interrupted, shortHelp: shortHelpOf(command) };
		code = await command.run(operands, flags, context).finally(() => bar?.clear());
	});
	for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
		// With --json, stderr holds JSON lines alone.
		const write = (text: string): void => void (json ? undefined : stderr.write(text));
		command.exitOverride().configureOutput({ writeErr: write, writeOut: (text) => void stdout.write(text) });
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

/** `help nonsense` is answered as `nonsense` is: with the nearest command; `help group command` as the command's help. */
function knownTopic(words: readonly string[], program: Program): string[] {
	const [first, topic, inner] = words;
	if (first === "help" && inner !== undefined) return [...words.slice(1), "--help"];
	const unknown = topic !== undefined && !program.commands.some((command) => command.name() === topic);
	return first === "help" && unknown && topic !== "help" ? words.slice(1) : [...words];
}

const usageProblem = (error: CommanderError): Problem =>
	problem("CIMP-E303", { file: "cimp" }, { found: error.message.replace(/^error: /, "") });

function bugReport(error: unknown, doing: string, debug: boolean): string {
	const what = error instanceof Error ? error.message : String(error);
	const trace = error instanceof Error && debug ? `${error.stack}\n` : "run again with --debug for the trace\n";
	return `cimp ${version}: a bug stopped ${doing}: ${what}\nplease report it with the command and, if you may, the file\n${trace}`;
}
