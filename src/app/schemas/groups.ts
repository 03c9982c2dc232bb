/** Differences between student groups, as results.json has them for each district. */

import { z } from "zod";
import { absent } from "./absent.js";
import { cds, count, evidence, interval, measured, share, year } from "./values.js";

/** Group minus reference; results and difference in the unit of the file. */
const difference = z.strictObject({
	tested: measured,
	referenceTested: measured,
	result: z.number(),
	referenceResult: z.number(),
	difference: z.number(),
	lower: z.number(),
	upper: z.number(),
});

/** `schools`: how many were summed; absent for the district's own published rows. */
const districtDifference = z.union([difference.extend({ schools: measured }), absent]);

const estimate = interval.extend({ value: z.number() });

const parts = z.strictObject({
	schools: count,
	difference: z.number(),
	within: estimate,
	between: estimate,
});

/** In units of students' own spread. */
const v = estimate.extend({
	grades: z.array(estimate.extend({ grade: z.number().int(), tested: measured, referenceTested: measured })),
});

export const groupGap = z.strictObject({
	group: z.number().int(),
	groupName: z.string(),
	category: z.string(),
	/** Id of the counterpart; absent where all other students are the reference. */
	reference: measured,
	referenceName: z.string(),
	difference: districtDifference,
	evidence,
	q: measured,
	v: z.union([v, absent]),
	years: z.array(z.strictObject({ year, difference: districtDifference })),
	bySchool: z.array(difference.extend({ cds })),
	coverage: z.strictObject({
		schools: count,
		schoolsWithheld: count,
		schoolsWithout: count,
		studentShare: z.union([share, absent]),
	}),
	parts: z.union([parts, absent]),
});
