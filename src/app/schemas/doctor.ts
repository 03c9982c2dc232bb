/** The shape of `cimp doctor --json`, published as JSON Schema (docs/schemas/doctor-1.schema.json). Keys are only added. */

import { z } from "zod";
import { problemCodes } from "../../domain/problem-codes.js";
import { absent } from "./absent.js";
import { publishedSchema } from "./published.js";

export const doctorSchemaId = "cimp/doctor/1";

const count = z.number().int().min(0);
const code = z.enum(problemCodes);
const text = z.union([z.string(), absent]);
const counted = z.union([count, absent]);
const place = z.union([z.number().int().min(1), absent]);

const problem = z.strictObject({
	code,
	severity: z.enum(["error", "warning", "repaired"]),
	rank: z
		.enum(["stop", "fix", "note"])
		.describe("the file can't be read; rows are left out or were changed; for your information"),
	message: z.string(),
	count: z.number().int().min(1),
	first: z.strictObject({ line: place, column: place, field: text, found: z.string(), expected: z.string() }),
	help: z.string(),
});

const file = z.strictObject({
	file: z.string(),
	layout: text,
	family: z.union([z.enum(["results", "entities", "companion", "lookup"]), absent]),
	encoding: text,
	delimiter: text,
	rows: counted,
	rowsKept: counted,
	rowsRefused: counted,
	years: z.array(z.number().int()),
	tests: z.array(z.number().int()),
	levels: z.array(z.enum(["state", "county", "district", "school"])),
	withheldShare: z.union([z.number().min(0).max(1), absent]),
	problems: z.array(problem),
});

const repairs = z.strictObject({
	copies: z.array(z.strictObject({ file: z.string(), copy: text })),
	receipts: z.array(z.strictObject({ code, count })),
	proposals: count,
});

export const doctorSchema = z.strictObject({
	schema: z.literal(doctorSchemaId),
	files: z.array(file),
	repairs: repairs.optional(),
});

export type DoctorReport = z.infer<typeof doctorSchema>;
export type DoctorFile = DoctorReport["files"][number];
export type DoctorProblem = DoctorFile["problems"][number];
export type DoctorRepairs = z.infer<typeof repairs>;

/** The published JSON Schema. */
export const doctorJsonSchema = (): unknown =>
	publishedSchema(doctorSchema, {
		title: "Report of cimp doctor",
		description:
			"What each file is, and every kind of problem once, the gravest first. Shares are 0–1. An absent value is an object with the kind of absence and the reason.",
	});
