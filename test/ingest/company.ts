/** A results file of one row, to go with tables that hold no results: without any, nothing is read. */

import { layoutById } from "../../src/ingest/layouts/index.js";
import { type Cells, tableText } from "./helpers.js";

const cells: Cells = {
	...{ "County Code": "58", "District Code": "99999", "School Code": "9999999", "Test Year": "2022" },
	...{ "Student Group ID": "1", "Test ID": "2", Grade: "5", "Type ID": "7", "Students Tested": "12" },
};
const layout = layoutById("sb-2021-2023");
if (layout === undefined) throw new Error("no layout");

export const company = tableText(layout, [cells]);
export const companyCds = "58999999999999";
