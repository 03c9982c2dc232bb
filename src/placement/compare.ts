/** Groups against all other qualified students, at one stage: the comparisons of one family of tests. */

import { compareRiskRatio, decimalFraction, type TwoByTwo } from "../stats/index.js";
import type { StageCounts } from "./core.js";
import type { Ground } from "./ground.js";
import type { CountedRow } from "./leaves.js";
import type { Policy } from "./policy.js";
import type { GroupKey, Judgment } from "./result.js";
import { type Evidence, judge, type Pair, tableOf, together } from "./rule.js";
import { practicalInStrata, strataOf, stratifiedTest } from "./strata.js";
import { type Adjusted, adjustFamily } from "./tests.js";
import { type Split, tally } from "./units.js";

/** What earlier years say of a group. */
export interface History {
	readonly practicalInYears: boolean;
	/** Whether the federal rule's ratio was exceeded, this year first, then back. */
	readonly exceeded: readonly boolean[];
}

/** One group's counts with everything that the family of tests gives it. */
export interface Compared {
	readonly key: GroupKey;
	readonly own: CountedRow;
	readonly enrolled: CountedRow;
	readonly pair: Pair;
	/** Counts of undetermined students placed low and at the level, of the group and of everybody. */
	readonly undetermined: {
		readonly low: number;
		readonly placed: number;
		readonly allLow: number;
		readonly allPlaced: number;
	};
	readonly strata: readonly TwoByTwo[];
	readonly stratifiedP: number | undefined;
	readonly adjusted: Adjusted;
	readonly tests: number;
	/** Rows of the comparisons that q depends on. */
	readonly decidedBy: readonly CountedRow[];
	readonly judgment: Judgment;
	readonly withinSchools: Judgment | undefined;
	/** The verdict that other counts of the group would have, everybody's totals as they are. */
	readonly again: (pair: Pair) => Judgment;
	readonly history: History | undefined;
	/** The federal rule's ratio is exceeded, both minimums met. */
	readonly exceedsIdea: boolean;
	/** Group of the same basis with the highest share placed, among those of 11 and more. */
	readonly highest: CountedRow | undefined;
}

export interface ComparedFamily {
	readonly entries: readonly Compared[];
	readonly tests: number;
}

interface Candidate {
	readonly key: GroupKey;
	readonly own: CountedRow;
	readonly enrolled: CountedRow;
	readonly pair: Pair;
	readonly low: number;
	readonly placed: number;
	readonly strata: readonly TwoByTwo[];
	readonly stratified: number | undefined;
	readonly highest: CountedRow | undefined;
}

/** Pairs of a split: every unit beside everybody else. */
export function pairOf(own: CountedRow, { all, outcome }: Pick<StageCounts, "all" | "outcome">): Pair {
	const [heldBack, everyHeldBack] = [own.counts[outcome] ?? 0, all.counts[outcome] ?? 0];
	return {
		qualified: own.population,
		heldBack,
		othersQualified: all.population - own.population,
		othersHeldBack: everyHeldBack - heldBack,
	};
}

/** Strictly above the threshold, with the cell and the students that the federal rule asks for, on both sides. */
export function exceedsIdea(pair: Pair, { thresholds }: Policy): boolean {
	const { ideaRiskRatio, ideaCell, ideaStudents } = thresholds;
	if (pair.heldBack < ideaCell.value || pair.qualified < ideaStudents.value) return false;
	if (pair.othersHeldBack < ideaCell.value || pair.othersQualified < ideaStudents.value) return false;
	return compareRiskRatio(tableOf(pair), decimalFraction(ideaRiskRatio.value)) === 1;
}

/** Fewer students than this can't be the group that others are measured against. */
const leastOfHighest = 11;

function highestOf(rows: readonly CountedRow[], outcome: number): CountedRow | undefined {
	const placed = (row: CountedRow): number => 1 - (row.counts[outcome] ?? 0) / row.population;
	return rows
		.filter((row) => row.population >= leastOfHighest)
		.reduce<CountedRow | undefined>(
			(best, row) => (best === undefined || placed(row) > placed(best) ? row : best),
			undefined,
		);
}

function candidatesOf(ground: Ground, stage: StageCounts, split: Split): Candidate[] {
	const rows = stage.over(split);
	const enrolled = ground.enrolled.over(split);
	const strata = ground.schools === undefined ? [] : strataOf(split, ground.schools, stage.inside, stage.outcomeMark);
	const several = (ground.schools?.units.length ?? 0) > 1;
	const highest = highestOf(rows, stage.outcome);
	const [low, placed] = [tally(split, stage.low), tally(split, stage.placed)];
	return split.units.flatMap(({ key }, unit): Candidate[] => {
		const [own, all] = [rows[unit], enrolled[unit]];
		if (key === undefined || own === undefined || all === undefined) return [];
		const tables = several ? (strata[unit] ?? []) : [];
		return [
			{
				key,
				own,
				enrolled: all,
				pair: pairOf(own, stage),
				low: low[unit] ?? 0,
				placed: placed[unit] ?? 0,
				strata: tables,
				stratified: several ? stratifiedTest(tables)?.p : undefined,
				highest,
			},
		];
	});
}

/** @param history of a group, by basis and code; only given for the year of the audit */
export function compareFamily(
	ground: Ground,
	stage: StageCounts,
	splits: readonly Split[],
	history: (key: GroupKey) => History | undefined = () => undefined,
): ComparedFamily {
	const candidates = splits.flatMap((split) => candidatesOf(ground, stage, split));
	const { rules } = ground;
	const family = adjustFamily(
		candidates.map(({ key, pair, stratified }) => ({
			basis: key.basis,
			code: key.code,
			testable: key.kind === "group",
			pair,
			stratifiedP: stratified,
		})),
		rules,
	);
	const total = (of: (one: Candidate) => number, basis: string): number =>
		candidates.reduce((sum, one) => (one.key.basis === basis ? sum + of(one) : sum), 0);
	const entries = candidates.map((one, index): Compared => {
		const adjusted = family.entries[index]!;
		const past = history(one.key);
		const { basis } = one.key;
		const crude = (pair: Pair, q: number | undefined): Judgment =>
			judge(pair, { q, practicalInYears: past?.practicalInYears === true }, rules);
		const within = withinSchools(one, adjusted, rules);
		return {
			...one,
			undetermined: {
				low: one.low,
				placed: one.placed,
				allLow: total(({ low }) => low, basis),
				allPlaced: total(({ placed }) => placed, basis),
			},
			stratifiedP: one.stratified,
			adjusted,
			tests: family.tests,
			decidedBy: adjusted.decidedBy.flatMap((at) => candidates[at]?.own ?? []),
			judgment: together(crude(one.pair, adjusted.q), within),
			withinSchools: within,
			again: (pair) => together(crude(pair, adjusted.again(pair)), within),
			history: past,
			exceedsIdea: exceedsIdea(one.pair, ground.policy),
		};
	});
	return { entries, tests: family.tests };
}

function withinSchools(one: Candidate, { q, stratifiedQ }: Adjusted, rules: Ground["rules"]): Judgment | undefined {
	if (one.stratified === undefined || q === undefined || stratifiedQ === undefined) return undefined;
	const evidence: Evidence = { q: stratifiedQ, inStrata: practicalInStrata(one.strata, rules) };
	return judge(one.pair, evidence, rules);
}
