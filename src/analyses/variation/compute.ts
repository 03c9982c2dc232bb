/** How far a district's schools truly differ, apart from what chance among students would show. */

import { groupBy } from "../../domain/group-by.js";
import { type SchoolLevel, schoolLevels } from "../../domain/school-level.js";
import { groupIds, panelGroups } from "../../domain/student-groups.js";
import { thinYear } from "../../domain/tests.js";
import { createRandom } from "../../stats/index.js";
import type { AnalysisInput } from "../analysis.js";
import { type ByDistrict, byDistrict } from "../by-district.js";
import type { PanelGroup } from "../frame/panel.js";
import type { School } from "../frame/school.js";
import { betweenDistricts } from "./between.js";
import { centersOf, comparable, type Point, pointMaker, type Spread, spreadOf } from "./measure.js";

export interface LevelSpread {
	readonly level: SchoolLevel;
	readonly spread: Spread;
	/** As in `DistrictSpread`. */
	readonly observed: readonly number[];
	readonly chance: readonly number[];
}

export interface YearSpread {
	readonly year: number;
	readonly spread: Spread;
}

export interface GroupSpread {
	readonly group: PanelGroup;
	readonly spread: Spread;
}

export interface DistrictSpread {
	readonly spread: Spread | undefined;
	/** Distances from the level's average, and one draw in which schools differ by chance alone. */
	readonly observed: readonly number[];
	readonly chance: readonly number[];
	/** Levels with enough schools of their own. */
	readonly levels: readonly LevelSpread[];
	/** The same measure in every year with a test that most students took, over the schools of the frame. */
	readonly years: readonly YearSpread[];
	/** Student groups that enough schools publish, in the order in which groups are shown. */
	readonly groups: readonly GroupSpread[];
	/** Between the districts of the run; the same for all. */
	readonly between: Spread | undefined;
}

export type Variation = ByDistrict<DistrictSpread>;

/** Fewer schools that publish a group than this: too few of all to say how schools differ for it. */
const fewestForGroup = 10;

export function compute(input: AnalysisInput): Variation {
	const usableSchools = input.frame.schools.filter((school) => school.leftOut === undefined);
	const schools = groupBy(usableSchools, (school) => school.district);
	const codes = [...new Set(input.frame.schools.map((school) => school.district))].sort();
	const points = pointMaker(input);
	const ofYear = new Map(codes.map((code) => [code, points(schools.get(code) ?? [], (school) => school.current)]));
	const between = betweenDistricts(ofYear);
	return byDistrict(codes, (code) => ({
		...ownSpread(ofYear.get(code) ?? [], input, code),
		years: yearsOf(schools.get(code) ?? [], input, points),
		groups: groupsOf(schools.get(code) ?? [], input, points),
		between,
	}));
}

type Own = Pick<DistrictSpread, "spread" | "observed" | "chance" | "levels">;

function ownSpread(all: readonly Point[], input: AnalysisInput, code: string): Own {
	const spread = spreadOf(all);
	if (spread === undefined) return { spread, observed: [], chance: [], levels: [] };
	const kept = comparable(all);
	const centers = centersOf(kept);
	// A seed per district, so that the draw on a page does not depend on which other districts are in the run.
	const random = createRandom(`chance-${code}-${input.frame.subject}-${input.frame.year}`);
	const drawn = kept.map((point) => ({
		level: point.level,
		observed: point.value - (centers.get(point.level) ?? 0),
		chance: Math.sqrt(point.variance) * random.normal(),
	}));
	const levels = schoolLevels.flatMap((level): LevelSpread[] => {
		const own = spreadOf(kept.filter((point) => point.level === level));
		if (own === undefined) return [];
		const members = drawn.filter((entry) => entry.level === level);
		return [
			{
				level,
				spread: own,
				observed: members.map((entry) => entry.observed),
				chance: members.map((entry) => entry.chance),
			},
		];
	});
	return {
		spread,
		observed: drawn.map((entry) => entry.observed),
		chance: drawn.map((entry) => entry.chance),
		levels,
	};
}

type Points = ReturnType<typeof pointMaker>;

/** A year in which testing was optional says little; no year stands for one without a test. */
function yearsOf(schools: readonly School[], { panel, frame }: AnalysisInput, points: Points): YearSpread[] {
	return panel.years.flatMap((year) => {
		if (year === thinYear && year !== frame.year) return [];
		const spread = spreadOf(points(schools, (school) => panel.result(school.cds, year, frame.group)));
		return spread === undefined ? [] : [{ year, spread }];
	});
}

function groupsOf(schools: readonly School[], { panel, frame }: AnalysisInput, points: Points): GroupSpread[] {
	const place = ({ id }: PanelGroup): number => panelGroups.indexOf(id);
	return [...panel.groups]
		.sort((a, b) => place(a) - place(b))
		.flatMap((group) => {
			if (group.id === frame.group || group.id === groupIds.all) return [];
			const spread = spreadOf(
				points(schools, (school) => panel.result(school.cds, frame.year, group.id)),
				fewestForGroup,
			);
			return spread === undefined ? [] : [{ group, spread }];
		});
}
