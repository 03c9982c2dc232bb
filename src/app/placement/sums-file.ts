/** sums.json: which counts of audit.json are the same students, and which add up to which. */

import type { Released } from "../../domain/table.js";
import type { Audited } from "../../placement/audit.js";
import { sumsOfAudit } from "../../placement/publish.js";
import type { ReleasedAudit } from "../../placement/result.js";
import { madeOf } from "../../privacy/release-tracked.js";
import type { Places } from "../../privacy/sums/document.js";
import type { AuditFile } from "../schemas/placement.js";
import { type SumsFile, sumsSchemaId } from "../schemas/placement-sums.js";
import { version } from "../version.js";

/** @param file audit.json, in which entries that say nothing are left out */
export const sumsFile = (audited: Audited, released: ReleasedAudit, file: Released<AuditFile>): Released<SumsFile> =>
	madeOf(released, ({ district }): SumsFile => {
		const { rows, partitions, relations, values } = sumsOfAudit(audited, released);
		const there = (pointer: string): string[] => {
			const moved = movedPointer(pointer, released, file);
			return moved === undefined ? [] : [moved];
		};
		const places = ({ at, also }: Places): Places => ({ at: at.flatMap(there), also: also.flatMap(there) });
		return {
			schema: sumsSchemaId,
			version,
			file: "audit.json",
			district,
			rows: rows.map(({ id, students, outcomes }) => ({
				id,
				students: places(students),
				outcomes: Object.fromEntries(Object.entries(outcomes).map(([name, own]) => [name, places(own)])),
			})),
			partitions,
			relations,
			values: values.flatMap(({ at, ...sides }) => there(at).map((moved) => ({ at: moved, ...sides }))),
		};
	});

/** Where a value of one document stands in another that leaves out entries of lists; `undefined` where it is left out. */
function movedPointer(pointer: string, from: unknown, to: unknown): string | undefined {
	let [before, after] = [from, to];
	const moved: string[] = [];
	for (const key of pointer.split("/").slice(1)) {
		const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
		const entry = (before as Record<string, unknown> | undefined)?.[name];
		const isShorter = Array.isArray(before) && Array.isArray(after) && before.length !== after.length;
		const place = isShorter ? `${(after as unknown[]).indexOf(entry)}` : name;
		before = entry;
		after = (after as Record<string, unknown> | undefined)?.[place];
		if (after === undefined) return undefined;
		moved.push(isShorter ? place : key);
	}
	return `/${moved.join("/")}`;
}
