/** Points of a checkerboard lattice, followed outward as far as the likelihood carries. */

import type { Root, Roots } from "./plausible-roots.js";

/**
 * Points whose integer coordinates add up to an even number: of lattices in two to four dimensions it wants the fewest
 * points for a trapezoidal rule (in four dimensions half of the cubic one's).
 *
 * @param roots the likelihood along its axes
 * @param options see `PlausibleOptions`
 * @returns points, the estimate first, in order of their discovery
 * @reference Conway & Sloane, Sphere Packings, Lattices and Groups (3rd ed.), chapter 4, section 7, for the lattices D_n
 * @internal
 */
export function checkerboard(
	{ free, at }: Roots,
	{
		spacing,
		farthest,
		mostPoints,
	}: { readonly spacing: number; readonly farthest: number; readonly mostPoints: number },
): Root[] {
	const order = free.length;
	// Planes of the lattice lie so far apart: the shortest vector of its dual is min(1, √n / 2).
	const step = spacing * Math.min(1, Math.sqrt(order) / 2);
	const moves = neighbors(order);
	const queue: (readonly number[])[] = [];
	const seen = new Set<string>();
	const found: Root[] = [];
	const visit = (place: readonly number[]): void => {
		const key = place.join(",");
		if (seen.has(key) || found.length >= mostPoints) return;
		seen.add(key);
		const root = at(place.map((coordinate) => step * coordinate));
		if (root === undefined) return;
		found.push(root);
		if (root.rise <= farthest) queue.push(place);
	};
	visit(new Array<number>(order).fill(0));
	for (let next = 0; next < queue.length; next++) {
		for (const move of moves) visit(queue[next]!.map((coordinate, axis) => coordinate + move[axis]!));
	}
	return found;
}

/** The shortest vectors: two coordinates ±1, or a single one ±2. */
function neighbors(order: number): number[][] {
	const signs = [1, -1];
	const zero = (): number[] => new Array<number>(order).fill(0);
	if (order === 1) return [[2], [-2]];
	const moves: number[][] = [];
	for (let first = 0; first < order; first++) {
		for (let second = first + 1; second < order; second++) {
			for (const one of signs) {
				for (const other of signs) {
					const move = zero();
					move[first] = one;
					move[second] = other;
					moves.push(move);
				}
			}
		}
	}
	return moves;
}
