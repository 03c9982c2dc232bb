/** From what the user named to a policy and a roster: the first step of every placement command. */

import { resolve } from "node:path";
import { compareProblems, type Problem, problem, Refusal } from "../../domain/problem.js";
import type { RosterCells, RosterFile } from "../../domain/roster-cells.js";
import { readRosters } from "../../ingest/roster/index.js";
import { buildRoster } from "../../placement/intake/build.js";
import { readSchoolYear } from "../../placement/intake/days.js";
import type { Duplicates } from "../../placement/intake/selection.js";
import { usedMeasures } from "../../placement/policy-check.js";
import type { Roster } from "../../placement/roster.js";
import type { Effects } from "../effects.js";
import { findFiles } from "../files.js";
import { type ReadPolicy, readPolicy } from "./policy-file.js";

export interface PlacementWishes {
	/** Rosters: files, archives, workbooks, folders, or `-`. */
	readonly students: readonly string[];
	/** Without it there are no measures and no ladder. */
	readonly policy?: string;
	/** School year of rows that say none, as 2025-26 or 2026. */
	readonly year?: string;
	readonly dup?: Duplicates;
	readonly unmapped?: "refuse" | "exclude";
}

export interface PlacementInputs {
	readonly policy: ReadPolicy | undefined;
	readonly roster: Roster;
	readonly files: readonly RosterFile[];
	/** Of the policy and the roster, in the order of `compareProblems`. */
	readonly problems: readonly Problem[];
}

export interface RosterInputs {
	readonly policy: ReadPolicy | undefined;
	readonly cells: RosterCells;
}

/** A school year of the command line, by its later year. */
export function yearOfFlag(text: string): number {
	const year = readSchoolYear(text);
	if (year > 0) return year;
	throw new Refusal([problem("CIMP-E303", { file: "--year" }, { found: text, expected: "a school year, as 2025-26" })]);
}

/**
 * Reads policy and cells, not yet what they mean.
 *
 * @throws Refusal as `readPolicy` and `readRosters` do
 */
export async function readCells(wishes: PlacementWishes, effects: Effects): Promise<RosterInputs> {
	const policy = wishes.policy === undefined ? undefined : readPolicy(wishes.policy, effects);
	const beside = wishes.policy === undefined ? [] : [resolve(effects.cwd, wishes.policy)];
	const inputs = findFiles(wishes.students, effects, beside);
	const { temporaryFolder, interrupted } = effects;
	const cells = await readRosters(inputs, {
		temporaryFolder,
		...(interrupted === undefined ? {} : { interrupted }),
		measures: policy?.policy.measures.map(({ column }) => column) ?? [],
	});
	return { policy, cells };
}

/** Warning CIMP-W148 where the roster has fewer than two of the measures that the rules ask for. */
function coverageProblems({ policy, cells }: RosterInputs): Problem[] {
	const used = policy === undefined ? [] : usedMeasures(policy.policy);
	const present = used.filter(({ column }) => cells.columns.has(column));
	if (policy === undefined || used.length < 2 || present.length >= 2) return [];
	const found = `${present.length} of the ${used.length} measures in the roster${present.length === 0 ? "" : `: ${present[0]?.id}`}`;
	const expected = "columns of several measures (EC 51224.7 (b)(1))";
	return [problem("CIMP-W148", { file: policy.file }, { found, expected })];
}

/**
 * Reads policy and roster.
 *
 * @throws Refusal as `readPolicy`, `readRosters` and `buildRoster` do
 */
export async function readPlacement(wishes: PlacementWishes, effects: Effects): Promise<PlacementInputs> {
	const inputs = await readCells(wishes, effects);
	const { policy, cells } = inputs;
	const { year, dup, unmapped } = wishes;
	const { roster, problems } = buildRoster(cells, {
		policy: policy?.policy,
		...(year === undefined ? {} : { year: yearOfFlag(year) }),
		...(dup === undefined ? {} : { duplicates: dup }),
		...(unmapped === undefined ? {} : { unmapped }),
	});
	const all = [...(policy?.problems ?? []), ...coverageProblems(inputs), ...problems];
	return { policy, roster, files: cells.files, problems: all.sort(compareProblems) };
}
