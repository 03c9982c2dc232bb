/** Identities between the counts of groups, grades and places. */

import { describe, expect, test } from "vitest";
import { allGrades, allHighSchool } from "../../src/domain/tests.js";
import { buildWorld, defaultOptions } from "../../src/simulation/index.js";
import { countPlaces, type PlaceRow } from "../../src/simulation/places.js";
import { frameOf } from "../../src/simulation/result-rows.js";
import { cellStart, fields, type TallyFrame } from "../../src/simulation/tally.js";
import { smallOptions } from "./helpers.js";

const year = 2025;

function counted(subjects: ("math" | "ela" | "science")[]): {
	frame: TallyFrame;
	places: { place: PlaceRow; tally: Float64Array }[];
} {
	const world = buildWorld({ ...smallOptions, districts: 4, schools: 10, subjects });
	const frame = frameOf(subjects, year, "all");
	const places = Array.from(countPlaces(world, frame, year), ({ place, tally }) => ({ place, tally: tally.slice() }));
	return { frame, places };
}

const sumOf = (tallies: readonly Float64Array[]): number[] =>
	Array.from(tallies[0] ?? [], (_, index) => tallies.reduce((sum, tally) => sum + (tally[index] ?? 0), 0));

/** Counts of one group at every subject and grade, one after the other. */
const groupCounts = (frame: TallyFrame, tally: Float64Array, id: number): number[] =>
	frame.subjects.flatMap((_, subject) =>
		frame.grades.flatMap((_grade, grade) => {
			const start = cellStart(frame, subject, grade, frame.groups.indexOf(id));
			return [...tally.subarray(start, start + fields.size)];
		}),
	);

/** Groups that make up another one, whoever the students are. */
const partitions: readonly (readonly [whole: number, parts: readonly number[]])[] = [
	[1, [31, 111]],
	[1, [128, 99]],
	[1, [160, 6, 190]],
	[6, [7, 8, 180]],
	[160, [120, 142]],
	[170, [160, 8]],
	[1, [170, 252, 190]],
	[1, [74, 75, 76, 77, 78, 79, 80, 144]],
	[1, [90, 91, 92, 93, 94, 121]],
	[1, [28, 29]],
	[1, [50, 51]],
	[1, [52, 53]],
	[1, [240, 241]],
	[31, [200, 201, 202, 203, 204, 205, 206, 207]],
	[111, [220, 221, 222, 223, 224, 225, 226, 227]],
	[78, [204, 224]],
];

describe("counts of Smarter Balanced results", () => {
	const { frame, places } = counted(["math", "ela"]);

	test.each(partitions)("group %i is the sum of %j in every place", (whole, parts) => {
		for (const { tally } of places) {
			const sums = parts.map((id) => groupCounts(frame, tally, id));
			const total = groupCounts(frame, tally, whole);
			expect(total.map((_, index) => sums.reduce((sum, counts) => sum + (counts[index] ?? 0), 0))).toEqual(total);
		}
	});

	test("male and female are all but the few students of a third gender", () => {
		const state = places.at(-1)?.tally ?? new Float64Array();
		const enrolled = (id: number): number => groupCounts(frame, state, id)[fields.enrolled] ?? 0;
		const rest = enrolled(1) - enrolled(3) - enrolled(4);
		expect(rest).toBeGreaterThanOrEqual(0);
		expect(rest).toBeLessThan(0.01 * enrolled(1));
	});

	test("rows over all grades are the sums of the grades", () => {
		for (const { tally } of places) {
			for (const id of frame.groups) {
				for (const subject of frame.subjects.keys()) {
					const at = (grade: number): number[] => {
						const start = cellStart(frame, subject, frame.grades.indexOf(grade), frame.groups.indexOf(id));
						return [...tally.subarray(start, start + fields.size)];
					};
					const single = frame.grades.filter((grade) => grade < allGrades).map(at);
					expect(at(allGrades)).toEqual(sumOf(single.map((counts) => Float64Array.from(counts))));
				}
			}
		}
	});

	test("levels add up to the students with scores, and those to no more than tested and enrolled", () => {
		const wrong: number[][] = [];
		for (const { tally } of places) {
			for (let start = 0; start < tally.length; start += fields.size) {
				const [enrolled = 0, tested = 0, scored = 0] = tally.subarray(start, start + 3);
				const levels = [...tally.subarray(start + fields.levels, start + fields.levels + 4)];
				const inLevels = levels.reduce((sum, level) => sum + level, 0);
				if (inLevels !== scored || scored > tested || tested > enrolled)
					wrong.push([enrolled, tested, scored, ...levels]);
			}
		}
		expect(wrong).toEqual([]);
	});

	test("a district is its own and locally funded schools, without direct-funded charters", () => {
		const districts = places.filter(({ place }) => place.type === 6);
		expect(districts).toHaveLength(4);
		for (const district of districts) {
			const code = district.place.cds.slice(0, 7);
			const schools = places.filter(({ place }) => place.cds.startsWith(code) && place.type > 6);
			const own = schools.filter(({ place }) => place.type !== 9);
			expect([...district.tally]).toEqual(sumOf(own.map(({ tally }) => tally)));
		}
		expect(new Set(places.map(({ place }) => place.type))).toEqual(new Set([4, 5, 6, 7, 9, 10]));
	});

	test("counties hold all their schools, and the state all counties", () => {
		const counties = places.filter(({ place }) => place.type === 5);
		for (const county of counties) {
			const schools = places.filter(
				({ place }) => place.type > 6 && place.cds.startsWith(county.place.cds.slice(0, 2)),
			);
			expect([...county.tally]).toEqual(sumOf(schools.map(({ tally }) => tally)));
		}
		expect(counties).toHaveLength(2);
		const state = places.find(({ place }) => place.type === 4);
		expect([...(state?.tally ?? [])]).toEqual(sumOf(counties.map(({ tally }) => tally)));
	});
});

test("science counts each high school student in one grade, and sums them in grade 14", () => {
	const { frame, places } = counted(["science"]);
	const state = places.at(-1)?.tally ?? new Float64Array();
	const at = (grade: number): number => state[cellStart(frame, 0, frame.grades.indexOf(grade), 0) + fields.scored] ?? 0;
	expect(at(allHighSchool)).toBe(at(10) + at(11) + at(12));
	expect(at(allGrades)).toBe(at(5) + at(8) + at(allHighSchool));
	expect(at(11)).toBeGreaterThan(at(10) + at(12));
});

test("neighboring springs share their students: a cohort's groups move up unchanged", () => {
	const world = buildWorld({ ...defaultOptions, seed: "cohorts", districts: 1, schools: 2 });
	const frame = frameOf(["math"], 2025, "all");
	const inSpring = (spring: number, grade: number): (number | undefined)[] => {
		const [first] = countPlaces(world, frame, spring);
		const tally = first?.tally ?? new Float64Array();
		const enrolled = (id: number): number | undefined =>
			tally[cellStart(frame, 0, frame.grades.indexOf(grade), frame.groups.indexOf(id)) + fields.enrolled];
		return [1, 31, 128, 78, 3, 52].map(enrolled);
	};
	expect(inSpring(2025, 4)).toEqual(inSpring(2024, 3));
	expect(inSpring(2025, 4)[0]).toBeGreaterThan(20);
});
