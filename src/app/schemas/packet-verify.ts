/** The shape of `cimp packet verify --json`, published as JSON Schema (docs/schemas/packet-verify-1.schema.json). Keys are only added. */

import { z } from "zod";
import { absent } from "./absent.js";
import { publishedSchema } from "./published.js";

export const packetVerifySchemaId = "cimp/packet-verify/1";

const paths = z.array(z.string());

export const packetVerifySchema = z.strictObject({
	schema: z.literal(packetVerifySchemaId),
	/** True where every file of the packet is byte for byte what was made again. */
	same: z.boolean(),
	/** The version that made the packet, and the one that made it again. */
	versions: z.strictObject({ packet: z.string(), program: z.string() }),
	/** By path from convening.yml. */
	inputs: z.strictObject({ changed: paths, gone: paths, added: paths }),
	/** By path in the folder. Absent where inputs changed: another input gives another packet, and says nothing of this one. */
	outputs: z.union([z.strictObject({ files: z.number().int(), different: paths, gone: paths, added: paths }), absent]),
});

export type PacketVerify = z.infer<typeof packetVerifySchema>;

/** The published JSON Schema. */
export const packetVerifyJsonSchema = (): unknown =>
	publishedSchema(packetVerifySchema, {
		title: "Result of cimp packet verify",
		description: "Whether a packet is what its inputs give; changed inputs and changed output are told apart.",
	});
