/** The attacker who solves integer programs, turned on whole audits: all families, topics and stages at once. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "../helpers/workdir.js";
import { reference, referencePolicy } from "../placement/rosters.js";
import { recoverReleases } from "./attacker.js";
import { exactStudents, publishedOf, publishedText, samplePolicy, simulatedText } from "./audits.js";

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

	it("is attacked in earnest: a withheld row that another document lets out is known, and what hangs on it", async () => {
		const text = simulatedText({ seed: 3, students: 4000, schools: 8 });
		const released = await publishedText(text, samplePolicy());
		const [row, name] = ["qualified|ethnicity=AI", "2026/qualified|ethnicity=AI"];
		const known = (await exactStudents(text, samplePolicy())).get(row);
		const leak = {
			document: { few: known },
			sums: { rows: [], partitions: [], relations: [], values: [{ at: "/few", left: [name], right: [] }] },
		};
		expect(recoverReleases([released], width)).toEqual([]);
		expect(recoverReleases([released, leak], width).map((found) => found.row)).toContain(name);
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
