/**
 * From an audit with origins to one that may be published: each leaf says what its counts allow, and nothing more.
 *
 * Counts that are published as a band become an absent value with the band beside the reason.
 */

import { type Absent, isAbsent, type Measured, suppressed } from "../domain/measured.js";
import type { RawTable, Released, ReleasedTable } from "../domain/table.js";
import { codeExtreme } from "./bands.js";
import type { CountRow } from "./count-family.js";
import type { RowState } from "./protect.js";
import { type Protected, withheldWords } from "./protect-all.js";
import { banded, withheld } from "./release-family.js";
import { type Counts, leastUnknowns, type Origin, type Plain, plain, type RowUse, type Tracked } from "./tracked.js";

export { type NamedCounts, type Protected, protectAll } from "./protect-all.js";

/** A count that is published as a band: what it may be, for all a reader can tell. */
export interface Banded extends Absent {
	readonly band: { readonly words: string; readonly lower: number; readonly upper: number };
}

/** Replaces every leaf by what may be said of it. */
export const releaseTracked = <T>(value: T, protection: Protected): Released<Plain<T>> =>
	plain(value, (leaf) => released(leaf, protection)) as Released<Plain<T>>;

export function released<T>({ exact, origin }: Tracked<T>, { rows }: Protected): Measured<T> {
	const known = (uses: readonly RowUse[]): "exact" | "banded" | "hidden" => {
		const states = uses.map(({ row, outcomes }) => openness(rows.get(row)?.state, outcomes));
		return states.includes("hidden") ? "hidden" : states.includes("banded") ? "banded" : "exact";
	};
	const by = { exact, rows, known };
	switch (origin.kind) {
		case "open":
			return exact;
		case "population":
		case "count":
			return countOf(origin, by);
		case "derived":
			return when(known(origin.from), exact);
		case "coarse":
			return coarseOf(origin, by);
		case "judged":
			return judgedOf(origin, by);
	}
}

interface By<T> {
	readonly exact: Measured<T>;
	readonly rows: Protected["rows"];
	readonly known: (uses: readonly RowUse[]) => "exact" | "banded" | "hidden";
}

const when = <T>(known: "exact" | "banded" | "hidden", exact: Measured<T>): Measured<T> =>
	known === "exact" ? exact : known === "banded" ? banded : withheld;

function openness(state: RowState | undefined, outcomes: readonly number[]): "exact" | "banded" | "hidden" {
	if (state === undefined || state.state === "hidden") return "hidden";
	if (state.state === "rounded") return "banded";
	return outcomes.some((outcome) => state.coded[outcome] !== undefined) ? "banded" : "exact";
}

const asBand = (words: string, lower: number, upper: number): Banded => ({
	...suppressed(`published as a band: ${words}`),
	band: { words, lower, upper },
});

function countOf<T>(origin: Extract<Origin<T>, { kind: "population" | "count" }>, { exact, rows }: By<T>): Measured<T> {
	const state = rows.get(origin.row)?.state;
	if (state === undefined || state.state === "hidden") return withheld;
	if (isAbsent(exact)) return exact;
	if (state.state === "rounded") {
		const band = state.bands[origin.kind === "population" ? 0 : origin.outcome + 1];
		return band === undefined || band.words === withheldWords ? withheld : asBand(band.words, band.lower, band.upper);
	}
	const coded = origin.kind === "count" ? state.coded[origin.outcome] : undefined;
	if (coded?.words === withheldWords) return withheld;
	return coded === undefined ? exact : asBand(coded.words, coded.lower, coded.upper);
}

function coarseOf<T>(origin: Extract<Origin<T>, { kind: "coarse" }>, { exact, known }: By<T>): Measured<T> {
	const own = known(origin.from);
	if (own !== "exact") return when(own, exact);
	if (origin.cells.length > 0 && known(origin.cells) === "exact") return exact;
	if (origin.unknowns < leastUnknowns) return fewUnknowns;
	return typeof exact === "number" ? (rounded(exact, origin.digits) as Measured<T>) : exact;
}

const fewUnknowns = suppressed("withheld to protect students: it would give away counts that are not published");

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** All counts that a reader can't tell apart; the word is published where it is the same for all of them. */
function judgedOf<T>(origin: Extract<Origin<T>, { kind: "judged" }>, { exact, rows, known }: By<T>): Measured<T> {
	const around = known(origin.from);
	const own = rows.get(origin.row);
	if (own === undefined || own.state.state === "hidden") return withheld;
	if (openness(own.state, [origin.outcome]) === "exact") return around === "hidden" ? withheld : exact;
	if (around === "hidden") return withheld;
	const words = new Set(
		candidates(own.row, own.state, origin.outcome).map((counts) => JSON.stringify(origin.again(counts))),
	);
	return words.size === 1 && words.has(JSON.stringify(exact)) ? exact : dependsOnBand;
}

const dependsOnBand = suppressed("withheld: it depends on which count of a published band is the true one");

/** Counts to try for a band: all of them where they are few, its ends and some between where they are many. */
function candidates({ population }: CountRow, state: RowState, outcome: number): Counts[] {
	if (state.state === "rounded") {
		const [size, had] = [state.bands[0], state.bands[outcome + 1]];
		if (size === undefined || had === undefined) return [];
		return range(size.lower, size.upper).flatMap((all) =>
			range(had.lower, Math.min(had.upper, all)).map((one) => ({ population: all, outcome: one })),
		);
	}
	const coded = state.state === "shown" ? state.coded[outcome] : undefined;
	const ends = coded ?? codeExtreme(0, population);
	return ends === undefined ? [] : range(ends.lower, ends.upper).map((one) => ({ population, outcome: one }));
}

const mostCandidates = 24;

function range(lower: number, upper: number): number[] {
	const step = Math.max(1, Math.ceil((upper - lower) / mostCandidates));
	const values: number[] = [];
	for (let value = lower; value < upper; value += step) values.push(value);
	return [...values, upper];
}

/**
 * Tables that say what a released document says, in rows and columns.
 *
 * @param make puts values of the document into cells; it sees nothing but the document
 */
export const releasedTables = <T>(
	document: Released<T>,
	make: (document: T) => readonly RawTable[],
): readonly ReleasedTable[] => make(document) as readonly RawTable[] as readonly ReleasedTable[];

/**
 * Another document that says what a released one says.
 *
 * @param make puts the document's values in another shape, and beside it what says nothing of students
 */
export const madeOf = <T, U>(document: Released<T>, make: (document: T) => U): Released<U> =>
	make(document) as Released<U>;

/**
 * The same document without entries that should not be there.
 *
 * @param select leaves out entries by nothing but what the document itself says
 */
export const withoutEntries = <T>(document: Released<T>, select: (document: T) => T): Released<T> =>
	select(document) as Released<T>;
