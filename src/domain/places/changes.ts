/** What became of places from one year to another: pairs that are one place, and places of one year only. */

import { districtCode, type EntityLevel } from "../cds-code.js";
import type { EntityRow } from "../entity.js";
import { groupBy } from "../group-by.js";
import { type NameChange, nameChange } from "./names.js";

/** One place in both years. */
export interface PlacePair {
	readonly before: EntityRow;
	readonly after: EntityRow;
	readonly name: NameChange;
	/** School code in another district; the districts themselves may have been reorganized. */
	readonly moved: boolean;
	/** Charter type 7, 9 or 10 in one year and another one in the other. */
	readonly charterChanged: boolean;
}

/** Rows of one level in both years, all accounted for: `before` = unchanged + changed + closed, `after` likewise. */
export interface PlaceAccount {
	readonly before: number;
	readonly after: number;
	readonly unchanged: number;
	/** Of the unchanged: spelled in another way. */
	readonly cosmetic: number;
	readonly changed: number;
	readonly closed: number;
	readonly opened: number;
}

export interface PlaceChanges {
	readonly pairs: readonly PlacePair[];
	readonly closed: readonly EntityRow[];
	readonly opened: readonly EntityRow[];
	/** School codes that stand under several districts in one of the years: they pair by the whole code alone. */
	readonly sharedSchoolCodes: readonly string[];
}

const byCode = (left: EntityRow, right: EntityRow): number =>
	left.cds < right.cds ? -1 : left.cds > right.cds ? 1 : 0;

/** The seven digits of the school. */
const schoolCode = (cds: string): string => cds.slice(7);

const schoolsByCode = (rows: readonly EntityRow[]): Map<string, EntityRow[]> =>
	groupBy(
		rows.filter((row) => row.level === "school"),
		(row) => schoolCode(row.cds),
	);

/** The name of a place: its own, not that of what it lies in. */
export const placeName = ({ level, county, district, school }: EntityRow): string =>
	level === "school" ? school : level === "district" ? district : county;

export const isChanged = ({ name, moved, charterChanged }: PlacePair): boolean =>
	name === "renamed" || moved || charterChanged;

function pairOf(before: EntityRow, after: EntityRow): PlacePair {
	return {
		before,
		after,
		name: nameChange(placeName(before), placeName(after), after.level),
		moved: districtCode(before.cds) !== districtCode(after.cds),
		charterChanged: before.charter !== after.charter,
	};
}

/**
 * Pairs the places of two years: by the 14-digit code, and schools that are left by the school code where it is unique
 * in both years. Names never pair anything.
 *
 * @param before rows of the first year, one per code
 * @param after rows of the second year, one per code
 * @returns every row of either year once, in a pair or as closed or opened, by code
 */
export function comparePlaces(before: readonly EntityRow[], after: readonly EntityRow[]): PlaceChanges {
	const later = new Map(after.map((row) => [row.cds, row]));
	const earlier = new Map(before.map((row) => [row.cds, row]));
	if (later.size !== after.length || earlier.size !== before.length) throw new Error("a code stands twice in one year");
	const [codesBefore, codesAfter] = [schoolsByCode(before), schoolsByCode(after)];
	const alone = (codes: Map<string, EntityRow[]>, row: EntityRow): EntityRow | undefined => {
		const rows = codes.get(schoolCode(row.cds)) ?? [];
		return rows.length === 1 ? rows[0] : undefined;
	};
	const partner = (row: EntityRow): EntityRow | undefined => {
		const same = later.get(row.cds);
		if (same !== undefined || row.level !== "school" || alone(codesBefore, row) === undefined) return same;
		return alone(codesAfter, row);
	};
	const pairs: PlacePair[] = [];
	const closed: EntityRow[] = [];
	for (const row of [...before].sort(byCode)) {
		const found = partner(row);
		if (found === undefined) closed.push(row);
		else pairs.push(pairOf(row, found));
	}
	const paired = new Set(pairs.map((pair) => pair.after.cds));
	const shared = [codesBefore, codesAfter].flatMap((codes) =>
		[...codes].filter(([, rows]) => rows.length > 1).map(([code]) => code),
	);
	return {
		pairs,
		closed,
		opened: after.filter((row) => !paired.has(row.cds)).sort(byCode),
		sharedSchoolCodes: [...new Set(shared)].sort(),
	};
}

/**
 * Counts the rows of some levels.
 *
 * @throws Error where they do not add up: a bug, never a user's mistake
 */
export function accountOf(
	levels: readonly EntityLevel[],
	{ pairs, closed, opened }: PlaceChanges,
	rows: { readonly before: readonly EntityRow[]; readonly after: readonly EntityRow[] },
): PlaceAccount {
	const of = (row: EntityRow): boolean => levels.includes(row.level);
	const mine = pairs.filter((pair) => of(pair.after));
	const changed = mine.filter(isChanged).length;
	const account = {
		before: rows.before.filter(of).length,
		after: rows.after.filter(of).length,
		unchanged: mine.length - changed,
		cosmetic: mine.filter((pair) => !isChanged(pair) && pair.name === "cosmetic").length,
		changed,
		closed: closed.filter(of).length,
		opened: opened.filter(of).length,
	};
	const { unchanged } = account;
	if (
		unchanged + changed + account.closed !== account.before ||
		unchanged + changed + account.opened !== account.after
	) {
		throw new Error(`places do not add up: ${JSON.stringify(account)}`);
	}
	return account;
}
