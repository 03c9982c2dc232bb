/** Three districts put together, against R: the test, the ratio, the difference, whether the pattern is the same. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AggregateFile } from "../../src/app/schemas/placement-aggregate.js";
import { version } from "../../src/app/version.js";
import { suppressed } from "../../src/domain/measured.js";
import { cimpHere } from "../helpers/here.js";
import { workdir } from "../helpers/workdir.js";
import { reference } from "./rosters.js";

interface District {
	readonly district: string;
	readonly qualified: number;
	readonly heldBack: number;
	readonly othersQualified: number;
	readonly othersHeldBack: number;
}

const expected = JSON.parse(readFileSync(join(reference, "merge.json"), "utf8")) as {
	readonly districts: readonly District[];
	readonly cmh: { readonly p: number };
	readonly risk_ratio: { readonly estimate: number; readonly lower: number; readonly upper: number };
	readonly risk_difference: { readonly estimate: number };
	readonly tarone: { readonly p: number };
};

type Group = AggregateFile["districts"][number]["groups"][number];

const groupOf = ({ district: _d, ...counts }: District): Group => ({
	...{ stage: "day1", basis: "ethnicity", code: "AA", group: "Black or African American" },
	...counts,
	verdict: "FLAG",
});

/** Writes each district's export into a folder of its own, as an audit does. */
function exported(groups: (one: District) => readonly Group[]): string {
	const home = workdir();
	for (const one of expected.districts) {
		const all = { enrolled: 4000, qualified: one.qualified + one.othersQualified };
		const district = { district: one.district, schoolYear: "2025–26", ...all, groups: groups(one) };
		const file = { schema: "cimp/placement-aggregate/1", version, districts: [district], merged: [] };
		mkdirSync(join(home, one.district));
		writeFileSync(join(home, one.district, "aggregate.json"), JSON.stringify(file));
	}
	return home;
}

async function mergedIn(home: string, names: readonly string[]): Promise<AggregateFile["merged"][number]> {
	const run = await cimpHere(["placement", "merge", ...names, "--json", "-o", "county"], home);
	expect([run.code, run.stderr]).toEqual([0, ""]);
	const [merged] = (JSON.parse(run.stdout) as AggregateFile).merged;
	if (merged === undefined) throw new Error("nothing was merged");
	return merged;
}

const near = (value: unknown, wanted: number): void => {
	expect(typeof value).toBe("number");
	expect(Math.abs((value as number) / wanted - 1)).toBeLessThan(1e-9);
};

describe("cimp placement merge", () => {
	it("agrees with mantelhaen.test and rma.mh, in any order of the districts", async () => {
		const names = expected.districts.map(({ district }) => district);
		const home = exported((one) => [groupOf(one)]);
		const merged = await mergedIn(home, names);
		expect([merged.districts, merged.districtsWithheld, merged.qualified, merged.heldBack]).toEqual([3, 0, 221, 65]);
		near(merged.p, expected.cmh.p);
		near(merged.riskRatio.value, expected.risk_ratio.estimate);
		near(merged.riskRatio.lower, expected.risk_ratio.lower);
		near(merged.riskRatio.upper, expected.risk_ratio.upper);
		near(merged.riskDifference.value, expected.risk_difference.estimate);
		near(merged.homogeneityP, expected.tarone.p);
		expect(await mergedIn(home, [...names].reverse())).toEqual(merged);
		expect((await cimpHere(["privacy", "check", "county"], home)).code).toBe(0);
	});

	it("leaves out what a district withheld, counts it, and never works it out", async () => {
		const hidden = suppressed("withheld to protect students");
		const home = exported((one) =>
			one.district === "West" ? [{ ...groupOf(one), heldBack: hidden, othersHeldBack: hidden }] : [groupOf(one)],
		);
		const merged = await mergedIn(
			home,
			expected.districts.map(({ district }) => district),
		);
		expect([merged.districts, merged.districtsWithheld, merged.qualified]).toEqual([2, 1, 188]);
	});

	it("refuses a file that is none, and a district twice", async () => {
		const home = exported((one) => [groupOf(one)]);
		writeFileSync(join(home, "other.json"), '{"schema":"cimp/placement/1"}');
		const other = await cimpHere(["placement", "merge", "North", "other.json"], home);
		expect([other.code, other.stderr]).toEqual([2, expect.stringContaining("aggregate.json of cimp placement audit")]);
		const twice = await cimpHere(["placement", "merge", "North", "North"], home);
		expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining("a district that is given twice")]);
	});
});
