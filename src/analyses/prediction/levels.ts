/** Which schools are fitted together: a level's own where it has enough, else all levels, whose fit the small ones borrow. */

import { groupBy } from "../../domain/group-by.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";

/** A level with fewer schools than this borrows from the fit over all levels. */
export const ownFitSchools = 30;

/** A fit and the levels whose schools it judges: the one over all levels also learns from schools that others judge. */
export interface LevelPart<Fit> {
	readonly fit: Fit;
	readonly level: SchoolLevel | "all";
	readonly judges: ReadonlySet<SchoolLevel>;
}

/** Schools that a fit may use, or their places in columns, together and by level. */
export interface Leveled<Member> {
	readonly all: readonly Member[];
	readonly byLevel: ReadonlyMap<SchoolLevel, readonly Member[]>;
}

export const leveled = <Member>(all: readonly Member[], levelOf: (member: Member) => SchoolLevel): Leveled<Member> => ({
	all,
	byLevel: groupBy(all, levelOf),
});

/**
 * Fits level by level.
 *
 * @param candidates schools that a fit may use
 * @param fitOf fits some of them; `undefined` where they can't carry it
 */
export function fitByLevel<Member, Fit extends { readonly schools: readonly Member[] }>(
	candidates: Leveled<Member>,
	fitOf: (members: readonly Member[], level: SchoolLevel | "all") => Fit | undefined,
): LevelPart<Fit>[] {
	const parts: LevelPart<Fit>[] = [];
	const borrowing: SchoolLevel[] = [];
	for (const level of schoolLevels) {
		const members = candidates.byLevel.get(level);
		if (members === undefined) continue;
		const fit = members.length >= ownFitSchools ? fitOf(members, level) : undefined;
		if (fit !== undefined && fit.schools.length >= ownFitSchools) {
			parts.push({ fit, level, judges: new Set([level]) });
		} else {
			borrowing.push(level);
		}
	}
	if (borrowing.length > 0) {
		const fit = fitOf(candidates.all, "all");
		if (fit !== undefined) parts.push({ fit, level: "all", judges: new Set(borrowing) });
	}
	return parts;
}
