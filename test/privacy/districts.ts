/** Families as a district publishes them: every group of every school, with all totals. */

import type { CountFamily, CountRow, Partition } from "../../src/privacy/count-family.js";
import type { Random } from "../../src/stats/index.js";

/** A student as far as counts go. */
export interface Counted {
	readonly school: string;
	/** Value by basis: `{ race: "Asian", sed: "yes" }`. */
	readonly groups: Readonly<Record<string, string>>;
	readonly outcomes: readonly boolean[];
}

export const everybody = "all";

/** Schools × groups of every basis, schools' totals, the district's groups, the district: and how all of it adds up. */
export function districtFamily(students: readonly Counted[], outcomes: readonly string[]): CountFamily {
	const schools = [...new Set(students.map(({ school }) => school))].sort();
	const bases = [...new Set(students.flatMap(({ groups }) => Object.keys(groups)))].sort();
	const values = new Map(
		bases.map((basis) => [basis, [...new Set(students.map(({ groups }) => groups[basis] ?? ""))].sort()]),
	);
	const counts = new Map<string, { population: number; outcomes: number[] }>();
	const id = (school: string, group: string): string => `${school}/${group}`;
	const groups = [
		everybody,
		...bases.flatMap((basis) => (values.get(basis) ?? []).map((value) => `${basis}=${value}`)),
	];
	for (const school of [everybody, ...schools]) {
		for (const group of groups) counts.set(id(school, group), { population: 0, outcomes: outcomes.map(() => 0) });
	}
	for (const student of students) {
		const own = [everybody, ...bases.map((basis) => `${basis}=${student.groups[basis] ?? ""}`)];
		for (const key of [everybody, student.school].flatMap((school) => own.map((group) => id(school, group)))) {
			const count = counts.get(key);
			if (count === undefined) continue;
			count.population++;
			student.outcomes.forEach((had, k) => {
				count.outcomes[k] = (count.outcomes[k] ?? 0) + (had ? 1 : 0);
			});
		}
	}
	const rows = [...counts].map(([key, count]): CountRow => ({ id: key, ...count }));
	const partitions: Partition[] = [
		...[everybody, ...schools].flatMap((school) =>
			bases.map((basis) => ({
				whole: id(school, everybody),
				parts: (values.get(basis) ?? []).map((value) => id(school, `${basis}=${value}`)),
			})),
		),
		...groups.map((group) => ({ whole: id(everybody, group), parts: schools.map((school) => id(school, group)) })),
	];
	return { outcomes, exhaustive: false, rows, partitions };
}

/** An invented district: large and small schools, groups that gather in some of them. */
export function drawDistrict(random: Random, schoolCount: number): Counted[] {
	const races = ["AA", "AI", "AS", "FI", "HI", "MR", "PI", "WH"];
	const weights = [0.07, 0.005, 0.12, 0.03, 0.5, 0.05, 0.005, 0.22];
	return Array.from({ length: schoolCount }, (_, s) => s).flatMap((s) => {
		const size = 40 + Math.floor(500 * random.beta(1.5, 4));
		const own = weights.map((weight) => random.gamma(20 * weight));
		const total = own.reduce((sum, weight) => sum + weight, 0);
		const sed = random.beta(3, 2);
		return Array.from({ length: size }, (): Counted => {
			const race = races[pick(own, random.uniform() * total)] ?? "WH";
			const day1 = random.uniform() < (race === "AA" || race === "HI" ? 0.25 : 0.12);
			const yes = (share: number): string => (random.uniform() < share ? "yes" : "no");
			return {
				school: `school ${String(s).padStart(2, "0")}`,
				groups: {
					race,
					gender: random.uniform() < 0.5 ? "F" : random.uniform() < 0.02 ? "X" : "M",
					sed: yes(sed),
					el: yes(0.18),
				},
				outcomes: [day1, day1 && random.uniform() < 0.75, random.uniform() < 0.8],
			};
		});
	});
}

function pick(weights: readonly number[], at: number): number {
	let left = at;
	const found = weights.findIndex((weight) => {
		left -= weight;
		return left < 0;
	});
	return found < 0 ? weights.length - 1 : found;
}
