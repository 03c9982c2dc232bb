/** The rule for verdicts at its edges, and what may not change a verdict. */

import { describe, expect, it } from "vitest";
import {
	isPractical,
	judge,
	minimumsMet,
	type Pair,
	practicalGap,
	ruleSetOf,
	together,
} from "../../src/placement/rule.js";
import { createRandom } from "../../src/stats/index.js";
import { comparedOf, type Invented, openPolicy } from "./invented.js";

const rules = ruleSetOf(openPolicy);
const pair = (heldBack: number, qualified: number, othersHeldBack: number, othersQualified: number): Pair => ({
	heldBack,
	qualified,
	othersHeldBack,
	othersQualified,
});

describe("the practical threshold, in whole numbers", () => {
	it("is not passed by a placed ratio of exactly four fifths", () => {
		expect(isPractical(pair(18, 50, 20, 100), rules)).toBe(false);
		expect(isPractical(pair(19, 50, 20, 100), rules)).toBe(true);
	});

	it("takes a risk ratio of exactly 2 with a gap of exactly 5 points", () => {
		expect(isPractical(pair(10, 100, 5, 100), rules)).toBe(true);
		expect(isPractical(pair(9, 100, 4, 100), rules)).toBe(true);
		expect(isPractical(pair(8, 100, 4, 100), rules)).toBe(false);
		expect(isPractical(pair(199, 2000, 100, 2000), rules)).toBe(false);
	});

	it("holds where nobody of the others was held back", () => {
		expect(isPractical(pair(5, 100, 0, 400), rules)).toBe(true);
		expect(isPractical(pair(4, 100, 0, 400), rules)).toBe(false);
	});

	it("is the same as a gap", () => {
		expect(practicalGap(0.15, rules)).toBeCloseTo(0.15, 12);
		expect(practicalGap(0.02, rules)).toBeCloseTo(0.05, 12);
		expect(practicalGap(0.5, rules)).toBeCloseTo(0.1, 12);
	});
});

describe("the minimums", () => {
	it("let a group with nobody held back be tested", () => {
		expect(minimumsMet(pair(0, 40, 60, 300), rules)).toBe(true);
		expect(minimumsMet(pair(0, 29, 60, 300), rules)).toBe(false);
		expect(minimumsMet(pair(0, 40, 9, 40), rules)).toBe(false);
		// 30 · 10 / 60 is exactly 5; 30 · 10 / 61 is less.
		expect(minimumsMet(pair(4, 30, 6, 30), rules)).toBe(true);
		expect(minimumsMet(pair(4, 30, 6, 31), rules)).toBe(false);
	});
});

describe("verdicts", () => {
	it("name what is not defined", () => {
		expect(judge(pair(0, 0, 5, 50), { q: undefined }, rules).reasons).toEqual(["nobody qualified"]);
		expect(judge(pair(5, 50, 0, 0), { q: undefined }, rules).reasons).toEqual(["nobody else qualified"]);
		expect(judge(pair(0, 50, 0, 50), { q: undefined }, rules).verdict).toBe("NOT DEFINED");
	});

	it("never flag a group that was held back less often", () => {
		const found = judge(pair(5, 200, 100, 300), { q: 1e-9 }, rules);
		expect([found.verdict, found.direction]).toEqual(["NO FLAG", "held back less often"]);
	});

	it("follow from chance and size, one of the two, or neither", () => {
		expect(judge(pair(30, 60, 40, 300), { q: 0.001 }, rules).verdict).toBe("FLAG");
		expect(judge(pair(30, 60, 40, 300), { q: 0.2 }, rules).verdict).toBe("WATCH");
		expect(judge(pair(200, 1000, 150, 1000), { q: 0.01 }, rules).verdict).toBe("WATCH");
		expect(judge(pair(15, 100, 60, 400), { q: 1 }, rules).verdict).toBe("NO FLAG");
		expect(judge(pair(6, 35, 60, 400), { q: 0.7 }, rules).reasons).toEqual(["inconclusive"]);
		expect(judge(pair(5, 20, 60, 400), { q: undefined }, rules).reasons).toEqual(["too few to test"]);
		expect(judge(pair(5, 20, 60, 400), { q: undefined, practicalInYears: true }, rules).verdict).toBe("WATCH");
	});

	it("say where a difference lies when crude and within-school verdicts differ", () => {
		const flag = judge(pair(30, 60, 40, 300), { q: 0.001 }, rules);
		const within = judge(pair(30, 60, 40, 300), { q: 0.8, inStrata: { practical: false, adverse: true } }, rules);
		expect(together(flag, within)).toMatchObject({ verdict: "WATCH" });
		expect(together(flag, within).reasons).toContain("the difference lies between schools");
		const clear = judge(pair(15, 100, 60, 400), { q: 1 }, rules);
		expect(together(clear, flag).reasons).toContain("the difference lies within schools");
		expect(together(flag, flag)).toEqual(flag);
	});
});

describe("what may not change a verdict", () => {
	const random = createRandom("invariance");
	const drawn = (): Invented[] =>
		(["AA", "HI", "WH", "AS"] as const).flatMap((group, at) =>
			Array.from({ length: 40 + random.integer(120) }, (): Invented => {
				const school = `school ${random.integer(3)}`;
				return { basis: "ethnicity", group, school, heldBack: random.uniform() < 0.1 + 0.09 * at };
			}),
		);
	const verdicts = (students: readonly Invented[]): Map<string, string> =>
		new Map(
			comparedOf(students).map(({ key, judgment, adjusted, stratifiedP }) => [
				key.code,
				JSON.stringify([judgment, adjusted.q, adjusted.fisher, stratifiedP?.toPrecision(9)]),
			]),
		);

	it.each(Array.from({ length: 12 }, (_, draw) => draw))(
		"order of the rows, names of groups and schools: draw %i",
		() => {
			const students = drawn();
			const before = verdicts(students);
			expect(verdicts(random.shuffle(students))).toEqual(before);
			const other: Readonly<Record<string, string>> = { AA: "WH", HI: "AS", WH: "HI", AS: "AA" };
			const renamed = students.map((one) => ({
				...one,
				group: other[one.group] ?? "",
				school: one.school.replace("school 0", "zebra"),
			}));
			const after = verdicts(renamed);
			for (const [code, said] of before) expect(after.get(other[code] ?? "")).toBe(said);
		},
	);
});
