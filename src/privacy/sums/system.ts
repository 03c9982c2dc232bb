/** Counts by numbers in place of names, the equations between them, and bounds that follow from one equation at a time. */

import { outcomeOf, type Places, type Sums } from "./document.js";

/** More than any district has students. */
export const mostStudents = 10_000_000;

/** 0 ≤ Σ factor × count ≤ slack. */
export interface Constraint {
	readonly counts: readonly number[];
	readonly factors: readonly number[];
	/** 0 for an equation. */
	readonly slack: number;
}

export interface SumCount {
	readonly row: string;
	/** Empty for the students of the row. */
	readonly outcome: string;
	/** Number of the row's students; its own for these. */
	readonly students: number;
}

/** All that is known of one or several releases, before anything published is read. */
export class SumSystem {
	readonly counts: SumCount[] = [];
	readonly constraints: Constraint[] = [];
	/** Counts that are rows of students or their outcomes; the others only say something of these. */
	readonly listed = new Set<number>();
	private readonly numbers = new Map<string, number>();
	private readonly written = new Set<string>();

	/** @param place what is to be done with the places of a count: several releases say the same counts */
	add(sums: Sums, place: (count: number, places: Places) => void): void {
		for (const { id, students, outcomes } of sums.rows) {
			const own = this.numberOf(id);
			this.listed.add(own);
			place(own, students);
			for (const [name, places] of Object.entries(outcomes)) {
				const outcome = this.numberOf(outcomeOf(id, name));
				this.listed.add(outcome);
				place(outcome, places);
			}
		}
		const names = new Map(sums.rows.map(({ id, outcomes }) => [id, Object.keys(outcomes)]));
		for (const { whole, parts } of sums.partitions) {
			const common = (names.get(whole) ?? []).filter((name) => parts.every((part) => names.get(part)?.includes(name)));
			this.sum([whole], parts, 0);
			for (const name of common) {
				this.sum(
					[outcomeOf(whole, name)],
					parts.map((part) => outcomeOf(part, name)),
					0,
				);
			}
		}
		for (const { left, right, atLeast } of sums.relations) this.sum(left, right, atLeast ? mostStudents : 0);
		for (const { at, left, right } of sums.values) {
			const value = `${[left.join(" and "), ...right].join(" without ").replaceAll("#", ": ")}`;
			this.sum(left, [...right, value], 0);
			place(this.numberOf(value), { at: [], also: [at] });
		}
	}

	numberOf(id: string): number {
		const known = this.numbers.get(id);
		if (known !== undefined) return known;
		const mark = id.indexOf("#");
		const row = mark < 0 ? id : id.slice(0, mark);
		const students = mark < 0 ? this.counts.length : this.numberOf(row);
		const number = this.counts.length;
		this.counts.push({ row, outcome: mark < 0 ? "" : id.slice(mark + 1), students });
		this.numbers.set(id, number);
		if (mark >= 0) this.constraints.push({ counts: [students, number], factors: [1, -1], slack: mostStudents });
		return number;
	}

	private sum(left: readonly string[], right: readonly string[], slack: number): void {
		const factors = new Map<number, number>();
		const add = (id: string, factor: number): void => {
			const number = this.numberOf(id);
			factors.set(number, (factors.get(number) ?? 0) + factor);
		};
		for (const id of left) add(id, 1);
		for (const id of right) add(id, -1);
		const terms = [...factors].filter(([, factor]) => factor !== 0).sort(([a], [b]) => a - b);
		const key = `${slack} ${terms.join(" ")}`;
		if (this.written.has(key)) return;
		this.written.add(key);
		this.constraints.push({
			counts: terms.map(([number]) => number),
			factors: terms.map(([, factor]) => factor),
			slack,
		});
	}
}

export interface Bounds {
	readonly lower: Float64Array;
	readonly upper: Float64Array;
}

/** Narrows bounds by one equation after the other until none says more. */
export class Propagation {
	/** Numbers of the constraints that each count is in. */
	readonly uses: readonly (readonly number[])[];
	private readonly waiting: Uint8Array;

	constructor(
		private readonly constraints: readonly Constraint[],
		counts: number,
	) {
		const uses: number[][] = Array.from({ length: counts }, () => []);
		for (const [at, { counts: own }] of constraints.entries()) for (const count of own) uses[count]?.push(at);
		this.uses = uses;
		this.waiting = new Uint8Array(constraints.length);
	}

	/**
	 * @param first constraints to begin with; those whose counts become narrower follow
	 * @returns the constraint that nothing within the bounds satisfies, if there is one
	 */
	run(bounds: Bounds, first: Iterable<number> = this.constraints.keys()): Constraint | undefined {
		const { constraints, uses, waiting } = this;
		const queue = [...first];
		for (const at of queue) waiting[at] = 1;
		for (let head = 0; head < queue.length && head < mostSteps; head++) {
			const at = queue[head] as number;
			waiting[at] = 0;
			const changed = narrow(constraints[at] as Constraint, bounds);
			if (changed === undefined) {
				waiting.fill(0);
				return constraints[at];
			}
			for (const count of changed) {
				for (const next of uses[count] ?? []) {
					if (waiting[next] === 1 || next === at) continue;
					waiting[next] = 1;
					queue.push(next);
				}
			}
		}
		waiting.fill(0);
		return undefined;
	}
}

/** Bounds that chase one another by ones would take for ever; what is left undone, the search finds. */
const mostSteps = 1_000_000;

/** Least and greatest value of a constraint's sum. */
export function reachOf(
	{ counts, factors }: Constraint,
	{ lower, upper }: Bounds,
): { least: number; greatest: number } {
	let [least, greatest] = [0, 0];
	counts.forEach((count, k) => {
		const factor = factors[k] ?? 0;
		least += factor * ((factor > 0 ? lower : upper)[count] ?? 0);
		greatest += factor * ((factor > 0 ? upper : lower)[count] ?? 0);
	});
	return { least, greatest };
}

/** The counts whose bounds became narrower; `undefined` where nothing is left. */
function narrow(constraint: Constraint, bounds: Bounds): number[] | undefined {
	const { counts, factors, slack } = constraint;
	const { lower, upper } = bounds;
	const { least, greatest } = reachOf(constraint, bounds);
	if (least > slack || greatest < 0) return undefined;
	if (least >= 0 && greatest <= slack) return [];
	const changed: number[] = [];
	counts.forEach((count, k) => {
		const factor = factors[k] ?? 0;
		const [low, high] = [lower[count] ?? 0, upper[count] ?? 0];
		const [own, most] = factor > 0 ? [factor * low, factor * high] : [factor * high, factor * low];
		// What the others leave: 0 − their greatest ≤ factor × count ≤ slack − their least.
		const [from, to] = [most - greatest, slack - least + own];
		const next =
			factor > 0
				? [Math.ceil(from / factor), Math.floor(to / factor)]
				: [Math.ceil(to / factor), Math.floor(from / factor)];
		const [newLow, newHigh] = [Math.max(low, next[0] ?? 0), Math.min(high, next[1] ?? 0)];
		if (newLow === low && newHigh === high) return;
		lower[count] = newLow;
		upper[count] = newHigh;
		changed.push(count);
	});
	return changed.some((count) => (lower[count] ?? 0) > (upper[count] ?? 0)) ? undefined : changed;
}
