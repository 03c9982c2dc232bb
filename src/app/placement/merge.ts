/** `cimp placement merge`: what several districts published of their groups, as one view of the county. */

import { readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { problem, Refusal } from "../../domain/problem.js";
import type { Released } from "../../domain/table.js";
import { mergeDistricts } from "../../placement/aggregate.js";
import { releaseJson } from "../../privacy/release-json.js";
import type { Effects } from "../effects.js";
import { type AggregateFile, aggregateSchema, aggregateSchemaId } from "../schemas/placement-aggregate.js";
import { version } from "../version.js";

const fileName = "aggregate.json";

/** A file, or the folder of an audit. */
function readOne(typed: string, { cwd }: Pick<Effects, "cwd">): AggregateFile {
	const path = resolve(cwd, typed);
	const place = { file: basename(path) };
	let content: string;
	try {
		content = readFileSync(statSync(path).isDirectory() ? join(path, fileName) : path, "utf8");
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new Refusal([problem(code === "ENOENT" ? "CIMP-E101" : "CIMP-E102", place, { found: code ?? message })]);
	}
	const parsed = aggregateSchema.safeParse(parsedJson(content));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const found = `${issue?.path.map(String).join(".") || "the file"}: ${issue?.message ?? "another shape"}`;
	throw new Refusal([
		problem("CIMP-E303", place, { found, expected: `${fileName} of cimp placement audit (${aggregateSchemaId})` }),
	]);
}

function parsedJson(content: string): unknown {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
}

/**
 * Merges exports. Counts that a district withheld stay withheld; a group is put together from the districts that show it.
 *
 * @throws Refusal CIMP-E101, E102 for a file that is not there, CIMP-E303 for another file, or a district given twice
 */
export function merge(typed: readonly string[], effects: Pick<Effects, "cwd">): Released<AggregateFile> {
	const districts = typed.flatMap((one) => readOne(one, effects).districts);
	const names = districts.map(({ district }) => district);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) {
		const expected = "each district once; name the district in its policy";
		throw new Refusal([problem("CIMP-E303", { file: twice }, { found: "a district that is given twice", expected })]);
	}
	const merged = mergeDistricts(districts);
	const file: AggregateFile = { schema: aggregateSchemaId, version, districts, merged };
	// Whatever a file says that somebody hands in: small counts go no further.
	return releaseJson(file);
}
