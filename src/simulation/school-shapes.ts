/** What kinds of schools a district has: grades, purpose, charter and size, before any name or number. */

import type { CharterStatus } from "../domain/entity.js";
import type { Random } from "../stats/index.js";
import type { DistrictType } from "./names.js";

/** A school for another purpose than its neighborhood is kept apart by the analyses. */
export type Purpose = "regular" | "alternative" | "virtual";

export interface SchoolShape {
	/** Grades served; kindergarten is 0. */
	readonly low: number;
	readonly high: number;
	readonly purpose: Purpose;
	readonly charter: Extract<CharterStatus, "none" | "direct" | "local">;
	/** Typical number of students in a grade. */
	readonly cohort: number;
	/** Last words of the school's name. */
	readonly ending: string;
}

const shape = (low: number, high: number, cohort: number, ending: string): SchoolShape => ({
	low,
	high,
	purpose: "regular",
	charter: "none",
	cohort,
	ending,
});

const elementary = shape(0, 5, 72, "Elementary");
const longElementary = shape(0, 6, 66, "Elementary");
const kindergartenToEighth = shape(0, 8, 58, "K-8");
const middle = shape(6, 8, 230, "Middle");
const high = shape(9, 12, 330, "High");
const combined = shape(6, 12, 85, "Secondary");
const continuation: SchoolShape = { ...shape(10, 12, 55, "Continuation High"), purpose: "alternative" };
const communityDay: SchoolShape = { ...shape(7, 12, 6, "Community Day"), purpose: "alternative" };
const virtual: SchoolShape = { ...shape(0, 12, 14, "Virtual Academy"), purpose: "virtual" };
/** Too small for any score to be shown. */
const tinyElementary = shape(0, 5, 2.5, "Elementary");
/** Shown, but too small to be judged. */
const smallElementary = shape(0, 5, 7, "Elementary");
const directCharter: SchoolShape = { ...shape(0, 8, 48, "Charter"), charter: "direct" };
const directCharterHigh: SchoolShape = { ...shape(9, 12, 120, "Charter High"), charter: "direct" };
const localCharter: SchoolShape = { ...shape(0, 5, 52, "Charter"), charter: "local" };

/** In what order the special schools of a district appear as it grows; what remains is filled with regular ones. */
const unifiedOrder = [
	elementary,
	middle,
	high,
	longElementary,
	directCharter,
	continuation,
	elementary,
	smallElementary,
	kindergartenToEighth,
	localCharter,
	elementary,
	virtual,
	tinyElementary,
	elementary,
	combined,
	longElementary,
	communityDay,
	middle,
	elementary,
	directCharterHigh,
] as const;

const elementaryOrder = [
	longElementary,
	middle,
	elementary,
	kindergartenToEighth,
	smallElementary,
	elementary,
	directCharter,
	longElementary,
	tinyElementary,
	localCharter,
	elementary,
	middle,
] as const;

const highOrder = [high, continuation, high, directCharterHigh, high, combined, communityDay, virtual] as const;

const orders: Readonly<Record<DistrictType, readonly SchoolShape[]>> = {
	unified: unifiedOrder,
	elementary: elementaryOrder,
	high: highOrder,
};

/** Spread of school sizes around the typical one of their shape, on the log scale. */
const sizeSpread = 0.3;

/**
 * The schools of one district.
 *
 * @param type grades that the district serves
 * @param schools how many
 */
export function districtShapes(type: DistrictType, schools: number, random: Random): SchoolShape[] {
	const order = orders[type];
	return Array.from({ length: schools }, (_, position) => {
		const typical = order[position % order.length] ?? elementary;
		const factor = Math.exp(sizeSpread * random.normal());
		// The tiny ones keep their size: they are there so that suppressed and unjudged results exist.
		if (typical.cohort < 10) return typical;
		return { ...typical, cohort: typical.cohort * factor };
	});
}

/** Six in ten districts are unified, a quarter have no high school and the rest nothing else; the first is unified. */
export function districtTypes(districts: number, random: Random): DistrictType[] {
	return Array.from({ length: districts }, (_, position) => {
		const draw = random.uniform();
		if (position === 0) return "unified";
		return draw < 0.62 ? "unified" : draw < 0.88 ? "elementary" : "high";
	});
}

/**
 * How many schools each district has: a mean of `mean`, from 2 up, skewed as in the state; the first has the mean.
 */
export function districtSizes(districts: number, mean: number, random: Random): number[] {
	const logSpread = 0.7;
	return Array.from({ length: districts }, (_, position) => {
		const size = Math.round(mean * Math.exp(logSpread * random.normal() - logSpread ** 2 / 2));
		return position === 0 ? Math.max(2, Math.round(mean)) : Math.max(2, size);
	});
}
