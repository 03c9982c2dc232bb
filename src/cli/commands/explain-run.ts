import { problem, problemCatalogueEntry, Refusal } from "../../domain/problem.js";
import { type ProblemCode, problemCodes } from "../../domain/problem-codes.js";
import { suggest } from "../../domain/suggest.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes, exitOf } from "../exit-codes.js";

export async function run(operands: readonly string[], _flags: Flags, context: CommandContext): Promise<number> {
	const typed = operands[0] ?? "";
	const wanted = typed.toUpperCase().replace(/^(?:CIMP-?)?/, "CIMP-");
	const code = problemCodes.find((known) => known === wanted);
	if (code === undefined) {
		const [near] = suggest(wanted, problemCodes, 1);
		const expected = near === undefined ? "a code such as CIMP-E113" : `did you mean ${near}?`;
		throw new Refusal([
			problem("CIMP-E303", { file: "explain" }, { found: typed, expected, help: "docs/problems.md lists all codes" }),
		]);
	}
	context.console.result(explain(code));
	return exitCodes.done;
}

function explain(code: ProblemCode): string {
	const entry = problemCatalogueEntry(code);
	const ends = entry.outcome === "row" ? "the row is left out; the run goes on" : `exit code ${exitOf[entry.outcome]}`;
	return [
		`${code} (${entry.severity}): ${entry.title}`,
		"",
		entry.meaning,
		"",
		`Usual causes  ${entry.causes}`,
		`Expected      ${entry.expected}`,
		`What to do    ${entry.help}`,
		`Leads to      ${ends}`,
		"",
	].join("\n");
}
