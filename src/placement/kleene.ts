/** Requirements in three values (Kleene): what is missing stays open until it cannot decide any more. */

import type { Comparison, Requirement } from "./policy.js";

/** Kleene's three values; `no` < `undetermined` < `yes`, so that "all" is the least and "any" the greatest. */
export const truth = { no: 0, undetermined: 1, yes: 2 } as const;

/** Whether a value meets a cut. */
export function meets(value: number, comparison: Comparison, cut: number): boolean {
	if (comparison === ">=") return value >= cut;
	if (comparison === ">") return value > cut;
	return comparison === "<=" ? value <= cut : value < cut;
}

/**
 * A requirement over the truth values of its measures.
 *
 * "At least k of" is met where k are met, not met where k can't be reached any more, and open otherwise; a requirement
 * that asks for nothing is met.
 *
 * @param truthOf the `truth` value of a measure, by its id
 * @returns a `truth` value
 * @example evaluate({ kind: "at least", count: 2, of: [a, b, c] }, truthOf) // one met, one missing → undetermined
 */
export function evaluate(requirement: Requirement, truthOf: (measure: string) => number): number {
	if (requirement.kind === "measure") return truthOf(requirement.measure);
	let met = 0;
	let open = 0;
	for (const part of requirement.of) {
		const value = evaluate(part, truthOf);
		if (value === truth.yes) met++;
		else if (value === truth.undetermined) open++;
	}
	const needed = neededOf(requirement);
	if (met >= needed) return truth.yes;
	return met + open >= needed ? truth.undetermined : truth.no;
}

/** How many parts must be met; "any" of nothing can't be met. */
function neededOf(requirement: Exclude<Requirement, { readonly kind: "measure" }>): number {
	if (requirement.kind === "at least") return requirement.count;
	return requirement.kind === "all" ? requirement.of.length : 1;
}

/** Ids of the measures that a requirement names, each once. */
export function measuresOf(requirement: Requirement): string[] {
	if (requirement.kind === "measure") return [requirement.measure];
	return [...new Set(requirement.of.flatMap(measuresOf))];
}
