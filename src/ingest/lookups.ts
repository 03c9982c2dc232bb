/** Names that lookup tables among the inputs give to student groups. */

import { harmlessName } from "../domain/harmless-name.js";
import type { Engine } from "./engine.js";
import { literal } from "./engine.js";
import { groupLookupIds } from "./layouts/lookups/columns.js";

/**
 * Names by student group id.
 *
 * Editions may name one id in several ways: the last file by name counts.
 */
export async function selectGroupNames(engine: Engine): Promise<ReadonlyMap<number, string>> {
	const rows = await engine.rows(
		`select id, name from lookups where fault is null and name <> ''
		and layout in (${groupLookupIds.map(literal).join(", ")}) order by file, name`,
	);
	return new Map(rows.map(([id, name]) => [Number(id), harmlessName(`${name}`)]));
}
