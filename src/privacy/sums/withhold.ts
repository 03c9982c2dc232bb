/** Withholding more where what is published adds up to something withheld. */

import { standardRules } from "../protect.js";
import type { Protected } from "../protect-all.js";
import { attackReleases, type Depth, type Release } from "./attack.js";
import type { Sums } from "./document.js";

/** A release as it would be published, and the ids of its rows as the decisions name them. */
export interface Draft<T> {
	readonly released: T;
	readonly release: Release;
	readonly idOf: (name: string) => string;
}

/** Rounds before everything is withheld. */
const mostRounds = 8;

/**
 * Releases, attacks what would be published, and withholds the smallest row beside each that was recovered, until nothing is.
 * Families are protected one after the other, and most releases need none of this: small or one-sided ones do, where nearly
 * everybody is in one part. Bounds tell those apart in no time; where they find something, the whole search goes on from
 * there, and where a few rounds are not enough, nothing is published.
 *
 * Withholding a row never opens another: counts that agreed with more agree with less.
 *
 * @returns `undefined` where everything is withheld and something is still known, by what is listed at all
 */
export function releaseUntilOpen<T>(protection: Protected, draft: (protection: Protected) => Draft<T>): T | undefined {
	const rows = new Map(protection.rows);
	let depth: Depth = "bounds";
	for (let round = 0; ; round++) {
		const { released, release, idOf } = draft({ rows });
		const { recovered, isConsistent } = attackReleases([release], { width: standardRules.width, depth });
		if (!isConsistent) throw new Error("published counts contradict each other");
		if (recovered.length === 0 && (depth === "whole" || round === 0)) return released;
		if (recovered.length === 0) {
			depth = "whole";
			continue;
		}
		const isOpen = (id: string): boolean => rows.has(id) && rows.get(id)?.state.state !== "hidden";
		const open = [...rows.keys()].filter(isOpen);
		if (open.length === 0) return undefined;
		const besides = besidesOf(release.sums);
		const near = recovered.map(({ row }) => [row, ...(besides.get(row) ?? [])].map(idOf).filter(isOpen));
		const cut = near.flatMap((ids) => smallest(ids, rows) ?? []);
		for (const id of round < mostRounds && cut.length > 0 ? cut : open) {
			const own = rows.get(id);
			if (own !== undefined) rows.set(id, { ...own, state: { state: "hidden" } });
		}
	}
}

/** Rows of nobody hide nobody. */
function smallest(ids: readonly string[], rows: Protected["rows"]): string | undefined {
	const sizeOf = (id: string): number => rows.get(id)?.row.population ?? 0;
	return ids.filter((id) => sizeOf(id) > 0).sort((a, b) => sizeOf(a) - sizeOf(b) || (a < b ? -1 : 1))[0];
}

/** Rows that stand in a sum with each. */
function besidesOf({ partitions, relations, values }: Sums): ReadonlyMap<string, ReadonlySet<string>> {
	const besides = new Map<string, Set<string>>();
	const together = [
		...partitions.map(({ whole, parts }) => [whole, ...parts]),
		...[...relations, ...values].map(({ left, right }) => [...left, ...right].map((name) => name.split("#")[0] ?? "")),
	];
	for (const names of together) {
		for (const name of names) {
			const own = besides.get(name) ?? new Set<string>();
			for (const other of names) if (other !== name) own.add(other);
			besides.set(name, own);
		}
	}
	return besides;
}
