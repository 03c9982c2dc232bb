import { describe, expect, it } from "vitest";
import { protect } from "../../src/privacy/protect.js";
import { createRandom } from "../../src/stats/index.js";
import { districtFamily, drawDistrict } from "./districts.js";
import { recovered } from "./property.js";

describe("a district of 40 schools and 15 groups, three outcomes", () => {
	it("is protected in seconds, and keeps what it hides", () => {
		const family = districtFamily(drawDistrict(createRandom("forty"), 40), ["day 1", "checkpoint", "passed"]);
		const before = process.cpuUsage().user;
		const protection = protect(family);
		const seconds = (process.cpuUsage().user - before) / 1e6;
		expect(seconds, `${family.rows.length} rows took ${seconds} s`).toBeLessThan(30);
		expect(recovered(family, protection)).toEqual([]);
	});
});
