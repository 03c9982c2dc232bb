/** Similar districts, as results.json has them for each district. */

import { z } from "zod";
import { absent } from "./absent.js";
import { district, evidence, interval, measured } from "./values.js";

const facts = z.record(z.string(), measured);

export const similarDistricts = z.union([
	z.strictObject({
		/** Facts that enter the distance, by key. */
		used: z.array(z.string()),
		/** Median over districts of the distance to the nearest. */
		typicalDistance: z.number(),
		/** Whether one of them is of the students' mix. */
		knowsStudents: z.boolean(),
		noNearNeighbor: z.boolean(),
		facts,
		/** Nearest first. */
		neighbors: z.array(
			z.strictObject({
				district,
				name: z.string(),
				distance: z.number(),
				relativeDistance: z.number(),
				facts,
				tested: measured,
				result: measured,
				/** This district minus the similar one. */
				difference: z.union([interval.extend({ value: z.number() }), absent]),
			}),
		),
		beside: z.union([interval.extend({ value: z.number(), evidence }), absent]),
	}),
	absent,
]);
