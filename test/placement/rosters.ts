/** Rosters and policies for tests: read from files as the program does, or written as text. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { checkPolicy, readPolicy } from "../../src/app/placement/policy-file.js";
import type { RosterCells } from "../../src/domain/roster-cells.js";
import { readRosters } from "../../src/ingest/roster/index.js";
import { type BuiltRoster, buildRoster, type RosterWishes } from "../../src/placement/intake/build.js";
import type { Policy } from "../../src/placement/policy.js";
import { repository } from "../helpers/workdir.js";

export const reference = join(repository, "fixtures", "reference", "placement");

export const referencePolicy = (): Policy => readPolicy("policy.json", { cwd: reference }).policy;

/** A small policy with changes, as written. */
export const writtenPolicy = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
	schema: "cimp-placement-policy/1",
	ladder: [
		{ level: 1, courses: ["Algebra I", "Math I"] },
		{ level: 2, courses: ["Geometry", "Math II"] },
		{ level: 3, courses: ["Algebra II"] },
	],
	below_ladder: ["Pre-Algebra"],
	outside_ladder: ["SDC Math"],
	measures: [
		{ id: "score", column: "score", type: "scale_score", range: [2265, 2860], cut: 2586 },
		{ id: "letter", column: "letter", type: "letter", cut: "C" },
		{ id: "ready", column: "ready", type: "number", range: [0, 100], cut: 70 },
	],
	rules: [
		{ prior_course: ["Math 8"], qualifies_for: 1, require: { all: [] } },
		{
			prior_course: ["Algebra I", "Math I"],
			qualifies_for: 2,
			require: { at_least: 2, of: ["score", "letter", "ready"] },
		},
	],
	...changes,
});

export const policyWith = (changes: Record<string, unknown> = {}): Policy =>
	checkPolicy(writtenPolicy(changes), "policy.yml").policy;

export const cellsOf = (paths: readonly string[], measures: readonly string[]): Promise<RosterCells> =>
	readRosters(
		paths.map((path) => ({ path: resolve(repository, path), name: basename(path), offered: "named" as const })),
		{ temporaryFolder: tmpdir(), measures },
	);

/** Reads files under a policy. */
export async function rosterOf(paths: readonly string[], wishes: RosterWishes): Promise<BuiltRoster> {
	const measures = wishes.policy?.measures.map(({ column }) => column) ?? [];
	return buildRoster(await cellsOf(paths, measures), wishes);
}

/** Reads a text (or bytes) as the file `roster.csv`. */
export async function rosterOfText(
	content: string | Uint8Array,
	wishes: Partial<RosterWishes> = {},
): Promise<BuiltRoster> {
	const folder = mkdtempSync(join(tmpdir(), "cimp-roster-"));
	try {
		const path = join(folder, "roster.csv");
		writeFileSync(path, content);
		return await rosterOf([path], { policy: policyWith(), ...wishes });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A roster as text: rows of the columns given, after an id; the first row is the header. */
export const rosterText = (header: string, ...rows: readonly string[]): string =>
	[`student_id,${header}`, ...rows.map((row, at) => `${900001 + at},${row}`), ""].join("\n");
