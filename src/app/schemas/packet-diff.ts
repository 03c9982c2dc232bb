/** The shape of diff.json of `cimp packet diff`, published as JSON Schema (docs/schemas/packet-diff-1.schema.json). Keys are only added. */

import { z } from "zod";
import { absent } from "./absent.js";
import { publishedSchema } from "./published.js";
import { cds, count, district, evidence, level, measured, measuredText, scale, share } from "./values.js";

export const packetDiffSchemaId = "cimp/packet-diff/1";

const year = z.number().int();
const subject = z.enum(["ela", "math", "science"]);

const packet = z.strictObject({
	title: z.string(),
	version: z.string(),
	/** Year of the places; the parts have their own. */
	year,
	districts: z.array(district),
});

/** A subject and group that both packets have. */
const part = z.strictObject({
	/** Its id in the newer packet. */
	part: z.string(),
	subject,
	group: count,
	unit: scale,
	fromYear: year,
	toYear: year,
	kind: z.enum(["another year", "same year"]),
	/** Why no change was tested; "tested" where changes were. */
	tested: z.union([z.literal("tested"), absent]),
	models: z.array(z.strictObject({ level: z.string(), r2Before: measured, r2After: measured })),
	/** In the same year: schools whose result, and whose prediction for an unchanged result, is not what it was. */
	sameYear: z.union([z.strictObject({ results: count, predictions: count, because: z.string() }), absent]),
});

const change = z.strictObject({
	part: z.string(),
	cds,
	/** Its code in the older packet. */
	fromCds: cds,
	district,
	name: z.string(),
	level,
	before: measured,
	after: measured,
	beforeTested: measured,
	afterTested: measured,
	/** Beside schools of the level with the same student mix, in the part's unit; with 95 % limits. */
	change: z.number(),
	lower: z.number(),
	upper: z.number(),
	/** Standard deviation that chance and ordinary movement alone give. */
	sd: z.number(),
	/** Part of the change that regression to the mean leads one to expect. */
	regression: z.number(),
	p: share,
	q: share,
	evidence,
	direction: z.enum(["higher", "lower"]),
});

const regression = z.strictObject({
	schools: count,
	before: z.number(),
	after: z.number(),
	expectedAfter: z.number(),
});

const noise = z.strictObject({
	part: z.string(),
	/** All schools tested together. */
	family: z.string(),
	compared: count,
	moved: count,
	/** Schools whose own 95 % interval excludes zero, and how many chance leads one to expect among those compared. */
	outside95: count,
	expectedOutside95: z.number(),
	/** Standard deviation of the changes as they stand, and the share of their variance that is chance among students. */
	spread: measured,
	chanceShare: z.union([share, absent]),
	ordinaryMovementFrom: z.enum(["the older packet", "the changes themselves"]),
	/** Schools outside the middle 80 % in the older packet: average distance outwards then, now, and as regression to the mean leads one to expect. */
	regression: z.union([regression, absent]),
	notCompared: z.array(z.strictObject({ reason: z.string(), schools: count })),
	/** Compared and not called moved. */
	schools: z.array(change),
});

const charter = z.enum(["none", "direct", "local", "charter", "unknown"]);
const placeLevel = z.enum(["district", "school"]);
const place = z.strictObject({ cds, level: placeLevel, name: z.string(), district: z.string(), charter });
const pair = z.strictObject({
	fromCds: cds,
	toCds: cds,
	level: placeLevel,
	fromName: z.string(),
	toName: z.string(),
	fromDistrict: z.string(),
	toDistrict: z.string(),
});

const entities = z.strictObject({
	/** "entities", or "results" where a packet's files had no such table: then a school without a row looks closed. */
	from: z.strictObject({ before: z.enum(["entities", "results"]), after: z.enum(["entities", "results"]) }),
	opened: z.array(place),
	closed: z.array(place),
	renamed: z.array(pair),
	/** To another district, under the same school code. */
	moved: z.array(pair),
	/** A closed and an opened school of the same or nearly the same name: for a person to decide. */
	possibleNewCodes: z.array(pair),
	/** Counties of one packet alone, in which nothing can be compared. */
	countiesNotCompared: z.array(z.string()),
});

/** What the files hold of a layout and of years, where it is not what it was. */
const file = z.strictObject({
	part: z.string(),
	layout: z.string(),
	years: z.array(year),
	change: z.enum(["revised", "added", "gone"]),
	before: z.array(z.string()),
	after: z.array(z.string()),
});

/** Results of a year that both packets have, and that differ: the state revised them, or another file was read. */
const revision = z.strictObject({
	part: z.string(),
	year,
	schools: z.array(z.strictObject({ cds, name: z.string(), before: measured, after: measured })),
});

const method = z.strictObject({
	/** A part's id; "packet" for what holds for all. */
	part: z.string(),
	what: z.string(),
	before: measuredText,
	after: measuredText,
	/** False where standings made so can't be compared. */
	comparable: z.boolean(),
});

export const packetDiffSchema = z.strictObject({
	schema: z.literal(packetDiffSchemaId),
	version: z.string(),
	packets: z.strictObject({ before: packet, after: packet }),
	parts: z.array(part),
	/** Parts of one packet alone. */
	partsNotCompared: z.array(z.strictObject({ part: z.string(), packet: z.enum(["before", "after"]) })),
	moved: z.array(change),
	noise: z.strictObject({ falseDiscoveryRate: share, parts: z.array(noise) }),
	entities,
	data: z.strictObject({ files: z.array(file), revisions: z.array(revision) }),
	method: z.array(method),
});

export type PacketDiff = z.infer<typeof packetDiffSchema>;
export type DiffChange = PacketDiff["moved"][number];
export type DiffNoise = PacketDiff["noise"]["parts"][number];

/** The published JSON Schema. */
export const packetDiffJsonSchema = (): unknown =>
	publishedSchema(packetDiffSchema, {
		title: "Results of cimp packet diff",
		description:
			"What truly moved from one packet to the next, what is noise, what became of the places, and what changed because data or method changed, kept apart.",
	});
