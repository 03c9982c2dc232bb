/** The shape of convening.yml, published as JSON Schema (docs/schemas/convening-1.schema.json). Keys are only added. */

import { z } from "zod";
import { subjects } from "../../domain/tests.js";
import { day } from "../setting-kinds.js";
import { publishedSchema } from "./published.js";

export const conveningSchemaId = "cimp/convening/1";

const oneOf = <const T extends readonly [string, ...string[]]>(words: T) => z.enum(words, `one of ${words.join(", ")}`);
const line = (most: number) =>
	z
		.string("text; a code goes in quotes")
		.trim()
		.min(1, "text that is not empty")
		.max(most, `at most ${most} characters`);
const whole = (least: number, most: number) => {
	const expected = `a whole number from ${least} to ${most}`;
	return z.number(expected).int(expected).min(least, expected).max(most, expected);
};
const testYear = whole(2015, 2099);
/** An absolute path would not be there on another machine, and would be printed in the manifest. */
const path = line(1000).regex(/^(?![/\\]|[A-Za-z]:|-$)/, "a path relative to this file");
const paths = z.array(path, "a list of files or folders, relative to this file").min(1, "at least one file or folder");
const subject = oneOf(subjects as ["ela", "math", "science"]);

/** One part of the packet: a subject with the files, years and scale that differ from the packet's own. */
const part = z.strictObject({
	subject,
	data: paths.optional(),
	year: testYear.optional(),
	baselineYear: testYear.optional(),
	group: z.union([line(100), whole(1, 999)], "an id or a name of a student group").optional(),
	scale: oneOf(["auto", "percent", "dfs", "z"]).default("auto"),
	model: oneOf(["context", "progress", "auto"]).default("auto"),
});

/** Questions that a district's page may show, besides its schools. */
export const shownQuestions = ["variation", "progress", "groups", "bright-spots", "similar", "specifications"] as const;

const event = z.strictObject({
	year: testYear.describe("spring of the school year in which it happened"),
	text: line(200),
	district: line(100).optional().describe("code or name; for all districts if not given"),
});

export const conveningSchema = z.strictObject({
	title: line(120),
	date: day.optional(),
	language: oneOf(["en", "es"]).default("en"),
	paper: oneOf(["letter", "tabloid"]).default("letter"),
	poster: oneOf(["24x36", "tabloid", "letter"]).default("24x36"),
	districts: z
		.array(line(100), "a list of codes or names")
		.min(1, "at least one district")
		.max(200, "at most 200 districts"),
	data: paths,
	years: z
		.array(testYear, "a list of years")
		.min(1, "at least one year")
		.optional()
		.describe("the newest is reported, the one before it is the earlier year; those of the files if not given"),
	subjects: z
		.array(z.union([subject, part], `a subject (${subjects.join(", ")}), or subject: and what differs for it`))
		.min(1, "at least one subject")
		.max(6, "at most six subjects")
		.default(["math"]),
	charters: oneOf(["include", "exclude", "separate"]).default("include"),
	crosswalk: path.optional().describe("reviewed list of schools that stood under another code, as for cimp analyze"),
	show: z.array(oneOf(shownQuestions)).default(["variation", "progress", "groups"]),
	questions: z.array(line(300)).max(12, "at most 12 questions").default([]).describe("asked after the standing ones"),
	notes: path.optional().describe("notes.csv: cds, year, tag, text, author"),
	events: z.array(event).max(40, "at most 40 events").default([]),
	explore: z
		.boolean("true or false")
		.default(false)
		.describe("also make pages that draw with a script, as --explore does; the other pages stay without"),
	minutes: whole(60, 600).default(150).describe("length of the session that the facilitator's guide divides"),
});

export type Convening = z.infer<typeof conveningSchema>;
export type ConveningPart = z.infer<typeof part>;

/** Keys of the file, for suggestions. */
export const conveningKeys = Object.keys(conveningSchema.shape);
export const partKeys = Object.keys(part.shape);
export const eventKeys = Object.keys(event.shape);

/** The published JSON Schema. */
export const conveningJsonSchema = (): unknown =>
	publishedSchema(
		conveningSchema,
		{
			$id: conveningSchemaId,
			title: "convening.yml of cimp packet",
			description: "What a packet is about. Paths are relative to the file.",
		},
		"input",
	);
