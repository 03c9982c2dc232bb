/** Where a profile likelihood has fallen by a given amount. */

/** What the criterion does along a component, every other parameter re-optimized. */
export interface Profile {
	/** Smallest value the component may take. */
	readonly bound: number;
	readonly estimate: number;
	/** Largest variance that matters, for the outward search. */
	readonly scale: number;
	/** A standard error of the component, or what stands in for it. */
	readonly step: number;
	/** At a value of the component; `undefined` where it cannot be evaluated. */
	readonly riseAt: (value: number) => Rise | undefined;
}

export interface Rise {
	/** Of the criterion over its minimum. */
	readonly rise: number;
	/** Its derivative in the component. */
	readonly slope: number;
}

/**
 * So near an end, on the scale of the root of the criterion's rise, which is about that of standard errors, the tangent
 * leads to within 1e-8 of it.
 */
const NEAR = 1e-4;
/** An end farther out than this many times the estimate (or the total variance) is called open. */
const FARTHEST = 1e8;
/** How far a step outward may lead, in distances from the estimate, where it is not known yet that there is an end. */
const LARGEST_GROWTH = 10;
const MOST_STEPS = 200;

/**
 * The end above the estimate.
 *
 * @param profile the criterion along the component
 * @param drop how far it rises up to the end
 * @returns a value, or undefined where the criterion stays below however large the component
 * @internal
 */
export function upperEnd(profile: Profile, drop: number): number | undefined {
	const { estimate, scale, step, riseAt } = profile;
	let inside = placeAt(estimate, { rise: 0, slope: 0 }, drop);
	let width = 2 * step;
	for (let tries = 0; tries < MOST_STEPS && width < FARTHEST * (scale + step); tries++) {
		const place = placeAt(estimate + width, riseAt(estimate + width), drop);
		if (Math.abs(place.distance) <= NEAR) return polished(place);
		if (place.known && place.distance > 0) return solve(profile, drop, { outside: place, inside, last: place });
		if (place.known) inside = place;
		const ahead = newtonOf(place) ** 2 - estimate;
		width = ahead > width ? Math.min(ahead, LARGEST_GROWTH * width) : 2 * width;
	}
	return undefined;
}

/**
 * The end below the estimate.
 *
 * @param profile the criterion along the component
 * @param drop how far it rises down to the end
 * @returns a value; the bound where the criterion has not risen so far before
 * @internal
 */
export function lowerEnd(profile: Profile, drop: number): number {
	const { bound, estimate, step, riseAt } = profile;
	if (estimate <= bound) return bound;
	const inside = placeAt(estimate, { rise: 0, slope: 0 }, drop);
	// Far from the bound, the criterion need not be known there.
	const near = estimate - 2 * step;
	const first = near > bound + step ? placeAt(near, riseAt(near), drop) : undefined;
	if (first?.known && first.distance > 0) return solve(profile, drop, { outside: first, inside, last: first });
	const least = placeAt(bound, riseAt(bound), drop);
	if (least.distance <= 0) return bound;
	const innermost = first?.known ? first : inside;
	return solve(profile, drop, { outside: least, inside: innermost, last: first?.known ? first : least });
}

/** A value of the component, on the scale where the search takes place. */
interface Place {
	/** Root of the component. */
	readonly root: number;
	/** Root of the rise, less that of the drop: nearly a line in `root`. */
	readonly distance: number;
	/** Its derivative; 0 where not known. */
	readonly slope: number;
	/** False where the criterion cannot be evaluated: such a place counts as lying far outside. */
	readonly known: boolean;
}

function placeAt(value: number, found: Rise | undefined, drop: number): Place {
	const root = Math.sqrt(value);
	if (found === undefined) return { root, distance: Number.MAX_VALUE, slope: 0, known: false };
	const risen = Math.sqrt(Math.max(0, found.rise));
	const slope = risen > 0 ? (found.slope * root) / risen : 0;
	return { root, distance: risen - Math.sqrt(drop), slope, known: true };
}

/** Where the tangent meets the end; not a number without one. */
const newtonOf = ({ root, distance, slope }: Place): number => (slope === 0 ? Number.NaN : root - distance / slope);

/** The value of the end that a place is near to: the place's own where it has no tangent. */
const polished = (place: Place): number => (place.slope === 0 ? place.root : newtonOf(place)) ** 2;

interface Bracket {
	readonly outside: Place;
	readonly inside: Place;
	/** The place to go on from. */
	readonly last: Place;
}

/** Newton's method between a place outside the interval and one inside, halving where it would leave them. */
function solve({ riseAt }: Profile, drop: number, bracket: Bracket): number {
	let { outside, inside, last } = bracket;
	for (let step = 0; step < MOST_STEPS && outside.root !== inside.root; step++) {
		const straight = newtonOf(last);
		const [low, high] = [Math.min(outside.root, inside.root), Math.max(outside.root, inside.root)];
		const safe = straight > low && straight < high && step % 8 < 7;
		const root = safe ? straight : 0.5 * (low + high);
		last = placeAt(root * root, riseAt(root * root), drop);
		if (Math.abs(last.distance) <= NEAR) return polished(last);
		if (last.distance > 0) outside = last;
		else inside = last;
	}
	return (0.5 * (outside.root + inside.root)) ** 2;
}
