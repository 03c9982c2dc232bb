/** A canary in every column of every layout that the layout gives no role: no command repeats one of them. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DoctorReport } from "../../src/app/schemas/doctor.js";
import { type Layout, layouts } from "../../src/ingest/layouts/index.js";
import { namedAlone, nameOf, tableOf } from "../contract/tables.js";
import { cimpHere } from "../helpers/here.js";
import { workdir } from "../helpers/workdir.js";
import { tableText } from "../ingest/helpers.js";
import { leaksOf } from "./leaks.js";

const canary = "Zqx";
const home = workdir();
const isDashboard = ({ columns }: Layout): boolean => columns.some(({ role }) => role === "distanceFromStandard");
/** Tables of percents and of distances are not read together; what goes with results goes with both. */
const folders = { percents: layouts.filter((one) => !isDashboard(one)), distances: layouts.filter(isDashboard) };
const nameIn = (layout: Layout): string => (namedAlone(layout) ? nameOf(layout) : `${layout.id}.txt`);
const planted = new Map<string, number>();
for (const [folder, its] of Object.entries(folders)) {
	mkdirSync(join(home, folder));
	for (const layout of its) {
		let count = 0;
		const grade = layout.columns.find(({ role }) => role === "grade" && layout.family === "results")?.header;
		// Analyses are of all grades together.
		const rows = tableOf(layout, () => `${canary}${++count}`).map((cells) =>
			grade === undefined ? cells : { ...cells, [grade]: "13" },
		);
		planted.set(layout.id, count);
		writeFileSync(join(home, folder, nameIn(layout)), tableText(layout, rows), "latin1");
	}
}

it("canaries are planted in most layouts", () => {
	expect([...planted.values()].filter((count) => count > 0).length).toBeGreaterThan(layouts.length / 2);
});

describe.each(Object.entries(folders))("all tables of %s", (folder, its) => {
	it("are recognized, and doctor repeats no canary", async () => {
		const run = await cimpHere(["doctor", folder, "--json"], home);
		expect(leaksOf([canary], { said: [run] })).toEqual([]);
		const { files } = JSON.parse(run.stdout) as DoctorReport;
		expect(files.map(({ layout }) => layout).sort()).toEqual(its.map(({ id }) => id).sort());
	});

	it("leave none in what tidy and analyze say and write", async () => {
		const runs = [
			await cimpHere(["tidy", folder, "--verbose"], home),
			await cimpHere(["analyze", folder, "--group", "160", "--out", "out", "--verbose"], home),
		];
		for (const { code, stderr } of runs) expect(code, stderr).toBe(0);
		expect(leaksOf([canary], { folders: [join(home, "out")], said: runs })).toEqual([]);
	});
});

it("none is in what entities diff says", async () => {
	const run = await cimpHere(["entities", "diff", "2018", "2024", "percents", "--json"], home);
	expect([leaksOf([canary], { said: [run] }), run.stderr.includes("CIMP-E128")]).toEqual([[], false]);
});
