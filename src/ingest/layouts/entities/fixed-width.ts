/** The fixed-width entities files, ids padded with zeros. */

import type { FixedWidthTwin } from "../layout.js";
import { entities2015, entities2021, entities2024 } from "./columns.js";

const codes = [2, 5, 7];
const [filler, year, type] = [4, 4, 2];

const to2023 = [...codes, filler, year, type, 50, 50, 50, 5];

export const entitiesFixed2015: FixedWidthTwin = { layout: entities2015, testYears: [2015, 2019], widths: to2023 };

export const entitiesFixed2021: FixedWidthTwin = { layout: entities2021, testYears: [2021, 2023], widths: to2023 };

/** Zip codes have five or nine characters. */
export const entitiesFixed2024: readonly FixedWidthTwin[] = [5, 9].map((zip) => ({
	layout: entities2024,
	testYears: [2024, 2025],
	widths: [...codes, type, filler, year, 25, 40, 60, zip],
}));
