import { describe, expect, it } from "vitest";
import { calibrate as calibrateWith } from "../../src/analyses/prediction/calibration.js";
import type { Standing } from "../../src/analyses/prediction/coverage.js";
import { tailsOf } from "../../src/analyses/prediction/tails.js";
import { schoolAt } from "../helpers/frames.js";

const calibrate = (standings: readonly Standing[]) => calibrateWith(standings, tailsOf([]).summary);

interface Place {
	readonly districts: number;
	readonly perDistrict: number;
	/** Whether the school at a place lies outside its 95 % interval. */
	readonly outside: (district: number, school: number) => boolean;
	readonly tested?: (district: number, school: number) => number;
	readonly sed?: (district: number, school: number) => number;
}

function standings({ districts, perDistrict, outside, tested, sed }: Place): Standing[] {
	return Array.from({ length: districts * perDistrict }, (_, row): Standing => {
		const [district, place] = [Math.floor(row / perDistrict), row % perDistrict];
		const covariates = sed === undefined ? {} : { percentSed: sed(district, place) };
		// Insiders are spread so that half of all lie in the middle half.
		const p = outside(district, place) ? 0.01 : 0.06 + (0.94 * (row % 97)) / 97;
		return {
			school: schoolAt(district, place, { covariates }),
			tested: tested?.(district, place) ?? 100,
			anywhere: p,
			within: 0.9,
			z: outside(district, place) ? 3.5 : 0.5,
		};
	});
}

/** One in so many, spread evenly over districts. */
const everyNth =
	(nth: number, perDistrict: number) =>
	(district: number, school: number): boolean =>
		(district * perDistrict + school) % nth === 0;

const verdict = (place: Place) => calibrate(standings(place)).verdict;

describe("the verdict", () => {
	const many = { districts: 40, perDistrict: 25 };

	it("is calibrated where 1,000 schools show 95 % overall and in every stratum", () => {
		const result = calibrate(standings({ ...many, outside: everyNth(20, 25) }));
		expect(result.verdict).toBe("calibrated");
		expect(result.overall).toMatchObject({ label: "all schools", schools: 1000, at95: 0.95 });
		expect(result.overallWithin).toMatchObject({ label: "all schools", schools: 1000, at50: 1, at80: 1, at95: 1 });
		expect(result.farOut).toBe(0.05);
		expect(result.interval.lower).toBeGreaterThan(0.92);
		expect(result.interval.upper).toBeLessThan(0.98);
	});

	it("is not shown where the same 95 % come from 60 schools", () => {
		expect(verdict({ districts: 10, perDistrict: 6, outside: everyNth(20, 6) })).toBe("not shown");
	});

	it("is off where too many, or too few, lie outside", () => {
		expect(verdict({ ...many, outside: everyNth(8, 25) })).toBe("off");
		expect(verdict({ ...many, outside: () => false })).toBe("off");
	});

	it("is not off, only not shown, where misses come by district: the interval widens to the clusters", () => {
		// 8 % outside, all of them in two of 25 districts; fifths of size cut across districts.
		const place = { districts: 25, perDistrict: 40, tested: (_: number, school: number) => 20 + school };
		const scattered = { ...place, outside: everyNth(12, 40) };
		const together = { ...place, outside: (district: number) => district < 2 };
		const [wide, narrow] = [together, scattered].map((place) => calibrate(standings(place)).interval);
		expect((wide?.upper ?? 0) - (wide?.lower ?? 0)).toBeGreaterThan(3 * ((narrow?.upper ?? 1) - (narrow?.lower ?? 0)));
		// By hand: 25 clusters, two with 40·0.92 more than expected outside, 23 with 40·0.08 fewer.
		const error = Math.sqrt((25 / 24) * (2 * (40 * 0.92) ** 2 + 23 * (40 * 0.08) ** 2)) / 1000;
		expect(wide?.lower).toBeCloseTo(0.92 - 1.959964 * error, 6);
		expect(wide?.upper).toBe(1);
		expect(verdict(together)).toBe("not shown");
	});

	it("is off for one large stratum that is off, after Holm, though all together are right", () => {
		// The smallest fifth misses one time in seven, the others once in forty.
		const tested = (district: number, school: number): number => (school < 5 ? 20 : 300) + district / 100;
		const outside = (district: number, school: number): boolean =>
			school < 5 ? (district * 5 + school) % 7 === 0 : (district * 20 + school) % 40 === 7;
		const result = calibrate(standings({ ...many, tested, outside }));
		expect(result.overall.at95).toBeGreaterThan(0.94);
		expect(result.strata[0]).toMatchObject({ label: "students tested, fifth 1 of 5 (lowest)", schools: 200 });
		expect(result.verdict).toBe("off");
	});

	/** One in twenty outside at every place of a district; the first five places are a stratum of their own. */
	const rest = (district: number, school: number): boolean => school >= 5 && (district + school) % 20 === 0;
	const sed = (_: number, school: number): number => (school < 5 ? 90 : school);
	const bySize = { ...many, sed, tested: (_: number, school: number) => 20 + school };

	it("is off for a stratum that is off by more than chance, and not for one that chance may explain", () => {
		// Misses in the stratum of 200, spread over districts: 13 are 93.5 %, 26 are 87 %.
		const spread = (misses: number) => (district: number, school: number) =>
			rest(district, school) || (school < 5 && (district + 40 * school) % 200 < misses);
		expect(verdict({ ...bySize, outside: spread(13) })).toBe("calibrated");
		expect(verdict({ ...bySize, outside: spread(26) })).toBe("off");
	});

	it("rests on size and level: a fifth of disadvantage that is off is shown with its limits", () => {
		// The 200 schools with most low-income students are spread over all sizes; 26 of them lie outside, and 24 of the others.
		const tested = (district: number, school: number): number => 20 + ((school * 7 + district * 3) % 25);
		const outside = (district: number, school: number): boolean =>
			school < 5 ? (district + 40 * school) % 200 < 26 : (district * 20 + school) % 33 === 7;
		const result = calibrate(standings({ ...many, sed, tested, outside }));
		const off = result.strata.find((stratum) => stratum.label === "socioeconomically disadvantaged, fifth 5 of 5");
		expect(off?.at95).toBe(0.87);
		expect(off?.interval95.upper).toBeLessThan(0.93);
		expect(result.verdict).toBe("calibrated");
	});

	it("counts tenths of the predicted distribution, low results first", () => {
		const { pit } = calibrate(standings({ ...many, outside: everyNth(20, 25) }));
		expect(pit.reduce((sum, count) => sum + count, 0)).toBe(1000);
		// Every result of this set lies above its prediction: 50 of them beyond the interval.
		expect(pit.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
		expect(pit[9]).toBeGreaterThan(50);
		const low = standings({ ...many, outside: everyNth(20, 25) }).map((one) => ({ ...one, z: -one.z }));
		expect(calibrate(low).pit).toEqual([...pit].reverse());
	});

	it("is not off for a stratum in which the schools of a few districts miss together", () => {
		// The same 26 of 200, five each in districts 0 to 4 and one more.
		const together = (district: number, school: number): boolean =>
			rest(district, school) || (school < 5 && 5 * district + school < 26);
		expect(verdict({ ...bySize, outside: together })).toBe("not shown");
	});

	it("does not judge strata of fewer than 100 schools, but shows them", () => {
		const small = { districts: 45, perDistrict: 10 };
		const tested = (_: number, school: number): number => (school < 2 ? 20 : 300);
		const outside = (district: number, school: number): boolean =>
			school < 2 ? district % 4 === 0 : (district * 8 + school) % 100 === 50;
		const result = calibrate(standings({ ...small, tested, outside }));
		expect(result.strata.map((stratum) => stratum.schools)).toEqual([90, 90, 90, 90, 90]);
		expect(result.strata[0]?.at95).toBeLessThan(0.8);
		expect(result.verdict).not.toBe("off");
	});

	it("stands on the school-left-out fit where there is no other district", () => {
		const alone = standings({ districts: 1, perDistrict: 20, outside: () => true }).map((standing) => ({
			...standing,
			anywhere: undefined,
			within: 0.5,
		}));
		const result = calibrate(alone);
		expect([result.districtLeftOut, result.overall.at95, result.overallWithin.at95]).toEqual([false, 1, 1]);
		// 20 of 20: Clopper–Pearson 0.025^(1/20).
		expect(result.interval.lower).toBeCloseTo(0.025 ** (1 / 20), 9);
		expect(result.interval.upper).toBe(1);
	});

	it("counts inside at 50, 80 and 95 % by the residual's p", () => {
		const ps = [0.51, 0.49, 0.21, 0.19, 0.051, 0.049];
		const made = standings({ districts: 1, perDistrict: 6, outside: () => false });
		const { overall } = calibrate(made.map((standing, row) => ({ ...standing, anywhere: ps[row] })));
		expect([overall.at50, overall.at80, overall.at95]).toEqual([1 / 6, 3 / 6, 5 / 6]);
	});
});
