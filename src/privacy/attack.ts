/**
 * What a reader can find out: everything that is published of a family, as equations over the counts, and the range in
 * which each hidden count must lie.
 */

import { type Equation, type IntegerRange, integerRanges } from "../stats/index.js";
import type { CountFamily } from "./count-family.js";

/** What a reader knows of one count before adding anything up. */
export interface KnownRange {
	readonly lower: number;
	readonly upper: number;
}

/** One count of a family: a row's population, or one of its outcomes by position. */
export interface CountPlace {
	readonly row: string;
	readonly outcome: number | "population";
}

/** A count that no reader has a bound for may be as large as this: more than California has pupils. */
export const unbounded = 10_000_000;

/**
 * Ranges of all counts, by row, from what is published.
 *
 * @param family structure alone is used: which rows split which, whether outcomes add up. Counts are not looked at.
 * @param published what is shown of each count; nothing known is 0 to `unbounded`
 * @returns per row: first the population's range, then one per outcome
 * @throws Error when no counts agree with what is published: then something published is wrong
 */
export function attack(
	family: Pick<CountFamily, "rows" | "partitions" | "outcomes" | "exhaustive">,
	published: (place: CountPlace) => KnownRange,
): Map<string, IntegerRange[]> {
	const width = family.outcomes.length + 1;
	const position = new Map(family.rows.map((row, index) => [row.id, index * width]));
	const system = new SystemBuilder();
	for (const { id } of family.rows) {
		system.add(published({ row: id, outcome: "population" }));
		for (let k = 0; k < family.outcomes.length; k++) system.add(published({ row: id, outcome: k }));
	}
	for (const { id } of family.rows) {
		const start = position.get(id) ?? 0;
		const outcomes = family.outcomes.map((_, k) => start + k + 1);
		if (family.exhaustive) system.equation([start, ...outcomes], [1, ...outcomes.map(() => -1)], 0);
		// An outcome is a part of the population: the rest is a count too.
		else for (const outcome of outcomes) system.between([start, outcome], [1, -1], { lower: 0, upper: unbounded });
	}
	for (const { whole, parts } of family.partitions) {
		for (let k = 0; k < width; k++) {
			const at = (id: string): number => (position.get(id) ?? 0) + k;
			system.equation([at(whole), ...parts.map(at)], [1, ...parts.map(() => -1)], 0);
		}
	}
	const ranges = system.solve();
	return new Map(family.rows.map(({ id }, index) => [id, ranges.slice(index * width, (index + 1) * width)]));
}

/** Collects variables and equations; an inequality gets a variable of its own for what is left over. */
class SystemBuilder {
	private readonly lower: number[] = [];
	private readonly upper: number[] = [];
	private readonly equations: Equation[] = [];

	add({ lower, upper }: KnownRange): number {
		this.lower.push(lower);
		this.upper.push(upper);
		return this.lower.length - 1;
	}

	equation(variables: readonly number[], coefficients: readonly number[], right: number): void {
		this.equations.push({ variables, coefficients, right });
	}

	/** lower ≤ Σ coefficient × variable ≤ upper. */
	between(variables: readonly number[], coefficients: readonly number[], range: KnownRange): void {
		const rest = this.add(range);
		this.equation([...variables, rest], [...coefficients, -1], 0);
	}

	solve(): readonly IntegerRange[] {
		const { lower, upper, equations } = this;
		const ranges = integerRanges({ lower: Float64Array.from(lower), upper: Float64Array.from(upper), equations });
		if (ranges === undefined) throw new Error("what is published contradicts itself: no counts agree with all of it");
		return ranges;
	}
}
