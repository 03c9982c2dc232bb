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
	readonly outcome?: "percent" | "dfs";
	readonly baseline?: boolean;
}

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
			const expected = 0.6 - 0.02 * percentSed + shared + own;
			const draw = (noise: number): number =>
				truth.outcome === "dfs"
					? 50 * (expected + noise) + (100 / Math.sqrt(tested)) * random.normal()
					: (100 * random.binomial(tested, inverseLogit(expected + noise))) / tested;
			const current = { value: draw(0), tested, enrolled: tested };
			const baseline = truth.baseline ? { baseline: { value: draw(0), tested, enrolled: tested } } : {};
			schools.push(schoolAt(district, school, { current, ...baseline, covariates: { percentSed } }));
		}
	}
	return frameOf(schools, {
		outcome: truth.outcome ?? "percent",
		baselineYear: truth.baseline ? 2024 : undefined,
		covariates: [{ name: "percentSed", from: "the file's own student groups", vintage: "", smallGroups: 0 }],
	});
}
