/** Pages that are read side by side share their axes, so that the same length means the same on every wall. */

import type { AnalysisInput } from "./analysis.js";

/**
 * What other pages draw on the same axis: the values of every district of the packet. Empty where pages stand alone.
 *
 * @param valuesOf what is drawn of a district; nothing for one that has no answer
 */
export const sideBySide = (
	{ together = [] }: AnalysisInput,
	valuesOf: (district: string) => readonly (number | undefined)[],
): number[] => together.flatMap(valuesOf).filter((value) => value !== undefined);
