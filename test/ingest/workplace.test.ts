import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Refusal } from "../../src/domain/problem.js";
import { withWorkplace } from "../../src/ingest/workplace.js";

let temporaryFolder = "";
beforeAll(async () => {
	temporaryFolder = await mkdtemp(join(tmpdir(), "cimp-test-"));
});
afterAll(() => rm(temporaryFolder, { recursive: true }));

test("what is put into a workplace stays until it is closed", async () => {
	const place = await withWorkplace({ temporaryFolder }, async (open) => {
		await writeFile(join(open.workFolder, "copy.txt"), "a");
		return { ...open, engine: await open.openEngine() };
	});
	expect(await readdir(place.workFolder)).toEqual(["copy.txt"]);
	expect(await place.engine.rows("select 1::integer")).toEqual([[1]]);
	await place.close();
	expect(await readdir(temporaryFolder)).toEqual([]);
});

const fails = (error: Error): Promise<unknown> =>
	withWorkplace({ temporaryFolder }, async ({ workFolder, openEngine }) => {
		await writeFile(join(workFolder, "copy.txt"), "a");
		await openEngine();
		throw error;
	}).catch((thrown: unknown) => thrown);

test("an error keeps its shape and leaves nothing", async () => {
	const error = new Error("something else");
	expect(await fails(error)).toBe(error);
	expect(await readdir(temporaryFolder)).toEqual([]);
});

test("an interruption is told by its own reason", async () => {
	const controller = new AbortController();
	const reason = new Error("SIGINT");
	const after = withWorkplace({ temporaryFolder, interrupted: controller.signal }, async ({ openEngine }) => {
		const engine = await openEngine();
		controller.abort(reason);
		await engine.run("select 1");
	}).catch((thrown: unknown) => thrown);
	expect(await after).toBe(reason);
	expect(await readdir(temporaryFolder)).toEqual([]);
});

test.each([
	["the system", Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" })],
	["the engine", new Error('IO Error: Could not write file "rows-0.parquet": No space left on device')],
])("a full disk is for the user to mend, as %s says it", async (_, error) => {
	const refusal = await fails(error);
	expect(refusal instanceof Refusal ? refusal.problems : refusal).toMatchObject([
		{ code: "CIMP-E302", place: { file: "temporary files" }, found: "no space left" },
	]);
	expect(await readdir(temporaryFolder)).toEqual([]);
});
