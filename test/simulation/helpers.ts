/** Small worlds, and their files as bytes and as records. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { openInputs } from "../../src/ingest/index.js";
import { defaultOptions, type SimulationOptions, simulate } from "../../src/simulation/index.js";

export const smallOptions: SimulationOptions = { ...defaultOptions, seed: "small world", districts: 2, schools: 13 };

export const bytesOf = (chunks: Iterable<Uint8Array>): Buffer => Buffer.concat([...chunks]);

const made = new Map<string, Map<string, Buffer>>();

/** All files by name; made once per test file and set of options. */
export function filesOf(options: SimulationOptions): ReadonlyMap<string, Buffer> {
	const key = JSON.stringify(options);
	const files = made.get(key) ?? new Map(simulate(options).map((file) => [file.name, bytesOf(file.chunks)]));
	made.set(key, files);
	return files;
}

export type Row = Readonly<Record<string, string>>;

/** Records by heading, read by another reader than cimp's own. */
export function rowsOf(bytes: Buffer | undefined, delimiter: "," | "^", encoding: "latin1" | "utf8" = "latin1"): Row[] {
	if (bytes === undefined) throw new Error("no such file");
	return parse(bytes.toString(encoding), { delimiter, columns: true, quote: delimiter === "^" ? false : '"' }) as Row[];
}

export const truthOf = (files: ReadonlyMap<string, Buffer>): Readonly<Record<string, unknown>> =>
	JSON.parse(files.get("truth.json")?.toString("utf8") ?? "") as Record<string, unknown>;

/** Writes files to a folder for as long as `use` needs it. */
async function inFolder<T>(files: ReadonlyMap<string, Buffer>, use: (folder: string) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), "cimp-simulation-"));
	try {
		for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
		return await use(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** What ingest makes of all tables among the files. */
export const ingested = async <T>(
	files: ReadonlyMap<string, Buffer>,
	use: (inputs: Awaited<ReturnType<typeof openInputs>>) => Promise<T> | T,
): Promise<T> =>
	inFolder(files, async (folder) => {
		const tables = [...files.keys()].filter((name) => name !== "truth.json" && name !== "roster.csv");
		const inputs = await openInputs(
			tables.map((name) => ({ path: join(folder, name), name })),
			{ temporaryFolder: folder },
		);
		try {
			return await use(inputs);
		} finally {
			await inputs.close();
		}
	});
