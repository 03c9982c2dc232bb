import { describe, expect, it } from "vitest";
import { groupsOverYears } from "../../src/analyses/prediction/fits-over-years.js";
import { drawPanel } from "../helpers/panels.js";

/** The compiled program: run from its sources it has no worker. */
const compiled = String(new URL("../../dist/app/fit-beside.js", import.meta.url));
const { fitBeside } = (await import(compiled)) as typeof import("../../src/app/fit-beside.js");

/** As many schools and years as are worth a worker. */
const { input } = drawPanel({
	seed: "beside",
	districts: 250,
	schools: 10,
	years: [2022, 2023, 2024, 2025],
	tauDistrict: 12,
	tauSchool: 20,
	tauYear: 8,
	students: [40, 500],
	outcome: "percent",
	groups: [31, 160],
});

describe("fits over years beside other work", () => {
	it("are the same in a worker and in place, for every group", async () => {
		const beside = await fitBeside(input, { threads: 2 }, () => "done");
		const inPlace = await fitBeside(input, { threads: 0 }, () => "done");
		expect([beside.result, inPlace.result]).toEqual(["done", "done"]);
		for (const group of groupsOverYears(1)) {
			const { fits } = beside.overYears.of(group);
			expect(fits).toEqual(inPlace.overYears.of(group).fits);
			expect(fits.length).toBe([1, 31, 160].includes(group) ? 1 : 0);
		}
	});

	it("are where the work goes on: what it throws is thrown, and nothing is waited for", async () => {
		const failing = (): never => {
			throw new Error("no predictions");
		};
		await expect(fitBeside(input, { threads: 2 }, failing)).rejects.toThrow("no predictions");
	});

	it("throw what a fit throws", async () => {
		const numbers: typeof input.panel.numbers = (...asked) => {
			const found = input.panel.numbers(...asked);
			return { ...found, tested: found.tested.map((students) => students + 0.5) };
		};
		const broken = { ...input, panel: { ...input.panel, numbers } };
		await expect(fitBeside(broken, { threads: 2 }, () => "done")).rejects.toThrow("whole");
	});

	it("end with the run's interruption", async () => {
		const interruption = new AbortController();
		const fitted = fitBeside(input, { threads: 2, interrupted: interruption.signal }, () => "done");
		interruption.abort(new Error("interrupted"));
		await expect(fitted).rejects.toThrow("interrupted");
	});
});
