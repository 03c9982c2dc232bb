/** What must hold of every family that is protected, asked of an attacker who sees the published text alone. */

import { expect } from "vitest";
import type { CountFamily } from "../../src/privacy/count-family.js";
import { type Protection, protect, type Rules, standardRules } from "../../src/privacy/protect.js";
import { createRandom } from "../../src/stats/index.js";
import { recover } from "./attacker.js";
import { drawFamily } from "./families.js";
import { publishedText } from "./published.js";

export interface Tally {
	families: number;
	/** Populations of rows of `minimum` or more, and of those that are described, exactly or in bands. */
	couldBeDescribed: number;
	described: number;
}

const empty = ({ rows }: CountFamily): Set<string> =>
	new Set(rows.filter(({ population }) => population === 0).map(({ id }) => id));

export const recovered = (family: CountFamily, protection: Protection, width = standardRules.width) =>
	recover(publishedText(family, protection), width, empty(family));

const rank = { shown: 0, rounded: 1, hidden: 2 } as const;
const saying = (protection: Protection, id: string): number => rank[protection.rows.get(id)?.state ?? "hidden"];

/** Rows as anybody sees them who does not know their names. */
const unnamed = (family: CountFamily, { rows }: Protection): string[] =>
	family.rows.map(({ id, population, outcomes }) => JSON.stringify([population, outcomes, rows.get(id)])).sort();

/** Nothing is recovered; small groups are hidden; protecting again changes nothing. */
function holds(family: CountFamily, protection: Protection, rules: Rules): void {
	expect(recovered(family, protection, rules.width)).toEqual([]);
	for (const { id, population, neverShown } of family.rows) {
		if (neverShown || (population > 0 && population < rules.minimum)) expect(saying(protection, id)).toBe(2);
	}
}

function isIdempotent(family: CountFamily, { rows }: Protection): void {
	const again = {
		...family,
		rows: family.rows.map((row) => ({
			...row,
			neverShown: rows.get(row.id)?.state === "hidden",
			onlyRounded: rows.get(row.id)?.state === "rounded",
		})),
	};
	expect(protect(again).rows).toEqual(rows);
}

/** Other names and another order of rows and sums. */
function disguised(family: CountFamily, seed: string): { family: CountFamily; names: Map<string, string> } {
	const random = createRandom(seed);
	const mixed = random.shuffle(family.rows);
	const names = new Map(mixed.map(({ id }, index) => [id, `row ${index}`]));
	const name = (id: string): string => names.get(id) ?? "";
	return {
		names,
		family: {
			...family,
			rows: mixed.map((row) => ({ ...row, id: name(row.id) })),
			partitions: random
				.shuffle(family.partitions)
				.map(({ whole, parts }) => ({ whole: name(whole), parts: random.shuffle(parts).map(name) })),
		},
	};
}

/** Draws one family and checks everything that is promised of it. */
export function check(seed: string, tally: Tally): void {
	const random = createRandom(seed);
	const family = drawFamily(random);
	const protection = protect(family);
	holds(family, protection, standardRules);
	isIdempotent(family, protection);
	const other = disguised(family, seed);
	expect(unnamed(other.family, protect(other.family))).toEqual(unnamed(family, protection));

	const raised = { minimum: 11 + random.integer(20), width: 5 + random.integer(3) };
	const stricter = protect(family, { ...raised, width: 5 });
	holds(family, stricter, { ...raised, width: 5 });
	for (const { id } of family.rows) expect(saying(stricter, id)).toBeGreaterThanOrEqual(saying(protection, id));

	// A total more: all rows that are no part of anything, added up under a new heading.
	const parts = new Set(family.partitions.flatMap((partition) => partition.parts));
	const tops = family.rows.filter(({ id }) => !parts.has(id));
	const total = {
		id: "total",
		population: tops.reduce((sum, row) => sum + row.population, 0),
		outcomes: family.outcomes.map((_, k) => tops.reduce((sum, row) => sum + (row.outcomes[k] ?? 0), 0)),
	};
	const wider: CountFamily = {
		...family,
		rows: [...family.rows, total],
		partitions: [...family.partitions, { whole: "total", parts: tops.map(({ id }) => id) }],
	};
	holds(wider, protect(wider), standardRules);

	tally.families++;
	for (const { id, population, neverShown } of family.rows) {
		if (neverShown || population < standardRules.minimum) continue;
		tally.couldBeDescribed += population;
		if (saying(protection, id) < 2) tally.described += population;
	}
}
