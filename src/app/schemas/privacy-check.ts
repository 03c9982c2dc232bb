/** The shape of `cimp privacy check --json`, published as JSON Schema (docs/schemas/privacy-check-1.schema.json). Keys are only added. */

import { z } from "zod";
import { publishedSchema } from "./published.js";

export const privacyCheckSchemaId = "cimp/privacy-check/1";

const count = z.number().int().min(0);

const violation = z.strictObject({
	file: z.string().describe("path inside the folder; the folder's name stands first where several are checked"),
	table: z.string(),
	rule: z.string().describe("as listed in docs/security.md"),
	detail: z.string().describe("where and how often; never the value"),
});

export const privacyCheckSchema = z.strictObject({
	schema: z.literal(privacyCheckSchemaId),
	folders: z.array(z.string()),
	files: count,
	tables: count,
	cells: count,
	hidden: count.describe("cells withheld to protect students"),
	attacked: count.describe("counts that add up to one another and were attacked together"),
	undecided: count.describe("of these, counts of releases of which bounds alone could be looked at"),
	violations: z.array(violation),
});

export type PrivacyCheck = z.infer<typeof privacyCheckSchema>;

/** The published JSON Schema. */
export const privacyCheckJsonSchema = (): unknown =>
	publishedSchema(privacyCheckSchema, {
		title: "Result of cimp privacy check",
		description: "Nothing in it repeats a value that may not be published.",
	});
