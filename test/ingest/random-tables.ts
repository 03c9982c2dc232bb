/** Random tables of every layout, as cells to be written and as the rows that must come back. */

import fc from "fast-check";
import { type Layout, layoutById } from "../../src/ingest/layouts/index.js";
import { nameOf, type RandomRow, type Repertoire } from "./random-cells.js";
import { companionRows, entityRows } from "./random-places.js";
import { resultRows } from "./random-results.js";

export interface RandomTable {
	readonly layout: Layout;
	readonly rows: readonly RandomRow[];
	/** Texts for columns of text that are known and not read. */
	readonly asides: readonly string[];
}

const layoutIds = {
	results: ["sb-2015", "sb-2016", "sb-2017-2019", "sb-2021-2023", "sb-2024-2025", "cast-2024-2025", "dashboard-panel"],
	entities: ["entities-2015-2019", "entities-2021-2023", "entities-2024-2025"],
	companion: ["frpm", "census-enrollment", "school-covariates"],
} as const;

const layoutOf = (id: string): Layout => {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	return layout;
};

/** Families whose tables come back as rows; lookup tables have tests of their own. */
export type RowFamily = keyof typeof layoutIds;

/** Random tables of the layouts of a family. */
export function tablesOf(family: RowFamily, repertoire: Repertoire): fc.Arbitrary<RandomTable> {
	const rows = { results: resultRows, entities: entityRows, companion: companionRows }[family];
	return fc
		.constantFrom(...layoutIds[family])
		.map(layoutOf)
		.chain((layout) =>
			fc.record({
				layout: fc.constant(layout),
				rows: rows(layout, repertoire),
				asides: fc.array(nameOf(repertoire), { minLength: 1, maxLength: 5 }),
			}),
		);
}
