/** The shape of audit.json, published as JSON Schema (docs/schemas/placement-1.schema.json). Keys are only added. */

import { z } from "zod";
import {
	estimate,
	key,
	limits,
	num,
	orAbsent,
	place,
	population,
	qualificationShape,
	stage,
	text,
	whom,
	yes,
} from "./placement-parts.js";
import { type Published, publishedSchema } from "./published.js";

export const placementSchemaId = "cimp/placement/1";

const whole = z.number().int();

const funnel = z.strictObject({
	key: whom,
	steps: z.array(z.strictObject({ step: z.string(), reached: num, share: num, lost: num })),
});

const repeats = z.strictObject({
	key: whom,
	enrolled: num,
	repeated: num,
	share: num,
	withConsent: num,
	withoutConsent: num,
	consentNotRecorded: num,
	sameLevel: num,
	gradeUnknown: num,
});

const moves = z.strictObject({
	entries: z.array(
		z.strictObject({
			key: whom,
			students: num,
			movedUp: num,
			movedDown: num,
			movedUpShare: num,
			released: num,
			newlyHeldBack: num,
			mcNemarP: num,
		}),
	),
	timing: z.strictObject({
		withinDays: z.number(),
		firstDay: num,
		dated: num,
		inTime: num,
		late: num,
		impossible: num,
		medianDays: num,
	}),
});

const recourse = z.strictObject({
	key: whom,
	enrolled: num,
	requests: num,
	requestsPer100: num,
	granted: num,
	denied: num,
	pending: num,
	grantedShare: num,
	medianDays: num,
	dated: num,
	inTime: num,
	clockDays: whole,
});

const schools = z.strictObject({
	entries: z.array(place),
	spread: orAbsent(
		z.strictObject({ schools: whole, pooledRate: num, rho: num, alpha: num, beta: num, moreThanChance: yes }),
	),
	byGroup: orAbsent(z.array(z.strictObject({ ...key, school: z.string(), qualified: num, heldBack: num, rate: num }))),
});

const betweenWithin = z.strictObject({
	...key,
	gap: num,
	between: num,
	within: num,
	dissimilarity: num,
	schools: whole,
	schoolsWithoutOneGroup: num,
});

const stratified = z.strictObject({
	...key,
	by: z.enum(["prior course and score band", "school"]),
	informative: num,
	uninformative: num,
	riskRatio: estimate,
	riskDifference: estimate,
	oddsRatio: estimate,
	p: num,
	test: text,
	approximationHolds: yes,
	homogeneityP: num,
	strata: z.array(
		z.strictObject({
			label: z.string(),
			qualified: num,
			heldBack: num,
			othersQualified: num,
			othersHeldBack: num,
		}),
	),
});

const sensitivity = z.strictObject({
	...key,
	students: num,
	averageMarginalEffect: num,
	limits,
	oddsRatio: num,
	oddsRatioLimits: limits,
	p: num,
	adjustedFor: z.array(z.string()),
	eventsPerParameter: num,
});

const ladderSteps = z.strictObject({
	...key,
	qualified: num,
	meanSteps: num,
	othersMeanSteps: num,
	superiority: num,
	p: num,
});

const crossedGroup = z.strictObject({
	groups: z.tuple([z.strictObject(key), z.strictObject(key)]),
	qualified: num,
	heldBack: num,
	rate: num,
	gap: estimate,
	fisherP: num,
});

const flowEnd = z.strictObject({ stage: z.enum(["prior", "day1", "checkpoint"]), label: z.string() });

const input = z.strictObject({
	file: z.string(),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	role: z.enum(["policy", "roster"]),
	rows: orAbsent(whole),
});

const examined = z.strictObject({
	basis: key.basis,
	label: z.string(),
	statutory: z.boolean(),
	examined: z.boolean(),
	reason: z.string(),
	unknown: num,
});

export const auditSchema = z.strictObject({
	schema: z.literal(placementSchemaId),
	version: z.string(),
	/** True in the folder for the district's own eyes: exact values. */
	internal: z.boolean(),
	date: text,
	district: text,
	year: num,
	schoolYear: text,
	inputs: z.array(input),
	/** As written by the district. */
	policy: z.record(z.string(), z.unknown()),
	population,
	examined: z.array(examined),
	qualification: z.strictObject(qualificationShape),
	qualificationByGroup: z.array(z.strictObject({ ...key, ...qualificationShape })),
	stages: z.strictObject({ day1: stage, checkpoint: orAbsent(stage) }),
	funnel: z.array(funnel),
	repeats: orAbsent(z.array(repeats)),
	overPlacement: z.array(
		z.strictObject({
			key: whom,
			stage: z.enum(["day1", "checkpoint"]),
			enrolled: num,
			overPlaced: num,
			share: num,
		}),
	),
	moves: orAbsent(moves),
	recourse: orAbsent(z.array(recourse)),
	schools,
	feeders: orAbsent(z.array(place)),
	betweenWithin: orAbsent(z.array(betweenWithin)),
	measures: z.array(
		z.strictObject({
			measure: z.string(),
			column: text,
			cut: z.string(),
			known: num,
			blank: num,
			withheldByFile: num,
			outOfRange: num,
			unreadable: num,
		}),
	),
	coverage: z.array(
		z.strictObject({
			key: whom,
			enrolled: num,
			measures: z.array(z.strictObject({ measure: z.string(), present: num, share: num })),
			twoOrMore: num,
			twoOrMoreShare: num,
		}),
	),
	stratified: z.array(stratified),
	sensitivity: z.array(sensitivity),
	ladderSteps: z.array(ladderSteps),
	/** Where two bases of the statute meet; only in the team's own file. */
	crossedGroups: orAbsent(z.array(crossedGroup)),
	scoreBands: z.array(
		z.strictObject({
			measure: z.string(),
			from: z.number(),
			to: z.number(),
			startsAtCut: z.boolean(),
			groups: z.array(z.strictObject({ ...key, students: num, placedAbove: num, share: num })),
		}),
	),
	flow: z.strictObject({
		links: z.array(z.strictObject({ from: flowEnd, to: flowEnd, students: num })),
		courses: z.array(z.strictObject({ course: z.string(), level: whole, day1: num, checkpoint: num })),
	}),
	reasons: orAbsent(z.array(z.strictObject({ reason: z.string(), students: num, share: num }))),
	years: z.array(
		z.strictObject({
			year: whole,
			schoolYear: z.string(),
			population,
			qualification: z.strictObject(qualificationShape),
			day1: stage,
			checkpoint: orAbsent(stage),
		}),
	),
	thresholds: z.array(z.strictObject({ name: z.string(), value: z.number(), source: z.string(), reason: text })),
	checklist: z.array(z.strictObject({ item: z.string(), statute: z.string(), found: z.string(), state: z.string() })),
	questions: z.array(
		z.strictObject({ id: z.string(), template: z.string(), key: whom, sentence: z.string(), raised: yes }),
	),
	methods: z.record(z.string(), z.string()),
	problems: z.strictObject({ errors: whole, warnings: whole, repaired: whole }),
});

export type AuditFile = Published<typeof auditSchema>;

/** The published JSON Schema. */
export const placementJsonSchema = (): unknown =>
	publishedSchema(auditSchema, {
		title: "Audit of cimp placement",
		description:
			"Shares, rates and gaps are 0–1. An absent value is an object with the kind of absence and the reason, and with the band where a count is published as one.",
	});

export const enrollmentSchemaId = "cimp/placement-enrollment/1";

/** audit.json where no policy was given: the question is not answered. */
export const enrollmentSchema = z.strictObject({
	schema: z.literal(enrollmentSchemaId),
	version: z.string(),
	title: z.string(),
	year: num,
	inputs: z.array(input),
	population,
	examined: z.array(examined),
	courses: z.array(
		z.strictObject({
			stage: z.enum(["day1", "checkpoint"]),
			course: z.string(),
			students: num,
			groups: z.array(z.strictObject({ ...key, enrolled: num, inCourse: num, share: num })),
		}),
	),
});

export type EnrollmentFile = Published<typeof enrollmentSchema>;

/** The published JSON Schema. */
export const enrollmentJsonSchema = (): unknown =>
	publishedSchema(enrollmentSchema, {
		title: "Enrollment by course and group, where no placement policy was given",
		description: "Shares are 0–1. Who qualified is not known without a policy, so nothing is compared.",
	});
