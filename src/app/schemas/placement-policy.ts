/** The shape of a placement policy, published as JSON Schema (docs/schemas/placement-policy-1.schema.json). Keys are only added. */

import { z } from "zod";
import { policySchemaId } from "../../placement/policy.js";
import { publishedSchema } from "./published.js";

const text = z
	.string("text; numbers and codes go in quotes")
	.trim()
	.min(1, "text that is not empty")
	.max(200, "at most 200 characters");
const reason = text.max(2000, "at most 2000 characters").optional().describe("why the district has decided so");
const courses = z.array(text, "a list of course titles").max(500, "at most 500 courses");
const level = z
	.int("a whole number from 1 to 20")
	.min(1, "a whole number from 1 to 20")
	.max(20, "a whole number from 1 to 20");
const day = z.iso.date("a day of the calendar, as 2025-08-13");
const number = z.number("a number");

/** A number of the policy, alone or with the district's reason. */
const convention = (least: number, most: number, what: string) => {
	const own = z.number(what).min(least, what).max(most, what);
	return z.union([own, z.strictObject({ value: own, reason })], `${what}, or value and reason`).optional();
};

const students = (least: number, what: string) => convention(least, 10_000, what);
const schoolDays = convention(1, 200, "school days, 1 to 200");

/** The ways to combine measures; requirements may stand inside one another. */
export type WrittenRequirement =
	| string
	| { readonly all: readonly WrittenRequirement[] }
	| { readonly any: readonly WrittenRequirement[] }
	| { readonly at_least: number; readonly of: readonly WrittenRequirement[] };

const requirement: z.ZodType<WrittenRequirement> = z.lazy(() => {
	const parts = z.array(requirement).max(100);
	return z.union(
		[
			z.string().describe("id of a measure"),
			z.strictObject({ all: parts }).describe("an empty list asks for nothing"),
			z.strictObject({ any: parts.min(1) }),
			z.strictObject({ at_least: z.int().min(1), of: parts.min(1) }),
		],
		"a measure's id, or all, any or at_least … of with a list of them",
	);
});

const measure = z.strictObject({
	id: z.string("text").regex(/^[A-Za-z][\w-]{0,39}$/, "letters, digits, _ and -, a letter first"),
	column: text.describe("heading of the roster's column"),
	type: z.enum(["scale_score", "number", "letter", "level"], "one of scale_score, number, letter, level"),
	range: z.tuple([number, number], "two numbers, the lowest and the highest").optional(),
	op: z.enum([">=", ">", "<=", "<"], "one of >=, >, <=, <").default(">="),
	cut: z.union([number, text], "a number, or a letter grade"),
	subjective: z.boolean("true or false").optional().describe("judgment rather than measurement"),
	reason,
});

const rule = z.strictObject({
	prior_course: courses.min(1, "at least one course"),
	qualifies_for: level,
	require: requirement,
	reason,
});

export const placementPolicySchema = z.strictObject({
	schema: z.literal(policySchemaId, `"${policySchemaId}"`),
	district: text.optional(),
	invented: z
		.boolean("true or false")
		.optional()
		.describe("true: the students do not exist, as in samples and training; every page says so"),
	school_year: z.union([text, z.int()], "a school year, as 2025-26").optional(),
	adopted: day.optional().describe("day on which the board adopted the policy"),
	version: z.union([text, number.transform(String)]).optional(),
	checkpoint: z
		.strictObject({ within_days: convention(1, 200, "calendar days, 1 to 200"), first_day: day.optional() })
		.optional(),
	recourse: z.strictObject({ file_within_school_days: schoolDays, decide_within_school_days: schoolDays }).optional(),
	ladder: z
		.array(z.strictObject({ level, courses: courses.min(1, "at least one course") }), "a list of levels with courses")
		.min(1, "at least one level")
		.max(20, "at most 20 levels"),
	below_ladder: courses.default([]),
	outside_ladder: courses.default([]),
	measures: z.array(measure, "a list of measures").max(50, "at most 50 measures").default([]),
	rules: z.array(rule, "a list of rules").min(1, "at least one rule").max(200, "at most 200 rules"),
	completion: z
		.strictObject({ measure: z.string("text"), at_least: z.union([number, text], "a number, or a letter grade") })
		.optional()
		.describe("grade that counts as having completed the prior course, for repeats"),
	several_races: z.enum(["federal", "multiple"], "federal or multiple").default("federal"),
	minimums: z
		.strictObject({
			published_students: students(11, "students, 11 or more: the state publishes no smaller group"),
			tested_students: students(11, "students, 11 or more"),
			held_back_in_both: students(1, "students, 1 or more"),
			expected_held_back: students(0, "students, 0 or more"),
		})
		.optional(),
	thresholds: z
		.strictObject({
			placed_ratio: convention(0.01, 1, "a ratio, 0.01 to 1"),
			risk_ratio: convention(1, 100, "a ratio, 1 or more"),
			gap_points: convention(0, 100, "percentage points, 0 to 100"),
			false_discovery_rate: convention(0.0001, 0.5, "a share, 0.0001 to 0.5"),
			idea_risk_ratio: convention(1, 100, "a ratio, 1 or more"),
			idea_cell: students(1, "students, 1 or more"),
			idea_students: students(1, "students, 1 or more"),
			idea_years: convention(1, 10, "years, 1 to 10"),
		})
		.optional(),
});

export type WrittenPolicy = z.infer<typeof placementPolicySchema>;
export type WrittenConvention = number | { readonly value: number; readonly reason?: string | undefined };

/** The published JSON Schema. */
export const placementPolicyJsonSchema = (): unknown =>
	publishedSchema(
		placementPolicySchema,
		{
			title: "Placement policy of a district",
			description:
				"What `cimp placement` reads with --policy, as YAML or JSON; `cimp placement init` writes one with comments.",
		},
		"input",
	);
