/**
 * The search: other counts that agree with all that is published, around one set that does.
 *
 * Around a count that must stay open, a few others may move while all the rest stay as they are: a small linear program. What
 * it finds holds in the whole. Only where nothing is found, more and more may move, in the end all that hang together.
 */

import {
	createRandom,
	type Equation,
	type LinearProgram,
	type LinearSystem,
	linearProgram,
	wholeOptimum,
} from "../../stats/index.js";
import { dive, type Known } from "./dive.js";
import type { OpenNeed } from "./needs.js";
import type { Constraint } from "./system.js";

/** Counts that may move at once, from step to step. */
const reaches = [40, 160, 640, Number.POSITIVE_INFINITY];
/** Dives before the whole is said to contradict itself. */
const mostDives = 20;
/** Rounds in which all open needs of a neighborhood are asked at once, each to a side drawn by lot. */
const jointRounds = 3;
const rounding = 1e-6;

/**
 * @returns needs that nothing of the kind was found for: what they are about can be worked out, or may be; `undefined` where
 *   no counts were found that agree with everything
 */
export function searchOpen(known: Known, needs: readonly OpenNeed[]): OpenNeed[] | undefined {
	const random = createRandom("counts that agree");
	let point: Float64Array | undefined;
	for (let n = 0; n < mostDives && point === undefined; n++) point = dive(known, random, n === 0 ? 0 : 3);
	return point === undefined ? undefined : new Search(known, point, needs).run();
}

/** Counts that may move, and the program of their moves. */
interface Neighborhood {
	readonly counts: readonly number[];
	readonly places: ReadonlyMap<number, number>;
	readonly system: LinearSystem;
	readonly program: LinearProgram;
	/** Nothing that hangs together with them is left out. */
	readonly isWhole: boolean;
}

class Search {
	private readonly least: Float64Array;
	private readonly greatest: Float64Array;
	/** Needs that a count is a term of. */
	private readonly concerned = new Map<number, number[]>();
	private readonly random = createRandom("sides");

	constructor(
		private readonly known: Known,
		private readonly point: Float64Array,
		private readonly needs: readonly OpenNeed[],
	) {
		const start = needs.map(({ terms }) =>
			terms.reduce((sum, [count, factor]) => sum + factor * (point[count] ?? 0), 0),
		);
		this.least = Float64Array.from(start);
		this.greatest = Float64Array.from(start);
		for (const [need, { terms }] of needs.entries()) {
			for (const [count] of terms) this.concerned.set(count, [...(this.concerned.get(count) ?? []), need]);
		}
	}

	run(): OpenNeed[] {
		let open = [...this.needs.keys()].filter((need) => !this.isMet(need));
		for (const reach of reaches) {
			const lost = new Set<number>();
			for (const need of open) {
				if (this.isMet(need) || lost.has(need)) continue;
				const around = this.around(need, reach);
				if (around === undefined) continue;
				this.jointly(around);
				this.alone(around, need);
			}
			open = open.filter((need) => !this.isMet(need));
		}
		return open.flatMap((need) => this.needs[need] ?? []);
	}

	private isMet(need: number): boolean {
		const { spread, reach } = this.needs[need] as OpenNeed;
		const [low, high] = [this.least[need] ?? 0, this.greatest[need] ?? 0];
		return reach === undefined ? high - low >= (spread ?? 0) : high >= reach;
	}

	private jointly(around: Neighborhood): void {
		const inside = new Set(around.counts.flatMap((count) => this.concerned.get(count) ?? []));
		for (let round = 0; round < jointRounds; round++) {
			const open = [...inside].filter((need) => !this.isMet(need));
			if (open.length < 3) return;
			const cost = new Float64Array(around.system.lower.length);
			for (const need of open) addTo(cost, around, this.needs[need] as OpenNeed, this.random.uniform() < 0.5 ? -1 : 1);
			this.optimize(around, cost, false);
			this.optimize(
				around,
				cost.map((value) => -value),
				false,
			);
		}
	}

	private alone(around: Neighborhood, need: number): void {
		const own = this.needs[need] as OpenNeed;
		for (const sign of own.reach === undefined ? [1, -1] : [-1]) {
			if (this.isMet(need)) return;
			const cost = new Float64Array(around.system.lower.length);
			addTo(cost, around, own, sign);
			this.optimize(around, cost, true);
		}
	}

	/** @param settle goes on until the best whole numbers are found */
	private optimize(around: Neighborhood, cost: Float64Array, settle: boolean): void {
		const vertex = around.program.minimize(cost);
		const isWhole = vertex.point.every((value) => Math.abs(value - Math.round(value)) < rounding);
		const point = isWhole ? vertex.point : settle ? wholeOptimum(around.system, cost, vertex) : undefined;
		if (point === undefined) return;
		const touched = new Set(around.counts.flatMap((count) => this.concerned.get(count) ?? []));
		const valueAt = (count: number): number => {
			const at = around.places.get(count);
			return at === undefined ? (this.point[count] ?? 0) : Math.round(point[at] ?? 0);
		};
		for (const need of touched) {
			const value = (this.needs[need]?.terms ?? []).reduce((sum, [count, factor]) => sum + factor * valueAt(count), 0);
			this.least[need] = Math.min(this.least[need] ?? value, value);
			this.greatest[need] = Math.max(this.greatest[need] ?? value, value);
		}
	}

	/** The nearest counts that may move, with all constraints they are in. */
	private around(need: number, reach: number): Neighborhood | undefined {
		const { bounds, constraints, propagation } = this.known;
		const isOpen = (count: number): boolean => (bounds.lower[count] ?? 0) < (bounds.upper[count] ?? 0);
		const counts = (this.needs[need]?.terms ?? []).map(([count]) => count).filter(isOpen);
		const places = new Map(counts.map((count, at) => [count, at]));
		const used = new Set<number>();
		let isWhole = true;
		for (let at = 0; at < counts.length; at++) {
			for (const constraint of propagation.uses[counts[at] as number] ?? []) {
				if (used.has(constraint)) continue;
				used.add(constraint);
				for (const next of constraints[constraint]?.counts ?? []) {
					if (places.has(next) || !isOpen(next)) continue;
					if (counts.length >= reach) {
						isWhole = false;
						continue;
					}
					places.set(next, counts.length);
					counts.push(next);
				}
			}
		}
		return this.neighborhood({ counts, places, isWhole }, [...used]);
	}

	private neighborhood(
		{ counts, places, isWhole }: Pick<Neighborhood, "counts" | "places" | "isWhole">,
		used: readonly number[],
	): Neighborhood | undefined {
		const { bounds, constraints } = this.known;
		const [lower, upper, start] = [bounds.lower, bounds.upper, this.point].map((all) =>
			counts.map((count) => all[count] ?? 0),
		) as [number[], number[], number[]];
		const equations: Equation[] = [];
		for (const at of used) {
			const { counts: all, factors, slack } = constraints[at] as Constraint;
			const inside = all.flatMap((count, k) => (places.has(count) ? [k] : []));
			const sum = (wanted: (count: number) => boolean): number =>
				all.reduce((total, count, k) => total + (wanted(count) ? (factors[k] ?? 0) * (this.point[count] ?? 0) : 0), 0);
			const outside = sum((count) => !places.has(count));
			const own = sum((count) => places.has(count));
			const variables = inside.map((k) => places.get(all[k] as number) ?? 0);
			const coefficients = inside.map((k) => factors[k] ?? 0);
			if (slack === 0) {
				equations.push({ variables, coefficients, right: -outside });
				continue;
			}
			const [least, greatest] = extremes(coefficients, variables, { lower, upper });
			if (least + outside >= 0 && greatest + outside <= slack) continue;
			lower.push(0);
			upper.push(Math.min(slack, greatest + outside));
			start.push(own + outside);
			equations.push({
				variables: [...variables, lower.length - 1],
				coefficients: [...coefficients, -1],
				right: -outside,
			});
		}
		const system = { lower: Float64Array.from(lower), upper: Float64Array.from(upper), equations };
		const program = linearProgram(system, Float64Array.from(start));
		return program === undefined ? undefined : { counts, places, system, program, isWhole };
	}
}

function extremes(
	coefficients: readonly number[],
	variables: readonly number[],
	{ lower, upper }: { readonly lower: readonly number[]; readonly upper: readonly number[] },
): [least: number, greatest: number] {
	let [least, greatest] = [0, 0];
	coefficients.forEach((factor, k) => {
		const [low, high] = [lower[variables[k] ?? 0] ?? 0, upper[variables[k] ?? 0] ?? 0];
		least += factor * (factor > 0 ? low : high);
		greatest += factor * (factor > 0 ? high : low);
	});
	return [least, greatest];
}

function addTo(cost: Float64Array, { places }: Neighborhood, { terms }: OpenNeed, sign: number): void {
	for (const [count, factor] of terms) {
		const at = places.get(count);
		if (at !== undefined) cost[at] = (cost[at] ?? 0) + sign * factor;
	}
}
