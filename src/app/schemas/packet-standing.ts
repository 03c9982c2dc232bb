/** The shape of data/<part>/standing.json of a packet: what the next packet is compared with. Keys are only added. */

import { z } from "zod";
import { absent } from "./absent.js";
import { publishedSchema } from "./published.js";
import { cds, district, level, measured, scale } from "./values.js";

export const packetStandingSchemaId = "cimp/packet-standing/1";

/** Everything on the model's scale; variances, not standard deviations. */
const standing = z.strictObject({
	cds,
	level,
	/** Result minus what schools of the level with the same student mix lead one to expect. */
	difference: z.number(),
	/** By chance among students, with the factor φ. */
	sampling: z.number(),
	phi: z.number().positive(),
	/** Of what lasts in districts and schools. */
	lasting: z.number(),
	/** Of what belongs to one year of a school. */
	ofYear: measured,
	/** Change in the unit for a change of one on the model's scale. */
	slope: z.number(),
});

export const packetStandingSchema = z.strictObject({
	schema: z.literal(packetStandingSchemaId),
	part: z.string(),
	year: z.number().int(),
	unit: scale,
	scale: z.enum(["logit", "dfs", "z"]),
	/** `years`: from the fit over years; `one year`: from the page's fit. Absent where there is neither. */
	basis: z.union([z.enum(["years", "one year"]), absent]),
	covariates: z.array(z.string()),
	/** Schools and districts of the files, which all standings are beside. */
	schoolsInFiles: z.number().int(),
	districtsInFiles: z.number().int(),
	schools: z.array(standing),
});

export type PacketStanding = z.infer<typeof packetStandingSchema>;

export const packetPlacesSchemaId = "cimp/packet-places/1";

const place = z.strictObject({
	cds,
	level: z.enum(["district", "school"]),
	charter: z.enum(["none", "direct", "local", "charter", "unknown"]),
	county: z.string(),
	district: z.string(),
	school: z.string(),
});

/** The shape of data/places.json: districts and schools of the counties of the packet, as the files have them. */
export const packetPlacesSchema = z.strictObject({
	schema: z.literal(packetPlacesSchemaId),
	year: z.number().int(),
	/** `results` where the files have no entities of the year: schools with a row of results. */
	from: z.enum(["entities", "results"]),
	counties: z.array(z.string().regex(/^\d{2}$/)),
	/** Districts with a page. */
	districts: z.array(district),
	places: z.array(place),
});

export type PacketPlaces = z.infer<typeof packetPlacesSchema>;

/** The published JSON Schemas. */
export const packetStandingJsonSchema = (): unknown =>
	publishedSchema(packetStandingSchema, {
		title: "Standings of a part of a packet",
		description:
			"Where each school stood beside schools like it, on the model's scale: what the next packet is compared with.",
	});

export const packetPlacesJsonSchema = (): unknown =>
	publishedSchema(packetPlacesSchema, {
		title: "Places of a packet",
		description: "Districts and schools of the packet's counties in its year, as the files have them.",
	});
