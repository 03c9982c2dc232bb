/** Codes and terms as a person reads them. */

import type { Explanation } from "../../app/schemas/explain.js";
import type { GlossaryEntry } from "../../domain/glossary/index.js";

/** Width at which paragraphs are broken. */
const width = 96;

/** Breaks a paragraph into lines, each behind the same indent. */
export function wrapped(text: string, indent = ""): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		if (line !== "" && indent.length + line.length + 1 + word.length > width) {
			lines.push(indent + line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return line === "" ? lines : [...lines, indent + line];
}

export function problemInWords(entry: Extract<Explanation, { kind: "problem" }>): string {
	return [
		`${entry.code} (${entry.severity}): ${entry.title}`,
		"",
		entry.meaning,
		"",
		`Usual causes  ${entry.causes}`,
		`Expected      ${entry.expected}`,
		`What to do    ${entry.help}`,
		`Leads to      ${entry.leadsTo}`,
		"",
	].join("\n");
}

export function termInWords({ term, aliases, short, long, unit, seeAlso }: GlossaryEntry): string {
	const facts = [
		["Also", aliases.join(", ")],
		["Unit", unit ?? ""],
		["See also", seeAlso.join(", ")],
	] as const;
	const given = facts.filter(([, text]) => text !== "");
	return [
		term,
		"",
		...wrapped(short),
		"",
		...wrapped(long),
		"",
		...given.map(([name, text]) => `${name.padEnd(9)} ${text}`),
		"",
	].join("\n");
}

/** All terms with their short definitions. */
export function glossaryInWords(entries: readonly GlossaryEntry[]): string {
	return [
		`${entries.length} terms; cimp explain TERM says more`,
		"",
		...entries.flatMap(({ term, short }) => [term, ...wrapped(short, "    ")]),
		"",
	].join("\n");
}
