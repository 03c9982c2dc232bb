/** Schools and sending schools: rates, rates drawn toward the common one, and what lies between schools. */

import { type Absent, type Measured, notDefined } from "../../domain/measured.js";
import { betaBinomialShares, isUndefinedResult, kitagawaDecomposition } from "../../stats/index.js";
import { overSchools, wilsonOf } from "../comparison.js";
import { coreOutcomes } from "../core.js";
import type { Ground } from "../ground.js";
import { type CountedRow, coarse, count, derived, measured, population, share, use } from "../leaves.js";
import type { Estimate } from "../result.js";
import type { BetweenWithin, EmpiricalBayes } from "../result-parts.js";
import type { PlaceEntry, SchoolGroup } from "../result-sections.js";
import { strataOf } from "../strata.js";
import { crossSplit, type Split } from "../units.js";

/** Fewer schools than this have no spread that could be told from chance. */
const leastSchools = 6;
/** With at most this many schools, cells of schools by groups are counted with the rest; with more they are not published. */
const mostCrossed = 6;

interface Shrunk {
	readonly estimates: readonly (Estimate | undefined)[];
	readonly spread: EmpiricalBayes | Absent;
}

const tooFew = notDefined(`fewer than ${leastSchools} schools`);

function shrink(ground: Ground, rows: readonly CountedRow[]): Shrunk {
	const { heldBack } = coreOutcomes;
	const withStudents = rows.filter((row) => row.population > 0);
	if (withStudents.length < leastSchools) return { estimates: [], spread: tooFew };
	const found = betaBinomialShares({
		successes: withStudents.map((row) => row.counts[heldBack] ?? 0),
		trials: withStudents.map((row) => row.population),
	});
	if (isUndefinedResult(found)) return { estimates: [], spread: notDefined(found.reason) };
	const { prior, intervals } = found;
	const cells = withStudents.map((row) => use(row, heldBack));
	const from = [use(ground.core.day1.all, heldBack)];
	const of = <T>(value: Measured<T>, ...own: CountedRow[]) =>
		coarse(value, {
			from: [...from, ...own.map((row) => use(row, heldBack))],
			cells,
			unknowns: 2 * (cells.length - 1),
		});
	const noSpread = notDefined("schools differ no more than chance would have it");
	const spread: EmpiricalBayes = {
		schools: withStudents.length,
		pooledRate: of(found.pooled),
		rho: of(found.rho),
		alpha: of<number>(isUndefinedResult(prior) ? noSpread : prior.alpha),
		beta: of<number>(isUndefinedResult(prior) ? noSpread : prior.beta),
		moreThanChance: of<boolean>(!isUndefinedResult(prior)),
	};
	const estimates = rows.map((row): Estimate | undefined => {
		const index = withStudents.indexOf(row);
		if (index < 0) return undefined;
		const end = (side: "lower" | "upper"): Measured =>
			isUndefinedResult(intervals) ? noSpread : (intervals[side][index] ?? noSpread);
		return {
			value: of(found.shares[index] ?? found.pooled, row),
			lower: of(end("lower"), row),
			upper: of(end("upper"), row),
		};
	});
	return { estimates, spread };
}

/** Entries of places in the order of their names. */
function entriesOf(
	ground: Ground,
	split: Split,
): { readonly entries: PlaceEntry[]; readonly spread: EmpiricalBayes | Absent } {
	const [enrolled, rows, later] = [
		ground.enrolled.over(split),
		ground.core.day1.over(split),
		ground.core.checkpoint?.over(split),
	];
	const { estimates, spread } = shrink(ground, rows);
	const entries = split.units.flatMap(({ label }, unit): PlaceEntry[] => {
		const [row, own, second] = [enrolled[unit], rows[unit], later?.[unit]];
		if (row === undefined || own === undefined) return [];
		const none = derived<number>(tooFew, use(own));
		return [
			{
				place: label,
				enrolled: population(row),
				qualified: population(own),
				heldBack: count(own, coreOutcomes.heldBack),
				rate: share(own, coreOutcomes.heldBack),
				rateInterval: wilsonOf(own.counts[coreOutcomes.heldBack] ?? 0, own.population, use(own, coreOutcomes.heldBack)),
				heldBackCheckpoint:
					second === undefined
						? derived<number>(notDefined("no checkpoint"), use(own))
						: count(second, coreOutcomes.heldBackCheckpoint),
				shrunken: estimates[unit] ?? { value: none, lower: none, upper: none },
			},
		];
	});
	return { entries, spread };
}

/** Schools by groups of the statute, where there are few enough to count them with the rest. */
export function crossedSplits(ground: Ground): Split[] {
	const { schools } = ground;
	if (schools === undefined || schools.units.length < 2 || schools.units.length > mostCrossed) return [];
	return ground.splits
		.filter(({ units }) => units.some(({ key }) => key?.statutory === true))
		.map((split) => crossSplit(schools, split, ground.cohort));
}

export function schoolsOf(ground: Ground): {
	readonly entries: readonly PlaceEntry[];
	readonly spread: EmpiricalBayes | Absent;
	readonly byGroup: readonly SchoolGroup[] | Absent;
} {
	if (ground.schools === undefined) {
		const without = notDefined("the files have no school");
		return { entries: [], spread: without, byGroup: without };
	}
	const crossed = crossedSplits(ground);
	const byGroup = crossed.flatMap((split) => {
		const rows = ground.core.day1.over(split);
		return split.units.flatMap(({ label, key }, unit): SchoolGroup[] => {
			const row = rows[unit];
			if (key === undefined || row === undefined) return [];
			return [{ ...key, school: label, qualified: population(row), heldBack: count(row, 0), rate: share(row, 0) }];
		});
	});
	return {
		...entriesOf(ground, ground.schools),
		byGroup: crossed.length > 0 ? byGroup : notDefined(`only with two to ${mostCrossed} schools`),
	};
}

export const feedersOf = (ground: Ground): readonly PlaceEntry[] | Absent =>
	ground.feeders === undefined
		? notDefined("the files have no sending school")
		: entriesOf(ground, ground.feeders).entries;

/** How much of each group's gap lies between schools (Kitagawa), day 1. */
export function betweenWithinOf(ground: Ground): BetweenWithin[] | Absent {
	const { schools, core } = ground;
	if (schools === undefined || schools.units.length < 2) return notDefined("fewer than two schools");
	const stage = core.day1;
	return ground.splits.flatMap((split) => {
		const tables = strataOf(split, schools, stage.inside, stage.outcomeMark);
		const rows = stage.over(split);
		return split.units.flatMap(({ key }, unit): BetweenWithin[] => {
			const row = rows[unit];
			if (key === undefined || row === undefined || key.kind !== "group") return [];
			const found = kitagawaDecomposition(tables[unit] ?? []);
			const without = isUndefinedResult(found) ? notDefined(found.reason) : undefined;
			const from = [use(row, stage.outcome), use(stage.all, stage.outcome)];
			const of = (value: Measured) => coarse(value, { ...overSchools(key, stage, ground), from });
			const parts = isUndefinedResult(found) ? undefined : found;
			return [
				{
					...key,
					gap: derived(measured(parts?.gap, without?.reason), ...from),
					between: of(measured(parts?.between, without?.reason)),
					within: of(measured(parts?.within, without?.reason)),
					dissimilarity: of(measured(parts?.dissimilarity, without?.reason)),
					schools: schools.units.length,
					schoolsWithoutOneGroup: of(measured(parts?.strataWithOneGroup, without?.reason)),
				},
			];
		});
	});
}
