/** A roster's header: which heading is which column of the contract or of the policy, and what is wrong with it. */

import { type Problem, problem, Refusal } from "../../domain/problem.js";
import { plainHeading, rosterColumnBySpelling, rosterColumns } from "../../domain/roster-columns.js";
import { suggest } from "../../domain/suggest.js";
import type { Delimiter } from "../layouts/layout.js";
import { type HeaderRecord, headerRecords } from "../recognise.js";

export interface RosterHeader {
	readonly delimiter: Delimiter;
	readonly lastLine: number;
	readonly names: readonly string[];
	/** Where each column that is read stands, from 0; a column of the contract may also be a measure's. */
	readonly positions: ReadonlyMap<string, number>;
	/** Positions that nothing is read from. */
	readonly ignored: readonly number[];
}

/** A title may stand above the header, and no header is longer. */
const headCharacters = 1 << 16;

/** Bases that the statute names: a roster must have one. */
const statutory = ["ethnicity", "gender", "sed"];

/** What a heading stands for: a column of the contract, a measure's column as the policy writes it, or both. */
function meaningsOf(heading: string, measures: readonly string[]): string[] {
	const plain = plainHeading(heading);
	const measure = measures.find((name) => plainHeading(name) === plain);
	const own = rosterColumnBySpelling.get(plain)?.name;
	return [...new Set([measure, own].filter((name) => name !== undefined))];
}

const matched = ({ names }: HeaderRecord, measures: readonly string[]): number =>
	names.filter((name) => meaningsOf(name, measures).length > 0).length;

/** Numbers, dates and the like: what stands in a first line that is no header, and may be a student's. */
const looksLikeData = (names: readonly string[]): boolean => names.some((name) => /\d{3}|\d[./-]\d/.test(name));

const quoted = (names: readonly string[]): string => names.map((name) => `"${name.trim()}"`).join(", ");

/** What stands in the first line, unless it may be a student's row. */
function foundIn(header: HeaderRecord, known: number): string {
	const { length } = header.names;
	if (known === 0 && looksLikeData(header.names))
		return `a first line of ${length} cells that looks like a row, not like headings`;
	const shown = header.names.slice(0, 30);
	return `${length} columns: ${quoted(shown)}${length > shown.length ? " and more" : ""}`;
}

function missingProblem(file: string, header: HeaderRecord, missing: readonly string[], known: number): Problem {
	const names = known === 0 && looksLikeData(header.names) ? [] : header.names;
	const free = names.filter((name) => rosterColumnBySpelling.get(plainHeading(name)) === undefined);
	const near = missing.flatMap((name) => {
		const facts = rosterColumns.find((entry) => entry.name === name);
		const [best] = suggest(name, free, 1);
		const byWord = best ?? free.find((heading) => facts?.synonyms.some((word) => plainHeading(heading).includes(word)));
		return byWord === undefined ? [] : [`rename "${byWord.trim()}" to ${name} if that is what it holds`];
	});
	const spellings = missing.map((name) => {
		const synonyms: readonly string[] = rosterColumns.find((entry) => entry.name === name)?.synonyms ?? [];
		return synonyms.length === 0 ? name : `${name} (or ${synonyms.slice(0, 4).join(", ")})`;
	});
	const found = foundIn(header, known);
	return {
		...problem(
			"CIMP-E140",
			{ file, line: header.firstLine },
			{
				found,
				expected: spellings.join("; "),
				...(near.length > 0 ? { help: near.join("; ") } : {}),
			},
		),
		// Headings are the message: they are not cut like a user's cell.
		found,
	};
}

/** Required columns that are not there; the statute's bases are one requirement. */
function missingColumns(present: ReadonlyMap<string, number>): string[] {
	const required = rosterColumns.filter(({ required, name }) => required && !present.has(name)).map(({ name }) => name);
	return statutory.some((name) => present.has(name)) ? required : [...required, ...statutory];
}

/** Columns of one meaning, each with all its positions. */
function positionsOf({ names }: HeaderRecord, measures: readonly string[]): Map<string, number[]> {
	const positions = new Map<string, number[]>();
	for (const [position, name] of names.entries()) {
		for (const meaning of meaningsOf(name, measures))
			positions.set(meaning, [...(positions.get(meaning) ?? []), position]);
	}
	return positions;
}

/**
 * Finds the header near the top of a text.
 *
 * @param measures headings of the policy's measures
 * @throws Refusal for columns that are missing (CIMP-E140) or that two headings claim (E141)
 */
export function findHeader(file: string, text: string, measures: readonly string[]): RosterHeader {
	const records = headerRecords(text.slice(0, headCharacters));
	const best = records.reduce<HeaderRecord | undefined>(
		(a, b) => (a === undefined || matched(b, measures) > matched(a, measures) ? b : a),
		undefined,
	);
	if (best === undefined) {
		const found = "one column, or none";
		throw new Refusal([problem("CIMP-E140", { file, line: 1 }, { found })]);
	}
	const all = positionsOf(best, measures);
	const doubled = [...all].filter(([, positions]) => positions.length > 1);
	const doubles = doubled.map(([name, positions]) => {
		const found = positions.map((at) => `"${best.names[at]?.trim()}" (field ${at + 1})`).join(" and ");
		return problem("CIMP-E141", { file, line: best.firstLine }, { found, expected: `one column for ${name}` });
	});
	const positions = new Map([...all].map(([name, [first = 0]]) => [name, first]));
	const missing = missingColumns(positions);
	const lacking = missing.length === 0 ? [] : [missingProblem(file, best, missing, all.size)];
	if (doubles.length + lacking.length > 0) throw new Refusal([...doubles, ...lacking]);
	const read = new Set(positions.values());
	const ignored = best.names.flatMap((_, at) => (read.has(at) ? [] : [at]));
	return { delimiter: best.delimiter, lastLine: best.lastLine, names: best.names, positions, ignored };
}
