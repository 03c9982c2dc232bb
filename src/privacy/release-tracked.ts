/**
 * From an audit with origins to one that may be published: each leaf says what its counts allow, and nothing more.
 *
 * Counts that are published as a band become an absent value with the band beside the reason.
 */

import { type Absent, isAbsent, type Measured, suppressed } from "../domain/measured.js";
import type { RawTable, Released, ReleasedTable } from "../domain/table.js";
import { type CodedCount, codeExtreme, roundCount } from "./bands.js";
import type { CountFamily, CountRow } from "./count-family.js";
import { protect, protectIfPossible, type RowState } from "./protect.js";
import { banded, withheld } from "./release-family.js";
import { type Counts, leastUnknowns, type Origin, type Plain, plain, type RowUse, type Tracked } from "./tracked.js";

/** A family of counts; those that come first decide first. */
export interface NamedCounts {
	readonly id: string;
	readonly family: CountFamily;
	/**
	 * Outcomes that say something of one another, by position; topics are protected one after the other, populations first.
	 * All outcomes together where there are none.
	 */
	readonly topics?: readonly (readonly number[])[];
}

/** A count that is published as a band: what it may be, for all a reader can tell. */
export interface Banded extends Absent {
	readonly band: { readonly words: string; readonly lower: number; readonly upper: number };
}

/** How every row of every family is published. */
export interface Protected {
	readonly rows: ReadonlyMap<string, { readonly row: CountRow; readonly state: RowState }>;
}

const hidden: RowState = { state: "hidden" };

/**
 * Protects families one after the other: rows that an earlier family decided stay as they are.
 *
 * A later family starts from the earlier decisions. Where it could only be published by cutting a row that is out already,
 * all its own rows are hidden instead, and it says nothing.
 */
export function protectAll(families: readonly NamedCounts[]): Protected {
	const rows = new Map<string, Decided>();
	for (const { family, topics } of families) {
		if (topics === undefined) decide(family, rows);
		else decideByTopic(family, topics, rows);
	}
	return { rows };
}

interface Decided {
	readonly row: CountRow;
	readonly state: RowState;
}

function decide(family: CountFamily, rows: Map<string, Decided>): void {
	const found = protectBound(family, (id) => rows.get(id)?.state, (id) => rows.has(id));
	for (const row of family.rows) {
		if (!rows.has(row.id)) rows.set(row.id, { row, state: found?.get(row.id) ?? hidden });
	}
}

/**
 * Protects a family without cutting rows that are to be kept. Where the engine would rather cut one of those, the smallest
 * rows that are still open are hidden instead, one more each time.
 *
 * @returns `undefined` where even that is not enough
 */
function protectBound(
	family: CountFamily,
	before: (id: string) => RowState | undefined,
	keeps: (id: string) => boolean,
): ReadonlyMap<string, RowState> | undefined {
	const open = family.rows
		.filter(({ id, population }) => !keeps(id) && before(id)?.state !== "hidden" && population > 0)
		.sort((a, b) => a.population - b.population || (a.id < b.id ? -1 : 1))
		.map(({ id }) => id);
	for (let given = 0; given <= Math.min(open.length, mostGiven); given++) {
		const cut = new Set(open.slice(0, given));
		const bound = family.rows.map((row) => {
			const own = withDecision(row, before(row.id));
			return cut.has(row.id) ? { ...own, neverShown: true } : own;
		});
		const found = protectIfPossible({ ...family, rows: bound })?.rows;
		if (found === undefined) return undefined;
		const holds = family.rows.every(({ id }) => !keeps(id) || detailOf(found.get(id)) >= detailOf(before(id)));
		if (holds) return found;
	}
	return undefined;
}

/** Rows that are given up at the most before a family is given up. */
const mostGiven = 12;

/**
 * Populations first, then each topic over them; an outcome that a topic would have to cut is withheld by itself. Rows that
 * earlier families decided keep all of their outcomes: they stand in other families, too, which would give them away.
 */
function decideByTopic(family: CountFamily, topics: readonly (readonly number[])[], rows: Map<string, Decided>): void {
	const only = (positions: readonly number[]): CountFamily => ({
		...family,
		outcomes: positions.map((at) => family.outcomes[at] ?? ""),
		rows: family.rows.map((row) => ({ ...row, outcomes: positions.map((at) => row.outcomes[at] ?? 0) })),
	});
	const isEarlier = (id: string): boolean => rows.has(id);
	const populations = protectBound(only([]), (id) => rows.get(id)?.state, isEarlier);
	const stateOf = (id: string): RowState => rows.get(id)?.state ?? populations?.get(id) ?? hidden;
	const coded = new Map(
		family.rows.map(({ id }) => [id, family.outcomes.map((): CodedCount | undefined => undefined)]),
	);
	for (const positions of topics) {
		const topic = only(positions);
		const own = {
			...topic,
			rows: topic.rows.map((row) => ({ ...row, populationShown: stateOf(row.id).state === "shown" })),
		};
		const found = protectBound(own, stateOf, isEarlier) ?? alone(own, isEarlier);
		for (const { id, population } of family.rows) {
			const state = found.get(id);
			positions.forEach((at, k) => {
				const own = coded.get(id);
				if (own === undefined) return;
				const isOut = state !== undefined && detailOf(state) >= detailOf(stateOf(id));
				own[at] = !isOut
					? ((state?.state === "rounded" ? state.bands[k + 1] : undefined) ?? {
							words: withheldWords,
							lower: 0,
							upper: population,
						})
					: state.state === "shown"
						? state.coded[k]
						: undefined;
			});
		}
	}
	for (const row of family.rows) {
		rows.set(row.id, { row, state: withOutcomes(row, stateOf(row.id), coded.get(row.id) ?? []) });
	}
}

/** The rows of earlier families by themselves; all others say nothing. */
const alone = (family: CountFamily, isEarlier: (id: string) => boolean): ReadonlyMap<string, RowState> =>
	protect({ ...family, rows: family.rows.filter(({ id }) => isEarlier(id)), partitions: [] }).rows;

/** A population's state with what the topics, these and earlier ones, decided of its outcomes. */
function withOutcomes({ outcomes }: CountRow, state: RowState, coded: readonly (CodedCount | undefined)[]): RowState {
	if (state.state === "hidden") return hidden;
	if (state.state === "shown") return { state: "shown", coded: coded.map((own, at) => own ?? state.coded[at]) };
	const [size] = state.bands;
	if (size === undefined) return hidden;
	const bands = outcomes.map((count, at) => (coded[at]?.words === withheldWords ? coded[at] : roundCount(count)));
	return { state: "rounded", bands: [size, ...bands] };
}

/** Stands for an outcome of a shown population that is withheld to protect others. */
const withheldWords = "withheld";

const detailOf = (state: RowState | undefined): number =>
	state === undefined || state.state === "hidden" ? 0 : state.state === "rounded" ? 1 : 2;

function withDecision(row: CountRow, before: RowState | undefined): CountRow {
	if (before?.state === "hidden") return { ...row, neverShown: true };
	return before?.state === "rounded" ? { ...row, onlyRounded: true } : row;
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
