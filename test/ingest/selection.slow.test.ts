/** Reading a selection of a damaged file: the fast way says and gives what reading everything does. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { Selection } from "../../src/ingest/index.js";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { damages, randomOf } from "./damages.js";
import { compare, selections, tableOf } from "./selections.js";

let folder = "";
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "cimp-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

test.each(["sb-2015", "sb-2017-2019", "sb-2021-2023", "sb-2024-2025", "dashboard-panel"])(
	"%s, damaged in every way: the same comes out",
	async (id) => {
		const selection: Selection = { subjects: ["math"], grades: [13], groups: [1], levels: ["school"] };
		const delimiter = layoutById(id)?.writing.delimiter ?? ",";
		for (const [position, [, damage]] of Object.entries(damages).entries()) {
			await compare(folder, damage(tableOf(id), randomOf(position + 1), delimiter), selection);
		}
	},
);

describe.each(["sb-2015", "sb-2017-2019", "sb-2024-2025"] as const)("%s", (id) => {
	test.each(Object.entries(selections))("%s", (_, selection) => compare(folder, tableOf(id), selection));
});
