/** The shape of results.json, published as JSON Schema (docs/schemas/analyze-1.schema.json). Keys are only added. */

import { z } from "zod";
import { absent } from "./absent.js";
import { districtBrightSpots, persistence, schoolBrightSpots } from "./bright-spots.js";
import { districtProgress, schoolProgress } from "./progress.js";

export const analyzeSchemaId = "cimp/analyze/1";

const measured = z.union([z.number(), absent]);
const measuredText = z.union([z.string(), absent]);
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const interval = z.strictObject({ lower: z.number(), upper: z.number() });
const evidence = z.enum(["clear", "some", "not distinguishable", "not enough data"]);
const question = z.enum(["within this district", "against similar schools anywhere"]);
const code = z.string().regex(/^\d{7}$/);
const cds = z.string().regex(/^\d{14}$/);

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
});

const coverage = z.strictObject({ label: z.string(), schools: count, at50: share, at80: share, at95: share });

const model = z.strictObject({
	id: z.string(),
	kind: z.enum(["context", "progress", "level"]),
	subject: z.enum(["ela", "math", "science"]),
	year: z.number().int(),
	baselineYear: measured,
	scale: z.enum(["logit", "percent", "dfs", "z"]),
	level: z.enum(["elementary", "middle", "high", "combined", "unknown", "all"]),
	predictors: z.array(z.string()),
	dropped: z.array(z.string()),
	coefficients: z.array(z.strictObject({ name: z.string(), estimate: z.number(), standardError: z.number() })),
	schools: count,
	districts: count,
	judges: count,
	r2: measured,
	rmse: z.number(),
	rival: z.strictObject({ name: z.string(), rmse: z.number() }),
	coverage95: z.union([share, absent]),
	coverage95Interval: interval,
	coverage95Within: share,
	coverageStrata: z.array(coverage),
	calibration: z.enum(["calibrated", "not shown", "off"]),
	farOut: share,
	variance: z.strictObject({ tauDistrict: z.number(), tauSchool: z.number(), phi: z.number() }),
	reliability: share,
	aliased: z.array(z.string()),
	atBoundary: z.array(z.string()),
	converged: z.boolean(),
	iterations: count,
});

const school = z.strictObject({
	cds,
	district: code,
	name: z.string(),
	level: z.enum(["elementary", "middle", "high", "combined", "unknown"]),
	charter: z.enum(["none", "direct", "local", "charter", "unknown"]),
	kind: z.enum(["regular", "alternative", "special education", "virtual", "district program"]),
	year: z.number().int(),
	group: z.number().int(),
	unit: z.enum(["percent", "dfs"]),
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
	evidence,
	reading: z.union([z.enum(["lower", "within", "higher"]), absent]),
	model: measuredText,
	inModel: z.boolean(),
	leftOut: measuredText,
	brightSpots: schoolBrightSpots,
	progress: schoolProgress,
});

const spread = z.strictObject({
	raw: z.number(),
	true: z.number(),
	lower: z.number(),
	upper: z.number(),
	noise: z.number(),
	reliability: share,
	schools: count,
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
	unit: z.enum(["percent", "dfs"]),
	charters: z.enum(["include", "exclude", "separate"]),
	date: measuredText,
	inputs: z.array(input),
	companions: z.array(companion),
	crosswalk: crosswalk.optional(),
	reconciliation: z.array(reconciliation),
	covariates: z.array(z.strictObject({ name: z.string(), from: z.string(), vintage: z.string(), smallGroups: count })),
	models: z.array(model),
	persistence,
	schools: z.array(school),
	districts: z.array(district),
	findings: z.array(finding),
	problems: z.strictObject({ errors: count, warnings: count, repaired: count }),
});

export type AnalyzeResults = z.infer<typeof analyzeSchema>;

/** The published JSON Schema. */
export const analyzeJsonSchema = (): unknown => ({
	...z.toJSONSchema(analyzeSchema),
	title: "Results of cimp analyze",
	description: "Percents are 0–100, shares 0–1. An absent value is an object with the kind of absence and the reason.",
});
