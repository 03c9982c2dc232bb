/** The layouts that cimp knows, one line each. */

import { cast2024 } from "./cast/columns.js";
import { censusEnrollment } from "./census-enrollment/columns.js";
import { chronicAbsenteeism } from "./chronic-absenteeism/columns.js";
import { dashboard2017, dashboard2023 } from "./dashboard/columns.js";
import { dashboardPanel } from "./dashboard-panel/columns.js";
import { entities2015, entities2021, entities2024 } from "./entities/columns.js";
import { frpm } from "./frpm/columns.js";
import type { Layout } from "./layout.js";
import { studentGroups, subgroups, tests } from "./lookups/columns.js";
import { schoolCovariates } from "./school-covariates/columns.js";
import { schoolDirectory } from "./school-directory/columns.js";
import { sb2015, sb2016, sb2017, sb2021, sb2024 } from "./smarter-balanced/columns.js";

export type { Delimiter, Layout, LayoutColumn } from "./layout.js";
export { type Role, roleNames } from "./roles.js";

export const layouts: readonly Layout[] = [
	sb2015,
	sb2016,
	sb2017,
	sb2021,
	sb2024,
	cast2024,
	entities2015,
	entities2021,
	entities2024,
	frpm,
	censusEnrollment,
	chronicAbsenteeism,
	schoolDirectory,
	schoolCovariates,
	dashboardPanel,
	dashboard2017,
	dashboard2023,
	studentGroups,
	subgroups,
	tests,
];

/** The layout of an id; `undefined` for none. */
export const layoutById = (id: string): Layout | undefined => layouts.find((layout) => layout.id === id);
