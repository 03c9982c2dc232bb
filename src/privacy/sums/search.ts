/** The whole search: between which whole numbers counts lie that bounds alone leave open, by linear programs. */

import { connectedParts, createRandom, type Equation, type LinearProgram, type LinearSystem, linearProgram, wholeOptimum } from "../../stats/index.js";
import type { OpenNeed } from "./needs.js";
import { type Bounds, type Constraint, reachOf } from "./system.js";

/** Rounds in which many needs are asked at once, each to a side drawn by lot. */
const jointRounds = 12;

/**
 * Looks for counts that agree with all that is published and show what stays open.
 *
 * @returns needs that nothing of the kind was found for: what they are about can be worked out, or may be
 */
export function searchOpen(constraints: readonly Constraint[], bounds: Bounds, needs: readonly OpenNeed[]): OpenNeed[] {
	const system = systemOf(constraints, bounds);
	const byCount = new Map<number, OpenNeed[]>();
	for (const need of needs) {
		const [first] = need.terms.filter(([count]) => (bounds.lower[count] ?? 0) < (bounds.upper[count] ?? 0));
		const at = first?.[0] ?? need.count;
		byCount.set(at, [...(byCount.get(at) ?? []), need]);
	}
	return connectedParts(system).flatMap(({ variables, system: own }) => {
		const asked = variables.flatMap((count) => byCount.get(count) ?? []);
		return asked.length === 0 ? [] : new PartSearch(own, variables, bounds).run(asked);
	});
}

/** Inequalities that can't bind are left out; the others get a variable for what is left over. */
function systemOf(constraints: readonly Constraint[], { lower, upper }: Bounds): LinearSystem {
	const [low, high] = [[...lower], [...upper]];
	const equations: Equation[] = [];
	for (const constraint of constraints) {
		const { counts, factors, slack } = constraint;
		const { least, greatest } = reachOf(constraint, { lower, upper });
		if (least >= 0 && greatest <= slack) continue;
		if (slack === 0) {
			equations.push({ variables: counts, coefficients: factors, right: 0 });
			continue;
		}
		low.push(0);
		high.push(Math.min(slack, greatest));
		equations.push({ variables: [...counts, low.length - 1], coefficients: [...factors, -1], right: 0 });
	}
	return { lower: Float64Array.from(low), upper: Float64Array.from(high), equations };
}

/** Counts that hang together. */
class PartSearch {
	private readonly places: ReadonlyMap<number, number>;
	private readonly program: LinearProgram | undefined;
	private readonly least = new Map<OpenNeed, number>();
	private readonly greatest = new Map<OpenNeed, number>();
	private asked: readonly OpenNeed[] = [];

	constructor(
		private readonly system: LinearSystem,
		private readonly variables: readonly number[],
		private readonly bounds: Bounds,
	) {
		this.places = new Map(variables.map((count, at) => [count, at]));
		this.program = linearProgram(system);
	}

	run(needs: readonly OpenNeed[]): OpenNeed[] {
		this.asked = needs;
		const random = createRandom(`joint search ${this.variables.length}`);
		for (let round = 0; round < jointRounds; round++) {
			const open = this.open();
			if (open.length < 3) break;
			const cost = new Float64Array(this.variables.length);
			for (const need of open) this.addTo(cost, need, random.uniform() < 0.5 ? -1 : 1);
			this.optimize(cost);
			this.optimize(cost.map((value) => -value));
		}
		for (const need of needs) {
			for (const sign of need.reach === undefined ? [1, -1] : [-1]) {
				if (this.isMet(need)) break;
				const cost = new Float64Array(this.variables.length);
				this.addTo(cost, need, sign);
				this.optimize(cost, true);
			}
		}
		return this.open();
	}

	private open(): OpenNeed[] {
		return this.asked.filter((need) => !this.isMet(need));
	}

	private isMet(need: OpenNeed): boolean {
		const [low, high] = [this.least.get(need), this.greatest.get(need)];
		if (low === undefined || high === undefined) return false;
		return need.reach === undefined ? high - low >= (need.spread ?? 0) : high >= need.reach;
	}

	private addTo(cost: Float64Array, { terms }: OpenNeed, sign: number): void {
		for (const [count, factor] of terms) {
			const at = this.places.get(count);
			if (at !== undefined) cost[at] = (cost[at] ?? 0) + sign * factor;
		}
	}

	/** @param settle goes on until the best whole numbers are found */
	private optimize(cost: Float64Array, settle = false): void {
		if (this.program === undefined) return;
		const vertex = this.program.minimize(cost);
		const isWhole = vertex.point.every((value) => Math.abs(value - Math.round(value)) < rounding);
		const point = isWhole ? vertex.point : settle ? wholeOptimum(this.system, cost, vertex) : undefined;
		if (point === undefined) return;
		for (const need of this.asked) {
			const value = need.terms.reduce((sum, [count, factor]) => sum + factor * this.valueAt(count, point), 0);
			this.least.set(need, Math.min(this.least.get(need) ?? value, value));
			this.greatest.set(need, Math.max(this.greatest.get(need) ?? value, value));
		}
	}

	private valueAt(count: number, point: Float64Array): number {
		const at = this.places.get(count);
		return at === undefined ? (this.bounds.lower[count] ?? 0) : Math.round(point[at] ?? 0);
	}
}

const rounding = 1e-6;
