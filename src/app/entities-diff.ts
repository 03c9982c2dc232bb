/** `cimp entities diff`: entities files of two years → what became of every place, and a crosswalk to review. */

import { resolve } from "node:path";
import { districtCode, type EntityLevel } from "../domain/cds-code.js";
import type { EntityRow } from "../domain/entity.js";
import {
	accountOf,
	comparePlaces,
	isChanged,
	type PlaceChanges,
	type PlacePair,
	placeName,
} from "../domain/places/changes.js";
import { type CrosswalkRow, proposeCrosswalk } from "../domain/places/crosswalk.js";
import { possibleNewCodes } from "../domain/places/new-codes.js";
import { type Problem, problem, Refusal } from "../domain/problem.js";
import { type InputSummary, openInputs } from "../ingest/index.js";
import { checkCrosswalkPlace, crosswalkPath, writeCrosswalk } from "./crosswalk-output.js";
import type { Effects } from "./effects.js";
import { findFiles } from "./files.js";
import { problemCounts } from "./problem-counts.js";
import { readingOptions } from "./reading.js";
import { type EntitiesDiff, entitiesDiffSchemaId } from "./schemas/entities-diff.js";
import { version } from "./version.js";

export interface EntitiesDiffWishes {
	readonly from: number;
	readonly to: number;
	readonly files: readonly string[];
	/** A folder, or a file that ends in .csv; no crosswalk is written without it. */
	readonly out?: string;
	readonly force: boolean;
}

export interface EntitiesDiffOutcome {
	readonly diff: EntitiesDiff;
	readonly problems: readonly Problem[];
	/** Where the crosswalk was written. */
	readonly crosswalk: string | undefined;
}

/**
 * Compares the places of two years.
 *
 * @throws Refusal for files that can't be read, without entities (CIMP-E128) or without one of the years (E203), and
 *   for a crosswalk that would replace another file (E301)
 */
export async function diffEntities(wishes: EntitiesDiffWishes, effects: Effects): Promise<EntitiesDiffOutcome> {
	const { from, to, force } = wishes;
	const files = findFiles(wishes.files, effects);
	const path = wishes.out === undefined ? undefined : crosswalkPath(resolve(effects.cwd, wishes.out));
	if (path !== undefined) {
		const inputs = files.map((file) => file.path);
		checkCrosswalkPlace(path, { force, inputs });
	}
	const inputs = await openInputs(files, {
		...readingOptions({ threads: 2, cache: false }, effects),
		need: "entities",
	});
	try {
		effects.interrupted?.throwIfAborted();
		const summaries = inputs.summaries.filter((input) => input.family === "entities");
		checkYears([from, to], summaries);
		const entities = await inputs.entities();
		const before = entities.filter((row) => row.year === from);
		const after = entities.filter((row) => row.year === to);
		const changes = comparePlaces(before, after);
		const crosswalk = proposeCrosswalk(changes);
		if (path !== undefined) writeCrosswalk(path, crosswalk, force);
		const { problems } = inputs;
		const of = (...levels: EntityLevel[]) => accountOf(levels, changes, { before, after });
		const diff: EntitiesDiff = {
			schema: entitiesDiffSchemaId,
			version,
			from,
			to,
			inputs: summaries.map(inputEntry),
			accounts: {
				all: of("state", "county", "district", "school"),
				schools: of("school"),
				districts: of("district"),
				countiesAndState: of("state", "county"),
			},
			schools: schoolsEntry(changes),
			districts: levelEntry(changes, ["district"]),
			countiesAndState: levelEntry(changes, ["state", "county"]),
			crosswalk: countCrosswalk(crosswalk),
			problems: problemCounts(problems),
		};
		return { diff, problems, crosswalk: path };
	} finally {
		await inputs.close();
	}
}

function checkYears(years: readonly number[], summaries: readonly InputSummary[]): void {
	const present = [...new Set(summaries.flatMap((input) => input.years))].sort((a, b) => a - b);
	const absent = years.filter((year) => !present.includes(year));
	if (absent.length === 0) return;
	const expected =
		present.length === 0 ? "entities that pass the checks" : `entities of ${present.join(", ")} are there`;
	const help = "add the entities file of the year; it comes with the research files of each year";
	const place = { file: "entities diff" };
	throw new Refusal(absent.map((year) => problem("CIMP-E203", place, { found: String(year), expected, help })));
}

const inputEntry = ({ file, sha256, layout, years, rowsRead, rowsKept, rowsRefused }: InputSummary) => ({
	file,
	sha256,
	layout,
	years: [...years],
	rowsRead,
	rowsKept,
	rowsRefused,
});

const placeEntry = (row: EntityRow): EntitiesDiff["schools"]["opened"][number] => ({
	cds: row.cds,
	name: placeName(row),
	district: row.level === "school" ? row.district : "",
	charter: row.charter,
});

type Ends = Pick<PlacePair, "before" | "after">;

const endsEntry = ({ before, after }: Ends): EntitiesDiff["schools"]["renamed"][number] => ({
	fromCds: before.cds,
	toCds: after.cds,
	fromName: placeName(before),
	toName: placeName(after),
});

function levelEntry(
	{ pairs, opened, closed }: PlaceChanges,
	levels: readonly EntityLevel[],
): EntitiesDiff["districts"] {
	const of = (row: EntityRow): boolean => levels.includes(row.level);
	const mine = pairs.filter((pair) => of(pair.after));
	return {
		opened: opened.filter(of).map(placeEntry),
		closed: closed.filter(of).map(placeEntry),
		renamed: mine.filter((pair) => pair.name === "renamed").map(endsEntry),
		respelled: mine.filter((pair) => pair.name === "cosmetic" && !isChanged(pair)).map(endsEntry),
	};
}

function schoolsEntry(changes: PlaceChanges): EntitiesDiff["schools"] {
	const schools = changes.pairs.filter((pair) => pair.after.level === "school");
	const districtsOf = (rows: readonly EntityRow[]) =>
		new Set(rows.filter((row) => row.level === "district").map((row) => districtCode(row.cds)));
	const [gone, fresh] = [districtsOf(changes.closed), districtsOf(changes.opened)];
	return {
		...levelEntry(changes, ["school"]),
		moved: schools
			.filter((pair) => pair.moved)
			.map((pair) => ({
				...endsEntry(pair),
				fromDistrict: pair.before.district,
				toDistrict: pair.after.district,
				name: pair.name,
				reorganized: gone.has(districtCode(pair.before.cds)) || fresh.has(districtCode(pair.after.cds)),
			})),
		charterChanged: schools
			.filter((pair) => pair.charterChanged)
			.map((pair) => ({ ...endsEntry(pair), fromCharter: pair.before.charter, toCharter: pair.after.charter })),
		possibleNewCodes: possibleNewCodes(changes).map(({ name, where, ...ends }) => ({
			...endsEntry(ends),
			name,
			where,
		})),
		sharedCodes: [...changes.sharedSchoolCodes],
	};
}

const countCrosswalk = (rows: readonly CrosswalkRow[]): EntitiesDiff["crosswalk"] => {
	const accepted = rows.filter((row) => row.accepted === "yes").length;
	return { rows: rows.length, accepted, undecided: rows.length - accepted };
};
