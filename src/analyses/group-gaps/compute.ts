/** Differences between student groups of a district: in the year, over the years, in its schools, within and between them. */

import { type Evidence, evidenceOf, type Interval, judgeMinimum, smallestWorthNaming } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { isAbsent, isKnown, type Measured, missing, suppressed } from "../../domain/measured.js";
import { groupIds } from "../../domain/student-groups.js";
import { thinYear } from "../../domain/tests.js";
import { benjaminiHochberg, normalCdf, normalQuantile } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { type ByDistrict, byDistrict } from "../by-district.js";
import type { School } from "../frame/school.js";
import { differenceInterval } from "../prediction/areas.js";
import { samplingVariance } from "../prediction/sampling-variance.js";
import { runStudentSd } from "../prediction/student-sd.js";
import { type Comparison, comparisonsOf } from "./comparisons.js";
import { type Coverage, coverageOf, hasStudents } from "./coverage.js";
import { type LevelGap, levelGapOf } from "./level-gap.js";
import { type Parts, partsOf, together } from "./parts.js";
import { type Cell, type Sides, sideReader } from "./sides.js";

/** A difference, group minus reference, with its 95 % interval. */
export interface Difference extends Sides {
	readonly value: number;
	readonly interval: Interval;
	/** Schools summed over; `undefined` where it is of the district's own published rows. */
	readonly schools: number | undefined;
}

export interface SchoolDifference extends Sides {
	readonly cds: string;
	readonly value: number;
	readonly interval: Interval;
}

export interface GroupGap {
	readonly comparison: Comparison;
	/** Of the frame's year. */
	readonly difference: Measured<Difference>;
	readonly evidence: Evidence;
	/** Benjamini–Hochberg q among the district's comparisons. */
	readonly q: number | undefined;
	/** Every year with a test that most students took, ascending. */
	readonly years: readonly { readonly year: number; readonly difference: Measured<Difference> }[];
	/** Schools that publish both sides, by code. */
	readonly schools: readonly SchoolDifference[];
	readonly coverage: Coverage;
	readonly parts: Measured<Parts>;
	/** V, in the district's own rows. */
	readonly levels: Measured<LevelGap>;
}

/** By district code; a run without student groups has no comparison anywhere. */
export type GroupGaps = ByDistrict<readonly GroupGap[]>;

/** False-discovery rate within a district's comparisons. */
const falseDiscoveryRate = 0.05;

/** What all places of the run share. */
interface Context {
	readonly input: AnalysisInput;
	readonly read: ReturnType<typeof sideReader>;
	readonly variance: (cell: Cell) => number;
	/** Spread of students' scores, in the unit of the results; `undefined` where they are percents. */
	readonly sd: number | undefined;
}

export function compute(input: AnalysisInput): GroupGaps {
	const comparisons = comparisonsOf(input.panel);
	// Direct-funded charters are not in their district's row, so they are not in what is set beside it.
	const schools = groupBy(
		input.frame.schools.filter((school) => school.charter !== "direct"),
		(school) => school.district,
	);
	const sd = runStudentSd(input);
	// The parts of a difference have the spread of students that the difference itself has.
	const variance = sd === undefined ? samplingVariance(input) : ({ tested }: Cell): number => sd ** 2 / tested;
	const context: Context = { input, read: sideReader(input), variance, sd };
	return byDistrict(
		input.frame.schools.map((school) => school.district),
		(code) => {
			const own = schools.get(code) ?? [];
			return judged(
				comparisons.map((comparison) => gapOf(code, own, comparison, context)),
				input,
			);
		},
	);
}

const rowOf = (district: string): string => `${district}0000000`;

function gapOf(code: string, schools: readonly School[], comparison: Comparison, context: Context): GroupGap {
	const { panel, frame } = context.input;
	const years = panel.years.filter((year) => year !== thinYear);
	const sides = schools.map(({ cds }) => ({ cds, sides: context.read(cds, frame.year, comparison) }));
	const published = sides.flatMap((entry) => (isAbsent(entry.sides) ? [] : [{ cds: entry.cds, ...entry.sides }]));
	const differenceIn = (year: number) => ({
		year,
		difference: districtDifference(code, schools, year, { comparison, context }),
	});
	const byYear = years.map(differenceIn);
	const ofYear = byYear.find((entry) => entry.year === frame.year) ?? differenceIn(frame.year);
	return {
		comparison,
		difference: ofYear.difference,
		evidence: "not enough data",
		q: undefined,
		years: byYear,
		schools: published.map((entry) => ({ ...entry, ...differenceOf(entry, context) })),
		coverage: coverageOf(
			sides.map((entry) => ({
				own: panel.result(entry.cds, frame.year, comparison.group.id),
				compared: !isAbsent(entry.sides),
			})),
			panel.result(rowOf(code), frame.year, comparison.group.id).tested,
		),
		parts: partsOf(published, context.variance),
		levels: levelGapOf(rowOf(code), comparison, context.input),
	};
}

/** From the district's own rows where the files have them, else over the schools that publish both sides. */
function districtDifference(
	code: string,
	schools: readonly School[],
	year: number,
	{ comparison, context }: { readonly comparison: Comparison; readonly context: Context },
): Measured<Difference> {
	const { panel } = context.input;
	if (isKnown(panel.result(rowOf(code), year, groupIds.all).tested)) {
		const sides = context.read(rowOf(code), year, comparison);
		return isAbsent(sides) ? sides : { ...sides, ...differenceOf(sides, context), schools: undefined };
	}
	const published = schools.flatMap(({ cds }) => {
		const sides = context.read(cds, year, comparison);
		return isAbsent(sides) ? [] : [sides];
	});
	const group = together(published.map((sides) => sides.group));
	const reference = together(published.map((sides) => sides.reference));
	if (isAbsent(group) || isAbsent(reference)) {
		const anybody = schools.some(({ cds }) => hasStudents(panel.result(cds, year, comparison.group.id)));
		return anybody
			? suppressed("withheld: in every school a side has fewer than 11 students or would show a withheld group")
			: missing("no school has results of this group");
	}
	return { group, reference, ...differenceOf({ group, reference }, context), schools: published.length };
}

const differenceOf = ({ group, reference }: Sides, { sd }: Context): Pick<Difference, "value" | "interval"> => ({
	value: group.value - reference.value,
	interval: differenceInterval(group, reference, sd),
});

/** The evidence words of a district's comparisons: by interval, by students, and by how many comparisons there are. */
function judged(gaps: readonly GroupGap[], input: AnalysisInput): GroupGap[] {
	const smallest = smallestWorthNaming[input.predictions.unit];
	const ps = gaps.map(({ difference }) => (isAbsent(difference) ? undefined : pOf(difference)));
	const adjusted = benjaminiHochberg(ps);
	return gaps.map((gap, index) => {
		const q = adjusted[index];
		const { difference } = gap;
		if (isAbsent(difference)) return gap;
		if (Math.min(difference.group.tested, difference.reference.tested) < judgeMinimum) return { ...gap, q };
		const word = evidenceOf(difference.interval, smallest);
		const survives = q !== undefined && q <= falseDiscoveryRate;
		return { ...gap, q, evidence: word === "clear" && !survives ? "some" : word };
	});
}

/** Two-sided p by the half of the interval that faces zero. */
function pOf({ value, interval }: Difference): number {
	const half = value > 0 ? value - interval.lower : interval.upper - value;
	return half > 0 ? 2 * normalCdf((-Math.abs(value) * normalQuantile(0.975)) / half) : 1;
}
