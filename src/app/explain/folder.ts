/** A finished report, opened to be explained: its results, its manifest and its tables. */

import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { type Absent, isAbsent } from "../../domain/measured.js";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import type { ProblemCode } from "../../domain/problem-codes.js";
import type { Cell } from "../../domain/table.js";
import { readCsv } from "../../report/read-csv.js";
import { manifestName } from "../output.js";
import { type AnalyzeResults, analyzeSchema } from "../schemas/analyze.js";
import { type Manifest, manifestSchema, type TableEntry } from "../schemas/manifest.js";

export interface Folder {
	readonly name: string;
	readonly results: AnalyzeResults;
	readonly manifest: Manifest;
	/** Rows of a table, from its CSV file. */
	rows(table: TableEntry): Cell[][];
}

/** The name of the option that names the folder. */
const option = "--from";

const refusal = (code: ProblemCode, file: string, found: string): Refusal =>
	new Refusal([problem(code, { file }, { found })]);

/** What a refusal says of a report that can't be explained. */
export const notOfThisShape = (file: string, found: string): Refusal => refusal("CIMP-E307", file, found);

function readIn(path: string, file: string): string {
	try {
		return readFileSync(join(path, ...file.split("/")), "utf8");
	} catch (error) {
		const gone =
			(error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ENOTDIR";
		throw refusal("CIMP-E306", option, gone ? `${basename(path)} without ${file}` : `${file} can't be read`);
	}
}

/** The first thing in which a JSON file differs from its schema, where a person can find it. */
function parse<Shape>(schema: z.ZodType<Shape>, text: string, file: string): Shape {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw notOfThisShape(file, "text that is no JSON");
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const version = z.object({ version: z.string() }).safeParse(value);
	const [issue] = parsed.error.issues;
	const place = issue?.path.join(".") ?? "";
	throw notOfThisShape(
		file,
		`${place === "" ? "the whole" : place}: ${issue?.message ?? ""}${version.success ? ` (written by cimp ${version.data.version})` : ""}`,
	);
}

/**
 * Opens a report.
 *
 * @throws Refusal with CIMP-E306 where the folder holds none, CIMP-E307 where it is of another shape
 */
export function openFolder(typed: string, cwd: string): Folder {
	const path = resolve(cwd, typed);
	const manifestText = readIn(path, manifestName);
	const results = parse(analyzeSchema, readIn(path, "results.json"), "results.json");
	const manifest = parse(manifestSchema, manifestText, manifestName);
	return {
		name: basename(path),
		results,
		manifest,
		rows: (table) => {
			const rows = readCsv(readIn(path, table.csv), table.columns);
			if (rows === undefined) throw notOfThisShape(table.csv, "other columns than the manifest lists");
			return rows;
		},
	};
}

/** Nothing, or too much, goes by this name. */
export const nothingNamed = (found: string, expected: string): Problem =>
	problem("CIMP-E308", { file: "explain" }, { found, expected });

/** A value of a published shape, or `undefined` where it is absent. */
export const there = <Value>(value: Value): Exclude<Value, Absent> | undefined =>
	isAbsent(value) ? undefined : (value as Exclude<Value, Absent>);
