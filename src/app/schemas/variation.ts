/** Spreads between schools, as results.json has them for each district. */

import { z } from "zod";
import { absent } from "./absent.js";
import { count, level, share, year } from "./values.js";

/** Standard deviations in the unit of the file. */
export const spread = z.strictObject({
	raw: z.number(),
	true: z.number(),
	lower: z.number(),
	upper: z.number(),
	noise: z.number(),
	/** Where chance alone would put `raw`, 95 of 100 times. */
	chanceLower: z.number(),
	chanceUpper: z.number(),
	reliability: share,
	schools: count,
});

/** The same measure for parts of the district, and between the districts of the run, where `schools` counts districts. */
export const furtherSpreads = {
	spreadByLevel: z.array(spread.extend({ level })),
	spreadByYear: z.array(spread.extend({ year })),
	spreadByGroup: z.array(spread.extend({ group: z.number().int(), groupName: z.string() })),
	spreadBetweenDistricts: z.union([spread, absent]),
};
