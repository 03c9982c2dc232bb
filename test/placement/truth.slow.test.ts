/**
 * Audits of districts with a known truth: how often even-handed placement is flagged, and whether a planted difference is
 * found as often as `power` says.
 */

import { describe, expect, it } from "vitest";
import type { Compared } from "../../src/placement/compare.js";
import { chanceOfFlag } from "../../src/placement/power.js";
import { ruleSetOf } from "../../src/placement/rule.js";
import { createRandom, type Random } from "../../src/stats/index.js";
import { comparedOf, type Invented, openPolicy } from "./invented.js";

const audits = 600;
/** Three standard errors of a share over all audits. */
const error = (share: number): number => 3 * Math.sqrt((share * (1 - share)) / audits);

const sizes = { HI: 300, WH: 200, AS: 120, AA: 80, FI: 60 } as const;
type Group = keyof typeof sizes;

/** Where students of a group go to school: shares over four schools. */
type Where = Readonly<Record<Group, readonly number[]>>;

const alike: Where = { HI: [1, 1, 1, 1], WH: [1, 1, 1, 1], AS: [1, 1, 1, 1], AA: [1, 1, 1, 1], FI: [1, 1, 1, 1] };
const apart: Where = { HI: [1, 2, 3, 6], WH: [6, 3, 2, 1], AS: [5, 3, 2, 1], AA: [1, 1, 3, 6], FI: [3, 3, 2, 2] };

function schoolOf(weights: readonly number[], random: Random): number {
	let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
	const found = weights.findIndex((weight) => {
		left -= weight;
		return left < 0;
	});
	return found < 0 ? weights.length - 1 : found;
}

interface District {
	readonly where: Where;
	/** Chance of being held back in each school, whoever one is. */
	readonly rates: readonly number[];
	/** Added for one group. */
	readonly more?: { readonly group: Group; readonly rate: number };
}

function draw({ where, rates, more }: District, random: Random): Invented[] {
	return (Object.keys(sizes) as Group[]).flatMap((group) =>
		Array.from({ length: sizes[group] }, (): Invented => {
			const school = schoolOf(where[group], random);
			const rate = more?.group === group ? more.rate : (rates[school] ?? 0);
			return { basis: "ethnicity", group, school: `school ${school}`, heldBack: random.uniform() < rate };
		}),
	);
}

/** Verdicts of many audits of one kind of district. */
function run(district: District, seed: string): (readonly Compared[])[] {
	const random = createRandom(seed);
	return Array.from({ length: audits }, () => comparedOf(draw(district, random)));
}

const shareOf = (found: readonly (readonly Compared[])[], rule: (entries: readonly Compared[]) => boolean): number =>
	found.filter(rule).length / found.length;

const anyFlag = (entries: readonly Compared[]): boolean => entries.some(({ judgment }) => judgment.verdict === "FLAG");

describe("even-handed placement inside schools", () => {
	it("is flagged in at most the stated share of audits where schools are alike", () => {
		const found = run({ where: alike, rates: [0.15, 0.15, 0.15, 0.15] }, "alike");
		expect(shareOf(found, anyFlag)).toBeLessThanOrEqual(0.05 + error(0.05));
	});

	it("is flagged in at most the stated share where schools differ, and the difference is said to lie between them", () => {
		const found = run({ where: apart, rates: [0.05, 0.1, 0.2, 0.4] }, "apart");
		expect(shareOf(found, anyFlag)).toBeLessThanOrEqual(0.05 + error(0.05));
		const between = shareOf(found, (entries) =>
			entries.some(({ judgment }) => judgment.reasons.includes("the difference lies between schools")),
		);
		// Without the comparison inside schools most of these audits would raise a group.
		expect(between).toBeGreaterThan(0.5);
	});
});

describe("a planted difference", () => {
	it("is found as often as the power of the rule says, one test", () => {
		const random = createRandom("planted");
		const design = { qualified: 90, othersQualified: 400, othersRate: 0.15, tests: 1 };
		for (const rate of [0.3, 0.4]) {
			const predicted = chanceOfFlag(design, rate, ruleSetOf(openPolicy));
			const side = (group: string, size: number, chance: number): Invented[] =>
				Array.from({ length: size }, () => ({
					basis: "sed" as const,
					group,
					school: "",
					heldBack: random.uniform() < chance,
				}));
			const found = Array.from({ length: audits }, () =>
				comparedOf([
					...side("SED", design.qualified, rate),
					...side("not SED", design.othersQualified, design.othersRate),
				]),
			);
			const flagged = shareOf(found, (entries) =>
				entries.some(({ key, judgment }) => key.code === "SED" && judgment.verdict === "FLAG"),
			);
			expect(Math.abs(flagged - predicted), `${rate}: ${flagged} for ${predicted}`).toBeLessThanOrEqual(
				error(predicted),
			);
		}
	});

	it("is found at least as often in a family of tests, which only Benjamini and Hochberg can raise", () => {
		const random = createRandom("family");
		const others = sizes.HI + sizes.WH + sizes.AS + sizes.FI;
		const design = { qualified: sizes.AA, othersQualified: others, othersRate: 0.15, tests: 5 };
		const predicted = chanceOfFlag(design, 0.35, ruleSetOf(openPolicy));
		const found = Array.from({ length: audits }, () =>
			comparedOf(
				(Object.keys(sizes) as Group[]).flatMap((group) =>
					Array.from({ length: sizes[group] }, (): Invented => {
						const heldBack = random.uniform() < (group === "AA" ? 0.35 : 0.15);
						return { basis: "ethnicity", group, school: "", heldBack };
					}),
				),
			),
		);
		const flagged = shareOf(found, (entries) =>
			entries.some(({ key, judgment }) => key.code === "AA" && judgment.verdict === "FLAG"),
		);
		expect(flagged).toBeGreaterThanOrEqual(predicted - error(predicted));
		expect(flagged).toBeLessThanOrEqual(predicted + error(predicted) + 0.05);
	});
});
