/** Firth's logistic regression beside the main rule: would the difference stand with course, score and school held alike? */

import { notDefined } from "../../domain/measured.js";
import {
	averageMarginalEffect,
	type BinomialGlmInput,
	fitBinomialGlm,
	glmLikelihoodRatio,
	isUndefinedResult,
} from "../../stats/index.js";
import type { Compared } from "../compare.js";
import { overSchools } from "../comparison.js";
import type { Ground } from "../ground.js";
import { coarse, use } from "../leaves.js";
import type { Sensitivity } from "../result-parts.js";
import { measureState } from "../roster.js";
import { bandPoints, scoreMeasure } from "./stratified.js";

/** Scores go in by their band, so that like students share a row of the design. */
const scoreStep = bandPoints;
/** More schools than this are too many columns; schools are then left to the stratified comparison. */
const mostSchools = 30;

interface Pattern {
	readonly values: readonly number[];
	readonly group: number;
	successes: number;
	trials: number;
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

/** Qualified students with like values and like membership of the group, counted together. */
function patternsOf(ground: Ground, columns: Columns, isInGroup: (student: number) => boolean): Pattern[] {
	const found = new Map<string, Pattern>();
	const { qualified, heldBack } = ground.core.marks;
	qualified.forEach((inside, student) => {
		if (inside !== 1) return;
		const values = columns.valuesOf(student);
		const group = isInGroup(student) ? 1 : 0;
		const key = `${group},${values.join(",")}`;
		const pattern = found.get(key) ?? { values, group, successes: 0, trials: 0 };
		pattern.trials++;
		pattern.successes += heldBack[student] ?? 0;
		found.set(key, pattern);
	});
	// In a fixed order, so that sums do not depend on the order of the file.
	return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
}

/** For groups of the statute that the rule raises: the same question put to a model. */
export function sensitivityOf(ground: Ground, compared: readonly Compared[]): Sensitivity[] {
	const columns = columnsOf(ground);
	const raised = compared.filter(
		({ key, judgment }) => key.statutory && (judgment.verdict === "FLAG" || judgment.verdict === "WATCH"),
	);
	return raised.map((one) => entryOf(ground, columns, one));
}

function entryOf(ground: Ground, columns: Columns, { key, own }: Compared): Sensitivity {
	const split = ground.splits.find(({ id }) => id === key.basis);
	const unit = split?.units.findIndex((one) => one.key?.code === key.code) ?? -1;
	const patterns = patternsOf(ground, columns, (student) => split?.codes[student] === unit);
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
	const fit = fitBinomialGlm(input);
	const stage = ground.core.day1;
	const from = [use(own, stage.outcome), use(stage.all, stage.outcome)];
	const unknowns = 4 * patterns.length;
	const of = (value: number | undefined, without: string) =>
		coarse<number>(value ?? notDefined(without), {
			from,
			cells: [{ row: "patterns that are not published", outcomes: [] }, ...overSchools(key, stage, ground).cells],
			unknowns,
		});
	const fitted = isUndefinedResult(fit) ? undefined : fit;
	const without = isUndefinedResult(fit) ? fit.reason : "the group can't be told from the other columns";
	const slope = fitted?.coefficients.group;
	const effect =
		fitted === undefined || slope === undefined
			? undefined
			: averageMarginalEffect({ fit: fitted, without: design(() => 0), withChange: design(() => 1), weights: trials });
	const test = slope === undefined ? undefined : glmLikelihoodRatio(input, ["group"]);
	const rarer = Math.min(total(successes), total(trials) - total(successes));
	return {
		...key,
		students: of(total(trials), without),
		averageMarginalEffect: of(effect?.estimate, without),
		limits: { lower: of(effect?.lower, without), upper: of(effect?.upper, without) },
		oddsRatio: of(slope === undefined ? undefined : Math.exp(slope), without),
		p: of(test === undefined || isUndefinedResult(test) ? undefined : test.p, without),
		adjustedFor: columns.adjustedFor,
		eventsPerParameter: of(rarer / names.length, without),
	};
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
