/** Schools to learn with, as results.json has them. Numbers are in the unit of the results; shares 0–1. */

import { z } from "zod";
import { absent } from "./absent.js";

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const measured = z.union([z.number(), absent]);
const group = z.number().int();

/** A lasting difference from prediction with its 95 % interval and the chance that it is worth naming. */
const persistent = z.strictObject({
	years: z.array(z.number().int()),
	tested: measured,
	effect: z.number(),
	lower: z.number(),
	upper: z.number(),
	probability: share,
});

/** Of one school: the group of the run, then the groups beside it. */
export const schoolBrightSpots = z.union([
	z.strictObject({
		named: z.boolean(),
		groups: z.array(z.strictObject({ group, persistent: z.union([persistent, absent]) })),
	}),
	absent,
]);

export const districtBrightSpots = z.union([
	z.strictObject({
		years: z.array(z.number().int()),
		/** A school is named where its chance is at least this, for a difference above `smallest`. */
		namedFrom: share,
		smallest: z.number(),
		judged: count,
		notJudged: count,
		/** Codes in order, which is no order of results. */
		named: z.array(z.string().regex(/^\d{14}$/)),
		expectedFalseShare: z.union([share, absent]),
		/** True difference of a typical school that would be found four times in five. */
		detectable: measured,
	}),
	absent,
]);

/** How results minus expectations go together some years apart, over all districts of the run. */
export const persistence = z.strictObject({
	lags: z.array(
		z.strictObject({
			lag: count,
			schools: count,
			pairs: count,
			raw: measured,
			interval: z.union([z.strictObject({ lower: z.number(), upper: z.number() }), absent]),
			withoutChance: measured,
		}),
	),
	above: z.union([
		z.strictObject({
			pairs: count,
			both: count,
			firstOnly: count,
			secondOnly: count,
			neither: count,
			bothByChance: z.number(),
		}),
		absent,
	]),
});

export type SchoolBrightSpots = z.infer<typeof schoolBrightSpots>;
export type DistrictBrightSpots = z.infer<typeof districtBrightSpots>;
export type PersistenceEntry = z.infer<typeof persistence>;
