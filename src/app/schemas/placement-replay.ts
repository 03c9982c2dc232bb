/** The shapes of whatif.json, sweep.json and power.json, published as JSON Schemas. Keys are only added. */

import { z } from "zod";
import { key, num, yes } from "./placement-parts.js";
import { type Published, publishedSchema } from "./published.js";

export const whatIfSchemaId = "cimp/placement-whatif/1";
export const sweepSchemaId = "cimp/placement-sweep/1";
export const powerSchemaId = "cimp/placement-power/1";

const changed = z.strictObject({
	/** Empty for everybody and for schools. */
	basis: z.string(),
	code: z.string(),
	group: z.string(),
	school: z.string(),
	students: num,
});

export const whatIfSchema = z.strictObject({
	schema: z.literal(whatIfSchemaId),
	version: z.string(),
	change: z.array(
		z.strictObject({
			path: z.string(),
			before: z.union([z.string(), z.number()]),
			after: z.union([z.string(), z.number()]),
		}),
	),
	qualifiedBefore: num,
	qualifiedAfter: num,
	undeterminedBefore: num,
	undeterminedAfter: num,
	gained: z.array(changed),
	lost: z.array(changed),
	seats: z.array(z.strictObject({ level: z.number().int(), course: z.string(), before: num, after: num, change: num })),
});

export const sweepSchema = z.strictObject({
	schema: z.literal(sweepSchemaId),
	version: z.string(),
	parameter: z.string(),
	/** Counts are rounded to tens, shares to whole percents. */
	rounding: z.strictObject({ counts: z.number().int(), share: z.number() }),
	points: z.array(
		z.strictObject({
			value: z.number(),
			qualified: num,
			undetermined: num,
			groups: z.array(
				z.strictObject({ basis: z.string(), code: z.string(), qualified: num, heldBackShare: z.number() }),
			),
			seats: z.array(z.strictObject({ level: z.number().int(), course: z.string(), students: num })),
		}),
	),
});

export const powerSchema = z.strictObject({
	schema: z.literal(powerSchemaId),
	version: z.string(),
	wantedPower: z.number(),
	tests: z.number().int(),
	groups: z.array(
		z.strictObject({
			...key,
			qualified: num,
			othersQualified: num,
			othersRate: num,
			minimumsMet: yes,
			detectableGap: num,
			detectableRiskRatio: num,
			practicalGap: num,
			chanceAtPracticalGap: num,
			curve: z.array(z.strictObject({ riskRatio: z.number(), chance: num })),
			studentsNeeded: num,
		}),
	),
});

export type WhatIfFile = Published<typeof whatIfSchema>;
export type SweepFile = Published<typeof sweepSchema>;
export type PowerFile = Published<typeof powerSchema>;

export const whatIfJsonSchema = (): unknown =>
	publishedSchema(whatIfSchema, {
		title: "Result of cimp placement whatif",
		description: "The same students under a changed policy. A withheld count is an object that says why.",
	});
export const sweepJsonSchema = (): unknown =>
	publishedSchema(sweepSchema, {
		title: "Result of cimp placement sweep",
		description:
			"One point for each value of a cut; counts rounded to tens (fewer than 15 are given as 0), shares to whole percents.",
	});
export const powerJsonSchema = (): unknown =>
	publishedSchema(powerSchema, {
		title: "Result of cimp placement power",
		description: "What the numbers of a district can find; chances are of a FLAG under the whole rule.",
	});
