/** What two packets say, set beside each other part by part. */

import { falseDiscoveryRate } from "../../../analyses/between-years/compute.js";
import { isKnown, notDefined } from "../../../domain/measured.js";
import { problem, Refusal } from "../../../domain/problem.js";
import { type PacketDiff, packetDiffSchemaId } from "../../schemas/packet-diff.js";
import { version } from "../../version.js";
import type { FinishedPacket, FinishedPart } from "../read.js";
import { fileChanges, revisions } from "./data.js";
import { packetMethods, partMethods } from "./method.js";
import { comparePacketPlaces } from "./places.js";
import { compareSchools } from "./schools.js";

/** @throws Refusal with CIMP-E303 where the first packet is the newer one, or they have no part in common */
export function comparePackets(before: FinishedPacket, after: FinishedPacket): PacketDiff {
	const pairs = partsInCommon(before, after);
	refuseWrongOrder(pairs);
	const places = comparePacketPlaces(before.places, after.places);
	const methods = packetMethods(before, after);
	const compared = pairs.map(([old, now]) => comparePart(old, now, { codes: places.codes, methods }));
	return {
		schema: packetDiffSchemaId,
		version,
		packets: { before: packetEntry(before), after: packetEntry(after) },
		parts: compared.map(({ part }) => part),
		partsNotCompared: [
			...without(
				before,
				pairs.map(([old]) => old),
			).map((part) => ({ part, packet: "before" as const })),
			...without(
				after,
				pairs.map(([, now]) => now),
			).map((part) => ({ part, packet: "after" as const })),
		],
		moved: compared.flatMap(({ schools }) => ("moved" in schools ? [...schools.moved] : [])),
		noise: {
			falseDiscoveryRate,
			parts: compared.flatMap(({ schools }) => ("moved" in schools ? [schools.noise] : [])),
		},
		entities: places.entities,
		data: {
			files: compared.flatMap(({ files }) => files),
			revisions: compared.flatMap(({ revised }) => revised),
		},
		method: [...methods, ...compared.flatMap(({ method }) => method)],
	};
}

const packetEntry = ({ manifest, places }: FinishedPacket): PacketDiff["packets"]["before"] => ({
	title: manifest.options.title,
	version: manifest.version,
	year: places.year,
	districts: manifest.districts.map(({ code }) => code),
});

type PartPair = readonly [before: FinishedPart, after: FinishedPart];

/** Parts of one subject and group go together; several of them in their order. */
function partsInCommon(before: FinishedPacket, after: FinishedPacket): PartPair[] {
	const free = [...before.parts];
	const pairs = after.parts.flatMap((now): PartPair[] => {
		const at = free.findIndex(({ entry }) => entry.subject === now.entry.subject && entry.group === now.entry.group);
		const [old] = at < 0 ? [] : free.splice(at, 1);
		return old === undefined ? [] : [[old, now]];
	});
	if (pairs.length > 0) return pairs;
	const details = { found: "no subject and student group in common", expected: "two packets of the same convening" };
	throw new Refusal([problem("CIMP-E303", { file: "packet diff" }, details)]);
}

const without = ({ parts }: FinishedPacket, paired: readonly FinishedPart[]): string[] =>
	parts.filter((part) => !paired.includes(part)).map(({ entry }) => entry.id);

function refuseWrongOrder(pairs: readonly PartPair[]): void {
	const wrong = pairs.find(([old, now]) => old.results.year > now.results.year);
	if (wrong === undefined) return;
	const [old, now] = wrong;
	const found = `${old.results.year} before ${now.results.year}`;
	const details = { found, expected: "the older packet first", help: "say cimp packet diff OLD NEW" };
	throw new Refusal([problem("CIMP-E303", { file: "packet diff" }, details)]);
}

interface Around {
	readonly codes: ReadonlyMap<string, string>;
	readonly methods: PacketDiff["method"];
}

function comparePart(before: FinishedPart, after: FinishedPart, { codes, methods }: Around) {
	const method = partMethods(before, after);
	const sameYear = before.results.year === after.results.year;
	const barred = [...methods, ...method].filter(({ comparable }) => !comparable);
	const reason = sameYear
		? "both packets report the same year: what differs is data or method"
		: barred.length > 0
			? `the method changed: ${barred.map(({ what }) => what).join(", ")}`
			: undefined;
	const schools = reason === undefined ? compareSchools(before, after, codes) : { without: reason };
	const files = fileChanges(before, after);
	const revised = revisions(before, after);
	const part: PacketDiff["parts"][number] = {
		part: after.entry.id,
		subject: after.results.subject,
		group: after.results.group,
		unit: after.results.unit,
		fromYear: before.results.year,
		toYear: after.results.year,
		kind: sameYear ? "same year" : "another year",
		tested: "without" in schools ? notDefined(schools.without) : "tested",
		models: modelEntries(before, after),
		sameYear: sameYear
			? sameYearEntry(before, after, { data: files.length > 0, method: methods.length + method.length > 0 })
			: notDefined("the packets report different years"),
	};
	return { part, schools, method, files, revised };
}

function modelEntries(before: FinishedPart, after: FinishedPart): PacketDiff["parts"][number]["models"] {
	const none = notDefined("no model of this level");
	const r2 = ({ results }: FinishedPart, level: string) => results.models.find((model) => model.level === level)?.r2;
	const levels = [...new Set([before, after].flatMap(({ results }) => results.models.map(({ level }) => level)))];
	return levels.map((level) => ({ level, r2Before: r2(before, level) ?? none, r2After: r2(after, level) ?? none }));
}

/** Which results and predictions of one year differ, and what may be the reason. */
function sameYearEntry(
	before: FinishedPart,
	after: FinishedPart,
	changed: { readonly data: boolean; readonly method: boolean },
): PacketDiff["parts"][number]["sameYear"] {
	const former = new Map(before.results.schools.map((school) => [school.cds, school]));
	const both = after.results.schools.flatMap((now) => {
		const old = former.get(now.cds);
		return old === undefined ? [] : [{ old, now }];
	});
	const differ = (key: "actual" | "predicted") =>
		both.filter(({ old, now }) => {
			const [one, other] = [old[key], now[key]];
			return isKnown<number>(one) && isKnown<number>(other)
				? Math.abs(one - other) > 1e-9
				: isKnown(one) !== isKnown(other);
		});
	const results = new Set(differ("actual"));
	const because =
		changed.data && changed.method
			? "data and method both changed; which of them did it can't be told from the packets"
			: changed.data
				? "the data changed, the method did not"
				: changed.method
					? "the method changed, the data did not"
					: "neither data nor method changed";
	const predictions = differ("predicted").filter((school) => !results.has(school)).length;
	return { results: results.size, predictions, because };
}
