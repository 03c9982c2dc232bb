/** Bisection down to neighboring doubles. */

/**
 * Point between two others at which a function changes sign.
 *
 * @param f negative (or zero) at `inside`, positive at `outside`, whichever of the two is larger
 * @param inside where f is not positive
 * @param outside where f is positive
 * @returns the point, to the last digits of a double
 * @reference none needed; at most 200 halvings
 * @example
 * bisect((x) => x * x - 2, 0, 2) // → 1.41421356237
 */
export function bisect(f: (x: number) => number, inside: number, outside: number): number {
	let near = inside;
	let far = outside;
	for (let step = 0; step < 200; step++) {
		const middle = 0.5 * (near + far);
		if (middle === near || middle === far) break;
		if (f(middle) > 0) far = middle;
		else near = middle;
	}
	return 0.5 * (near + far);
}
