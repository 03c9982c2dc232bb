/** Rosters so small or one-sided that what is listed gives counts away: audited, and nothing of it can be worked out. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cimpHere } from "../helpers/here.js";
import { repository, workdir } from "../helpers/workdir.js";

const folder = join(repository, "fixtures", "broken", "placement");
const rosters = ["everybody-held-back", "formulas", "nobody-qualifies", "one-group-one-school", "one-student"];

describe("a small or one-sided roster", () => {
	it.each(rosters)("%s: the whole search recovers nothing of its audit", async (roster) => {
		const home = workdir();
		const words = [
			"placement",
			"audit",
			"-p",
			join(folder, "policy.yml"),
			"-s",
			join(folder, `sound-${roster}.csv`),
			"-o",
			"out",
			"-q",
		];
		expect(await cimpHere(words, home)).toMatchObject({ code: 0, stdout: "" });
		const { code, stdout } = await cimpHere(["privacy", "check", "out", "--json"], home);
		const { attacked, violations } = JSON.parse(stdout) as { attacked: number; violations: unknown[] };
		expect({ code, violations }).toEqual({ code: 0, violations: [] });
		expect(attacked).toBeGreaterThan(50);
	});
});
