/** Rules that hold for every text file: no ids, no birth dates, no paths, no source maps. */

import { type FinishedFile, type FolderContext, type GateRule, place, type Violation } from "./violation.js";

interface Pattern {
	readonly rule: GateRule;
	readonly pattern: RegExp;
	readonly what: string;
	/** What any match holds, found many times faster than the pattern itself. */
	readonly holds?: RegExp;
}

/** No letter, digit, point or slash beside it: decimals, codes of 14 digits and base64 are no ids. */
const apart = (core: string): RegExp => new RegExp(String.raw`(?<![\w.+/=-])(?:${core})(?![\w+/=-]|\.\d)`, "gi");

const patterns: readonly Pattern[] = [
	{
		rule: "student-id",
		pattern: apart(String.raw`\d{10}`),
		what: "ten digits, as a statewide student id has",
		holds: /\d{10}/,
	},
	{
		rule: "student-id",
		pattern: apart("[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}"),
		what: "a hash that no input declares",
		holds: /[0-9a-f]{32}/i,
	},
	{
		rule: "birth-date",
		pattern: apart(String.raw`(?:199[5-9]|20[01]\d|202[0-2])-(?:0\d|1[0-2])-[0-3]\d`),
		what: "a date, year first",
	},
	{
		rule: "birth-date",
		pattern: /(?<![\w./-])(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])\/(?:199[5-9]|20[01]\d|202[0-2])(?![\w/])/g,
		what: "a date, month first",
	},
	{ rule: "source-map", pattern: /sourceMappingURL\s*=/g, what: "a source map" },
	{
		rule: "path",
		pattern:
			/(?<![\w.:/-])\/(?:home|Users|root|tmp|var|mnt|private|Volumes)\/[^\s"'<]|\b[A-Z]:\\{1,2}[^\s"'<]|file:\/\//g,
		what: "a path",
	},
];

const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;

/** All that stands in a text and may not, one violation for each kind. */
export function checkText({ path, content }: FinishedFile, { declared, aggregateInputs }: FolderContext): Violation[] {
	return patterns.flatMap(({ rule, pattern, what, holds }) => {
		if (holds?.test(content) === false) return [];
		// It quotes cells of the state's files, and damaged codes and names of files look like ids and dates.
		const quotes = rule === "student-id" || rule === "birth-date";
		if (quotes && aggregateInputs && path.endsWith("problems.csv")) return [];
		const found = [...content.matchAll(pattern)].filter(([value]) => !declared.has(value.toLowerCase()));
		const kept = found.filter((match) => !isByteCount(content, match.index));
		const [first] = kept;
		if (first === undefined) return [];
		const where = `${what} on line ${lineOf(content, first.index)}`;
		return [{ file: path, table: "text", rule, detail: place(kept.length, where) }];
	});
}

/** Sizes of files and counts of records have ten digits where downloads are that large. */
const isByteCount = (content: string, index: number): boolean =>
	/"(?:bytes|rows\w*|records)": ?$/.test(content.slice(Math.max(0, index - 24), index));
