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

/** A number that is published beside the counts and follows from them: a sum of counts that lies in a range. */
export interface DerivedFact {
	readonly terms: readonly { readonly place: CountPlace; readonly coefficient: number }[];
	readonly lower: number;
	readonly upper: number;
}

export interface AttackOptions {
	readonly derived?: readonly DerivedFact[];
	/** A range this wide is not searched further. */
	readonly enough?: (place: CountPlace) => number;
	/** Stop at the first count whose range is narrower than that. */
	readonly untilNarrow?: boolean;
	/** The counts themselves, where the attacker is the publisher: a first solution, nothing more. */
	readonly known?: (place: CountPlace) => number;
}

/** A count that no reader has a bound for may be as large as this: more than California has pupils. */
export const unbounded = 10_000_000;

/**
 * Ranges of all counts, by row, from what is published.
 *
 * @param family structure alone is used: which rows split which, whether outcomes add up. Counts are not looked at.
 * @param published what is shown of each count; nothing known is 0 to `unbounded`
 * @param options further published numbers, and what makes the search shorter without changing who is safe
 * @returns per row: first the population's range, then one per outcome
 * @throws Error when no counts agree with what is published: then something published is wrong
 */
export function attack(
	family: Pick<CountFamily, "rows" | "partitions" | "outcomes" | "exhaustive">,
	published: (place: CountPlace) => KnownRange,
	{ derived = [], enough, known, untilNarrow = false }: AttackOptions = {},
): Map<string, IntegerRange[]> {
	const width = family.outcomes.length + 1;
	const position = new Map(family.rows.map((row, index) => [row.id, index * width]));
	const variable = ({ row, outcome }: CountPlace): number => {
		const start = position.get(row);
		if (start === undefined) throw new Error(`a fact names row ${row}, which is not there`);
		return start + (outcome === "population" ? 0 : outcome + 1);
	};
	const system = new SystemBuilder();
	const add = (place: CountPlace): number => system.add(published(place), known?.(place) ?? 0, enough?.(place));
	for (const { id } of family.rows) {
		add({ row: id, outcome: "population" });
		for (let k = 0; k < family.outcomes.length; k++) add({ row: id, outcome: k });
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
	for (const { terms, lower, upper } of derived) {
		system.between(
			terms.map(({ place }) => variable(place)),
			terms.map(({ coefficient }) => coefficient),
			{ lower, upper },
		);
	}
	const ranges = system.solve({ untilNarrow, given: known !== undefined, limited: enough !== undefined });
	return new Map(family.rows.map(({ id }, index) => [id, ranges.slice(index * width, (index + 1) * width)]));
}

/** Collects variables and equations; an inequality gets a variable of its own for what is left over. */
class SystemBuilder {
	private readonly lower: number[] = [];
	private readonly upper: number[] = [];
	/** The solution that is known, or zeros. */
	private readonly values: number[] = [];
	/** Widths at which ranges are wide enough. */
	private readonly widths: number[] = [];
	private readonly equations: Equation[] = [];

	/** A variable of no interest is wide enough from the start. */
	add({ lower, upper }: KnownRange, value: number, width = 0): number {
		this.lower.push(lower);
		this.upper.push(upper);
		this.values.push(value);
		this.widths.push(width);
		return this.lower.length - 1;
	}

	equation(variables: readonly number[], coefficients: readonly number[], right: number): void {
		this.equations.push({ variables, coefficients, right });
	}

	/** lower ≤ Σ coefficient × variable ≤ upper. */
	between(variables: readonly number[], coefficients: readonly number[], { lower, upper }: KnownRange): void {
		if (lower === upper) {
			this.equation(variables, coefficients, lower);
			return;
		}
		const value = variables.reduce((sum, j, k) => sum + (coefficients[k] ?? 0) * (this.values[j] ?? 0), 0);
		const rest = this.add({ lower, upper }, value);
		this.equation([...variables, rest], [...coefficients, -1], 0);
	}

	solve(how: { untilNarrow: boolean; given: boolean; limited: boolean }): readonly IntegerRange[] {
		const { equations } = this;
		const options = {
			untilNarrow: how.untilNarrow,
			...(how.limited ? { enough: Float64Array.from(this.widths) } : {}),
			...(how.given ? { known: Float64Array.from(this.values) } : {}),
		};
		const system = { lower: Float64Array.from(this.lower), upper: Float64Array.from(this.upper), equations };
		const ranges = integerRanges(system, options);
		if (ranges === undefined) throw new Error("what is published contradicts itself: no counts agree with all of it");
		return ranges;
	}
}
