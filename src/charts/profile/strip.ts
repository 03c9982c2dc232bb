/** All schools of a level as one strip of dots: equal values stand above and below one another. */

import { type AxisFrame, positionOf } from "../axis.js";
import type { StripDot } from "../profile-input.js";

/** A dot with its height over the strip's middle, pixels, positive downward. */
export interface StripPlace {
	readonly id: string;
	readonly value: number;
	readonly offset: number;
}

/** Distance that keeps two dots apart, pixels. */
const apart = 6.4;

/** Most that a dot may lie from the middle; a strip that needs more is squeezed. */
const mostOffset = 30;

/**
 * Places dots as near to the middle as earlier dots allow, from the lowest value to the highest.
 *
 * @returns in order of value, then id
 */
export function placeStrip(dots: readonly StripDot[], frame: AxisFrame): StripPlace[] {
	const ordered = [...dots].sort((a, b) => a.value - b.value || (a.id < b.id ? -1 : 1));
	const placed: { x: number; offset: number }[] = [];
	for (const dot of ordered) {
		const x = positionOf(frame, dot.value);
		const near = placed.filter((other) => x - other.x < apart);
		const free = (offset: number): boolean =>
			near.every((other) => (other.x - x) ** 2 + (other.offset - offset) ** 2 >= apart * apart - 0.01);
		// Two steps per dot are enough: so many places are free among so many neighbors.
		const steps = Array.from(
			{ length: near.length * 4 + 1 },
			(_, index) => Math.ceil(index / 2) * (index % 2 ? -1 : 1),
		);
		const step = steps.find((count) => free((count * apart) / 2)) ?? 0;
		placed.push({ x, offset: (step * apart) / 2 });
	}
	const farthest = Math.max(mostOffset, ...placed.map((place) => Math.abs(place.offset)));
	return ordered.map((dot, index) => ({
		id: dot.id,
		value: dot.value,
		offset: ((placed[index]?.offset ?? 0) * mostOffset) / farthest,
	}));
}

/** Height of the strip above and below its middle, pixels. */
export const stripReach = (places: readonly StripPlace[]): number =>
	Math.max(0, ...places.map((place) => Math.abs(place.offset))) + 4;
