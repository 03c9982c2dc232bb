/** What results.json says of schools to learn with. */

import type { BrightSpots, JudgedSchool } from "../../analyses/bright-spots/index.js";
import type { School } from "../../analyses/frame/school.js";
import { namedFrom, type Persistent } from "../../analyses/prediction/persistent.js";
import { type Absent, isKnown, type Measured, notDefined } from "../../domain/measured.js";
import { releaseCount } from "../../privacy/release.js";
import type { DistrictBrightSpots, PersistenceEntry, SchoolBrightSpots } from "../schemas/bright-spots.js";

export function brightSpotsOfSchool(result: BrightSpots, { cds, district }: School): SchoolBrightSpots {
	const own = result.districts.get(district);
	const entry = own?.judged.find(({ school }) => school.cds === cds);
	if (entry !== undefined) return schoolEntry(entry, result);
	const without = own?.notJudged.find(({ school }) => school.cds === cds);
	return notDefined(result.without ?? without?.why ?? "no result this year");
}

const schoolEntry = (entry: JudgedSchool, { groups }: BrightSpots): SchoolBrightSpots => ({
	named: isNamed(entry),
	groups: [entry.all, ...entry.beside].map((reading, index) => ({
		group: groups[index]?.id ?? 0,
		persistent: persistentEntry(reading),
	})),
});

const isNamed = ({ all }: JudgedSchool): boolean => all.probability >= namedFrom;

function persistentEntry(reading: Measured<Persistent>) {
	if (!isKnown(reading)) return reading;
	const { years, tested, effect, interval, probability } = reading;
	return { years: [...years], tested: releaseCount(tested) as Measured, effect, ...interval, probability };
}

export function brightSpotsOfDistrict(result: BrightSpots, code: string): DistrictBrightSpots | Absent {
	const own = result.districts.get(code);
	if (result.without !== undefined || own === undefined) return notDefined(result.without ?? "no school");
	return {
		years: [...result.years],
		namedFrom,
		smallest: result.smallest,
		judged: own.judged.length,
		notJudged: own.notJudged.length,
		named: own.named.map(({ school }) => school.cds),
		expectedFalseShare: own.expectedFalse,
		detectable: own.detectable,
	};
}

export const persistenceEntry = ({ persistence }: BrightSpots): PersistenceEntry => ({
	lags: persistence.lags.map(({ interval, ...lag }) => ({
		...lag,
		interval: interval ?? notDefined("no interval without a correlation"),
	})),
	above: persistence.above ?? notDefined("no school has results in two test years that follow each other"),
});
