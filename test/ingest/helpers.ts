/** Writing tables in a layout, and opening texts and files, for the tests of this room. */

import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type ColumnMap, type InputFile, type Inputs, openInputs } from "../../src/ingest/index.js";
import type { Delimiter, Layout } from "../../src/ingest/layouts/index.js";

export interface Writing {
	readonly delimiter: Delimiter;
	readonly quoting: "all" | "none" | "minimal";
	readonly lineEnding: "\r\n" | "\n";
}

/** Cells by header. */
export type Cells = Readonly<Record<string, string>>;

const needsQuotes = (cell: string, delimiter: string): boolean =>
	cell.startsWith('"') || cell.includes(delimiter) || /[\r\n]/.test(cell);

/** A table as text: the columns in the order given, missing cells empty. */
export function tableText(
	layout: Layout,
	rows: readonly Cells[],
	writing: Writing = layout.writing,
	headers = layout.columns.map((column) => column.header),
): string {
	const bare = new Set(layout.columns.filter((column) => column.bareWhenEmpty).map((column) => column.header));
	const cell = (header: string, text: string, data: boolean): string => {
		const quoted = `"${text.replaceAll('"', '""')}"`;
		if (writing.quoting === "all") return data && bare.has(header) && text === "" ? "" : quoted;
		return writing.quoting === "minimal" && needsQuotes(text, writing.delimiter) ? quoted : text;
	};
	const lines = [
		...(layout.headless === undefined ? [headers.map((header) => cell(header, header, false))] : []),
		...rows.map((row) => headers.map((header) => cell(header, row[header] ?? "", true))),
	];
	return lines.map((line) => line.join(writing.delimiter) + writing.lineEnding).join("");
}

/** Text as Windows-1252 bytes, for characters that Latin-1 shares with it. */
export const latin = (text: string): Buffer => Buffer.from(text, "latin1");

export interface OpenedTest {
	readonly inputs: Inputs;
	/** Closes the inputs and removes the folder; names of temporary files that were left behind. */
	readonly end: () => Promise<string[]>;
}

const made = (): Promise<string> => mkdtemp(join(tmpdir(), "cimp-test-"));

/** Opens files that exist. */
export async function openFiles(paths: readonly string[], map?: ColumnMap): Promise<OpenedTest> {
	const folder = await made();
	const files = paths.map((path): InputFile => ({ path, name: basename(path) }));
	try {
		const inputs = await openInputs(files, { temporaryFolder: folder, ...(map === undefined ? {} : { map }) });
		const end = async (): Promise<string[]> => {
			await inputs.close();
			const left = await readdir(folder);
			await rm(folder, { recursive: true });
			return left;
		};
		return { inputs, end };
	} catch (error) {
		const left = await readdir(folder);
		await rm(folder, { recursive: true });
		if (left.length > 0) throw new Error(`left behind after a refusal: ${left.join(", ")}`);
		throw error;
	}
}

/** Opens contents as files of the given names, does something with them, and clears up. */
export async function withContents<T>(
	contents: Readonly<Record<string, string | Buffer>>,
	work: (inputs: Inputs) => Promise<T>,
	map?: ColumnMap,
): Promise<T> {
	const folder = await made();
	try {
		const paths = Object.keys(contents).map((name) => join(folder, name));
		for (const path of paths) await writeFile(path, contents[basename(path)] ?? "");
		const { inputs, end } = await openFiles(paths, map);
		const done = await work(inputs).finally(async () => {
			const left = await end();
			if (left.length > 0) throw new Error(`left behind: ${left.join(", ")}`);
		});
		return done;
	} finally {
		await rm(folder, { recursive: true });
	}
}
