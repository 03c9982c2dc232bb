/** School frames drawn from a known truth, for tests of the analyses. */

import type { School, SchoolFrame } from "../../src/analyses/frame/school.js";
import { missing } from "../../src/domain/measured.js";
import { createRandom, inverseLogit } from "../../src/stats/index.js";

export interface Truth {
	readonly seed: number | string;
	readonly districts: number;
	/** Schools per district. */
	readonly schools: number;
	/** Standard deviations on the logit scale. */
	readonly tauDistrict: number;
	readonly tauSchool: number;
	/** Fewest and most students of a school. */
	readonly students: readonly [number, number];
	readonly outcome?: "percent" | "dfs" | "z";
	readonly baseline?: boolean;
	/** Share expected of a school without poverty, as a logit; 0.6 if not given. */
	readonly intercept?: number;
	/** What is added to a school's logit beside chance and spread: how a planted difference gets in. */
	readonly planted?: (place: Place) => number;
}

/** A school's place in the drawing: district and school number from 0, and its students. */
export interface Place {
	readonly district: number;
	readonly school: number;
	readonly tested: number;
}

/** What one unit of the logit is on each scale, and the standard deviation of students. */
const units = { dfs: { perLogit: 50, students: 100 }, z: { perLogit: 0.5, students: 1 } } as const;

const none = missing("no earlier year");

/** A frame of hand-made schools; their districts are named by number. */
export function frameOf(schools: readonly School[], rest: Partial<SchoolFrame> = {}): SchoolFrame {
	const districts = [...new Set(schools.map((school) => school.district))];
	return {
		outcome: "percent",
		subject: "math",
		group: 1,
		year: 2025,
		baselineYear: undefined,
		schools,
		districtNames: new Map(districts.map((code, index) => [code, `District ${index + 1}`])),
		districtRows: new Map(),
		stateRow: undefined,
		covariates: [],
		joins: [],
		...rest,
	};
}

/** A school that a fit may use, by its place: district and school number from 0. */
export function schoolAt(district: number, school: number, rest: Partial<School> = {}): School {
	const cds = codeOf(district, school);
	return {
		cds,
		district: cds.slice(0, 7),
		name: `Invented Elementary ${district + 1}-${school + 1}`,
		level: "elementary",
		charter: "none",
		kind: "regular",
		current: { value: 50, tested: 100, enrolled: 100 },
		baseline: { value: none, tested: none, enrolled: none },
		covariates: {},
		leftOut: undefined,
		...rest,
	};
}

/** Ten-digit tail that keeps codes apart: district 99001 and up, school 9900001 and up. */
const codeOf = (district: number, school: number): string =>
	`01${String(99001 + district).padStart(5, "0")}${String(9_900_001 + school).padStart(7, "0")}`;

/** Elementary schools whose logit share is b0 + b·percentSed + district + school; counts are binomial, points normal. */
export function drawFrame(truth: Truth): SchoolFrame {
	const random = createRandom(truth.seed);
	const schools: School[] = [];
	for (let district = 0; district < truth.districts; district++) {
		const shared = truth.tauDistrict * random.normal();
		for (let school = 0; school < truth.schools; school++) {
			const [fewest, most] = truth.students;
			const tested = Math.round(fewest * (most / fewest) ** random.uniform());
			const percentSed = 100 * random.uniform();
			const own = truth.tauSchool * random.normal();
			const planted = truth.planted?.({ district, school, tested }) ?? 0;
			const expected = (truth.intercept ?? 0.6) - 0.02 * percentSed + shared + own + planted;
			const draw = (): number => {
				if (truth.outcome === undefined || truth.outcome === "percent") {
					return (100 * random.binomial(tested, inverseLogit(expected))) / tested;
				}
				const { perLogit, students } = units[truth.outcome];
				return perLogit * expected + (students / Math.sqrt(tested)) * random.normal();
			};
			const current = { value: draw(), tested, enrolled: tested };
			const baseline = truth.baseline ? { baseline: { value: draw(), tested, enrolled: tested } } : {};
			schools.push(schoolAt(district, school, { current, ...baseline, covariates: { percentSed } }));
		}
	}
	return frameOf(schools, {
		outcome: truth.outcome ?? "percent",
		baselineYear: truth.baseline ? 2024 : undefined,
		covariates: [{ name: "percentSed", from: "the file's own student groups", vintage: "", smallGroups: 0 }],
	});
}
