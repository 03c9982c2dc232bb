/** The body of `cimp entities diff`: operands in, words or JSON out. */

import { relative } from "node:path";
import { diffEntities, type EntitiesDiffWishes } from "../../app/entities-diff.js";
import { problem, Refusal } from "../../domain/problem.js";
import { formatCount, formatNumber, renderJson } from "../../report/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { printProblems, problemsAsJsonLines } from "../problems.js";
import { diffInWords } from "./entities-words.js";

const usage = "cimp entities diff 2018 2025 FILES…";

const refuse = (found: string, expected: string): never => {
	throw new Refusal([problem("CIMP-E303", { file: "entities" }, { found, expected, help: `write it as ${usage}` })]);
};

const yearOf = (text: string | undefined): number =>
	text !== undefined && /^20(?:1[5-9]|[2-9]\d)$/.test(text)
		? Number(text)
		: refuse(text ?? "no year", "a test year from 2015 on");

/** What the operands say. */
function wishesOf(operands: readonly string[], flags: Flags): EntitiesDiffWishes {
	const [action, first, second, ...files] = operands;
	if (action !== "diff") refuse(action ?? "no action", "diff");
	const [from, to] = [yearOf(first), yearOf(second)];
	if (from >= to) refuse(`${from} and ${to}`, "two years, the earlier first");
	if (files.length === 0) refuse("no file", "the entities files of both years, or a folder with them");
	const { out } = flags;
	return { from, to, files, force: flags.force === true, ...(typeof out === "string" ? { out } : {}) };
}

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const effects = { ...context, note: (line: string) => console.note(line) };
	const { diff, problems, crosswalk } = await diffEntities(wishesOf(operands, flags), effects);
	const shown = problems.filter((entry) => console.amount !== "quiet" || entry.severity === "error");
	if (context.json) {
		console.complain(problemsAsJsonLines(shown));
		console.result(renderJson(diff));
		return exitCodes.done;
	}
	if (shown.length > 0) console.complain(printProblems(shown, console.paint));
	for (const input of diff.inputs) {
		const refused = input.rowsRefused === 0 ? "" : `, ${formatNumber(input.rowsRefused)} left out`;
		console.say(`read    ${input.file}  ${input.layout}, ${formatCount(input.rowsRead, "row")}${refused}`);
	}
	console.result(diffInWords(diff));
	if (crosswalk !== undefined) {
		const { rows, accepted, undecided } = diff.crosswalk;
		const counts = `${formatCount(rows, "row")}: ${formatNumber(accepted)} accepted, ${formatNumber(undecided)} to decide`;
		console.say(`wrote   ${relative(context.cwd, crosswalk)} with ${counts}`);
	}
	return exitCodes.done;
}
