/** Schools whose results lie above prediction lastingly, and for which student groups. */

import { judgeMinimum } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { type Absent, isKnown, type Measured, notDefined } from "../../domain/measured.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { groupName } from "../../domain/student-groups.js";
import { median } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { type ByDistrict, byDistrict } from "../by-district.js";
import type { School } from "../frame/school.js";
import { type GroupFits, groupsOverYears } from "../prediction/fits-over-years.js";
import { fewestYears } from "../prediction/panel-fit.js";
import { usableYears } from "../prediction/panel-rows.js";
import { namedFrom, type Persistent, persistentOf } from "../prediction/persistent.js";
import { type Scale, scaleOf } from "../prediction/scale.js";
import { type Persistence, persistenceOf } from "./persistence.js";

export interface GroupOfRun {
	readonly id: number;
	readonly name: string;
}

/** A school with what the years say of it, group by group in the order of `BrightSpots.groups`. */
export interface JudgedSchool {
	readonly school: School;
	readonly all: Persistent;
	readonly beside: readonly Measured<Persistent>[];
}

export interface DistrictBrightSpots {
	/** In CDS order. */
	readonly judged: readonly JudgedSchool[];
	/** Schools to learn with: those named by the rule. */
	readonly named: readonly JudgedSchool[];
	readonly notJudged: readonly { readonly school: School; readonly why: string }[];
	/** Share of the named that are expected not to exceed the smallest difference worth naming; absent where none is named. */
	readonly expectedFalse: Measured;
	/** True difference of a typical school that would be found four times in five. */
	readonly detectable: Measured;
}

export interface BrightSpots {
	/** Why nothing can be said, in words; `undefined` where something can. */
	readonly without: string | undefined;
	readonly years: readonly number[];
	readonly groups: readonly GroupOfRun[];
	readonly smallest: number;
	/** Levels whose schools are judged by a fit without the student mix, in the order of levels. */
	readonly withoutMix: readonly SchoolLevel[];
	readonly districts: ByDistrict<DistrictBrightSpots>;
	/** Of all districts in the run. */
	readonly persistence: Persistence;
}

export function compute(input: AnalysisInput): BrightSpots {
	const scale = scaleOf(input.frame.outcome);
	const own = input.frame.group;
	const group = input.overYears.of(own);
	const { fits } = group;
	const beside = groupsOverYears(own).slice(1);
	const context = { input, scale, others: beside.map((id) => ({ id, fits: input.overYears.of(id) })) };
	const schools = groupBy(input.frame.schools, (school) => school.district);
	return {
		without: reasonWithout(input, fits.length),
		years: usableYears(input),
		groups: [{ id: own, name: input.group }, ...beside.map((id) => ({ id, name: groupName(id, input.frame.year) }))],
		smallest: scale.smallest,
		withoutMix: schoolLevels.filter((level) =>
			fits.some(({ judges, covariates }) => judges.has(level) && covariates.length === 0),
		),
		districts: byDistrict(schools.keys(), (code) => districtOf(schools.get(code) ?? [], group, context)),
		persistence: persistenceOf(group),
	};
}

/** A question over years needs years. */
function reasonWithout(input: AnalysisInput, fits: number): string | undefined {
	const years = usableYears(input).length;
	if (years < fewestYears) return "the files hold results of one year, and what lasts shows over two or more";
	return fits === 0 ? "too few schools have results of two or more years" : undefined;
}

interface Context {
	readonly input: AnalysisInput;
	readonly scale: Scale;
	readonly others: readonly { readonly id: number; readonly fits: GroupFits }[];
}

function districtOf(members: readonly School[], main: GroupFits, context: Context): DistrictBrightSpots {
	const judged: JudgedSchool[] = [];
	const notJudged: DistrictBrightSpots["notJudged"][number][] = [];
	for (const school of members) {
		const all = readingOf(school, main, context, context.input.frame.group);
		if (!isKnown(all)) {
			notJudged.push({ school, why: all.reason });
			continue;
		}
		judged.push({
			school,
			all,
			beside: context.others.map((other) => readingOf(school, other.fits, context, other.id)),
		});
	}
	const named = judged.filter(({ all }) => all.probability >= namedFrom);
	const sizes = judged.flatMap(({ all }) => all.detectable ?? []);
	const typical = sizes.length > 0 ? median(sizes) : undefined;
	return {
		judged,
		named,
		notJudged,
		expectedFalse:
			named.length === 0
				? notDefined("no school is named")
				: named.reduce((sum, { all }) => sum + (1 - all.probability) / named.length, 0),
		detectable: typeof typical === "number" ? typical : notDefined("no difference of any size could be found"),
	};
}

/** What can be said of a school's results of one group, or why nothing can. */
function readingOf(school: School, fits: GroupFits, { input, scale }: Context, group: number): Measured<Persistent> {
	const found = fits.judge(school);
	if (school.kind !== "regular") return notDefined(`not predicted: ${school.leftOut?.reason ?? school.kind}`);
	const large = found?.own.tested.filter((tested) => tested >= judgeMinimum).length ?? 0;
	if (found === undefined || large < fewestYears) return reasonOf(school, group, input);
	return persistentOf(found.own, found.fit, scale);
}

/** Withheld where the newest result is; else too few years or students. */
function reasonOf(school: School, group: number, { panel, frame }: AnalysisInput): Absent {
	const newest = panel.result(school.cds, frame.year, group).value;
	if (!isKnown(newest) && newest.absent === "suppressed") return newest;
	return notDefined(`not enough data: fewer than two years with ${judgeMinimum} or more students`);
}
