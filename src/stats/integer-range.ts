/** Between which whole numbers each unknown of a linear system must lie: what a reader of published counts can find out. */

import { StatsError } from "./errors.js";
import { type Equation, type LinearSystem, linearProgram, type Vertex } from "./linear-program.js";

/** Whole numbers; both ends are reached by some solution in whole numbers. */
export interface IntegerRange {
	readonly lower: number;
	readonly upper: number;
	/** False where the limit of nodes was reached. */
	readonly exact: boolean;
}

/** A distance from a whole number that is rounding. */
const ROUNDING = 1e-6;
/** Nodes of the search tree for one end of one range; beyond it the end reached so far is reported, marked inexact. */
const MOST_NODES = 200;

/**
 * Ranges of all variables over the solutions in whole numbers.
 *
 * Unknowns that no equation links are treated apart, so the cost follows the largest group that hangs together. Every
 * solution found serves all variables. A range is never wider than the true one.
 *
 * @param system finite whole bounds, equations with whole coefficients and right sides
 * @returns one range per variable, or `undefined` when the system has no solution in whole numbers
 * @throws StatsError as `linearProgram`
 * @reference branch and bound: Land & Doig (1960) Econometrica 28:497–520
 * @example
 * integerRanges({ lower: Float64Array.of(0, 0), upper: Float64Array.of(20, 5), equations: [{ variables: [0, 1], coefficients: [1, 1], right: 12 }] })?.[0] // → { lower: 7, upper: 12, exact: true }
 */
export function integerRanges(system: LinearSystem): IntegerRange[] | undefined {
	const ranges = new Array<IntegerRange | undefined>(system.lower.length);
	for (const part of connectedParts(system)) {
		const found = rangesOfPart(part.system);
		if (found === undefined) return undefined;
		part.variables.forEach((variable, k) => {
			ranges[variable] = found[k];
		});
	}
	return ranges.map((range) => {
		if (range === undefined) throw new Error("a variable in no part");
		return range;
	});
}

/** Variables that hang together. */
export interface SystemPart {
	/** Numbers of the part's variables in the whole system. */
	readonly variables: readonly number[];
	readonly system: LinearSystem;
}

/**
 * Groups of variables that equations tie together, each with its part of the system; fixed variables are moved to the right
 * side and stand alone. A group without variables holds equations of nothing but fixed ones.
 *
 * @param system bounds and equations
 * @returns per group the numbers of its variables in the whole system, and the system that they form
 * @example
 * connectedParts({ lower: Float64Array.of(0, 0, 0), upper: Float64Array.of(9, 9, 9), equations: [{ variables: [0, 2], coefficients: [1, 1], right: 5 }] }).map((part) => part.variables) // → [[0, 2], [1]]
 */
export function connectedParts({ lower, upper, equations }: LinearSystem): SystemPart[] {
	const parent = Int32Array.from(lower, (_, j) => j);
	const root = (j: number): number => {
		let at = j;
		while (parent[at] !== at) {
			parent[at] = parent[parent[at]!]!;
			at = parent[at]!;
		}
		return at;
	};
	const fixed = (j: number): boolean => lower[j] === upper[j];
	const reduced = equations.map((equation) => withoutFixed(equation, lower, fixed));
	for (const { variables } of reduced) {
		for (const j of variables) parent[root(j)] = root(variables[0]!);
	}
	const members = new Map<number, number[]>();
	for (let j = 0; j < lower.length; j++) append(members, root(j), j);
	const place = new Int32Array(lower.length);
	for (const own of members.values()) {
		for (const [k, j] of own.entries()) place[j] = k;
	}
	const byRoot = new Map<number, Equation[]>();
	const loose: Equation[] = [];
	for (const equation of reduced) {
		const first = equation.variables[0];
		if (first === undefined) loose.push(equation);
		else append(byRoot, root(first), equation);
	}
	const parts = [...members].map(
		([at, own]): SystemPart => ({
			variables: own,
			system: {
				lower: Float64Array.from(own, (j) => lower[j]!),
				upper: Float64Array.from(own, (j) => upper[j]!),
				equations: (byRoot.get(at) ?? []).map((equation) => ({
					...equation,
					variables: equation.variables.map((j) => place[j]!),
				})),
			},
		}),
	);
	// An equation of nothing but fixed variables is a check: it makes the whole system impossible when it fails.
	return loose.length === 0
		? parts
		: [
				...parts,
				{ variables: [], system: { lower: new Float64Array(0), upper: new Float64Array(0), equations: loose } },
			];
}

function append<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [value]);
	else list.push(value);
}

function withoutFixed(equation: Equation, lower: Float64Array, fixed: (j: number) => boolean): Equation {
	const kept = equation.variables.flatMap((j, k) => (fixed(j) ? [] : [k]));
	const moved = equation.variables.reduce(
		(sum, j, k) => (fixed(j) ? sum + (equation.coefficients[k] ?? 0) * (lower[j] ?? 0) : sum),
		0,
	);
	return {
		variables: kept.map((k) => equation.variables[k]!),
		coefficients: kept.map((k) => equation.coefficients[k]!),
		right: equation.right - moved,
	};
}

/** Ranges of variables that hang together. */
function rangesOfPart(system: LinearSystem): IntegerRange[] | undefined {
	const count = system.lower.length;
	const program = linearProgram(system);
	if (program === undefined) return undefined;
	const solve = (cost: Float64Array): Vertex => program.minimize(cost);
	const low = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
	const high = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
	const take = (point: Float64Array): void => {
		point.forEach((value, j) => {
			// Added to 0, a -0 is 0.
			low[j] = Math.min(low[j]!, 0 + Math.round(value));
			high[j] = Math.max(high[j]!, 0 + Math.round(value));
		});
	};
	if (!takeAnySolution(system, solve, take)) return undefined;
	const search = { system, solve, take };
	const exact = Array.from({ length: count }, (_, j) => settle(search, j));
	return exact.map((both, j) => ({ lower: low[j]!, upper: high[j]!, exact: both }));
}

interface Search {
	readonly system: LinearSystem;
	readonly solve: (cost: Float64Array) => Vertex;
	readonly take: (point: Float64Array) => void;
}

/** True when there is a solution in whole numbers; it is taken. */
function takeAnySolution(
	system: LinearSystem,
	solve: (cost: Float64Array) => Vertex,
	take: (point: Float64Array) => void,
): boolean {
	const cost = new Float64Array(system.lower.length);
	const best = branchAndBound(system, cost, solve(cost));
	if (best.vertex !== undefined) take(best.vertex.point);
	else if (!best.complete) {
		throw new StatsError("out-of-range", "no solution in whole numbers was found in time");
	}
	return best.vertex !== undefined;
}

/** Searches both ends of one variable's range; true where both were found exactly. */
function settle({ system, solve, take }: Search, variable: number): boolean {
	const ends = [1, -1].map((sign) => {
		const cost = new Float64Array(system.lower.length);
		cost[variable] = sign;
		const { vertex, complete } = branchAndBound(system, cost, solve(cost));
		if (vertex !== undefined) take(vertex.point);
		return complete;
	});
	return ends.every((complete) => complete);
}

interface Found {
	readonly vertex: Vertex | undefined;
	readonly complete: boolean;
}

/** The best solution in whole numbers, depth first from the vertex of the relaxed problem. */
function branchAndBound(system: LinearSystem, cost: Float64Array, relaxed: Vertex): Found {
	if (firstFraction(relaxed.point) < 0) return { vertex: relaxed, complete: true };
	let best: Vertex | undefined;
	let nodes = 0;
	const open: LinearSystem[] = [system];
	while (open.length > 0) {
		if (nodes++ >= MOST_NODES) return { vertex: best, complete: false };
		const node = open.pop()!;
		const vertex = linearProgram(node)?.minimize(cost);
		// Costs are whole, so a node must promise at least one more to be worth a look.
		if (vertex === undefined || (best !== undefined && vertex.value > best.value - 1 + ROUNDING)) continue;
		const at = firstFraction(vertex.point);
		if (at < 0) {
			best = vertex;
			continue;
		}
		const value = vertex.point[at]!;
		open.push(withBound(node, at, "lower", Math.ceil(value)), withBound(node, at, "upper", Math.floor(value)));
	}
	return { vertex: best, complete: true };
}

/**
 * The point in whole numbers at which a cost is least.
 *
 * @param system finite whole bounds, equations with whole coefficients and right sides
 * @param cost a whole number per variable
 * @param relaxed the optimum of the relaxed problem, from which the search starts
 * @returns one whole number per variable; `undefined` where there is no such point, or none was found within the limit of nodes
 * @throws StatsError as `linearProgram`
 * @reference branch and bound: Land & Doig (1960) Econometrica 28:497–520
 * @example
 * wholeOptimum({ lower: Float64Array.of(0, 0), upper: Float64Array.of(5, 5), equations: [{ variables: [0, 1], coefficients: [2, 2], right: 6 }] }, Float64Array.of(1, 0), { value: 0, point: Float64Array.of(0, 3) }) // → [0, 3]
 */
export function wholeOptimum(system: LinearSystem, cost: Float64Array, relaxed: Vertex): Float64Array | undefined {
	return branchAndBound(system, cost, relaxed).vertex?.point;
}

const firstFraction = (point: Float64Array): number =>
	point.findIndex((value) => Math.abs(value - Math.round(value)) > ROUNDING);

function withBound(system: LinearSystem, variable: number, side: "lower" | "upper", value: number): LinearSystem {
	const bound = Float64Array.from(system[side]);
	bound[variable] = value;
	return { ...system, [side]: bound };
}
