/** What a comparison could have found, written down: never from the difference seen. */

import { type Absent, isKnown, type Measured, notDefined } from "../domain/measured.js";
import type { Compared } from "./compare.js";
import type { StageCounts } from "./core.js";
import type { Ground } from "./ground.js";
import { derived, use } from "./leaves.js";
import { detectable, type PowerDesign, studentsNeeded, wantedPower } from "./power.js";
import type { Detectable } from "./result.js";

type Advice = "enough" | "more students or years" | "more students would not help";

/** Levels are tested apart, but what numbers can find is said once, of all levels together. */
const ofAllLevels = notDefined("said of all levels together");

export function detectableOf(one: Compared, stage: StageCounts, ground: Ground): Detectable {
	const { pair, own, key } = one;
	const of = <T>(value: Measured<T>) => derived(value, use(own, stage.outcome), use(stage.all, stage.outcome));
	const isLevel = stage.population.includes("@");
	if (
		isLevel ||
		key.kind !== "group" ||
		pair.qualified === 0 ||
		pair.othersQualified === 0 ||
		pair.othersHeldBack === 0
	) {
		const none: Absent = isLevel
			? ofAllLevels
			: notDefined(key.kind !== "group" ? "counted, not tested" : "no rate of the others to differ from");
		return {
			gap: of<number>(none),
			riskRatio: of<number>(none),
			powerAtThreshold: of<number>(none),
			studentsNeeded: of<number>(none),
			yearsNeeded: of<number>(none),
			advice: of<Advice>(none),
		};
	}
	const design: PowerDesign = {
		qualified: pair.qualified,
		othersQualified: pair.othersQualified,
		othersRate: pair.othersHeldBack / pair.othersQualified,
		tests: Math.max(1, one.tests),
	};
	const found = detectable(design, ground.rules);
	const gap: Measured = found.gap ?? notDefined("no difference would be flagged four times in five");
	const needed = neededOf(one, design, { ground, powerAtTarget: found.powerAtTarget });
	return {
		gap: of(gap),
		riskRatio: of(isKnown(gap) ? 1 + gap / design.othersRate : gap),
		powerAtThreshold: of(found.powerAtThreshold),
		studentsNeeded: of(needed),
		yearsNeeded: of(isKnown(needed) ? Math.ceil(needed / pair.qualified) : needed),
		advice: of(adviceOf(one, found.powerAtTarget, needed)),
	};
}

const unclear = ({ judgment }: Compared): boolean => judgment.verdict === "NOT ENOUGH DATA";

function neededOf(
	one: Compared,
	design: PowerDesign,
	{ ground, powerAtTarget }: { ground: Ground; powerAtTarget: number },
): Measured {
	if (!unclear(one)) return notDefined("the verdict stands");
	if (powerAtTarget >= wantedPower) return notDefined("more students would not help");
	return studentsNeeded(design, ground.rules) ?? notDefined("more students would not help");
}

function adviceOf(one: Compared, powerAtTarget: number, needed: Measured): Advice {
	if (!unclear(one)) return "enough";
	return powerAtTarget >= wantedPower || !isKnown(needed) ? "more students would not help" : "more students or years";
}
