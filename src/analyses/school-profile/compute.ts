/** A district's schools against their predictions, beside the published or averaged reference values. */

import { isCharter } from "../../domain/entity.js";
import { displayMinimum, type Interval } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { isKnown } from "../../domain/measured.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { newcombeDifferenceInterval, normalQuantile } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { rollUp } from "../frame/rollup.js";
import type { School, SchoolFrame, SchoolResult } from "../frame/school.js";
import { hasEarlierResult } from "../prediction/design.js";
import { assumedStudentSd, usable } from "../prediction/scale.js";
import type { SchoolPrediction } from "../prediction/types.js";

/** A value for a whole district or the whole run, and where it comes from. */
export interface AreaValue {
	readonly label: string;
	readonly value: number;
	readonly tested: number;
	readonly published: boolean;
}

export interface Change {
	readonly value: number;
	readonly interval: Interval;
	/** Schools that have both years. */
	readonly schools: number;
	/** Students behind either year's value. */
	readonly tested: number;
	readonly testedBefore: number;
}

export interface DistrictProfile {
	readonly code: string;
	/** All schools of the district, in CDS order. */
	readonly schools: readonly SchoolPrediction[];
	readonly judged: readonly SchoolPrediction[];
	readonly higher: readonly SchoolPrediction[];
	readonly lower: readonly SchoolPrediction[];
	/** The district's own value in both years: published rows, else averages over the schools compared. */
	readonly actual: AreaValue | undefined;
	readonly baseline: AreaValue | undefined;
	/** Change between the years, with its 95 % interval; over the schools that have both years where rows are not published. */
	readonly change: Change | undefined;
	/** The shared difference of the district's schools from similar schools elsewhere. */
	readonly elsewhere: { readonly value: number; readonly interval: Interval; readonly schools: number } | undefined;
	/** The wider comparison: the state's published row, else all schools in the files; and the difference from it. */
	readonly wider: (AreaValue & { readonly difference: number; readonly interval: Interval }) | undefined;
	readonly references: ReadonlyMap<SchoolLevel, readonly AreaValue[]>;
}

export interface SchoolProfile {
	readonly districts: ReadonlyMap<string, DistrictProfile>;
	/** Lowest and highest value drawn anywhere in the run, so that all districts share one axis. */
	readonly extent: readonly [number, number];
}

export function compute(input: AnalysisInput): SchoolProfile {
	const { frame, predictions } = input;
	const averaged = frame.schools.filter((school) => input.charters === "include" || !isCharter(school.charter));
	const byDistrict = groupBy(predictions.schools, (entry) => entry.school.district);
	const districts = new Map<string, DistrictProfile>();
	for (const code of [...byDistrict.keys()].sort()) {
		districts.set(code, profileOf(code, byDistrict.get(code) ?? [], averaged, input));
	}
	return { districts, extent: extentOf(predictions.schools) };
}

function profileOf(
	code: string,
	schools: readonly SchoolPrediction[],
	averaged: readonly School[],
	input: AnalysisInput,
): DistrictProfile {
	const { frame } = input;
	const judged = schools.filter((entry) => entry.within !== undefined);
	const own = averaged.filter((school) => school.district === code);
	const name = frame.districtNames.get(code) ?? code;
	const actual = areaValue(name, frame.districtRows.get(code)?.current, own, current);
	const comparable = own.filter((school) => hasEarlierResult(school, frame));
	const baseline = areaValue(name, frame.districtRows.get(code)?.baseline, comparable, earlier);
	const references = new Map<SchoolLevel, readonly AreaValue[]>();
	for (const level of schoolLevels) {
		const bars = [
			levelValue({ label: name, published: frame.districtRows.get(code)?.current, schools: own, level }),
			levelValue({ label: "State", published: frame.stateRow?.current, schools: averaged, level }),
		];
		references.set(
			level,
			bars.flatMap((bar) => bar ?? []),
		);
	}
	return {
		code,
		schools,
		judged,
		higher: judged.filter((entry) => standing(entry) === "higher"),
		lower: judged.filter((entry) => standing(entry) === "lower"),
		actual,
		baseline,
		change: changeOf(frame, code, comparable),
		elsewhere: elsewhereOf(code, input),
		wider: actual === undefined ? undefined : widerOf(actual, averaged, frame),
		references,
	};
}

const current = (school: School): SchoolResult => school.current;
const earlier = (school: School): SchoolResult => school.baseline;

/** Where a school's result lies in its own prediction interval. */
export function standing(entry: SchoolPrediction): "lower" | "within" | "higher" {
	const { within } = entry;
	if (within === undefined) return "within";
	const actual = within.predicted + within.residual;
	if (actual > within.upper) return "higher";
	return actual < within.lower ? "lower" : "within";
}

function published(label: string, row: SchoolResult | undefined): AreaValue | undefined {
	const result = row === undefined ? undefined : usable(row);
	if (result === undefined || result.tested < displayMinimum) return undefined;
	return { label, ...result, published: true };
}

/** The published row, else the student-weighted average over the schools compared. */
function areaValue(
	label: string,
	row: SchoolResult | undefined,
	schools: readonly School[],
	pick: (school: School) => SchoolResult,
): AreaValue | undefined {
	const own = published(label, row);
	if (own !== undefined) return own;
	const [all] = rollUp(schools, [], pick);
	return all === undefined ? undefined : { label, value: all.value, tested: all.students, published: false };
}

/** A reference bar of one panel. A published row is of all grades; an average is over the schools of the level. */
function levelValue(bar: {
	label: string;
	published: SchoolResult | undefined;
	schools: readonly School[];
	level: SchoolLevel;
}): AreaValue | undefined {
	const row = published(bar.label, bar.published);
	if (row !== undefined) return row;
	const average = rollUp(bar.schools, ["level"], current).find((entry) => entry.level === bar.level);
	if (average === undefined) return undefined;
	const label = bar.label === "State" ? "All schools in the file" : bar.label;
	return { label, value: average.value, tested: average.students, published: false };
}

/** Fewer districts than this are no "elsewhere". */
const fewestDistricts = 3;

const twoSided = (): number => normalQuantile(0.975);

/** Published rows of both years where there are such, else the schools that have both. Students count as independent. */
function changeOf(frame: SchoolFrame, code: string, comparable: readonly School[]): Change | undefined {
	const row = frame.districtRows.get(code);
	const now = row === undefined ? undefined : usable(row.current);
	const before = row === undefined ? undefined : usable(row.baseline);
	const both = comparable.filter((school) => school.leftOut === undefined);
	const pair =
		now !== undefined && before !== undefined
			? { now, before }
			: { now: averageOf(both, current), before: averageOf(both, earlier) };
	if (pair.now === undefined || pair.before === undefined) return undefined;
	const value = pair.now.value - pair.before.value;
	return {
		value,
		interval: differenceInterval(frame, pair.now, pair.before),
		schools: both.length,
		tested: pair.now.tested,
		testedBefore: pair.before.tested,
	};
}

type Total = { readonly value: number; readonly tested: number };

function averageOf(schools: readonly School[], pick: (school: School) => SchoolResult): Total | undefined {
	const [all] = rollUp(schools, [], pick);
	return all === undefined ? undefined : { value: all.value, tested: all.students };
}

/** What the district is set against: the state, or all schools in the files where they are of several districts. */
function widerOf(actual: AreaValue, averaged: readonly School[], frame: SchoolFrame): DistrictProfile["wider"] {
	const state = published("the state", frame.stateRow?.current);
	const several = new Set(averaged.map((school) => school.district)).size > 1;
	const wider = state ?? (several ? areaValue("all schools in the files", undefined, averaged, current) : undefined);
	if (wider === undefined) return undefined;
	return { ...wider, difference: actual.value - wider.value, interval: differenceInterval(frame, actual, wider) };
}

/** 95 % interval of a difference between two groups of students, as if they were independent. */
function differenceInterval(frame: SchoolFrame, first: Total, second: Total): Interval {
	if (frame.outcome === "percent") {
		const counts = (total: Total): { successes: number; trials: number } => ({
			successes: Math.round((total.value * total.tested) / 100),
			trials: total.tested,
		});
		const shares = newcombeDifferenceInterval({ first: counts(first), second: counts(second) });
		if (shares.kind === "undefined") throw new Error("a difference between results of no students");
		return { lower: 100 * shares.lower, upper: 100 * shares.upper };
	}
	const half = twoSided() * assumedStudentSd * Math.sqrt(1 / first.tested + 1 / second.tested);
	const value = first.value - second.value;
	return { lower: value - half, upper: value + half };
}

/** The district's shared difference, averaged over the models by the number of its schools in each. */
function elsewhereOf(code: string, input: AnalysisInput): DistrictProfile["elsewhere"] {
	const parts = input.predictions.models.flatMap((model) => {
		const own = model.districtDifferences.find((entry) => entry.district === code);
		return own === undefined || model.districts < fewestDistricts ? [] : [own];
	});
	const schools = parts.reduce((sum, part) => sum + part.schools, 0);
	if (schools === 0) return undefined;
	const value = parts.reduce((sum, part) => sum + part.difference * part.schools, 0) / schools;
	const variance = parts.reduce((sum, part) => sum + (part.standardError * part.schools) ** 2, 0) / schools ** 2;
	const half = twoSided() * Math.sqrt(variance);
	return { value, interval: { lower: value - half, upper: value + half }, schools };
}

function extentOf(schools: readonly SchoolPrediction[]): readonly [number, number] {
	const drawn = schools
		.filter((entry) => entry.school.kind === "regular")
		.flatMap((entry) => [entry.school.current.value, entry.school.baseline.value, entry.within?.predicted ?? 0])
		.filter((value): value is number => isKnown(value));
	return drawn.length === 0 ? [0, 1] : [Math.min(...drawn), Math.max(...drawn)];
}
