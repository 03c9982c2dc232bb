/** The crosswalk: a reviewable table of schools that stand under another code in a later year, and how it is followed. */

import { groupBy } from "../group-by.js";
import type { PlaceChanges } from "./changes.js";
import { possibleNewCodes } from "./new-codes.js";

/** One line: a school's code in one year and in a later one. Several lines to one code are a merger. */
export interface CrosswalkRow {
	readonly fromYear: number;
	readonly toYear: number;
	/** 14 digits. */
	readonly fromCds: string;
	readonly toCds: string;
	readonly fromName: string;
	readonly toName: string;
	/** "moved" or "new code" as cimp writes them; a person may say more. */
	readonly change: string;
	/** What in the data says so. */
	readonly basis: string;
	/** Only "yes" is followed; blank is for a person to fill. */
	readonly accepted: "yes" | "no" | "";
}

/** The columns of the file, in the order in which they are written. */
export const crosswalkColumns = [
	"from_year",
	"to_year",
	"from_cds",
	"to_cds",
	"from_name",
	"to_name",
	"change",
	"basis",
	"accepted",
] as const;

/**
 * The crosswalk that two years' places suggest: schools that moved district, accepted where the name is the same, and
 * possible new codes, which wait for a person.
 *
 * @returns by the later code, then the former one
 */
export function proposeCrosswalk(changes: PlaceChanges): CrosswalkRow[] {
	const moves = changes.pairs
		.filter((pair) => pair.moved)
		.map(({ before, after, name }): CrosswalkRow => {
			const sameName = name !== "renamed";
			return {
				...endsOf(before, after),
				change: "moved",
				basis: `school code unique in both years, ${sameName ? "same name" : "another name"}`,
				accepted: sameName ? "yes" : "",
			};
		});
	const proposals = possibleNewCodes(changes).map(
		({ before, after, name, where }): CrosswalkRow => ({
			...endsOf(before, after),
			change: "new code",
			basis: `${name === "same" ? "same name" : "nearly the same name"} in the ${where}, one closed and one opened`,
			accepted: "",
		}),
	);
	const key = (row: CrosswalkRow): string => `${row.toCds} ${row.fromCds}`;
	return [...moves, ...proposals].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

type End = { readonly year: number; readonly cds: string; readonly school: string };

const endsOf = (before: End, after: End) => ({
	fromYear: before.year,
	toYear: after.year,
	fromCds: before.cds,
	toCds: after.cds,
	fromName: before.school,
	toName: after.school,
});

/** A code under which a school stood in the baseline year. */
export interface FormerCode {
	readonly cds: string;
	/** True where the crosswalk says that it stood in that very year: its row must be there. */
	readonly expected: boolean;
}

export interface Period {
	readonly baselineYear: number;
	readonly year: number;
	/** Codes of schools with results in the year: a code that lives on did not end in a longer period of the crosswalk. */
	readonly living: ReadonlySet<string>;
}

/** Rows that speak of a period: accepted, overlapping it, and not about an end that had not come yet. */
function rowsOf(rows: readonly CrosswalkRow[], { baselineYear, year, living }: Period): CrosswalkRow[] {
	return rows.filter((row) => {
		if (row.accepted !== "yes" || row.fromYear >= year || row.toYear <= baselineYear) return false;
		return row.toYear <= year || row.fromCds === row.toCds || !living.has(row.fromCds);
	});
}

/**
 * The codes under which each school stood in the baseline year, over one period or a chain of them.
 *
 * A code that lives on keeps its own earlier row, beside those that the crosswalk adds to it. A code from which a
 * school has gone gives its row to no one else.
 *
 * @returns only schools that the crosswalk changes, by their code in the year; former codes in order, their own among them
 */
export function formerCodes(rows: readonly CrosswalkRow[], period: Period): Map<string, readonly FormerCode[]> {
	const steps = groupBy(rowsOf(rows, period), (row) => `${row.fromYear} ${row.toYear}`);
	const former = new Map<string, ReadonlyMap<string, boolean>>();
	const standing = (cds: string): ReadonlyMap<string, boolean> => former.get(cds) ?? new Map([[cds, false]]);
	for (const [, step] of [...steps].sort(([left], [right]) => (left < right ? -1 : 1))) {
		const gone = new Set(step.map((row) => row.fromCds));
		const next = new Map<string, Map<string, boolean>>([...gone].map((cds) => [cds, new Map()]));
		for (const { fromYear, fromCds, toCds } of step) {
			const kept = gone.has(toCds) ? [] : standing(toCds);
			const target = next.get(toCds) ?? new Map(kept);
			next.set(toCds, target);
			for (const [cds, expected] of standing(fromCds)) {
				const said = cds === fromCds && fromYear === period.baselineYear;
				target.set(cds, expected || said || (target.get(cds) ?? false));
			}
		}
		for (const [cds, codes] of next) former.set(cds, codes);
	}
	const changed = [...former].filter(([cds, codes]) => codes.size !== 1 || !codes.has(cds));
	return new Map(
		changed.map(([cds, codes]) => [
			cds,
			[...codes].map(([code, expected]) => ({ cds: code, expected })).sort((a, b) => (a.cds < b.cds ? -1 : 1)),
		]),
	);
}
