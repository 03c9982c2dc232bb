/** A roster's header: which heading is which column of the contract or of the policy, and what is wrong with it. */

import { type Problem, problem, Refusal } from "../../domain/problem.js";
import {
	plainHeading,
	type RosterColumnFacts,
	rosterColumnBySpelling,
	rosterColumns,
} from "../../domain/roster-columns.js";
import { suggest } from "../../domain/suggest.js";
import type { Delimiter } from "../layouts/layout.js";
import { type HeaderRecord, headerRecords } from "../recognise.js";
import { exportHelp } from "./help.js";

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

const factsOf = (name: string): RosterColumnFacts | undefined => rosterColumns.find((entry) => entry.name === name);

const matched = ({ names }: HeaderRecord, measures: readonly string[]): number =>
	names.filter((name) => meaningsOf(name, measures).length > 0).length;

/** Columns whose names also stand in cells ("EL", "SED"). */
const namedInCells = ["sed", "el", "ltel", "swd", "foster", "homeless"];

/** True where two names stand that are no cells. What is no header may be a student's row, of which nothing is repeated. */
const isHeader = ({ names }: HeaderRecord, measures: readonly string[]): boolean =>
	names.filter((name) => meaningsOf(name, measures).some((meaning) => !namedInCells.includes(meaning))).length >= 2;

const quoted = (names: readonly string[]): string => names.map((name) => `"${name.trim()}"`).join(", ");

const helpWithoutHeader =
	"export the roster with its headings, or write them as the first line; docs/placement-roster.md lists names and synonyms";

/** Problem CIMP-E140: what stands in the first line, what it lacks, and which headings may be it. */
function missingProblem(file: string, header: HeaderRecord, missing: readonly string[], isOne: boolean): Problem {
	const { names, firstLine: line } = header;
	const spellings = missing.map((name) => {
		const synonyms = factsOf(name)?.synonyms ?? [];
		return synonyms.length === 0 ? name : `${name} (or ${synonyms.slice(0, 4).join(", ")})`;
	});
	const expected = spellings.join("; ");
	if (!isOne) {
		const found = `a first line of ${names.length} cells with too few known headings: it may be a row`;
		return problem("CIMP-E140", { file, line }, { found, expected, help: helpWithoutHeader });
	}
	const near = missing.flatMap((name) => nearestTo(name, names));
	const shown = names.slice(0, 30);
	const found = `${names.length} columns: ${quoted(shown)}${names.length > shown.length ? " and more" : ""}`;
	const help = near.length > 0 ? { help: near.join("; ") } : {};
	// Headings are the message: they are not cut like a user's cell.
	return { ...problem("CIMP-E140", { file, line }, { found, expected, ...help }), found };
}

/** The heading that may be a missing column, in words. */
function nearestTo(name: string, names: readonly string[]): string[] {
	const free = names.filter((heading) => rosterColumnBySpelling.get(plainHeading(heading)) === undefined);
	const [best] = suggest(name, free, 1);
	const byWord =
		best ?? free.find((heading) => factsOf(name)?.synonyms.some((word) => plainHeading(heading).includes(word)));
	return byWord === undefined ? [] : [`rename "${byWord.trim()}" to ${name} if that is what it holds`];
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
		throw new Refusal([problem("CIMP-E140", { file, line: 1 }, { found, help: exportHelp })]);
	}
	const all = positionsOf(best, measures);
	const doubled = [...all].filter(([, positions]) => positions.length > 1);
	const doubles = doubled.map(([name, positions]) => {
		const found = positions.map((at) => `"${best.names[at]?.trim()}" (field ${at + 1})`).join(" and ");
		return problem("CIMP-E141", { file, line: best.firstLine }, { found, expected: `one column for ${name}` });
	});
	const positions = new Map([...all].map(([name, [first = 0]]) => [name, first]));
	const missing = missingColumns(positions);
	const lacking = missing.length === 0 ? [] : [missingProblem(file, best, missing, isHeader(best, measures))];
	if (doubles.length + lacking.length > 0) throw new Refusal([...doubles, ...lacking]);
	const read = new Set(positions.values());
	const ignored = best.names.flatMap((_, at) => (read.has(at) ? [] : [at]));
	return { delimiter: best.delimiter, lastLine: best.lastLine, names: best.names, positions, ignored };
}
