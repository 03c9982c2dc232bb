/** An audit that nobody computed: every section filled, hidden cells among them, to see what pages make of it. */

import { type Measured, missing, notDefined, suppressed } from "../../../src/domain/measured.js";
import type { PlacementPages } from "../../../src/placement/pages/index.js";
import { type Policy, policySchemaId } from "../../../src/placement/policy.js";
import {
	defaultCheckpointDays,
	defaultMinimums,
	defaultRecourseDays,
	defaultThresholds,
} from "../../../src/placement/policy-defaults.js";
import type {
	AuditComparison,
	AuditStage,
	ReleasedAudit,
	StageId,
	Verdict,
	VerdictReason,
} from "../../../src/placement/result.js";
import type { BasisId } from "../../../src/placement/roster.js";
import { newcombeDifferenceInterval, wilsonInterval } from "../../../src/stats/index.js";

/** What a hidden cell holds: never a number. */
export const hidden = suppressed("fewer than 11 students");
const untested = notDefined("not tested: fewer than 30 students");

export interface GroupFacts {
	readonly basis: BasisId;
	readonly code: string;
	readonly group: string;
	readonly enrolled: number;
	readonly qualified: number;
	readonly heldBack: number;
	readonly verdict: Verdict;
	readonly reasons: readonly VerdictReason[];
}

const fact = (
	basis: BasisId,
	code: string,
	group: string,
	counts: readonly [number, number, number],
	verdict: Verdict,
	reason: VerdictReason,
): GroupFacts => ({
	basis,
	code,
	group,
	enrolled: counts[0],
	qualified: counts[1],
	heldBack: counts[2],
	verdict,
	reasons: [reason],
});

/** The numbers of the mock: a district that nobody knows. */
export const groups: readonly GroupFacts[] = [
	fact("ethnicity", "AI", "American Indian or Alaska Native", [4, 1, 0], "NOT ENOUGH DATA", "too few to test"),
	fact("ethnicity", "AS", "Asian", [350, 171, 6], "NO FLAG", "a difference beyond the practical threshold is unlikely"),
	fact("ethnicity", "AA", "Black or African American", [160, 48, 22], "FLAG", "more than chance would give"),
	fact("ethnicity", "FI", "Filipino", [45, 19, 3], "NOT ENOUGH DATA", "too few to test"),
	fact("ethnicity", "HI", "Hispanic or Latino", [900, 244, 57], "WATCH", "more than chance would give"),
	fact(
		"ethnicity",
		"WH",
		"White",
		[600, 247, 32],
		"NO FLAG",
		"a difference beyond the practical threshold is unlikely",
	),
	fact("gender", "F", "Female", [1050, 381, 60], "NO FLAG", "a difference beyond the practical threshold is unlikely"),
	fact("gender", "M", "Male", [1046, 360, 64], "NO FLAG", "a difference beyond the practical threshold is unlikely"),
	fact(
		"sed",
		"SED",
		"Socioeconomically Disadvantaged",
		[1047, 377, 51],
		"NO FLAG",
		"a difference beyond the practical threshold is unlikely",
	),
	fact("el", "EL", "English Learners", [390, 138, 29], "NOT ENOUGH DATA", "inconclusive"),
];

const all = { enrolled: 2131, qualified: 753, heldBack: 126 };
const statutoryBases = new Set<string>(["ethnicity", "gender", "sed"]);
const keyOf = ({ basis, code, group }: GroupFacts) => ({
	basis,
	code,
	group,
	statutory: statutoryBases.has(basis),
	kind: "group" as const,
});

/** Fewer than 11: every number is hidden. */
const safe = <T>(facts: GroupFacts, value: T): Measured<T> => (facts.qualified < 11 ? hidden : value);

const limits = (interval: ReturnType<typeof wilsonInterval>) => {
	if (!("lower" in interval)) throw new Error("the invented numbers give intervals");
	return interval;
};

function comparison(facts: GroupFacts, share: number): AuditComparison {
	const heldBack = Math.round(facts.heldBack * share);
	const others = { qualified: all.qualified - facts.qualified, heldBack: Math.round(all.heldBack * share) - heldBack };
	const rate = heldBack / facts.qualified;
	const othersRate = others.heldBack / others.qualified;
	const own = <T>(value: T): Measured<T> => safe(facts, value);
	const wilson = limits(wilsonInterval({ successes: heldBack, trials: facts.qualified }));
	const gap = limits(
		newcombeDifferenceInterval({
			first: { successes: heldBack, trials: facts.qualified },
			second: { successes: others.heldBack, trials: others.qualified },
		}),
	);
	const small = facts.qualified < 30;
	return {
		...keyOf(facts),
		qualified: own(facts.qualified),
		heldBack: own(heldBack),
		rate: own(rate),
		rateInterval: { lower: own(wilson.lower), upper: own(wilson.upper) },
		rateBounds: { lower: own(0.9 * rate), upper: own(Math.min(1, 1.4 * rate)) },
		gapBounds: { lower: own(rate - othersRate - 0.05), upper: own(rate - othersRate + 0.08) },
		othersQualified: own(others.qualified),
		othersHeldBack: own(others.heldBack),
		othersRate: own(othersRate),
		riskRatio: {
			value: own(rate / othersRate),
			lower: own((0.7 * rate) / othersRate),
			upper: own((1.4 * rate) / othersRate),
		},
		gap: { value: own(rate - othersRate), lower: own(gap.lower), upper: own(gap.upper) },
		gapUpperOneSided: own(gap.upper - 0.01),
		placedRatio: own((1 - rate) / (1 - othersRate)),
		selectionRatio: own((1 - rate) / 0.97),
		compositionIndex: own(1.2),
		fisherP: own(0.01),
		midP: own(0.008),
		q: small ? untested : own(0.03),
		stratifiedP: own(0.02),
		stratifiedQ: small ? untested : own(0.04),
		idea: {
			cellMet: own(heldBack >= 10),
			studentsMet: own(!small),
			exceeds: own(rate / othersRate > 3),
			yearsInARow: own(1),
			yearsGiven: 3,
		},
		detectable: {
			gap: own(0.12),
			riskRatio: own(1.9),
			powerAtThreshold: own(0.5),
			studentsNeeded: own(85),
			yearsNeeded: own(2),
			advice: own("more students or years"),
		},
		verdict: facts.qualified < 11 ? hidden : facts.verdict,
		judgment: own({
			verdict: facts.verdict,
			reasons: facts.reasons,
			direction: rate > othersRate ? "held back more often" : "held back less often",
		}),
		withinSchoolVerdict: own(facts.verdict),
		dependsOnMissing: own(facts.code === "HI"),
	};
}

function stage(id: StageId, share: number): AuditStage {
	const compared = groups.map((facts) => comparison(facts, share));
	const heldBack = Math.round(all.heldBack * share);
	const wilson = limits(wilsonInterval({ successes: heldBack, trials: all.qualified }));
	return {
		stage: id,
		qualified: all.qualified,
		heldBack,
		rate: heldBack / all.qualified,
		rateInterval: wilson,
		withoutPlacement: 0,
		groups: compared,
		levels: [2, 3].map((level) => ({
			level,
			courses: [level === 2 ? "Geometry" : "Algebra II"],
			qualified: 376,
			heldBack: 60,
			groups: compared.filter(({ statutory }) => statutory),
		})),
		families: [{ id: `${id}-statute`, what: `the statute's bases ${id}`, tests: 6 }],
	};
}

const noKey = notDefined("all students");
const keys = [noKey, ...groups.filter(({ basis }) => basis === "ethnicity").map(keyOf)];
const small = (key: (typeof keys)[number]): boolean => "code" in key && (key.code === "AI" || key.code === "FI");
const of = <T>(key: (typeof keys)[number], value: T): Measured<T> => (small(key) ? hidden : value);

const counts = {
	enrolled: 2131,
	qualified: 753,
	notQualified: 261,
	undetermined: 194,
	entryLevel: 923,
	entryBelowLadder: 41,
	undeterminedShare: 194 / 2131,
};

const place = (name: string, index: number) => ({
	place: name,
	enrolled: 300 + 7 * index,
	qualified: index === 2 ? hidden : 90 + 3 * index,
	heldBack: index === 2 ? hidden : 14 + index,
	rate: index === 2 ? hidden : (14 + index) / (90 + 3 * index),
	rateInterval:
		index === 2 ? { lower: hidden, upper: hidden } : { lower: 0.1 + 0.004 * index, upper: 0.25 + 0.004 * index },
	heldBackCheckpoint: index === 2 ? hidden : 12,
	shrunken:
		index === 2
			? { value: hidden, lower: hidden, upper: hidden }
			: { value: 0.165 + 0.002 * index, lower: 0.12, upper: 0.21 },
});

const schoolNames = [
	"Cedar High",
	"Dogwood High",
	"Elm Continuation",
	"Fir High",
	"Gum High",
	"Holly High",
	"Ironwood Early College and Career Technical High",
];

/** Every section of an audit, with numbers hidden where a group is small. */
export function inventedAudit(): ReleasedAudit {
	const day1 = stage("day1", 1);
	const audit = {
		district: "Example Union High School District",
		year: 2026,
		schoolYear: "2025–26",
		population: { rows: 2140, analysed: 2131, excluded: [{ reason: "another grade than 9", rows: hidden }] },
		examined: [
			{ basis: "ethnicity", label: "Race or ethnicity", statutory: true, examined: true, reason: "", unknown: 0 },
			{ basis: "gender", label: "Gender", statutory: true, examined: true, reason: "", unknown: 24 },
			{ basis: "sed", label: "Socioeconomic background", statutory: true, examined: true, reason: "", unknown: 0 },
			{ basis: "el", label: "English learners", statutory: false, examined: true, reason: "", unknown: 0 },
			{
				basis: "foster",
				label: "Foster youth",
				statutory: false,
				examined: false,
				reason: "the files have no such column",
				unknown: 0,
			},
		],
		qualification: counts,
		qualificationByGroup: groups.map((facts) => ({
			...keyOf(facts),
			...counts,
			enrolled: facts.enrolled < 11 ? hidden : facts.enrolled,
			qualified: safe(facts, facts.qualified),
			notQualified: safe(facts, 30),
			undetermined: safe(facts, 20),
			entryLevel: safe(facts, 60),
			entryBelowLadder: hidden,
			undeterminedShare: safe(facts, 0.1),
		})),
		stages: { day1, checkpoint: stage("checkpoint", 0.77) },
		funnel: keys.map((key) => ({
			key,
			steps: [
				{ step: "enrolled", reached: of(key, 2131), share: of(key, 1), lost: notDefined("the first step") },
				{ step: "priorCourse", reached: of(key, 1208), share: of(key, 0.567), lost: of(key, 923) },
				{ step: "measured", reached: of(key, 1014), share: of(key, 0.476), lost: of(key, 194) },
				{ step: "qualified", reached: of(key, 753), share: of(key, 0.353), lost: of(key, 261) },
				{ step: "placedDay1", reached: of(key, 627), share: of(key, 0.294), lost: of(key, 126) },
				{
					step: "placedCheckpoint",
					reached: of(key, 656),
					share: of(key, 0.308),
					lost: notDefined("these steps do not follow from one another"),
				},
				{ step: "agMath", reached: hidden, share: hidden, lost: hidden },
			],
		})),
		repeats: keys.map((key) => ({
			key,
			enrolled: of(key, 2131),
			repeated: of(key, 96),
			share: of(key, 0.045),
			withConsent: of(key, 40),
			withoutConsent: of(key, 36),
			consentNotRecorded: of(key, 20),
			sameLevel: hidden,
			gradeUnknown: of(key, 0),
		})),
		overPlacement: keys.flatMap((key) =>
			(["day1", "checkpoint"] as const).map((when) => ({
				key,
				stage: when,
				enrolled: of(key, 2131),
				overPlaced: of(key, 83),
				share: of(key, 0.039),
			})),
		),
		moves: {
			entries: keys.map((key) => ({
				key,
				students: of(key, 2100),
				movedUp: of(key, 60),
				movedDown: hidden,
				movedUpShare: of(key, 0.03),
				released: of(key, 29),
				newlyHeldBack: of(key, 0),
				mcNemarP: of(key, 0.0001),
			})),
			timing: { withinDays: 30, firstDay: 20313, dated: 640, inTime: 600, late: 40, impossible: 0, medianDays: 21 },
		},
		recourse: keys.map((key) => ({
			key,
			enrolled: of(key, 2131),
			requests: of(key, 44),
			requestsPer100: of(key, 2.06),
			granted: of(key, 21),
			denied: of(key, 12),
			pending: of(key, 11),
			grantedShare: of(key, 0.64),
			medianDays: of(key, 9),
			dated: of(key, 33),
			inTime: of(key, 28),
			clockDays: 14,
		})),
		schools: {
			entries: schoolNames.map(place),
			spread: { schools: 7, pooledRate: 0.167, rho: 0.012, alpha: 10, beta: 50, moreThanChance: true },
			byGroup: notDefined("too many cells would be hidden"),
		},
		feeders: ["Maple Middle", "Oak Middle"].map(place),
		betweenWithin: groups.slice(2, 3).map((facts) => ({
			...keyOf(facts),
			gap: 0.31,
			between: 0.04,
			within: 0.27,
			dissimilarity: 0.22,
			schools: 7,
			schoolsWithoutOneGroup: 1,
		})),
		measures: ["caaspp8", "grade8", "mdtp"].map((measure) => ({
			measure,
			column: `${measure}_column`,
			cut: "at least 2586",
			known: 2004,
			blank: 120,
			withheldByFile: 0,
			outOfRange: hidden,
			unreadable: 0,
		})),
		coverage: keys.map((key) => ({
			key,
			enrolled: of(key, 2131),
			measures: ["caaspp8", "grade8", "mdtp"].map((measure) => ({
				measure,
				present: of(key, 2004),
				share: of(key, 0.94),
			})),
			twoOrMore: of(key, 1950),
			twoOrMoreShare: of(key, 0.915),
		})),
		stratified: groups.slice(2, 3).flatMap((facts) =>
			(["prior course and score band", "school"] as const).map((by) => ({
				...keyOf(facts),
				by,
				informative: 6,
				uninformative: 2,
				riskRatio: { value: 2.8, lower: 1.9, upper: 4 },
				riskDifference: { value: 0.29, lower: 0.16, upper: 0.42 },
				oddsRatio: { value: 4.4, lower: 2.3, upper: 8.4 },
				p: 0.00002,
				test: "Cochran–Mantel–Haenszel",
				approximationHolds: true,
				homogeneityP: 0.4,
				strata: [
					{ label: "Algebra I, 2540 to 2585", qualified: 21, heldBack: 11, othersQualified: 203, othersHeldBack: 37 },
					{
						label: "Algebra I, 2586 to 2631",
						qualified: hidden,
						heldBack: hidden,
						othersQualified: hidden,
						othersHeldBack: hidden,
					},
				],
			})),
		),
		ladderSteps: groups.slice(2, 4).map((facts, index) => ({
			...keyOf(facts),
			qualified: facts.qualified,
			meanSteps: index === 0 ? -0.46 : hidden,
			othersMeanSteps: index === 0 ? -0.15 : hidden,
			superiority: index === 0 ? 0.35 : hidden,
			p: index === 0 ? 0.0004 : hidden,
		})),
		crossedGroups: [],
		sensitivity: groups.slice(2, 3).map((facts) => ({
			...keyOf(facts),
			students: 731,
			averageMarginalEffect: 0.28,
			limits: { lower: 0.15, upper: 0.41 },
			oddsRatio: 4.6,
			oddsRatioLimits: { lower: 2.2, upper: 9.4 },
			p: 0.00003,
			adjustedFor: ["prior course", "prior score", "school"],
			eventsPerParameter: 14.2,
		})),
		scoreBands: [2494, 2540, 2586, 2632, 2678].map((from, band) => ({
			measure: "caaspp8",
			from,
			to: from + 46,
			startsAtCut: from === 2586,
			groups: groups
				.filter(({ basis }) => basis === "ethnicity")
				.map((facts, index) => ({
					...keyOf(facts),
					students: safe(facts, 40),
					placedAbove: safe(facts, 20),
					share: facts.qualified < 40 || (index === 2 && band === 3) ? hidden : 0.2 + 0.15 * band - 0.04 * index,
				})),
		})),
		flow: {
			links: [
				{ from: { stage: "prior", label: "Math 8" }, to: { stage: "day1", label: "Algebra I" }, students: 882 },
				{ from: { stage: "prior", label: "Math 8" }, to: { stage: "day1", label: "Pre-Algebra" }, students: 41 },
				{ from: { stage: "prior", label: "Algebra I" }, to: { stage: "day1", label: "Algebra I" }, students: 498 },
				{ from: { stage: "prior", label: "Algebra I" }, to: { stage: "day1", label: "Geometry" }, students: 710 },
				{ from: { stage: "prior", label: "Algebra I" }, to: { stage: "day1", label: "Algebra II" }, students: hidden },
				{ from: { stage: "day1", label: "Algebra I" }, to: { stage: "checkpoint", label: "Geometry" }, students: 46 },
			],
			courses: [
				{ course: "Algebra I", level: 1, day1: 1380, checkpoint: 1340 },
				{ course: "Geometry", level: 2, day1: 710, checkpoint: 750 },
			],
		},
		reasons: [
			{ reason: "section full", students: 44, share: 0.35 },
			{ reason: "parent request", students: hidden, share: hidden },
			{ reason: "no reason recorded", students: 61, share: 0.48 },
		],
		years: [2024, 2025].map((year) => ({
			year,
			schoolYear: `${year - 1}–${String(year).slice(2)}`,
			population: { rows: 2131, analysed: 2131, excluded: [] },
			qualification: counts,
			day1,
			checkpoint: notDefined("no checkpoint"),
		})),
		thresholds: [
			{
				name: "students of a group that is tested",
				value: 30,
				source: "California School Dashboard",
				reason: missing("no reason given"),
			},
			{ name: "placed ratio", value: 0.8, source: "29 CFR 1607.4(D), four-fifths", reason: "as adopted by the board" },
		],
		checklist: [
			{ item: "Adopted at a public meeting", statute: "51224.7 (b)", found: "14 May 2024", state: "found" },
			{ item: "Posted on the website", statute: "51224.7 (d)", found: "–", state: "cannot be seen in these files" },
			{ item: "Checkpoint within the first month", statute: "51224.7 (b)(2)", found: "within 30 days", state: "found" },
			{ item: "Recourse", statute: "51224.7 (b)(4)", found: "–", state: "not found" },
		],
		questions: [
			{
				id: "q1",
				template: "held-back-more",
				key: keyOf(groups[2] as GroupFacts),
				sentence:
					"At which step were qualified Black or African American students placed below the course they qualified for?",
				raised: true,
			},
			{
				id: "q2",
				template: "recourse-late",
				key: noKey,
				sentence: "This one was not raised and must not be printed?",
				raised: false,
			},
			{
				id: "q3",
				template: "measures-missing",
				key: noKey,
				sentence: "Who lacks measures, and can one be given to all in August?",
				raised: true,
			},
		],
	};
	return audit as unknown as ReleasedAudit;
}

export const inventedPolicy: Policy = {
	schema: policySchemaId,
	invented: true,
	district: "Example Union High School District",
	year: 2026,
	adopted: "2024-05-14",
	version: undefined,
	checkpoint: { withinDays: defaultCheckpointDays, firstDay: 20313 },
	recourse: { fileWithinSchoolDays: defaultRecourseDays, decideWithinSchoolDays: defaultRecourseDays },
	ladder: [
		{ level: 1, courses: ["Algebra I", "Math I"] },
		{ level: 2, courses: ["Geometry", "Math II"] },
		{ level: 3, courses: ["Algebra II", "Math III"] },
	],
	belowLadder: ["Pre-Algebra"],
	outsideLadder: [],
	measures: [
		{
			id: "caaspp8",
			column: "caaspp_math_8",
			type: "scale_score",
			range: { lowest: 2265, highest: 2802 },
			comparison: ">=",
			cut: 2586,
			cutWritten: "2586",
			subjective: false,
			reason: undefined,
		},
		{
			id: "grade8",
			column: "math_grade_8",
			type: "letter",
			range: undefined,
			comparison: ">=",
			cut: 5,
			cutWritten: "C",
			subjective: false,
			reason: undefined,
		},
	],
	rules: [
		{ priorCourses: ["Math 8"], qualifiesFor: 1, require: { kind: "all", of: [] }, reason: undefined },
		{
			priorCourses: ["Algebra I", "Math I"],
			qualifiesFor: 2,
			require: {
				kind: "at least",
				count: 2,
				of: [
					{ kind: "measure", measure: "caaspp8" },
					{ kind: "measure", measure: "grade8" },
				],
			},
			reason: undefined,
		},
	],
	completion: undefined,
	severalRaces: "federal",
	minimums: defaultMinimums,
	thresholds: defaultThresholds,
};

export const inventedPages = (changes: Partial<ReleasedAudit> = {}): PlacementPages => ({
	audit: { ...inventedAudit(), ...changes },
	policy: inventedPolicy,
	sources: [{ file: "roster.csv", sha256: "ab".repeat(32) }],
	command: ["cimp placement audit --policy policy.yml \\", "  --students roster.csv --out audit"],
	version: "0.1.0",
});
