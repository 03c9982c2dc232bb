/** Movement over the years, as results.json has it. Numbers are in the unit of the results; shares 0–1. */

import { z } from "zod";
import { absent } from "./absent.js";

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const year = z.number().int();
const measured = z.union([z.number(), absent]);

export const schoolProgress = z.union([
	z.strictObject({
		/** `trend`: a slope per year; `change`: from the first of two years to the second. */
		kind: z.enum(["trend", "change"]),
		tested: measured,
		/** Results minus what schools of the level with a like student mix lead one to expect, with 95 % intervals of chance. */
		points: z.array(z.strictObject({ year, value: z.number(), lower: z.number(), upper: z.number() })),
		value: z.number(),
		lower: z.number(),
		upper: z.number(),
		/** Chance that the true slope or change is above zero. */
		probability: share,
		reading: z.enum([
			"continued progress",
			"continued decrease",
			"higher, by more than chance",
			"lower, by more than chance",
			"not distinguishable",
		]),
		/** Parts of the change from the first year to the newest; the last three add up to the change. */
		change: z.strictObject({
			from: year,
			to: year,
			first: z.number(),
			last: z.number(),
			change: z.number(),
			common: z.number(),
			regression: z.number(),
			rest: z.number(),
		}),
	}),
	absent,
]);

export const districtProgress = z.union([
	z.strictObject({
		years: z.array(year),
		kind: z.enum(["trend", "change"]),
		judged: count,
		notJudged: count,
		up: count,
		down: count,
		expectedFalseShare: z.union([share, absent]),
	}),
	absent,
]);

export type SchoolProgressEntry = z.infer<typeof schoolProgress>;
export type DistrictProgressEntry = z.infer<typeof districtProgress>;
