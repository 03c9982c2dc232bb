/**
 * Groups within groups (gender within ethnicity): counted for the team, who may look where two bases meet. They are in no family
 * of counts, so that nothing of them is published.
 */

import { newcombeDifferenceInterval } from "../../stats/index.js";
import { pairOf } from "../compare.js";
import type { Ground } from "../ground.js";
import { count, derived, measured, population, share, use } from "../leaves.js";
import type { CrossedGroup } from "../result-parts.js";
import { tableOf } from "../rule.js";
import { fisherP } from "../tests.js";
import { crossSplit, type Split } from "../units.js";
import { statutorySplits } from "./flow.js";

/** Every pair of the statute's bases; deeper crossings hold too few students to say anything of. */
export function crossedGroupsOf(ground: Ground): CrossedGroup[] {
	const splits = statutorySplits(ground);
	return splits.flatMap((outer, at) => splits.slice(at + 1).flatMap((inner) => crossedBy(ground, outer, inner)));
}

function crossedBy(ground: Ground, outer: Split, inner: Split): CrossedGroup[] {
	const stage = ground.core.day1;
	const crossed = crossSplit(outer, inner, ground.cohort);
	const rows = stage.over(crossed);
	return outer.units.flatMap((one, first) =>
		inner.units.flatMap((two, second): CrossedGroup[] => {
			const own = rows[first * inner.units.length + second];
			if (own === undefined || one.key?.kind !== "group" || two.key?.kind !== "group" || own.population === 0)
				return [];
			const pair = pairOf(own, stage);
			const of = <T>(value: Parameters<typeof derived<T>>[0]) =>
				derived(value, use(own, stage.outcome), use(stage.all, stage.outcome));
			const gap = newcombeDifferenceInterval(tableOf(pair));
			const known = gap.kind === "undefined" ? undefined : gap;
			const without = "a group has no students";
			return [
				{
					groups: [one.key, two.key],
					qualified: population(own),
					heldBack: count(own, stage.outcome),
					rate: share(own, stage.outcome),
					gap: {
						value: of<number>(measured(known?.estimate, without)),
						lower: of<number>(measured(known?.lower, without)),
						upper: of<number>(measured(known?.upper, without)),
					},
					fisherP: of<number>(measured(fisherP(pair), "one side is empty")),
				},
			];
		}),
	);
}
