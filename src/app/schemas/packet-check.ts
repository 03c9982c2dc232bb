/** The shape of `cimp packet check --json`, published as JSON Schema (docs/schemas/packet-check-1.schema.json). Keys are only added. */

import { z } from "zod";
import { publishedSchema } from "./published.js";

export const packetCheckSchemaId = "cimp/packet-check/1";

const count = z.number().int().min(0);

const finding = z.strictObject({
	check: z.enum(["links", "accessibility", "print", "privacy"]),
	file: z.string(),
	rule: z.string(),
	detail: z.string().describe("what and where; never a value that may not be published"),
});

export const packetCheckSchema = z.strictObject({
	schema: z.literal(packetCheckSchemaId),
	files: count,
	pages: count,
	links: count.describe("links and references followed"),
	figures: count.describe("drawings measured"),
	findings: z.array(finding),
});

export type PacketCheck = z.infer<typeof packetCheckSchema>;
export type CheckFinding = PacketCheck["findings"][number];

/** The published JSON Schema. */
export const packetCheckJsonSchema = (): unknown =>
	publishedSchema(packetCheckSchema, {
		title: "Result of cimp packet check",
		description: "Links, accessibility by rules that need no browser, print, and privacy of a finished folder.",
	});
