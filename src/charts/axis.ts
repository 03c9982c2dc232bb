/** From values to positions along the one axis of a figure, and the numbers printed beside it. */

export type AxisUnit = "percent" | "points" | "studentSds";

/** The unit of differences, as figures print it. */
export const differenceUnits: Readonly<Record<AxisUnit, string>> = {
	percent: "percentage points",
	points: "points",
	studentSds: "student standard deviations",
};

/** The unit that printed differences take: a difference of percents is no percent. */
export const differenceAxis = (unit: AxisUnit): AxisUnit => (unit === "percent" ? "points" : unit);

/** Where the axis lies in a drawing: values `from` … `to` at `left` … `right` pixels. */
export interface AxisFrame {
	readonly from: number;
	readonly to: number;
	readonly left: number;
	readonly right: number;
}

/** Pixels; a value beyond the axis stands at its end. */
export function positionOf(frame: AxisFrame, value: number): number {
	const inside = Math.min(Math.max(value, frame.from), frame.to);
	return frame.left + ((inside - frame.from) / (frame.to - frame.from)) * (frame.right - frame.left);
}

/** The domain, widened to hold all values, and never of no width. */
export function widenedDomain(domain: readonly [number, number], values: Iterable<number>): readonly [number, number] {
	let [from, to] = domain;
	for (const value of values) {
		from = Math.min(from, value);
		to = Math.max(to, value);
	}
	return to > from ? [from, to] : [from - 1, to + 1];
}

/**
 * Round values inside the axis, at least `spacing` pixels apart.
 *
 * @returns ascending; at least one value wherever a round one lies inside
 */
export function roundTicks(frame: AxisFrame, spacing: number): number[] {
	const least = ((frame.to - frame.from) * spacing) / Math.max(frame.right - frame.left, 1);
	const magnitude = 10 ** Math.floor(Math.log10(least));
	const step = [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((size) => size >= least) ?? least;
	const ticks: number[] = [];
	for (let index = Math.ceil(frame.from / step); index * step <= frame.to; index++)
		ticks.push(Number((index * step).toPrecision(12)));
	return ticks;
}

/** Given ticks inside the axis, thinned until they are `spacing` pixels apart. */
export function fittingTicks(frame: AxisFrame, spacing: number, given?: readonly number[]): number[] {
	if (given === undefined) return roundTicks(frame, spacing);
	const inside = given.filter((value) => value >= frame.from && value <= frame.to).sort((a, b) => a - b);
	for (let every = 1; every < inside.length; every++) {
		// Counting from zero keeps the tick that readers look for.
		const zero = Math.max(inside.indexOf(0), 0);
		const kept = inside.filter((_, index) => (index - zero) % every === 0);
		const apart = kept.every((value, index) => {
			const next = kept[index + 1];
			return next === undefined || positionOf(frame, next) - positionOf(frame, value) >= spacing;
		});
		if (apart) return kept;
	}
	return inside.slice(0, 1);
}

/** Digits needed to tell ticks apart: whole numbers stay whole. */
const digitsOf = (value: number): number => (Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2);

/**
 * A number as figures print it: whole, standard deviations with two digits, with a true minus sign, "%" for percent.
 *
 * @param value in the axis's unit
 * @param unit percent values get " %" with a no-break space
 * @param style `signed` shows "+" as well; `tick` keeps the digits that a round tick has; `fine` has one digit more
 * @example printed(-57.4, "points") // → "−57"
 */
export function printed(
	value: number,
	unit: AxisUnit,
	style: "plain" | "fine" | "signed" | "tick" | "signed tick" = "plain",
): string {
	const digits = style.endsWith("tick")
		? digitsOf(Number(value.toFixed(6)))
		: (style === "fine" ? 1 : 0) + (unit === "studentSds" ? 2 : 0);
	const size = Math.abs(value).toFixed(digits);
	const isZero = Number(size) === 0;
	const sign = isZero ? "" : value < 0 ? "−" : style.startsWith("signed") ? "+" : "";
	return `${sign}${size}${unit === "percent" ? "\u00A0%" : ""}`;
}
