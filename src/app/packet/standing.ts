/** What a packet keeps for the next one: where its schools stood, and which places there were. */

import { standingsOf } from "../../analyses/prediction/standing.js";
import { displayMinimum } from "../../domain/evidence.js";
import { groupBy } from "../../domain/group-by.js";
import { notDefined } from "../../domain/measured.js";
import type { Run } from "../run.js";
import {
	type PacketPlaces,
	type PacketStanding,
	packetPlacesSchemaId,
	packetStandingSchemaId,
} from "../schemas/packet-standing.js";
import type { Packet, PartRun } from "./packet.js";

/** Schools of the packet's districts; without those whose number of students is withheld, which the variances would tell. */
export function standingOfPart({ part, run }: PartRun): PacketStanding {
	const { frame, predictions } = run.input;
	const found = standingsOf(run.input);
	const shown = (found?.schools ?? []).filter(
		({ school, tested }) => tested >= displayMinimum && run.districts.includes(school.district),
	);
	return {
		schema: packetStandingSchemaId,
		part: part.id,
		year: frame.year,
		unit: predictions.unit,
		scale: found?.scale ?? (predictions.unit === "percent" ? "logit" : predictions.unit),
		basis: found?.basis ?? notDefined("too few schools have results for an expectation without an earlier result"),
		covariates: [...(found?.covariates ?? [])],
		schoolsInFiles: found?.schools.length ?? 0,
		districtsInFiles: new Set(found?.schools.map(({ school }) => school.district)).size,
		schools: shown.map(({ school, difference, sampling, phi, lasting, ofYear, slope }) => ({
			cds: school.cds,
			level: school.level,
			difference,
			sampling,
			phi,
			lasting,
			ofYear: ofYear ?? notDefined("the files hold one year alone"),
			slope,
		})),
	};
}

/** The counties of the packet's districts, whole: a school that moved to a neighboring district is found there. */
export function placesOfPacket({ parts, districts }: Packet): PacketPlaces {
	const year = Math.max(...parts.map(({ run }) => run.input.frame.year));
	const counties = [...new Set(districts.map((code) => code.slice(0, 2)))].sort();
	const runs = parts.map(({ run }) => run).filter(({ input }) => input.frame.year === year);
	const entities = runs.flatMap((run) => run.places);
	const from = entities.length > 0 ? "entities" : "results";
	const rows = from === "entities" ? entities : runs.flatMap(fromResults);
	const own = rows.filter(({ cds }) => counties.includes(cds.slice(0, 2)));
	// Parts that read the same files name every place again.
	const places = [...groupBy(own, ({ cds }) => cds).values()].flatMap(([first]) => first ?? []);
	return {
		schema: packetPlacesSchemaId,
		year,
		from,
		counties,
		districts: [...districts],
		places: places
			.flatMap(({ cds, level, charter, county, district, school }) =>
				level === "district" || level === "school" ? [{ cds, level, charter, county, district, school }] : [],
			)
			.sort((left, right) => (left.cds < right.cds ? -1 : 1)),
	};
}

/** Schools with a row of results, whatever it says. */
const fromResults = ({ input }: Run): Run["places"][number][] =>
	input.frame.schools.map(({ cds, charter, district, name }) => ({
		cds,
		level: "school" as const,
		charter,
		year: input.frame.year,
		county: "",
		district: input.frame.districtNames.get(district) ?? "",
		school: name,
	}));
