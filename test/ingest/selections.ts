/** Tables to select from, and the two ways of selecting side by side. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { type InputFile, openInputs, type Selection } from "../../src/ingest/index.js";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { randomOf } from "./damages.js";
import { type Cells, latin, tableText } from "./helpers.js";

/** Keys that vary in every way that a selection asks for, and how people's programs write them. */
export function tableOf(id: string): string {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	const random = randomOf(7);
	const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
	const year = /\d{4}/.exec(layout.years)?.[0] ?? "2024";
	const rows = Array.from({ length: 300 }, (_, number): Cells => {
		const [county, district, school] = pick([
			["08", "99901", String(9_000_001 + number)],
			["08", "99901", `000${1001 + number}`],
			["08", "99901", "0000000"],
			["08", "00000", "0000000"],
			["00", "00000", "0000000"],
			["8", "99901", String(9_100_001 + number)],
		] as const);
		const values: Partial<Record<string, string>> = {
			...{ county, district, school, cds: `${county}${district}${school}`, year, subject: pick(["math", "ela"]) },
			...{
				test: pick(["1", "2", "02", "2.0", " 2"]),
				grade: pick(["3", "03", "5", "13", "13 "]),
				group: pick(["1", "31", "031", "160", "299"]),
			},
			...{ schoolName: pick(["Escuela A\u00f1o", "Sample School"]), districtName: "Sample Unified" },
			...{
				tested: "60",
				scored: String(11 + number),
				percentMet: pick(["*", "45", "145"]),
				distanceFromStandard: "-12.5",
			},
		};
		if (id === "dashboard-panel") values.group = pick(["all", "english_learners", "foster"]);
		return Object.fromEntries(layout.columns.map(({ header, role }) => [header, (role && values[role]) ?? ""]));
	});
	return tableText(layout, rows);
}

/** The tidy table of a selection, and the account: with the rest of the file left out, or read as well. */
export async function tidyOf(
	folder: string,
	files: readonly InputFile[],
	wish: { readonly selection: Selection; readonly fast: boolean },
) {
	const { selection, fast } = wish;
	const inputs = await openInputs(files, { temporaryFolder: folder, ...(fast ? { select: selection } : {}) });
	try {
		const path = join(folder, `${fast}.csv`);
		const rows = await inputs.writeTidy(selection, path, "csv");
		const [summary] = inputs.summaries;
		return { rows, text: await readFile(path, "utf8"), summary };
	} finally {
		await inputs.close();
	}
}

/** Both ways give the same, whether it is rows or a refusal; the account adds up. */
export async function compare(folder: string, content: string, selection: Selection): Promise<void> {
	const path = join(folder, "table.txt");
	await writeFile(path, latin(content));
	const files = [{ path, name: "table.txt" }];
	const whole = await tidyOf(folder, files, { selection, fast: false }).catch((error: Error) => error.message);
	const fast = await tidyOf(folder, files, { selection, fast: true }).catch((error: Error) => error.message);
	if (typeof whole === "string" || typeof fast === "string") {
		expect(fast).toBe(whole);
		return;
	}
	expect([fast.rows, fast.text]).toEqual([whole.rows, whole.text]);
	const { rowsRead = 0, rowsKept = 0, rowsRefused = 0, rowsNotSelected = 0 } = fast.summary ?? {};
	expect(rowsKept + rowsRefused + rowsNotSelected).toBe(rowsRead);
	expect(rowsRead).toBe(whole.summary?.rowsRead);
}

export const selections: Readonly<Record<string, Selection>> = {
	"math, all grades, schools, two groups": { subjects: ["math"], grades: [13], groups: [1, 31], levels: ["school"] },
	"districts and the state": { levels: ["district", "state"] },
	"one year": { years: [2015, 2021] },
	"grades 3 and 5 of counties": { grades: [3, 5], levels: ["county"] },
	"a group that no table knows": { groups: [299] },
};
