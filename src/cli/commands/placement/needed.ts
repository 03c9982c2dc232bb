/** Flags without which a placement command has nothing to do. */

import type { PlacementWishes } from "../../../app/placement/read.js";
import { problem, Refusal } from "../../../domain/problem.js";

function refuse(option: string, command: string): Refusal {
	const help = `cimp placement ${command} --policy policy.yml --students roster.csv`;
	return new Refusal([problem("CIMP-E303", { file: option }, { found: "nothing", expected: "a file", help })]);
}

/**
 * The wishes with the roster.
 *
 * @throws Refusal CIMP-E303 without --students
 */
export function withStudents(wishes: PlacementWishes, command: string): PlacementWishes {
	if (wishes.students.length === 0) throw refuse("--students", command);
	return wishes;
}

/**
 * The wishes with roster and policy.
 *
 * @throws Refusal CIMP-E303 without --students or --policy
 */
export function needed(wishes: PlacementWishes, command: string): PlacementWishes & { readonly policy: string } {
	const { policy } = withStudents(wishes, command);
	if (policy === undefined) throw refuse("--policy", command);
	return { ...wishes, policy };
}
