/** Invented families of counts: schools by groups, several partitions at once, stages and pairs of releases. */

import type { CountFamily, CountRow, Partition } from "../../src/privacy/count-family.js";
import type { Random } from "../../src/stats/index.js";

/** Students of one school and group: the smallest cell, which everything else adds up. */
interface Leaf {
	readonly keys: readonly string[];
	readonly population: number;
	readonly outcomes: readonly number[];
}

const add = (leaves: readonly Leaf[], outcomes: number): Omit<Leaf, "keys"> => ({
	population: leaves.reduce((sum, leaf) => sum + leaf.population, 0),
	outcomes: Array.from({ length: outcomes }, (_, k) => leaves.reduce((sum, leaf) => sum + (leaf.outcomes[k] ?? 0), 0)),
});

/** Sizes as they occur: many small groups, some large ones. */
const drawSize = (random: Random): number =>
	Math.floor(1.5 ** (random.uniform() * 13)) - (random.uniform() < 0.2 ? 1 : 0);

/**
 * Leaves by two or three keys (school, race, economic status), every total over any set of keys a row, and the partitions
 * in every direction.
 */
export function drawFamily(random: Random): CountFamily {
	const dimensions = 1 + random.integer(3);
	const sizes = [1 + random.integer(4), 2 + random.integer(4), 2].slice(0, dimensions);
	const exhaustive = random.uniform() < 0.5;
	const outcomes = exhaustive ? ["held back", "placed"] : ["held back at day 1", "held back at the checkpoint"];
	const leaves: Leaf[] = keysOf(sizes).map((keys) => {
		const population = drawSize(random);
		const rate = random.beta(1, 4);
		const first = random.binomial(population, rate);
		return { keys, population, outcomes: [first, exhaustive ? population - first : random.binomial(population, rate)] };
	});
	const rows: CountRow[] = [];
	const partitions: Partition[] = [];
	for (const keys of keysOf(sizes.map((size) => size + 1))) {
		const pattern = keys.map((key, d) => (key === `${sizes[d]}` ? "*" : key));
		const members = leaves.filter((leaf) => pattern.every((key, d) => key === "*" || key === leaf.keys[d]));
		const id = pattern.join("/");
		rows.push({ id, ...add(members, 2) });
		for (const [d, key] of pattern.entries()) {
			if (key !== "*") continue;
			const parts = Array.from({ length: sizes[d] ?? 0 }, (_, part) =>
				pattern.map((own, at) => (at === d ? `${part}` : own)).join("/"),
			);
			partitions.push({ whole: id, parts });
		}
	}
	return random.uniform() < 0.3
		? withLaterRelease({ outcomes, exhaustive, rows, partitions }, random)
		: { outcomes, exhaustive, rows, partitions };
}

/** A second release of the total: the same students but a few, whom no table shows. */
function withLaterRelease(family: CountFamily, random: Random): CountFamily {
	const [total] = family.rows.filter(({ id }) => !/\d/.test(id));
	if (total === undefined) return family;
	const population = random.integer(15);
	const first = random.binomial(population, 0.3);
	const second = family.exhaustive ? population - first : random.binomial(population, 0.3);
	const gone: CountRow = {
		id: "left",
		population,
		outcomes: [first, second],
		neverShown: population > 0 && population < 11,
	};
	const later: CountRow = {
		id: "earlier",
		population: total.population + population,
		outcomes: total.outcomes.map((count, k) => count + (gone.outcomes[k] ?? 0)),
	};
	return {
		...family,
		rows: [...family.rows, gone, later],
		partitions: [...family.partitions, { whole: "earlier", parts: [total.id, "left"] }],
	};
}

function keysOf(sizes: readonly number[]): string[][] {
	return sizes.reduce<string[][]>(
		(keys, size) => keys.flatMap((key) => Array.from({ length: size }, (_, k) => [...key, `${k}`])),
		[[]],
	);
}
