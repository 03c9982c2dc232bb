/** The shape of results.json, published as JSON Schema (docs/schemas/analyze-1.schema.json). Keys are only added. */

import { z } from "zod";
import { absent } from "./absent.js";
import { districtBrightSpots, persistence, schoolBrightSpots } from "./bright-spots.js";
import { groupGap } from "./groups.js";
import { model } from "./model.js";
import { districtProgress, schoolProgress } from "./progress.js";
import { publishedSchema } from "./published.js";
import { similarDistricts } from "./similar.js";
import { cds, district as code, count, evidence, interval, level, measured, measuredText, scale } from "./values.js";
import { furtherSpreads, spread } from "./variation.js";

export const analyzeSchemaId = "cimp/analyze/1";

const question = z.enum(["within this district", "against similar schools anywhere"]);

const input = z.strictObject({
	file: z.string(),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	layout: z.string(),
	rowsRead: count,
	rowsKept: count,
	rowsRefused: count,
	refused: z.array(z.strictObject({ reason: z.string(), rows: count })),
	bytes: count,
	encoding: z.string(),
	delimiter: z.string(),
	family: z.enum(["results", "entities", "companion", "lookup"]),
	vintage: z.string(),
	/** Test years of the rows kept. */
	years: z.array(z.number().int()),
});

/** On the model's scale: see `Working` in the model's own words, docs/methods.md. */
const side = z.strictObject({
	adjustment: z.number(),
	district: z.number(),
	line: z.number(),
	ownPart: z.number(),
	df: z.number(),
	tail: z.strictObject({ scale: z.number(), df: z.number() }).optional(),
});

/** What makes a school's prediction again, together with the coefficients and variances of its model. */
const working = z.strictObject({
	response: z.number(),
	samplingVariance: z.number(),
	values: z.record(z.string(), measured),
	within: side,
	anywhere: z.union([side, absent]),
});

/** One way to predict that a reasonable analyst might have chosen. */
const specification = z.strictObject({
	id: z.string(),
	scale,
	studentMix: z.boolean(),
	prior: z.enum(["none", "own", "shrunken", "mean of two"]),
	charters: z.boolean(),
	main: z.boolean(),
	schools: count,
});

const school = z.strictObject({
	cds,
	district: code,
	name: z.string(),
	level: level,
	charter: z.enum(["none", "direct", "local", "charter", "unknown"]),
	kind: z.enum(["regular", "alternative", "special education", "virtual", "district program"]),
	year: z.number().int(),
	group: z.number().int(),
	unit: scale,
	tested: measured,
	actual: measured,
	baseline: measured,
	baselineTested: measured,
	/** Codes of the earlier result, where the crosswalk names others than the school's own. */
	baselineFrom: z.array(cds).optional(),
	predicted: measured,
	lower: measured,
	upper: measured,
	residual: measured,
	effect: measured,
	effectSe: measured,
	question: z.union([question, absent]),
	anywhere: z.union([
		z.strictObject({ predicted: z.number(), lower: z.number(), upper: z.number(), residual: z.number() }),
		absent,
	]),
	q: measured,
	qConservative: measured,
	evidence,
	reading: z.union([z.enum(["lower", "within", "higher"]), absent]),
	/** How many reasonable models put it above and below its prediction and outside its interval. */
	specifications: z.union([
		z.strictObject({ above: count, below: count, outside: count, of: count, dependsOnModel: z.boolean() }),
		absent,
	]),
	model: measuredText,
	inModel: z.boolean(),
	leftOut: measuredText,
	working: z.union([working, absent]),
	brightSpots: schoolBrightSpots,
	progress: schoolProgress,
});

const areaValue = z.strictObject({
	label: z.string(),
	value: z.number(),
	tested: measured,
	source: z.enum(["published row", "student-weighted average of the schools compared"]),
});

const district = z.strictObject({
	code,
	name: z.string(),
	schools: count,
	predicted: count,
	judged: count,
	higher: count,
	lower: count,
	tested: measured,
	actual: measured,
	actualSource: measuredText,
	baseline: measured,
	reference: z.union([areaValue, absent]),
	spread: z.union([spread, absent]),
	...furtherSpreads,
	gaps: z.array(groupGap),
	similar: similarDistricts,
	brightSpots: districtBrightSpots,
	progress: districtProgress,
	page: z.string(),
});

const finding = z.strictObject({
	id: z.string(),
	district: code,
	template: z.string(),
	params: z.record(z.string(), z.union([z.string(), z.number()])),
	sentence: z.string(),
	evidence,
	counts: z.strictObject({ schools: count.optional(), tested: count.optional() }),
	interval: z.union([interval, absent]),
	measure: measuredText,
	source: z.string(),
	method: z.string(),
});

const companion = z.strictObject({
	layout: z.string(),
	vintage: z.string(),
	rows: count,
	joined: count,
	unmatchedRows: z.array(z.string()),
	schoolsWithout: z.array(z.string()),
});

/** A measure or model in words. */
export const methodSchema = z.strictObject({
	id: z.string(),
	title: z.string(),
	what: z.string(),
	formula: z.array(z.string()),
	assumptions: z.array(z.string()),
	notFor: z.array(z.string()),
	references: z.array(z.string()),
});

/** The crosswalk given: its lines, those accepted, and the schools of the run whose earlier result it found. */
const crosswalk = z.strictObject({
	file: z.string(),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	rows: count,
	accepted: count,
	schools: count,
});

/** Students with scores, all students and all grades together: the district's own row beside its schools' rows. */
const reconciliation = z.strictObject({
	district: code,
	year: z.number().int(),
	grade: z.number().int(),
	published: measured,
	schools: measured,
	chartersNotInIt: z.strictObject({ schools: count, students: measured }),
	withheldSchools: count,
	difference: measured,
	explained: z.union([z.boolean(), absent]),
});

export const analyzeSchema = z.strictObject({
	schema: z.literal(analyzeSchemaId),
	version: z.string(),
	subject: z.enum(["ela", "math", "science"]),
	year: z.number().int(),
	baselineYear: measured,
	group: z.number().int(),
	groupName: z.string(),
	unit: scale,
	charters: z.enum(["include", "exclude", "separate"]),
	date: measuredText,
	inputs: z.array(input),
	companions: z.array(companion),
	crosswalk: crosswalk.optional(),
	reconciliation: z.array(reconciliation),
	covariates: z.array(z.strictObject({ name: z.string(), from: z.string(), vintage: z.string(), smallGroups: count })),
	models: z.array(model),
	/** The scale that runs beside the main one. */
	secondScale: z.union([scale, absent]),
	specifications: z.array(specification),
	persistence,
	schools: z.array(school),
	districts: z.array(district),
	findings: z.array(finding),
	methods: z.array(methodSchema),
	problems: z.strictObject({ errors: count, warnings: count, repaired: count }),
});

export type AnalyzeResults = z.infer<typeof analyzeSchema>;

/** The published JSON Schema. */
export const analyzeJsonSchema = (): unknown =>
	publishedSchema(analyzeSchema, {
		title: "Results of cimp analyze",
		description:
			"Percents are 0–100, shares 0–1. An absent value is an object with the kind of absence and the reason.",
	});
