/** Which schools move beside the others over the years, and how much of a change was to be expected. */

import { type Interval, judgeMinimum } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { type Measured, notDefined } from "../../domain/measured.js";
import { normalQuantile } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { type ByDistrict, byDistrict } from "../by-district.js";
import type { School } from "../frame/school.js";
import { overlapCorrection } from "../prediction/cohort-overlap.js";
import { fewestYears } from "../prediction/panel-fit.js";
import { usableYears } from "../prediction/panel-rows.js";
import type { PanelFit, PanelSchool } from "../prediction/panel-types.js";
import { inUnit } from "../prediction/persistent.js";
import { type Scale, scaleOf } from "../prediction/scale.js";
import { type ChangeParts, changeParts } from "./change.js";
import { type FitTrends, fewestForTrend, trendsOf } from "./trend.js";

/** `continued progress` and its opposite need three years; with two, a change may be clear of chance among students. */
export type Reading =
	| "continued progress"
	| "continued decrease"
	| "higher, by more than chance"
	| "lower, by more than chance"
	| "";

/** Chance of a true slope above zero from which progress is called continued. */
export const continuedFrom = 0.9;
/** Chance from which the change between two years is called clear of chance: its 95 % interval excludes zero. */
export const changeFrom = 0.975;

/** A result minus what schools like it lead one to expect in that year, with the 95 % interval that chance among students gives. */
export interface YearPoint {
	readonly year: number;
	readonly value: number;
	readonly interval: Interval;
}

/** One school over the years; numbers in the unit that people read. */
export interface SchoolProgress {
	readonly school: School;
	/** Students of the newest year. */
	readonly tested: number;
	readonly points: readonly YearPoint[];
	/** Slopes per year, or the change between two years. */
	readonly kind: FitTrends["kind"];
	readonly value: number;
	readonly interval: Interval;
	/** Chance that the true slope or change is above zero. */
	readonly probability: number;
	readonly reading: Reading;
	readonly change: ChangeParts;
}

export interface DistrictProgress {
	/** In CDS order. */
	readonly judged: readonly SchoolProgress[];
	readonly notJudged: readonly { readonly school: School; readonly why: string }[];
	readonly up: readonly SchoolProgress[];
	readonly down: readonly SchoolProgress[];
	/** Expected share of the schools read as `up` whose true slope is not above zero. */
	readonly expectedFalse: Measured;
}

export interface Progress {
	/** Why nothing can be said, in words; `undefined` where something can. */
	readonly without: string | undefined;
	readonly years: readonly number[];
	readonly kind: FitTrends["kind"];
	/** Whether slopes differ between schools by more than chance, fit by fit. */
	readonly fits: readonly { readonly level: PanelFit["level"]; readonly schools: number; readonly told: boolean }[];
	readonly districts: ByDistrict<DistrictProgress>;
}

export function compute(input: AnalysisInput): Progress {
	const scale = scaleOf(input.frame.outcome);
	const group = input.overYears.of(input.frame.group);
	const all = group.fits.flatMap((fit) => {
		const trends = trendsOf(group.schoolsOf(fit), fit);
		return trends === undefined ? [] : [{ fit, trends, scale }];
	});
	// One question a run: where slopes can be told, a change between two years is not set beside them.
	const kind = all.some(({ trends }) => trends.kind === "trend") ? "trend" : "change";
	const followed = all.filter(({ trends }) => trends.kind === kind);
	const movements = movementsOf(followed);
	const districts = groupBy(input.frame.schools, (school) => school.district);
	const years = usableYears(input);
	return {
		without: reasonWithout(years.length, followed.length),
		years,
		kind,
		fits: followed.map(({ fit, trends }) => ({
			level: fit.level,
			schools: trends.schools.length,
			told: trends.told,
		})),
		districts: byDistrict(districts.keys(), (code) => districtOf(districts.get(code) ?? [], movements, input)),
	};
}

/** A school with a trend, in the fit that judges it. */
interface Movement extends Surroundings {
	readonly own: PanelSchool;
	readonly place: number;
}

/** By school code. */
function movementsOf(followed: readonly Surroundings[]): ReadonlyMap<string, Movement> {
	const movements = new Map<string, Movement>();
	for (const surroundings of followed) {
		surroundings.trends.schools.forEach((own, place) => {
			const { cds, level } = own.school;
			if (surroundings.fit.judges.has(level)) movements.set(cds, { ...surroundings, own, place });
		});
	}
	return movements;
}

function reasonWithout(years: number, fits: number): string | undefined {
	if (years < fewestYears) return "the files hold results of one year, and change needs two or more";
	return fits === 0 ? "too few schools have results of two or more years" : undefined;
}

/** The newest result must be there, and enough years with enough students. */
function mayBeJudged({ own, trends }: Movement, { frame }: AnalysisInput): boolean {
	const large = own.tested.filter((tested) => tested >= judgeMinimum).length;
	return own.years.at(-1) === frame.year && large >= (trends.kind === "trend" ? fewestForTrend : fewestYears);
}

interface Surroundings {
	readonly fit: PanelFit;
	readonly trends: FitTrends;
	readonly scale: Scale;
}

function progressOf({ own, place, fit, trends, scale }: Movement): SchoolProgress {
	const { value, variance, probability } = trends.trendOf(place);
	const half = normalQuantile(0.975) * Math.sqrt(variance);
	const base = own.observed.reduce((sum, observed) => sum + observed / own.observed.length, 0);
	const unit = (difference: number): number => inUnit(scale, base, difference);
	return {
		school: own.school,
		tested: own.tested.at(-1) ?? 0,
		points: pointsOf(own, fit, scale),
		kind: trends.kind,
		value: unit(value),
		interval: { lower: unit(value - half), upper: unit(value + half) },
		probability,
		reading: trends.told ? readingOf(probability, trends.kind) : "",
		change: changeParts(own, fit, scale),
	};
}

function readingOf(probability: number, kind: FitTrends["kind"]): Reading {
	const from = kind === "trend" ? continuedFrom : changeFrom;
	if (probability > from) return kind === "trend" ? "continued progress" : "higher, by more than chance";
	if (probability < 1 - from) return kind === "trend" ? "continued decrease" : "lower, by more than chance";
	return "";
}

function pointsOf(own: PanelSchool, fit: PanelFit, scale: Scale): YearPoint[] {
	const correction = overlapCorrection({ level: own.school.level, years: own.years, phiMoved: fit.phiMoved });
	const half = normalQuantile(0.975) * Math.sqrt(correction);
	return Array.from(own.years, (year, index) => {
		const [expected, observed] = [own.expected[index] ?? 0, own.observed[index] ?? 0];
		const reach = half * Math.sqrt(own.sampling[index] ?? 0);
		const unit = (value: number): number => inUnit(scale, expected, value - expected);
		return { year, value: unit(observed), interval: { lower: unit(observed - reach), upper: unit(observed + reach) } };
	});
}

function districtOf(
	members: readonly School[],
	movements: ReadonlyMap<string, Movement>,
	input: AnalysisInput,
): DistrictProgress {
	const judged = members.flatMap(({ cds }) => {
		const movement = movements.get(cds);
		return movement === undefined || !mayBeJudged(movement, input) ? [] : [progressOf(movement)];
	});
	const found = new Set(judged.map(({ school }) => school.cds));
	const of = (...readings: readonly Reading[]): SchoolProgress[] =>
		judged.filter(({ reading }) => readings.includes(reading));
	const up = of("continued progress", "higher, by more than chance");
	return {
		judged,
		notJudged: members.filter(({ cds }) => !found.has(cds)).map((school) => ({ school, why: whyNot(school) })),
		up,
		down: of("continued decrease", "lower, by more than chance"),
		expectedFalse:
			up.length === 0
				? notDefined("no school is named")
				: up.reduce((sum, { probability }) => sum + (1 - probability) / up.length, 0),
	};
}

const whyNot = ({ kind, leftOut }: School): string =>
	kind === "regular"
		? `fewer years with ${judgeMinimum} or more students than the question needs, or no newest result`
		: `not predicted: ${leftOut?.reason ?? kind}`;
