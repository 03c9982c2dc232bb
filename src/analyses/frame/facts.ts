/** What tables beside the results say of places. */

import type { CharterStatus, EntityRow } from "../../domain/entity.js";
import { groupBy } from "../../domain/group-by.js";
import type { CompanionRow } from "../../domain/tidy.js";

export interface Facts {
	/** By code, of the newest year. */
	readonly entities: ReadonlyMap<string, EntityRow>;
	readonly companions: ReadonlyMap<string, readonly CompanionRow[]>;
}

export function factsOf(tables: {
	readonly entities: readonly EntityRow[];
	readonly companions: readonly CompanionRow[];
}): Facts {
	const newest = new Map<string, EntityRow>();
	for (const row of tables.entities) {
		const before = newest.get(row.cds);
		if (before === undefined || row.year > before.year) newest.set(row.cds, row);
	}
	return { entities: newest, companions: groupBy(tables.companions, (row) => row.cds) };
}

/** How a place is chartered: by the row that names it, else by the entities, else by a companion table. */
export function charterOf(
	{ cds, charter }: { readonly cds: string; readonly charter: CharterStatus },
	{ entities, companions }: Facts,
): CharterStatus {
	const readings = [charter, entities.get(cds)?.charter, ...(companions.get(cds) ?? []).map((fact) => fact.charter)];
	return readings.find((status) => status !== undefined && status !== "unknown") ?? "unknown";
}
