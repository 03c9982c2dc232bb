/** The shape of `cimp placement map-courses --json` (docs/schemas/placement-courses-1.schema.json). Keys are only added. */

import { z } from "zod";
import { absent } from "./absent.js";
import { publishedSchema } from "./published.js";

export const placementCoursesSchemaId = "cimp/placement-courses/1";

const course = z.strictObject({
	title: z.string(),
	column: z.enum(["prior_course", "placed_course_day1", "placed_course_checkpoint"]),
	rows: z.union([z.number().int().min(11), absent]),
	near: z.array(z.string()).describe("titles of the policy that are near, best first; never applied"),
});

export const placementCoursesSchema = z.strictObject({
	schema: z.literal(placementCoursesSchemaId),
	placed: z.number().int().min(0).describe("titles of the roster that the policy places"),
	unknown: z.array(course),
	unnamed: z
		.number()
		.int()
		.min(0)
		.describe("more titles that it does not place, of a few rows each and not made of words of course titles"),
});

export type PlacementCourses = z.infer<typeof placementCoursesSchema>;

/** The published JSON Schema. */
export const placementCoursesJsonSchema = (): unknown =>
	publishedSchema(placementCoursesSchema, {
		title: "Result of cimp placement map-courses",
		description: "Course titles of a roster that a policy does not place; counts under 11 are withheld.",
	});
