/** A policy as written → the policy in the words of the program. */

import { readDay, readSchoolYear } from "../../placement/intake/days.js";
import { letterRank } from "../../placement/letters.js";
import {
	type Convention,
	type Measure,
	type Policy,
	policySchemaId,
	type Requirement,
} from "../../placement/policy.js";
import type { PolicyRemark } from "../../placement/policy-check.js";
import {
	defaultCheckpointDays,
	defaultMinimums,
	defaultRecourseDays,
	defaultThresholds,
} from "../../placement/policy-defaults.js";
import type { WrittenConvention, WrittenPolicy, WrittenRequirement } from "../schemas/placement-policy.js";

/** A convention of the policy, or the usual one. */
function conventionOf(written: WrittenConvention | undefined, usual: Convention, unit = 1): Convention {
	if (written === undefined) return usual;
	const { value, reason } = typeof written === "number" ? { value: written, reason: undefined } : written;
	const own = value / unit;
	return { value: own, source: own === usual.value ? usual.source : "the district's policy", reason };
}

function requirementOf(written: WrittenRequirement): Requirement {
	if (typeof written === "string") return { kind: "measure", measure: written };
	if ("all" in written) return { kind: "all", of: written.all.map(requirementOf) };
	if ("any" in written) return { kind: "any", of: written.any.map(requirementOf) };
	return { kind: "at least", count: written.at_least, of: written.of.map(requirementOf) };
}

/** Headings and ids of judgments; `subjective` in the policy has the last word. */
const judgment = /teacher|recommend|counsel|parent|behavior|effort|attitude|maturity/i;

/** A cut on the scale of the measure's values; `undefined` where it is none. */
function cutOf(type: Measure["type"], written: number | string): number | undefined {
	if (type === "letter") return typeof written === "string" ? letterRank(written) : undefined;
	const value = typeof written === "number" ? written : Number(written);
	return Number.isFinite(value) ? value : undefined;
}

const cutWords = {
	letter: "a letter grade from F to A+",
	scale_score: "a number",
	number: "a number",
	level: "a number",
};

type WrittenMeasure = WrittenPolicy["measures"][number];

function measureOf(written: WrittenMeasure, at: number, faults: PolicyRemark[]): Measure {
	const { id, column, type, range, op, cut, subjective, reason } = written;
	const value = cutOf(type, cut);
	if (value === undefined) faults.push({ found: `measures #${at + 1} cut: ${cut}`, expected: cutWords[type] });
	if (range !== undefined && (range[0] >= range[1] || type === "letter")) {
		const expected = type === "letter" ? "no range: letters have none" : "the lowest value first";
		faults.push({ found: `measures #${at + 1} range: ${range[0]} to ${range[1]}`, expected });
	}
	const ends = range ?? (type === "level" ? [1, 4] : undefined);
	return {
		...{ id, column, type, comparison: op, cut: value ?? 0, cutWritten: `${cut}`, reason },
		range: ends === undefined ? undefined : { lowest: ends[0] ?? 0, highest: ends[1] ?? 0 },
		subjective: subjective ?? judgment.test(`${id} ${column}`),
	};
}

function completionOf(
	{ completion }: WrittenPolicy,
	measures: readonly Measure[],
	faults: PolicyRemark[],
): Policy["completion"] {
	if (completion === undefined) return undefined;
	const { measure: id, at_least: written } = completion;
	const measure = measures.find((one) => one.id === id);
	const cut = measure === undefined ? undefined : cutOf(measure.type, written);
	if (measure === undefined) faults.push({ found: `completion measure: ${id}`, expected: "the id of a measure" });
	else if (cut === undefined)
		faults.push({ found: `completion at_least: ${written}`, expected: cutWords[measure.type] });
	return cut === undefined ? undefined : { measure: id, cut, cutWritten: `${written}` };
}

function yearOf({ school_year: written }: WrittenPolicy, faults: PolicyRemark[]): number | undefined {
	if (written === undefined) return undefined;
	const year = readSchoolYear(`${written}`);
	if (year === 0) faults.push({ found: `school_year: ${written}`, expected: "a school year, as 2025-26" });
	return year === 0 ? undefined : year;
}

function minimumsOf({ minimums: own }: WrittenPolicy): Policy["minimums"] {
	return {
		publishedStudents: conventionOf(own?.published_students, defaultMinimums.publishedStudents),
		testedStudents: conventionOf(own?.tested_students, defaultMinimums.testedStudents),
		heldBackInBoth: conventionOf(own?.held_back_in_both, defaultMinimums.heldBackInBoth),
		expectedHeldBack: conventionOf(own?.expected_held_back, defaultMinimums.expectedHeldBack),
	};
}

function thresholdsOf({ thresholds: own }: WrittenPolicy): Policy["thresholds"] {
	return {
		placedRatio: conventionOf(own?.placed_ratio, defaultThresholds.placedRatio),
		riskRatio: conventionOf(own?.risk_ratio, defaultThresholds.riskRatio),
		gapShare: conventionOf(own?.gap_points, defaultThresholds.gapShare, 100),
		falseDiscoveryRate: conventionOf(own?.false_discovery_rate, defaultThresholds.falseDiscoveryRate),
		ideaRiskRatio: conventionOf(own?.idea_risk_ratio, defaultThresholds.ideaRiskRatio),
		ideaCell: conventionOf(own?.idea_cell, defaultThresholds.ideaCell),
		ideaStudents: conventionOf(own?.idea_students, defaultThresholds.ideaStudents),
		ideaYears: conventionOf(own?.idea_years, defaultThresholds.ideaYears),
	};
}

/** Converts a policy whose shape is right; what does not fit together is a fault. */
export function policyOf(written: WrittenPolicy): {
	readonly policy: Policy;
	readonly faults: readonly PolicyRemark[];
} {
	const faults: PolicyRemark[] = [];
	const measures = written.measures.map((entry, at) => measureOf(entry, at, faults));
	const { checkpoint, recourse } = written;
	const policy: Policy = {
		schema: policySchemaId,
		district: written.district,
		invented: written.invented === true,
		year: yearOf(written, faults),
		adopted: written.adopted,
		version: written.version,
		checkpoint: {
			withinDays: conventionOf(checkpoint?.within_days, defaultCheckpointDays),
			firstDay: checkpoint?.first_day === undefined ? undefined : readDay(checkpoint.first_day),
		},
		recourse: {
			fileWithinSchoolDays: conventionOf(recourse?.file_within_school_days, defaultRecourseDays),
			decideWithinSchoolDays: conventionOf(recourse?.decide_within_school_days, defaultRecourseDays),
		},
		ladder: [...written.ladder].sort((a, b) => a.level - b.level),
		belowLadder: written.below_ladder,
		outsideLadder: written.outside_ladder,
		measures,
		rules: written.rules.map(({ prior_course: priorCourses, qualifies_for: qualifiesFor, require, reason }) => ({
			...{ priorCourses, qualifiesFor, reason },
			require: requirementOf(require),
		})),
		completion: completionOf(written, measures, faults),
		severalRaces: written.several_races,
		minimums: minimumsOf(written),
		thresholds: thresholdsOf(written),
	};
	return { policy, faults };
}
