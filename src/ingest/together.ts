/** Files that were taken in, read into one engine: their rows, and what is wrong in them and between them. */

import type { Problem } from "../domain/problem.js";
import { refuseRepeatsAcross } from "./across.js";
import type { Item, ItemReader } from "./items.js";
import { selectGroupNames } from "./lookups.js";
import type { Reading } from "./reading.js";
import { familyView } from "./rows.js";
import type { StagingTools } from "./staging.js";

export interface Together {
	/** One an item, in their order. */
	readonly readings: readonly Reading[];
	/** Names that lookup tables among the files give to student groups, by id. */
	readonly groupNames: ReadonlyMap<number, string>;
}

/** Reads items; afterwards the engine has a view of each one's rows, and one a family. */
export async function readTogether(items: readonly Item[], reader: ItemReader, tools: StagingTools): Promise<Together> {
	const alone: Reading[] = [];
	for (const [index, item] of items.entries()) alone.push(await reader.read(item, index, tools));
	const readings = await refuseRepeatsAcross(items, alone, reader, tools);
	for (const family of ["results", "entities", "companion", "lookup"] as const) {
		const members = readings.flatMap((reading, index) => (reading.family === family ? [index] : []));
		await familyView(family, members, tools.engine);
	}
	return { readings, groupNames: await selectGroupNames(tools.engine) };
}

/** What is to be reported of a file; a student group that a lookup table names is not unknown. */
export const problemsOf = (
	{ problems, unknownGroups }: Reading,
	groupNames: ReadonlyMap<number, string>,
): readonly Problem[] => [
	...problems,
	...unknownGroups.filter(({ id }) => !groupNames.has(id)).map((group) => group.problem),
];
