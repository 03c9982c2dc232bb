/** Reading a selection: the fast way, which drops raw records, gives what reading everything and selecting gives. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Selection } from "../../src/ingest/index.js";
import { latin } from "./helpers.js";
import { compare, tableOf, tidyOf } from "./selections.js";

let folder = "";
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "cimp-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

const ids = ["sb-2015", "sb-2017-2019", "sb-2021-2023", "sb-2024-2025", "dashboard-panel"] as const;
const selections: Readonly<Record<string, Selection>> = {
	"math, all grades, schools, two groups": { subjects: ["math"], grades: [13], groups: [1, 31], levels: ["school"] },
	"districts and the state": { levels: ["district", "state"] },
	"one year": { years: [2015, 2021] },
	"grades 3 and 5 of counties": { grades: [3, 5], levels: ["county"] },
	"a group that no table knows": { groups: [299] },
};

describe.each(ids)("%s", (id) => {
	test.each(Object.entries(selections))("%s", async (_, selection) => {
		await compare(folder, tableOf(id), selection);
	});
});

test("most of a file is left out without being read", async () => {
	const path = join(folder, "account.txt");
	await writeFile(path, latin(tableOf("sb-2021-2023")));
	const selection: Selection = { subjects: ["math"], grades: [13], groups: [1], levels: ["school"] };
	const { summary } = await tidyOf(folder, [{ path, name: "account.txt" }], { selection, fast: true });
	expect(summary?.rowsNotSelected).toBeGreaterThan(200);
});
