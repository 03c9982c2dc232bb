/** A fitted model as results.json has it. */

import { z } from "zod";
import { absent } from "./absent.js";
import { count, interval, level, measured, share } from "./values.js";

const coverage = z.strictObject({
	label: z.string(),
	schools: count,
	at50: share,
	at80: share,
	at95: share,
	/** 95 % intervals of the three shares. */
	interval50: interval,
	interval80: interval,
	interval95: interval,
});

const estimate = { estimate: z.number(), standardError: z.number() };
const coefficient = z.strictObject({
	name: z.string(),
	...estimate,
	/** Weighted regression with CR2 errors by district and Satterthwaite's degrees of freedom. */
	robust: z.union([z.strictObject({ ...estimate, df: z.number() }), absent]),
	/** Quasi-binomial regression of the counts: a check only. */
	counts: z.union([z.strictObject(estimate), absent]),
});

const variancePart = z.strictObject({
	sd: z.number(),
	interval: z.union([interval, absent]),
	share: measured,
	atBoundary: z.boolean(),
});
const sides = <T extends z.ZodType>(of: T) => z.strictObject({ raw: of, adjusted: of });

/** Standard deviations on the model's scale, before (level terms alone) and after the predictors. */
const varianceTable = z.strictObject({
	lines: z.array(
		z.strictObject({
			source: z.enum(["between districts", "between schools", "sampling"]),
			raw: variancePart,
			adjusted: variancePart,
			explained: measured,
		}),
	),
	intraclass: sides(measured),
	phi: sides(z.number()),
	reliability: sides(share),
});

/** The t fitted to the standardized residuals of left-out schools. */
const tails = z.strictObject({
	schools: count,
	df: measured,
	lower: measured,
	upper: measured,
	used: z.boolean(),
	leftOut: z.boolean(),
});

/** Schools compared together: one subject, year and level. */
const family = z.strictObject({ level: level, schools: count, unusual: count, falseShare: measured });

export const model = z.strictObject({
	id: z.string(),
	kind: z.enum(["context", "progress", "level"]),
	subject: z.enum(["ela", "math", "science"]),
	year: z.number().int(),
	baselineYear: measured,
	scale: z.enum(["logit", "percent", "dfs", "z"]),
	level: z.enum(["elementary", "middle", "high", "combined", "unknown", "all"]),
	predictors: z.array(z.string()),
	dropped: z.array(z.string()),
	coefficients: z.array(coefficient),
	countsPhi: measured,
	schools: count,
	districts: count,
	judges: count,
	r2: measured,
	rmse: z.number(),
	rival: z.strictObject({ name: z.string(), rmse: z.number() }),
	averageRmse: z.number(),
	coverage95: z.union([share, absent]),
	coverage95Interval: interval,
	coverage95Within: share,
	coverage: z.array(coverage),
	coverageStrata: z.array(coverage),
	pit: z.array(count),
	tails,
	families: z.array(family),
	calibration: z.enum(["calibrated", "not shown", "off"]),
	farOut: share,
	variance: z.strictObject({ tauDistrict: z.number(), tauSchool: z.number(), phi: z.number() }),
	varianceTable,
	reliability: share,
	aliased: z.array(z.string()),
	atBoundary: z.array(z.string()),
	converged: z.boolean(),
	iterations: count,
	gradientNorm: z.number().min(0),
});
