/** The attacker who solves integer programs, turned on whole audits: all families, topics and stages at once. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "../helpers/workdir.js";
import { reference, referencePolicy } from "../placement/rosters.js";
import { recoverReleases } from "./attacker.js";
import { publishedOf, publishedText, samplePolicy, simulatedText } from "./audits.js";

const width = 5;

describe("all that an audit publishes, together", () => {
	it("gives no withheld count of the reference roster away", async () => {
		const released = await publishedOf(join(reference, "roster.csv"), referencePolicy());
		expect(recoverReleases([released], width)).toEqual([]);
	});

	it("gives none of the sample roster away", async () => {
		const path = join(repository, "fixtures", "placement", "roster.csv");
		expect(recoverReleases([await publishedOf(path, samplePolicy())], width)).toEqual([]);
	});

	it("is attacked in earnest: a group that gets out gives another of its basis away", async () => {
		const released = await publishedText(simulatedText({ seed: 3, students: 4000, schools: 8 }), samplePolicy());
		const small = ["2026/qualified|ethnicity=AI", "2026/qualified|ethnicity=PI"];
		const places = released.sums.rows.filter(({ id }) => small.includes(id));
		expect(places).toHaveLength(2);
		const said = { document: { few: 3 }, sums: { rows: [], partitions: [], relations: [] } };
		const [one, two] = places.map(({ id }) => id) as [string, string];
		const more = { ...said, sums: { ...said.sums, values: [{ at: "/few", left: [one], right: [two] }] } };
		expect(recoverReleases([released, more], width)).not.toEqual([]);
	});

	it.each([
		[1, 1500, 4],
		[2, 600, 2],
		[3, 4000, 8],
		[4, 300, 1],
		[5, 900, 5],
		[6, 150, 2],
	])("gives none of an invented roster away: seed %i, %i students, %i schools", async (seed, students, schools) => {
		const text = simulatedText({ seed, students, schools });
		expect(recoverReleases([await publishedText(text, samplePolicy())], width)).toEqual([]);
	});
});
