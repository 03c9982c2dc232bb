/** The body of `cimp explain`: codes and terms here; what needs a report is loaded only where one is named. */

import type { Explanation } from "../../app/schemas/explain.js";
import { findTerm, type GlossaryEntry, glossary, suggestedNames } from "../../domain/glossary/index.js";
import { notDefined } from "../../domain/measured.js";
import { problem, problemCatalogueEntry, Refusal } from "../../domain/problem.js";
import { type ProblemCode, problemCodes } from "../../domain/problem-codes.js";
import { suggest } from "../../domain/suggest.js";
import { renderJson } from "../../report/json.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes, exitOf } from "../exit-codes.js";
import { glossaryInWords, problemInWords, termInWords } from "./explain-words.js";

type Of<Kind extends Explanation["kind"]> = Extract<Explanation, { kind: Kind }>;

const schema = "cimp/explain/1";

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const typed = operands.join(" ");
	const { console, json } = context;
	const print = (explanation: Explanation, words: string): number => {
		console.result(json ? renderJson(explanation) : words);
		return exitCodes.done;
	};
	if (typeof flags.from === "string") {
		const { explainFrom } = await import("../../app/explain/index.js");
		const { explanationInWords } = await import("./explain-report-words.js");
		const district = typeof flags.district === "string" ? flags.district : undefined;
		const explanation = explainFrom({ what: typed, from: flags.from, district }, context.cwd);
		return print(explanation, explanationInWords(explanation));
	}
	if (typed.trim().toLowerCase() === "glossary") {
		return print({ schema, kind: "glossary", terms: glossary.map(termShape) }, glossaryInWords(glossary));
	}
	const code = codeOf(typed);
	if (code !== undefined) return print(problemOf(code), problemInWords(problemOf(code)));
	const entry = findTerm(typed);
	if (entry === undefined) throw unknown(typed);
	return print({ schema, kind: "term", ...termShape(entry) }, termInWords(entry));
}

const asCode = (typed: string): string => typed.toUpperCase().replace(/^(?:CIMP-?)?/, "CIMP-");

const codeOf = (typed: string): ProblemCode | undefined => problemCodes.find((known) => known === asCode(typed));

function problemOf(code: ProblemCode): Of<"problem"> {
	const { severity, outcome, title, meaning, causes, expected, help } = problemCatalogueEntry(code);
	const leadsTo = outcome === "row" ? "the row is left out; the run goes on" : `exit code ${exitOf[outcome]}`;
	return { schema, kind: "problem", code, severity, title, meaning, causes, expected, help, leadsTo };
}

const termShape = ({ term, aliases, short, long, unit, seeAlso }: GlossaryEntry): Of<"glossary">["terms"][number] => ({
	term,
	aliases: [...aliases],
	short,
	long,
	unit: unit ?? notDefined("not a number"),
	seeAlso: [...seeAlso],
});

/** The nearest code for what looks like one, else the nearest term; a school or figure needs the report. */
function unknown(typed: string): Refusal {
	const looksLikeCode = /^(?:cimp|[ewr]?\d)/i.test(typed) && !/^\d{7,}/.test(typed);
	const near = looksLikeCode
		? suggest(asCode(typed), problemCodes, 1)
		: suggest(typed, ["glossary", ...suggestedNames]);
	const expected = looksLikeCode
		? "a code such as CIMP-E113"
		: "a problem code or a term; for a school, figure, table or finding also --from with the report's folder";
	const help = looksLikeCode ? "docs/problems.md lists all codes" : "cimp explain glossary lists all terms";
	const details = {
		found: typed,
		expected: near.length === 0 ? expected : `did you mean ${near.join(", or ")}?`,
		help,
	};
	return new Refusal([problem("CIMP-E303", { file: "explain" }, details)]);
}
