/** Constraints as a linear system. */

import type { Equation, LinearSystem } from "../../stats/index.js";
import { type Bounds, type Constraint, reachOf } from "./system.js";

/** Inequalities that can't bind are left out; the others get a variable for what is left over, after all counts. */
export function systemOf(constraints: readonly Constraint[], { lower, upper }: Bounds): LinearSystem {
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
