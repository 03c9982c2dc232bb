/** A stage written down: its families of tests, all levels together and one by one. */

import { type Compared, type ComparedFamily, compareFamily, type History } from "./compare.js";
import { comparisonOf, wilsonOf } from "./comparison.js";
import type { Core, StageCounts } from "./core.js";
import type { Ground } from "./ground.js";
import { count, derivedCount, minus, plus, population, share, use } from "./leaves.js";
import type { GroupKey, LevelComparisons, Stage, StageId, TestFamily } from "./result.js";

/** A stage with what other sections and years read of it. */
export interface StageResult {
	readonly stage: Stage;
	readonly compared: readonly Compared[];
}

const stageWords = { day1: "day 1", checkpoint: "the checkpoint" } as const;

const countsOf = (core: Core, id: StageId): StageCounts | undefined => (id === "day1" ? core.day1 : core.checkpoint);

/** @returns `undefined` where the files have no such stage */
export function stageOf(
	ground: Ground,
	id: StageId,
	history: (key: GroupKey) => History | undefined,
): StageResult | undefined {
	const counts = countsOf(ground.core, id);
	if (counts === undefined) return undefined;
	const statutory = ground.splits.filter(isStatutory);
	const others = ground.splits.filter((split) => !isStatutory(split));
	const first = compareFamily(ground, counts, statutory, history);
	const second = compareFamily(ground, counts, others, history);
	const compared = [...first.entries, ...second.entries];
	const levels = levelsOf(ground, id);
	const { all, outcome } = counts;
	const stage: Stage = {
		stage: id,
		qualified: population(all),
		heldBack: count(all, outcome),
		rate: share(all, outcome),
		rateInterval: wilsonOf(all.counts[outcome] ?? 0, all.population, use(all, outcome)),
		withoutPlacement: derivedCount(
			id === "day1" ? 0 : ground.core.withoutCheckpoint,
			[plus(ground.core.day1.all), minus(all)],
			[use(ground.core.day1.all, outcome), use(all, outcome)],
		),
		groups: compared.map((one) => comparisonOf(one, counts, ground)),
		levels: levels.map(({ written }) => written),
		families: [
			familyOf(`${id}-statute`, `the statute's bases at ${stageWords[id]}, all levels together`, first),
			familyOf(`${id}-also-examined`, `the bases that are also examined, at ${stageWords[id]}`, second),
			...levels.map(({ family, written }) =>
				familyOf(
					`${id}-level-${written.level}`,
					`the statute's bases at ${stageWords[id]}, level ${written.level}`,
					family,
				),
			),
		].filter(({ tests }, index) => index === 0 || tests > 0),
	};
	return { stage, compared };
}

const isStatutory = ({ units }: Ground["splits"][number]): boolean => units.some(({ key }) => key?.statutory === true);

const familyOf = (id: string, what: string, { tests }: ComparedFamily): TestFamily => ({ id, what, tests });

/** Levels are tested apart, each a family of its own; only where students qualify for more than one. */
function levelsOf(
	ground: Ground,
	id: StageId,
): { readonly family: ComparedFamily; readonly written: LevelComparisons }[] {
	const splits = ground.splits.filter(isStatutory);
	return ground.levels.flatMap(({ level, core }) => {
		const counts = countsOf(core, id);
		if (counts === undefined) return [];
		const family = compareFamily(ground, counts, splits);
		const rung = ground.policy.ladder.find((one) => one.level === level);
		const written: LevelComparisons = {
			level,
			courses: rung?.courses ?? [],
			qualified: population(counts.all),
			heldBack: count(counts.all, counts.outcome),
			groups: family.entries.map((one) => comparisonOf(one, counts, ground)),
		};
		return [{ family, written }];
	});
}
