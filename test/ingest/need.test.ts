/** What must be among the files. */

import { tmpdir } from "node:os";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { Refusal } from "../../src/domain/problem.js";
import { type OpenOptions, openInputs } from "../../src/ingest/index.js";

const [results, entities] = ["fixtures/sample/results-2025.txt", "fixtures/sample/entities-2025.txt"];

async function open(path: string, need?: OpenOptions["need"]): Promise<number | string> {
	try {
		const files = [{ path, name: basename(path) }];
		const inputs = await openInputs(files, { temporaryFolder: tmpdir(), ...(need === undefined ? {} : { need }) });
		const rows = (await inputs.entities()).length;
		await inputs.close();
		return rows;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.problems.map((entry) => `${entry.code} ${entry.place.file}: ${entry.found}`).join("; ");
	}
}

test.each([
	[results, undefined, 0],
	[results, "results", 0],
	[results, "any", 0],
	[results, "entities", "CIMP-E128 results-2025.txt: only files of: results"],
	[entities, undefined, "CIMP-E109 entities-2025.txt: only files of: entities"],
	[entities, "results", "CIMP-E109 entities-2025.txt: only files of: entities"],
	[entities, "any", 105],
	[entities, "entities", 105],
] as const)("%s, where %s is needed: %s", async (path, need, expected) => {
	expect(await open(path, need)).toBe(expected);
});
