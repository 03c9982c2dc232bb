/** How much is still described: of the students whom "hide only under 11" would describe, at least 90 %. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { CountFamily } from "../../src/privacy/count-family.js";
import { type Protection, protect } from "../../src/privacy/protect.js";
import { defaultOptions, simulate } from "../../src/simulation/index.js";
import { createRandom } from "../../src/stats/index.js";
import { repository } from "../helpers/workdir.js";
import { type Counted, districtFamily, drawDistrict, everybody } from "./districts.js";
import { recovered } from "./property.js";

const floor = 0.9;

/** Share of students described, all rows together and the groups of single schools alone; each row counts its students. */
function described(
	family: CountFamily,
	{ rows }: Protection,
): { all: number; groupsOfSchools: number; exactly: number } {
	const share = (wanted: (id: string) => boolean, states: readonly string[]): number => {
		const large = family.rows.filter(({ id, population }) => population >= 11 && wanted(id));
		const students = (some: typeof large): number => some.reduce((sum, row) => sum + row.population, 0);
		return students(large.filter(({ id }) => states.includes(rows.get(id)?.state ?? ""))) / students(large);
	};
	const ofSchool = (id: string): boolean => !id.startsWith(`${everybody}/`) && !id.endsWith(`/${everybody}`);
	return {
		all: share(() => true, ["shown", "rounded"]),
		groupsOfSchools: share(ofSchool, ["shown", "rounded"]),
		exactly: share(() => true, ["shown"]),
	};
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function holdsFloor(family: CountFamily): void {
	const before = process.cpuUsage().user;
	const protection = protect(family);
	const seconds = (process.cpuUsage().user - before) / 1e6;
	const { all, groupsOfSchools, exactly } = described(family, protection);
	const words = `${family.rows.length} rows, ${seconds.toFixed(1)} s: ${percent(all)} described, ${percent(exactly)} exactly, groups of schools ${percent(groupsOfSchools)}`;
	if (process.env.CIMP_UTILITY !== undefined) process.stderr.write(`${words}\n`);
	expect(all, words).toBeGreaterThanOrEqual(floor);
	expect(recovered(family, protection)).toEqual([]);
}

/** Students of a simulated roster who took Algebra I, by school and group. */
function simulatedRoster(schools: number): Counted[] {
	const files = simulate({ ...defaultOptions, seed: "utility", districts: 1, schools, roster: true });
	const roster = files.find(({ name }) => name === "roster.csv");
	const rows = parse(Buffer.concat([...(roster?.chunks ?? [])]), { columns: true }) as Record<string, string>[];
	return rows
		.filter((row) => row.prior_course === "Algebra I")
		.map((row) => ({
			school: row.school ?? "",
			groups: Object.fromEntries(["ethnicity", "gender", "sed", "el", "swd"].map((basis) => [basis, row[basis] ?? ""])),
			outcomes: [row.placed_course_day1 === "Algebra I", row.placed_course_checkpoint === "Algebra I"],
		}));
}

describe("students described after protection", () => {
	it("are at least 90 % on the reference roster", () => {
		const path = join(repository, "fixtures", "reference", "placement", "roster_family.json");
		holdsFloor(JSON.parse(readFileSync(path, "utf8")) as CountFamily);
	});

	it("are at least 90 % on a simulated roster", () => {
		holdsFloor(districtFamily(simulatedRoster(60), ["day 1", "checkpoint"]));
	});

	it("are at least 90 % in an invented district of eight schools with three outcomes", () => {
		holdsFloor(districtFamily(drawDistrict(createRandom("utility"), 8), ["day 1", "checkpoint", "passed"]));
	});
});
