/** The shape of `cimp explain … --json`, published as JSON Schema (docs/schemas/explain-1.schema.json). Keys are only added. */

import { z } from "zod";
import { problemCodes } from "../../domain/problem-codes.js";
import { absent } from "./absent.js";
import { methodSchema } from "./analyze.js";
import { publishedSchema } from "./published.js";

export const explainSchemaId = "cimp/explain/1";

const measured = z.union([z.number(), absent]);
const text = z.union([z.string(), absent]);
const schema = z.literal(explainSchemaId);
const interval = z.strictObject({ lower: z.number(), upper: z.number() });

const problem = z.strictObject({
	schema,
	kind: z.literal("problem"),
	code: z.enum(problemCodes),
	severity: z.enum(["error", "warning", "repaired"]),
	title: z.string(),
	meaning: z.string(),
	causes: z.string(),
	expected: z.string(),
	help: z.string(),
	leadsTo: z.string(),
});

const termShape = {
	term: z.string(),
	aliases: z.array(z.string()),
	short: z.string(),
	long: z.string(),
	unit: text,
	seeAlso: z.array(z.string()),
};
const term = z.strictObject({ schema, kind: z.literal("term"), ...termShape });
const glossary = z.strictObject({ schema, kind: z.literal("glossary"), terms: z.array(z.strictObject(termShape)) });

const file = z.strictObject({ file: z.string(), layout: z.string(), sha256: z.string() });
const place = z.strictObject({ code: z.string(), name: z.string() });

/** A row of the inputs; of several files of that year, the row is in one. */
const row = z.strictObject({
	what: z.enum(["result", "earlier result"]),
	codes: z.array(z.string()),
	year: z.number().int(),
	grades: z.literal("all"),
	group: z.number().int(),
	tested: measured,
	value: measured,
	files: z.array(file),
});

const source = z.strictObject({
	name: z.string(),
	label: z.string(),
	from: z.string(),
	vintage: z.string(),
	files: z.array(file),
});

const lineTerm = z.strictObject({
	name: z.string(),
	label: z.string(),
	coefficient: z.number(),
	value: measured,
	contribution: measured,
});

/** From the line to the interval; on the model's scale up to `t`, then in the unit that people read. */
const prediction = z.strictObject({
	question: z.enum(["within this district", "against similar schools anywhere"]),
	adjustment: z.number(),
	center: z.number(),
	variance: z.strictObject({
		district: z.number(),
		school: z.number(),
		sampling: z.number(),
		line: z.number(),
		ownPart: z.number(),
		total: z.number(),
	}),
	sd: z.number(),
	df: z.number(),
	tail: z.strictObject({ scale: z.number(), df: z.number() }).optional(),
	t: z.number(),
	/** Averages: half of the interval. */
	half: z.number().optional(),
	/** Percents: the count is binomial, its logit normal around the center; beyond each limit lies the chance that t leaves. */
	count: z.strictObject({ logitSd: z.number(), beyond: z.number(), lower: z.number(), upper: z.number() }).optional(),
	z: z.number(),
	p: z.number(),
	predicted: z.number(),
	lower: z.number(),
	upper: z.number(),
	residual: z.number(),
});

const line = z.strictObject({
	model: z.string(),
	scale: z.string(),
	method: methodSchema,
	response: z.number(),
	/** What the response is made from: for percents a whole number of students. */
	responseFrom: z.string(),
	samplingVariance: z.number(),
	phi: z.number(),
	tauSchool: z.number(),
	tauDistrict: z.number(),
	terms: z.array(lineTerm),
	predictions: z.array(prediction),
	backTransform: z.string(),
});

const step = z.strictObject({ question: z.string(), numbers: z.string(), holds: z.boolean(), otherwise: z.string() });

const school = z.strictObject({
	schema,
	kind: z.literal("school"),
	cds: z.string(),
	name: z.string(),
	district: place,
	level: z.string(),
	subject: z.string(),
	unit: z.enum(["percent", "dfs", "z"]),
	groupName: z.string(),
	rows: z.array(row),
	covariates: z.array(source),
	/** Absent for a school without a prediction, with the reason. */
	prediction: z.union([line, absent]),
	q: measured,
	evidence: z.strictObject({ word: z.string(), steps: z.array(step) }),
});

const tableShape = {
	id: z.string(),
	caption: z.string(),
	csv: z.string(),
	columns: z.array(z.strictObject({ key: z.string(), label: z.string(), unit: z.string() })),
	rows: z.array(z.array(z.union([z.string(), z.number(), absent]))),
	notes: z.array(z.string()),
};
const common = {
	schema,
	id: z.string(),
	district: z.union([place, absent]),
	page: z.string(),
	method: z.union([methodSchema, absent]),
	inputs: z.array(file),
	/** Ids of the findings that name it as their source. */
	findings: z.array(z.string()),
};
const table = z.strictObject({ ...common, ...tableShape, kind: z.literal("table") });
const figure = z.strictObject({
	...common,
	kind: z.literal("figure"),
	headline: z.string(),
	subtitle: z.string(),
	source: z.string(),
	interval: z.string(),
	files: z.array(z.string()),
	table: z.strictObject(tableShape),
});
const finding = z.strictObject({
	...common,
	kind: z.literal("finding"),
	sentence: z.string(),
	evidence: z.string(),
	evidenceMeaning: z.string(),
	counts: z.record(z.string(), z.number()),
	interval: z.union([interval, absent]),
	measure: text,
	numbers: z.record(z.string(), z.union([z.string(), z.number()])),
	/** The figure or table to check it against, and the CSV file with its numbers. */
	source: z.strictObject({ id: z.string(), caption: text, csv: text }),
});

export const explainSchema = z.discriminatedUnion("kind", [problem, term, glossary, school, table, figure, finding]);

export type Explanation = z.infer<typeof explainSchema>;
export type SchoolExplanation = z.infer<typeof school>;
export type FigureExplanation = z.infer<typeof figure>;
export type TableExplanation = z.infer<typeof table>;
export type FindingExplanation = z.infer<typeof finding>;
/** What is made from a report. */
export type ReportExplanation = SchoolExplanation | FigureExplanation | TableExplanation | FindingExplanation;
export type PredictionLine = z.infer<typeof line>;

/** The published JSON Schema. */
export const explainJsonSchema = (): unknown =>
	publishedSchema(explainSchema, {
		title: "Explanation by cimp explain",
		description:
			"A problem code, a term, or where a number of an output folder comes from. Percents are 0–100, shares 0–1. An absent value is an object with the kind of absence and the reason.",
	});
