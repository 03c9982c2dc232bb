/** The shape of `cimp entities diff --json`, published as JSON Schema (docs/schemas/entities-diff-1.schema.json). Keys are only added. */

import { z } from "zod";
import { publishedSchema } from "./published.js";

export const entitiesDiffSchemaId = "cimp/entities-diff/1";

const count = z.number().int().min(0);
const year = z.number().int();
const cds = z.string().regex(/^\d{14}$/);
const charter = z.enum(["none", "direct", "local", "charter", "unknown"]);

const input = z.strictObject({
	file: z.string(),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	layout: z.string(),
	years: z.array(year),
	rowsRead: count,
	rowsKept: count,
	rowsRefused: count,
});

const account = z.strictObject({
	before: count,
	after: count,
	unchanged: count,
	cosmetic: count,
	changed: count,
	closed: count,
	opened: count,
});

const place = z.strictObject({ cds, name: z.string(), district: z.string(), charter });
const pair = z.strictObject({ fromCds: cds, toCds: cds, fromName: z.string(), toName: z.string() });
const nameChange = z.enum(["same", "cosmetic", "renamed"]);

/** Opened, closed and renamed places of one level; `respelled` names differ in spelling alone. */
const level = { opened: z.array(place), closed: z.array(place), renamed: z.array(pair), respelled: z.array(pair) };

const schools = z.strictObject({
	...level,
	moved: z.array(
		pair.extend({
			fromDistrict: z.string(),
			toDistrict: z.string(),
			name: nameChange,
			/** The former district is gone, or the new one did not exist. */
			reorganized: z.boolean(),
		}),
	),
	charterChanged: z.array(pair.extend({ fromCharter: charter, toCharter: charter })),
	possibleNewCodes: z.array(
		pair.extend({ name: z.enum(["same", "nearly same"]), where: z.enum(["same district", "same county"]) }),
	),
	/** School codes under several districts in one year; such schools are compared by the 14 digits alone. */
	sharedCodes: z.array(z.string().regex(/^\d{7}$/)),
});

export const entitiesDiffSchema = z.strictObject({
	schema: z.literal(entitiesDiffSchemaId),
	version: z.string(),
	from: year,
	to: year,
	inputs: z.array(input),
	accounts: z.strictObject({ all: account, schools: account, districts: account, countiesAndState: account }),
	schools,
	districts: z.strictObject(level),
	countiesAndState: z.strictObject(level),
	crosswalk: z.strictObject({ rows: count, accepted: count, undecided: count }),
	problems: z.strictObject({ errors: count, warnings: count, repaired: count }),
});

export type EntitiesDiff = z.infer<typeof entitiesDiffSchema>;

/** The published JSON Schema. */
export const entitiesDiffJsonSchema = (): unknown =>
	publishedSchema(entitiesDiffSchema, {
		title: "Results of cimp entities diff",
		description:
			"In each account, before = unchanged + changed + closed and after = unchanged + changed + opened; cosmetic are among the unchanged.",
	});
