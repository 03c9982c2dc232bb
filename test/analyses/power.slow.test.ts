/** What the predictions could have seen: differences of a known size put into schools of a known truth. */

import { describe, expect, it } from "vitest";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import { drawFrame, type Place } from "../helpers/frames.js";
import { printed, type Simulated, shareOf, type Tally, tally } from "../helpers/simulations.js";

const sets = 200;
const districts = 12;
const schools = 12;
/** In standard deviations of students; points are 100 to one. */
const differences = [0.1, 0.2, 0.3] as const;
type Difference = (typeof differences)[number];

const sizes = { "30–60": [30, 60], "61–299": [61, 299], "300–600": [300, 600] } as const;
type Size = keyof typeof sizes;
const sizeNames = Object.keys(sizes) as Size[];

/** Points are drawn with 50 to a unit of the truth. */
const perUnit = 50;

/** Four districts' first schools have one size of difference each, half of them above and half below. */
const differenceIn = (district: number): Difference => differences[Math.floor(district / 4)] as Difference;
const planted = ({ district, school }: Place): number =>
	school > 0 ? 0 : ((district % 2 === 0 ? 100 : -100) * differenceIn(district)) / perUnit;

interface Power {
	readonly outside: Simulated;
	readonly clear: Simulated;
}

function power(tauSchool: number): Map<string, Power> {
	const outside = new Map<string, Tally[]>();
	const clear = new Map<string, Tally[]>();
	const add = (where: Map<string, Tally[]>, key: string, hits: readonly boolean[]): void => {
		where.set(key, [...(where.get(key) ?? []), tally(hits)]);
	};
	for (let set = 0; set < sets; set++) {
		const truth = { districts, schools, tauDistrict: 20 / perUnit, tauSchool: tauSchool / perUnit, planted } as const;
		const frame = drawFrame({ ...truth, students: [30, 600], outcome: "dfs", seed: `power ${set}` });
		const found = predictSchools(frame, "auto").schools.map((school, row) => ({ ...school, row }));
		const changed = found.filter(({ row }) => row % schools === 0);
		for (const difference of differences) {
			for (const size of sizeNames) {
				const [fewest, most] = sizes[size];
				const members = changed.filter(({ row, school: { current } }) => {
					const tested = typeof current.tested === "number" ? current.tested : 0;
					return differenceIn(row / schools) === difference && tested >= fewest && tested <= most;
				});
				const key = `${difference} ${size}`;
				add(
					outside,
					key,
					members.map(({ within }) => within !== undefined && within.p < 0.05),
				);
				add(
					clear,
					key,
					members.map(({ evidence }) => evidence === "clear"),
				);
			}
		}
	}
	return new Map(
		[...outside].map(([key, hits]) => [key, { outside: shareOf(hits), clear: shareOf(clear.get(key) ?? []) }]),
	);
}

describe("a difference put into a school is called outside its interval", () => {
	it.each([5, 20])("the more often the larger it is, schools differing by %s points anyway", (tauSchool) => {
		const found = power(tauSchool);
		const of = (difference: Difference, size: Size): Power => {
			const known = found.get(`${difference} ${size}`);
			if (known === undefined) throw new Error("no such schools");
			return known;
		};
		for (const difference of differences) {
			for (const size of sizeNames) {
				const { outside, clear } = of(difference, size);
				process.stderr.write(
					`schools differ by ${tauSchool} points, ${100 * difference} points planted, ${size} students: outside ${printed(outside)}, clear ${printed(clear)}\n`,
				);
			}
		}
		for (const size of ["61–299", "300–600"] as const) {
			const [least, most] = [of(0.1, size).outside, of(0.3, size).outside];
			expect(most.mean - least.mean).toBeGreaterThan(3 * Math.hypot(least.error, most.error));
		}
		// Where schools differ by 20 points anyway, that hides a difference, and the number of students hardly matters.
		const [small, large] = [of(0.3, "30–60").outside, of(0.3, "300–600").outside];
		const error = Math.hypot(small.error, large.error);
		expect(large.mean - small.mean).toBeGreaterThan(tauSchool === 5 ? 3 * error : -3 * error);
	});
});
