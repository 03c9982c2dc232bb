/** Panels of results over years drawn from a known truth, for tests of questions over years. */

import type { AnalysisInput } from "../../src/analyses/analysis.js";
import { buildGroupLevels } from "../../src/analyses/frame/group-levels.js";
import type { ResultPanel } from "../../src/analyses/frame/panel.js";
import { nothing } from "../../src/analyses/frame/result.js";
import { noNumbers, resultColumns } from "../../src/analyses/frame/result-columns.js";
import type { School, SchoolResult } from "../../src/analyses/frame/school.js";
import { overlapCorrelation } from "../../src/analyses/prediction/cohort-overlap.js";
import { fitWhenAsked } from "../../src/analyses/prediction/fits-over-years.js";
import type { SchoolLevel } from "../../src/domain/school-level.js";
import { createRandom, inverseLogit, type Random } from "../../src/stats/index.js";
import { frameOf, schoolAt } from "./frames.js";

export interface PanelTruth {
	readonly seed: number | string;
	readonly districts: number;
	/** Schools per district. */
	readonly schools: number;
	readonly years: readonly number[];
	/** Standard deviations in points; percents are drawn on the logit scale with a 60th of them. */
	readonly tauDistrict: number;
	readonly tauSchool: number;
	readonly tauYear: number;
	/** Points per year. */
	readonly tauSlope?: number;
	/** Added to what is expected of every school; 0 if not given. */
	readonly center?: number;
	/** Fewest and most students of a school. */
	readonly students: readonly [number, number];
	readonly outcome?: "percent" | "dfs";
	readonly level?: SchoolLevel;
	/** Cohorts stay for three years, and a student's scores correlate 0.8 from year to year. */
	readonly overlap?: boolean;
	/** The groups that also have results: the same truth, half of the students. */
	readonly groups?: readonly number[];
}

export interface DrawnPanel {
	readonly input: AnalysisInput;
	/** True lasting differences and slopes in points, by school code. */
	readonly effects: ReadonlyMap<string, number>;
	readonly slopes: ReadonlyMap<string, number>;
}

const studentSd = 100;
const cohortYears = 3;

/** Mean errors of a school's students, one a year: independent, or averages over cohorts that stay for three years. */
function samplingErrors(years: readonly number[], tested: number, overlap: boolean, random: Random): number[] {
	const draw = (share: number, students: number): number => studentSd * Math.sqrt(share / students) * random.normal();
	if (!overlap) return years.map(() => draw(1, tested));
	const lasting = new Map<number, number>();
	const inCohort = tested / cohortYears;
	// Ability of a cohort lasts, and the rest of its mean is new each year.
	const share = overlapCorrelation("elementary", 1) / (1 - 1 / cohortYears);
	return years.map((year) => {
		let sum = 0;
		for (let cohort = year; cohort < year + cohortYears; cohort++) {
			const ability = lasting.get(cohort) ?? draw(share, inCohort);
			lasting.set(cohort, ability);
			sum += ability + draw(1 - share, inCohort);
		}
		return sum / cohortYears;
	});
}

export function drawPanel(truth: PanelTruth): DrawnPanel {
	const random = createRandom(truth.seed);
	const outcome = truth.outcome ?? "dfs";
	const results = new Map<string, SchoolResult>();
	const schools: School[] = [];
	const effects = new Map<string, number>();
	const slopes = new Map<string, number>();
	const middle = truth.years.reduce((sum, year) => sum + year / truth.years.length, 0);
	for (let district = 0; district < truth.districts; district++) {
		const shared = truth.tauDistrict * random.normal();
		for (let place = 0; place < truth.schools; place++) {
			const [fewest, most] = truth.students;
			const tested = Math.round(fewest * (most / fewest) ** random.uniform());
			const percentSed = 100 * random.uniform();
			const own = truth.tauSchool * random.normal();
			const slope = (truth.tauSlope ?? 0) * random.normal();
			const school = schoolAt(district, place, { level: truth.level ?? "elementary", covariates: { percentSed } });
			effects.set(school.cds, own);
			slopes.set(school.cds, slope);
			const wobble = truth.years.map(() => truth.tauYear * random.normal());
			for (const group of [1, ...(truth.groups ?? [])]) {
				const count = group === 1 ? tested : Math.round(tested / 2);
				const errors =
					outcome === "dfs"
						? samplingErrors(truth.years, count, truth.overlap ?? false, random)
						: truth.years.map(() => 0);
				truth.years.forEach((year, index) => {
					const expected =
						(truth.center ?? 0) -
						0.6 * (percentSed - 50) +
						2 * (year - middle) +
						shared +
						own +
						slope * (year - middle) +
						(wobble[index] ?? 0);
					const value =
						outcome === "dfs"
							? expected + (errors[index] ?? 0)
							: (100 * random.binomial(count, inverseLogit(expected / 60))) / count;
					results.set(`${school.cds} ${year} ${group}`, { value, tested: count, enrolled: count });
				});
			}
			schools.push(school);
		}
	}
	return { input: inputOf(schools, results, truth, outcome), effects, slopes };
}

/** The fits of a group with their schools. */
export function panelFits({ overYears }: AnalysisInput, group = 1) {
	const found = overYears.of(group);
	return found.fits.map((fit) => ({ ...fit, schools: found.schoolsOf(fit) }));
}

/** The input with its schools in another order, or others. */
export function withSchools(input: AnalysisInput, schools: readonly School[]): AnalysisInput {
	const frame = { ...input.frame, schools };
	return { ...input, frame, overYears: fitWhenAsked({ frame, panel: input.panel }) };
}

/** What an analysis starts from, with results by "code year group". */
export function inputOf(
	schools: readonly School[],
	results: ReadonlyMap<string, SchoolResult>,
	truth: Pick<PanelTruth, "years" | "groups">,
	outcome: "percent" | "dfs",
): AnalysisInput {
	const { years } = truth;
	const newest = years.at(-1) ?? 0;
	const ids = [1, ...(truth.groups ?? [])];
	const result: ResultPanel["result"] = (cds, year, group) => results.get(`${cds} ${year} ${group}`) ?? nothing;
	const panel: ResultPanel = {
		years,
		groups: ids.map((id) => ({ id, category: "", name: `group ${id}` })),
		result,
		numbers: (places, asked, group) => {
			const all = places.flatMap(({ cds }) => asked.map((year) => result(cds, year, group)));
			const [columns, numbers] = [resultColumns(all.length), noNumbers(all.length)];
			all.forEach((own, place) => {
				columns.set(place, own);
				columns.copy(place, numbers, place);
			});
			return numbers;
		},
	};
	const frame = frameOf(
		schools.map((school) => ({ ...school, current: panel.result(school.cds, newest, 1) })),
		{
			outcome,
			year: newest,
			covariates: [{ name: "percentSed", from: "a companion table", vintage: "", smallGroups: 0 }],
		},
	);
	return {
		frame,
		panel,
		overYears: fitWhenAsked({ frame, panel }),
		groupLevels: buildGroupLevels([]),
		specifications: { list: [], schools: new Map() },
		predictions: { unit: outcome, kind: "context", models: [], schools: [] },
		charters: "include",
		group: "All Students",
		source: "Invented data.",
	};
}
