/** A canary in every column of every layout that the layout gives no role: no command repeats one of them. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { DoctorReport } from "../../src/app/schemas/doctor.js";
import { layouts } from "../../src/ingest/layouts/index.js";
import { tableOf } from "../contract/tables.js";
import { cimpHere } from "../helpers/here.js";
import { workdir } from "../helpers/workdir.js";
import { tableText } from "../ingest/helpers.js";
import { leaksOf } from "./leaks.js";

const canary = "Zqx";
const home = workdir();
const input = join(home, "input");
mkdirSync(input);
const planted = new Map<string, number>();
for (const layout of layouts) {
	let count = 0;
	const rows = tableOf(layout, () => `${canary}${++count}`);
	planted.set(layout.id, count);
	writeFileSync(join(input, `${layout.id}.txt`), tableText(layout, rows), "latin1");
}

it("canaries are planted in most layouts, and each table is still recognized", async () => {
	expect([...planted.values()].filter((count) => count > 0).length).toBeGreaterThan(layouts.length / 2);
	const run = await cimpHere(["doctor", "input", "--json"], home);
	expect(leaksOf([canary], { said: [run] })).toEqual([]);
	const { files } = JSON.parse(run.stdout) as DoctorReport;
	const seen = new Map(files.map(({ file, layout }) => [file.replace(/^input\/|\.txt$/g, ""), layout]));
	expect(layouts.filter(({ id }) => seen.get(id) === undefined).map(({ id }) => id)).toEqual([]);
});

it.each(layouts)("$id: what tidy, entities diff and analyze say and write has none", async ({ id, family }) => {
	const table = join("input", `${id}.txt`);
	const company = join("input", "sb-2024-2025.txt");
	const commands =
		family === "entities"
			? [["entities", "diff", "2018", "2024", table, "--json"]]
			: [["tidy", table, company, "--verbose"]];
	const runs = [];
	for (const words of [...commands, ["analyze", table, company, "--out", "out", "--verbose"]]) {
		runs.push(await cimpHere(words, home));
	}
	for (const { code, stderr } of runs) expect(code, stderr).not.toBe(70);
	expect(leaksOf([canary], { folders: [join(home, "out")], said: runs })).toEqual([]);
});
