/** What results.json says of movement over the years. */

import type { School } from "../../analyses/frame/school.js";
import type { Progress, SchoolProgress } from "../../analyses/progress/index.js";
import { type Absent, type Measured, notDefined } from "../../domain/measured.js";
import { releaseCount } from "../../privacy/release.js";
import type { DistrictProgressEntry, SchoolProgressEntry } from "../schemas/progress.js";

export function progressOfSchool(result: Progress, { cds, district }: School): SchoolProgressEntry {
	const own = result.districts.get(district);
	const entry = own?.judged.find(({ school }) => school.cds === cds);
	if (entry !== undefined) return schoolEntry(entry);
	const without = own?.notJudged.find(({ school }) => school.cds === cds);
	return notDefined(result.without ?? without?.why ?? "no result this year");
}

const schoolEntry = (entry: SchoolProgress): SchoolProgressEntry => ({
	kind: entry.kind,
	tested: releaseCount(entry.tested) as Measured,
	points: entry.points.map(({ year, value, interval }) => ({ year, value, ...interval })),
	value: entry.value,
	lower: entry.interval.lower,
	upper: entry.interval.upper,
	probability: entry.probability,
	reading: entry.reading === "" ? "not distinguishable" : entry.reading,
	change: { ...entry.change },
});

export function progressOfDistrict(result: Progress, code: string): DistrictProgressEntry | Absent {
	const own = result.districts.get(code);
	if (result.without !== undefined || own === undefined) return notDefined(result.without ?? "no school");
	return {
		years: [...result.years],
		kind: result.kind,
		judged: own.judged.length,
		notJudged: own.notJudged.length,
		up: own.up.length,
		down: own.down.length,
		expectedFalseShare: own.expectedFalse,
	};
}
