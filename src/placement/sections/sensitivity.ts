/** Firth's logistic regression beside the main rule: would the difference stand with course, score and school held alike? */

import { notDefined } from "../../domain/measured.js";
import {
	averageMarginalEffect,
	type BinomialGlmFit,
	type BinomialGlmInput,
	fitBinomialGlm,
	type GlmProfile,
	glmLikelihoodRatio,
	glmProfile,
	isUndefinedResult,
	type MarginalEffect,
	normalQuantile,
} from "../../stats/index.js";
import type { Compared } from "../compare.js";
import { overSchools } from "../comparison.js";
import type { Ground } from "../ground.js";
import { coarse, type Over, use } from "../leaves.js";
import type { Num } from "../result.js";
import type { Sensitivity } from "../result-parts.js";
import { measureState } from "../roster.js";
import { bandPoints, scoreMeasure } from "./stratified.js";

/** Scores go in by their band, so that like students share a row of the design. */
const scoreStep = bandPoints;
/** More schools than this are too many columns; schools are then left to the stratified comparison. */
const mostSchools = 30;
const manySchools = `not said with more than ${mostSchools} schools; the comparison within schools stands`;

interface Pattern {
	readonly values: readonly number[];
	readonly group: number;
	readonly successes: number;
	readonly trials: number;
}

interface Columns {
	readonly names: readonly string[];
	readonly adjustedFor: readonly string[];
	readonly valuesOf: (student: number) => number[];
}

/** Columns without the group: level qualified for, score, score missing, school. Nothing decided after placement. */
function columnsOf(ground: Ground): Columns {
	const { roster, qualification } = ground.cohort;
	const measure = scoreMeasure(ground);
	const column = roster.measures.find(({ id }) => id === measure?.id);
	const schools =
		ground.schools !== undefined && ground.schools.units.length <= mostSchools ? ground.schools : undefined;
	const others = schools?.units.slice(1) ?? [];
	const levels = ground.levels.slice(1).map(({ level }) => level);
	const names = [
		"(Intercept)",
		...levels.map((level) => `level ${level}`),
		...(column === undefined ? [] : ["score", "score missing"]),
		...others.map(({ label }) => `school ${label}`),
	];
	const adjustedFor = [
		...(levels.length > 0 ? ["prior course"] : []),
		...(column === undefined ? [] : ["score"]),
		...(others.length > 0 ? ["school"] : []),
	];
	const valuesOf = (student: number): number[] => {
		const known = column?.states[student] === measureState.known;
		const score = known ? Math.floor(((column?.values[student] ?? 0) - (measure?.cut ?? 0)) / scoreStep) : 0;
		return [
			1,
			...levels.map((level) => (qualification.target[student] === level ? 1 : 0)),
			...(column === undefined ? [] : [score, known ? 0 : 1]),
			...others.map((_, index) => (schools?.codes[student] === index + 1 ? 1 : 0)),
		];
	};
	return { names, adjustedFor, valuesOf };
}

/** What the qualified bring without their group: each combination of values once, and which of them every student has. */
interface Likeness {
	readonly all: readonly { readonly key: string; readonly values: readonly number[] }[];
	/** Position in `all`; -1 for students who are not qualified. */
	readonly of: Int32Array;
}

function likenessOf(ground: Ground, columns: Columns): Likeness {
	const { qualified } = ground.core.marks;
	const places = new Map<string, number>();
	const all: { key: string; values: readonly number[] }[] = [];
	const of = new Int32Array(qualified.length).fill(-1);
	for (let student = 0; student < of.length; student++) {
		if (qualified[student] !== 1) continue;
		const values = columns.valuesOf(student);
		const key = values.join(",");
		const known = places.get(key);
		if (known === undefined) {
			places.set(key, all.length);
			all.push({ key, values });
		}
		of[student] = known ?? all.length - 1;
	}
	return { all, of };
}

/** Qualified students with like values and like membership of the group, counted together. */
function patternsOf(ground: Ground, likeness: Likeness, isInGroup: (student: number) => boolean): Pattern[] {
	const { heldBack } = ground.core.marks;
	const size = likeness.all.length;
	const [trials, successes] = [new Int32Array(2 * size), new Int32Array(2 * size)];
	for (let student = 0; student < likeness.of.length; student++) {
		const like = likeness.of[student] ?? -1;
		if (like < 0) continue;
		const cell = isInGroup(student) ? size + like : like;
		trials[cell]! += 1;
		successes[cell]! += heldBack[student] ?? 0;
	}
	// In a fixed order, so that sums do not depend on the order of the file.
	return [0, 1]
		.flatMap((group) => likeness.all.map(({ key, values }, like) => ({ key: `${group},${key}`, values, group, like })))
		.filter(({ group, like }) => trials[group * size + like] !== 0)
		.sort((one, two) => (one.key < two.key ? -1 : 1))
		.map(({ values, group, like }) => ({
			values,
			group,
			successes: successes[group * size + like] ?? 0,
			trials: trials[group * size + like] ?? 0,
		}));
}

/** For groups of the statute that the rule raises: the same question put to a model. */
export function sensitivityOf(ground: Ground, compared: readonly Compared[]): Sensitivity[] {
	const columns = columnsOf(ground);
	const raised = compared.filter(
		({ key, judgment }) => key.statutory && (judgment.verdict === "FLAG" || judgment.verdict === "WATCH"),
	);
	if (raised.length === 0) return [];
	const likeness = likenessOf(ground, columns);
	return raised.map((one) => entryOf(ground, { columns, likeness }, one));
}

/** Fewer events of the rarer outcome behind a parameter: what a quadratic makes of the likelihood is too rough for limits. */
const eventsForQuadratic = 10;

/** Ends of an interval of a coefficient; a side without an end says so. */
type Ends = Pick<GlmProfile, "lower" | "upper">;

function slopeEnds(input: BinomialGlmInput, fit: BinomialGlmFit, eventsPerParameter: number): Ends | undefined {
	if (eventsPerParameter < eventsForQuadratic) {
		const profile = glmProfile(input, "group");
		return isUndefinedResult(profile) ? undefined : profile;
	}
	const [slope, error] = [fit.coefficients.group, fit.standardErrors.group];
	if (slope === undefined || error === undefined) return undefined;
	const reach = normalQuantile(0.975) * error;
	return { lower: slope - reach, upper: slope + reach };
}

/** The regression of one group, as far as the data determine it. */
interface Model {
	/** Why there is none. */
	readonly without: string;
	readonly slope: number | undefined;
	readonly effect: Pick<MarginalEffect, "estimate" | "lower" | "upper"> | undefined;
	readonly p: number | undefined;
	readonly ends: Ends | undefined;
	readonly eventsPerParameter: number;
	readonly trials: number;
}

function modelOf(patterns: readonly Pattern[], columns: Columns): Model {
	const names = [...columns.names, "group"];
	const design = (group: (pattern: Pattern) => number): Float64Array =>
		Float64Array.from(patterns.flatMap((pattern) => [...pattern.values, group(pattern)]));
	const trials = Float64Array.from(patterns, (pattern) => pattern.trials);
	const successes = Float64Array.from(patterns, (pattern) => pattern.successes);
	const input: BinomialGlmInput = {
		successes,
		trials,
		design: design(({ group }) => group),
		names,
		intercept: "(Intercept)",
		penalty: "firth",
	};
	const rarer = Math.min(total(successes), total(trials) - total(successes));
	const counts = { eventsPerParameter: rarer / names.length, trials: total(trials) };
	const none = { slope: undefined, effect: undefined, p: undefined, ends: undefined, ...counts };
	const fit = fitBinomialGlm(input);
	if (isUndefinedResult(fit)) return { without: fit.reason, ...none };
	const slope = fit.coefficients.group;
	const without = "the group can't be told from the other columns";
	if (slope === undefined) return { without, ...none };
	const test = glmLikelihoodRatio(input, ["group"]);
	return {
		without,
		slope,
		effect: averageMarginalEffect({ fit, without: design(() => 0), withChange: design(() => 1), weights: trials }),
		p: isUndefinedResult(test) ? undefined : test.p,
		ends: slopeEnds(input, fit, counts.eventsPerParameter),
		...counts,
	};
}

function entryOf(
	ground: Ground,
	{ columns, likeness }: { readonly columns: Columns; readonly likeness: Likeness },
	{ key, own }: Compared,
): Sensitivity {
	const split = ground.splits.find(({ id }) => id === key.basis);
	const unit = split?.units.findIndex((one) => one.key?.code === key.code) ?? -1;
	const patterns = patternsOf(ground, likeness, (student) => split?.codes[student] === unit);
	const { without, slope, effect, p, ends, eventsPerParameter, trials } = modelOf(patterns, columns);
	const stage = ground.core.day1;
	const over: Over = {
		from: [use(own, stage.outcome), use(stage.all, stage.outcome)],
		cells: [{ row: "patterns that are not published", outcomes: [] }, ...overSchools(key, stage, ground).cells],
		unknowns: 4 * patterns.length,
	};
	const of = (value: number | undefined, otherwise = without): Num =>
		coarse<number>(value ?? notDefined(otherwise), over);
	// Errors that take students of one school for independent cases are not said.
	const sure = (value: number | undefined, otherwise = without): Num =>
		(ground.schools?.units.length ?? 0) > mostSchools ? of(undefined, manySchools) : of(value, otherwise);
	const end = (limit: GlmProfile["lower"] | undefined): Num =>
		typeof limit === "number" ? sure(Math.exp(limit)) : sure(undefined, limit?.reason);
	return {
		...key,
		students: of(trials),
		averageMarginalEffect: of(effect?.estimate),
		limits: { lower: sure(effect?.lower), upper: sure(effect?.upper) },
		oddsRatio: of(slope === undefined ? undefined : Math.exp(slope)),
		oddsRatioLimits: { lower: end(ends?.lower), upper: end(ends?.upper) },
		p: sure(p),
		adjustedFor: columns.adjustedFor,
		eventsPerParameter: of(eventsPerParameter),
	};
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
