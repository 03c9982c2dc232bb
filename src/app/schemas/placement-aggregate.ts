/** The shape of aggregate.json, published as JSON Schema (docs/schemas/placement-aggregate-1.schema.json). Keys are only added. */

import { z } from "zod";
import { estimate, num, text } from "./placement-parts.js";
import { type Published, publishedSchema } from "./published.js";

export const aggregateSchemaId = "cimp/placement-aggregate/1";

const whole = z.number().int().min(0);
const group = {
	stage: z.enum(["day1", "checkpoint"]),
	basis: z.string(),
	code: z.string(),
	group: z.string(),
	qualified: num,
	heldBack: num,
	othersQualified: num,
	othersHeldBack: num,
};

export const aggregateSchema = z.strictObject({
	schema: z.literal(aggregateSchemaId),
	version: z.string(),
	districts: z.array(
		z.strictObject({
			district: z.string(),
			schoolYear: text,
			enrolled: num,
			qualified: num,
			groups: z.array(z.strictObject({ ...group, verdict: text })),
		}),
	),
	/** Over all districts; empty in the export of one. */
	merged: z.array(
		z.strictObject({
			...group,
			districts: whole,
			districtsWithheld: whole,
			riskRatio: estimate,
			riskDifference: estimate,
			p: num,
			homogeneityP: num,
			verdicts: z.array(z.strictObject({ district: z.string(), verdict: text })),
		}),
	),
});

export type AggregateFile = Published<typeof aggregateSchema>;

/** The published JSON Schema. */
export const aggregateJsonSchema = (): unknown =>
	publishedSchema(aggregateSchema, {
		title: "Counts of districts for a county's view of placement",
		description:
			"What one or several districts publish of their groups; an absent value says why. No rows of students.",
	});
