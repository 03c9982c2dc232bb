/** The body of `cimp tidy`: rows to a file or to standard output, the account to stderr. */

import { createReadStream } from "node:fs";
import { relative } from "node:path";
import { tidy } from "../../app/tidy.js";
import { problem, Refusal } from "../../domain/problem.js";
import { formatCount, formatNumber, renderJson } from "../../report/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { printProblems, problemsAsJsonLines } from "../problems.js";

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	if (operands.length === 0) {
		const expected = "files or folders, e.g. cimp tidy results.txt (cimp help tidy)";
		const details = { found: "no file", expected, help: "name the files to read" };
		throw new Refusal([problem("CIMP-E303", { file: "tidy" }, details)]);
	}
	const { quiet: _quiet, verbose: _verbose, json: _json, ...wishes } = flags;
	const toStdout = (wishes.out ?? "-") === "-";
	const effects = { ...context, note: (line: string) => console.note(line) };
	const outcome = await tidy({ ...wishes, files: operands }, effects, (path) =>
		sendTo(console.result.bind(console), path),
	);
	const { problems, inputs, rows } = outcome;
	if (context.json) {
		console.complain(problemsAsJsonLines(problems));
		if (!toStdout) console.result(renderJson({ schema: "cimp/tidy/1", rows, inputs }));
		return exitCodes.done;
	}
	const shown = problems.filter((entry) => console.amount !== "quiet" || entry.severity === "error");
	if (shown.length > 0) console.complain(printProblems(shown, console.paint));
	for (const input of inputs) {
		const refused = input.rowsRefused === 0 ? "" : `, ${formatNumber(input.rowsRefused)} left out`;
		const origin = input.cached ? " (from the cache)" : "";
		console.say(`read    ${input.file}  ${input.layout}, ${formatCount(input.rowsRead, "row")}${refused}${origin}`);
	}
	const where = outcome.path === undefined ? "standard output" : relative(context.cwd, outcome.path);
	console.say(`wrote   ${formatCount(rows, "row")} to ${where}`);
	return exitCodes.done;
}

/** Sends a file's bytes on, a piece at a time. */
async function sendTo(write: (text: string) => void, path: string): Promise<void> {
	for await (const piece of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 20 }))
		write(piece as string);
}
