/** Entities files: which places there are in a year. */

import type { Layout, LayoutColumn } from "../ingest/layouts/index.js";
import { type PlaceRow, placesOf } from "./places.js";
import { type CellWriter, type RecordTable, recordTable } from "./table-file.js";
import type { World } from "./world.js";

/** No such code exists. */
const inventedZip = "00000";

/** The entities table of one year. */
export function entitiesTable(world: World, layout: Layout, year: number): RecordTable {
	// Aggregates have five blanks for a zip code where fields are quoted, and nothing since.
	const noZip = layout.writing.quoting === "all" ? "     " : "";
	const choose = (column: LayoutColumn): CellWriter<PlaceRow> | undefined => {
		switch (column.role) {
			case "county":
				return ({ cds }) => cds.slice(0, 2);
			case "district":
				return ({ cds }) => cds.slice(2, 7);
			case "school":
				return ({ cds }) => cds.slice(7);
			case "entityType":
				return ({ type }) => String(type);
			case "year":
				return () => String(year);
			case "countyName":
				return ({ county }) => county;
			case "districtName":
				return ({ district }) => district.slice(0, 50);
			case "schoolName":
				return ({ school }) => school.slice(0, 50);
			default:
				return column.header === "Zip Code" ? ({ school }) => (school === "" ? noZip : inventedZip) : undefined;
		}
	};
	return recordTable(layout, choose, () => placesOf(world, year));
}
