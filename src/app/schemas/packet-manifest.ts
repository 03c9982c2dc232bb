/** The shape of manifest.json of `cimp packet build`: what made the packet, so that it can be made again and compared. Keys are only added. */

import { z } from "zod";
import { conveningSchema } from "./convening.js";
import { publishedSchema } from "./published.js";

export const packetManifestSchemaId = "cimp/packet-manifest/1";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const input = z.strictObject({
	/** Relative to convening.yml, with forward slashes. */
	path: z.string(),
	sha256,
	role: z.enum(["convening", "data", "notes", "crosswalk"]),
});

const part = z.strictObject({
	id: z.string(),
	subject: z.string(),
	year: z.number().int(),
	baselineYear: z.number().int().optional(),
	group: z.number().int(),
	unit: z.string(),
	/** What the model is, by id; a change of method shows here. */
	models: z.array(z.string()),
	/** Tables read, with the hash of their content: of an archive, the files in it. */
	inputs: z.array(z.strictObject({ file: z.string(), sha256, layout: z.string() })),
	results: z.string(),
});

const district = z.strictObject({
	code: z.string().regex(/^\d{7}$/),
	name: z.string(),
	folder: z.string(),
});

export const packetManifestSchema = z.strictObject({
	schema: z.literal(packetManifestSchemaId),
	producer: z.literal("cimp"),
	version: z.string(),
	command: z.literal("packet"),
	/** The convening as it was understood, defaults included. */
	options: conveningSchema,
	inputs: z.array(input),
	parts: z.array(part),
	districts: z.array(district),
	outputs: z.array(z.string()),
});

export type PacketManifest = z.infer<typeof packetManifestSchema>;

/** The published JSON Schema. */
export const packetManifestJsonSchema = (): unknown =>
	publishedSchema(packetManifestSchema, {
		title: "Manifest of cimp packet build",
		description: "What made a packet: settings, inputs by hash and relative path, and every file of it.",
	});
