/** Comparisons inside strata: prior course by score band, and school. */

import { type Measured, notDefined } from "../../domain/measured.js";
import { isUndefinedResult, type TwoByTwo, type UndefinedResult } from "../../stats/index.js";
import { pairOf } from "../compare.js";
import { overSchools } from "../comparison.js";
import type { Ground } from "../ground.js";
import { coarse, measured, type Over, use } from "../leaves.js";
import type { GroupKey, Num } from "../result.js";
import type { Stratification, StratumKind } from "../result-parts.js";
import { measureState } from "../roster.js";
import { minimumsMet } from "../rule.js";
import { strataOf, stratifiedNumbers } from "../strata.js";
import type { Split, Unit } from "../units.js";

/** Points of a scale score in a band. */
export const bandPoints = 25;
/** Bands on each side of the cut; the outer ones are open. */
const bandsEachSide = 3;

export interface Band {
	readonly from: number;
	readonly to: number;
}

/** Bands of equal width around the policy's cut, the outer ones open: edges follow from the policy, never from students. */
export function bandsAround(cut: number): Band[] {
	const edges = Array.from({ length: 2 * bandsEachSide + 1 }, (_, k) => cut + (k - bandsEachSide) * bandPoints);
	return [Number.NEGATIVE_INFINITY, ...edges].map((from, k) => ({ from, to: edges[k] ?? Number.POSITIVE_INFINITY }));
}

/** The policy's first scale score, on which bands are made. */
export const scoreMeasure = ({ policy }: Ground) => policy.measures.find(({ type }) => type === "scale_score");

/** Prior course's target level by score band; students without a score are a band of their own. */
export function scoreStrata(ground: Ground): Split | undefined {
	const measure = scoreMeasure(ground);
	const column = ground.cohort.roster.measures.find(({ id }) => id === measure?.id);
	if (measure === undefined || column === undefined) return undefined;
	const bands = bandsAround(measure.cut);
	const { prior } = ground.cohort.roster.courses;
	const width = bands.length + 1;
	const units = prior.labels.flatMap((course) =>
		[...bands.map(bandLabel), "no score"].map(
			(label): Unit => ({ id: `stratum=${course}/${label}`, label: `${course}, ${label}`, key: undefined }),
		),
	);
	const codes = prior.codes.map((course, student) => {
		if (course < 0) return -1;
		if (column.states[student] !== measureState.known) return course * width + bands.length;
		const value = column.values[student] ?? 0;
		return course * width + bands.findIndex(({ from, to }) => value >= from && value < to);
	});
	return { id: "strata", units, codes };
}

export const bandLabel = ({ from, to }: Band): string =>
	from === Number.NEGATIVE_INFINITY
		? `below ${to}`
		: to === Number.POSITIVE_INFINITY
			? `${from} and more`
			: `${from} to ${to - 1}`;

export function stratifiedOf(ground: Ground): Stratification[] {
	const score = scoreStrata(ground);
	const stage = ground.core.day1;
	const kinds: { by: StratumKind; strata: Split; unknowns: (informative: number) => number }[] = [];
	// Four counts of each stratum are unknown; the group's and everybody's sums are not.
	if (score !== undefined) kinds.push({ by: "prior course and score band", strata: score, unknowns: (k) => 4 * k - 4 });
	if (ground.schools !== undefined && ground.schools.units.length > 1) {
		kinds.push({ by: "school", strata: ground.schools, unknowns: (k) => 2 * (k - 1) });
	}
	return kinds.flatMap(({ by, strata, unknowns }) =>
		ground.splits.flatMap((split) => {
			const tables = strataOf(split, strata, stage.inside, stage.outcomeMark);
			const rows = stage.over(split);
			return split.units.flatMap(({ key }, unit): Stratification[] => {
				const row = rows[unit];
				if (key?.kind !== "group" || row === undefined || !minimumsMet(pairOf(row, stage), ground.rules)) return [];
				const inside = (tables[unit] ?? []).map((table, at) => ({ table, label: strata.units[at]?.label ?? "" }));
				const used = inside.filter(({ table }) => table.first.trials + table.second.trials > 0);
				const cells = by === "school" ? overSchools(key, stage, ground).cells : [notPublished];
				const over: Over = {
					from: [use(row, stage.outcome), use(stage.all, stage.outcome)],
					cells,
					unknowns: unknowns(used.length),
				};
				return [entryOf(key, by, used, over)];
			});
		}),
	);
}

/** A row that no family has: numbers over it are only ever published rounded. */
const notPublished = { row: "strata that are not published", outcomes: [] };

interface Inside {
	readonly table: TwoByTwo;
	readonly label: string;
}

function entryOf(key: GroupKey, by: StratumKind, strata: readonly Inside[], over: Over): Stratification {
	const found = stratifiedNumbers(strata.map(({ table }) => table));
	const of = <T>(value: Measured<T>) => coarse(value, over);
	const estimate = (value: UndefinedResult | { estimate: number; lower: number; upper: number }) =>
		isUndefinedResult(value)
			? {
					value: of<number>(notDefined(value.reason)),
					lower: of<number>(notDefined(value.reason)),
					upper: of<number>(notDefined(value.reason)),
				}
			: { value: of(value.estimate), lower: of(value.lower), upper: of(value.upper) };
	const none = notDefined("no stratum has both groups and both results");
	// Cells of strata stay with the team.
	const hidden = (value: number): Num => coarse(value, { from: [], cells: [notPublished], unknowns: 0 });
	return {
		...key,
		by,
		informative: of(found.informative),
		uninformative: of(found.uninformative),
		riskRatio: estimate(found.riskRatio),
		riskDifference: estimate(found.riskDifference),
		oddsRatio: estimate(found.oddsRatio),
		p: of<number>(found.test?.p ?? none),
		test: of<"Cochran–Mantel–Haenszel" | "exact conditional">(found.test?.test ?? none),
		approximationHolds: of<boolean>(found.test?.approximationHolds ?? none),
		homogeneityP: of(homogeneity(found.homogeneity)),
		strata: strata.map(({ table, label }) => ({
			label,
			qualified: hidden(table.first.trials),
			heldBack: hidden(table.first.successes),
			othersQualified: hidden(table.second.trials),
			othersHeldBack: hidden(table.second.successes),
		})),
	};
}

/** Counts expected in every cell for the test to mean something. */
const leastExpected = 5;

function homogeneity(found: ReturnType<typeof stratifiedNumbers>["homogeneity"]): Measured {
	if (isUndefinedResult(found)) return notDefined(found.reason);
	if (found.smallestExpected < leastExpected) {
		return notDefined("too few students to test whether the pattern is the same in all strata");
	}
	return measured(found.tarone.p);
}
