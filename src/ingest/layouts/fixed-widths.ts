/** The fixed-width files whose places are known, one line each. */

import { entitiesFixed2015, entitiesFixed2021, entitiesFixed2024 } from "./entities/fixed-width.js";
import type { FixedWidthTwin } from "./layout.js";
import { sbFixed2022 } from "./smarter-balanced/fixed-width.js";

export const fixedWidthTwins: readonly FixedWidthTwin[] = [
	sbFixed2022,
	entitiesFixed2015,
	entitiesFixed2021,
	...entitiesFixed2024,
];
