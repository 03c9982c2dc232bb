/** A district's schools against their predictions, beside the published or averaged reference values. */

import { isCharter } from "../../domain/entity.js";
import type { Interval } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { normalQuantile } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { type ByDistrict, byDistrict } from "../by-district.js";
import type { Reference, School, SchoolFrame } from "../frame/school.js";
import {
	type AreaValue,
	areaValue,
	averageOf,
	current,
	differenceInterval,
	earlier,
	levelBars,
	published,
} from "../prediction/areas.js";
import { hasEarlierResult } from "../prediction/design.js";
import { surelyInside } from "../prediction/evidence.js";
import { usable } from "../prediction/scale.js";
import { runStudentSd } from "../prediction/student-sd.js";
import type { SchoolPrediction } from "../prediction/types.js";

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
	/** Schools with a prediction; of these, the ones with enough students, under a model whose intervals may be used. */
	readonly predicted: readonly SchoolPrediction[];
	readonly judged: readonly SchoolPrediction[];
	/** Judged schools outside their own interval. */
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
	readonly districts: ByDistrict<DistrictProfile>;
	/** Lowest and highest value drawn anywhere in the run, so that all districts share one axis. */
	readonly extent: readonly [number, number];
}

export function compute(input: AnalysisInput): SchoolProfile {
	const { frame, predictions } = input;
	const surroundings = surroundingsOf(input);
	const schools = groupBy(predictions.schools, (entry) => entry.school.district);
	const districts = byDistrict([...schools.keys()].sort(), (code) =>
		profileOf(code, schools.get(code) ?? [], surroundings, frame),
	);
	return { districts, extent: extentOf(predictions.schools) };
}

/** What all districts of the run are set against; found once, since a state has a thousand of them. */
interface Surroundings {
	/** Schools that count in averages. */
	readonly averaged: ReadonlyMap<string, readonly School[]>;
	/** The state, or all schools in the files where they are of several districts. */
	readonly wider: AreaValue | undefined;
	/** The second reference bar of each level. */
	readonly bars: ReadonlyMap<SchoolLevel, AreaValue>;
	readonly elsewhere: ReadonlyMap<string, DistrictProfile["elsewhere"]>;
	/** Spread of students' scores in a school, in the unit of results; `undefined` where they are percents. */
	readonly sd: number | undefined;
}

function surroundingsOf(input: AnalysisInput): Surroundings {
	const { frame } = input;
	const schools = frame.schools.filter((school) => input.charters === "include" || !isCharter(school.charter));
	const averaged = groupBy(schools, (school) => school.district);
	const state = published("the state", frame.stateRow?.current);
	// An average says whom it leaves out.
	const but = input.charters === "include" ? "" : ", without charters";
	const all =
		averaged.size > 1
			? areaValue(`the ${averaged.size} districts in the files together${but}`, undefined, schools, current)
			: undefined;
	return {
		averaged,
		wider: state ?? all,
		bars: levelBars(published("State", frame.stateRow?.current), `All in the files${but}`, schools),
		elsewhere: elsewhereOf(input),
		sd: runStudentSd(input),
	};
}

function profileOf(
	code: string,
	schools: readonly SchoolPrediction[],
	surroundings: Surroundings,
	frame: SchoolFrame,
): DistrictProfile {
	const predicted = schools.filter((entry) => entry.within !== undefined);
	const judged = predicted.filter((entry) => entry.evidence !== "not enough data");
	const own = surroundings.averaged.get(code) ?? [];
	const name = frame.districtNames.get(code) ?? code;
	const row = frame.districtRows.get(code);
	const actual = areaValue(name, row?.current, own, current);
	const comparable = own.filter((school) => hasEarlierResult(school, frame));
	const bars = levelBars(published(name, row?.current), name, own);
	return {
		code,
		schools,
		predicted,
		judged,
		higher: judged.filter((entry) => standing(entry) === "higher"),
		lower: judged.filter((entry) => standing(entry) === "lower"),
		actual,
		baseline: areaValue(name, row?.baseline, comparable, earlier),
		change: changeOf(row, comparable, surroundings.sd),
		elsewhere: surroundings.elsewhere.get(code),
		wider: differenceFrom(surroundings, actual),
		references: new Map(
			schoolLevels.map((level) => [level, [bars.get(level), surroundings.bars.get(level)].flatMap((bar) => bar ?? [])]),
		),
	};
}

/** Where a school's result lies in its own prediction interval. */
export function standing(entry: SchoolPrediction): "lower" | "within" | "higher" {
	const { within } = entry;
	if (within === undefined || within.p > surelyInside) return "within";
	const actual = within.predicted + within.residual;
	if (actual > within.upper) return "higher";
	return actual < within.lower ? "lower" : "within";
}

/** Fewer districts than this are no "elsewhere". */
const fewestDistricts = 3;

/** Published rows of both years where there are such, else the schools that have both. Students count as independent. */
function changeOf(
	row: Reference | undefined,
	comparable: readonly School[],
	sd: number | undefined,
): Change | undefined {
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
		interval: differenceInterval(pair.now, pair.before, sd),
		schools: both.length,
		tested: pair.now.tested,
		testedBefore: pair.before.tested,
	};
}

/** Each district's shared difference from similar schools, averaged over the models by the number of its schools in each. */
function elsewhereOf({ predictions }: AnalysisInput): Map<string, DistrictProfile["elsewhere"]> {
	const parts = predictions.models
		.filter((model) => model.districts >= fewestDistricts)
		.flatMap((model) => model.districtDifferences);
	return new Map(
		[...groupBy(parts, (part) => part.district)].map(([district, own]) => {
			const schools = own.reduce((sum, part) => sum + part.schools, 0);
			const value = own.reduce((sum, part) => sum + part.difference * part.schools, 0) / schools;
			const variance = own.reduce((sum, part) => sum + (part.standardError * part.schools) ** 2, 0) / schools ** 2;
			const half = normalQuantile(0.975) * Math.sqrt(variance);
			return [district, { value, interval: { lower: value - half, upper: value + half }, schools }];
		}),
	);
}

/** The district's difference from what it is set against. */
function differenceFrom({ wider, sd }: Surroundings, actual: AreaValue | undefined): DistrictProfile["wider"] {
	if (wider === undefined || actual === undefined) return undefined;
	return { ...wider, difference: actual.value - wider.value, interval: differenceInterval(actual, wider, sd) };
}

/** Lowest and highest value drawn of some schools. */
export function extentOf(schools: readonly SchoolPrediction[]): readonly [number, number] {
	const drawn = schools
		.filter((entry) => entry.school.kind === "regular")
		.flatMap((entry) => [entry.school.current.value, entry.school.baseline.value, entry.within?.predicted])
		.filter((value): value is number => typeof value === "number");
	return drawn.reduce<readonly [number, number]>(
		([low, high], value) => [Math.min(low, value), Math.max(high, value)],
		[drawn[0] ?? 0, drawn[0] ?? 1],
	);
}
