/** The fixed-width results of 2022 and 2023: sb-2021-2023 without carets, ids padded with zeros. */

import type { FixedWidthTwin } from "../layout.js";
import { sb2021 } from "./columns.js";

const codes = [2, 5, 7];
const keysAndCounts = [4, 4, 3, 1, 7, 7, 2, 2, 7, 7];
const scores = [6, 6, 6, 6, 6, 6, 7];
const areas = Array.from({ length: 12 }, () => 6);
const type = 2;

export const sbFixed2022: FixedWidthTwin = {
	layout: sb2021,
	testYears: [2022, 2023],
	widths: [...codes, ...keysAndCounts, ...scores, ...areas, type],
};
