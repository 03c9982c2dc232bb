/** One comparison written down: every number of it with the counts it comes from. */

import { type Measured, notDefined } from "../domain/measured.js";
import type { Counts, RowUse, Tracked } from "../privacy/tracked.js";
import { koopmanRatioInterval, newcombeDifferenceInterval, wilsonInterval } from "../stats/index.js";
import type { Compared } from "./compare.js";
import type { StageCounts } from "./core.js";
import { detectableOf } from "./detectable.js";
import type { Ground } from "./ground.js";
import {
	coarse,
	count,
	derived,
	derivedCount,
	measured,
	minus,
	type Over,
	plus,
	population,
	ratio,
	share,
	use,
} from "./leaves.js";
import type { Comparison, Estimate, GroupKey, IdeaColumn, Judgment, Limits, Num } from "./result.js";
import { gapUpperOneSided, type Pair, tableOf } from "./rule.js";

/** Writes a value that comes from the group's counts and everybody's. */
type Write = <T>(value: Measured<T>) => Tracked<T>;

export function comparisonOf(one: Compared, stage: StageCounts, ground: Ground): Comparison {
	const { own, pair } = one;
	const { outcome, all } = stage;
	const ownUse = use(own, outcome);
	const allUse = use(all, outcome);
	const of: Write = (value) => derived(value, ownUse, allUse);
	const written = { one, stage, ground, of, sources: [ownUse, allUse] };
	return {
		...one.key,
		qualified: population(own),
		heldBack: count(own, outcome),
		rate: share(own, outcome),
		rateInterval: wilsonOf(own.counts[outcome] ?? 0, own.population, ownUse),
		...boundsOf(written),
		othersQualified: derivedCount(pair.othersQualified, [plus(all), minus(own)], written.sources),
		othersHeldBack: derivedCount(pair.othersHeldBack, [plus(all, outcome), minus(own, outcome)], written.sources),
		othersRate: of(ratio(pair.othersHeldBack, pair.othersQualified)),
		riskRatio: riskRatioOf(pair, of),
		gap: gapOf(pair, of),
		gapUpperOneSided: of(measured(gapUpperOneSided(pair), "a group has no students")),
		...ratiosOf(written),
		...testsOf(written),
		idea: ideaOf(written),
		detectable: detectableOf(one, stage, ground),
		...verdictsOf(written),
	};
}

interface Written {
	readonly one: Compared;
	readonly stage: StageCounts;
	readonly ground: Ground;
	readonly of: Write;
	readonly sources: readonly RowUse[];
}

export function wilsonOf(successes: number, trials: number, from: RowUse): Limits {
	const interval = wilsonInterval({ successes, trials });
	const known = interval.kind === "interval";
	return {
		lower: derived(known ? interval.lower : notDefined("no students"), from),
		upper: derived(known ? interval.upper : notDefined("no students"), from),
	};
}

function riskRatioOf(pair: Pair, of: Write): Estimate {
	if (pair.qualified === 0 || pair.othersQualified === 0) return estimateWithout("a group has no students", of);
	const interval = koopmanRatioInterval(tableOf(pair));
	if (interval.kind === "undefined") return estimateWithout("nobody was held back in either", of);
	return {
		value: of(measured(interval.estimate)),
		lower: of(interval.lower),
		upper: of(measured(interval.upper)),
	};
}

const estimateWithout = (reason: string, of: Write): Estimate => {
	const none: Num = of<number>(notDefined(reason));
	return { value: none, lower: none, upper: none };
};

function gapOf(pair: Pair, of: Write): Estimate {
	const interval = newcombeDifferenceInterval(tableOf(pair));
	if (interval.kind === "undefined") return estimateWithout("a group has no students", of);
	return { value: of(interval.estimate), lower: of(interval.lower), upper: of(interval.upper) };
}

function ratiosOf({
	one,
	stage,
	of,
	sources,
}: Written): Pick<Comparison, "placedRatio" | "selectionRatio" | "compositionIndex"> {
	const { pair, highest, own } = one;
	const placed = (heldBack: number, qualified: number): Measured => ratio(qualified - heldBack, qualified);
	const best = highest === undefined ? 0 : 1 - (highest.counts[stage.outcome] ?? 0) / highest.population;
	const bestUse = highest === undefined ? [] : [use(highest, stage.outcome)];
	const heldBackInAll = pair.heldBack + pair.othersHeldBack;
	const qualifiedInAll = pair.qualified + pair.othersQualified;
	return {
		placedRatio: of(over(placed(pair.heldBack, pair.qualified), placed(pair.othersHeldBack, pair.othersQualified))),
		selectionRatio: derived(
			best === 0 ? notDefined("no group to measure against") : over(placed(pair.heldBack, pair.qualified), best),
			use(own, stage.outcome),
			...bestUse,
		),
		compositionIndex: derived(
			over(ratio(pair.heldBack, heldBackInAll), ratio(pair.qualified, qualifiedInAll)),
			...sources,
		),
	};
}

function over(part: Measured, whole: Measured): Measured {
	if (typeof part !== "number") return part;
	if (typeof whole !== "number") return whole;
	return whole === 0 ? notDefined("the comparison is 0") : part / whole;
}

const untested = notDefined("not tested: too few students, or a group that is counted only");

function testsOf({
	one,
	stage,
	ground,
	of,
	sources,
}: Written): Pick<Comparison, "fisherP" | "midP" | "q" | "stratifiedP" | "stratifiedQ"> {
	const { adjusted } = one;
	const noTest = "one side is empty";
	const schools = overSchools(one.key, stage, ground);
	const within = (value: Measured): Num => coarse(value, { ...schools, from: sources });
	return {
		fisherP: of(measured(adjusted.fisher, noTest)),
		midP: of(measured(adjusted.midP, noTest)),
		q: derived(adjusted.q ?? untested, ...sources, ...one.decidedBy.map((row) => use(row, stage.outcome))),
		stratifiedP: within(one.stratifiedP ?? notDefined("fewer than two schools with both groups and both results")),
		stratifiedQ: within(adjusted.stratifiedQ ?? untested),
	};
}

/** The cells of a group by school. Two counts for each school but the last are unknown where they are not published. */
export function overSchools({ basis, code }: GroupKey, stage: StageCounts, { schools }: Ground): Omit<Over, "from"> {
	const units = schools?.units ?? [];
	return {
		cells: units.map(({ id }) => ({ row: `${stage.population}|${id}&${basis}=${code}`, outcomes: [stage.outcome] })),
		unknowns: 2 * Math.max(0, units.length - 1),
	};
}

function boundsOf({ one, stage, ground, sources }: Written): Pick<Comparison, "rateBounds" | "gapBounds"> {
	const { pair, undetermined, enrolled } = one;
	const suffix = stage.stage === "day1" ? "" : "Checkpoint";
	const outcomes = [
		ground.enrolled.at(`undeterminedLow${suffix}` as "undeterminedLow"),
		ground.enrolled.at(`undeterminedPlaced${suffix}` as "undeterminedPlaced"),
	];
	const from = [...sources, use(enrolled, ...outcomes), use(ground.enrolled.all, ...outcomes)];
	const own = rateBounds(pair.heldBack, pair.qualified, undetermined);
	const others = rateBounds(pair.othersHeldBack, pair.othersQualified, {
		low: undetermined.allLow - undetermined.low,
		placed: undetermined.allPlaced - undetermined.placed,
	});
	const minus = (a: Measured, b: Measured): Measured => (typeof a !== "number" ? a : typeof b !== "number" ? b : a - b);
	return {
		rateBounds: { lower: derived(own.lower, ...from), upper: derived(own.upper, ...from) },
		gapBounds: {
			lower: derived(minus(own.lower, others.upper), ...from),
			upper: derived(minus(own.upper, others.lower), ...from),
		},
	};
}

/** Least and greatest rate, whoever of the undetermined turns out to qualify. */
const rateBounds = (heldBack: number, qualified: number, { low, placed }: { low: number; placed: number }) => ({
	lower: ratio(heldBack, qualified + placed),
	upper: ratio(heldBack + low, qualified + low),
});

function ideaOf({ one, ground, of }: Written): IdeaColumn {
	const { ideaCell, ideaStudents } = ground.policy.thresholds;
	const exceeded = one.history?.exceeded ?? [];
	const run = exceeded.findIndex((year) => !year);
	return {
		cellMet: of(one.pair.heldBack >= ideaCell.value),
		studentsMet: of(one.pair.qualified >= ideaStudents.value),
		exceeds: of(one.exceedsIdea),
		yearsInARow: of(run < 0 ? exceeded.length : run),
		yearsGiven: Math.max(1, exceeded.length),
	};
}

function verdictsOf({
	one,
	stage,
	of,
	sources,
}: Written): Pick<Comparison, "verdict" | "judgment" | "withinSchoolVerdict" | "dependsOnMissing"> {
	const { pair, judgment } = one;
	const everybody = pair.qualified + pair.othersQualified;
	const everyHeldBack = pair.heldBack + pair.othersHeldBack;
	const at = ({ population: qualified, outcome: heldBack }: Counts): Judgment =>
		one.again({
			qualified,
			heldBack,
			othersQualified: Math.max(0, everybody - qualified),
			othersHeldBack: Math.min(Math.max(0, everyHeldBack - heldBack), Math.max(0, everybody - qualified)),
		});
	const judged = <T>(exact: T, again: (counts: Counts) => T): Tracked<T> => ({
		exact,
		origin: { kind: "judged", row: one.own.row, outcome: stage.outcome, from: [use(stage.all, stage.outcome)], again },
	});
	return {
		verdict: judged(judgment.verdict, (counts) => at(counts).verdict),
		judgment: judged(judgment, at),
		withinSchoolVerdict: of(one.withinSchools?.verdict ?? notDefined("one school, or not tested")),
		dependsOnMissing: derived(dependsOnMissing(one), ...sources),
	};
}

/** Whether the verdict changes where all undetermined students speak against the group, or all for it. */
function dependsOnMissing({ pair, undetermined, again, judgment }: Compared): boolean {
	const { low, placed, allLow, allPlaced } = undetermined;
	const [othersLow, othersPlaced] = [allLow - low, allPlaced - placed];
	const worst: Pair = {
		qualified: pair.qualified + low,
		heldBack: pair.heldBack + low,
		othersQualified: pair.othersQualified + othersPlaced,
		othersHeldBack: pair.othersHeldBack,
	};
	const best: Pair = {
		qualified: pair.qualified + placed,
		heldBack: pair.heldBack,
		othersQualified: pair.othersQualified + othersLow,
		othersHeldBack: pair.othersHeldBack + othersLow,
	};
	return [worst, best].some((one) => again(one).verdict !== judgment.verdict);
}
