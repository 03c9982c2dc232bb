/** How many steps of the ladder below or above what they qualify for students were placed: the order that "held back" leaves out. */

import { notDefined } from "../../domain/measured.js";
import { isUndefinedResult, wilcoxonRankSum } from "../../stats/index.js";
import type { Mark } from "../cohort.js";
import type { Ground } from "../ground.js";
import { type CountedRow, coarse, population, use } from "../leaves.js";
import type { LadderSteps } from "../result-parts.js";
import type { Split } from "../units.js";
import { statutorySplits } from "./flow.js";

/** Steps from the level qualified for to the level placed in, negative below; of the qualified on day 1. */
function stepsOf({ policy, cohort }: Ground, qualified: Mark): Int8Array {
	const { target, day1 } = cohort.qualification;
	const rungs = new Map([0, ...policy.ladder.map(({ level }) => level)].map((level, rung) => [level, rung]));
	return Int8Array.from(qualified, (inside, student) => {
		if (inside !== 1) return 0;
		return (rungs.get(day1.level[student] ?? 0) ?? 0) - (rungs.get(target[student] ?? 0) ?? 0);
	});
}

/** Wilcoxon's test, ties corrected, of each group against all other qualified students. */
export function ladderStepsOf(ground: Ground): LadderSteps[] {
	const { qualified } = ground.core.marks;
	const steps = stepsOf(ground, qualified);
	const different = new Set(steps.filter((_, student) => qualified[student] === 1));
	return statutorySplits(ground).flatMap((split) =>
		split.units.flatMap(({ key }, unit): LadderSteps[] => {
			const own = ground.core.day1.over(split)[unit];
			if (key?.kind !== "group" || own === undefined || own.population === 0) return [];
			return [{ ...key, qualified: population(own), ...numbersOf(ground, { split, unit, own, steps, different }) }];
		}),
	);
}

interface Side {
	readonly split: Split;
	readonly unit: number;
	readonly own: CountedRow;
	readonly steps: Int8Array;
	/** Steps that occur. */
	readonly different: ReadonlySet<number>;
}

function numbersOf(
	{ core }: Ground,
	{ split, unit, own, steps, different }: Side,
): Pick<LadderSteps, "meanSteps" | "othersMeanSteps" | "superiority" | "p"> {
	const [first, second]: [number[], number[]] = [[], []];
	for (let student = 0; student < steps.length; student++) {
		if (core.marks.qualified[student] !== 1) continue;
		(split.codes[student] === unit ? first : second).push(steps[student] ?? 0);
	}
	const { all, outcome } = core.day1;
	// Counts of single steps are not published: how many stay open decides whether a number over them may be.
	const over = {
		from: [use(own, outcome), use(all, outcome)],
		cells: [{ row: "steps that are not published", outcomes: [] }],
		unknowns: 2 * Math.max(0, different.size - 1),
	};
	const test = wilcoxonRankSum({ first, second });
	const known = isUndefinedResult(test) ? undefined : test;
	const without = notDefined(isUndefinedResult(test) ? test.reason : "not computed");
	return {
		meanSteps: coarse<number>(mean(first) ?? notDefined("no students"), over),
		othersMeanSteps: coarse<number>(mean(second) ?? notDefined("no other students"), over),
		superiority: coarse<number>(known?.superiority ?? without, over),
		p: coarse<number>(known?.p ?? without, over),
	};
}

const mean = (values: readonly number[]): number | undefined =>
	values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
