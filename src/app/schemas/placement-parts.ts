/** Values and entries that the shapes of placement share: an absent value may carry the band that is published instead. */

import { z } from "zod";

const band = z.strictObject({ words: z.string(), lower: z.number(), upper: z.number() });

/** As everywhere, and with the band where a count is published as one. */
export const absent = z
	.strictObject({
		absent: z.enum(["suppressed", "missing", "undefined"]),
		reason: z.string(),
		band: band.optional(),
	})
	.meta({ id: "absentOrBand" });
export const num = z.union([z.number(), absent]).meta({ id: "numberOrAbsent" });
export const yes = z.union([z.boolean(), absent]).meta({ id: "yesOrAbsent" });
export const text = z.union([z.string(), absent]).meta({ id: "textOrAbsent" });
export const limits = z.strictObject({ lower: num, upper: num }).meta({ id: "limits" });
export const estimate = z.strictObject({ value: num, lower: num, upper: num }).meta({ id: "estimate" });
export const orAbsent = <T extends z.ZodType>(shape: T) => z.union([shape, absent]);

const verdict = z.union([z.enum(["FLAG", "WATCH", "NO FLAG", "NOT ENOUGH DATA", "NOT DEFINED"]), absent]);

export const key = {
	basis: z.enum(["ethnicity", "gender", "sed", "el", "ltel", "swd", "foster", "homeless"]),
	code: z.string(),
	group: z.string(),
	statutory: z.boolean(),
	kind: z.enum(["group", "not reported", "unrecognized"]),
};
/** A group, or all students. */
export const whom = orAbsent(z.strictObject(key));

const judgment = z.strictObject({
	verdict: z.string(),
	reasons: z.array(z.string()),
	direction: z.enum(["held back more often", "held back less often", "held back as often", "not defined"]),
});

const comparison = z
	.strictObject({
		...key,
		qualified: num,
		heldBack: num,
		rate: num,
		rateInterval: limits,
		rateBounds: limits,
		gapBounds: limits,
		othersQualified: num,
		othersHeldBack: num,
		othersRate: num,
		riskRatio: estimate,
		gap: estimate,
		gapUpperOneSided: num,
		placedRatio: num,
		selectionRatio: num,
		compositionIndex: num,
		fisherP: num,
		midP: num,
		q: num,
		stratifiedP: num,
		stratifiedQ: num,
		idea: z.strictObject({
			cellMet: yes,
			studentsMet: yes,
			exceeds: yes,
			yearsInARow: num,
			yearsGiven: z.number().int(),
		}),
		detectable: z.strictObject({
			gap: num,
			riskRatio: num,
			powerAtThreshold: num,
			studentsNeeded: num,
			yearsNeeded: num,
			advice: text,
		}),
		verdict,
		judgment: orAbsent(judgment),
		withinSchoolVerdict: verdict,
		dependsOnMissing: yes,
	})
	.meta({ id: "comparison" });

export const stage = z
	.strictObject({
		stage: z.enum(["day1", "checkpoint"]),
		qualified: num,
		heldBack: num,
		rate: num,
		rateInterval: limits,
		withoutPlacement: num,
		groups: z.array(comparison),
		levels: z.array(
			z.strictObject({
				level: z.number().int(),
				courses: z.array(z.string()),
				qualified: num,
				heldBack: num,
				groups: z.array(comparison),
			}),
		),
		families: z.array(z.strictObject({ id: z.string(), what: z.string(), tests: z.number().int() })),
	})
	.meta({ id: "stage" });

export const population = z
	.strictObject({
		rows: num,
		analysed: num,
		excluded: z.array(z.strictObject({ reason: z.string(), rows: num })),
	})
	.meta({ id: "population" });

export const qualificationShape = {
	enrolled: num,
	qualified: num,
	notQualified: num,
	undetermined: num,
	entryLevel: num,
	entryBelowLadder: num,
	undeterminedShare: num,
};

export const place = z
	.strictObject({
		place: z.string(),
		enrolled: num,
		qualified: num,
		heldBack: num,
		rate: num,
		rateInterval: limits,
		heldBackCheckpoint: num,
		shrunken: estimate,
	})
	.meta({ id: "place" });
