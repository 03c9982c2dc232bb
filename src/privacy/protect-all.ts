/** Families of counts protected one after the other: earlier decisions bind later ones. */

import { type CodedCount, roundCount } from "./bands.js";
import type { CountFamily, CountRow } from "./count-family.js";
import { protect, protectIfPossible, type RowState } from "./protect.js";

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
	const found = protectBound(
		family,
		(id) => rows.get(id)?.state,
		(id) => rows.has(id),
	);
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
	const parts = new Set(family.partitions.flatMap((partition) => partition.parts));
	const isEarlier = (id: string): boolean => rows.has(id);
	const isWhole = (id: string): boolean => isEarlier(id) && !parts.has(id);
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
		const found = protectBound(own, stateOf, isWhole) ?? alone(own, isWhole);
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
export const withheldWords = "withheld";

const detailOf = (state: RowState | undefined): number =>
	state === undefined || state.state === "hidden" ? 0 : state.state === "rounded" ? 1 : 2;

function withDecision(row: CountRow, before: RowState | undefined): CountRow {
	if (before?.state === "hidden") return { ...row, neverShown: true };
	return before?.state === "rounded" ? { ...row, onlyRounded: true } : row;
}
