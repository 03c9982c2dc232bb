/** The shape of sums.json, published as JSON Schema (docs/schemas/placement-sums-1.schema.json). Keys are only added. */

import { z } from "zod";
import { text } from "./placement-parts.js";
import { type Published, publishedSchema } from "./published.js";

export const sumsSchemaId = "cimp/placement-sums/1";

const pointers = z.array(z.string());
const places = z
	.strictObject({
		at: pointers.describe("where the count is published for its own sake: withheld there, it must stay unknown"),
		also: pointers.describe("where it is said only beside others"),
	})
	.meta({ id: "places" });
const counts = z
	.array(z.string())
	.describe('ids of rows for their students, or "id#outcome" for those of them who had an outcome');

export const sumsSchema = z.strictObject({
	schema: z.literal(sumsSchemaId),
	version: z.string(),
	file: z.string().describe("the file beside this one that JSON pointers lead into"),
	district: text.describe("releases of one district are looked at together"),
	rows: z.array(z.strictObject({ id: z.string(), students: places, outcomes: z.record(z.string(), places) })),
	partitions: z
		.array(z.strictObject({ whole: z.string(), parts: z.array(z.string()) }))
		.describe("every student of the whole is in one part; outcomes that all of the rows have add up, too"),
	relations: z
		.array(z.strictObject({ left: counts, right: counts, atLeast: z.literal(true).optional() }))
		.describe("both sides are as many students; with atLeast, the left side is as many or more"),
	values: z
		.array(z.strictObject({ at: z.string(), left: counts, right: counts }))
		.describe("values that are the left side less the right"),
});

export type SumsFile = Published<typeof sumsSchema>;

/** The published JSON Schema. */
export const sumsJsonSchema = (): unknown =>
	publishedSchema(sumsSchema, {
		title: "Which counts of an audit add up to which",
		description:
			"What a reader knows of the counts of audit.json without seeing any: which are the same students, which are parts of others. No counts. `cimp privacy check` attacks withheld counts with it.",
	});
