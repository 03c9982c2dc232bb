import { describe, expect, it } from "vitest";
import { compareYears, type SchoolPair, type YearStanding } from "../../src/analyses/between-years/compute.js";
import { ordinaryMovement } from "../../src/analyses/between-years/ordinary-movement.js";
import { createRandom } from "../../src/stats/index.js";

const year = (difference: number, rest: Partial<YearStanding> = {}): YearStanding => ({
	difference,
	sampling: 40,
	phi: 1,
	lasting: 120,
	ofYear: 10,
	slope: 1,
	...rest,
});

const pair = (
	cds: string,
	before: YearStanding,
	after: YearStanding,
	level: SchoolPair["level"] = "high",
): SchoolPair => ({
	cds,
	level,
	before,
	after,
});

function compared(pairs: readonly SchoolPair[], lag = 1) {
	const found = compareYears(pairs, lag, "dfs");
	if ("without" in found) throw new Error(found.without);
	return found;
}

describe("a change between two packets", () => {
	it("is tested against both years' chance and the ordinary movement of the older packet", () => {
		// 40 + 40 of chance, 2·10 of ordinary movement: a standard deviation of 10.
		const { changes, noise } = compared([pair("a", year(5), year(45)), pair("b", year(0), year(10))]);
		const [far, near] = changes;
		expect(far).toMatchObject({ change: 40, sd: 10, moved: true, evidence: "clear" });
		// R: 2 * pnorm(-4), 2 * pnorm(-1); p.adjust(c(6.334248e-05, 0.3173105), "BH")
		expect(far?.p).toBeCloseTo(6.334248e-5, 10);
		expect(near?.p).toBeCloseTo(0.3173105, 7);
		expect(far?.q).toBeCloseTo(1.26685e-4, 8);
		expect(near).toMatchObject({ moved: false, evidence: "not distinguishable" });
		expect(far?.interval.lower).toBeCloseTo(40 - 19.59964, 5);
		expect(noise).toMatchObject({
			compared: 2,
			moved: 1,
			outside95: 1,
			expectedOutside95: 0.1,
			ordinary: "the older packet",
		});
	});

	it("carries what regression to the mean leads one to expect", () => {
		// 120 of 170 lasts, so that 50/170 of a difference of 34 goes.
		const { changes, noise } = compared([pair("a", year(34), year(24)), pair("b", year(1), year(1))]);
		expect(changes[0]?.regression).toBeCloseTo(-10, 10);
		expect(noise.regression).toEqual({ schools: 1, before: 34, after: 24, expectedAfter: expect.closeTo(24, 10) });
	});

	it("takes the newer year's φ from the older packet, which this year's moves have not widened", () => {
		const { changes } = compared([pair("a", year(0), year(10, { sampling: 80, phi: 2 }))]);
		expect(changes[0]?.sd).toBe(10);
	});

	it("says that ordinary movement is not known for a few schools of one year each", () => {
		const alone = { ofYear: undefined };
		expect(compareYears([pair("a", year(0, alone), year(50, alone))], 1, "dfs")).toEqual({
			without: expect.stringContaining("too few schools"),
		});
		expect(compareYears([], 1, "dfs")).toEqual({ without: "no school has a standing in both packets" });
	});

	it("takes off what students of both years share, where one year alone was fitted", () => {
		const alone = { ofYear: undefined };
		// Elementary, one year apart: correlation 0.8·2/3; changes of nothing show no ordinary movement.
		const still = Array.from({ length: 24 }, (_, index) =>
			pair(`s${index}`, year(1, alone), year(1, alone), "elementary"),
		);
		const { changes } = compared(still);
		expect(changes[0]?.sd).toBeCloseTo(Math.sqrt(80 * (1 - (0.8 * 2) / 3)), 10);
	});
});

describe("ordinary movement", () => {
	const random = createRandom("ordinary movement");
	const drawn = Array.from({ length: 4000 }, () => ({
		value: Math.sqrt(30 + 50) * random.normal(),
		sampling: 30,
		ofYears: undefined,
	}));

	it("is what is beyond chance among students", () => {
		expect(ordinaryMovement(drawn)).toBeGreaterThan(44);
		expect(ordinaryMovement(drawn)).toBeLessThan(56);
	});

	it("hardly follows a few schools that moved far", () => {
		const some = drawn.map((change, index) => (index % 50 === 0 ? { ...change, value: 500 } : change));
		expect((ordinaryMovement(some) ?? 0) / (ordinaryMovement(drawn) ?? 1)).toBeLessThan(1.15);
	});

	it("is zero where chance is enough, and unknown for few schools", () => {
		expect(ordinaryMovement(drawn.map((change) => ({ ...change, sampling: 300 })))).toBe(0);
		expect(ordinaryMovement(drawn.slice(0, 19))).toBeUndefined();
	});
});
