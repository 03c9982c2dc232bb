/** Schools that closed beside schools that opened under the same or nearly the same name: for a person to decide. */

import { districtCode } from "../cds-code.js";
import type { EntityRow } from "../entity.js";
import { groupBy } from "../group-by.js";
import type { PlaceChanges } from "./changes.js";
import { nameChange, nearlySameName } from "./names.js";

/** A closed and an opened code that may be one school. Never used without a person's word. */
export interface PossibleNewCode {
	readonly before: EntityRow;
	readonly after: EntityRow;
	/** "same" also where only the spelling differs. */
	readonly name: "same" | "nearly same";
	/** How near the two stand. */
	readonly where: "same district" | "same county";
}

function likeness(before: EntityRow, after: EntityRow): PossibleNewCode["name"] | undefined {
	if (before.school === "" || after.school === "") return undefined;
	if (nameChange(before.school, after.school, "school") !== "renamed") return "same";
	return nearlySameName(before.school, after.school) ? "nearly same" : undefined;
}

/**
 * Proposes pairs of closed and opened schools of one county.
 *
 * A closed school's candidates are those of the best kind alone: the same name before a nearly same one, its own
 * district before the rest of the county. Equally good candidates are all named.
 *
 * @returns by the former code, then the new one
 */
export function possibleNewCodes({ closed, opened }: Pick<PlaceChanges, "closed" | "opened">): PossibleNewCode[] {
	const countyOf = (row: EntityRow): string => row.cds.slice(0, 2);
	const schools = opened.filter((row) => row.level === "school");
	const byCounty = groupBy(schools, countyOf);
	const rank = ({ name, where }: PossibleNewCode): number =>
		(name === "same" ? 0 : 2) + (where === "same district" ? 0 : 1);
	return closed.flatMap((before) => {
		if (before.level !== "school") return [];
		const found = (byCounty.get(countyOf(before)) ?? []).flatMap((after): PossibleNewCode[] => {
			const name = likeness(before, after);
			const same = districtCode(before.cds) === districtCode(after.cds);
			return name === undefined ? [] : [{ before, after, name, where: same ? "same district" : "same county" }];
		});
		const best = Math.min(...found.map(rank));
		return found.filter((pair) => rank(pair) === best);
	});
}
