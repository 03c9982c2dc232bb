/** Pages of invented districts say so. */

import type { Run } from "../run.js";

/** District codes from 99001 up are given to invented districts only. */
export const areInvented = (districts: readonly string[]): boolean =>
	districts.every((code) => code.slice(2).startsWith("99"));

export const isInvented = ({ input }: Run): boolean => areInvented(input.frame.schools.map(({ district }) => district));

export const inventedWords = "Invented data. These districts and schools do not exist.";

/** The banner of a page, where it needs one. */
export const inventedBanner = (run: Run): { banner?: string } => (isInvented(run) ? { banner: inventedWords } : {});
