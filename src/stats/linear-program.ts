/**
 * Linear programs with bounded variables and equations, small and dense: the primal simplex method on a full tableau.
 * It keeps its basis between objectives, so that many bounds of one system cost little more than one.
 */

import { StatsError } from "./errors.js";
import { Tableau } from "./simplex-tableau.js";

/** Σ coefficient × variable = right side, variables numbered from 0. */
export interface Equation {
	readonly variables: readonly number[];
	readonly coefficients: readonly number[];
	readonly right: number;
}

/** All x with lower ≤ x ≤ upper that satisfy the equations. */
export interface LinearSystem {
	/** One per variable, finite. */
	readonly lower: Float64Array;
	readonly upper: Float64Array;
	readonly equations: readonly Equation[];
}

/** An optimum: the value and a point where it is reached. */
export interface Vertex {
	readonly value: number;
	readonly point: Float64Array;
}

/** A system with a point that satisfies it, ready for one objective after the other. */
export interface LinearProgram {
	/** Minimizes Σ cost × variable from the point reached last. */
	minimize(cost: Float64Array): Vertex;
	/** Another upper bound for a variable; the point reached last must respect it. */
	limit(variable: number, upper: number): void;
	/** Steps taken so far, each about equations × variables operations: a measure of work that no clock disturbs. */
	readonly steps: number;
}

/**
 * Finds a first point of a system; objectives are then optimized from it, one after the other.
 *
 * @param system bounds (finite) and equations
 * @param start a point that satisfies the system, where one is known; otherwise one is searched
 * @returns the program, or `undefined` when no point satisfies the system
 * @throws StatsError `length-mismatch`, `non-finite` or `out-of-range` for impossible input
 * @reference Dantzig (1955) on upper bounds; Bland (1977) Mathematics of Operations Research 2:103–107 against cycling
 * @example
 * linearProgram({ lower: Float64Array.of(0, 0), upper: Float64Array.of(9, 9), equations: [{ variables: [0, 1], coefficients: [1, 1], right: 12 }] })?.minimize(Float64Array.of(1, 0)).value // → 3
 */
export function linearProgram(system: LinearSystem, start?: Float64Array): LinearProgram | undefined {
	checkSystem(system);
	const count = system.lower.length;
	if (start !== undefined && start.length !== count) {
		throw new StatsError("length-mismatch", `start has ${start.length} entries for ${count} variables`);
	}
	const tableau = new Tableau(system, start);
	if (start === undefined && !tableau.makeFeasible()) return undefined;
	return {
		minimize: (cost) => {
			if (cost.length !== count) {
				throw new StatsError("length-mismatch", `cost has ${cost.length} entries for ${count} variables`);
			}
			tableau.minimize(cost);
			const point = tableau.point();
			return { value: point.reduce((sum, value, j) => sum + value * (cost[j] ?? 0), 0), point };
		},
		limit: (variable, upper) => tableau.limit(variable, upper),
		get steps() {
			return tableau.steps;
		},
	};
}

function checkSystem({ lower, upper, equations }: LinearSystem): void {
	if (lower.length !== upper.length) {
		throw new StatsError("length-mismatch", `lower has ${lower.length} entries, upper ${upper.length}`);
	}
	for (let j = 0; j < lower.length; j++) {
		if (!Number.isFinite(lower[j]) || !Number.isFinite(upper[j])) {
			throw new StatsError("non-finite", `bounds of variable ${j} must be finite`);
		}
	}
	for (const { variables, coefficients, right } of equations) {
		if (variables.length !== coefficients.length) {
			throw new StatsError("length-mismatch", "an equation needs a coefficient for every variable");
		}
		if (!Number.isFinite(right) || !coefficients.every(Number.isFinite)) {
			throw new StatsError("non-finite", "coefficients and right sides must be finite");
		}
		if (variables.some((j) => !(j >= 0 && j < lower.length))) {
			throw new StatsError("out-of-range", "an equation names a variable that is not there");
		}
	}
}
