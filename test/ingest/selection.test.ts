/** Reading a selection: the fast way, which drops raw records, gives what reading everything and selecting gives. Other layouts: the slow tests. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Selection } from "../../src/ingest/index.js";
import { latin } from "./helpers.js";
import { compare, selections, tableOf, tidyOf } from "./selections.js";

let folder = "";
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "cimp-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

const ids = ["sb-2021-2023", "dashboard-panel"] as const;

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
