/** Random rows of entities and of companion tables. */

import fc from "fast-check";
import type { EntityRow } from "../../src/domain/entity.js";
import type { Measured } from "../../src/domain/measured.js";
import type { Layout, Role } from "../../src/ingest/layouts/index.js";
import {
	cdsOf,
	has,
	named,
	nameOf,
	notReported,
	places,
	type RandomRow,
	type Repertoire,
	withheld,
	written,
	yearsOf,
} from "./random-cells.js";

export function entityRows(layout: Layout, repertoire: Repertoire): fc.Arbitrary<RandomRow[]> {
	const name = nameOf(repertoire);
	const row = fc
		.record({ place: places, typed: fc.boolean(), padded: fc.boolean(), county: name, district: name, school: name })
		.chain((drawn) => fc.constantFrom(...yearsOf(layout).slice(0, 1)).map((year) => ({ ...drawn, year })))
		.map(({ place, typed, padded, county, district, school, year }): RandomRow => {
			const expected: EntityRow = {
				cds: cdsOf(place),
				level: place.level,
				charter: typed ? place.charter : "unknown",
				year,
				county: named(county),
				district: named(district),
				school: named(school),
			};
			const roles = {
				...{ county: place.county, district: place.district, school: place.school, year: String(year) },
				...{ countyName: county, districtName: district, schoolName: school },
				entityType: typed ? written(place.type, padded, 2) : "",
			};
			return { roles, expected };
		});
	const key = ({ expected }: RandomRow): string => (expected as EntityRow).cds;
	return fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: key });
}

/** What the property compares of a companion row: the code, the names and the values. */
export const companionFacts = [
	"cds",
	"layout",
	"vintage",
	"district",
	"school",
	"enrolled",
	"percentSed",
	"percentFrpm",
	"percentEl",
	"percentSwd",
] as const;

/** A value of a companion table: known, withheld, or blank in one of the ways of the state's tables. */
const companionValue = (known: fc.Arbitrary<string>): fc.Arbitrary<string> =>
	fc.oneof({ weight: 6, arbitrary: known }, { weight: 3, arbitrary: fc.constantFrom("*", "", "N/A", "No Data", "--") });

export function companionRows(layout: Layout, repertoire: Repertoire): fc.Arbitrary<RandomRow[]> {
	const name = nameOf(repertoire);
	const percent = companionValue(fc.integer({ min: 0, max: 1000 }).map((tenths) => (tenths / 10).toFixed(1)));
	const share = companionValue(fc.integer({ min: 0, max: 10_000 }).map((parts) => (parts / 10_000).toFixed(4)));
	const schools = places.filter(({ level: kind, school }) => kind === "school" && school !== "0000001");
	const shares = layout.columns.some((column) => column.kind === "share");
	const census = layout.id === "census-enrollment";
	const row = fc
		.record({
			place: schools,
			district: name,
			school: name,
			enrolled: companionValue(fc.nat({ max: 5000 }).map(String)),
			percents: fc.tuple(percent, shares ? share : percent, percent, percent),
		})
		.map(({ place, district, school, enrolled, percents }): RandomRow => {
			const [sed, frpm, el, swd] = percents;
			const value = (role: Role, cell: string, times = 1): Measured => {
				if (!has(layout, role)) return notReported;
				if (cell === "*") return withheld;
				return /^\d/.test(cell) ? Number((Number(cell) * times).toFixed(10)) : notReported;
			};
			// The enrollment file's percents are those of its other categories; without a total, they are as absent as it.
			const other = census && enrolled === "*" ? withheld : notReported;
			const expected = {
				cds: cdsOf(place),
				layout: layout.id,
				vintage: has(layout, "schoolYear") ? "2022–23" : "",
				district: has(layout, "districtName") ? named(district) : "",
				school: named(school),
				enrolled: value("enrolled", enrolled),
				percentSed: census ? other : value("percentSed", sed),
				percentFrpm: value("percentFrpm", frpm, shares ? 100 : 1),
				percentEl: census ? other : value("percentEl", el),
				percentSwd: census ? other : value("percentSwd", swd),
			};
			const roles = {
				...{ cds: cdsOf(place), county: place.county, district: place.district, school: place.school },
				...{ schoolYear: "2022-23", districtName: district, schoolName: school, enrolled },
				...{ percentSed: sed, percentFrpm: frpm, percentEl: el, percentSwd: swd },
				...{ aggregateLevel: "S", charterSelection: "All", reportingCategory: "TA" },
			};
			return { roles, expected };
		});
	const key = ({ expected }: RandomRow): string => (expected as EntityRow).cds;
	return fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: key });
}
