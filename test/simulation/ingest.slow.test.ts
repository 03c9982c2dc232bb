/** What the simulation writes, cimp reads; what it damages, cimp names. */

import { describe, expect, test } from "vitest";
import type { PlantedDamage, SimulationOptions } from "../../src/simulation/index.js";
import { filesOf, ingested, smallOptions as small, truthOf } from "./helpers.js";

const smallOptions = { ...small, districts: 2, schools: 6 };

const dataLines = (bytes: Buffer | undefined): number => (bytes?.toString("latin1").split("\r\n").length ?? 0) - 2;

describe.each([
	["auto", [2015, 2016, 2017, 2019], ["math", "ela"]],
	["auto", [2021, 2023, 2024, 2025], ["math", "ela"]],
	["auto", [2024, 2025], ["science"]],
	["dashboard-panel", [2023, 2024, 2025], ["math", "ela"]],
] as const)("%s %j", (layout, years, subjects) => {
	test("every file is recognized and read without a problem or a lost row", async () => {
		const options = { ...smallOptions, layout, years, subjects: subjects as SimulationOptions["subjects"] };
		const files = filesOf(options);
		await ingested(files, async (inputs) => {
			expect(inputs.problems).toEqual([]);
			for (const { file, rowsRead, rowsKept, rowsRefused } of inputs.summaries) {
				expect([file, rowsRead, rowsRefused]).toEqual([file, rowsKept, 0]);
				if (file !== "frpm.csv") expect([file, rowsKept]).toEqual([file, dataLines(files.get(file))]);
			}
			const available = inputs.available();
			expect([...available.subjects].sort()).toEqual([...subjects].sort());
			expect(available.years[available.subjects[0] ?? "math"]).toEqual(years);
			expect(available.districts[0]).toEqual({ code: "0199001", name: "Sample Unified" });
		});
	});
});

test("results of an era may be written in another era's layout", async () => {
	const files = filesOf({ ...smallOptions, layout: "sb-2017-2019" });
	await ingested(files, (inputs) => {
		expect(inputs.problems).toEqual([]);
		expect(inputs.available().years.math).toEqual([2024, 2025]);
	});
});

describe.each(["auto", "sb-2017-2019", "dashboard-panel"])("damages in layout %s", (layout) => {
	test("are found exactly as planted", async () => {
		const files = filesOf({ ...smallOptions, layout, damage: true });
		const planted = (truthOf(files).damages ?? []) as PlantedDamage[];
		expect(new Set(planted.map((damage) => damage.file)).size).toBe(2);
		const expected = planted.map(({ file, line, code }) => `${file}:${line} ${code}`);
		await ingested(files, (inputs) => {
			const found = inputs.problems.map(({ place, code }) => `${place.file}:${place.line} ${code}`);
			expect(found.sort()).toEqual(expected.sort());
			for (const { file, rowsRefused } of inputs.summaries) {
				const lost = planted
					.filter((damage) => damage.file === file)
					.reduce((sum, damage) => sum + damage.rowsRefused, 0);
				expect([file, rowsRefused]).toEqual([file, lost]);
			}
		});
	});
});

test("each kind of damage occurs, and a repair restores what was there", async () => {
	const files = filesOf({ ...small, damage: true });
	const planted = (truthOf(files).damages ?? []) as PlantedDamage[];
	expect(new Set(planted.map((damage) => damage.code))).toEqual(
		new Set([
			"CIMP-R112",
			"CIMP-E113",
			"CIMP-R111",
			"CIMP-E111",
			"CIMP-E110",
			"CIMP-E114",
			"CIMP-E115",
			"CIMP-E116",
			"CIMP-E117",
			"CIMP-R118",
		]),
	);
	const lost = planted.filter((damage) => damage.code === "CIMP-R112");
	await ingested(files, (inputs) => {
		const repairs = inputs.problems.flatMap((problem) => (problem.code === "CIMP-R112" ? [problem.repair] : []));
		expect(repairs.map((repair) => `${repair?.before} ${repair?.after}`).sort()).toEqual(
			lost.map((damage) => `${damage.after} ${damage.before}`).sort(),
		);
	});
});
