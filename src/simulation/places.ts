/** The rows of an entities table, and the order in which places are counted: school, district, county, state. */

import { stateCds } from "../domain/cds-code.js";
import { countyNames } from "./counties.js";
import { tallySchool } from "./school-tally.js";
import { addTally, emptyTally, sumGrades, type TallyFrame } from "./tally.js";
import { type District, isOpen, nameIn, type School, type World } from "./world.js";

/** A place as the state's files of one year name it. */
export interface PlaceRow {
	readonly cds: string;
	/** 4 state, 5 county, 6 district, 7 school, 9 direct-funded charter, 10 locally funded charter. */
	readonly type: number;
	readonly county: string;
	readonly district: string;
	readonly school: string;
}

const typeOfCharter = { none: 7, direct: 9, local: 10 } as const;

const stateRow = (year: number): PlaceRow => {
	const name = year >= 2024 ? "State Of California" : "State of California";
	return { cds: stateCds, type: 4, county: name, district: "", school: "" };
};

const countyRow = (county: number): PlaceRow => ({
	cds: `${String(county).padStart(2, "0")}000000000000`,
	type: 5,
	county: countyNames[county - 1] ?? "",
	district: "",
	school: "",
});

const districtRow = (district: District): PlaceRow => ({
	cds: district.cds,
	type: 6,
	county: countyNames[district.county - 1] ?? "",
	district: district.name,
	school: "",
});

/** A direct-funded charter stands under its authorizer's code and its own name. */
const schoolRow = (district: District, school: School, year: number): PlaceRow => {
	const name = nameIn(school, year);
	return {
		cds: school.cds,
		type: typeOfCharter[school.shape.charter],
		county: countyNames[district.county - 1] ?? "",
		district: school.shape.charter === "direct" ? name : district.name,
		school: name,
	};
};

const countiesOf = (world: World): number[] =>
	[...new Set(world.districts.map((district) => district.county))].sort((a, b) => a - b);

/** All places of a year: the state, then each county with its districts and their open schools. */
export function* placesOf(world: World, year: number): Generator<PlaceRow> {
	yield stateRow(year);
	for (const county of countiesOf(world)) {
		yield countyRow(county);
		for (const district of world.districts) {
			if (district.county !== county) continue;
			yield districtRow(district);
			for (const school of district.schools) if (isOpen(school, year)) yield schoolRow(district, school, year);
		}
	}
}

export interface CountedPlace {
	readonly place: PlaceRow;
	/** Valid until the next place is asked for. */
	readonly tally: Float64Array;
}

/**
 * Counts every place of a year, children before parents, so that no more than one school, one district, the counties
 * and the state are in memory. Direct-funded charters count in county and state and not in their district.
 */
export function* countPlaces(world: World, frame: TallyFrame, year: number): Generator<CountedPlace> {
	const state = emptyTally(frame);
	const counties = new Map<number, Float64Array>();
	const ofSchool = emptyTally(frame);
	const ofDistrict = emptyTally(frame);
	for (const district of world.districts) {
		const county = counties.get(district.county) ?? emptyTally(frame);
		counties.set(district.county, county);
		ofDistrict.fill(0);
		for (const school of district.schools) {
			if (!isOpen(school, year)) continue;
			ofSchool.fill(0);
			tallySchool(world, frame, { district, school, year }, ofSchool);
			sumGrades(frame, ofSchool);
			addTally(county, ofSchool);
			if (school.shape.charter !== "direct") addTally(ofDistrict, ofSchool);
			yield { place: schoolRow(district, school, year), tally: ofSchool };
		}
		yield { place: districtRow(district), tally: ofDistrict };
	}
	for (const [county, tally] of [...counties].sort(([a], [b]) => a - b)) {
		addTally(state, tally);
		yield { place: countyRow(county), tally };
	}
	yield { place: stateRow(year), tally: state };
}
