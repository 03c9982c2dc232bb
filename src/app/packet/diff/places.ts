/** What became of the places: districts and schools of the counties that both packets have. */

import { districtCode } from "../../../domain/cds-code.js";
import type { EntityRow } from "../../../domain/entity.js";
import { comparePlaces, type PlaceChanges, type PlacePair, placeName } from "../../../domain/places/changes.js";
import { possibleNewCodes } from "../../../domain/places/new-codes.js";
import type { PacketDiff } from "../../schemas/packet-diff.js";
import type { PacketPlaces } from "../../schemas/packet-standing.js";

type Entities = PacketDiff["entities"];

export interface ComparedPlaces {
	readonly entities: Entities;
	/** The code in the newer packet, by the code in the older one. */
	readonly codes: ReadonlyMap<string, string>;
}

const rowsOf = ({ places, year }: PacketPlaces, counties: readonly string[]): EntityRow[] =>
	places.filter(({ cds }) => counties.includes(cds.slice(0, 2))).map((place) => ({ ...place, year }));

export function comparePacketPlaces(before: PacketPlaces, after: PacketPlaces): ComparedPlaces {
	const counties = before.counties.filter((county) => after.counties.includes(county));
	const changes = comparePlaces(rowsOf(before, counties), rowsOf(after, counties));
	const own = new Set([...before.districts, ...after.districts]);
	const apart = [...before.counties, ...after.counties].filter((county) => !counties.includes(county));
	return {
		codes: new Map(changes.pairs.map((pair) => [pair.before.cds, pair.after.cds])),
		entities: {
			from: { before: before.from, after: after.from },
			...entriesOf(changes, own),
			countiesNotCompared: [...new Set(apart)].sort(),
		},
	};
}

/** Of districts with a page in either packet, on either side of a change. */
function entriesOf(
	changes: PlaceChanges,
	own: ReadonlySet<string>,
): Pick<Entities, "opened" | "closed" | "renamed" | "moved" | "possibleNewCodes"> {
	const isOwn = (row: EntityRow): boolean => own.has(districtCode(row.cds));
	const pairs = changes.pairs.filter(({ before, after }) => isOwn(before) || isOwn(after));
	return {
		opened: changes.opened.filter(isOwn).map(placeEntry),
		closed: changes.closed.filter(isOwn).map(placeEntry),
		renamed: pairs.filter(({ name }) => name === "renamed").map(pairEntry),
		moved: pairs.filter(({ moved, after }) => moved && after.level === "school").map(pairEntry),
		possibleNewCodes: possibleNewCodes(changes)
			.filter(({ before, after }) => isOwn(before) || isOwn(after))
			.map(pairEntry),
	};
}

const levelOf = ({ level }: EntityRow): "district" | "school" => (level === "district" ? "district" : "school");

const placeEntry = (row: EntityRow): Entities["opened"][number] => ({
	cds: row.cds,
	level: levelOf(row),
	name: placeName(row),
	district: row.district,
	charter: row.charter,
});

const pairEntry = ({ before, after }: Pick<PlacePair, "before" | "after">): Entities["moved"][number] => ({
	fromCds: before.cds,
	toCds: after.cds,
	level: levelOf(after),
	fromName: placeName(before),
	toName: placeName(after),
	fromDistrict: before.district,
	toDistrict: after.district,
});
