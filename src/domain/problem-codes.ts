/**
 * The one catalogue of everything that can be wrong with a user's input or request.
 *
 * `cimp explain <code>` and docs/problems.md print these words. A code is never reused or renumbered.
 */

import { inputNotes } from "./problem-catalogue/kept.js";
import { placementProblems } from "./problem-catalogue/placement.js";
import { inputRefusals } from "./problem-catalogue/refusals.js";
import { requestProblems } from "./problem-catalogue/requests.js";

export type { CatalogueEntry, Outcome, Severity } from "./problem-catalogue/entry.js";

export const problemCatalogue = { ...inputRefusals, ...inputNotes, ...requestProblems, ...placementProblems } as const;

export type ProblemCode = keyof typeof problemCatalogue;

export const problemCodes = Object.keys(problemCatalogue) as ProblemCode[];
