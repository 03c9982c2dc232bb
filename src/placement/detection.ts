/** What a district's numbers can and can't find, group by group: `cimp placement power`. */

import { type Measured, notDefined } from "../domain/measured.js";
import type { Tracked } from "../privacy/tracked.js";
import type { Audited } from "./audit.js";
import { pairOf } from "./compare.js";
import type { Ground } from "./ground.js";
import { derived, population, use } from "./leaves.js";
import { chanceOfFlag, detectable, type PowerDesign, studentsNeeded, wantedPower } from "./power.js";
import type { GroupKey } from "./result.js";
import { minimumsMet, practicalGap } from "./rule.js";

/** True ratios of the group's rate to the others' at which the chance of FLAG is said. */
const ratios = [1, 1.5, 2, 2.5, 3, 4] as const;

export interface PowerEntry extends GroupKey {
	readonly qualified: Tracked<number>;
	readonly othersQualified: Tracked<number>;
	readonly othersRate: Tracked<number>;
	readonly minimumsMet: Tracked<boolean>;
	readonly detectableGap: Tracked<number>;
	readonly detectableRiskRatio: Tracked<number>;
	readonly practicalGap: Tracked<number>;
	readonly chanceAtPracticalGap: Tracked<number>;
	readonly curve: readonly { readonly riskRatio: number; readonly chance: Tracked<number> }[];
	readonly studentsNeeded: Tracked<number>;
}

export interface TrackedPower {
	readonly wantedPower: number;
	readonly tests: number;
	readonly groups: readonly PowerEntry[];
}

/** Day 1, all levels together. Follows from sizes and the others' rates alone. */
export function powerOf({ ground, audit }: Audited): TrackedPower {
	const family = (statutory: boolean): number =>
		audit.stages.day1.families.find(({ id }) => id === (statutory ? "day1-statute" : "day1-also-examined"))?.tests ?? 1;
	const stage = ground.core.day1;
	const groups = ground.splits.flatMap((split) => {
		const rows = stage.over(split);
		return split.units.flatMap(({ key }, unit): PowerEntry[] => {
			const own = rows[unit];
			if (key?.kind !== "group" || own === undefined) return [];
			const pair = pairOf(own, stage);
			const of = <T>(value: Measured<T>) => derived(value, use(own, stage.outcome), use(stage.all, stage.outcome));
			return [
				{
					...key,
					qualified: population(own),
					othersQualified: of(pair.othersQualified),
					...numbersOf(pair, { ground, tests: Math.max(1, family(key.statutory)) }, of),
				},
			];
		});
	});
	return { wantedPower, tests: family(true), groups };
}

type Of = <T>(value: Measured<T>) => Tracked<T>;

function numbersOf(
	pair: ReturnType<typeof pairOf>,
	{ ground, tests }: { readonly ground: Ground; readonly tests: number },
	of: Of,
): Omit<PowerEntry, keyof GroupKey | "qualified" | "othersQualified"> {
	const { rules } = ground;
	const { qualified, othersQualified, othersHeldBack } = pair;
	const met = of<boolean>(minimumsMet(pair, rules));
	if (qualified === 0 || othersQualified === 0 || othersHeldBack === 0) {
		const none = of<number>(notDefined("no rate of the others to differ from"));
		return {
			othersRate: none,
			minimumsMet: met,
			detectableGap: none,
			detectableRiskRatio: none,
			practicalGap: none,
			chanceAtPracticalGap: none,
			curve: [],
			studentsNeeded: none,
		};
	}
	const othersRate = othersHeldBack / othersQualified;
	const design: PowerDesign = { qualified, othersQualified, othersRate, tests };
	const found = detectable(design, rules);
	const noGap = notDefined("no difference would be flagged four times in five");
	const reachable = ratios.filter((ratio) => ratio * othersRate <= 1);
	return {
		othersRate: of(othersRate),
		minimumsMet: met,
		detectableGap: of<number>(found.gap ?? noGap),
		detectableRiskRatio: of<number>(found.gap === undefined ? noGap : 1 + found.gap / othersRate),
		practicalGap: of(practicalGap(othersRate, rules)),
		chanceAtPracticalGap: of(found.powerAtThreshold),
		curve: reachable.map((riskRatio) => ({
			riskRatio,
			chance: of(chanceOfFlag(design, riskRatio * othersRate, rules)),
		})),
		studentsNeeded: of<number>(studentsNeeded(design, rules) ?? notDefined("more students would not help")),
	};
}
