import { describe, expect, it } from "vitest";
import { counties, countyOf, regionNumbers } from "../../src/domain/counties.js";

describe("counties and regions", () => {
	it("are 58 and 11, every county in a region and every region with a county", () => {
		expect(counties).toHaveLength(58);
		expect(regionNumbers).toHaveLength(11);
		expect(new Set(counties.map(({ region }) => region))).toEqual(new Set(regionNumbers));
		expect(new Set(counties.map(({ name }) => name)).size).toBe(58);
		expect(counties.map(({ name }) => name)).toEqual(counties.map(({ name }) => name).sort());
	});

	it("are found by the first two digits of a code", () => {
		expect(countyOf("19647250000000")).toEqual({ code: "19", name: "Los Angeles", region: 11 });
		expect(countyOf("5475531")).toMatchObject({ name: "Tulare", region: 7 });
		expect(countyOf("00000000000000")).toBeUndefined();
		expect(countyOf("5900000")).toBeUndefined();
	});

	it("agree with what county offices say of themselves", () => {
		// Region 2 is "nine rural counties"; the others from the counties' own pages.
		expect(counties.filter(({ region }) => region === 2)).toHaveLength(9);
		expect(counties.filter(({ region }) => region === 1).map(({ name }) => name)).toEqual([
			"Del Norte",
			"Humboldt",
			"Lake",
			"Mendocino",
			"Sonoma",
		]);
	});
});
