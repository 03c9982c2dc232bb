/** Pages of invented districts say so. */

import type { Run } from "../run.js";

/** District codes from 99001 up are given to invented districts only. */
const isInvented = (run: Run): boolean =>
	run.input.frame.schools.every((school) => school.district.slice(2).startsWith("99"));

/** The banner of a page, where it needs one. */
export const inventedBanner = (run: Run): { banner?: string } =>
	isInvented(run) ? { banner: "Invented data. These districts and schools do not exist." } : {};
